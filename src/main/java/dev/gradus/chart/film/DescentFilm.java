package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.ContourMap;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.canvas.Scale;
import dev.gradus.chart.canvas.SlopeCurve;
import dev.gradus.chart.canvas.Trail;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Descents that move: on a curve, on a map, or as values over the steps. */
final class DescentFilm {
    private static final int WIDTH = 430;
    private static final int PLOT_WIDTH = WIDTH - (int) Axes.LEFT - 16;
    private static final int PLOT_HEIGHT = 290;
    private static final int SMALL_WIDTH = Film.WIDTH - 2 * Film.PADDING;
    private static final int SMALL_HEIGHT = SMALL_WIDTH * PLOT_HEIGHT / PLOT_WIDTH;

    private DescentFilm() {}

    /** What stays, drawn on axes of any size. */
    private interface Ground {
        Consumer<Graphics2D> on(Axes axes);
    }

    static Film onMap(
            String title,
            DoubleBinaryOperator f,
            List<Trail> trails,
            List<double[]> minima,
            List<String> captions,
            int[] steps) {
        Axes.Range[] window = ContourMap.window(
                Axes.Range.of(trails, minima, 0), Axes.Range.of(trails, minima, 1), PLOT_WIDTH, PLOT_HEIGHT);
        Ground ground = axes -> {
            ContourMap map = new ContourMap(f, axes, window[0], window[1]);
            return g -> axes.inside(g, () -> {
                map.drawBands(g); // lines would make the file five times as large
                minima.forEach(minimum -> Axes.minimum(g, axes.x(minimum[0]), axes.y(minimum[1])));
            });
        };
        return film(title, FunctionName.of(title, 2).variables(), window, ground, false, trails, captions, steps);
    }

    static Film onCurve(
            String title,
            DoubleUnaryOperator f,
            List<Trail> trails,
            List<double[]> minima,
            List<String> captions,
            int[] steps) {
        Axes.Range xs = Axes.Range.of(trails, minima, 0);
        SlopeCurve curve = new SlopeCurve(f, xs);
        List<Trail> risen = trails.stream()
                .map(trail -> new Trail(
                        trail.name(),
                        trail.points().stream()
                                .map(p -> new double[] {p[0], f.applyAsDouble(p[0])})
                                .toList()))
                .toList();
        double[][] values = Stream.concat(Stream.of(curve.y), risen.stream().map(DescentFilm::heights))
                .toArray(double[][]::new);
        Scale scale = Scale.of(values);
        Axes.Range[] window = {xs, new Axes.Range(scale.min(), scale.max())};
        Ground ground = axes -> g -> {
            axes.inside(g, () -> curve.draw(g, axes));
            minima.forEach(m -> Axes.minimum(g, axes.x(m[0]), axes.y(f.applyAsDouble(m[0]))));
        };
        return film(
                title, List.of(FunctionName.of(title, 1).point(), ""), window, ground, true, risen, captions, steps);
    }

    static Film ofValues(String title, List<Trail> trails, List<String> captions, int[] steps) {
        Scale scale = Scale.of(trails.stream().map(DescentFilm::heights).toArray(double[][]::new));
        Axes.Range[] window = {Axes.Range.of(trails, List.of(), 0), new Axes.Range(scale.min(), scale.max())};
        return film(title, List.of("step", ""), window, axes -> g -> {}, true, trails, captions, steps);
    }

    private static double[] heights(Trail trail) {
        return trail.points().stream().mapToDouble(p -> p[1]).toArray();
    }

    private static Film film(
            String title,
            List<String> names,
            Axes.Range[] window,
            Ground ground,
            boolean grid,
            List<Trail> trails,
            List<String> captions,
            int[] steps) {
        Axes axes = new Axes(window[0], window[1], PLOT_WIDTH, PLOT_HEIGHT);
        Consumer<Graphics2D> onAxes = ground.on(axes);
        String drawn = Film.drawable(title);
        List<Trail> named = trails.stream()
                .map(trail -> new Trail(Film.drawable(trail.name()), trail.points()))
                .toList();
        Film.Scene large = new Film.Scene(
                WIDTH,
                (int) Axes.TOP + PLOT_HEIGHT + 42 + Axes.legendHeight(trails),
                canvas -> {
                    axes.draw(canvas, drawn, Film.drawable(names.get(0)), Film.drawable(names.get(1)), grid);
                    onAxes.accept(canvas.graphics());
                    canvas.frame(Ink.EDGE, axes.left, axes.top, axes.width, axes.height);
                    axes.legend(canvas, named);
                },
                ways(trails, axes, steps));
        Axes bare = new Axes(window[0], window[1], Film.PADDING, Film.CAPTION, SMALL_WIDTH, SMALL_HEIGHT);
        Consumer<Graphics2D> onBare = ground.on(bare);
        Film.Scene small = new Film.Scene(
                Film.WIDTH,
                Film.CAPTION + SMALL_HEIGHT + Film.PADDING,
                canvas -> {
                    onBare.accept(canvas.graphics());
                    canvas.frame(Ink.EDGE, bare.left, bare.top, bare.width, bare.height);
                },
                ways(trails, bare, steps));
        return new Film(captions.stream().map(Film::drawable).toList(), large, small);
    }

    private static List<Part> ways(List<Trail> trails, Axes axes, int[] steps) {
        return IntStream.range(0, trails.size())
                .<Part>mapToObj(i -> {
                    List<double[]> points = trails.get(i).points();
                    return new Part.Way(
                            i,
                            trails.size() == 1,
                            points.stream().mapToDouble(p -> axes.x(p[0])).toArray(),
                            points.stream().mapToDouble(p -> axes.y(p[1])).toArray(),
                            Arrays.stream(steps)
                                    .map(step -> Math.min(step, points.size() - 1))
                                    .toArray());
                })
                .toList();
    }
}
