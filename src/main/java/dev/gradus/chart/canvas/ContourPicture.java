package dev.gradus.chart.canvas;

import java.awt.Graphics2D;
import java.util.List;
import java.util.function.DoubleBinaryOperator;

/** A function of two variables as a map with lines of equal height, and how descents move on it. */
public final class ContourPicture extends Drawing {
    private static final int WIDTH = 430;
    private static final int PLOT_WIDTH = WIDTH - (int) Axes.LEFT - 16;
    private static final int PLOT_HEIGHT = 290;
    private static final int HEIGHT = (int) Axes.TOP + PLOT_HEIGHT + 42;
    private final List<Trail> trails;
    private final List<double[]> minima;
    private final Axes axes;
    private final ContourMap map;

    public ContourPicture(String title, DoubleBinaryOperator f, List<Trail> trails, List<double[]> minima) {
        this(title, f, trails, minima, Axes.Range.of(trails, minima, 0), Axes.Range.of(trails, minima, 1));
    }

    public ContourPicture(
            String title,
            DoubleBinaryOperator f,
            List<Trail> trails,
            List<double[]> minima,
            Axes.Range xs,
            Axes.Range ys) {
        super(title, WIDTH, HEIGHT + Axes.legendHeight(trails));
        this.trails = List.copyOf(trails);
        this.minima = List.copyOf(minima);
        Axes.Range[] window = ContourMap.window(xs, ys, PLOT_WIDTH, PLOT_HEIGHT);
        axes = new Axes(window[0], window[1], PLOT_WIDTH, PLOT_HEIGHT);
        map = new ContourMap(f, axes, window[0], window[1]);
    }

    /** Where its axes lie. */
    public Frame frame() {
        return axes.frame(width(), height());
    }

    /** The map inside of them. */
    public ContourMap map() {
        return map;
    }

    @Override
    protected void draw(Canvas canvas) {
        Graphics2D g = canvas.graphics();
        List<String> names = FunctionName.of(title(), 2).variables();
        axes.draw(canvas, title(), names.get(0), names.get(1), false);
        axes.inside(g, () -> {
            map.drawBands(g);
            map.drawLines(g);
            minima.forEach(minimum -> Axes.minimum(g, axes.x(minimum[0]), axes.y(minimum[1])));
        });
        for (int i = 0; i < trails.size(); i++) {
            List<double[]> points = trails.get(i).points();
            double[] x = points.stream().mapToDouble(p -> axes.x(p[0])).toArray();
            double[] y = points.stream().mapToDouble(p -> axes.y(p[1])).toArray();
            Axes.trail(g, i, trails.size() == 1, x, y);
        }
        canvas.frame(Ink.EDGE, Axes.LEFT, Axes.TOP, axes.width, axes.height);
        axes.legend(canvas, trails);
    }
}
