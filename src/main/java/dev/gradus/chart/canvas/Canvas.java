package dev.gradus.chart.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A white card to draw on in CSS pixels, each of which is {@value #SCALE} × {@value #SCALE} pixels of the picture. */
public final class Canvas implements AutoCloseable {
    static final int SCALE = 2;
    /** Distance of the content from the card's edge. */
    public static final int PADDING = 14;

    private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

    private final int width;
    private final int height;
    private final @Nullable BufferedImage image;
    private final Graphics2D g;

    /** Draws on what others made, in its units. */
    public Canvas(Graphics2D g) {
        this.g = g;
        width = 0;
        height = 0;
        image = null;
    }

    public Canvas(int width, int height) {
        this.width = width;
        this.height = height;
        image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
        g = image.createGraphics();
        g.scale(SCALE, SCALE);
        Ink.smooth(g);
        fill(Ink.CARD, 0, 0, width, height);
    }

    public Graphics2D graphics() {
        return g;
    }

    /** The picture with the card's edge, in a palette, so that its file is small. */
    public BufferedImage finish() {
        Ink.edge(g, width, height);
        return Png.palette(Objects.requireNonNull(image, "this canvas has no picture of its own"));
    }

    @Override
    public void close() {
        g.dispose();
    }

    public void fill(Color colour, double x, double y, double w, double h) {
        g.setColor(colour);
        g.fill(new Rectangle2D.Double(x, y, w, h));
    }

    public void frame(Color colour, double x, double y, double w, double h) {
        g.setColor(colour);
        g.setStroke(new BasicStroke(1));
        g.draw(new Rectangle2D.Double(x, y, w, h));
    }

    /** Text centred on (x, y), both ways; vertically by the height of digits, so that lines of text stay level. */
    public void text(String text, float size, Color colour, double x, double y) {
        text(text, size, colour, x, y, 0.5, false);
    }

    /**
     * Text at (x, y).
     *
     * @param share which part of its length lies before the point: 0, 0.5 or 1
     * @param upward whether it runs from bottom to top
     */
    public void text(String text, float size, Color colour, double x, double y, double share, boolean upward) {
        if (text.isBlank()) {
            return;
        }
        Font font = Fonts.covering(size, List.of(text));
        AffineTransform place = AffineTransform.getTranslateInstance(x, y);
        if (upward) {
            place.quadrantRotate(-1);
        }
        place.translate(-share * width(text, size), digitHeight(size) / 2);
        // Outlines instead of drawString, which hints letters differently on different machines.
        Shape outline = font.createGlyphVector(EXACT, text).getOutline();
        g.setColor(colour);
        g.fill(place.createTransformedShape(outline));
    }

    /** The text, or as much of it with an ellipsis as is no wider than {@code room}. */
    public static String cut(String text, float size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        int end = text.length();
        while (end > 0 && width(text.substring(0, end).strip() + "…", size) > room) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).strip() + "…";
    }

    public static double width(String text, float size) {
        return Fonts.covering(size, List.of(text))
                .createGlyphVector(EXACT, text)
                .getLogicalBounds()
                .getWidth();
    }

    private static double digitHeight(float size) {
        return Fonts.of(size).createGlyphVector(EXACT, "0").getVisualBounds().getHeight();
    }
}
