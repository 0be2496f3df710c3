package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.canvas.Scale;
import dev.gradus.chart.canvas.Trail;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Descents that move: on a curve, on a map, or as values over the steps. */
final class DescentFilm {
    private static final int WIDTH = 430;
    private static final int PLOT_WIDTH = WIDTH - (int) Axes.LEFT - 16;
    private static final int PLOT_HEIGHT = 290;
    private static final int SMALL_WIDTH = Film.WIDTH - 2 * Film.PADDING;
    private static final int SMALL_HEIGHT = SMALL_WIDTH * PLOT_HEIGHT / PLOT_WIDTH;

    private DescentFilm() {}

    static Film onMap(
            String title,
            DoubleBinaryOperator f,
            List<Trail> trails,
            List<double[]> minima,
            List<String> captions,
            int[] steps) {
        FunctionName name = FunctionName.of(title, 2);
        return film(title, Landscape.map(name, f, trails, minima, PLOT_WIDTH, PLOT_HEIGHT), captions, steps);
    }

    static Film onCurve(
            String title,
            DoubleUnaryOperator f,
            List<Trail> trails,
            List<double[]> minima,
            List<String> captions,
            int[] steps) {
        Axes.Range xs = Axes.Range.of(trails, minima, 0);
        return film(title, Landscape.curve(FunctionName.of(title, 1), f, xs, trails, minima), captions, steps);
    }

    static Film ofValues(String title, List<Trail> trails, List<String> captions, int[] steps) {
        Scale scale = Scale.of(trails.stream().map(Landscape::heights).toArray(double[][]::new));
        Axes.Range[] window = {Axes.Range.of(trails, List.of(), 0), new Axes.Range(scale.min(), scale.max())};
        return film(title, new Landscape(window, List.of("step", ""), true, trails, axes -> g -> {}), captions, steps);
    }

    private static Film film(String title, Landscape land, List<String> captions, int[] steps) {
        Axes.Range[] window = land.window();
        List<String> names = land.names();
        List<Trail> trails = land.trails();
        Axes axes = new Axes(window[0], window[1], PLOT_WIDTH, PLOT_HEIGHT);
        Consumer<Graphics2D> onAxes = land.ground().on(axes);
        String drawn = Film.drawable(title);
        List<Trail> named = trails.stream()
                .map(trail -> new Trail(Film.drawable(trail.name()), trail.points()))
                .toList();
        Film.Scene large = new Film.Scene(
                WIDTH,
                (int) Axes.TOP + PLOT_HEIGHT + 42 + Axes.legendHeight(trails),
                canvas -> {
                    axes.draw(canvas, drawn, Film.drawable(names.get(0)), Film.drawable(names.get(1)), land.grid());
                    onAxes.accept(canvas.graphics());
                    canvas.frame(Ink.EDGE, axes.left, axes.top, axes.width, axes.height);
                    axes.legend(canvas, named);
                },
                ways(trails, axes, steps));
        Axes bare = new Axes(window[0], window[1], Film.PADDING, Film.CAPTION, SMALL_WIDTH, SMALL_HEIGHT);
        Consumer<Graphics2D> onBare = land.ground().on(bare);
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

    static List<Part> ways(List<Trail> trails, Axes axes, int[] steps) {
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
