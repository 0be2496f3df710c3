package dev.gradus.chart.canvas;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/** A picture drawn on our canvas. */
public abstract class Drawing implements Picture {
    private final String title;
    private final int width;
    private final int height;

    protected Drawing(String title, int width, int height) {
        this.title = title;
        this.width = width;
        this.height = height;
    }

    /** Draws the picture in its own size. */
    protected abstract void draw(Canvas canvas);

    @Override
    public String title() {
        return title;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    /** Fills the given size as far as the proportions allow. */
    @Override
    public void paint(Graphics2D g, int across, int down) {
        Ink.smooth(g);
        g.setColor(Ink.CARD);
        g.fillRect(0, 0, across, down);
        AffineTransform before = g.getTransform();
        double scale = Math.min((double) across / width, (double) down / height);
        g.translate((across - scale * width) / 2, (down - scale * height) / 2);
        g.scale(scale, scale);
        draw(new Canvas(g));
        g.setTransform(before);
        Ink.edge(g, across, down);
    }

    /** The title and the size. */
    @Override
    public String toString() {
        return title + ", " + width + " × " + height;
    }
}
