package dev.gradus.chart.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** A rectangle of the plane on a rectangle of the card, with ticks, and the trails of descents on it. */
public final class Axes {
    public static final double TOP = 36;
    public static final double LEFT = 46;
    private static final double LEGEND_LINE = 18;
    private static final Color[] COLOURS = {Ink.VERMILLION, Ink.TEXT, Ink.GREEN, Ink.PURPLE, Ink.DEEP_BLUE};
    private static final float[][] DASHES = {{}, {6, 3}, {2, 2}, {7, 3, 2, 3}, {12, 3}};
    /** Dots closer than this hide the line, and among several lines which of them it is. */
    private static final double DOT_DISTANCE = 6;

    private static final double DOT_DISTANCE_OF_SEVERAL = 16;

    private static final double DOT = 2.6;
    private static final double END = 4;

    /** From low to high. */
    public record Range(double low, double high) {
        public double length() {
            return high - low;
        }

        /** Whether a number lies in it. */
        public boolean holds(double v) {
            return v >= low && v <= high;
        }

        /** The same middle, another length. */
        Range stretched(double length) {
            double middle = low / 2 + high / 2;
            return new Range(middle - length / 2, middle + length / 2);
        }

        /** Holds coordinate i of all points, with room around. */
        public static Range of(List<Trail> trails, List<double[]> minima, int i) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            List<double[]> points = new ArrayList<>(minima);
            trails.forEach(trail -> points.addAll(trail.points()));
            for (double[] point : points) {
                low = Math.min(low, point[i]);
                high = Math.max(high, point[i]);
            }
            double least = Math.max(1e-6, 1e-6 * Math.max(Math.abs(low), Math.abs(high)));
            double length = high - low < least ? Math.max(2, Math.abs(high)) : 1.3 * (high - low);
            return new Range(low, high).stretched(length);
        }
    }

    public final double left;
    public final double top;
    public final double width;
    public final double height;
    private final Range xs;
    private final Range ys;

    public Axes(Range xs, Range ys, double width, double height) {
        this(xs, ys, LEFT, TOP, width, height);
    }

    /** Somewhere else on the card, for pictures without ticks and names. */
    public Axes(Range xs, Range ys, double left, double top, double width, double height) {
        this.left = left;
        this.top = top;
        this.xs = xs;
        this.ys = ys;
        this.width = width;
        this.height = height;
    }

    public double x(double value) {
        return left + (value - xs.low) / xs.length() * width;
    }

    public double y(double value) {
        return top + (ys.high - value) / ys.length() * height;
    }

    /** The same for others, in a picture of this size. */
    public Frame frame(int pictureWidth, int pictureHeight) {
        return new Frame(pictureWidth, pictureHeight, LEFT, TOP, width, height, xs.low, xs.high, ys.low, ys.high);
    }

    /** Title, ticks, grid lines where wanted, and the names of the axes. */
    public void draw(Canvas canvas, String title, String xName, String yName, boolean grid) {
        canvas.text(Canvas.cut(title, Ink.TITLE_SIZE, width), Ink.TITLE_SIZE, Ink.TEXT, left + width / 2, 20);
        drawAcross(canvas, xName, grid);
        for (double tick : ticks(ys)) {
            if (grid) {
                line(canvas, left, y(tick), left + width, y(tick));
            }
            canvas.text(label(ys, tick), Ink.TEXT_SIZE, Ink.TEXT, left - 7, y(tick), 1, false);
        }
        canvas.text(yName, Ink.TEXT_SIZE, Ink.TEXT, left, top - 11, 1, false);
    }

    /** The x-axis alone, for what has no quantity up. */
    public void drawAcross(Canvas canvas, String xName, boolean grid) {
        for (double tick : ticks(xs)) {
            if (grid) {
                line(canvas, x(tick), top, x(tick), top + height);
            }
            canvas.text(label(xs, tick), Ink.TEXT_SIZE, Ink.TEXT, x(tick), top + height + 13);
        }
        canvas.text(xName, Ink.TEXT_SIZE, Ink.TEXT, left + width / 2, top + height + 30);
    }

    private static Scale scale(Range range) {
        return Scale.of(new double[][] {{range.low, range.high}});
    }

    /** A tick as its axis shows it. */
    static String label(Range range, double tick) {
        return scale(range).label(tick);
    }

    /** The round numbers within the range. */
    static double[] ticks(Range range) {
        return scale(range).ticks(range.low, range.high);
    }

    private static void line(Canvas canvas, double x1, double y1, double x2, double y2) {
        canvas.graphics().setColor(Ink.GRID);
        canvas.graphics().setStroke(new BasicStroke(1));
        canvas.graphics().draw(new Line2D.Double(x1, y1, x2, y2));
    }

    /** Runs what draws inside the axes, and cuts off what lies outside. */
    public void inside(Graphics2D g, Runnable drawing) {
        Shape before = g.getClip();
        g.clip(new Rectangle2D.Double(left, top, width, height));
        drawing.run();
        g.setClip(before);
    }

    public static void minimum(Graphics2D g, double x, double y) {
        g.setColor(Ink.TEXT);
        g.setStroke(new BasicStroke(1.6f));
        g.draw(new Line2D.Double(x - 4.5, y, x + 4.5, y));
        g.draw(new Line2D.Double(x, y - 4.5, x, y + 4.5));
    }

    /** One trail through points on the card: a line, dots where they can be told apart, its start hollow. */
    public static void trail(Graphics2D g, int index, boolean alone, double[] x, double[] y) {
        double distance = dotDistance(alone);
        Path2D line = new Path2D.Double();
        line.moveTo(x[0], y[0]);
        for (int i = 1; i < x.length; i++) {
            line.lineTo(x[i], y[i]);
        }
        g.setColor(new Color(255, 255, 255, 150));
        g.setStroke(new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(line);
        Color colour = colour(index);
        g.setColor(colour);
        g.setStroke(stroke(index));
        g.draw(line);
        double lastX = x[0];
        double lastY = y[0];
        for (int i = 1; i < x.length; i++) {
            double dx = x[i] - lastX;
            double dy = y[i] - lastY;
            if (dx * dx + dy * dy >= distance * distance) {
                g.fill(circle(x[i], y[i], DOT));
                lastX = x[i];
                lastY = y[i];
            }
        }
        int last = x.length - 1;
        dot(g, x[0], y[0], Ink.CARD, colour);
        if (last > 0) {
            dot(g, x[last], y[last], colour, Ink.TEXT);
        }
    }

    public static double dotDistance(boolean alone) {
        return alone ? DOT_DISTANCE : DOT_DISTANCE_OF_SEVERAL;
    }

    public static Color colour(int index) {
        return COLOURS[index % COLOURS.length];
    }

    public static float[] dash(int index) {
        return DASHES[index % DASHES.length];
    }

    private static BasicStroke stroke(int index) {
        float[] dash = dash(index);
        return new BasicStroke(
                1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash.length == 0 ? null : dash, 0);
    }

    /** Where a trail starts or ends. */
    public static void dot(Graphics2D g, double x, double y, Color fill, Color line) {
        g.setColor(fill);
        g.fill(circle(x, y, END));
        g.setColor(line);
        g.setStroke(new BasicStroke(1.5f));
        g.draw(circle(x, y, END));
    }

    private static Ellipse2D circle(double x, double y, double radius) {
        return new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
    }

    /** How much room the names of the trails need below the axes: none for a single one. */
    public static int legendHeight(List<Trail> trails) {
        return trails.size() < 2 ? 0 : (int) (trails.size() * LEGEND_LINE) + 4;
    }

    public void legend(Canvas canvas, List<Trail> trails) {
        for (int i = 0; i < trails.size() && trails.size() > 1; i++) {
            double y = TOP + height + 48 + i * LEGEND_LINE;
            trail(canvas.graphics(), i, false, new double[] {LEFT + 4, LEFT + 38}, new double[] {y, y});
            String name = Canvas.cut(trails.get(i).name(), Ink.TEXT_SIZE, width - 48);
            canvas.text(name, Ink.TEXT_SIZE, Ink.TEXT, LEFT + 50, y, 0, false);
        }
    }
}
