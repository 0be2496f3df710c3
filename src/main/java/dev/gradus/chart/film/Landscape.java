package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.ContourMap;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.canvas.Scale;
import dev.gradus.chart.canvas.SlopeCurve;
import dev.gradus.chart.canvas.Trail;
import java.awt.Graphics2D;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;

/**
 * What descents move on, on axes of any size.
 *
 * @param window what the axes show
 * @param names of the axes
 * @param grid whether it has grid lines
 * @param trails the descents as points of the plane
 * @param ground draws what stays
 */
record Landscape(Axes.Range[] window, List<String> names, boolean grid, List<Trail> trails, Ground ground) {
    /** Draws on axes. */
    interface Ground {
        Consumer<Graphics2D> on(Axes axes);
    }

    /** The curve of a function of one variable; the trails rise to it. */
    static Landscape curve(
            FunctionName name, DoubleUnaryOperator f, Axes.Range xs, List<Trail> trails, List<double[]> minima) {
        SlopeCurve curve = new SlopeCurve(f, xs);
        List<Trail> risen = trails.stream()
                .map(trail -> new Trail(
                        trail.name(),
                        trail.points().stream()
                                .map(p -> new double[] {p[0], f.applyAsDouble(p[0])})
                                .toList()))
                .toList();
        double[][] values = Stream.concat(Stream.of(curve.y), risen.stream().map(Landscape::heights))
                .toArray(double[][]::new);
        Scale scale = Scale.of(values);
        return new Landscape(
                new Axes.Range[] {xs, new Axes.Range(scale.min(), scale.max())},
                List.of(name.point(), ""),
                true,
                risen,
                axes -> g -> {
                    axes.inside(g, () -> curve.draw(g, axes));
                    minima.forEach(m -> Axes.minimum(g, axes.x(m[0]), axes.y(f.applyAsDouble(m[0]))));
                });
    }

    /** The map of a function of two variables, for a plot of about this shape. */
    static Landscape map(
            FunctionName name,
            DoubleBinaryOperator f,
            List<Trail> trails,
            List<double[]> minima,
            double width,
            double height) {
        Axes.Range[] window =
                ContourMap.window(Axes.Range.of(trails, minima, 0), Axes.Range.of(trails, minima, 1), width, height);
        return new Landscape(window, name.variables(), false, trails, axes -> {
            ContourMap map = new ContourMap(f, axes, window[0], window[1]);
            return g -> axes.inside(g, () -> {
                map.drawBands(g); // lines would make the file five times as large
                minima.forEach(minimum -> Axes.minimum(g, axes.x(minimum[0]), axes.y(minimum[1])));
            });
        });
    }

    static double[] heights(Trail trail) {
        return trail.points().stream().mapToDouble(p -> p[1]).toArray();
    }
}
