package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 19: smaller networks, and what they know elsewhere. */
public final class Lesson19 {
    private Lesson19() {}

    // ---- smaller ----

    /**
     * How much memory a list of the weights that are left takes, beside all weights, at 4 bytes each.
     *
     * @param list from the numbers of all weights and of those left to list / all
     */
    public static Check list(Formula.Two<Double, Double> list) {
        Require.notNull("list", list, "(weights, left) -> …");
        return LIST.check(g -> list.of(g.number("weights"), g.number("left")));
    }

    static final Exercise LIST = Exercise.of(
                    "19.list",
                    "(weights, left) -> 8 * left / (4 * weights)",
                    List.of(left(0, 1000, 20), left(1, 400, 300), left(2, 6000, 2000), left(3, 500, 9)),
                    Part.number("share", g -> 2 * g.number("left") / g.number("weights"))
                            .wrongNumber(Mistake.PLACES_FORGOTTEN, g -> g.number("left") / g.number("weights"))
                            .wrongNumber(
                                    Mistake.ZEROS_LISTED,
                                    g -> 2 * (g.number("weights") - g.number("left")) / g.number("weights"))
                            .wrongNumber(Mistake.LIST_UPSIDE_DOWN, g -> g.number("weights") / (2 * g.number("left")))
                            .again(Mistake.LIST_UPSIDE_DOWN, g -> 2 * g.number("weights") / g.number("left"))
                            .wrongNumber(Mistake.BYTES_FOR_SHARE, g -> 8 * g.number("left"))
                            .wrongNumber(Mistake.ROWS_AND_COLUMNS, g -> 3 * g.number("left") / g.number("weights"))
                            .wrongNumber(Mistake.BYTES_BY_NUMBERS, g -> 8 * g.number("left") / g.number("weights"))
                            .wrongNumber(Mistake.SAVED_FOR_SIZE, g -> 1 - 2 * g.number("left") / g.number("weights"))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> 2 * g.number("left") * g.number("weights"))
                            .wrongNumber(Mistake.PER_CENT, g -> 200 * g.number("left") / g.number("weights"))
                            .again(Mistake.ZEROS_LISTED, g -> 1 + g.number("left") / g.number("weights"))
                            .wrongNumber(Mistake.ONE_PLACE_FOR_ALL, g -> (g.number("left") + 1) / g.number("weights")))
            .ours(left(4, 109_184, 5459));

    private static Given left(int index, double weights, double left) {
        return Given.of("19.list", index).set("weights", weights).set("left", left);
    }

    /**
     * Weights rounded to so many bits, both signs alike.
     *
     * @param rounded from weights and bits to as many weights
     */
    public static Check rounded(Formula.Two<double[], Integer> rounded) {
        Require.notNull("rounded", rounded, "(w, bits) -> …");
        return ROUNDED.check(g -> rounded.of(g.row("w"), (int) g.number("bits")));
    }

    static final Exercise ROUNDED = Exercise.of(
            "19.rounded",
            """
            (w, bits) -> {
                double largest = 0;
                for (double v : w) largest = Math.max(largest, Math.abs(v));
                double s = largest / ((1 << bits - 1) - 1);
                double[] rounded = new double[w.length];
                for (int i = 0; i < w.length; i++) rounded[i] = s * Math.rint(w[i] / s);
                return rounded;
            }""",
            List.of(
                    weights(0, 3, -1.2, 0.5, 0.03, 0.9, -0.65),
                    weights(1, 5, 0.31, -0.7, 0.58, -0.26, 0.04, 0.47),
                    weights(2, 6, -2.1, 1.37, 0.02, -0.95, 1.63)),
            Part.of("rounded", g -> rounded(g, largest(g), levels(g), Math::rint))
                    .mistake(Mistake.CUT_NOT_ROUNDED, g -> rounded(g, largest(g), levels(g), v -> (int) v))
                    .mistake(Mistake.DOWN_NOT_ROUNDED, g -> rounded(g, largest(g), levels(g), Math::floor))
                    .mistake(Mistake.CODES_FOR_WEIGHTS, g -> {
                        double s = largest(g) / levels(g);
                        return g.m("w").map(v -> Math.rint(v / s));
                    })
                    .mistake(Mistake.SIGN_BIT_FORGOTTEN, g -> rounded(g, largest(g), 2 * levels(g) + 1, Math::rint))
                    .mistake(Mistake.ONE_STEP_TOO_MANY, g -> rounded(g, largest(g), levels(g) + 1, Math::rint))
                    .mistake(
                            Mistake.LARGEST_WITH_SIGN,
                            g -> rounded(g, Arrays.stream(g.row("w")).max().orElseThrow(), levels(g), Math::rint))
                    .orSo(Mistake.CUT_NOT_ROUNDED, g -> rounded(g, largest(g), levels(g), v -> (int) (v + 0.5)))
                    .mistake(Mistake.UP_NOT_ROUNDED, g -> rounded(g, largest(g), levels(g), Math::ceil))
                    .mistake(Mistake.LARGEST_LEFT_OUT, g -> rounded(g, 1, levels(g), Math::rint))
                    .mistake(Mistake.LARGEST_BETWEEN, g -> rounded(g, largest(g), levels(g) + 0.5, Math::rint))
                    .orSo(Mistake.LARGEST_BETWEEN, g -> rounded(g, range(g) / 2, levels(g) + 0.5, Math::rint))
                    .mistake(Mistake.BITS_FOR_STEPS, g -> rounded(g, largest(g), g.number("bits"), Math::rint))
                    .orSo(Mistake.BITS_FOR_STEPS, g -> rounded(g, largest(g), g.number("bits") - 1, Math::rint))
                    .mistake(Mistake.XOR, g -> rounded(g, largest(g), 2 ^ (int) g.number("bits") - 1 - 1, Math::rint))
                    .orSo(Mistake.XOR, g -> rounded(g, largest(g), (2 ^ (int) g.number("bits") - 1) - 1, Math::rint))
                    .mistake(Mistake.BRACKETS_MISSING, g -> {
                        double s = largest(g) / (levels(g) + 1) - 1;
                        return g.m("w").map(v -> s * Math.rint(v / s));
                    })
                    .mistake(Mistake.CODES_DIVIDED, g -> {
                        double s = largest(g) / levels(g);
                        return g.m("w").map(v -> Math.rint(v / s) / s);
                    })
                    .both(
                            Mistake.SIGN_BIT_FORGOTTEN,
                            Mistake.ONE_STEP_TOO_MANY,
                            g -> rounded(g, largest(g), 2 * levels(g) + 2, Math::rint)));

    private static Given weights(int index, int bits, double... w) {
        return Given.of("19.rounded", index).set("w", w).set("bits", bits);
    }

    private static double largest(Given g) {
        return Arrays.stream(g.row("w")).map(Math::abs).max().orElseThrow();
    }

    private static double range(Given g) {
        return Arrays.stream(g.row("w")).max().orElseThrow()
                - Arrays.stream(g.row("w")).min().orElseThrow();
    }

    private static double levels(Given g) {
        return (1 << (int) g.number("bits") - 1) - 1;
    }

    private static Matrix rounded(Given g, double largest, double levels, DoubleUnaryOperator whole) {
        double s = largest / levels;
        return g.m("w").map(v -> s * whole.applyAsDouble(v / s));
    }

    // ---- a teacher's answers ----

    /**
     * softmax(z/T), where all that is known is p = softmax(z).
     *
     * @param softened from p and T to as many probabilities
     */
    public static Check softened(Formula.Two<double[], Double> softened) {
        Require.notNull("softened", softened, "(p, T) -> …");
        return SOFTENED.check(g -> softened.of(g.row("p"), g.number("T")));
    }

    static final Exercise SOFTENED = Exercise.of(
            "19.softened",
            """
            (p, T) -> {
                double[] q = new double[p.length];
                double sum = 0;
                for (int k = 0; k < p.length; k++) sum += q[k] = Math.pow(p[k], 1 / T);
                for (int k = 0; k < p.length; k++) q[k] /= sum;
                return q;
            }""",
            List.of(
                    shares(0, 2, 0.9, 0.09, 0.01),
                    shares(1, 4, 0.7, 0.2, 0.06, 0.04),
                    shares(2, 0.5, 0.5, 0.3, 0.15, 0.05)),
            Part.of("q", g -> normal(g, p -> Functions.pow(p, 1 / g.number("T"))))
                    .mistake(Mistake.NOT_SUMMED_TO_ONE, g -> g.m("p").map(p -> Functions.pow(p, 1 / g.number("T"))))
                    .mistake(Mistake.POWER_FOR_ROOT, g -> normal(g, p -> Functions.pow(p, g.number("T"))))
                    .mistake(Mistake.SOFTMAX_OF_SHARES, g -> normal(g, p -> Functions.exp(p / g.number("T"))))
                    .mistake(Mistake.SHARES_DIVIDED, g -> g.m("p").map(p -> p / g.number("T")))
                    .orSo(
                            Mistake.SHARES_DIVIDED,
                            g -> g.m("p")
                                    .map(p -> p / g.number("T")
                                            + (1 - 1 / g.number("T")) / g.m("p").columns()))
                    .orSo(Mistake.SHARES_DIVIDED, g -> normal(g, p -> Functions.log(p / g.number("T"))))
                    .mistake(Mistake.EXP_MISSING, g -> normal(g, p -> Functions.log(p) / g.number("T")))
                    .mistake(Mistake.LOGITS_FOR_SHARES, g -> g.m("p").map(p -> Functions.log(p) / g.number("T")))
                    .orSo(Mistake.SOFTMAX_OF_SHARES, g -> g.m("p").map(p -> Functions.exp(p / g.number("T"))))
                    .orSo(
                            Mistake.SOFTMAX_OF_SHARES,
                            g -> normal(g, p -> Functions.exp(Functions.exp(p) / g.number("T"))))
                    .orSo(Mistake.SOFTMAX_OF_SHARES, g -> {
                        double sum = Given.sum(g.m("p").map(Functions::exp));
                        return g.m("p").map(p -> Functions.exp(p / g.number("T")) / sum);
                    })
                    .orSo(Mistake.NOT_SUMMED_TO_ONE, g -> {
                        double most = Arrays.stream(g.row("p")).max().orElseThrow();
                        return g.m("p").map(p -> Functions.pow(p / most, 1 / g.number("T")));
                    })
                    .both(
                            Mistake.SOFTMAX_OF_SHARES,
                            Mistake.POWER_FOR_ROOT,
                            g -> normal(g, p -> Functions.exp(p * g.number("T")))));

    private static Given shares(int index, double temperature, double... p) {
        return Given.of("19.softened", index).set("p", p).set("T", temperature);
    }

    private static Matrix normal(Given g, DoubleUnaryOperator f) {
        Matrix p = g.m("p").map(f);
        double sum = Given.sum(p);
        return p.map(v -> v / sum);
    }

    /**
     * ∂J/∂z of J = −T² Σ y ln softmax(z/T).
     *
     * @param delta from the logits z, the targets y, whose sum is 1, and T to as many numbers
     */
    public static Check delta(Formula.Three<double[], double[], Double> delta) {
        Require.notNull("delta", delta, "(z, y, T) -> …");
        return DELTA.check(g -> delta.of(g.row("z"), g.row("y"), g.number("T")));
    }

    static final Exercise DELTA = Exercise.of(
            "19.delta",
            """
            (z, y, T) -> {
                double[] delta = new double[z.length];
                double sum = 0;
                for (double v : z) sum += Math.exp(v / T);
                for (int k = 0; k < z.length; k++) delta[k] = T * (Math.exp(z[k] / T) / sum - y[k]);
                return delta;
            }""",
            List.of(
                    logits(0, 3, new double[] {1.2, -0.4, 0.3}, 0.5, 0.3, 0.2),
                    logits(1, 1.5, new double[] {-0.7, 0.9, 1.6, 0.2}, 0.1, 0.4, 0.3, 0.2),
                    logits(2, 5, new double[] {2, -1.1, 0.6}, 0.37, 0.05, 0.58)),
            Part.gradient("delta", "z", Lesson19::cost)
                    .factors()
                    .factor(Mistake.TEMPERATURE_SQUARED, g -> g.number("T"))
                    .factor(Mistake.TEMPERATURE_FORGOTTEN, g -> 1 / g.number("T"))
                    .factor(Mistake.TEMPERATURE_DIVIDED, g -> 1 / (g.number("T") * g.number("T")))
                    .mistake(Mistake.SOFTMAX_WITHOUT_TEMPERATURE, g -> delta(g, (q, y) -> q - y, 1))
                    .mistake(Mistake.SOFTMAX_LOSS_ONLY, g -> delta(g, (q, y) -> -g.number("T") * y / q))
                    .mistake(
                            Mistake.SOFTMAX_MISSING,
                            g -> g.m("z").minus(g.m("y").map(y -> g.number("T") * y)))
                    .mistake(
                            Mistake.NOT_NORMALISED,
                            g -> g.m("z")
                                    .map(z -> Functions.exp(z / g.number("T")))
                                    .minus(g.m("y"))
                                    .map(v -> g.number("T") * v))
                    .mistake(Mistake.SIGMA_PRIME_NOT_CANCELLED, g -> delta(g, (q, y) -> (q - y) * q * (1 - q)))
                    .mistake(Mistake.LOSS_FOR_SLOPE, g -> delta(g, (q, y) -> -g.number("T") * y * Functions.log(q)))
                    .orSo(Mistake.LOSS_FOR_SLOPE, g -> Given.matrix(1, 1, cost(g)))
                    .mistake(Mistake.BRACKETS_MISSING, g -> delta(g, (q, y) -> q - y / g.number("T")))
                    .orSo(Mistake.BRACKETS_MISSING, g -> delta(g, (q, y) -> g.number("T") * q - y / g.number("T")))
                    .mistake(Mistake.SOFTMAX_DIAGONAL, g -> delta(g, (q, y) -> -y * (1 - q)))
                    .orSo(Mistake.SOFTMAX_DIAGONAL, g -> delta(g, (q, y) -> -g.number("T") * y * (1 - q)))
                    .mistake(Mistake.TEMPERATURE_MULTIPLIED, g -> delta(g, (q, y) -> q - y, 1 / g.number("T")))
                    .orSo(Mistake.SOFTMAX_WITHOUT_TEMPERATURE, g -> delta(g, (q, y) -> q / g.number("T") - y, 1))
                    .mistake(
                            Mistake.MEAN_OVER_CLASSES,
                            g -> delta(g, (q, y) -> (q - y) / g.m("z").columns())));

    private static Given logits(int index, double temperature, double[] z, double... y) {
        return Given.of("19.delta", index).set("z", z).set("y", y).set("T", temperature);
    }

    private static Matrix delta(Given g, DoubleBinaryOperator each) {
        return delta(g, each, g.number("T"));
    }

    /** T times something of each share and its target. */
    private static Matrix delta(Given g, DoubleBinaryOperator each, double temperature) {
        double[] y = g.row("y");
        double[] q = softmax(g, temperature);
        double[] delta = new double[q.length];
        for (int k = 0; k < q.length; k++) delta[k] = g.number("T") * each.applyAsDouble(q[k], y[k]);
        return Given.matrix(1, delta.length, delta);
    }

    private static double[] softmax(Given g, double temperature) {
        double[] q = Arrays.stream(g.row("z"))
                .map(v -> Functions.exp(v / temperature))
                .toArray();
        double sum = Arrays.stream(q).sum();
        return Arrays.stream(q).map(v -> v / sum).toArray();
    }

    private static double cost(Given g) {
        double t = g.number("T");
        double[] y = g.row("y");
        double[] q = softmax(g, t);
        double sum = 0;
        for (int k = 0; k < q.length; k++) sum -= y[k] * Functions.log(q[k]);
        return t * t * sum;
    }

    // ---- elsewhere ----

    /**
     * The class whose prototype is nearest to the features of an input.
     *
     * @param nearest from the prototypes, a row a class, and the features to a row's index
     */
    public static Check nearest(Formula.Two<double[][], double[]> nearest) {
        Require.notNull("nearest", nearest, "(c, f) -> …");
        return NEAREST.check(g -> nearest.of(g.rows("c"), g.row("f")));
    }

    static final Exercise NEAREST = Exercise.of(
            "19.nearest",
            """
            (c, f) -> {
                int best = 0;
                double least = Double.POSITIVE_INFINITY;
                for (int k = 0; k < c.length; k++) {
                    double d = 0;
                    for (int j = 0; j < f.length; j++) d += (c[k][j] - f[j]) * (c[k][j] - f[j]);
                    if (d < least) {
                        least = d;
                        best = k;
                    }
                }
                return best;
            }""",
            List.of(
                    features(0, new double[] {-1, -2}, -4, -5, 2, 2.5, -3, 4.5, -5, -6),
                    features(
                            1,
                            new double[] {-0.5, -0.5, 1},
                            -1.5,
                            5,
                            -0.5,
                            2.5,
                            4.5,
                            2.5,
                            -3.5,
                            2,
                            -3.5,
                            5.5,
                            -1.5,
                            1.5),
                    features(2, new double[] {-1, 2}, -1, -2.5, 3, -6, 5, 1, 6, 2.5, -3.5, 3.5),
                    features(
                            3,
                            new double[] {2, -1.5, 2},
                            -1,
                            6,
                            -3,
                            2,
                            3.5,
                            4,
                            -3,
                            -2.5,
                            0.5,
                            -2,
                            -6,
                            3,
                            -5.5,
                            -5.5,
                            0)),
            Part.number("class", g -> least(g, k -> distance(g, k)))
                    .wrongNumber(Mistake.FARTHEST_FOR_NEAREST, g -> least(g, k -> -distance(g, k)))
                    .wrongNumber(Mistake.PRODUCT_FOR_DISTANCE, g -> least(g, k -> -sum(g, k, (c, f) -> c * f)))
                    .wrongNumber(Mistake.DISTANCE_FOR_CLASS, g -> distance(g, nearest(g)))
                    .again(Mistake.DISTANCE_FOR_CLASS, g -> Math.sqrt(distance(g, nearest(g))))
                    .orSo(Mistake.DISTANCE_FOR_CLASS, g -> {
                        double[] distances = new double[g.m("c").rows()];
                        for (int k = 0; k < distances.length; k++) distances[k] = distance(g, k);
                        return Given.matrix(1, distances.length, distances);
                    })
                    .wrongNumber(Mistake.DISTANCE_WITH_SIGN, g -> least(g, k -> sum(g, k, (c, f) -> c - f)))
                    .wrongNumber(Mistake.ABSOLUTE, g -> least(g, k -> sum(g, k, (c, f) -> Math.abs(c - f))))
                    .wrongNumber(Mistake.FIRST_NUMBER_ALONE, g -> least(g, k -> Math.abs(apart(g, k, 0))))
                    .wrongNumber(
                            Mistake.ASSIGNED,
                            g -> least(g, k -> Math.abs(apart(g, k, g.m("f").columns() - 1))))
                    .wrongNumber(Mistake.FIRST_STAYS, g -> 0)
                    .both(
                            Mistake.PRODUCT_FOR_DISTANCE,
                            Mistake.FARTHEST_FOR_NEAREST,
                            g -> Given.matrix(1, 1, least(g, k -> sum(g, k, (c, f) -> c * f)))));

    private static Given features(int index, double[] f, double... c) {
        return Given.of("19.nearest", index)
                .set("c", Given.matrix(c.length / f.length, f.length, c))
                .set("f", f);
    }

    private static double least(Given g, ToDoubleFunction<Integer> of) {
        int best = 0;
        for (int k = 1; k < g.m("c").rows(); k++) if (of.applyAsDouble(k) < of.applyAsDouble(best)) best = k;
        return best;
    }

    private static int nearest(Given g) {
        return (int) least(g, k -> distance(g, k));
    }

    private static double distance(Given g, int k) {
        return sum(g, k, (c, f) -> (c - f) * (c - f));
    }

    /** Of something of each number of a prototype and the features. */
    private static double sum(Given g, int k, DoubleBinaryOperator each) {
        double sum = 0;
        for (int j = 0; j < g.m("f").columns(); j++)
            sum += each.applyAsDouble(g.m("c").get(k, j), g.m("f").get(0, j));
        return sum;
    }

    private static double apart(Given g, int k, int j) {
        return g.m("c").get(k, j) - g.m("f").get(0, j);
    }

    /**
     * The biases with which a dense layer of W = 2c finds the nearest prototype: its largest output is the least distance.
     *
     * @param bias from the prototypes, a row a class, to a number each
     */
    public static Check bias(Formula.One<double[][]> bias) {
        Require.notNull("bias", bias, "c -> …");
        return BIAS.check(g -> bias.of(g.rows("c")));
    }

    static final Exercise BIAS = Exercise.of(
            "19.bias",
            """
            c -> {
                double[] b = new double[c.length];
                for (int k = 0; k < c.length; k++)
                    for (double v : c[k]) b[k] -= v * v;
                return b;
            }""",
            List.of(
                    prototypes(0, 2, 0.6, 1.2, -0.4, 0.1, 0.15, 0.1),
                    prototypes(1, 3, 1.5, -1, 0.5, 0.3, 0.2, -0.9),
                    prototypes(2, 2, 0.7, 1.9, -1.3, 0.8, 2, 0.4)),
            Part.of("b", g -> squares(g).map(v -> -v))
                    .mistake(Mistake.SIGN, Lesson19::squares)
                    .mistake(Mistake.LENGTH_FOR_SQUARE, g -> squares(g).map(v -> -Math.sqrt(v)))
                    .mistake(Mistake.HALF, g -> squares(g).map(v -> -v / 2))
                    .mistake(Mistake.TWO, g -> squares(g).map(v -> -2 * v))
                    .mistake(Mistake.SUM_FOR_SQUARES, g -> rows(g, v -> v).map(v -> -v))
                    .mistake(Mistake.ABSOLUTE, g -> rows(g, Math::abs).map(v -> -v))
                    .mistake(Mistake.SQUARE_OF_SUM, g -> rows(g, v -> v).map(v -> -v * v))
                    .mistake(
                            Mistake.PLACES_AVERAGED,
                            g -> squares(g).map(v -> -v / g.m("c").columns()))
                    .mistake(Mistake.ASSIGNED, g -> column(g, g.m("c").columns() - 1))
                    .mistake(Mistake.FIRST_NUMBER_ALONE, g -> column(g, 0))
                    .mistake(Mistake.CLASSES_MIXED, g -> Given.matrix(1, 1, -Given.sum(squares(g))))
                    .orSo(Mistake.CLASSES_MIXED, g -> {
                        Matrix c = g.m("c");
                        double[] sums = new double[c.columns()];
                        for (int k = 0; k < c.rows(); k++)
                            for (int j = 0; j < sums.length; j++) sums[j] -= c.get(k, j) * c.get(k, j);
                        return Given.matrix(1, sums.length, sums);
                    }));

    private static Given prototypes(int index, int width, double... c) {
        return Given.of("19.bias", index).set("c", Given.matrix(c.length / width, width, c));
    }

    private static Matrix squares(Given g) {
        return rows(g, v -> v * v);
    }

    /** −c² of one number of each prototype. */
    private static Matrix column(Given g, int j) {
        Matrix c = g.m("c");
        double[] squares = IntStream.range(0, c.rows())
                .mapToDouble(k -> -c.get(k, j) * c.get(k, j))
                .toArray();
        return Given.matrix(1, squares.length, squares);
    }

    /** The sum over each row. */
    private static Matrix rows(Given g, DoubleUnaryOperator each) {
        Matrix c = g.m("c");
        double[] sums = new double[c.rows()];
        for (int k = 0; k < sums.length; k++)
            sums[k] = Arrays.stream(c.row(k)).map(each).sum();
        return Given.matrix(1, sums.length, sums);
    }

    // ---- edits ----

    /**
     * What a student reads that never saw a 3, with 2 added to the bias of the 3.
     *
     * @param shares two numbers: of the threes, of all digits
     */
    public static Check hearsay(@Nullable Object shares) {
        return HEARSAY.check(g -> shares);
    }

    /** {@code test_edits.py} measures this and the next two. */
    static final Exercise HEARSAY = Exercise.of(
            "19.hearsay",
            "List.of(0.762376, 0.941)",
            Part.figures("shares", 0.762376, 0.941)
                    .wrongFigures(Mistake.UNCHANGED, 0.539604, 0.9206)
                    .wrongFigures(Mistake.SWAPPED, 0.941, 0.762376)
                    .wrongFigures(Mistake.RAISED_TWICE, 0.906931, 0.9432)
                    .wrongFigures(Mistake.OTHER_STUDENT, 0.684158, 0.9335)
                    .orSo(Mistake.OTHER_STUDENT, g -> Given.matrix(1, 2, 0.666337, 0.9342))
                    .wrongFigures(Mistake.FEW_DIGITS, 0.762, 0.941));

    /**
     * How many of the tasks' questions are answered with five examples of each character.
     *
     * @param shares three numbers, of networks the means over the seeds: pixels, random features, other alphabets
     */
    public static Check five(@Nullable Object shares) {
        return FIVE.check(g -> shares);
    }

    static final Exercise FIVE = Exercise.of(
            "19.five",
            "List.of(0.6626, 0.801033, 0.9173)",
            Part.figures("shares", 0.6626, 0.801033, 0.9173)
                    .wrongFigures(Mistake.ONE_EXAMPLE, 0.445, 0.586067, 0.7609)
                    .wrongFigures(Mistake.DRAWINGS_MOVED, 0.9236, 0.9077, 0.9539)
                    .wrongFigures(Mistake.FIRST_SEED_ALONE, 0.6626, 0.8292, 0.912)
                    .wrongFigures(Mistake.DIGITS_FOR_ALPHABETS, 0.6626, 0.801033, 0.864)
                    .wrongFigures(Mistake.SWAPPED, 0.6626, 0.9173, 0.801033)
                    .wrongFigures(Mistake.FEW_DIGITS, 0.663, 0.801, 0.917));

    /**
     * What a network reads without 98 of 100 weights, three epochs later.
     *
     * @param accuracies two numbers: pruned in three steps, an epoch behind each; pruned at once
     */
    public static Check bitByBit(@Nullable Object accuracies) {
        return BIT_BY_BIT.check(g -> accuracies);
    }

    static final Exercise BIT_BY_BIT = Exercise.of(
            "19.bit-by-bit",
            "List.of(0.9285, 0.9247)",
            Part.figures("accuracy", 0.9285, 0.9247)
                    .wrongFigures(Mistake.SWAPPED, 0.9247, 0.9285)
                    .wrongFigures(Mistake.EPOCHS_UNEQUAL, 0.9285, 0.8961)
                    .orSo(Mistake.EPOCHS_UNEQUAL, g -> Given.matrix(1, 2, 0.9285, 0.2832))
                    .orSo(Mistake.EPOCHS_UNEQUAL, g -> Given.matrix(1, 2, 0.9285, 0.9155))
                    .wrongFigures(Mistake.LESS_GONE, 0.9595, 0.9247)
                    .wrongFigures(Mistake.FEW_DIGITS, 0.929, 0.925));
}
