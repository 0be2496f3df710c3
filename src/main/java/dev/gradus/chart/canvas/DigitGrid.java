package dev.gradus.chart.canvas;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.DoubleToIntFunction;

/** Small images in rows, each pixel a square: grey from paper to ink, or blue above 0 and orange below. */
public final class DigitGrid {
    private static final int GAP = 8;
    private static final int CAPTION = 18;
    /** About how wide one image is, in picture pixels, and how wide all together may be. */
    private static final int WIDEST = 168;

    private static final int WIDEST_ROW = 1720;

    private DigitGrid() {}

    /** Grey: 0 is paper, 1 is ink. */
    public static BufferedImage draw(List<double[]> images, int height, int width, List<String> captions, int columns) {
        return draw(images, height, width, captions, columns, DigitGrid::grey);
    }

    /** Of numbers from −1 to 1: the further above 0 the bluer, the further below the more orange. */
    public static BufferedImage heat(List<double[]> maps, int height, int width, List<String> captions, int columns) {
        return draw(maps, height, width, captions, columns, v -> Ink.heat(v).getRGB());
    }

    private static BufferedImage draw(
            List<double[]> images,
            int height,
            int width,
            List<String> captions,
            int columns,
            DoubleToIntFunction colour) {
        int across = Math.min(columns, images.size());
        int down = (images.size() + across - 1) / across;
        int room = Math.min(WIDEST, WIDEST_ROW / across - GAP * Canvas.SCALE);
        // Even, so that an image is a whole number of CSS pixels wide and its frame stays sharp.
        int factor = Math.max(2, room / Math.max(height, width) / 2 * 2);
        double w = (double) width * factor / Canvas.SCALE;
        double h = (double) height * factor / Canvas.SCALE;
        double stepX = w + GAP;
        double stepY = h + GAP + (captions.isEmpty() ? 0 : CAPTION);

        int cardWidth = (int) (2 * Canvas.PADDING + across * stepX - GAP);
        int cardHeight = (int) (2 * Canvas.PADDING + down * stepY - GAP);
        try (Canvas canvas = new Canvas(cardWidth, cardHeight)) {
            for (int i = 0; i < images.size(); i++) {
                double x = Canvas.PADDING + i % across * stepX;
                double y = Canvas.PADDING + i / across * stepY;
                BufferedImage squares = squares(images.get(i), height, width, factor, colour);
                canvas.graphics().drawImage(squares, (int) x, (int) y, (int) w, (int) h, null);
                canvas.frame(Ink.EDGE, x - 0.5, y - 0.5, w + 1, h + 1);
                if (!captions.isEmpty()) {
                    String caption = Canvas.cut(captions.get(i), Ink.TEXT_SIZE, w + GAP - 2);
                    canvas.text(caption, Ink.TEXT_SIZE, Ink.TEXT, x + w / 2, y + h + CAPTION / 2.0 + 1);
                }
            }
            return canvas.finish();
        }
    }

    private static int grey(double value) {
        double ink = Math.max(0, Math.min(1, value));
        return (int) Math.round(255 * (1 - ink)) * 0x010101;
    }

    /** height × width values as factor × factor squares. */
    private static BufferedImage squares(
            double[] values, int height, int width, int factor, DoubleToIntFunction colour) {
        BufferedImage image = new BufferedImage(width * factor, height * factor, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height * factor; y++)
            for (int x = 0; x < width * factor; x++)
                image.setRGB(x, y, colour.applyAsInt(values[y / factor * width + x / factor]));
        return image;
    }
}
