package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.Canvas;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.canvas.Scale;
import dev.gradus.chart.canvas.Trail;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Two plots beside each other: a model on its data, and a point on the cost of its parameters. */
final class FitFilm {
    private static final int PLOT_WIDTH = 264;
    private static final int PLOT_HEIGHT = 230;
    private static final int RIGHT = 16; // beside a plot
    private static final int HALF = (int) Axes.LEFT + PLOT_WIDTH + RIGHT;
    private static final int SMALL_WIDTH = 324;
    private static final int SMALL_PLOT = (SMALL_WIDTH - 3 * Film.PADDING) / 2;
    private static final int SMALL_HEIGHT = SMALL_PLOT * PLOT_HEIGHT / PLOT_WIDTH;
    private static final double FAR = 2; // times the data's own height that predictions are shown above and below
    private static final int MANY = 40; // samples whose errors are no longer told apart
    private static final int POINTS = 24; // pieces of the model's curve
    private static final int MODEL = Part.rgb(Ink.VERMILLION);
    private static final int ERROR = Part.rgb(Ink.ORANGE);

    private final Film.Samples data;
    private final ToDoubleBiFunction<double[], Double> model;
    private final List<double[]> places;
    private final Trail trail;
    private final int[] steps;
    private final boolean drawn;
    private final Axes.Range xs; // of the left plot

    FitFilm(
            Film.Samples data,
            ToDoubleBiFunction<double[], Double> model,
            List<double[]> places,
            Trail trail,
            int[] steps,
            boolean drawn) {
        this.data = data;
        this.model = model;
        this.places = places;
        this.trail = trail;
        this.steps = steps;
        this.drawn = drawn;
        xs = inputs();
    }

    Film film(String title, ToDoubleFunction<double[]> cost, List<String> captions) {
        Landscape land = land(title, cost);
        Axes.Range ys = targets();
        Axes line = new Axes(xs, ys, PLOT_WIDTH, PLOT_HEIGHT);
        Axes hill = new Axes(land.window()[0], land.window()[1], HALF + Axes.LEFT, Axes.TOP, PLOT_WIDTH, PLOT_HEIGHT);
        Consumer<Graphics2D> onHill = land.ground().on(hill);
        Film.Scene large = new Film.Scene(
                2 * HALF,
                (int) Axes.TOP + PLOT_HEIGHT + 42,
                canvas -> {
                    line.draw(canvas, "", Film.drawable(data.xName()), Film.drawable(data.yName()), true);
                    hill.draw(
                            canvas,
                            Film.drawable(title),
                            land.names().get(0),
                            land.names().get(1),
                            land.grid());
                    onHill.accept(canvas.graphics());
                    frame(canvas, line);
                    frame(canvas, hill);
                },
                parts(line, hill, land, 3));
        Axes smallLine = new Axes(xs, ys, Film.PADDING, Film.CAPTION, SMALL_PLOT, SMALL_HEIGHT);
        Axes smallHill = new Axes(
                land.window()[0],
                land.window()[1],
                2 * Film.PADDING + SMALL_PLOT,
                Film.CAPTION,
                SMALL_PLOT,
                SMALL_HEIGHT);
        Consumer<Graphics2D> onSmallHill = land.ground().on(smallHill);
        Film.Scene small = new Film.Scene(
                SMALL_WIDTH,
                Film.CAPTION + SMALL_HEIGHT + Film.PADDING,
                canvas -> {
                    onSmallHill.accept(canvas.graphics());
                    frame(canvas, smallLine);
                    frame(canvas, smallHill);
                },
                parts(smallLine, smallHill, land, 2.4));
        return new Film(captions.stream().map(Film::drawable).toList(), large, small);
    }

    private static void frame(Canvas canvas, Axes axes) {
        canvas.frame(Ink.EDGE, axes.left, axes.top, axes.width, axes.height);
    }

    private Landscape land(String title, ToDoubleFunction<double[]> cost) {
        FunctionName name = FunctionName.of(title, trail.variables());
        if (trail.variables() == 2)
            return Landscape.map(
                    name,
                    (a, b) -> cost.applyAsDouble(new double[] {a, b}),
                    List.of(trail),
                    List.of(),
                    PLOT_WIDTH,
                    PLOT_HEIGHT);
        double low = trail.points().stream().mapToDouble(p -> p[0]).min().orElseThrow();
        double high = trail.points().stream().mapToDouble(p -> p[0]).max().orElseThrow();
        double room = high > low ? 0.06 * (high - low) : 1;
        return Landscape.curve(
                name,
                w -> cost.applyAsDouble(new double[] {w}),
                new Axes.Range(low - room, high + room),
                List.of(trail),
                List.of());
    }

    // ---- the left plot ----

    /** All inputs with room around, from 0 where that is near. */
    private Axes.Range inputs() {
        double low = Arrays.stream(data.x()).min().orElseThrow();
        double high = Arrays.stream(data.x()).max().orElseThrow();
        double room = high > low ? 0.12 * (high - low) : 1;
        boolean zero = low >= 0 && low <= high - low;
        return new Axes.Range(zero ? 0 : low - room, high + room);
    }

    /** All targets, and the predictions as far as the targets stay readable. */
    private Axes.Range targets() {
        double low = Arrays.stream(data.y()).min().orElseThrow();
        double high = Arrays.stream(data.y()).max().orElseThrow();
        double far = FAR * (high > low ? high - low : 1);
        double[] seen = trail.points().stream()
                .flatMapToDouble(
                        p -> DoubleStream.of(model.applyAsDouble(p, xs.low()), model.applyAsDouble(p, xs.high())))
                .filter(Double::isFinite)
                .map(v -> Math.max(low - far, Math.min(high + far, v)))
                .toArray();
        Scale scale = Scale.of(new double[][] {data.y(), seen});
        return new Axes.Range(scale.min(), scale.max());
    }

    private List<Part> parts(Axes line, Axes hill, Landscape land, double dot) {
        double radius = data.x().length <= MANY ? dot : 0.6 * dot;
        List<double[]> shown = Arrays.stream(steps)
                .mapToObj(
                        step -> trail.points().get(Math.min(step, trail.points().size() - 1)))
                .toList();
        List<Part> parts = new ArrayList<>();
        if (data.x().length <= MANY)
            parts.add(strokes(
                    line, 1.6, ERROR, places.stream().map(p -> errors(line, p)).toList()));
        parts.add(strokes(
                line,
                2.2,
                MODEL,
                places.stream().map(p -> List.of(curve(line, p))).toList()));
        int[] colours = new int[data.x().length];
        Arrays.fill(colours, Part.rgb(Ink.BLUE));
        parts.add(new Part.Dots(
                radius,
                Arrays.stream(data.x()).map(line::x).toArray(),
                Arrays.stream(data.y()).map(line::y).toArray(),
                colours));
        if (drawn) parts.addAll(DescentFilm.ways(land.trails(), hill, steps));
        else {
            List<double[]> way = land.trails().get(0).points();
            parts.add(new Part.Spot(
                    Arrays.stream(steps).mapToDouble(s -> hill.x(way.get(s)[0])).toArray(),
                    Arrays.stream(steps).mapToDouble(s -> hill.y(way.get(s)[1])).toArray(),
                    MODEL));
        }
        return parts;
    }

    private static Part strokes(Axes axes, double thickness, int colour, List<List<double[]>> frames) {
        return new Part.Strokes(new double[] {axes.left, axes.top, axes.width, axes.height}, thickness, colour, frames);
    }

    /** From each sample up or down to its prediction. */
    private List<double[]> errors(Axes axes, double[] parameters) {
        return IntStream.range(0, data.x().length)
                .mapToObj(i -> {
                    double x = axes.x(data.x()[i]);
                    return new double[] {x, axes.y(data.y()[i]), x, height(axes, parameters, data.x()[i])};
                })
                .toList();
    }

    private double[] curve(Axes axes, double[] parameters) {
        double[] points = new double[2 * POINTS + 2];
        for (int i = 0; i <= POINTS; i++) {
            double x = xs.low() + xs.length() * i / POINTS;
            points[2 * i] = axes.x(x);
            points[2 * i + 1] = height(axes, parameters, x);
        }
        return points;
    }

    /** In pixels; far outside a browser couldn't count them. */
    private double height(Axes axes, double[] parameters, double x) {
        double pixel = axes.y(model.applyAsDouble(parameters, x));
        return Math.max(-20 * axes.height, Math.min(20 * axes.height, Double.isNaN(pixel) ? -1e9 : pixel));
    }
}
