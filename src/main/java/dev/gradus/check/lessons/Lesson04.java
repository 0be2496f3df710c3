package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 04, a hidden layer: weights by hand, activations and their derivatives, paths that add up. */
public final class Lesson04 {
    private Lesson04() {}

    /**
     * The two weights that make XOR of what the hidden neurons of the lesson answer, behind no bias.
     *
     * @param weights two numbers, e.g. {@code List.of(1, 1)}
     */
    public static Check output(@Nullable Object weights) {
        return OUTPUT.check(g -> weights);
    }

    static final Exercise OUTPUT = Exercise.of(
            "04.output",
            "List.of(1, -2)",
            Part.figures("v", 1, -2).wrongFigures(Mistake.SWAPPED, -2, 1).wrongFigures(Mistake.SECOND_TOO_WEAK, 1, -1));

    /**
     * The derivative of ReLU; at the bend itself it isn't asked.
     *
     * @param slope from z to ReLU′(z)
     */
    public static Check reluPrime(Formula.One<Double> slope) {
        Require.notNull("slope", slope, "z -> …");
        return RELU_PRIME.check(g -> slope.of(g.number("z")));
    }

    static final Exercise RELU_PRIME = Exercise.of(
                    "04.relu-prime",
                    "z -> z > 0 ? 1 : 0",
                    List.of(z(0, 2.5), z(1, -1.5), z(2, 0.25)),
                    Part.number("ReLU′(z)", g -> g.number("z") > 0 ? 1 : 0)
                            .wrongNumber(Mistake.SIGMA_FOR_SIGMA_PRIME, g -> Math.max(0, g.number("z")))
                            .wrongNumber(Mistake.DERIVATIVE_TURNED, g -> g.number("z") > 0 ? 0 : 1))
            .ours(z(3, -1));

    /**
     * The derivative of leaky ReLU.
     *
     * @param slope from z and the slope s of its left half to the derivative at z
     */
    public static Check leakyPrime(Formula.Two<Double, Double> slope) {
        Require.notNull("slope", slope, "(z, s) -> …");
        return LEAKY_PRIME.check(g -> slope.of(g.number("z"), g.number("s")));
    }

    static final Exercise LEAKY_PRIME = Exercise.of(
                    "04.leaky-prime",
                    "(z, s) -> z > 0 ? 1 : s",
                    List.of(leaky(0, 2.5, 0.3), leaky(1, -1.5, 0.2), leaky(2, -0.5, 0.4)),
                    Part.number("derivative", g -> g.number("z") > 0 ? 1 : g.number("s"))
                            .wrongNumber(
                                    Mistake.SIGMA_FOR_SIGMA_PRIME,
                                    g -> g.number("z") > 0 ? g.number("z") : g.number("s") * g.number("z"))
                            .again(
                                    Mistake.SIGMA_FOR_SIGMA_PRIME,
                                    g -> g.number("z") > 0 ? 1 : g.number("s") * g.number("z"))
                            .wrongNumber(Mistake.LEAK_MISSING, g -> g.number("z") > 0 ? 1 : 0)
                            .wrongNumber(Mistake.SIGN, g -> g.number("z") > 0 ? 1 : -g.number("s")))
            .ours(leaky(3, -1, 0.01));

    /**
     * The derivative of tanh, from its value alone.
     *
     * @param slope from a = tanh(z) to tanh′(z)
     */
    public static Check tanhPrime(Formula.One<Double> slope) {
        Require.notNull("slope", slope, "a -> …");
        return TANH_PRIME.check(g -> slope.of(g.number("a")));
    }

    static final Exercise TANH_PRIME = Exercise.of(
                    "04.tanh-prime",
                    "a -> 1 - a * a",
                    List.of(a(0, 0.5), a(1, -0.99), a(2, 0.2)),
                    Part.number("tanh′(z)", g -> bend(g.number("a")))
                            .factor(Mistake.SIGN, g -> -1)
                            .wrongNumber(Mistake.SIGMOID_PRIME, g -> g.number("a") * (1 - g.number("a")))
                            .wrongNumber(Mistake.SIGMA_PRIME_AT_A, g -> bend(Functions.tanh(g.number("a"))))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> (1 - g.number("a")) * (1 - g.number("a")))
                            .wrongNumber(Mistake.NOT_SQUARED, g -> 1 - g.number("a")))
            .ours(a(3, 0));

    private static double bend(double a) {
        return 1 - a * a;
    }

    /**
     * The derivative of the sigmoid.
     *
     * @param slope from z to σ′(z)
     */
    public static Check sigmoidPrime(Formula.One<Double> slope) {
        Require.notNull("slope", slope, "z -> …");
        return SIGMOID_PRIME.check(g -> slope.of(g.number("z")));
    }

    static final Exercise SIGMOID_PRIME = Exercise.of(
                    "04.sigmoid-prime",
                    """
                    z -> {
                        double a = 1 / (1 + Math.exp(-z));
                        return a * (1 - a);
                    }""",
                    List.of(z(4, 4.5), z(5, -1.5), z(6, 0.5)),
                    Part.number("σ′(z)", g -> ofValue(Functions.sigmoid(g.number("z"))))
                            .factor(Mistake.SIGN, g -> -1)
                            .wrongNumber(Mistake.Z_FOR_A_IN_SIGMA_PRIME, g -> ofValue(g.number("z")))
                            .wrongNumber(Mistake.SIGMA_FOR_SIGMA_PRIME, g -> Functions.sigmoid(g.number("z")))
                            .wrongNumber(
                                    Mistake.SIGMA_PRIME_AT_A,
                                    g -> ofValue(Functions.sigmoid(Functions.sigmoid(g.number("z")))))
                            .wrongNumber(Mistake.TANH_PRIME, g -> bend(Functions.tanh(g.number("z"))))
                            .again(Mistake.TANH_PRIME, g -> bend(Functions.sigmoid(g.number("z"))))
                            .wrongNumber(Mistake.COMPLEMENT, g -> Functions.sigmoid(-g.number("z"))))
            .ours(z(7, 0));

    private static double ofValue(double a) {
        return a * (1 - a);
    }

    /**
     * The derivative of y = u·v with u = 3x and v = x²: two paths lead from x to y.
     *
     * @param slope from x, u and v to dy/dx
     */
    public static Check paths(Formula.Three<Double, Double, Double> slope) {
        Require.notNull("slope", slope, "(x, u, v) -> …");
        return PATHS.check(g -> slope.of(x(g), 3 * x(g), x(g) * x(g)));
    }

    static final Exercise PATHS = Exercise.of(
                    "04.paths",
                    "(x, u, v) -> v * 3 + u * 2 * x",
                    List.of(x(0, 0.5), x(1, -1.5), x(2, 1.25)),
                    Part.number("dy/dx", g -> 9 * x(g) * x(g))
                            .wrongNumber(Mistake.ONE_PATH, g -> 3 * x(g) * x(g))
                            .wrongNumber(Mistake.OTHER_PATH, g -> 6 * x(g) * x(g))
                            .wrongNumber(Mistake.INNER_MISSING, g -> 7 * x(g) * x(g))
                            .again(Mistake.INNER_MISSING, g -> 3 * x(g) * x(g) + 3 * x(g))
                            .again(Mistake.INNER_MISSING, g -> x(g) * x(g) + 3 * x(g))
                            .wrongNumber(Mistake.SWAPPED, g -> 3 * 3 * x(g) + 2 * x(g) * x(g) * x(g))
                            .wrongNumber(Mistake.PRODUCT_OF_PATHS, g -> 6 * x(g)))
            .ours(x(3, 2));

    /**
     * How many neurons in a hidden layer a closed region needs at least.
     *
     * @param neurons a number
     */
    public static Check closed(@Nullable Object neurons) {
        return CLOSED.check(g -> neurons);
    }

    static final Exercise CLOSED = Exercise.of(
            "04.closed",
            "3",
            Part.number("neurons", g -> 3)
                    .wrongNumber(Mistake.LINES_STAY_OPEN, g -> 2)
                    .wrongNumber(Mistake.LINES_TOO_MANY, g -> 4));

    // ---- at the end ----

    /**
     * How many of forty starts learn XOR with two leaky ReLUs.
     *
     * @param counts three numbers: with the slopes 0.01, 0.1 and 0.9
     */
    public static Check leaks(@Nullable Object counts) {
        return LEAKS.check(g -> counts);
    }

    /** {@code LessonFourTest} counts these, and measures the next two. */
    static final Exercise LEAKS = Exercise.of(
            "04.leaks",
            "List.of(12, 24, 0)",
            Part.figures("starts", 12, 24, 0)
                    .wrongFigures(Mistake.UNCHANGED, 8, 8, 8)
                    .wrongFigures(Mistake.SWAPPED, 0, 24, 12));

    /**
     * How many of forty starts learn XOR with two sigmoids.
     *
     * @param counts two numbers: after 500 epochs, after 2,000
     */
    public static Check patience(@Nullable Object counts) {
        return PATIENCE.check(g -> counts);
    }

    static final Exercise PATIENCE = Exercise.of(
            "04.patience",
            "List.of(7, 30)",
            Part.figures("starts", 7, 30)
                    .wrongFigures(Mistake.EPOCHS_UNCHANGED, 30, 30)
                    .wrongFigures(Mistake.SWAPPED, 30, 7));

    /**
     * The accuracy on XOR of twins that start a little apart.
     *
     * @param shares two numbers: a thousandth apart, a hundredth apart
     */
    public static Check parted(@Nullable Object shares) {
        return PARTED.check(g -> shares);
    }

    static final Exercise PARTED = Exercise.of(
            "04.parted",
            "List.of(0.75, 1)",
            Part.figures("accuracy", 0.75, 1)
                    .wrongFigures(Mistake.UNCHANGED, 0.75, 0.75)
                    .wrongFigures(Mistake.SWAPPED, 1, 0.75));

    /**
     * Where v₁h₁ + v₂h₂ is ½: h₂ for an h₁.
     *
     * @param cut from v₁, v₂ and h₁ to h₂
     */
    public static Check cut(Formula.Three<Double, Double, Double> cut) {
        Require.notNull("cut", cut, "(v1, v2, h1) -> …");
        return CUT.check(g -> cut.of(g.number("v1"), g.number("v2"), g.number("h1")));
    }

    static final Exercise CUT = Exercise.of(
                    "04.cut",
                    "(v1, v2, h1) -> (0.5 - v1 * h1) / v2",
                    List.of(folded(0, 1.5, -2, 0.35), folded(1, -0.5, 3, 1.25), folded(2, 2, 0.8, -0.5)),
                    Part.number("h2", g -> (0.5 - g.number("v1") * g.number("h1")) / g.number("v2"))
                            .factor(Mistake.SIGN, g -> -1)
                            .wrongNumber(
                                    Mistake.THRESHOLD_MISSING, g -> -g.number("v1") * g.number("h1") / g.number("v2"))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING,
                                    g -> 0.5 - g.number("v1") * g.number("h1") / g.number("v2"))
                            .wrongNumber(
                                    Mistake.SWAPPED, g -> (0.5 - g.number("v2") * g.number("h1")) / g.number("v1")))
            .ours(folded(3, 1, -2, 2));

    private static Given folded(int index, double v1, double v2, double h1) {
        return Given.of("04.cut", index).set("v1", v1).set("v2", v2).set("h1", h1);
    }

    // ---- what they are made of ----

    private static Given z(int index, double z) {
        return Given.of("04.relu-prime", index).set("z", z);
    }

    private static Given leaky(int index, double z, double s) {
        return Given.of("04.leaky-prime", index).set("z", z).set("s", s);
    }

    private static Given a(int index, double a) {
        return Given.of("04.tanh-prime", index).set("a", a);
    }

    private static Given x(int index, double x) {
        return Given.of("04.paths", index).set("x", x);
    }

    private static double x(Given g) {
        return g.number("x");
    }
}
