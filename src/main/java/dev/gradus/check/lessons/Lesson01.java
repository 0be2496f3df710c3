package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.check.Product;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 01, gradient descent with one parameter: a = wx and J(w) = 1/(2m) Σ (wx − y)². */
public final class Lesson01 {
    private Lesson01() {}

    /**
     * What the line predicts for one x.
     *
     * @param prediction from w and x to a
     */
    public static Check prediction(Formula.Two<Double, Double> prediction) {
        Require.notNull("prediction", prediction, "(w, x) -> …");
        return PREDICTION.check(g -> prediction.of(g.number("w"), g.number("x")));
    }

    static final Exercise PREDICTION = Exercise.of(
                    "01.prediction",
                    "(w, x) -> w * x",
                    Given.cases(3, "lesson 01", g -> g.draw("w", 1, 1).draw("x", 1, 1)),
                    Part.number("a", g -> g.number("w") * g.number("x"))
                            .wrongNumber(Mistake.SUM_FOR_PRODUCT, g -> g.number("w") + g.number("x"))
                            .product(new Product()
                                    .of("w", g -> g.m("w"))
                                    .of("x", g -> g.m("x"))
                                    .not("w", g -> g.m("w"))
                                    .not("x", g -> g.m("x"))))
            .ours(Given.of("01.ours", 0).set("w", 8).set("x", 2));

    /**
     * The cost J(w) of m samples.
     *
     * @param cost from w, x (m numbers) and y (m numbers) to J
     */
    public static Check cost(Formula.Three<Double, double[], double[]> cost) {
        Require.notNull("cost", cost, "(w, x, y) -> …");
        return COST.check(g -> cost.of(g.number("w"), g.row("x"), g.row("y")));
    }

    static final Exercise COST = Exercise.of(
            "01.cost",
            """
            (w, x, y) -> {
                double sum = 0;
                for (int i = 0; i < x.length; i++) sum += (w * x[i] - y[i]) * (w * x[i] - y[i]);
                return sum / (2 * x.length);
            }""",
            samples(),
            Part.number("J", Lesson01::cost)
                    .mean(Lesson01::m)
                    .factor(Mistake.TWO, g -> 2)
                    .factor(Mistake.SIGN, g -> -1)
                    .factor(Mistake.ZERO, g -> 0)
                    .wrongNumber(Mistake.NOT_SQUARED, g -> mean(g, (x, e) -> e) / 2)
                    .wrongNumber(Mistake.ABSOLUTE, g -> mean(g, (x, e) -> Math.abs(e)) / 2)
                    .wrongNumber(Mistake.SQUARE_OF_SUM, g -> square(mean(g, (x, e) -> e) * m(g)) / (2 * m(g)))
                    .wrongNumber(Mistake.BRACKETS_MISSING, g -> mean(g, (x, e) -> e * (2 * g.number("w") * x - e)) / 2)
                    .again(Mistake.BRACKETS_MISSING, g -> mean(g, (x, e) -> bare(g.number("w") * x, e)) / 2)
                    .wrongNumber(Mistake.SWAPPED, g -> mean(g, (x, e) -> Functions.exp(e * Functions.log(2))) / 2)
                    .wrongNumber(Mistake.TARGET_MISSING, g -> cost(g.set0("y")))
                    .meanOf("x", "y"));

    /**
     * The slope dJ/dw.
     *
     * @param slope from w, x (m numbers) and y (m numbers) to dJ/dw
     */
    public static Check slope(Formula.Three<Double, double[], double[]> slope) {
        Require.notNull("slope", slope, "(w, x, y) -> …");
        return SLOPE.check(g -> slope.of(g.number("w"), g.row("x"), g.row("y")));
    }

    static final Exercise SLOPE = Exercise.of(
                    "01.slope",
                    """
            (w, x, y) -> {
                double sum = 0;
                for (int i = 0; i < x.length; i++) sum += (w * x[i] - y[i]) * x[i];
                return sum / x.length;
            }""",
                    samples(),
                    Part.gradient("dJ/dw", "w", Lesson01::cost)
                            .factors()
                            .mean(Lesson01::m)
                            .wrongNumber(Mistake.INPUT_MISSING, g -> mean(g, (x, e) -> e))
                            .wrongNumber(Mistake.WITH_RESPECT_TO_INPUT, g -> mean(g, (x, e) -> e * g.number("w")))
                            .wrongNumber(Mistake.TARGET_MISSING, g -> mean(g, (x, e) -> g.number("w") * x * x))
                            .wrongNumber(Mistake.ERROR_SQUARED, g -> mean(g, (x, e) -> e * e * x))
                            .wrongNumber(Mistake.LOSS_FOR_SLOPE, g -> mean(g, (x, e) -> e * e))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING,
                                    g -> mean(g, (x, e) -> g.number("w") * x * (1 - x) + e * x))
                            .again(Mistake.BRACKETS_MISSING, g -> mean(g, (x, e) -> g.number("w") * x * (x - 1) + e))
                            .wrongNumber(Mistake.SIGN_ALONE, g -> mean(g, (x, e) -> Math.signum(e) * x))
                            .wrongNumber(Mistake.INPUT_TWICE, g -> mean(g, (x, e) -> e * x * x))
                            .wrongNumber(Mistake.TARGET_ADDED, g -> mean(g, (x, e) -> (2 * g.number("w") * x - e) * x))
                            .wrongNumber(Mistake.TARGET_FOR_INPUT, g -> mean(g, (x, e) -> e * (g.number("w") * x - e)))
                            .wrongNumber(
                                    Mistake.PRODUCT_OF_SUMS, g -> m(g) * mean(g, (x, e) -> e) * mean(g, (x, e) -> x))
                            .wrongNumber(Mistake.ERROR_WITHOUT_SIGN, g -> mean(g, (x, e) -> Math.abs(e) * x))
                            .wrongNumber(Mistake.ERROR_MISSING, g -> mean(g, (x, e) -> x))
                            .factor(Mistake.MEAN_OVER_ONE_LESS, g -> m(g) / (m(g) - 1))
                            .meanOf("x", "y"))
            .ours(Given.of("01.ours", 1).set("w", 8).set("x", 1, 1, 2).set("y", 2, 4, 6));

    /**
     * One step of gradient descent.
     *
     * @param update from w, η and the slope to the new w
     */
    public static Check update(Formula.Three<Double, Double, Double> update) {
        Require.notNull("update", update, "(w, eta, slope) -> …");
        return UPDATE.check(g -> update.of(g.number("w"), g.number("eta"), g.number("slope")));
    }

    static final Exercise UPDATE = Exercise.of(
                    "01.update",
                    "(w, eta, slope) -> w - eta * slope",
                    Given.cases(
                            3,
                            "lesson 01",
                            g -> g.draw("w", 1, 1)
                                    .draw("eta", 1, 1, v -> Math.abs(v) / 4)
                                    .draw("slope", 1, 1)),
                    Part.number("w", g -> g.number("w") - step(g))
                            .wrongNumber(Mistake.UPHILL, g -> g.number("w") + step(g))
                            .wrongNumber(Mistake.RATE_MISSING, g -> g.number("w") - g.number("slope"))
                            .wrongNumber(Mistake.STEP_ALONE, g -> -step(g))
                            .wrongNumber(
                                    Mistake.SIGN_ALONE,
                                    g -> g.number("w") - g.number("eta") * Math.signum(g.number("slope")))
                            .wrongNumber(Mistake.SIGN, g -> step(g) - g.number("w"))
                            .wrongNumber(Mistake.STEP_TWICE, g -> g.number("w") - 2 * step(g))
                            .wrongNumber(
                                    Mistake.SUM_FOR_PRODUCT, g -> g.number("w") - (g.number("eta") + g.number("slope")))
                            .again(Mistake.SUM_FOR_PRODUCT, g -> g.number("w") - g.number("eta") + g.number("slope"))
                            .wrongNumber(Mistake.SWAPPED, g -> g.number("slope") - g.number("eta") * g.number("w"))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING,
                                    g -> (g.number("w") - g.number("eta")) * g.number("slope"))
                            .wrongNumber(Mistake.DIVIDED_STEP, g -> g.number("w") - g.number("eta") / g.number("slope"))
                            .again(Mistake.DIVIDED_STEP, g -> g.number("w") - g.number("slope") / g.number("eta")))
            .ours(Given.of("01.ours", 2).set("w", 8).set("eta", 0.1).set("slope", 10));

    /**
     * What a step multiplies the distance to the bottom of ½ax² by.
     *
     * @param factor from η and a to the factor
     */
    public static Check factor(Formula.Two<Double, Double> factor) {
        Require.notNull("factor", factor, "(eta, a) -> …");
        return FACTOR.check(g -> factor.of(g.number("eta"), g.number("a")));
    }

    static final Exercise FACTOR = Exercise.of(
                    "01.factor",
                    "(eta, a) -> 1 - eta * a",
                    List.of(rate(0, 0.1, 3), rate(1, 0.7, 0.5), rate(2, 0.25, 8)),
                    Part.number("factor", g -> 1 - shrink(g))
                            .wrongNumber(Mistake.UPHILL, g -> 1 + shrink(g))
                            .wrongNumber(Mistake.STEP_ALONE, g -> -shrink(g))
                            .wrongNumber(Mistake.RATE_MISSING, g -> 1 - g.number("a"))
                            .wrongNumber(Mistake.SIGN, g -> shrink(g) - 1)
                            .wrongNumber(Mistake.STEP_TWICE, g -> 1 - 2 * shrink(g))
                            .wrongNumber(Mistake.HALF, g -> 1 - shrink(g) / 2)
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> (1 - g.number("eta")) * g.number("a"))
                            .wrongNumber(Mistake.DIVIDED_STEP, g -> 1 - g.number("eta") / g.number("a"))
                            .again(Mistake.DIVIDED_STEP, g -> 1 - g.number("a") / g.number("eta")))
            .ours(rate(3, 0.1, 2));

    /**
     * The bound of the learning rate: on ½ax² descent converges exactly where 0 &lt; η &lt; bound.
     *
     * @param bound from a to the bound
     */
    public static Check largestRate(Formula.One<Double> bound) {
        Require.notNull("bound", bound, "a -> …");
        return LARGEST_RATE.check(g -> bound.of(g.number("a")));
    }

    static final Exercise LARGEST_RATE = Exercise.of(
                    "01.largest-rate",
                    "a -> 2 / a",
                    List.of(a(0, 0.5), a(1, 3), a(2, 8)),
                    Part.number("bound", g -> 2 / g.number("a"))
                            .wrongNumber(Mistake.FASTEST_FOR_LARGEST, g -> 1 / g.number("a"))
                            .wrongNumber(Mistake.TWICE, g -> 2 * g.number("a"))
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> g.number("a") / 2)
                            .product(new Product()
                                    .of("2", g -> g.m("a").map(a -> 2))
                                    .of("1/a", g -> g.m("a").map(a -> 1 / a))
                                    .not("a", g -> g.m("a"))))
            .ours(a(3, 2));

    /**
     * The w with the least cost, at once: where dJ/dw is 0.
     *
     * @param best from x (m numbers) and y (m numbers) to w
     */
    public static Check best(Formula.Two<double[], double[]> best) {
        Require.notNull("best", best, "(x, y) -> …");
        return BEST.check(g -> best.of(g.row("x"), g.row("y")));
    }

    static final Exercise BEST = Exercise.of(
                    "01.best",
                    """
            (x, y) -> {
                double xy = 0, xx = 0;
                for (int i = 0; i < x.length; i++) {
                    xy += x[i] * y[i];
                    xx += x[i] * x[i];
                }
                return xy / xx;
            }""",
                    Given.cases(3, "lesson 01", g -> g.draw("x", 1, 5).draw("y", 1, 5)),
                    Part.number("w", g -> total(g, (x, y) -> x * y) / total(g, (x, y) -> x * x))
                            .wrongNumber(Mistake.MEAN_OF_RATIOS, g -> total(g, (x, y) -> y / x) / m(g))
                            .wrongNumber(Mistake.RATIO_OF_MEANS, g -> total(g, (x, y) -> y) / total(g, (x, y) -> x))
                            .wrongNumber(
                                    Mistake.UPSIDE_DOWN, g -> total(g, (x, y) -> x * x) / total(g, (x, y) -> x * y))
                            .wrongNumber(
                                    Mistake.SQUARE_OF_SUM,
                                    g -> total(g, (x, y) -> x * y) / square(total(g, (x, y) -> x)))
                            .wrongNumber(Mistake.DIVISOR_MISSING, g -> total(g, (x, y) -> x * y))
                            .wrongNumber(
                                    Mistake.TARGET_FOR_INPUT,
                                    g -> total(g, (x, y) -> x * y) / total(g, (x, y) -> y * y))
                            .wrongNumber(Mistake.SIGN, g -> -total(g, (x, y) -> x * y) / total(g, (x, y) -> x * x))
                            .sum("x", "y"))
            .ours(Given.of("01.ours", 3).set("x", 1, 1, 2).set("y", 2, 4, 6));

    /**
     * The learning rate that arrives in one step.
     *
     * @param rate from x (m numbers) to η
     */
    public static Check fastest(Formula.One<double[]> rate) {
        Require.notNull("rate", rate, "x -> …");
        return FASTEST.check(g -> rate.of(g.row("x")));
    }

    static final Exercise FASTEST = Exercise.of(
                    "01.fastest",
                    """
            x -> {
                double xx = 0;
                for (double v : x) xx += v * v;
                return x.length / xx;
            }""",
                    List.of(inputs(0, 1), inputs(1, 8), inputs(2, 1)),
                    Part.number("eta", g -> m(g) / squares(g))
                            .wrongNumber(Mistake.LARGEST_FOR_FASTEST, g -> 2 * m(g) / squares(g))
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> squares(g) / m(g))
                            .wrongNumber(Mistake.MEAN_MISSING, g -> 1 / squares(g))
                            .wrongNumber(Mistake.SQUARE_OF_SUM, g -> square(m(g) / inputs(g)))
                            .again(Mistake.SQUARE_OF_SUM, g -> m(g) / square(inputs(g)))
                            .wrongNumber(Mistake.NOT_SQUARED, g -> m(g) / inputs(g))
                            .wrongNumber(Mistake.FIRST_LEFT_OUT, g -> m(g) / (squares(g) - square(g.row("x")[0])))
                            .wrongNumber(Mistake.ASSIGNED, g -> m(g) / square(g.row("x")[g.row("x").length - 1]))
                            .wrongNumber(Mistake.RETURNED_TOO_EARLY, g -> m(g) / square(g.row("x")[0])))
            .ours(Given.of("01.ours", 4).set("x", 1, 1, 2));

    /** The place of the top between the two valleys of (v² − 1)² + 0.3v. */
    public static Check top(@Nullable Object v) {
        return TOP.check(g -> v);
    }

    static final Exercise TOP = Exercise.of(
            "01.top",
            """
            Descent.of(v -> -((v * v - 1) * (v * v - 1) + 0.3 * v)).from(0).learningRate(0.05).steps(200).run().last()[0]""",
            Part.number("v", g -> levelPlace(0))
                    .wrongNumber(Mistake.BOTTOM_FOR_TOP, g -> levelPlace(-1))
                    .again(Mistake.BOTTOM_FOR_TOP, g -> levelPlace(1))
                    .wrongNumber(Mistake.NOT_EXACT, g -> 0.075)
                    .again(Mistake.NOT_EXACT, g -> 0.0754)
                    .again(Mistake.NOT_EXACT, g -> 0.0755)
                    .again(Mistake.NOT_EXACT, g -> 0.08)
                    .wrongNumber(Mistake.SIGN, g -> -levelPlace(0)));

    /**
     * The slope of the absolute cost 1/(2m) Σ |wx − y|.
     *
     * @param slope from w, x (m numbers) and y (m numbers) to the slope
     */
    public static Check absoluteSlope(Formula.Three<Double, double[], double[]> slope) {
        Require.notNull("slope", slope, "(w, x, y) -> …");
        return ABSOLUTE_SLOPE.check(g -> slope.of(g.number("w"), g.row("x"), g.row("y")));
    }

    static final Exercise ABSOLUTE_SLOPE = Exercise.of(
                    "01.absolute-slope",
                    """
            (w, x, y) -> {
                double sum = 0;
                for (int i = 0; i < x.length; i++) sum += Math.signum(w * x[i] - y[i]) * x[i];
                return sum / (2 * x.length);
            }""",
                    samples(),
                    Part.gradient("dJ/dw", "w", g -> mean(g, (x, e) -> Math.abs(e)) / 2)
                            .factors()
                            .mean(Lesson01::m)
                            .wrongNumber(Mistake.INPUT_MISSING, g -> mean(g, (x, e) -> Math.signum(e)) / 2)
                            .wrongNumber(Mistake.SLOPE_OF_SQUARES, g -> mean(g, (x, e) -> e * x))
                            .wrongNumber(Mistake.ABSOLUTE_KEPT, g -> mean(g, (x, e) -> Math.abs(e) * x) / 2)
                            .wrongNumber(
                                    Mistake.WITH_RESPECT_TO_INPUT,
                                    g -> mean(g, (x, e) -> Math.signum(e)) * g.number("w") / 2)
                            .wrongNumber(Mistake.ERROR_WITHOUT_SIGN, g -> mean(g, (x, e) -> x) / 2)
                            .wrongNumber(Mistake.LOSS_FOR_SLOPE, g -> mean(g, (x, e) -> Math.abs(e)) / 2)
                            .meanOf("x", "y"))
            .ours(Given.of("01.ours", 5).set("w", 8).set("x", 1, 1, 2).set("y", 2, 4, 6));

    // ---- what they are made of ----

    private static Given rate(int index, double eta, double a) {
        return Given.of("01.factor", index).set("eta", eta).set("a", a);
    }

    private static double shrink(Given g) {
        return g.number("eta") * g.number("a");
    }

    /** Where 4v³ − 4v + 0.3, the slope of (v² − 1)² + 0.3v, is 0, by Newton's steps from v. */
    private static double levelPlace(double v) {
        for (int i = 0; i < 50; i++) v -= (4 * v * v * v - 4 * v + 0.3) / (12 * v * v - 4);
        return v;
    }

    @FunctionalInterface
    private interface Sample {
        double of(double x, double y);
    }

    /** Σ over the samples. */
    private static double total(Given g, Sample term) {
        double[] x = g.row("x");
        double[] y = g.row("y");
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += term.of(x[i], y[i]);
        return sum;
    }

    /** Five inputs, so many times as large as others. */
    private static Given inputs(int index, double times) {
        return Given.of("lesson 01", index).draw("x", 1, 5, v -> times * v);
    }

    private static double inputs(Given g) {
        return Arrays.stream(g.row("x")).sum();
    }

    private static double squares(Given g) {
        double sum = 0;
        for (double x : g.row("x")) sum += x * x;
        return sum;
    }

    private static Given a(int index, double a) {
        return Given.of("01.largest-rate", index).set("a", a);
    }

    /** Three times five samples. */
    private static List<Given> samples() {
        return Given.cases(
                3, "lesson 01", g -> g.draw("w", 1, 1).draw("x", 1, 5).draw("y", 1, 5));
    }

    @FunctionalInterface
    private interface Term {
        double of(double x, double error);
    }

    /** 1/m Σ term, with the error wx − y of each sample. */
    private static double mean(Given g, Term term) {
        double[] x = g.row("x");
        double[] y = g.row("y");
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += term.of(x[i], g.number("w") * x[i] - y[i]);
        return sum / x.length;
    }

    /** The square of a − y without its brackets: a − y · a − y. */
    private static double bare(double a, double error) {
        double y = a - error;
        return a - y * a - y;
    }

    private static double cost(Given g) {
        return mean(g, (x, e) -> e * e) / 2;
    }

    private static double m(Given g) {
        return g.m("x").columns();
    }

    private static double step(Given g) {
        return g.number("eta") * g.number("slope");
    }

    private static double square(double v) {
        return v * v;
    }
}
