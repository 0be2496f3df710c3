package dev.gradus.data.photo;

/**
 * Makes of a drawing what MNIST's images are: the drawing's box is scaled, keeping its proportions, until its longer side
 * is 20 pixels, with greys where a pixel is half covered; then it is put into 28 × 28 pixels with its centre of mass in the
 * middle. LeCun, Cortes and Burges, "The MNIST database of handwritten digits", 1998.
 */
public final class DigitImage {
    public static final int SIDE = 28;
    static final int BOX = 20;

    private DigitImage() {}

    /**
     * @param ink rows × columns numbers, row by row: 0 is paper, 1 is ink
     * @return 784 numbers, all 0 if there is no ink
     */
    public static double[] normalised(double[] ink, int rows, int columns) {
        int top = rows;
        int bottom = -1; // included
        int left = columns;
        int right = -1;
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                if (ink[i * columns + j] > 0) {
                    top = Math.min(top, i);
                    bottom = Math.max(bottom, i);
                    left = Math.min(left, j);
                    right = Math.max(right, j);
                }
        if (bottom < 0) return new double[SIDE * SIDE];
        int height = bottom - top + 1;
        int width = right - left + 1;
        double scale = BOX / (double) Math.max(height, width);
        int h = Math.max(1, (int) Math.round(height * scale));
        int w = Math.max(1, (int) Math.round(width * scale));
        double[] drawn = new double[height * width];
        for (int i = 0; i < height; i++) System.arraycopy(ink, (top + i) * columns + left, drawn, i * width, width);
        return centred(scaled(drawn, height, width, h, w), h, w);
    }

    /** Rows × columns numbers as h × w, each the mean of what it covers. */
    static double[] scaled(double[] ink, int rows, int columns, int h, int w) {
        double[] scaled = new double[h * w];
        for (int i = 0; i < h; i++)
            for (int j = 0; j < w; j++)
                scaled[i * w + j] = mean(
                        ink,
                        columns,
                        i * (double) rows / h,
                        (i + 1) * (double) rows / h,
                        j * (double) columns / w,
                        (j + 1) * (double) columns / w);
        return scaled;
    }

    /** The mean ink in a rectangle, whose edges may cut pixels. */
    private static double mean(double[] ink, int columns, double top, double bottom, double left, double right) {
        double sum = 0;
        double most = 0; // a mean is no larger, but for its rounding
        for (int i = (int) top; i < bottom; i++) {
            double down = Math.min(i + 1, bottom) - Math.max(i, top);
            for (int j = (int) left; j < right; j++) {
                double pixel = at(ink, i * columns + j);
                sum += down * (Math.min(j + 1, right) - Math.max(j, left)) * pixel;
                most = Math.max(most, pixel);
            }
        }
        return Math.min(most, sum / ((bottom - top) * (right - left)));
    }

    /** An edge may be rounded to a hair beyond the last pixel. */
    private static double at(double[] ink, int index) {
        return index < ink.length ? ink[index] : 0;
    }

    /** The box in the middle of the image, by its centre of mass and to whole pixels. */
    private static double[] centred(double[] box, int h, int w) {
        double sum = 0;
        double y = 0;
        double x = 0;
        for (int i = 0; i < h; i++)
            for (int j = 0; j < w; j++) {
                sum += box[i * w + j];
                y += i * box[i * w + j];
                x += j * box[i * w + j];
            }
        int down = inside((int) Math.round(SIDE / 2 - y / sum), h);
        int across = inside((int) Math.round(SIDE / 2 - x / sum), w);
        double[] image = new double[SIDE * SIDE];
        for (int i = 0; i < h; i++) for (int j = 0; j < w; j++) image[(down + i) * SIDE + across + j] = box[i * w + j];
        return image;
    }

    /** Nothing is cut off, however lopsided it is. */
    private static int inside(int shift, int size) {
        return Math.max(0, Math.min(SIDE - size, shift));
    }
}
