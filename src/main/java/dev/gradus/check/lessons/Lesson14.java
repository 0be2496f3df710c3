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
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 14: a ward of sick networks, one's own table, and weights that travel. */
public final class Lesson14 {
    private Lesson14() {}

    /**
     * What somebody reaches who knows how many samples each class has, and looks at no input.
     *
     * @param baseline from the counts of the classes to the best accuracy and the lowest cross-entropy
     */
    public static Check baseline(Function<double[], @Nullable Object> baseline) {
        Require.notNull("baseline", baseline, "counts -> …");
        return BASELINE.check(g -> baseline.apply(g.row("counts")));
    }

    static final Exercise BASELINE = Exercise.of(
                    "14.baseline",
                    """
                    counts -> {
                        double sum = 0, most = 0, loss = 0;
                        for (double c : counts) sum += c;
                        for (double c : counts) {
                            most = Math.max(most, c / sum);
                            loss -= c / sum * Math.log(c / sum);
                        }
                        return List.of(most, loss);
                    }""",
                    List.of(
                            counts(0, 30, 10),
                            counts(1, 5, 20, 15),
                            counts(2, 90, 4, 3, 3),
                            counts(3, 1, 999),
                            counts(4, 8, 6, 2, 4, 5)),
                    Part.number("accuracy", g -> most(g) / sum(g))
                            .wrongNumber(Mistake.AS_IF_EQUAL, g -> 1.0 / g.row("counts").length)
                            .wrongNumber(Mistake.COUNT_NOT_SHARE, Lesson14::most)
                            .wrongNumber(Mistake.FIRST_FOR_MOST, g -> g.row("counts")[0] / sum(g))
                            .wrongNumber(Mistake.DRAWN_BY_SHARES, g -> mean(g, p -> p))
                            .wrongNumber(Mistake.INTEGER_DIVISION, g -> 0)
                            .again(Mistake.FIRST_FOR_MOST, g -> last(g) / sum(g))
                            .wrongNumber(Mistake.LEAST_FOR_MOST, g -> least(g) / sum(g))
                            .wrongNumber(Mistake.WRONG_FOR_RIGHT, g -> 1 - most(g) / sum(g))
                            .wrongNumber(Mistake.PER_CENT, g -> 100 * most(g) / sum(g)),
                    Part.number("loss", g -> mean(g, p -> -Functions.log(p)))
                            .wrongNumber(Mistake.UPHILL, g -> mean(g, Functions::log))
                            .wrongNumber(Mistake.AS_IF_EQUAL, g -> Functions.log(g.row("counts").length))
                            .wrongNumber(Mistake.MOST_ALONE, g -> -Functions.log(most(g) / sum(g)))
                            .wrongNumber(
                                    Mistake.SHARES_NOT_WEIGHED,
                                    g -> Arrays.stream(g.row("counts"))
                                            .map(c -> -Functions.log(c / sum(g)))
                                            .sum())
                            .wrongNumber(Mistake.LOG_TEN, g -> mean(g, p -> -Functions.log(p)) / Functions.log(10))
                            .wrongNumber(
                                    Mistake.OTHER_LOGARITHM, g -> mean(g, p -> -Functions.log(p)) / Functions.log(2))
                            .wrongNumber(
                                    Mistake.DIVIDED_BY_CLASSES,
                                    g -> mean(g, p -> -Functions.log(p)) / g.row("counts").length)
                            .wrongNumber(Mistake.COUNT_NOT_SHARE, g -> sum(g) * mean(g, p -> -Functions.log(p)))
                            .again(Mistake.COUNT_NOT_SHARE, g -> mean(g, p -> -Functions.log(p * sum(g))))
                            .wrongNumber(Mistake.ACCURACY_FOR_LOSS, g -> 1 - most(g) / sum(g))
                            .again(Mistake.ACCURACY_FOR_LOSS, g -> most(g) / sum(g))
                            .wrongNumber(
                                    Mistake.WRONG_FOR_RIGHT,
                                    g -> Arrays.stream(g.row("counts"))
                                            .map(c -> -(1 - c / sum(g)) * Functions.log(1 - c / sum(g)))
                                            .sum())
                            .again(Mistake.WRONG_FOR_RIGHT, g -> mean(g, p -> -Functions.log(1 - p)))
                            .wrongNumber(
                                    Mistake.FIRST_LEFT_OUT,
                                    g -> mean(g, p -> -Functions.log(p)) - part(g.row("counts")[0] / sum(g)))
                            .wrongNumber(
                                    Mistake.LAST_LEFT_OUT,
                                    g -> mean(g, p -> -Functions.log(p)) - part(last(g) / sum(g)))
                            .wrongNumber(Mistake.ASSIGNED, g -> part(last(g) / sum(g)))
                            .wrongNumber(
                                    Mistake.PROBABILITY_FOR_LOSS, g -> Functions.exp(-mean(g, p -> -Functions.log(p))))
                            .again(Mistake.PROBABILITY_FOR_LOSS, g -> Functions.exp(mean(g, p -> -Functions.log(p)))))
            .ours(counts(5, 102, 48, 83));

    private static Given counts(int index, double... counts) {
        return Given.of("14.baseline", index).set("counts", counts);
    }

    private static double sum(Given g) {
        return Arrays.stream(g.row("counts")).sum();
    }

    private static double part(double share) {
        return -share * Functions.log(share);
    }

    private static double last(Given g) {
        return g.row("counts")[g.row("counts").length - 1];
    }

    private static double least(Given g) {
        return Arrays.stream(g.row("counts")).min().orElseThrow();
    }

    private static double most(Given g) {
        return Arrays.stream(g.row("counts")).max().orElseThrow();
    }

    /** Of what each class's share gives, over all samples. */
    private static double mean(Given g, DoubleUnaryOperator ofShare) {
        return Arrays.stream(g.row("counts"))
                .map(c -> c / sum(g) * ofShare.applyAsDouble(c / sum(g)))
                .sum();
    }

    /**
     * The lowest cross-entropy that a network with two softmax behind one another can reach.
     *
     * @param floor from the number of classes to it
     */
    public static Check floor(Function<Integer, @Nullable Object> floor) {
        Require.notNull("floor", floor, "K -> …");
        return FLOOR.check(g -> floor.apply((int) g.number("K")));
    }

    static final Exercise FLOOR = Exercise.of(
                    "14.floor",
                    "K -> Math.log(1 + (K - 1) / Math.E)",
                    List.of(classes(0, 2), classes(1, 5), classes(2, 10), classes(3, 1000)),
                    Part.number("loss", g -> lowest(g, 1))
                            .wrongNumber(Mistake.AS_IF_EQUAL, g -> Functions.log(g.number("K")))
                            .wrongNumber(Mistake.UPHILL, g -> -lowest(g, 1))
                            .wrongNumber(Mistake.RIGHT_CLASS_TWICE, g -> lowest(g, 0))
                            .wrongNumber(Mistake.PROBABILITY_FOR_LOSS, g -> Functions.exp(-lowest(g, 1)))
                            .wrongNumber(
                                    Mistake.OTHERS_AT_MINUS_ONE,
                                    g -> Functions.log(1 + (g.number("K") - 1) / (Math.E * Math.E)))
                            .wrongNumber(Mistake.ONE_SOFTMAX, g -> 0)
                            .again(Mistake.PROBABILITY_FOR_LOSS, g -> 1 - Functions.exp(-lowest(g, 1)))
                            .wrongNumber(Mistake.LOG_TEN, g -> lowest(g, 1) / Functions.log(10))
                            .wrongNumber(Mistake.OTHER_LOGARITHM, g -> lowest(g, 1) / Functions.log(2))
                            .wrongNumber(Mistake.LOG_MISSING, g -> (g.number("K") - 1) / Math.E)
                            .again(Mistake.LOG_MISSING, g -> 1 + (g.number("K") - 1) / Math.E)
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> Functions.log(g.number("K")) / Math.E)
                            .again(Mistake.BRACKETS_MISSING, g -> 1 + Functions.log((g.number("K") - 1) / Math.E))
                            .wrongNumber(Mistake.E_TURNED, g -> Functions.log(1 + (g.number("K") - 1) * Math.E))
                            .wrongNumber(Mistake.E_NOT_ABOVE, g -> Functions.log(Math.E + g.number("K") - 1))
                            .wrongNumber(Mistake.E_NOT_BELOW, g -> Functions.log(g.number("K") / Math.E))
                            .again(Mistake.E_NOT_BELOW, g -> Functions.log(g.number("K")) + 1))
            .ours(classes(4, 3));

    private static Given classes(int index, int k) {
        return Given.of("14.floor", index).set("K", k);
    }

    /** The right class gets 1 from the first softmax, and e of e + (K − 1) from the second. */
    private static double lowest(Given g, int right) {
        return Functions.log(1 + (g.number("K") - right) / Math.E);
    }

    /**
     * What each of the eight in the ward has.
     *
     * @param numbers of the illnesses, for A to H, e.g. {@code List.of(1, 2, 3, 4, 5, 6, 7, 8)}
     */
    public static Check ward(@Nullable Object numbers) {
        return WARD.check(g -> numbers);
    }

    static final Exercise WARD = Exercise.of(
            "14.ward",
            "List.of(8, 3, 1, 7, 6, 2, 4, 5)",
            patient("A", 8)
                    .wrongNumber(Mistake.RISES_FROM_THE_START, g -> 1)
                    .again(Mistake.RISES_FROM_THE_START, g -> 7),
            patient("B", 3).wrongNumber(Mistake.WORSE_THAN_CHANCE, g -> 5).again(Mistake.WORSE_THAN_CHANCE, g -> 6),
            patient("C", 1).wrongNumber(Mistake.NOT_DEAD, g -> 4).again(Mistake.NOT_DEAD, g -> 7),
            patient("D", 7).wrongNumber(Mistake.RIGHT_AND_STUCK, g -> 1).again(Mistake.RIGHT_AND_STUCK, g -> 4),
            patient("E", 6).wrongNumber(Mistake.LEARNS_TEN, g -> 1).again(Mistake.LEARNS_TEN, g -> 2),
            patient("F", 2).wrongNumber(Mistake.LARGE_AT_START, g -> 4).again(Mistake.LARGE_AT_START, g -> 1),
            patient("G", 4).wrongNumber(Mistake.NOT_A_BIT, g -> 1).again(Mistake.NOT_A_BIT, g -> 2),
            patient("H", 5).wrongNumber(Mistake.LOOKS_WELL, g -> 3).again(Mistake.LOOKS_WELL, g -> 7));

    private static Part patient(String name, int illness) {
        return Part.number(name, g -> illness);
    }

    /**
     * A column with its gaps filled.
     *
     * @param fill from the values (0 where one is missing) and a mask of ones (known) and zeros (missing) to as many
     *     values
     */
    public static Check fill(Formula.Two<double[], double[]> fill) {
        Require.notNull("fill", fill, "(x, known) -> …");
        return FILL.check(g -> fill.of(g.row("x"), g.row("known")));
    }

    static final Exercise FILL = Exercise.of(
                    "14.fill",
                    """
                    (x, known) -> {
                        double sum = 0, n = 0;
                        for (int i = 0; i < x.length; i++) {
                            sum += x[i] * known[i];
                            n += known[i];
                        }
                        double[] filled = x.clone();
                        for (int i = 0; i < x.length; i++) if (known[i] == 0) filled[i] = sum / n;
                        return filled;
                    }""",
                    List.of(
                            gaps(0, new double[] {4, 0, 2, 9}, 1, 0, 1, 1),
                            gaps(1, new double[] {0, -3, 0, 1, 0.5}, 0, 1, 0, 1, 1),
                            gaps(2, new double[] {0.03, 0.02, 0}, 1, 1, 0),
                            gaps(3, new double[] {-1.5, 0, 2, 6, 7, 0.5}, 1, 0, 1, 1, 1, 1)),
                    Part.of("filled", filled(known -> known, true))
                            .mistake(Mistake.GAPS_LEFT, g -> g.m("x"))
                            .mistake(Mistake.GAPS_COUNTED, filled(known -> 1, true))
                            .mistake(Mistake.ALL_THE_SAME, filled(known -> known, false))
                            .mistake(Mistake.KNOWN_REPLACED, g -> {
                                Matrix x = g.m("x");
                                for (int i = 0; i < x.columns(); i++) if (known(g, i)) x.set(0, i, mean(g));
                                return x;
                            })
                            .mistake(Mistake.SUM_IN_GAPS, gaps(Lesson14::known))
                            .mistake(Mistake.MEDIAN_IN_GAPS, gaps(g -> median(g, 0)))
                            .orSo(Mistake.MEDIAN_IN_GAPS, gaps(g -> median(g, 1)))
                            .mistake(
                                    Mistake.LARGEST_IN_GAPS,
                                    gaps(g -> Arrays.stream(g.row("x")).max().orElseThrow()))
                            .orSo(
                                    Mistake.LARGEST_IN_GAPS,
                                    gaps(g -> Arrays.stream(g.row("x")).min().orElseThrow()))
                            .mistake(Mistake.FIXED_IN_GAPS, gaps(g -> 1))
                            .orSo(Mistake.FIXED_IN_GAPS, gaps(g -> -1))
                            .mistake(Mistake.GAPS_DROPPED, g -> {
                                double[] x = g.row("x");
                                double[] left = IntStream.range(0, x.length)
                                        .filter(i -> known(g, i))
                                        .mapToDouble(i -> x[i])
                                        .toArray();
                                return Given.matrix(1, left.length, left);
                            })
                            .mistake(Mistake.ADDED_TO_ALL, g -> {
                                double mean = mean(g);
                                return g.m("x").map(v -> v + mean);
                            })
                            .mistake(
                                    Mistake.MISSING_COUNTED,
                                    gaps(g -> known(g)
                                            / (g.row("x").length
                                                    - Arrays.stream(g.row("known"))
                                                            .sum())))
                            .mistake(Mistake.NEIGHBOUR_IN_GAPS, g -> walked(g, false))
                            .mistake(Mistake.MEAN_SO_FAR, g -> walked(g, true)))
            .ours(gaps(4, new double[] {39.1, 39.5, 0, 36.7}, 1, 1, 0, 1));

    private static Given gaps(int index, double[] x, double... known) {
        return Given.of("14.fill", index).set("x", x).set("known", known);
    }

    private static boolean known(Given g, int i) {
        return g.row("known")[i] == 1;
    }

    /** The known values added up. */
    private static double known(Given g) {
        return Arrays.stream(g.row("x")).sum(); // a missing one is 0
    }

    private static double mean(Given g) {
        return known(g) / Arrays.stream(g.row("known")).sum();
    }

    /**
     * @param lower 1 for the lower of the two in the middle
     */
    private static double median(Given g, int lower) {
        double[] x = g.row("x");
        double[] sorted = IntStream.range(0, x.length)
                .filter(i -> known(g, i))
                .mapToDouble(i -> x[i])
                .sorted()
                .toArray();
        return sorted[(sorted.length - lower) / 2];
    }

    /** This in all gaps. */
    private static Function<Given, Matrix> gaps(ToDoubleFunction<Given> fill) {
        return g -> {
            Matrix x = g.m("x");
            for (int i = 0; i < x.columns(); i++) if (!known(g, i)) x.set(0, i, fill.applyAsDouble(g));
            return x;
        };
    }

    /** Filled from what stands before: the value next to it, or the mean of all until then. */
    private static Matrix walked(Given g, boolean mean) {
        Matrix x = g.m("x");
        double sum = 0;
        double n = 0;
        for (int i = 0; i < x.columns(); i++)
            if (known(g, i)) {
                sum += x.get(0, i);
                n++;
            } else if (i > 0) x.set(0, i, mean ? n == 0 ? 0 : sum / n : x.get(0, i - 1));
        return x;
    }

    /**
     * @param counted from a value's mask to how often it goes into the mean
     * @param gapsAlone whether known values stay
     */
    private static Function<Given, Matrix> filled(DoubleUnaryOperator counted, boolean gapsAlone) {
        return g -> {
            double[] known = g.row("known");
            Matrix x = g.m("x");
            double sum = 0;
            double n = 0;
            for (int i = 0; i < known.length; i++) {
                sum += x.get(0, i) * counted.applyAsDouble(known[i]);
                n += counted.applyAsDouble(known[i]);
            }
            for (int i = 0; i < known.length; i++) if (known[i] == 0 || !gapsAlone) x.set(0, i, sum / n);
            return x;
        };
    }

    /**
     * A dense layer's weights in the order in which PyTorch keeps them.
     *
     * @param turned from the weights row by row (inputs × outputs), the inputs and the outputs to as many numbers, row by row
     *     of outputs × inputs
     */
    public static Check turned(Formula.Three<double[], Integer, Integer> turned) {
        Require.notNull("turned", turned, "(w, inputs, outputs) -> …");
        return TURNED.check(g -> turned.of(g.row("w"), (int) g.number("inputs"), (int) g.number("outputs")));
    }

    static final Exercise TURNED = Exercise.of(
                    "14.turned",
                    """
                    (w, inputs, outputs) -> {
                        double[] there = new double[w.length];
                        for (int i = 0; i < inputs; i++)
                            for (int j = 0; j < outputs; j++) there[j * inputs + i] = w[i * outputs + j];
                        return there;
                    }""",
                    List.of(layer(0, 2, 3), layer(1, 3, 2), layer(2, 4, 2), layer(3, 3, 3)),
                    Part.of("there", g -> turned(g, (int) g.number("inputs"), (int) g.number("outputs")))
                            .mistake(Mistake.RENAMED_NOT_TURNED, g -> g.m("w"))
                            .mistake(
                                    Mistake.TURNED_THE_OTHER_WAY,
                                    g -> turned(g, (int) g.number("outputs"), (int) g.number("inputs")))
                            .mistake(Mistake.READ_BACKWARDS, Lesson14::backwards))
            .ours(Given.of("14.turned", 4)
                    .set("w", 1, 2, 3, 4, 5, 6)
                    .set("inputs", 2)
                    .set("outputs", 3));

    private static Given layer(int index, int inputs, int outputs) {
        return Given.of("14.turned", index)
                .draw("w", 1, inputs * outputs)
                .set("inputs", inputs)
                .set("outputs", outputs);
    }

    private static Matrix turned(Given g, int inputs, int outputs) {
        Matrix w = g.m("w");
        Matrix there = g.m("w");
        for (int i = 0; i < inputs; i++)
            for (int j = 0; j < outputs; j++) there.set(0, j * inputs + i, w.get(0, i * outputs + j));
        return there;
    }

    private static Matrix backwards(Given g) {
        Matrix w = g.m("w");
        Matrix there = g.m("w");
        for (int i = 0; i < w.columns(); i++) there.set(0, i, w.get(0, w.columns() - 1 - i));
        return there;
    }

    /**
     * Where test data leak.
     *
     * @param numbers 1 where nothing leaks, 2 for a leak, in the order of the cases, e.g. {@code List.of(1, 2, 2, 1)}
     */
    public static Check leaks(@Nullable Object numbers) {
        return LEAKS.check(g -> numbers);
    }

    static final Exercise LEAKS = Exercise.of(
            "14.leaks",
            "List.of(2, 1, 2, 2)",
            Part.number("A", g -> 2).wrongNumber(Mistake.SCALE_KNOWS_TEST, g -> 1),
            Part.number("B", g -> 1).wrongNumber(Mistake.TRAINING_MAY_TEACH, g -> 2),
            Part.number("C", g -> 2).wrongNumber(Mistake.SAME_PATIENT, g -> 1),
            Part.number("D", g -> 2).wrongNumber(Mistake.KNOWN_AFTERWARDS, g -> 1));

    /**
     * What the closing exercises' edits show.
     *
     * @param numbers the validation accuracy of E with shuffling, and shuffled once; the smallest of these η that cures C; the accuracy of an honest network
     */
    public static Check edits(@Nullable Object numbers) {
        return EDITS.check(g -> numbers);
    }

    static final Exercise EDITS = Exercise.of(
            "14.edits",
            "List.of(1, 1, 0.01, 1)",
            accuracy("E").wrongNumber(Mistake.UNCHANGED, g -> 0.55),
            accuracy("E, 1 ×").wrongNumber(Mistake.UNCHANGED, g -> 0.55),
            Part.number("η", g -> 0.01)
                    .wrongNumber(Mistake.RATE_STILL_SMALL, g -> 0.001)
                    .again(Mistake.RATE_STILL_SMALL, g -> 0.0001)
                    .wrongNumber(Mistake.RATE_NOT_SMALLEST, g -> 0.1)
                    .again(Mistake.RATE_NOT_SMALLEST, g -> 1),
            accuracy("H"));

    /** Of a network that reads them all. */
    private static Part accuracy(String name) {
        return Part.number(name, g -> 1).wrongNumber(Mistake.PER_CENT, g -> 100);
    }
}
