package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.check.Product;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 03, one neuron that decides: a = σ(z) with z = Xw + b, and what it costs to be wrong. */
public final class Lesson03 {
    private Lesson03() {}

    /**
     * The probability whose odds are eᶻ.
     *
     * @param sigmoid from z to a
     */
    public static Check sigmoid(Formula.One<Double> sigmoid) {
        Require.notNull("sigmoid", sigmoid, "z -> …");
        return SIGMOID.check(g -> sigmoid.of(g.number("z")));
    }

    static final Exercise SIGMOID = Exercise.of(
                    "03.sigmoid",
                    "z -> 1 / (1 + Math.exp(-z))",
                    List.of(z(0, 0.5), z(1, -4), z(2, 2.5)),
                    Part.number("a", g -> Functions.sigmoid(g.number("z")))
                            .wrongNumber(Mistake.COMPLEMENT, g -> Functions.sigmoid(-g.number("z")))
                            .wrongNumber(Mistake.ODDS, g -> Functions.exp(g.number("z")))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> 2 * Functions.exp(g.number("z")))
                            .wrongNumber(Mistake.DIFFERENCE_FOR_SUM, g -> 1 / (1 - Functions.exp(-g.number("z"))))
                            .again(Mistake.DIFFERENCE_FOR_SUM, g -> -1 / (1 - Functions.exp(-g.number("z"))))
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> 1 + Functions.exp(-g.number("z"))))
            .ours(z(3, 0));

    private static Given z(int index, double z) {
        return Given.of("03.sigmoid", index).set("z", z);
    }

    /**
     * The probability that the neuron gave to what is true of one sample.
     *
     * @param likelihood from the neuron's answer a and the truth y, 0 or 1, to a probability
     */
    public static Check likelihood(Formula.Two<Double, Double> likelihood) {
        Require.notNull("likelihood", likelihood, "(a, y) -> …");
        return LIKELIHOOD.check(g -> likelihood.of(g.number("a"), g.number("y")));
    }

    static final Exercise LIKELIHOOD = Exercise.of(
                    "03.likelihood",
                    "(a, y) -> y == 1 ? a : 1 - a",
                    List.of(answer(0, 0.85, 1), answer(1, 0.15, 0), answer(2, 0.6, 0), answer(3, 0.35, 1)),
                    Part.number("probability", Lesson03::likelihood)
                            .wrongNumber(Mistake.COMPLEMENT, g -> 1 - likelihood(g))
                            .wrongNumber(Mistake.TARGET_MISSING, g -> g.number("a"))
                            .wrongNumber(Mistake.OTHER_CLASS_MISSING, g -> g.number("a") * g.number("y")))
            .ours(answer(4, 0.7, 0));

    /**
     * The cross-entropy of one sample: minus the logarithm of its likelihood.
     *
     * @param loss from a and y to L
     */
    public static Check crossEntropy(Formula.Two<Double, Double> loss) {
        Require.notNull("loss", loss, "(a, y) -> …");
        return CROSS_ENTROPY.check(g -> loss.of(g.number("a"), g.number("y")));
    }

    static final Exercise CROSS_ENTROPY = Exercise.of(
                    "03.cross-entropy",
                    "(a, y) -> -y * Math.log(a) - (1 - y) * Math.log(1 - a)",
                    List.of(answer(5, 0.85, 1), answer(6, 0.15, 0), answer(7, 0.6, 0), answer(8, 0.35, 1)),
                    Part.number("L", g -> -Functions.log(likelihood(g)))
                            .factor(Mistake.SIGN, g -> -1)
                            .factor(Mistake.LOG_TEN, g -> 1 / Functions.log(10))
                            .factor(Mistake.OTHER_LOGARITHM, g -> 1 / Functions.log(2))
                            .wrongNumber(Mistake.COMPLEMENT, g -> -Functions.log(1 - likelihood(g)))
                            .wrongNumber(
                                    Mistake.DIFFERENCE_FOR_SUM,
                                    g -> (1 - 2 * g.number("y")) * Functions.log(likelihood(g)))
                            .again(
                                    Mistake.DIFFERENCE_FOR_SUM,
                                    g -> (2 * g.number("y") - 1) * Functions.log(likelihood(g)))
                            .wrongNumber(Mistake.LOG_MISSING, g -> 1 - likelihood(g))
                            .wrongNumber(Mistake.TARGET_MISSING, g -> -Functions.log(g.number("a")))
                            .wrongNumber(
                                    Mistake.OTHER_CLASS_MISSING,
                                    g -> g.number("y") == 0 ? 0 : -Functions.log(g.number("a"))))
            .ours(answer(9, 0.7, 0));

    private static Given answer(int index, double a, double y) {
        return Given.of("03.likelihood", index).set("a", a).set("y", y);
    }

    private static double likelihood(Given g) {
        return g.number("y") == 1 ? g.number("a") : 1 - g.number("a");
    }

    /**
     * The slope of the sigmoid, from its value alone.
     *
     * @param slope from a = σ(z) to σ′(z)
     */
    public static Check sigmaPrime(Formula.One<Double> slope) {
        Require.notNull("slope", slope, "a -> …");
        return SIGMA_PRIME.check(g -> slope.of(g.number("a")));
    }

    static final Exercise SIGMA_PRIME = Exercise.of(
                    "03.sigma-prime",
                    "a -> a * (1 - a)",
                    List.of(a(0, 0.2), a(1, 0.65), a(2, 0.9)),
                    Part.number("σ′(z)", g -> bend(g.number("a")))
                            .factor(Mistake.SIGN, g -> -1)
                            .factor(Mistake.ZERO, g -> 0)
                            .wrongNumber(Mistake.SIGMA_PRIME_AT_A, g -> bend(Functions.sigmoid(g.number("a"))))
                            .wrongNumber(Mistake.TANH_PRIME, g -> 1 - g.number("a") * g.number("a"))
                            .product(new Product()
                                    .of("a", g -> g.m("a"))
                                    .of("1 − a", g -> g.m("a").map(a -> 1 - a))))
            .ours(a(3, 0.5));

    private static Given a(int index, double a) {
        return Given.of("03.sigma-prime", index).set("a", a);
    }

    /** a (1 − a). */
    private static double bend(double a) {
        return a * (1 - a);
    }

    /**
     * δ = ∂L/∂z of the cross-entropy behind the sigmoid, for one sample.
     *
     * @param delta from a and y to ∂L/∂z
     */
    public static Check delta(Formula.Two<Double, Double> delta) {
        Require.notNull("delta", delta, "(a, y) -> …");
        return DELTA.check(g -> delta.of(Functions.sigmoid(g.number("z")), g.number("y")));
    }

    static final Exercise DELTA = Exercise.of(
                    "03.delta",
                    "(a, y) -> a - y",
                    List.of(sum(0, 1.25, 1), sum(1, -0.75, 0), sum(2, 0.5, 0), sum(3, -2, 1)),
                    Part.gradient("δ", "z", Lesson03::surprise)
                            .factors()
                            .wrongNumber(Mistake.SIGMA_PRIME_MISSING, g -> excess(g) / bend(a(g)))
                            .wrongNumber(Mistake.SIGMA_PRIME_NOT_CANCELLED, g -> excess(g) * bend(a(g)))
                            .both(
                                    Mistake.SIGMA_PRIME_MISSING,
                                    Mistake.OTHER_CLASS_MISSING,
                                    g -> Given.matrix(1, 1, -g.number("y") / a(g)))
                            .wrongNumber(Mistake.TARGET_MISSING, Lesson03::a)
                            .wrongNumber(Mistake.LOSS_FOR_SLOPE, Lesson03::surprise)
                            .wrongNumber(Mistake.ERROR_WITHOUT_SIGN, g -> Math.abs(excess(g))))
            .ours(sum(4, 0, 1));

    private static Given sum(int index, double z, double y) {
        return Given.of("03.delta", index).set("z", z).set("y", y);
    }

    private static double a(Given g) {
        return Functions.sigmoid(g.number("z"));
    }

    private static double excess(Given g) {
        return a(g) - g.number("y");
    }

    /** −ln σ(z) = ln(1 + e⁻ᶻ), where y is 1. */
    private static double surprise(Given g) {
        return Functions.softplus(g.number("y") == 1 ? -g.number("z") : g.number("z"));
    }

    /**
     * ∂J/∂w of one weight, over m samples.
     *
     * @param slope from the m inputs x of this weight, the m answers a and the m truths y to ∂J/∂w
     */
    public static Check dw(Formula.Three<double[], double[], double[]> slope) {
        Require.notNull("slope", slope, "(x, a, y) -> …");
        return DW.check(g -> slope.of(g.row("x"), g.row("a"), g.row("y")));
    }

    static final Exercise DW = Exercise.of(
                    "03.dw",
                    """
            (x, a, y) -> {
                double sum = 0;
                for (int i = 0; i < x.length; i++) sum += (a[i] - y[i]) * x[i];
                return sum / x.length;
            }""",
                    Given.cases(
                            3,
                            "03.dw",
                            g -> g.draw("x", 1, 5)
                                    .draw("a", 1, 5, Functions::sigmoid)
                                    .draw("y", 1, 5, v -> v > 0 ? 1 : 0)),
                    Part.number("∂J/∂w", g -> mean(g, (x, a, y) -> (a - y) * x))
                            .factors()
                            .mean(g -> g.m("x").columns())
                            .wrongNumber(Mistake.INPUT_MISSING, g -> mean(g, (x, a, y) -> a - y))
                            .wrongNumber(Mistake.TARGET_MISSING, g -> mean(g, (x, a, y) -> a * x))
                            .wrongNumber(Mistake.ERROR_SQUARED, g -> mean(g, (x, a, y) -> (a - y) * (a - y) * x))
                            .wrongNumber(Mistake.ERROR_WITHOUT_SIGN, g -> mean(g, (x, a, y) -> Math.abs(a - y) * x))
                            .wrongNumber(Mistake.INPUT_TWICE, g -> mean(g, (x, a, y) -> (a - y) * x * x))
                            .wrongNumber(Mistake.SIGN_ALONE, g -> mean(g, (x, a, y) -> Math.signum(a - y) * x))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> mean(g, (x, a, y) -> a - y * x))
                            .again(Mistake.BRACKETS_MISSING, g -> mean(g, (x, a, y) -> a * x - y))
                            .wrongNumber(
                                    Mistake.SIGMA_PRIME_NOT_CANCELLED, g -> mean(g, (x, a, y) -> (a - y) * bend(a) * x))
                            .wrongNumber(
                                    Mistake.PRODUCT_OF_SUMS,
                                    g -> g.m("x").columns() * mean(g, (x, a, y) -> a - y) * mean(g, (x, a, y) -> x))
                            .meanOf("x", "a", "y"))
            .ours(Given.of("03.dw", 3)
                    .set("x", 1, -1, 2)
                    .set("a", 0.5, 0.5, 0.5)
                    .set("y", 1, 0, 1));

    @FunctionalInterface
    private interface Term {
        double of(double x, double a, double y);
    }

    private static double mean(Given g, Term term) {
        double[] x = g.row("x");
        double[] a = g.row("a");
        double[] y = g.row("y");
        return IntStream.range(0, x.length)
                .mapToDouble(i -> term.of(x[i], a[i], y[i]))
                .average()
                .orElseThrow();
    }

    /**
     * The hinge loss of one sample.
     *
     * @param loss from z and the truth t, which is 1 or −1, to L
     */
    public static Check hinge(Formula.Two<Double, Double> loss) {
        Require.notNull("loss", loss, "(z, t) -> …");
        return HINGE.check(g -> loss.of(g.number("z"), g.number("t")));
    }

    static final Exercise HINGE = Exercise.of(
                    "03.hinge",
                    "(z, t) -> Math.max(0, 1 - t * z)",
                    List.of(side(0, 0.25, 1), side(1, -0.75, 1), side(2, 0.5, -1), side(3, 3, 1), side(4, -2.5, -1)),
                    Part.number("L", g -> Math.max(0, 1 - g.number("t") * g.number("z")))
                            .wrongNumber(Mistake.SIGN, g -> Math.max(0, 1 + g.number("t") * g.number("z")))
                            .wrongNumber(Mistake.MARGIN_MISSING, g -> Math.max(0, -g.number("t") * g.number("z")))
                            .wrongNumber(Mistake.NOT_CUT, g -> 1 - g.number("t") * g.number("z"))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING, g -> Math.max(0, g.number("t") * (1 - g.number("z"))))
                            .wrongNumber(Mistake.TARGET_MISSING, g -> Math.max(0, 1 - g.number("z"))))
            .ours(side(5, 0.5, 1));

    private static Given side(int index, double z, double t) {
        return Given.of("03.hinge", index).set("z", z).set("t", t);
    }

    /**
     * Which cost suits which of the lesson's four questions.
     *
     * @param numbers those of the costs, in the order of the questions, e.g. {@code List.of(1, 2, 3, 4)}
     */
    public static Check whichCost(@Nullable Object numbers) {
        return WHICH_COST.check(g -> numbers);
    }

    static final Exercise WHICH_COST = Exercise.of(
            "03.which-cost",
            "List.of(3, 2, 4, 1)",
            Part.figures("costs", 3, 2, 4, 1)
                    .wrongFigures(Mistake.SWAPPED, 3, 1, 4, 2)
                    .wrongFigures(Mistake.COST_OF_QUANTITIES, 1, 2, 4, 3)
                    .wrongFigures(Mistake.SIDE_FOR_PROBABILITY, 4, 2, 3, 1));

    /**
     * One entry of XW: the weighted sum of neuron j for sample i, without its bias.
     *
     * @param entry from X (samples × inputs), W (inputs × neurons), i and j to the entry
     */
    public static Check entry(Formula.Four<double[][], double[][], Integer, Integer> entry) {
        Require.notNull("entry", entry, "(X, W, i, j) -> …");
        return ENTRY.check(g -> entry.of(g.rows("X"), g.rows("W"), (int) g.number("i"), (int) g.number("j")));
    }

    static final Exercise ENTRY = Exercise.of(
                    "03.entry",
                    """
            (X, W, i, j) -> {
                double sum = 0;
                for (int k = 0; k < W.length; k++) sum += X[i][k] * W[k][j];
                return sum;
            }""",
                    List.of(place(0, 0, 1), place(1, 2, 0), place(2, 3, 2)),
                    Part.number("(XW)[i][j]", g -> entry(g, g.m("W")))
                            .wrongNumber(
                                    Mistake.ROW_FOR_COLUMN,
                                    g -> entry(g, g.m("W").transposed()))
                            .wrongNumber(
                                    Mistake.ELEMENT_WISE,
                                    g -> g.m("X").get(i(g), j(g)) * g.m("W").get(Math.min(i(g), 2), j(g))))
            .ours(Given.of("03.entry", 3)
                    .set("X", Given.matrix(1, 2, 2, 1))
                    .set("W", Given.matrix(2, 1, 3, -1))
                    .set("i", 0)
                    .set("j", 0));

    private static Given place(int index, int i, int j) {
        return Given.of("03.entry", index)
                .draw("X", 4, 3)
                .draw("W", 3, 3)
                .set("i", i)
                .set("j", j);
    }

    private static int i(Given g) {
        return (int) g.number("i");
    }

    private static int j(Given g) {
        return (int) g.number("j");
    }

    private static double entry(Given g, Matrix w) {
        return g.m("X").dot(w).get(i(g), j(g));
    }

    /**
     * Where the boundary lies: x₂ for an x₁.
     *
     * @param boundary from w₁, w₂, b and x₁ to x₂
     */
    public static Check boundary(Formula.Four<Double, Double, Double, Double> boundary) {
        Require.notNull("boundary", boundary, "(w1, w2, b, x1) -> …");
        return BOUNDARY.check(g -> boundary.of(g.number("w1"), g.number("w2"), g.number("b"), g.number("x1")));
    }

    static final Exercise BOUNDARY = Exercise.of(
                    "03.boundary",
                    "(w1, w2, b, x1) -> -(w1 * x1 + b) / w2",
                    Given.cases(
                            3,
                            "03.boundary",
                            g -> g.draw("w1", 1, 1)
                                    .draw("w2", 1, 1)
                                    .draw("b", 1, 1)
                                    .draw("x1", 1, 1)),
                    Part.number("x2", Lesson03::boundary)
                            .factor(Mistake.SIGN, g -> -1)
                            .wrongNumber(Mistake.BIAS_MISSING, g -> boundary(g.set0("b")))
                            .wrongNumber(
                                    Mistake.DIFFERENCE_FOR_SUM, g -> boundary(g) + 2 * g.number("b") / g.number("w2"))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING,
                                    g -> -g.number("w1") * g.number("x1") - g.number("b") / g.number("w2"))
                            .again(
                                    Mistake.BRACKETS_MISSING,
                                    g -> -g.number("w1") * g.number("x1") / g.number("w2") - g.number("b"))
                            .wrongNumber(
                                    Mistake.SWAPPED,
                                    g -> -(g.number("w2") * g.number("x1") + g.number("b")) / g.number("w1")))
            .ours(Given.of("03.boundary", 3)
                    .set("w1", 2)
                    .set("w2", -1)
                    .set("b", 1)
                    .set("x1", 0));

    private static double boundary(Given g) {
        return -(g.number("w1") * g.number("x1") + g.number("b")) / g.number("w2");
    }

    /**
     * The sigmoid turned round.
     *
     * @param logit from a to z
     */
    public static Check logit(Formula.One<Double> logit) {
        Require.notNull("logit", logit, "a -> …");
        return LOGIT.check(g -> logit.of(g.number("a")));
    }

    static final Exercise LOGIT = Exercise.of(
                    "03.logit",
                    "a -> Math.log(a / (1 - a))",
                    List.of(a(4, 0.25), a(5, 0.6), a(6, 0.95)),
                    Part.number("z", g -> Functions.log(odds(g)))
                            .factor(Mistake.SIGN, g -> -1)
                            .factor(Mistake.LOG_TEN, g -> 1 / Functions.log(10))
                            .wrongNumber(Mistake.LOG_MISSING, Lesson03::odds)
                            .wrongNumber(Mistake.NOT_INVERTED, g -> Functions.sigmoid(g.number("a")))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING, g -> Functions.log(g.number("a")) / (1 - g.number("a")))
                            .wrongNumber(Mistake.OTHER_CLASS_MISSING, g -> Functions.log(g.number("a"))))
            .ours(a(7, 0.9));

    private static double odds(Given g) {
        return g.number("a") / (1 - g.number("a"));
    }

    /**
     * How many mistakes both twins make after 60 steps from zeros.
     *
     * @param errors two numbers: with cross-entropy, with squares
     */
    public static Check fairStart(@Nullable Object errors) {
        return FAIR_START.check(g -> errors);
    }

    /** {@code LessonThreeTest} counts them, and those of another pair. */
    static final Exercise FAIR_START = Exercise.of(
            "03.fair-start",
            "List.of(6, 7)",
            Part.figures("errors", 6, 7).wrongFigures(Mistake.SWAPPED, 7, 6).wrongFigures(Mistake.UNCHANGED, 6, 109));

    /**
     * How many gentoo penguins and Adélies are on the wrong side by their bills.
     *
     * @param errors two numbers: after 1,000 steps, after 10,000
     */
    public static Check anotherPair(@Nullable Object errors) {
        return ANOTHER_PAIR.check(g -> errors);
    }

    static final Exercise ANOTHER_PAIR = Exercise.of(
            "03.another-pair",
            "List.of(1, 0)",
            Part.figures("errors", 1, 0).wrongFigures(Mistake.UNCHANGED, 6, 6).wrongFigures(Mistake.SWAPPED, 0, 1));

    /**
     * The largest probability with which a neuron doubts its own answer.
     *
     * @param doubt from the sums z of all samples to one number, from 0 to ½
     */
    public static Check doubt(Formula.One<double[]> doubt) {
        Require.notNull("doubt", doubt, "z -> …");
        return DOUBT.check(g -> doubt.of(g.row("z")));
    }

    static final Exercise DOUBT = Exercise.of(
                    "03.doubt",
                    """
                    z -> {
                        double most = 0;
                        for (double v : z) most = Math.max(most, 1 / (1 + Math.exp(Math.abs(v))));
                        return most;
                    }""",
                    List.of(sums(0, -1.5, 4, 2.5, -3.5), sums(1, 3.6, -4.1, 5.2, -6), sums(2, -2.5, 0.4, -0.9, 1.7)),
                    Part.number("doubt", g -> Functions.sigmoid(-nearest(g)))
                            .wrongNumber(Mistake.SIGMA_MISSING, Lesson03::nearest)
                            .wrongNumber(Mistake.COMPLEMENT, g -> Functions.sigmoid(nearest(g)))
                            .wrongNumber(Mistake.SIDE_IGNORED, g -> Functions.sigmoid(-lowest(g.row("z"))))
                            .again(Mistake.SIDE_IGNORED, g -> Functions.sigmoid(lowest(g.row("z"))))
                            .wrongNumber(Mistake.SUREST, g -> Functions.sigmoid(-Functions.max(sizes(g)))))
            .ours(sums(3, 0.730831));

    private static Given sums(int index, double... z) {
        return Given.of("03.doubt", index).set("z", z);
    }

    private static double[] sizes(Given g) {
        return Arrays.stream(g.row("z")).map(Math::abs).toArray();
    }

    /** How far the sum nearest to 0 is from it. */
    private static double nearest(Given g) {
        return lowest(sizes(g));
    }

    private static double lowest(double[] z) {
        return Arrays.stream(z).min().orElseThrow();
    }
}
