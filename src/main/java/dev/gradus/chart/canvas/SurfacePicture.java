package dev.gradus.chart.canvas;

import dev.gradus.math.Functions;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/**
 * A function of two variables as a surface in perspective: the lighter, the lower, as on a {@link ContourMap}. Through each
 * of its points two lines run on the surface, one along each axis, with an arrow where that variable grows; they stand on the
 * floor, so that one sees which end is higher.
 */
public final class SurfacePicture extends Drawing {
    private static final int WIDTH = 430;
    private static final int HEIGHT = 312;
    private static final int CELLS = 30; // in each direction
    private static final double TALL = 0.62; // of the floor's side
    private static final double AWAY = 3.2; // how far the eye is, in sides of the floor
    private static final double UP = 24; // how far it looks down, in degrees
    private static final double ENLARGED = 218;
    /** How far the lines through a point run, in shares of a side. */
    public static final double REACH = 0.17;

    private final Surface surface;
    private final List<double[]> points;
    private final double sine;
    private final double cosine;
    private final double upSine = sine(UP);
    private final double upCosine = sine(90 - UP);

    /** A point of the card, and how far it is from the eye. */
    private record Seen(double x, double y, double depth) {}

    /** Seen from where turning the axes by so many degrees brings the eye. */
    public SurfacePicture(
            String title, DoubleBinaryOperator f, Axes.Range xs, Axes.Range ys, double degrees, List<double[]> points) {
        super(title, WIDTH, HEIGHT);
        surface = new Surface(f, xs, ys, CELLS);
        this.points = List.copyOf(points);
        sine = sine(degrees);
        cosine = sine(degrees + 90);
    }

    private static double sine(double degrees) {
        return Functions.sin(Math.toRadians(degrees));
    }

    /** What is drawn, in numbers. */
    public Surface surface() {
        return surface;
    }

    /** The points whose slopes it shows. */
    public List<double[]> points() {
        return points;
    }

    /** Where a point of the room is seen; across and along are shares of the floor, up one of the height. */
    private Seen seen(double across, double along, double up) {
        double right = cosine * (across - 0.5) - sine * (along - 0.5);
        double back = sine * (across - 0.5) + cosine * (along - 0.5);
        double height = TALL * (up - 0.5);
        double depth = back * upCosine - height * upSine;
        double near = AWAY / (AWAY + depth);
        double above = height * upCosine + back * upSine;
        return new Seen(WIDTH / 2.0 + ENLARGED * near * right, HEIGHT / 2.0 - 12 - ENLARGED * near * above, depth);
    }

    @Override
    protected void draw(Canvas canvas) {
        Graphics2D g = canvas.graphics();
        canvas.text(title(), Ink.TITLE_SIZE, Ink.TEXT, WIDTH / 2.0, 20);
        floor(g);
        cells(g);
        List<String> names = FunctionName.of(title(), 2).variables();
        for (double[] point : points) slopes(canvas, point, names);
        ticks(canvas, names);
    }

    private void floor(Graphics2D g) {
        g.setStroke(new BasicStroke(1));
        g.setColor(Ink.EDGE);
        g.draw(polygon(List.of(seen(0, 0, 0), seen(1, 0, 0), seen(1, 1, 0), seen(0, 1, 0))));
        double[] left = leftmost();
        g.draw(polygon(List.of(seen(left[0], left[1], 0), seen(left[0], left[1], 1))));
    }

    /** From the farthest to the nearest, which hide what is behind them. */
    private void cells(Graphics2D g) {
        record Cell(Path2D outline, double depth, double height) {}
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < CELLS; i++)
            for (int j = 0; j < CELLS; j++) {
                List<Seen> corners = List.of(corner(i, j), corner(i + 1, j), corner(i + 1, j + 1), corner(i, j + 1));
                double depth = corners.stream().mapToDouble(Seen::depth).sum();
                if (Double.isFinite(depth)) cells.add(new Cell(polygon(corners), depth, surface.middle(i, j)));
            }
        cells.sort(Comparator.comparingDouble(cell -> -cell.depth));
        g.setStroke(new BasicStroke(0.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (Cell cell : cells) {
            g.setColor(ContourMap.shade(cell.height));
            g.fill(cell.outline);
            g.setColor(new Color(0, 76, 122, 70));
            g.draw(cell.outline);
        }
    }

    private Seen corner(int i, int j) {
        return seen((double) i / CELLS, (double) j / CELLS, surface.height(i, j));
    }

    private static Path2D polygon(List<Seen> corners) {
        Path2D path = line(corners);
        path.closePath();
        return path;
    }

    private static Path2D line(List<Seen> points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points.get(0).x, points.get(0).y);
        points.forEach(p -> path.lineTo(p.x, p.y));
        return path;
    }

    /** The point, and from it the two ways along the axes. */
    private void slopes(Canvas canvas, double[] point, List<String> names) {
        Graphics2D g = canvas.graphics();
        double across = surface.across(point[0]);
        double along = surface.along(point[1]);
        for (int axis = 0; axis < 2; axis++) {
            List<Seen> way = new ArrayList<>();
            List<Seen> below = new ArrayList<>();
            for (int k = -20; k <= 20; k++) {
                double u = across + (axis == 0 ? REACH * k / 20 : 0);
                double v = along + (axis == 1 ? REACH * k / 20 : 0);
                if (u < 0 || u > 1 || v < 0 || v > 1) continue;
                way.add(seen(u, v, surface.at(u, v)));
                below.add(0, seen(u, v, 0));
            }
            Color colour = Axes.colour(axis == 0 ? 0 : 2);
            below.addAll(0, way);
            g.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 45));
            g.fill(polygon(below));
            arrow(canvas, way, names.get(axis), colour);
        }
        Seen here = seen(across, along, surface.at(across, along));
        Axes.dot(g, here.x, here.y, Ink.TEXT, Ink.CARD);
    }

    private static void arrow(Canvas canvas, List<Seen> way, String name, Color colour) {
        if (way.size() < 2) return;
        Graphics2D g = canvas.graphics();
        g.setColor(colour);
        g.setStroke(new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        g.draw(line(way));
        Seen end = way.get(way.size() - 1);
        Seen before = way.get(Math.max(0, way.size() - 4));
        double dx = end.x - before.x;
        double dy = end.y - before.y;
        double length = Math.sqrt(dx * dx + dy * dy);
        if (!(length > 0)) return;
        dx /= length;
        dy /= length;
        Path2D head = new Path2D.Double();
        head.moveTo(end.x + 7 * dx, end.y + 7 * dy);
        head.lineTo(end.x - 4 * dx - 4.5 * dy, end.y - 4 * dy + 4.5 * dx);
        head.lineTo(end.x - 4 * dx + 4.5 * dy, end.y - 4 * dy - 4.5 * dx);
        head.closePath();
        g.fill(head);
        canvas.text(name, Ink.TITLE_SIZE, colour, end.x + 17 * dx, end.y + 17 * dy);
    }

    // ---- numbers along the three edges that nothing hides ----

    private void ticks(Canvas canvas, List<String> names) {
        // Of two parallel edges of the floor the nearer one.
        double y = seen(0.5, 0, 0).depth < seen(0.5, 1, 0).depth ? 0 : 1;
        double x = seen(0, 0.5, 0).depth < seen(1, 0.5, 0).depth ? 0 : 1;
        for (double tick : Axes.ticks(surface.xs))
            label(canvas, Axes.label(surface.xs, tick), surface.across(tick), y, surface.across(tick), outside(y));
        name(canvas, names.get(0), 0.5, y + 2.6 * (outside(y) - y));
        for (double tick : Axes.ticks(surface.ys))
            label(canvas, Axes.label(surface.ys, tick), x, surface.along(tick), outside(x), surface.along(tick));
        name(canvas, names.get(1), x + 2.6 * (outside(x) - x), 0.5);
        double[] left = leftmost();
        for (double tick : Axes.ticks(surface.heights)) {
            if (tick == surface.heights.low()) continue; // the floor's own numbers stand there
            Seen at = seen(left[0], left[1], surface.up(tick));
            canvas.text(Axes.label(surface.heights, tick), Ink.TEXT_SIZE, Ink.TEXT, at.x - 6, at.y, 1, false);
        }
    }

    private static double outside(double edge) {
        return edge == 0 ? -0.075 : 1.075;
    }

    private void label(Canvas canvas, String text, double u, double v, double beyondU, double beyondV) {
        Graphics2D g = canvas.graphics();
        g.setColor(Ink.EDGE);
        g.setStroke(new BasicStroke(1));
        g.draw(line(List.of(seen(u, v, 0), seen((3 * u + beyondU) / 4, (3 * v + beyondV) / 4, 0))));
        name(canvas, text, beyondU, beyondV);
    }

    private void name(Canvas canvas, String text, double u, double v) {
        Seen at = seen(u, v, 0);
        canvas.text(text, Ink.TEXT_SIZE, Ink.TEXT, at.x, at.y);
    }

    /** The corner of the floor where the heights stand. */
    private double[] leftmost() {
        double[] best = {0, 0};
        for (double[] corner : new double[][] {{1, 0}, {1, 1}, {0, 1}})
            if (seen(corner[0], corner[1], 0).x < seen(best[0], best[1], 0).x) best = corner;
        return best;
    }
}
