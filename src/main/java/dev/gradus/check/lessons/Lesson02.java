package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.check.Product;
import dev.gradus.errors.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 02, two parameters: a = wx + b and J(w, b) = 1/(2m) Σ (wx + b − y)². */
public final class Lesson02 {
    private Lesson02() {}

    /**
     * The two partial derivatives of the cost.
     *
     * @param gradient from w, b, x (m numbers) and y (m numbers) to ∂J/∂w and ∂J/∂b
     */
    public static Check gradient(Formula.Four<Double, Double, double[], double[]> gradient) {
        Require.notNull("gradient", gradient, "(w, b, x, y) -> …");
        return GRADIENT.check(g -> gradient.of(g.number("w"), g.number("b"), g.row("x"), g.row("y")));
    }

    static final Exercise GRADIENT = Exercise.of(
                    "02.gradient",
                    """
                    (w, b, x, y) -> {
                        double dw = 0, db = 0;
                        for (int i = 0; i < x.length; i++) {
                            dw += (w * x[i] + b - y[i]) * x[i] / x.length;
                            db += (w * x[i] + b - y[i]) / x.length;
                        }
                        return List.of(dw, db);
                    }""",
                    Given.cases(3, "lesson 02", g -> samples(g.draw("w", 1, 1).draw("b", 1, 1))),
                    slope("dJ/dw", "w", (x, e) -> e * x)
                            .wrongNumber(Mistake.INPUT_MISSING, g -> mean(g, (x, e) -> e))
                            .wrongNumber(Mistake.WITH_RESPECT_TO_INPUT, g -> mean(g, (x, e) -> e * g.number("w")))
                            .wrongNumber(Mistake.INPUT_TWICE, g -> mean(g, (x, e) -> e * x * x))
                            .wrongNumber(Mistake.ERROR_MISSING, g -> mean(g, (x, e) -> x))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> mean(g, (x, e) -> line(g, x) * (1 - x) + e * x))
                            .again(
                                    Mistake.BRACKETS_MISSING,
                                    g -> mean(g, (x, e) -> (e - g.number("w") * x) * x + g.number("w") * x))
                            .wrongNumber(
                                    Mistake.PRODUCT_OF_SUMS, g -> m(g) * mean(g, (x, e) -> e) * mean(g, (x, e) -> x)),
                    slope("dJ/db", "b", (x, e) -> e)
                            .wrongNumber(Mistake.INPUT_IN_BIAS, g -> mean(g, (x, e) -> e * x))
                            .wrongNumber(Mistake.WITH_RESPECT_TO_INPUT, g -> mean(g, (x, e) -> e * g.number("b"))))
            .ours(twoForAll(Given.of("02.ours", 0).set("w", 0.3).set("b", 1.5)));

    /** What both partial derivatives have in common: how one gets them wrong. */
    private static Part slope(String name, String variable, Term term) {
        return Part.gradient(name, variable, Lesson02::cost)
                .factors()
                .mean(Lesson02::m)
                .wrongNumber(Mistake.TARGET_MISSING, g -> mean(g.set0("y"), term))
                .wrongNumber(Mistake.BIAS_MISSING, g -> mean(g.set0("b"), term))
                .wrongNumber(Mistake.ERROR_SQUARED, g -> mean(g, (x, e) -> e * term.of(x, e)))
                .meanOf("x", "y");
    }

    /**
     * The line with the least cost.
     *
     * @param line from x (m numbers) and y (m numbers) to w and b
     */
    public static Check line(Formula.Two<double[], double[]> line) {
        Require.notNull("line", line, "(x, y) -> …");
        return LINE.check(g -> line.of(g.row("x"), g.row("y")));
    }

    static final Exercise LINE = Exercise.of(
                    "02.line",
                    """
                    (x, y) -> {
                        double mx = Arrays.stream(x).average().getAsDouble();
                        double my = Arrays.stream(y).average().getAsDouble();
                        double xx = 0, xy = 0;
                        for (int i = 0; i < x.length; i++) {
                            xx += (x[i] - mx) * (x[i] - mx);
                            xy += (x[i] - mx) * (y[i] - my);
                        }
                        return List.of(xy / xx, my - xy / xx * mx);
                    }""",
                    Given.cases(3, "lesson 02, line", Lesson02::samples),
                    Part.number("w", Lesson02::w)
                            .factor(Mistake.SIGN, g -> -1)
                            .wrongNumber(Mistake.MEANS_NOT_SUBTRACTED, Lesson02::throughOrigin)
                            .wrongNumber(Mistake.TARGET_FOR_INPUT, Lesson02::overTargets)
                            .wrongNumber(Mistake.RATIO_OF_MEANS, g -> mean(g.row("y")) / mean(g.row("x")))
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> 1 / w(g)),
                    Part.number("b", g -> b(g, w(g)))
                            .wrongNumber(Mistake.SIGN, g -> b(g, -w(g)))
                            .wrongNumber(Mistake.MEANS_NOT_SUBTRACTED, g -> b(g, throughOrigin(g)))
                            .wrongNumber(Mistake.TARGET_FOR_INPUT, g -> b(g, overTargets(g)))
                            .wrongNumber(Mistake.RATIO_OF_MEANS, g -> 0)
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> b(g, 1 / w(g)))
                            .wrongNumber(Mistake.SLOPE_LEFT_OUT, g -> b(g, 0)))
            .ours(twoForAll(Given.of("02.ours", 1)));

    /**
     * From a line over standardised inputs to the same line over the inputs as they were.
     *
     * @param back from w and b, the inputs' mean and their standard deviation to w and b in the data's own units
     */
    public static Check back(Formula.Four<Double, Double, Double, Double> back) {
        Require.notNull("back", back, "(w, b, mean, deviation) -> …");
        return BACK.check(g -> back.of(g.number("w"), g.number("b"), g.number("mean"), g.number("deviation")));
    }

    static final Exercise BACK = Exercise.of(
                    "02.back",
                    "(w, b, mean, deviation) -> List.of(w / deviation, b - w / deviation * mean)",
                    Given.cases(
                            3,
                            "lesson 02, back",
                            g -> g.draw("w", 1, 1)
                                    .draw("b", 1, 1)
                                    .draw("mean", 1, 1)
                                    .draw("deviation", 1, 1, v -> Math.abs(v) + 0.5)),
                    Part.number("w", g -> g.number("w") / g.number("deviation"))
                            .factor(Mistake.SIGN, g -> -1)
                            .wrongNumber(Mistake.DEVIATION_MISSING, g -> g.number("w"))
                            .wrongNumber(Mistake.MULTIPLIED, g -> g.number("w") * g.number("deviation")),
                    Part.number("b", g -> moved(g, 1 / g.number("deviation")))
                            .wrongNumber(Mistake.NOT_MOVED, g -> moved(g, 0))
                            .wrongNumber(Mistake.SIGN, g -> moved(g, -1 / g.number("deviation")))
                            .wrongNumber(Mistake.DEVIATION_MISSING, g -> moved(g, 1))
                            .wrongNumber(Mistake.MULTIPLIED, g -> moved(g, g.number("deviation")))
                            .wrongNumber(Mistake.SLOPE_LEFT_OUT, g -> g.number("b") - g.number("mean")))
            .ours(Given.of("02.ours", 2)
                    .set("w", 697.6420)
                    .set("b", 4201.754)
                    .set("mean", 200.9152)
                    .set("deviation", 14.04114));

    /**
     * How many steps a training takes.
     *
     * @param steps from the samples m, the batch size and the epochs to the number of steps
     */
    public static Check steps(Formula.Three<Integer, Integer, Integer> steps) {
        Require.notNull("steps", steps, "(m, batch, epochs) -> …");
        return STEPS.check(g -> steps.of((int) g.number("m"), (int) g.number("batch"), (int) g.number("epochs")));
    }

    static final Exercise STEPS = Exercise.of(
                    "02.steps",
                    "(m, batch, epochs) -> (m + batch - 1) / batch * epochs",
                    List.of(sizes(0, 100, 32, 5), sizes(1, 60, 20, 3), sizes(2, 1000, 300, 7)),
                    Part.number("steps", g -> Math.ceil(batches(g)) * g.number("epochs"))
                            .wrongNumber(Mistake.LAST_BATCH_LEFT_OUT, g -> Math.floor(batches(g)) * g.number("epochs"))
                            .wrongNumber(Mistake.NOT_WHOLE, g -> batches(g) * g.number("epochs"))
                            .wrongNumber(Mistake.EPOCHS_JOINED, g -> Math.ceil(batches(g) * g.number("epochs")))
                            .wrongNumber(Mistake.STEP_PER_SAMPLE, g -> g.number("m") * g.number("epochs"))
                            .product(new Product()
                                    .of("epochs", g -> g.m("epochs"))
                                    .of("m/batch", g -> g.m("m").map(v -> Math.ceil(batches(g))))))
            .ours(sizes(3, 342, 32, 1));

    /**
     * The gradient of two batches together.
     *
     * @param together from the mean gradient of one batch and its size, and those of another, to the mean over all
     */
    public static Check together(Formula.Four<Double, Integer, Double, Integer> together) {
        Require.notNull("together", together, "(g1, m1, g2, m2) -> …");
        return TOGETHER.check(
                g -> together.of(g.number("g1"), (int) g.number("m1"), g.number("g2"), (int) g.number("m2")));
    }

    static final Exercise TOGETHER = Exercise.of(
                    "02.together",
                    "(g1, m1, g2, m2) -> (m1 * g1 + m2 * g2) / (m1 + m2)",
                    List.of(two(0, 32, 22), two(1, 5, 3), two(2, 4, 13)),
                    Part.number("g", g -> weighted(g, g.number("m1"), g.number("m2")))
                            .wrongNumber(Mistake.UNWEIGHTED, g -> weighted(g, 1, 1))
                            .again(Mistake.UNWEIGHTED, g -> (g.number("g1") + g.number("g2")) / both(g))
                            .wrongNumber(
                                    Mistake.DIFFERENCE_FOR_SUM,
                                    g -> (g.number("m1") * g.number("g1") - g.number("m2") * g.number("g2")) / both(g))
                            .wrongNumber(Mistake.SWAPPED, g -> weighted(g, g.number("m2"), g.number("m1")))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING,
                                    g -> g.number("m1") * g.number("g1") + g.number("m2") * g.number("g2") / both(g))
                            .factor(Mistake.MEAN_MISSING, Lesson02::both)
                            .factor(Mistake.SIGN, g -> -1))
            .ours(Given.of("02.ours", 4).set("g1", 1).set("m1", 32).set("g2", 4).set("m2", 22));

    /**
     * The slopes of mass against bill depth, in g a millimetre: of all penguins, then of the Adélie, the chinstrap and the
     * gentoo penguins.
     *
     * @param slopes four numbers
     */
    public static Check bySpecies(@Nullable Object slopes) {
        return BY_SPECIES.check(g -> slopes);
    }

    /** {@code LessonTwoTest} measures them. */
    static final double[] MASS_BY_DEPTH = {-191.642791, 217.151604, 204.624705, 369.440622};

    private static final double[] DEPTH_BY_MASS = {-0.001162081, 0.001528587, 0.001785797, 0.001399638};

    static final Exercise BY_SPECIES = Exercise.of(
            "02.by-species",
            "List.of(-191.643, 217.152, 204.625, 369.441)",
            Part.figures("slopes", MASS_BY_DEPTH)
                    .factor(Mistake.SIGN, g -> -1)
                    .factor(Mistake.UNITS, g -> 0.001)
                    .wrongFigures(Mistake.TARGET_FOR_INPUT, DEPTH_BY_MASS));

    /**
     * By how much one heavier sample changes the slope of the best line over standardised inputs.
     *
     * @param pull from how many deviations the sample lies from the mean, by how much its y grows, and m to the change of w
     */
    public static Check pull(Formula.Three<Double, Double, Integer> pull) {
        Require.notNull("pull", pull, "(d, dy, m) -> …");
        return PULL.check(g -> pull.of(g.number("d"), g.number("dy"), (int) g.number("m")));
    }

    static final Exercise PULL = Exercise.of(
                    "02.pull",
                    "(d, dy, m) -> d * dy / m",
                    List.of(pulled(0, 0.3, 1.4, 20), pulled(1, -1.7, 2.2, 5), pulled(2, 1.2, -3.1, 8)),
                    Part.number("change", g -> g.number("d") * g.number("dy") / g.number("m"))
                            .factor(Mistake.SIGN, g -> -1)
                            .factor(Mistake.MEAN_MISSING, g -> g.number("m"))
                            .factor(Mistake.ZERO, g -> 0)
                            .wrongNumber(
                                    Mistake.ERROR_WITHOUT_SIGN,
                                    g -> Math.abs(g.number("d")) * g.number("dy") / g.number("m"))
                            .product(new Product()
                                    .of("d", g -> g.m("d"))
                                    .of("dy", g -> g.m("dy"))
                                    .of("1/m", g -> g.m("m").map(m -> 1 / m))))
            .ours(pulled(3, -1.41835, 33_750, 342));

    private static Given pulled(int index, double d, double dy, int m) {
        return Given.of("02.pull", index).set("d", d).set("dy", dy).set("m", m);
    }

    /**
     * The best line over standardised flippers for standardised masses.
     *
     * @param line w and b
     */
    public static Check correlation(@Nullable Object line) {
        return CORRELATION.check(g -> line);
    }

    /** {@code LessonTwoTest} measures it. */
    static final Exercise CORRELATION = Exercise.of(
            "02.correlation",
            "List.of(0.871202, 0)",
            Part.figures("line", 0.871202, 0)
                    .wrongFigures(Mistake.UNCHANGED, 697.64202, 4201.75439)
                    .wrongFigures(Mistake.DEVIATION_MISSING, 697.64202, 0)
                    .wrongFigures(Mistake.FEW_DIGITS, 0.871, 0)
                    .wrongFigures(Mistake.SWAPPED, 0, 0.871202));

    // ---- what they are made of ----

    /** Five samples. */
    private static Given samples(Given g) {
        return g.draw("x", 1, 5).draw("y", 1, 5);
    }

    /** Two samples with the means of the 342 penguins, and of their squares and products: with their gradient and line, too. */
    private static Given twoForAll(Given g) {
        return g.set("x", 3.09152047 - 1.40411406, 3.09152047 + 1.40411406)
                .set("y", 4.20175439 - 0.69764202, 4.20175439 + 0.69764202);
    }

    private static Given sizes(int index, int m, int batch, int epochs) {
        return Given.of("02.steps", index).set("m", m).set("batch", batch).set("epochs", epochs);
    }

    private static double batches(Given g) {
        return g.number("m") / g.number("batch");
    }

    private static Given two(int index, int m1, int m2) {
        return Given.of("02.together", index)
                .draw("g1", 1, 1)
                .set("m1", m1)
                .draw("g2", 1, 1)
                .set("m2", m2);
    }

    private static double weighted(Given g, double one, double other) {
        return (one * g.number("g1") + other * g.number("g2")) / (one + other);
    }

    private static double both(Given g) {
        return g.number("m1") + g.number("m2");
    }

    /** b − w · mean · factor. */
    private static double moved(Given g, double factor) {
        return g.number("b") - g.number("w") * g.number("mean") * factor;
    }

    @FunctionalInterface
    private interface Term {
        double of(double x, double error);
    }

    /** 1/m Σ term, with the error wx + b − y of each sample. */
    private static double mean(Given g, Term term) {
        double[] x = g.row("x");
        double[] y = g.row("y");
        double sum = 0;
        for (int i = 0; i < x.length; i++) sum += term.of(x[i], g.number("w") * x[i] + g.number("b") - y[i]);
        return sum / x.length;
    }

    private static double line(Given g, double x) {
        return g.number("w") * x + g.number("b");
    }

    private static double cost(Given g) {
        return mean(g, (x, e) -> e * e) / 2;
    }

    private static double m(Given g) {
        return g.m("x").columns();
    }

    /** Σ (u − ū)(v − v̄). */
    private static double together(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) sum += (u[i] - mean(u)) * (v[i] - mean(v));
        return sum;
    }

    private static double mean(double[] v) {
        double sum = 0;
        for (double one : v) sum += one;
        return sum / v.length;
    }

    private static double w(Given g) {
        return together(g.row("x"), g.row("y")) / together(g.row("x"), g.row("x"));
    }

    private static double overTargets(Given g) {
        return together(g.row("x"), g.row("y")) / together(g.row("y"), g.row("y"));
    }

    private static double throughOrigin(Given g) {
        double xx = 0;
        double xy = 0;
        for (int i = 0; i < g.row("x").length; i++) {
            xx += g.row("x")[i] * g.row("x")[i];
            xy += g.row("x")[i] * g.row("y")[i];
        }
        return xy / xx;
    }

    /** Of the line with slope w through the point of the means. */
    private static double b(Given g, double w) {
        return mean(g.row("y")) - w * mean(g.row("x"));
    }
}
