package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.check.Product;
import dev.gradus.errors.Require;
import java.util.ArrayList;
import java.util.List;

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
                    cases(3, (g, c) -> g.draw("w", 1, 1).draw("x", 1, 1)),
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
                    .factor(Mistake.MEAN_MISSING, Lesson01::m)
                    .factor(Mistake.TWO, g -> 2)
                    .factor(Mistake.SIGN, g -> -1)
                    .factor(Mistake.ZERO, g -> 0)
                    .wrongNumber(Mistake.NOT_SQUARED, g -> mean(g, (x, e) -> e) / 2)
                    .wrongNumber(Mistake.ABSOLUTE, g -> mean(g, (x, e) -> Math.abs(e)) / 2)
                    .wrongNumber(Mistake.SQUARE_OF_SUM, g -> square(mean(g, (x, e) -> e) * m(g)) / (2 * m(g)))
                    .wrongNumber(Mistake.TARGET_MISSING, g -> cost(g.set0("y"))));

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
                    cases(
                            3,
                            (g, c) -> g.draw("w", 1, 1)
                                    .draw("eta", 1, 1, v -> Math.abs(v) / 4)
                                    .draw("slope", 1, 1)),
                    Part.number("w", g -> g.number("w") - step(g))
                            .wrongNumber(Mistake.UPHILL, g -> g.number("w") + step(g))
                            .wrongNumber(Mistake.RATE_MISSING, g -> g.number("w") - g.number("slope"))
                            .wrongNumber(Mistake.STEP_ALONE, g -> -step(g))
                            .wrongNumber(Mistake.SIGN, g -> step(g) - g.number("w"))
                            .wrongNumber(Mistake.STEP_TWICE, g -> g.number("w") - 2 * step(g))
                            .wrongNumber(Mistake.SWAPPED, g -> g.number("slope") - g.number("eta") * g.number("w"))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING,
                                    g -> (g.number("w") - g.number("eta")) * g.number("slope"))
                            .wrongNumber(
                                    Mistake.DIVIDED_STEP, g -> g.number("w") - g.number("eta") / g.number("slope")))
            .ours(Given.of("01.ours", 2).set("w", 8).set("eta", 0.1).set("slope", 10));

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

    // ---- what they are made of ----

    private static Given a(int index, double a) {
        return Given.of("01.largest-rate", index).set("a", a);
    }

    /** Three times five samples. */
    private static List<Given> samples() {
        return cases(3, (g, c) -> g.draw("w", 1, 1).draw("x", 1, 5).draw("y", 1, 5));
    }

    @FunctionalInterface
    private interface Filling {
        Given of(Given g, int index);
    }

    private static List<Given> cases(int n, Filling filling) {
        List<Given> cases = new ArrayList<>();
        for (int c = 0; c < n; c++) cases.add(filling.of(Given.of("lesson 01", c), c));
        return cases;
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
