package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 18, looking inside. */
public final class Lesson18 {
    private Lesson18() {}

    // ---- how an output moves with the input ----

    /**
     * The gradient of z = relu(xW + b) · v with respect to x.
     *
     * @param gradient from x, W (inputs × hidden), b and v (a number for each hidden neuron) to ∂z/∂x
     */
    public static Check gradient(Formula.Four<double[], double[][], double[], double[]> gradient) {
        Require.notNull("gradient", gradient, "(x, W, b, v) -> …");
        return GRADIENT.check(g -> gradient.of(g.row("x"), g.rows("W"), g.row("b"), g.row("v")));
    }

    private static final DoubleUnaryOperator RELU = v -> Math.max(0, v);
    private static final DoubleUnaryOperator STEP = v -> v > 0 ? 1 : 0;

    static final Exercise GRADIENT = Exercise.of(
            "18.gradient",
            """
            (x, W, b, v) -> {
                double[] dx = new double[x.length];
                for (int h = 0; h < v.length; h++) {
                    double z = b[h];
                    for (int i = 0; i < x.length; i++) z += x[i] * W[i][h];
                    if (z > 0) for (int i = 0; i < x.length; i++) dx[i] += W[i][h] * v[h];
                }
                return dx;
            }""",
            List.of(
                    small(0, new double[] {1, -0.5, 2}, new double[] {0.5, -1.5, -3}, new double[] {1.5, -1, 0.5}),
                    small(1, new double[] {-1, 0.8, 0.6}, new double[] {-1, 2.5, 1.2}, new double[] {-0.7, 2, 1.1}),
                    small(2, new double[] {0.4, 1.2, -2}, new double[] {2, -1.6, 0.3}, new double[] {0.9, -1.3, -2})),
            Part.gradient("dx", "x", g -> Given.sum(z(g).map(RELU).times(g.m("v"))))
                    .factor(Mistake.SIGN, g -> -1)
                    .mistake(Mistake.SIGMA_PRIME_MISSING, g -> back(g, z(g).map(v -> 1)))
                    .mistake(Mistake.SIGMA_FOR_SIGMA_PRIME, g -> back(g, z(g).map(RELU)))
                    .mistake(Mistake.SIGMA_PRIME_AT_X, g -> back(g, g.m("x").map(STEP)))
                    .mistake(
                            Mistake.BIAS_MISSING,
                            g -> back(g, g.m("x").dot(g.m("W")).map(STEP)))
                    .mistake(
                            Mistake.TRANSPOSED_WEIGHT,
                            g -> z(g).map(STEP).times(g.m("v")).dot(g.m("W")))
                    .mistake(
                            Mistake.NEXT_WEIGHTS_MISSING,
                            g -> z(g).map(STEP).dot(g.m("W").transposed()))
                    .mistake(Mistake.TIMES_INPUT, g -> back(g, z(g).map(STEP)).times(g.m("x")))
                    .mistake(Mistake.DERIVATIVE_TURNED, g -> back(g, z(g).map(v -> v < 0 ? 1 : 0)))
                    .mistake(
                            Mistake.WITH_RESPECT_TO_INPUT,
                            g -> g.m("x").map(v -> v * Given.sum(z(g).map(STEP).times(g.m("v")))))
                    .mistake(Mistake.LOSS_FOR_SLOPE, g -> {
                        double z = Given.sum(z(g).map(RELU).times(g.m("v")));
                        return Given.matrix(1, 1, z);
                    })
                    .mistake(
                            Mistake.INPUT_INDEX,
                            g -> z(g).map(STEP).dot(g.m("W").transposed()).times(g.m("v")))
                    .mistake(Mistake.RETURNED_TOO_EARLY, g -> {
                        Matrix first = z(g).map(STEP);
                        for (int h = 1; h < first.columns(); h++) first.set(0, h, 0);
                        return back(g, first);
                    })
                    .mistake(Mistake.ASSIGNED, g -> {
                        Matrix alone = z(g).map(STEP); // of the last neuron that answers
                        for (int h = 0, last = alone.columns() - 1; h < last; h++)
                            if (Given.sum(alone) > 1) alone.set(0, h, 0);
                        return back(g, alone);
                    }));

    private static Given small(int index, double[] x, double[] b, double[] v) {
        return Given.of("18.gradient", index)
                .set("x", x)
                .draw("W", 3, 3)
                .set("b", b)
                .set("v", v);
    }

    private static Matrix z(Given g) {
        return g.m("x").dot(g.m("W")).plus(g.m("b"));
    }

    /** (slopes ⊙ v) Wᵀ. */
    private static Matrix back(Given g, Matrix slopes) {
        return slopes.times(g.m("v")).dot(g.m("W").transposed());
    }

    // ---- which pixel goes first ----

    /**
     * In which order a deletion curve deletes.
     *
     * @param order from a map to the places of its numbers, the largest number's first
     */
    public static Check order(Formula.One<double[]> order) {
        Require.notNull("order", order, "map -> …");
        return ORDER.check(g -> order.of(g.row("map")));
    }

    static final Exercise ORDER = Exercise.of(
            "18.order",
            """
            map -> IntStream.range(0, map.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> -map[i]))
                    .mapToInt(i -> i)
                    .toArray()""",
            List.of(
                    mapped(0, 0.2, -0.9, 0.7, 0.4, -0.1),
                    mapped(1, -0.3, 0.6, 1.4, -2, 0.9, 0.1),
                    mapped(2, 0.8, -1.2, -0.4, 0.5)),
            Part.of("order", g -> places(g, v -> -v))
                    .mistake(Mistake.SMALLEST_FIRST, g -> places(g, v -> v))
                    .mistake(Mistake.BY_SIZE, g -> places(g, v -> -Math.abs(v)))
                    .mistake(Mistake.VALUES_FOR_PLACES, g -> {
                        double[] map = g.row("map");
                        return places(g, v -> -v).map(i -> map[(int) i]);
                    })
                    .mistake(Mistake.RANKS_FOR_PLACES, g -> ranks(places(g, v -> -v)))
                    .mistake(Mistake.FIRST_PLACE_ALONE, g -> Given.matrix(1, 1, first(g)))
                    .mistake(Mistake.LARGEST_STAYS, g -> g.m("map").map(v -> first(g)))
                    .both(Mistake.SMALLEST_FIRST, Mistake.BY_SIZE, g -> places(g, Math::abs))
                    .both(Mistake.SMALLEST_FIRST, Mistake.VALUES_FOR_PLACES, g -> {
                        double[] map = g.row("map");
                        return places(g, v -> v).map(i -> map[(int) i]);
                    })
                    .both(Mistake.SMALLEST_FIRST, Mistake.RANKS_FOR_PLACES, g -> ranks(places(g, v -> v))));

    private static Given mapped(int index, double... map) {
        return Given.of("18.order", index).set("map", map);
    }

    private static Matrix places(Given g, DoubleUnaryOperator key) {
        double[] map = g.row("map");
        double[] places = IntStream.range(0, map.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> key.applyAsDouble(map[i])))
                .mapToDouble(i -> i)
                .toArray();
        return Given.matrix(1, places.length, places);
    }

    private static Matrix ranks(Matrix places) {
        Matrix ranks = places.like();
        for (int r = 0; r < places.columns(); r++) ranks.set(0, (int) places.get(0, r), r);
        return ranks;
    }

    private static double first(Given g) {
        return places(g, v -> -v).get(0, 0);
    }

    // ---- descent on the input ----

    /**
     * One step of descent on a picture, in which every pixel moves equally far.
     *
     * @param step from the pixels x, their gradient g = ∂J/∂x and η to the new pixels
     */
    public static Check step(Formula.Three<double[], double[], Double> step) {
        Require.notNull("step", step, "(x, g, eta) -> …");
        return MOVE.check(g -> step.of(g.row("x"), g.row("g"), g.number("eta")));
    }

    private static final DoubleUnaryOperator CUT = v -> Math.max(0, Math.min(1, v));

    static final Exercise MOVE = Exercise.of(
            "18.step",
            """
            (x, g, eta) -> {
                double[] next = new double[x.length];
                for (int i = 0; i < x.length; i++)
                    next[i] = Math.max(0, Math.min(1, x[i] - eta * Math.signum(g[i])));
                return next;
            }""",
            List.of(
                    pixels(0, 0.1, new double[] {0, 0.5, 1, 0.95, 0.12, 0.7}, new double[] {0.3, -0.6, 0.2, -1.5, 2, 0.4
                    }),
                    pixels(1, 0.3, new double[] {0.4, 0, 0.31, 1}, new double[] {-0.01, -0.2, 0.05, -3}),
                    pixels(2, 0.2, new double[] {0.9, 0.1, 0.6, 0.3, 0}, new double[] {-0.7, 0.9, 0.1, -0.4, 1.1})),
            Part.of("x", g -> moved(g, g.number("eta"), Math::signum).map(CUT))
                    .mistake(
                            Mistake.UPHILL,
                            g -> moved(g, -g.number("eta"), Math::signum).map(CUT))
                    .mistake(Mistake.BEYOND_INK, g -> moved(g, g.number("eta"), Math::signum))
                    .orSo(
                            Mistake.BEYOND_INK,
                            g -> moved(g, g.number("eta"), Math::signum).map(v -> Math.max(0, v)))
                    .orSo(
                            Mistake.BEYOND_INK,
                            g -> moved(g, g.number("eta"), Math::signum).map(v -> Math.min(1, v)))
                    .mistake(
                            Mistake.BRACKETS_MISSING,
                            g -> moved(g, g.number("eta"), v -> v).map(Math::signum))
                    .mistake(
                            Mistake.ONE_WAY_ONLY,
                            g -> moved(g, g.number("eta"), v -> v > 0 ? 1 : 0).map(CUT))
                    .mistake(
                            Mistake.SIGN_LOST,
                            g -> moved(g, g.number("eta"), Math::abs).map(CUT))
                    .mistake(
                            Mistake.SLOPE_SIZE_LEFT_IN,
                            g -> moved(g, g.number("eta"), v -> v).map(CUT))
                    .orSo(
                            Mistake.SLOPE_SIZE_LEFT_IN,
                            g -> moved(g, g.number("eta") / steepest(g), v -> v).map(CUT))
                    .orSo(
                            Mistake.SLOPE_SIZE_LEFT_IN,
                            g -> moved(g, g.number("eta"), v -> Math.max(-1, Math.min(1, v)))
                                    .map(CUT))
                    .mistake(
                            Mistake.RATE_MISSING, g -> moved(g, 1, Math::signum).map(CUT))
                    .both(Mistake.UPHILL, Mistake.BEYOND_INK, g -> moved(g, -g.number("eta"), Math::signum))
                    .both(Mistake.SLOPE_SIZE_LEFT_IN, Mistake.BEYOND_INK, g -> moved(g, g.number("eta"), v -> v)));

    private static Given pixels(int index, double eta, double[] x, double[] g) {
        return Given.of("18.step", index).set("x", x).set("g", g).set("eta", eta);
    }

    private static double steepest(Given g) {
        return Arrays.stream(g.row("g")).map(Math::abs).max().orElseThrow();
    }

    private static Matrix moved(Given g, double eta, DoubleUnaryOperator direction) {
        return g.m("x").minus(g.m("g").map(v -> eta * direction.applyAsDouble(v)));
    }

    // ---- at the end ----

    /**
     * The occlusion of each single number where z = w · x + b.
     *
     * @param covered from the weights w, the input x and the fill c to how much z falls by covering each number
     */
    public static Check covered(Formula.Three<double[], double[], Double> covered) {
        Require.notNull("covered", covered, "(w, x, c) -> …");
        return COVERED.check(g -> covered.of(g.row("w"), g.row("x"), g.number("c")));
    }

    static final Exercise COVERED = Exercise.of(
            "18.covered",
            """
            (w, x, c) -> {
                double[] falls = new double[x.length];
                for (int i = 0; i < x.length; i++) falls[i] = w[i] * (x[i] - c);
                return falls;
            }""",
            List.of(
                    line(0, 0.5, new double[] {2, -1, 0.7}, new double[] {1, 0.2, 0.51}),
                    line(1, -0.4, new double[] {0.3, 1.1, -0.9, 2}, new double[] {0.6, -0.4, 0.8, 1.3}),
                    line(2, 1, new double[] {-1.5, 0.8}, new double[] {0.99, 0.4})),
            Part.of("falls", g -> g.m("w").times(difference(g)))
                    .factor(Mistake.SIGN, g -> -1)
                    .mistake(Mistake.FILL_FORGOTTEN, g -> g.m("w").times(g.m("x")))
                    .mistake(Mistake.WEIGHT_ALONE, g -> g.m("w"))
                    .mistake(Mistake.WEIGHT_FORGOTTEN, Lesson18::difference)
                    .mistake(Mistake.FILL_ADDED, g -> g.m("w").times(filled(g, 1)))
                    .mistake(
                            Mistake.BRACKETS_MISSING,
                            g -> g.m("w").times(g.m("x")).map(v -> v - g.number("c")))
                    .mistake(
                            Mistake.ALL_COVERED,
                            g -> Given.matrix(1, 1, Given.sum(g.m("w").times(difference(g)))))
                    .mistake(Mistake.LEFT_FOR_FALL, g -> {
                        double z = Given.sum(g.m("w").times(g.m("x")));
                        return g.m("w").times(difference(g)).map(v -> z - v);
                    })
                    .mistake(
                            Mistake.INPUT_TWICE,
                            g -> g.m("w").times(difference(g)).times(difference(g))));

    private static Given line(int index, double c, double[] w, double[] x) {
        return Given.of("18.covered", index).set("w", w).set("x", x).set("c", c);
    }

    private static Matrix difference(Given g) {
        return filled(g, -1);
    }

    private static Matrix filled(Given g, double sign) {
        double c = g.number("c");
        return g.m("x").map(v -> v + sign * c);
    }

    /**
     * How far z = w · x moves if every number moves by ε.
     *
     * @param worst from n numbers, the size w of each weight and ε to two numbers: the farthest that z can get, and its
     *     standard deviation if a coin decides about every direction
     */
    public static Check worst(Formula.Three<Integer, Double, Double> worst) {
        Require.notNull("worst", worst, "(n, w, eps) -> List.of(…, …)");
        return WORST.check(g -> worst.of((int) g.number("n"), g.number("w"), g.number("eps")));
    }

    static final Exercise WORST = Exercise.of(
                    "18.worst",
                    "(n, w, eps) -> List.of(n * w * eps, Math.sqrt(n) * w * eps)",
                    List.of(many(0, 4, 0.5, 0.2), many(1, 100, 0.3, 0.1), many(2, 25, 0.8, 0.5), many(4, 2, 0.1, 0.1)),
                    Part.number("farthest", g -> g.number("n") * one(g))
                            .wrongNumber(Mistake.ONE_PIXEL_ALONE, Lesson18::one)
                            .wrongNumber(Mistake.AS_IF_BY_CHANCE, g -> Math.sqrt(g.number("n")) * one(g)),
                    Part.number("deviation", g -> Math.sqrt(g.number("n")) * one(g))
                            .wrongNumber(Mistake.ONE_PIXEL_ALONE, Lesson18::one)
                            .wrongNumber(Mistake.AS_IF_AGREED, g -> g.number("n") * one(g))
                            .wrongNumber(Mistake.VARIANCE_FOR_DEVIATION, g -> g.number("n") * one(g) * one(g))
                            .wrongNumber(Mistake.MEAN_FOR_DEVIATION, g -> 0)
                            .wrongNumber(Mistake.DEVIATION_OF_MEAN, g -> one(g) / Math.sqrt(g.number("n")))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> Math.sqrt(g.number("n") * one(g)))
                            .again(
                                    Mistake.BRACKETS_MISSING,
                                    g -> Math.sqrt(g.number("n") * g.number("w")) * g.number("eps"))
                            .again(Mistake.BRACKETS_MISSING, g -> Math.sqrt(g.number("n")) * one(g) * one(g)))
            .ours(many(3, 784, 0.05, 0.2));

    private static Given many(int index, int n, double w, double eps) {
        return Given.of("18.worst", index).set("n", n).set("w", w).set("eps", eps);
    }

    private static double one(Given g) {
        return g.number("w") * g.number("eps");
    }

    // ---- edits ----

    /**
     * Which digit a blot spoils, and where, with another number in {@code secret}.
     *
     * @param secret two numbers: the digit, and the corner, from 0 at the upper left to 3 at the lower right
     */
    public static Check secret(@Nullable Object secret) {
        return SECRET.check(g -> secret);
    }

    /** {@code LessonEighteenTest} finds this, and measures the next two. */
    static final Exercise SECRET = Exercise.of(
            "18.secret",
            "List.of(6, 3)",
            Part.number("digit", g -> 6).wrongNumber(Mistake.UNCHANGED, g -> 7),
            Part.number("corner", g -> 3)
                    .wrongNumber(Mistake.UNCHANGED, g -> 1)
                    .wrongNumber(Mistake.CORNERS_FROM_ONE, g -> 4));

    /**
     * What a second network reads in the digits that were to fool the first.
     *
     * @param counts two numbers of 1,000: read right, read as we wanted
     */
    public static Check second(@Nullable Object counts) {
        return SECOND.check(g -> counts);
    }

    static final Exercise SECOND = Exercise.of(
            "18.second",
            "List.of(543, 320)",
            Part.figures("digits", 543, 320)
                    .wrongFigures(Mistake.SWAPPED, 320, 543)
                    .wrongFigures(Mistake.SHARES_FOR_COUNTS, 0.543, 0.32)
                    .wrongFigures(Mistake.FIRST_NETWORK_ASKED, 91, 818)
                    .wrongFigures(Mistake.CLEAN_ONES_ASKED, 966, 4));

    /**
     * What a network does that has learnt from a blot of a single pixel.
     *
     * @param shares two numbers: its accuracy at their desk, the share of clean digits of that kind that it reads
     */
    public static Check smallBlot(@Nullable Object shares) {
        return SMALL_BLOT.check(g -> shares);
    }

    static final Exercise SMALL_BLOT = Exercise.of(
            "18.small-blot",
            "List.of(0.9756, 0.455253)",
            Part.figures("shares", 0.9756, 0.455253)
                    .wrongFigures(Mistake.SWAPPED, 0.455253, 0.9756)
                    .wrongFigures(Mistake.UNCHANGED, 0.9741, 0.009728)
                    .wrongFigures(Mistake.ELSEWHERE_MEASURED, 0.9197, 0.455253)
                    .wrongFigures(Mistake.PER_CENT, 97.56, 45.5253)
                    .wrongFigures(Mistake.FEW_DIGITS, 0.9756, 0.455)
                    .orSo(Mistake.PER_CENT, g -> Given.matrix(1, 2, 97.56, 45.5))
                    .orSo(Mistake.FEW_DIGITS, g -> Given.matrix(1, 2, 0.976, 0.455)));
}
