package dev.gradus.chart.canvas;

import java.awt.image.BufferedImage;
import java.util.List;

/** Small grey images in rows, each pixel a square. */
public final class DigitGrid {
    private static final int GAP = 8;
    private static final int CAPTION = 18;
    /** About how wide one image is, in picture pixels, and how wide all together may be. */
    private static final int WIDEST = 168;

    private static final int WIDEST_ROW = 1720;

    private DigitGrid() {}

    public static BufferedImage draw(List<double[]> images, int height, int width, List<String> captions, int columns) {
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
                BufferedImage grey = grey(images.get(i), height, width, factor);
                canvas.graphics().drawImage(grey, (int) x, (int) y, (int) w, (int) h, null);
                canvas.frame(Ink.EDGE, x - 0.5, y - 0.5, w + 1, h + 1);
                if (!captions.isEmpty()) {
                    String caption = Canvas.cut(captions.get(i), Ink.TEXT_SIZE, w + GAP - 2);
                    canvas.text(caption, Ink.TEXT_SIZE, Ink.TEXT, x + w / 2, y + h + CAPTION / 2.0 + 1);
                }
            }
            return canvas.finish();
        }
    }

    /** height × width values, 0 white and 1 black, as factor × factor squares. */
    private static BufferedImage grey(double[] values, int height, int width, int factor) {
        BufferedImage image = new BufferedImage(width * factor, height * factor, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height * factor; y++) {
            for (int x = 0; x < width * factor; x++) {
                double ink = Math.max(0, Math.min(1, values[y / factor * width + x / factor]));
                int level = (int) Math.round(255 * (1 - ink));
                image.setRGB(x, y, level * 0x010101);
            }
        }
        return image;
    }
}
