package dev.gradus.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/** A function of one variable as a curve, and how descents move on it. */
final class SlopeChart extends DrawnChart {
    private static final int WIDTH = 430;
    private static final int HEIGHT = 320;
    private static final int SAMPLES = 400;

    private final String title;
    private final DoubleUnaryOperator f;
    private final List<Trail> trails;
    private final List<double[]> minima;
    private final double[] curveX = new double[SAMPLES + 1];
    private final double[] curveY = new double[SAMPLES + 1];
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
        for (int i = 0; i <= SAMPLES; i++) {
            curveX[i] = xs.low() + xs.length() * i / SAMPLES;
            curveY[i] = f.applyAsDouble(curveX[i]);
        }
        double[][] values = Stream.concat(Stream.of(curveY), trails.stream().map(this::values))
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
        axes.inside(g, () -> {
            g.setColor(Look.BLUE);
            g.setStroke(new BasicStroke(Look.LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
            g.draw(curve());
        });
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

    private Path2D curve() {
        Path2D path = new Path2D.Double();
        boolean drawing = false;
        for (int i = 0; i <= SAMPLES; i++) {
            boolean drawn = Curve.isDrawn(curveY[i]);
            if (drawn && drawing) {
                path.lineTo(axes.x(curveX[i]), axes.y(curveY[i]));
            } else if (drawn) {
                path.moveTo(axes.x(curveX[i]), axes.y(curveY[i]));
            }
            drawing = drawn;
        }
        return path;
    }
}
