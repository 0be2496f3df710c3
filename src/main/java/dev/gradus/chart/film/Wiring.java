package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Canvas;
import dev.gradus.chart.canvas.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Circles and arrows whose colours change, and labels that come and go; RGB.
 *
 * @param radius of the circles
 * @param size of the letters
 * @param frames the colours of each frame
 */
record Wiring(
        double radius, float size, List<Arrow> arrows, List<Circle> circles, List<Label> labels, List<Colours> frames)
        implements Part {
    /** From the edge of one circle to the edge of another, which it touches with its head. */
    record Arrow(double x1, double y1, double x2, double y2) {}

    record Circle(double x, double y) {}

    /**
     * A number with its symbol, on a little card.
     *
     * @param from the first frame that shows it
     * @param until the first one that doesn't any more
     */
    record Label(double x, double y, String text, int colour, int card, int from, int until) {
        boolean isIn(int frame) {
            return from <= frame && frame < until;
        }
    }

    /** One for each arrow; one for the inside and one for the line of each circle. */
    record Colours(int[] arrows, int[] insides, int[] lines) {}

    private static final double HEAD = 6;

    @Override
    public void draw(Graphics2D g, int frame) {
        Colours colours = frames.get(frame);
        g.setStroke(new BasicStroke(1.5f));
        for (int i = 0; i < arrows.size(); i++) {
            g.setColor(new Color(colours.arrows[i]));
            arrow(g, arrows.get(i));
        }
        for (int i = 0; i < circles.size(); i++) {
            Circle c = circles.get(i);
            Ellipse2D circle = new Ellipse2D.Double(c.x - radius, c.y - radius, 2 * radius, 2 * radius);
            g.setColor(new Color(colours.insides[i]));
            g.fill(circle);
            g.setColor(new Color(colours.lines[i]));
            g.draw(circle);
        }
        Canvas canvas = new Canvas(g);
        for (Label label : labels) {
            if (!label.isIn(frame)) continue;
            double width = Canvas.width(label.text, size) + 4;
            double height = size + 2;
            g.setColor(new Color(label.card));
            g.fill(new RoundRectangle2D.Double(label.x - width / 2, label.y - height / 2, width, height, 5, 5));
            canvas.text(label.text, size, new Color(label.colour), label.x, label.y);
        }
    }

    private static void arrow(Graphics2D g, Arrow arrow) {
        double length = Math.hypot(arrow.x2 - arrow.x1, arrow.y2 - arrow.y1);
        double dx = HEAD * (arrow.x2 - arrow.x1) / length;
        double dy = HEAD * (arrow.y2 - arrow.y1) / length;
        g.draw(new Line2D.Double(arrow.x1, arrow.y1, arrow.x2 - dx, arrow.y2 - dy));
        Path2D head = new Path2D.Double();
        head.moveTo(arrow.x2, arrow.y2);
        head.lineTo(arrow.x2 - dx - dy / 2, arrow.y2 - dy + dx / 2);
        head.lineTo(arrow.x2 - dx + dy / 2, arrow.y2 - dy - dx / 2);
        head.closePath();
        g.fill(head);
    }

    @Override
    public String json(int[] chosen) {
        return "{\"wiring\":" + list(radius, size, HEAD)
                + ",\"arrows\":" + all(arrows.stream().map(a -> list(a.x1, a.y1, a.x2, a.y2)))
                + ",\"circles\":" + all(circles.stream().map(c -> list(c.x, c.y)))
                + ",\"labels\":"
                + all(labels.stream()
                        .map(label -> "{\"at\":" + list(label.x, label.y) + ",\"text\":\"" + label.text
                                + "\",\"colours\":" + Part.hex(label.colour, label.card) + "}"))
                + ",\"frames\":" + all(Arrays.stream(chosen).mapToObj(this::frame)) + "}";
    }

    private String frame(int frame) {
        Colours colours = frames.get(frame);
        return "{\"arrows\":" + Part.hex(colours.arrows) + ",\"insides\":" + Part.hex(colours.insides) + ",\"lines\":"
                + Part.hex(colours.lines) + ",\"labels\":"
                + IntStream.range(0, labels.size())
                        .filter(i -> labels.get(i).isIn(frame))
                        .boxed()
                        .toList()
                + "}";
    }

    private static String all(Stream<String> parts) {
        return parts.collect(Collectors.joining(",", "[", "]"));
    }

    private static String list(double... numbers) {
        return all(Arrays.stream(numbers).mapToObj(v -> String.format(Locale.ROOT, "%.1f", v)));
    }

    /** What lies on the card itself. */
    static final int PAPER = Part.rgb(Ink.CARD);
}
