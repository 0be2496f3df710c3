package dev.gradus.jupyter.films;

import dev.gradus.chart.canvas.Trail;
import dev.gradus.chart.film.Film;
import dev.gradus.descent.DescentPath;
import dev.gradus.descent.Objective;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.jupyter.host.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.stream.IntStream;

/**
 * A model with one parameter or two, its data and its cost, side by side: the line tilts on the left while the point slides
 * on the right, on one slider. Like every {@link Replay} it is drawn on the page, and needs no kernel.
 *
 * <pre>{@code
 * Fit.of(x, y).slide(-2, 8)                               // the line through the origin, for every w from −2 to 8
 * Objective J = Objective.of((w, b) -> cost(w, b)).named("J(w, b)");
 * Fit.of(x, y, (w, b, x) -> w * x + b, J).along(path)     // where a descent on J went
 * }</pre>
 */
public final class Fit {
    private static final int FRAMES = 101;

    private final Film.Samples data;
    private final ToDoubleBiFunction<double[], Double> model;
    private final Objective cost;

    private Fit(Film.Samples data, ToDoubleBiFunction<double[], Double> model, Objective cost) {
        this.data = data;
        this.model = model;
        this.cost = cost;
    }

    /** A model of two parameters; the order is that of the cost's variables. */
    @FunctionalInterface
    public interface Plane {
        double at(double first, double second, double x);
    }

    /** The straight line through the origin, a = wx, with J(w) = 1/(2m) Σ (wx − y)² as its cost; see below. */
    public static Fit of(double[] x, double[] y) {
        Require.notNull("x", x, "one number for each sample");
        Require.notNull("y", y, "one number for each sample");
        double[] inputs = x.clone();
        double[] targets = y.clone();
        return of(
                inputs,
                targets,
                (w, at) -> w * at,
                Objective.of(w -> {
                            double sum = 0;
                            for (int i = 0; i < inputs.length; i++)
                                sum += (w * inputs[i] - targets[i]) * (w * inputs[i] - targets[i]);
                            return sum / (2 * inputs.length);
                        })
                        .named("J(w)"));
    }

    /**
     * A model of one parameter.
     *
     * @param x the inputs, one number a sample
     * @param y the targets, as many
     * @param model from the parameter and an input to the prediction
     * @param cost of the parameter; name it, such as {@code named("J(w)")}, for the names on the axes
     * @throws IllegalArgumentException if x and y differ in length or are empty, or the cost has another number of variables
     */
    public static Fit of(double[] x, double[] y, DoubleBinaryOperator model, Objective cost) {
        Require.notNull("model", model, "(w, x) -> …");
        return of(x, y, 1, (p, at) -> model.applyAsDouble(p[0], at), cost);
    }

    /** A model of two parameters; see above. */
    public static Fit of(double[] x, double[] y, Plane model, Objective cost) {
        Require.notNull("model", model, "(w, b, x) -> …");
        return of(x, y, 2, (p, at) -> model.at(p[0], p[1], at), cost);
    }

    private static Fit of(
            double[] x, double[] y, int parameters, ToDoubleBiFunction<double[], Double> model, Objective cost) {
        Require.notNull("x", x, "one number for each sample");
        Require.notNull("y", y, "one number for each sample");
        Require.notNull("cost", cost, "a function of the parameters");
        if (x.length == 0) throw new IllegalArgumentException("x is empty; expected a number for each sample");
        if (x.length != y.length)
            throw new ShapeException(
                    "x has " + x.length + " numbers, but y has " + y.length,
                    Mismatch.numbers("x", x.length, "y", y.length));
        for (int i = 0; i < x.length; i++) {
            Require.finite("x[" + i + "]", x[i]);
            Require.finite("y[" + i + "]", y[i]);
        }
        if (cost.variables() != parameters)
            throw new ShapeException(
                    "the model has " + count(parameters, "parameter") + ", but " + variables(cost),
                    Mismatch.numbers("model", parameters, cost.toString(), cost.variables()));
        return new Fit(new Film.Samples(x.clone(), y.clone(), "x", "y"), model, cost);
    }

    /** The cost of the parameters. */
    public Objective cost() {
        return cost;
    }

    /** The same with other names on the data's axes than x and y, such as "t [h]". */
    public Fit axes(String x, String y) {
        Require.notNull("x", x, "what stands along the axis");
        Require.notNull("y", y, "what stands along the axis");
        return new Fit(new Film.Samples(data.x(), data.y(), x, y), model, cost);
    }

    private static String variables(Objective cost) {
        return cost + " has " + count(cost.variables(), "variable");
    }

    private static String count(int n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }

    /** All values of one parameter, from low to high. */
    public Replay slide(double low, double high) {
        return slide(new double[] {low}, new double[] {high});
    }

    /**
     * Two parameters on a straight line from one pair to another.
     *
     * @throws IllegalArgumentException unless both have a number for each parameter
     */
    public Replay slide(double[] from, double[] to) {
        check("from", from);
        check("to", to);
        if (Arrays.equals(from, to))
            throw new IllegalArgumentException("from and to are the same; expected two places");
        List<double[]> places = IntStream.range(0, FRAMES)
                .mapToObj(i -> IntStream.range(0, from.length)
                        .mapToDouble(k -> (from[k] * (FRAMES - 1 - i) + to[k] * i) / (FRAMES - 1))
                        .toArray())
                .toList();
        return new Replay(
                new SlideReel(cost, places, (steps, captions) -> film(places, FRAMES, steps, captions, false)));
    }

    private void check(String name, double[] place) {
        if (Require.notNull(name, place, "one number for each parameter").length != cost.variables())
            throw new ShapeException(
                    name + " has " + count(place.length, "number") + ", but " + variables(cost),
                    Mismatch.numbers(name, place.length, cost.toString(), cost.variables()));
        for (int i = 0; i < place.length; i++) Require.finite(name + "[" + i + "]", place[i]);
    }

    /**
     * The places of a descent, one a step.
     *
     * @throws IllegalArgumentException if the path is on a function of another number of variables
     */
    public Replay along(DescentPath path) {
        Require.notNull("path", path, "a path, as .run() of a Descent gives it");
        check("path", path.last());
        List<double[]> places = Arrays.asList(path.points());
        return new Replay(new DescentReel(
                path,
                List.of(),
                steps -> film(
                        places,
                        path.drawn(),
                        steps,
                        Arrays.stream(steps).mapToObj(path::caption).toList(),
                        true)));
    }

    /** The line is that of the step, even where its point is far outside the picture. */
    private Film film(List<double[]> way, int shown, int[] steps, List<String> captions, boolean drawn) {
        List<double[]> places = Arrays.stream(steps).mapToObj(way::get).toList();
        Trail trail = new Trail("", way.subList(0, shown));
        return Film.fit(data, model, cost.toString(), cost::value, places, trail, steps, drawn, captions);
    }

    /** What it is of, and what to call for a picture. */
    @Override
    public String toString() {
        return Messages.text("fit", data.x().length, cost);
    }
}
