package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.check.Product;
import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The exercises of lesson 10: how large numbers are on their way through many layers, and back. */
public final class Lesson10 {
    private Lesson10() {}

    /**
     * The mean of z² behind n inputs.
     *
     * @param meanSquare from n, the weights' standard deviation s and the inputs' mean square q to the mean of z²
     */
    public static Check meanSquare(Formula.Three<Double, Double, Double> meanSquare) {
        Require.notNull("meanSquare", meanSquare, "(n, s, q) -> …");
        return MEAN_SQUARE.check(g -> meanSquare.of(g.number("n"), g.number("s"), g.number("q")));
    }

    static final Exercise MEAN_SQUARE = Exercise.of(
                    "10.mean-square",
                    "(n, s, q) -> n * s * s * q",
                    List.of(layer(0, 12, 0.3, 1.7), layer(1, 50, 0.2, 0.6), layer(2, 7, 1.5, 0.4)),
                    Part.number("z²", g -> g.number("n") * g.number("s") * g.number("s") * g.number("q"))
                            .wrongNumber(
                                    Mistake.DEVIATION_NOT_SQUARED, g -> g.number("n") * g.number("s") * g.number("q"))
                            .product(new Product()
                                    .of("n", g -> g.m("n"))
                                    .of("s²", g -> g.m("s").map(s -> s * s))
                                    .of("q", g -> g.m("q"))))
            .ours(layer(3, 64, 0.125, 1));

    private static Given layer(int index, double n, double s, double q) {
        return Given.of("10.mean-square", index).set("n", n).set("s", s).set("q", q);
    }

    /**
     * The standard deviation of weights that keeps the size of z from layer to layer, with ReLU between.
     *
     * @param start from the number of inputs n to s
     */
    public static Check start(Formula.One<Double> start) {
        Require.notNull("start", start, "n -> …");
        return START.check(g -> start.of(g.number("n")));
    }

    static final Exercise START = Exercise.of(
                    "10.start",
                    "n -> Math.sqrt(2 / n)",
                    List.of(n(0, 10), n(1, 50), n(2, 300)),
                    Part.number("s", g -> Math.sqrt(2 / g.number("n")))
                            .wrongNumber(Mistake.VARIANCE_FOR_DEVIATION, g -> 2 / g.number("n"))
                            .wrongNumber(Mistake.HALF_NOT_SILENCED, g -> 1 / Math.sqrt(g.number("n")))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> Math.sqrt(2) / g.number("n"))
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> Math.sqrt(g.number("n") / 2))
                            .both(
                                    Mistake.VARIANCE_FOR_DEVIATION,
                                    Mistake.HALF_NOT_SILENCED,
                                    g -> Given.matrix(1, 1, 1 / g.number("n"))))
            .ours(n(3, 64));

    /**
     * By what the size of z grows in each layer of ReLUs, where N(0, 1/√n) was read as a variance of 1/√n.
     *
     * @param growth from the number of inputs n to the factor
     */
    public static Check growth(Formula.One<Double> growth) {
        Require.notNull("growth", growth, "n -> …");
        return GROWTH.check(g -> growth.of(g.number("n")));
    }

    static final Exercise GROWTH = Exercise.of(
                    "10.growth",
                    "n -> Math.sqrt(Math.sqrt(n) / 2)",
                    List.of(n(4, 10), n(5, 50), n(6, 300)),
                    Part.number("factor", g -> Math.sqrt(Math.sqrt(g.number("n")) / 2))
                            .wrongNumber(Mistake.VARIANCE_FOR_DEVIATION, g -> Math.sqrt(g.number("n")) / 2)
                            .wrongNumber(Mistake.HALF_NOT_SILENCED, g -> Math.sqrt(Math.sqrt(g.number("n"))))
                            .both(
                                    Mistake.VARIANCE_FOR_DEVIATION,
                                    Mistake.HALF_NOT_SILENCED,
                                    g -> Given.matrix(1, 1, Math.sqrt(g.number("n"))))
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> Math.sqrt(2 / Math.sqrt(g.number("n")))))
            .ours(n(7, 64));

    private static Given n(int index, double n) {
        return Given.of("10.n", index).set("n", n);
    }

    /**
     * The mean of δ² one layer further down, through a layer of ReLUs.
     *
     * @param back from the number of outputs m, the weights' standard deviation s and the mean of δ² above to that below
     */
    public static Check back(Formula.Three<Double, Double, Double> back) {
        Require.notNull("back", back, "(m, s, d) -> …");
        return BACK.check(g -> back.of(g.number("m"), g.number("s"), g.number("d")));
    }

    static final Exercise BACK = Exercise.of(
                    "10.back",
                    "(m, s, d) -> m * s * s * d / 2",
                    List.of(above(0, 12, 0.3, 1.7), above(1, 50, 0.2, 0.6), above(2, 7, 1.5, 0.4)),
                    Part.number("δ²", g -> carried(g) * g.number("s") / 2)
                            .wrongNumber(Mistake.HALF_NOT_SILENCED, g -> carried(g) * g.number("s"))
                            .wrongNumber(Mistake.DEVIATION_NOT_SQUARED, g -> carried(g) / 2)
                            .both(
                                    Mistake.HALF_NOT_SILENCED,
                                    Mistake.DEVIATION_NOT_SQUARED,
                                    g -> Given.matrix(1, 1, carried(g))))
            .ours(above(3, 64, 0.125, 1));

    private static Given above(int index, double m, double s, double d) {
        return Given.of("10.back", index).set("m", m).set("s", s).set("d", d);
    }

    private static double carried(Given g) {
        return g.number("m") * g.number("s") * g.number("d");
    }

    /**
     * The standard deviation whose variance is 1 over the mean of inputs and outputs.
     *
     * @param compromise from the numbers of inputs n and outputs m to s
     */
    public static Check compromise(Formula.Two<Double, Double> compromise) {
        Require.notNull("compromise", compromise, "(n, m) -> …");
        return COMPROMISE.check(g -> compromise.of(g.number("n"), g.number("m")));
    }

    static final Exercise COMPROMISE = Exercise.of(
                    "10.compromise",
                    "(n, m) -> Math.sqrt(2 / (n + m))",
                    List.of(sides(0, 10, 30), sides(1, 64, 7), sides(2, 5, 120)),
                    Part.number("s", g -> Math.sqrt(1 / middle(g)))
                            .wrongNumber(Mistake.VARIANCE_FOR_DEVIATION, g -> 1 / middle(g))
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> Math.sqrt(middle(g)))
                            .wrongNumber(Mistake.SUM_FOR_MEAN, g -> Math.sqrt(0.5 / middle(g))))
            .ours(sides(3, 784, 64));

    private static Given sides(int index, double n, double m) {
        return Given.of("10.compromise", index).set("n", n).set("m", m);
    }

    private static double middle(Given g) {
        return (g.number("n") + g.number("m")) / 2;
    }

    /**
     * The units that answer 0 to all samples.
     *
     * @param dead from activations, samples × units, to a number of units
     */
    public static Check dead(Formula.One<double[][]> dead) {
        Require.notNull("dead", dead, "A -> …");
        return DEAD.check(g -> dead.of(g.rows("A")));
    }

    static final Exercise DEAD = Exercise.of(
                    "10.dead",
                    """
            A -> {
                int count = 0;
                for (int j = 0; j < A[0].length; j++) {
                    boolean silent = true;
                    for (int i = 0; i < A.length; i++) if (A[i][j] > 0) silent = false;
                    if (silent) count++;
                }
                return count;
            }""",
                    List.of(
                            units(0, 3, 4, 0, 0.5, 0, 0, 0, 1.2, 0.4, 0, 0, 0, 0, 0),
                            units(1, 2, 4, 0, 0.3, 0, 0, 1, 0, 0, 0),
                            units(2, 4, 3, 1, 0, 0, 0, 2, 0, 0, 1, 0, 3, 0, 0),
                            units(4, 2, 2, 0, 0.6, 1, 0),
                            units(5, 3, 4, 0, 0, 0, 1, 0.5, 0, 1, 2, 0, 0, 0.3, 0.4)),
                    Part.number(
                                    "dead",
                                    g -> silent(g.m("A"))
                                            .filter(zeros -> zeros == g.m("A").rows())
                                            .count())
                            .wrongNumber(
                                    Mistake.ZEROS_COUNTED, g -> silent(g.m("A")).sum())
                            .wrongNumber(
                                    Mistake.SILENT_ONCE,
                                    g -> silent(g.m("A"))
                                            .filter(zeros -> zeros > 0)
                                            .count())
                            .wrongNumber(
                                    Mistake.LIVING_COUNTED,
                                    g -> silent(g.m("A"))
                                            .filter(zeros -> zeros < g.m("A").rows())
                                            .count())
                            .wrongNumber(
                                    Mistake.FIRST_SAMPLE,
                                    g -> IntStream.range(0, g.m("A").columns())
                                            .filter(j -> g.m("A").get(0, j) == 0)
                                            .count())
                            .wrongNumber(
                                    Mistake.SAMPLES_COUNTED,
                                    g -> silent(g.m("A").transposed())
                                            .filter(zeros -> zeros == g.m("A").columns())
                                            .count()))
            .ours(units(3, 2, 3, 0, 1, 0, 0, 0, 2));

    private static Given units(int index, int rows, int columns, double... a) {
        return Given.of("10.dead", index).set("A", Given.matrix(rows, columns, a));
    }

    /** The zeros in each column. */
    private static IntStream silent(Matrix a) {
        return IntStream.range(0, a.columns()).map(j ->
                (int) IntStream.range(0, a.rows()).filter(i -> a.get(i, j) == 0).count());
    }

    /**
     * By what a gradient is multiplied on its way back through blocks x + f(x), of one number each.
     *
     * @param through from the slopes f′ of the blocks to the factor
     */
    public static Check through(Formula.One<double[]> through) {
        Require.notNull("through", through, "f -> …");
        return THROUGH.check(g -> through.of(g.row("f")));
    }

    static final Exercise THROUGH = Exercise.of(
                    "10.through",
                    """
            f -> {
                double product = 1;
                for (double slope : f) product *= 1 + slope;
                return product;
            }""",
                    List.of(slopes(0, 0.3, -0.2, 0.5), slopes(1, 0.1, 0.7, -0.6, 0.4), slopes(2, -0.5, 1.5)),
                    Part.number("factor", g -> product(g, 1))
                            .wrongNumber(Mistake.SHORTCUT_MISSING, g -> product(g, 0))
                            .wrongNumber(
                                    Mistake.SUM_FOR_PRODUCT,
                                    g -> 1 + Arrays.stream(g.row("f")).sum())
                            .again(
                                    Mistake.SUM_FOR_PRODUCT,
                                    g -> Arrays.stream(g.row("f"))
                                            .map(f -> 1 + f)
                                            .sum())
                            .again(
                                    Mistake.SUM_FOR_PRODUCT,
                                    g -> 1
                                            + Arrays.stream(g.row("f"))
                                                    .map(f -> 1 + f)
                                                    .sum()))
            .ours(slopes(3, 0.01, 0.01, 0.01, 0.01));

    private static Given slopes(int index, double... f) {
        return Given.of("10.through", index).set("f", f);
    }

    private static double product(Given g, double shortcut) {
        return Arrays.stream(g.row("f")).reduce(1, (product, f) -> product * (shortcut + f));
    }
}
