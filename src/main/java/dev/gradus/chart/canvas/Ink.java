package dev.gradus.chart.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;

/** How all pictures look: colours that colour-blind readers can tell apart (Okabe and Ito), a white card, small text. */
public final class Ink {
    public static final Color CARD = Color.WHITE;
    public static final Color EDGE = new Color(0xD9D9D9);
    public static final Color GRID = new Color(0xE8E8E8);
    public static final Color TEXT = new Color(0x333333);
    public static final Color BLUE = new Color(0x0072B2);
    public static final Color VERMILLION = new Color(0xD55E00);
    public static final Color GREEN = new Color(0x009E73);
    public static final Color PURPLE = new Color(0xCC79A7);
    public static final Color ORANGE = new Color(0xE69F00);
    public static final Color DEEP_BLUE = new Color(0x004C7A);
    public static final Color SKY = new Color(0x56B4E9);

    public static final float TITLE_SIZE = 13;
    public static final float TEXT_SIZE = 11;
    /** How thick the line of a curve is. */
    public static final float LINE = 1.8f;

    private static final Color[] ABOVE = {new Color(0xF6F6F6), BLUE, DEEP_BLUE};
    private static final Color[] BELOW = {new Color(0xF6F6F6), ORANGE, VERMILLION};

    private Ink() {}

    /** Smooth shapes and text, and strokes exactly where the numbers put them. */
    public static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** A thin line round the card, so that it ends visibly on a white page too. */
    public static void edge(Graphics2D g, double width, double height) {
        g.setColor(EDGE);
        g.setStroke(new BasicStroke(1));
        g.draw(new Rectangle2D.Double(0.5, 0.5, width - 1, height - 1));
    }

    /** Of a number from −1 to 1: the further above 0 the bluer, the further below the more orange, paper at 0. */
    public static Color heat(double value) {
        Color[] shades = value < 0 ? BELOW : ABOVE;
        double t = 2 * Math.min(1, Math.abs(value));
        return t < 1 ? mix(shades[0], shades[1], t) : mix(shades[1], shades[2], t - 1);
    }

    /** A colour between two: the first for t = 0, the second for 1. */
    public static Color mix(Color from, Color to, double t) {
        return new Color(
                mix(from.getRed(), to.getRed(), t),
                mix(from.getGreen(), to.getGreen(), t),
                mix(from.getBlue(), to.getBlue(), t));
    }

    private static int mix(int from, int to, double t) {
        return (int) Math.round(from + t * (to - from));
    }
}
