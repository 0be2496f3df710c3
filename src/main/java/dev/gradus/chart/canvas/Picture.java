package dev.gradus.chart.canvas;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Whatever can be shown, saved and put on a page: a chart or a drawing. */
public interface Picture {
    /** What it shows, in a few words. */
    String title();

    /** In CSS pixels. */
    int width();

    /** In CSS pixels. */
    int height();

    /** Fills a rectangle of any size. */
    void paint(Graphics2D g, int width, int height);

    /** With two pixels for each CSS pixel, so that it is sharp on every screen. */
    default BufferedImage pixels() {
        int scale = Canvas.SCALE;
        BufferedImage image = new BufferedImage(width() * scale, height() * scale, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.scale(scale, scale);
            Ink.smooth(g);
            paint(g, width(), height());
        } finally {
            g.dispose();
        }
        return image;
    }

    /** As a small PNG file. */
    default byte[] png() {
        return Png.exact(Png.palette(pixels()));
    }
}
