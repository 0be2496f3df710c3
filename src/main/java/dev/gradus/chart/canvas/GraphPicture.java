package dev.gradus.chart.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** A computation, drawn from left to right: boxes with name, value and gradient, behind the operation that made them. */
public final class GraphPicture extends Drawing {
    private static final Color INPUT = new Color(0xEAF3F9);
    private static final Color PORT = new Color(0xFFF3DC);
    private static final Color WIRE = new Color(0x8C8C8C);
    private static final double PORT_HEIGHT = 20;
    private static final double ARROW = 5;

    private final GraphLayout layout;

    /** The graph of nodes, each behind its inputs. */
    public static GraphPicture of(List<GraphNode> nodes) {
        return new GraphPicture(new GraphLayout(nodes));
    }

    private GraphPicture(GraphLayout layout) {
        super("graph", layout.width, layout.height);
        this.layout = layout;
    }

    @Override
    protected void draw(Canvas canvas) {
        for (GraphLayout.Place place : layout.places) {
            if (place.isNode()) {
                place.to.forEach(next -> edge(canvas.graphics(), place, next));
            }
        }
        layout.places.stream().filter(GraphLayout.Place::isNode).forEach(place -> node(canvas, place));
    }

    /** One line from a node to the next one, through all points between, with an arrow at its end. */
    private static void edge(Graphics2D g, GraphLayout.Place from, GraphLayout.Place next) {
        Path2D line = new Path2D.Double();
        double x = from.right();
        double y = from.y;
        line.moveTo(x, y);
        GraphLayout.Place place = next;
        while (true) {
            double end = place.isNode() ? place.left() - ARROW : place.left();
            double half = (end - x) / 2;
            line.curveTo(x + half, y, end - half, place.y, end, place.y);
            if (place.isNode()) {
                break;
            }
            line.lineTo(place.right(), place.y);
            x = place.right();
            y = place.y;
            place = place.to.get(0);
        }
        g.setColor(WIRE);
        g.setStroke(new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        g.draw(line);
        Path2D head = new Path2D.Double();
        head.moveTo(place.left(), place.y);
        head.lineTo(place.left() - ARROW - 1, place.y - 3.2);
        head.lineTo(place.left() - ARROW - 1, place.y + 3.2);
        head.closePath();
        g.fill(head);
    }

    private static void node(Canvas canvas, GraphLayout.Place place) {
        boolean isInput = place.operation.isEmpty();
        double top = place.y - place.height / 2;
        Graphics2D g = canvas.graphics();
        Shape box = new RoundRectangle2D.Double(place.x, top, place.width, place.height, 8, 8);
        paint(g, box, isInput ? INPUT : Ink.CARD, isInput ? Ink.BLUE : Ink.TEXT);
        for (int i = 0; i < place.lines.size(); i++) {
            boolean isLabel = i == 0 && place.hasLabel;
            boolean isGradient = i == place.lines.size() - 1;
            Color colour = isLabel ? Ink.DEEP_BLUE : isGradient ? Ink.VERMILLION : Ink.TEXT;
            double y = top + 4 + (i + 0.5) * GraphLayout.LINE;
            canvas.text(place.lines.get(i), Ink.TEXT_SIZE, colour, place.x + place.width / 2, y);
        }
        if (isInput) {
            return;
        }
        double portTop = place.y - PORT_HEIGHT / 2;
        // A half round in front of the box, as if plugged in.
        Path2D port = new Path2D.Double();
        double round = PORT_HEIGHT / 2;
        port.moveTo(place.x, portTop);
        port.lineTo(place.left() + round, portTop);
        port.quadTo(place.left(), portTop, place.left(), place.y);
        port.quadTo(place.left(), portTop + PORT_HEIGHT, place.left() + round, portTop + PORT_HEIGHT);
        port.lineTo(place.x, portTop + PORT_HEIGHT);
        port.closePath();
        paint(g, port, PORT, Ink.TEXT);
        canvas.text(place.operation, Ink.TEXT_SIZE, Ink.TEXT, place.left() + place.port / 2 + 1, place.y);
    }

    private static void paint(Graphics2D g, Shape shape, Color fill, Color line) {
        g.setColor(fill);
        g.fill(shape);
        g.setColor(line);
        g.setStroke(new BasicStroke(1));
        g.draw(shape);
    }
}
