package dev.gradus.chart;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import org.knowm.xchart.XYChart;

/** A picture that we draw ourselves, as a chart, so that whatever shows, saves or prints a chart takes it. */
abstract class DrawnChart extends XYChart {
    private final int ownWidth;
    private final int ownHeight;

    DrawnChart(String title, int width, int height) {
        super(width, height, new Look(Fonts.of(Look.TEXT_SIZE)));
        setTitle(title);
        ownWidth = width;
        ownHeight = height;
    }

    /** Where its axes lie in its own size. */
    Frame frame() {
        throw new IllegalArgumentException(getTitle() + " has no axes of our own");
    }

    final Frame frame(Axes axes) {
        return axes.frame(ownWidth, ownHeight);
    }

    /** Draws the picture in its own size. */
    abstract void draw(Canvas canvas);

    /** Fills the given size as far as the proportions allow. */
    @Override
    public void paint(Graphics2D g, int width, int height) {
        setWidth(width);
        setHeight(height);
        Look.smooth(g);
        g.setColor(Look.CARD);
        g.fillRect(0, 0, width, height);
        AffineTransform before = g.getTransform();
        double scale = Math.min((double) width / ownWidth, (double) height / ownHeight);
        g.translate((width - scale * ownWidth) / 2, (height - scale * ownHeight) / 2);
        g.scale(scale, scale);
        draw(new Canvas(g));
        g.setTransform(before);
        Look.edge(g, width, height);
    }
}
