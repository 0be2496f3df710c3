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
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 06, a network from bare arrays: softmax and its δ, and both gradients as loops. */
public final class Lesson06 {
    private Lesson06() {}

    // ---- one answer out of several ----

    /**
     * From logits to probabilities.
     *
     * @param softmax from z (K numbers) to K positive numbers that sum to 1
     */
    public static Check softmax(Formula.One<double[]> softmax) {
        Require.notNull("softmax", softmax, "z -> …");
        return SOFTMAX.check(g -> softmax.of(g.row("z")));
    }

    static final Exercise SOFTMAX = Exercise.of(
                    "06.softmax",
                    """
                    z -> {
                        double sum = 0;
                        for (double v : z) sum += Math.exp(v);
                        double[] a = new double[z.length];
                        for (int k = 0; k < z.length; k++) a[k] = Math.exp(z[k]) / sum;
                        return a;
                    }""",
                    List.of(
                            logits(0, 0.4, -1.3, 1.7, 0.9),
                            logits(1, -0.6, 1.1, -1.9, 0.2),
                            logits(2, 1.5, -0.8, 0.3, -1.1)),
                    Part.of("a", g -> softmax(g.m("z")))
                            .mistake(Mistake.EXP_MISSING, g -> share(g.m("z")))
                            .mistake(Mistake.SIGN, g -> softmax(g.m("z").map(v -> -v)))
                            .mistake(Mistake.SIGMOID_FOR_SOFTMAX, g -> g.m("z").map(Functions::sigmoid))
                            .mistake(Mistake.ROUNDED, g -> SoftmaxGradient.hardmax(g.m("z")))
                            .product(new Product()
                                    .of("exp(z[k])", g -> g.m("z").map(Functions::exp))
                                    .of("1/sum", g -> g.m("z").map(v -> 1 / sumOfPowers(g)))
                                    .not("z[k]", g -> g.m("z"))
                                    .not("1/max", g -> g.m("z").map(v -> 1 / Functions.exp(Functions.max(g.row("z")))))
                                    .not("1/K", g -> g.m("z").map(v -> 0.25))))
            .also(logits(3, -0.7, 1.2, 0.5))
            .ours(logits(4, 2, 1, -1));

    private static Given logits(int index, double... z) {
        return Given.of("06.softmax", index).set("z", z);
    }

    private static double sumOfPowers(Given g) {
        return Given.sum(g.m("z").map(Functions::exp));
    }

    private static Matrix softmax(Matrix z) {
        return SoftmaxGradient.softmax(z);
    }

    /** Of the sum. */
    private static Matrix share(Matrix numbers) {
        double sum = Given.sum(numbers);
        return numbers.map(v -> v / sum);
    }

    /**
     * δ of softmax with cross-entropy, number by number.
     *
     * @param delta from a probability a, its target y (1 or 0) and the m samples to ∂J/∂z
     */
    public static Check delta(Formula.Three<Double, Double, Integer> delta) {
        Require.notNull("delta", delta, "(a, y, m) -> …");
        return DELTA.check(g -> {
            Matrix a = softmax(g.m("Z"));
            return table(
                    a.rows(),
                    a.columns(),
                    (i, k) -> delta.of(a.get(i, k), g.m("Y").get(i, k), a.rows()));
        });
    }

    static final Exercise DELTA = Exercise.of(
                    "06.delta",
                    "(a, y, m) -> (a - y) / m",
                    Given.cases(
                            3,
                            "06.delta",
                            g -> g.draw("Z", 5, 3).oneHot("Y", 5, 3).set("m", 5)),
                    delta(Part.gradient("delta", "Z", SoftmaxGradient::crossEntropy)
                            .factors()
                            .mean(g -> g.number("m"))))
            .ours(Given.of("06.delta", 3).set("Z", 2, 1, -1).set("Y", 0, 1, 0).set("m", 1));

    private static Part delta(Part part) {
        wrong(part, Mistake.SOFTMAX_LOSS_ONLY, (a, y) -> -y / a);
        wrong(part, Mistake.SOFTMAX_DIAGONAL, (a, y) -> y * (a - 1));
        wrong(part, Mistake.SIGMA_PRIME_NOT_CANCELLED, (a, y) -> (a - y) * a * (1 - a));
        wrong(part, Mistake.TARGET_MISSING, (a, y) -> a);
        wrong(part, Mistake.TARGET_ADDED, (a, y) -> a + y);
        wrong(part, Mistake.ERROR_SQUARED, (a, y) -> (a - y) * (a - y));
        wrong(part, Mistake.ERROR_WITHOUT_SIGN, (a, y) -> Math.abs(a - y));
        wrong(part, Mistake.LOSS_FOR_SLOPE, (a, y) -> -y * Functions.log(a));
        part.mistake(
                Mistake.BRACKETS_MISSING, g -> softmax(g.m("Z")).minus(g.m("Y").map(y -> y / g.number("m"))));
        return part;
    }

    /** A wrong δ of a number, to which the mean is applied rightly. */
    private static void wrong(Part part, Mistake mistake, Wrong delta) {
        part.mistake(mistake, g -> {
            Matrix a = softmax(g.m("Z"));
            for (int i = 0; i < a.rows(); i++)
                for (int k = 0; k < a.columns(); k++)
                    a.set(i, k, delta.of(a.get(i, k), g.m("Y").get(i, k)) / a.rows());
            return a;
        });
    }

    @FunctionalInterface
    private interface Wrong {
        double of(double a, double y);
    }

    // ---- backwards, as loops ----

    /**
     * ∂J/∂W[i][j].
     *
     * @param weight from X (m × n), δ (m × k), i and j to one number
     */
    public static Check weight(Formula.Four<double[][], double[][], Integer, Integer> weight) {
        Require.notNull("weight", weight, "(X, delta, i, j) -> …");
        return WEIGHT.check(g -> table(
                g.m("X").columns(), g.m("delta").columns(), (i, j) -> weight.of(g.rows("X"), g.rows("delta"), i, j)));
    }

    static final Exercise WEIGHT = Exercise.of(
                    "06.weight",
                    """
                    (X, delta, i, j) -> {
                        double sum = 0;
                        for (int s = 0; s < X.length; s++) sum += X[s][i] * delta[s][j];
                        return sum;
                    }""",
                    List.of(layer(0, 3, 3, 3), layer(1, 3, 3, 3), layer(2, 3, 3, 3)),
                    Part.of("dW", g -> g.m("X").transposed().dot(g.m("delta")))
                            .factors()
                            .factor(
                                    Mistake.MEAN_TAKEN_AGAIN,
                                    g -> 1.0 / g.m("X").rows())
                            .mistake(
                                    Mistake.TRANSPOSED,
                                    g -> g.m("delta").transposed().dot(g.m("X")))
                            .mistake(Mistake.INPUT_NOT_TRANSPOSED, g -> g.m("X").dot(g.m("delta")))
                            .mistake(
                                    Mistake.TRANSPOSED_DELTA,
                                    g -> g.m("X").dot(g.m("delta").transposed()))
                            .mistake(
                                    Mistake.DELTA_MISSING,
                                    g -> g.m("X").transposed().dot(ones(g.m("delta"))))
                            .mistake(
                                    Mistake.INPUT_MISSING,
                                    g -> ones(g.m("X")).transposed().dot(g.m("delta")))
                            .sum("X", "delta"))
            .also(layer(3, 4, 3, 2), layer(4, 2, 3, 5));

    private static Given layer(int index, int m, int n, int k) {
        return Given.of("06.weight", index).draw("X", m, n).draw("delta", m, k);
    }

    private static Matrix ones(Matrix like) {
        return like.map(v -> 1);
    }

    /**
     * δ of a hidden ReLU neuron, for one sample.
     *
     * @param hidden from δ of the next layer (K numbers), its weights (n × K), the z of this layer (n) and j to one number
     */
    public static Check hidden(Formula.Four<double[], double[][], double[], Integer> hidden) {
        Require.notNull("hidden", hidden, "(delta, W, z, j) -> …");
        return HIDDEN.check(
                g -> table(1, g.m("z").columns(), (i, j) -> hidden.of(g.row("delta"), g.rows("W"), g.row("z"), j)));
    }

    static final Exercise HIDDEN = Exercise.of(
                    "06.hidden",
                    """
                    (delta, W, z, j) -> {
                        if (z[j] <= 0) return 0;
                        double sum = 0;
                        for (int k = 0; k < delta.length; k++) sum += delta[k] * W[j][k];
                        return sum;
                    }""",
                    List.of(neurons(0, 3, 3), neurons(1, 3, 3), neurons(2, 3, 3)),
                    hidden(Part.gradient(
                                    "delta1",
                                    "z",
                                    g -> Given.sum(g.m("delta")
                                            .times(positive(g.m("z")).dot(g.m("W")))))
                            .factors()))
            .also(neurons(3, 4, 3), neurons(4, 3, 5));

    private static Part hidden(Part part) {
        Function<Given, Matrix> back = g -> g.m("delta").dot(g.m("W").transposed());
        part.mistake(Mistake.TRANSPOSED_WEIGHT, g -> g.m("delta").dot(g.m("W")).times(step(g)));
        part.mistake(Mistake.NEXT_WEIGHTS_MISSING, g -> step(g).map(v -> v * Given.sum(g.m("delta"))));
        part.mistake(
                Mistake.DELTA_MISSING,
                g -> ones(g.m("delta")).dot(g.m("W").transposed()).times(step(g)));
        part.mistake(Mistake.SIGMA_PRIME_MISSING, back);
        part.mistake(Mistake.SIGMA_FOR_SIGMA_PRIME, g -> back.apply(g).times(positive(g.m("z"))));
        part.mistake(Mistake.Z_FOR_SIGMA_PRIME, g -> back.apply(g).times(g.m("z")));
        part.mistake(Mistake.DERIVATIVE_TURNED, g -> back.apply(g).times(step(g).map(v -> 1 - v)));
        part.mistake(Mistake.RELU_OF_GRADIENT, g -> positive(back.apply(g)));
        part.both(
                Mistake.TRANSPOSED_WEIGHT,
                Mistake.SIGMA_PRIME_MISSING,
                g -> g.m("delta").dot(g.m("W")));
        return part;
    }

    private static Given neurons(int index, int n, int k) {
        return Given.of("06.hidden", index).draw("delta", 1, k).draw("W", n, k).draw("z", 1, n);
    }

    private static Matrix positive(Matrix z) {
        return z.map(v -> Math.max(0, v));
    }

    private static Matrix step(Given g) {
        return g.m("z").map(v -> v > 0 ? 1 : 0);
    }

    // ---- at the end ----

    /**
     * What has to change where pixels are c times as large, so that every step of the training stays the same.
     *
     * @param scale from c to List.of(factor of the first layer's start weights, factor of its learning rate)
     */
    public static Check scale(Formula.One<Double> scale) {
        Require.notNull("scale", scale, "c -> List.of(…, …)");
        return SCALE.check(g -> scale.of(g.number("c")));
    }

    static final Exercise SCALE = Exercise.of(
                    "06.scale",
                    "c -> List.of(1 / c, 1 / (c * c))",
                    List.of(times(0, 255), times(1, 2), times(2, 10)),
                    Part.number("weights", g -> 1 / g.number("c"))
                            .product(new Product().of("1/c", g -> g.m("c").map(c -> 1 / c))),
                    Part.number("rate", g -> 1 / (g.number("c") * g.number("c")))
                            .product(new Product()
                                    .of("1/(c*c)", g -> g.m("c").map(c -> 1 / (c * c)))
                                    .not("c", g -> g.m("c"))))
            .ours(times(3, 255));

    private static Given times(int index, double c) {
        return Given.of("06.scale", index).set("c", c);
    }

    /**
     * Start values for the output's biases that say what is known beforehand. Any number may be added to all of them.
     *
     * @param bias from the share of each class to the bias of each
     */
    public static Check startBias(Formula.One<double[]> bias) {
        Require.notNull("bias", bias, "shares -> …");
        return START_BIAS.check(g -> {
            Object b = bias.of(g.row("shares"));
            return b instanceof double[] numbers ? levelled(Given.matrix(1, numbers.length, numbers)) : b;
        });
    }

    static final Exercise START_BIAS = Exercise.of(
                    "06.start-bias",
                    "shares -> Arrays.stream(shares).map(Math::log).toArray()",
                    List.of(shares(0, 0.5, 0.25, 0.15, 0.1), shares(1, 0.7, 0.2, 0.1), shares(2, 0.9, 0.06, 0.04)),
                    Part.of("b", g -> bias(g, Functions::log))
                            .mistake(Mistake.LOG_MISSING, g -> bias(g, p -> p))
                            .mistake(Mistake.NOT_INVERTED, g -> bias(g, Functions::exp))
                            .mistake(Mistake.UPSIDE_DOWN, g -> bias(g, p -> -Functions.log(p)))
                            .mistake(Mistake.LOG_TEN, g -> bias(g, p -> Functions.log(p) / Functions.log(10)))
                            .mistake(Mistake.SIGMOID_FOR_SOFTMAX, g -> bias(g, p -> Functions.log(p / (1 - p)))))
            .ours(shares(3, 0.6, 0.3, 0.1));

    private static Given shares(int index, double... shares) {
        return Given.of("06.start-bias", index).set("shares", shares);
    }

    private static Matrix bias(Given g, DoubleUnaryOperator f) {
        return levelled(g.m("shares").map(f::applyAsDouble));
    }

    /** The same for softmax, but such that the powers sum to 1. */
    private static Matrix levelled(Matrix b) {
        double excess = Functions.log(Given.sum(b.map(Functions::exp)));
        return b.map(v -> v - excess);
    }

    /**
     * Which of the four tables have a wrong gradient if ReLU's slope is left out: 1 or 0 for W⁽¹⁾, b⁽¹⁾, W⁽²⁾ and b⁽²⁾.
     *
     * @param tables four numbers
     */
    public static Check accused(@Nullable Object tables) {
        return ACCUSED.check(g -> tables);
    }

    static final Exercise ACCUSED = Exercise.of(
            "06.accused",
            "List.of(1, 1, 0, 0)",
            Part.figures("tables", 1, 1, 0, 0)
                    .wrongFigures(Mistake.SWAPPED, 0, 0, 1, 1)
                    .wrongFigures(Mistake.BIASES_FORGOTTEN, 1, 0, 0, 0)
                    .wrongFigures(Mistake.ALL_ACCUSED, 1, 1, 1, 1));

    /**
     * How many of the 25,450 numbers are equal to the library's if the digits come in another order.
     *
     * @param equal a number
     */
    public static Check otherOrder(@Nullable Object equal) {
        return OTHER_ORDER.check(g -> equal);
    }

    static final Exercise OTHER_ORDER = Exercise.of(
            "06.other-order",
            "2408",
            Part.number("equal", g -> 2408)
                    .wrongNumber(Mistake.UNCHANGED, g -> 7487)
                    .wrongNumber(Mistake.UNMOVED, g -> 2511));

    /**
     * The loss of 20,000 digits before the first step, where most of them are ones.
     *
     * @param losses two numbers: from biases of 0, from those that know the shares
     */
    public static Check worth(@Nullable Object losses) {
        return WORTH.check(g -> losses);
    }

    static final Exercise WORTH = Exercise.of(
            "06.worth",
            "List.of(2.232898, 1.647241)",
            Part.figures("loss", 2.232898, 1.647241)
                    .wrongFigures(Mistake.SWAPPED, 1.647241, 2.232898)
                    .wrongFigures(Mistake.UNCHANGED, 2.232898, 2.232898)
                    .wrongFigures(Mistake.FEW_DIGITS, 2.23, 1.65));

    // ---- answers number by number ----

    @FunctionalInterface
    private interface Entry {
        @Nullable
        Object of(int i, int j);
    }

    private static Object table(int rows, int columns, Entry entry) {
        List<Object> table = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (int j = 0; j < columns; j++) row.add(entry.of(i, j));
            table.add(row);
        }
        return table;
    }
}
