package dev.gradus.chart;

import dev.gradus.chart.canvas.Ink;
import java.awt.Color;
import java.awt.Graphics2D;
import org.knowm.xchart.style.markers.Marker;

/**
 * Marks on a curve, as many as leave its line visible: none stands closer than {@value #DISTANCE} pixels behind the last
 * one. So curves of any number of points are told apart by shapes as well as by colours, and a point alone is a mark.
 */
final class Mark extends Marker {
    private static final double DISTANCE = 13;

    private final Marker shape;
    private final boolean hollow;
    private double lastX = Double.NaN;
    private double lastY = Double.NaN;

    Mark(Marker shape, boolean hollow) {
        this.shape = shape;
        this.hollow = hollow;
    }

    /** XChart asks for one at every point, from left to right; further left, or at the same place, it paints anew. */
    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
        boolean follows = x > lastX || x == lastX && y != lastY;
        if (follows && Math.hypot(x - lastX, y - lastY) < DISTANCE) return;
        lastX = x;
        lastY = y;
        Color colour = g.getColor();
        shape.paint(g, x, y, size);
        if (!hollow) return;
        g.setColor(Ink.CARD);
        shape.paint(g, x, y, size - 3);
        g.setColor(colour);
    }
}
