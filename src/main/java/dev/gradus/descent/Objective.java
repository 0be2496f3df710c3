package dev.gradus.descent;

import dev.gradus.autodiff.Value;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.math.Differences;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;

/**
 * A function f of n numbers that {@link Descent} makes small. Its gradient is given as a formula, comes from the tape
 * ({@link #byTape}), or from central differences where nothing else is said. Those with a name ({@link #rosenbrock} …) know
 * their minima, too.
 */
public final class Objective {
    private final String name;
    private final int variables;
    private final ToDoubleFunction<double[]> f;
    private final UnaryOperator<double[]> gradient;
    private final List<double[]> minima;

    private Objective(
            String name,
            int variables,
            ToDoubleFunction<double[]> f,
            UnaryOperator<double[]> gradient,
            double[]... minima) {
        this.name = name;
        this.variables = variables;
        this.f = f;
        this.gradient = gradient;
        this.minima = List.of(minima);
    }

    // ---- one's own ----

    /** One variable; the gradient from central differences. */
    public static Objective of(DoubleUnaryOperator f) {
        Require.notNull("f", f, "a function such as x -> x * x");
        return of(1, x -> f.applyAsDouble(x[0]));
    }

    /** One variable with its derivative. */
    public static Objective of(DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
        Require.notNull("f", f, "a function such as x -> x * x");
        Require.notNull("derivative", derivative, "a function such as x -> 2 * x");
        return of(1, x -> f.applyAsDouble(x[0]), x -> new double[] {derivative.applyAsDouble(x[0])});
    }

    /** Two variables; the gradient from central differences. */
    public static Objective of(DoubleBinaryOperator f) {
        Require.notNull("f", f, "a function such as (x, y) -> x * x + y * y");
        return of(2, x -> f.applyAsDouble(x[0], x[1]));
    }

    /** Two variables with their partial derivatives. */
    public static Objective of(DoubleBinaryOperator f, DoubleBinaryOperator dx, DoubleBinaryOperator dy) {
        Require.notNull("f", f, "a function such as (x, y) -> x * x + y * y");
        Require.notNull("dx", dx, "a function such as (x, y) -> 2 * x");
        Require.notNull("dy", dy, "a function such as (x, y) -> 2 * y");
        return of(2, x -> f.applyAsDouble(x[0], x[1]), x ->
                new double[] {dx.applyAsDouble(x[0], x[1]), dy.applyAsDouble(x[0], x[1])});
    }

    /** Any number of variables; the gradient from central differences, see {@link Differences}. */
    public static Objective of(int variables, ToDoubleFunction<double[]> f) {
        return of(variables, f, x -> differences(f, x));
    }

    /** Any number of variables with the gradient, n numbers. */
    public static Objective of(int variables, ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient) {
        Require.atLeast("variables", variables, 1);
        Require.notNull("f", f, "a function of an array");
        Require.notNull("gradient", gradient, "a function from an array to an array");
        return new Objective("f", variables, f, gradient);
    }

    /** One variable; the gradient by the tape: {@code Objective.byTape(x -> x.pow(4).minus(x.pow(2)))}. */
    public static Objective byTape(UnaryOperator<Value> f) {
        Require.notNull("f", f, "a function such as x -> x.pow(2)");
        return byTape(1, x -> f.apply(x[0]));
    }

    /** Two variables; the gradient by the tape. */
    public static Objective byTape(BinaryOperator<Value> f) {
        Require.notNull("f", f, "a function such as (x, y) -> x.times(y)");
        return byTape(2, x -> f.apply(x[0], x[1]));
    }

    /** Any number of variables; the gradient by the tape. */
    public static Objective byTape(int variables, Function<Value[], Value> f) {
        Require.atLeast("variables", variables, 1);
        Require.notNull("f", f, "a function from values to a value");
        return new Objective("f", variables, x -> f.apply(values(x)).value(), x -> {
            Value[] values = values(x);
            f.apply(values).backward();
            return Arrays.stream(values).mapToDouble(Value::gradient).toArray();
        });
    }

    private static Value[] values(double[] x) {
        return Arrays.stream(x).mapToObj(Value::of).toArray(Value[]::new);
    }

    private static double[] differences(ToDoubleFunction<double[]> f, double[] x) {
        double[] slopes = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int varied = i;
            slopes[i] = Differences.slope(xi -> f.applyAsDouble(with(x, varied, xi)), x[i]);
        }
        return slopes;
    }

    private static double[] with(double[] x, int i, double xi) {
        double[] copy = x.clone();
        copy[i] = xi;
        return copy;
    }

    /**
     * The same function under another name, for tables and pictures. If it is named like a call, they call its variables
     * and its values so, too: {@code named("J(w, b)")}. Otherwise they are x and f(x).
     */
    public Objective named(String name) {
        Require.notNull("name", name, "a text");
        return new Objective(name, variables, f, gradient, minima.toArray(double[][]::new));
    }

    // ---- well-known ones ----

    /**
     * f = ½ Σ aᵢxᵢ²: a parabola for one a, a bowl or a ravine for more. Gradient descent converges exactly where 0 &lt; η
     * &lt; 2/a for every a.
     *
     * @param a the curvatures, above 0
     */
    public static Objective quadratic(double... a) {
        Require.notNull("a", a, "a curvature or more");
        if (a.length == 0)
            throw new ArgumentException(
                    "a is empty; expected a curvature or more", "a", "a curvature or more", "empty");
        for (int i = 0; i < a.length; i++) Require.positive("a[" + i + "]", a[i]);
        double[] curvature = a.clone();
        return new Objective(
                "quadratic",
                a.length,
                x -> {
                    double sum = 0;
                    for (int i = 0; i < x.length; i++) sum += curvature[i] * x[i] * x[i] / 2;
                    return sum;
                },
                x -> {
                    double[] g = new double[x.length];
                    for (int i = 0; i < x.length; i++) g[i] = curvature[i] * x[i];
                    return g;
                },
                new double[a.length]);
    }

    /**
     * f = (1 − x)² + 100 (y − x²)²: a bent ravine, flat along its bottom; minimum 0 at (1, 1). Rosenbrock, "An automatic
     * method for finding the greatest or least value of a function", 1960.
     */
    public static Objective rosenbrock() {
        return new Objective(
                "rosenbrock",
                2,
                p -> {
                    double x = p[0], y = p[1];
                    return square(1 - x) + 100 * square(y - x * x);
                },
                p -> {
                    double x = p[0], y = p[1];
                    return new double[] {-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)};
                },
                new double[] {1, 1});
    }

    /**
     * f = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²: flat, with steep walls; minimum 0 at (3, 0.5). Beale,
     * "On an iterative method for finding a local minimum of a function of more than one variable", 1958.
     */
    public static Objective beale() {
        return new Objective(
                "beale",
                2,
                p -> {
                    double x = p[0], y = p[1];
                    return square(1.5 - x + x * y) + square(2.25 - x + x * y * y) + square(2.625 - x + x * y * y * y);
                },
                p -> {
                    double x = p[0], y = p[1];
                    double r1 = 1.5 - x + x * y, r2 = 2.25 - x + x * y * y, r3 = 2.625 - x + x * y * y * y;
                    return new double[] {
                        2 * r1 * (y - 1) + 2 * r2 * (y * y - 1) + 2 * r3 * (y * y * y - 1),
                        2 * r1 * x + 2 * r2 * 2 * x * y + 2 * r3 * 3 * x * y * y
                    };
                },
                new double[] {3, 0.5});
    }

    /**
     * f = (x² + y − 11)² + (x + y² − 7)²: four minima of 0, so that the start decides where a descent ends. Himmelblau,
     * "Applied nonlinear programming", 1972.
     */
    public static Objective himmelblau() {
        return new Objective(
                "himmelblau",
                2,
                p -> {
                    double x = p[0], y = p[1];
                    return square(x * x + y - 11) + square(x + y * y - 7);
                },
                p -> {
                    double x = p[0], y = p[1];
                    double u = x * x + y - 11, v = x + y * y - 7;
                    return new double[] {4 * x * u + 2 * v, 2 * u + 4 * y * v};
                },
                new double[] {3, 2},
                new double[] {-2.805118086952745, 3.131312518250573},
                new double[] {-3.779310253377747, -3.283185991286170},
                new double[] {3.584428340330492, -1.848126526964404});
    }

    private static double square(double u) {
        return u * u;
    }

    // ---- what it knows ----

    /** n. */
    public int variables() {
        return variables;
    }

    /** f(x). */
    public double value(double... x) {
        return f.applyAsDouble(checked(x));
    }

    /** ∂f/∂x, n numbers. */
    public double[] gradient(double... x) {
        double[] g = gradient.apply(checked(x));
        if (g == null || g.length != variables)
            throw new ShapeException(
                    "the gradient of " + name + " has " + (g == null ? "no" : g.length) + " numbers, but " + name
                            + " has " + variables + (variables == 1 ? " variable" : " variables"),
                    Mismatch.numbers("∂" + name, g == null ? 0 : g.length, name, variables));
        return g;
    }

    /** What it and its variables are called. */
    public FunctionName names() {
        return FunctionName.of(name, variables);
    }

    /** The places of its minima, as far as they are known. */
    public List<double[]> minima() {
        return minima.stream().map(double[]::clone).toList();
    }

    private double[] checked(double[] x) {
        if (Require.notNull("x", x, "one number for each variable").length != variables)
            throw new ShapeException(
                    "x has " + x.length + " numbers, but " + name + " has " + variables
                            + (variables == 1 ? " variable" : " variables"),
                    Mismatch.numbers("x", x.length, name, variables));
        return x.clone(); // a function of one's own may write into what it gets
    }

    /** Its name; "f" unless it was given one. */
    @Override
    public String toString() {
        return name;
    }
}
