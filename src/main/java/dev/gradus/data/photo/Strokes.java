package dev.gradus.data.photo;

import java.util.Arrays;

/**
 * Ink in a box whose longer side is 80 pixels, four times MNIST's, with strokes that are not much thinner than MNIST's: scaled
 * to 20 pixels, a fine pen would leave no more than a haze.
 */
public final class Strokes {
    private static final int BOX = 4 * DigitImage.BOX;
    private static final double THIN =
            5.2; // pixels of the box: of 3,000 of MNIST's digits, 1 in 20 has thinner strokes
    private static final double USUAL = 8; // half of them have thinner, half thicker ones

    public final double[] pixels; // row by row, 0 is paper, 1 is ink
    public final int rows;
    public final int columns;

    private Strokes(double[] pixels, int rows, int columns) {
        this.pixels = pixels;
        this.rows = rows;
        this.columns = columns;
    }

    /** Of rows × columns numbers, row by row: 0 is paper, 1 is ink. */
    public static Strokes of(double[] ink, int rows, int columns) {
        double scale = BOX / (double) Math.max(rows, columns);
        int h = Math.max(1, (int) Math.round(rows * scale));
        int w = Math.max(1, (int) Math.round(columns * scale));
        double[] box = DigitImage.scaled(ink, rows, columns, h, w);
        strengthen(box);
        double width = width(box, h, w);
        int grow = width < THIN ? (int) Math.round((USUAL - width) / 2) : 0;
        if (grow == 0) return new Strokes(box, h, w);
        return new Strokes(thickened(box, h, w, grow), h + 2 * grow, w + 2 * grow);
    }

    /** A line that is thinner than a pixel leaves a grey that was never in the ink. */
    private static void strengthen(double[] box) {
        double[] inked = Arrays.stream(box).filter(v -> v > 0.05).sorted().toArray();
        if (inked.length == 0) return;
        double full = inked[(int) (0.9 * (inked.length - 1))];
        for (int i = 0; i < box.length; i++) box[i] = Math.min(1, box[i] / full);
    }

    /** About how wide the strokes are: a long band has an area of length · width, and twice its length as its edge. */
    static double width(double[] box, int rows, int columns) {
        int area = 0;
        int edge = 0;
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) {
                if (box[i * columns + j] <= 0.5) continue;
                area++;
                if (i == 0 || box[(i - 1) * columns + j] <= 0.5) edge++;
                if (i == rows - 1 || box[(i + 1) * columns + j] <= 0.5) edge++;
                if (j == 0 || box[i * columns + j - 1] <= 0.5) edge++;
                if (j == columns - 1 || box[i * columns + j + 1] <= 0.5) edge++;
            }
        return edge == 0 ? 0 : 2.0 * area / edge;
    }

    /** Each pixel becomes a disc of this radius. */
    private static double[] thickened(double[] box, int rows, int columns, int radius) {
        int w = columns + 2 * radius;
        double[] thick = new double[(rows + 2 * radius) * w];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                for (int y = -radius; box[i * columns + j] > 0 && y <= radius; y++)
                    for (int x = -radius; x <= radius; x++) {
                        int at = (i + radius + y) * w + j + radius + x;
                        if (x * x + y * y <= radius * radius) thick[at] = Math.max(thick[at], box[i * columns + j]);
                    }
        return thick;
    }
}
