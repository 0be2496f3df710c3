package dev.gradus.chart;

import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** A function of one variable as a curve, and how descents move on it. */
final class SlopeChart extends DrawnChart {
    private static final int WIDTH = 430;
    private static final int HEIGHT = 320;

    private final String title;
    private final DoubleUnaryOperator f;
    private final List<Trail> trails;
    private final List<double[]> minima;
    private final SlopeCurve curve;
    private final Axes axes;

    SlopeChart(String title, DoubleUnaryOperator f, List<Trail> trails, List<double[]> minima) {
        this(title, f, trails, minima, Axes.Range.of(trails, minima, 0));
    }

    SlopeChart(String title, DoubleUnaryOperator f, List<Trail> trails, List<double[]> minima, Axes.Range xs) {
        super(title, WIDTH, HEIGHT + Axes.legendHeight(trails));
        this.title = title;
        this.f = f;
        this.trails = List.copyOf(trails);
        this.minima = List.copyOf(minima);
        curve = new SlopeCurve(f, xs);
        double[][] values = Stream.concat(Stream.of(curve.y), trails.stream().map(this::values))
                .toArray(double[][]::new);
        Scale scale = Scale.of(values);
        axes = new Axes(xs, new Axes.Range(scale.min(), scale.max()), WIDTH - Axes.LEFT - 16, HEIGHT - Axes.TOP - 42);
    }

    private double[] values(Trail trail) {
        return trail.points().stream().mapToDouble(p -> f.applyAsDouble(p[0])).toArray();
    }

    @Override
    Frame frame() {
        return frame(axes);
    }

    @Override
    void draw(Canvas canvas) {
        Graphics2D g = canvas.graphics();
        axes.draw(canvas, title, "x", "", true);
        axes.inside(g, () -> curve.draw(g, axes));
        for (double[] minimum : minima) {
            Axes.minimum(g, axes.x(minimum[0]), axes.y(f.applyAsDouble(minimum[0])));
        }
        for (int i = 0; i < trails.size(); i++) {
            Trail trail = trails.get(i);
            double[] x = trail.points().stream().mapToDouble(p -> axes.x(p[0])).toArray();
            double[] y = Arrays.stream(values(trail)).map(axes::y).toArray();
            Axes.trail(g, i, trails.size() == 1, x, y);
        }
        axes.legend(canvas, trails);
    }
}
