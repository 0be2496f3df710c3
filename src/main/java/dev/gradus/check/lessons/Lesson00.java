package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 00, a tour: Java's own traps, and what a network's numbers say. */
public final class Lesson00 {
    private Lesson00() {}

    /** One half, so that Java sees 0.5. */
    public static Check half(@Nullable Object number) {
        return HALF.check(g -> number);
    }

    static final Exercise HALF = Exercise.of(
            "00.half",
            "1.0 / 2",
            Part.number("half", g -> 0.5)
                    .wrongNumber(Mistake.INTEGER_DIVISION, g -> 0)
                    .wrongNumber(Mistake.TWICE, g -> 2));

    /**
     * v²; v is a whole number.
     *
     * @param square from v to its square
     */
    public static Check square(Formula.One<Integer> square) {
        Require.notNull("square", square, "v -> …");
        return SQUARE.check(g -> square.of((int) g.number("v")));
    }

    public static final Exercise SQUARE = Exercise.of(
            "00.square",
            "v -> v * v",
            whole(3, 7, -5, 12),
            Part.number("square", g -> g.number("v") * g.number("v"))
                    .wrongNumber(Mistake.XOR, g -> (int) g.number("v") ^ 2)
                    .wrongNumber(Mistake.TWICE, g -> 2 * g.number("v"))
                    .wrongNumber(Mistake.INPUT_TWICE, g -> g.number("v") * g.number("v") * g.number("v"))
                    .wrongNumber(Mistake.SWAPPED, g -> powerOfTwo((int) g.number("v")))
                    .wrongNumber(Mistake.FIRST_LEFT_OUT, g -> Math.max(0, g.number("v") - 1) * g.number("v")));

    private static double powerOfTwo(int v) {
        return v < 0 ? 1 / Functions.power(2, -v) : Functions.power(2, v);
    }

    /**
     * The mean of two whole numbers.
     *
     * @param mean from a and b to (a + b)/2
     */
    public static Check mean(Formula.Two<Integer, Integer> mean) {
        Require.notNull("mean", mean, "(a, b) -> …");
        return MEAN.check(g -> mean.of((int) g.number("a"), (int) g.number("b")));
    }

    static final Exercise MEAN = Exercise.of(
            "00.mean",
            "(a, b) -> (a + b) / 2.0",
            List.of(
                    Given.of("00.mean", 0).set("a", 3).set("b", 8),
                    Given.of("00.mean", 1).set("a", -4).set("b", 9),
                    Given.of("00.mean", 2).set("a", 7).set("b", 1)),
            Part.number("mean", g -> (g.number("a") + g.number("b")) / 2)
                    .wrongNumber(Mistake.INTEGER_DIVISION, g -> ((int) g.number("a") + (int) g.number("b")) / 2)
                    .wrongNumber(Mistake.ZERO, g -> 0)
                    .wrongNumber(Mistake.MEAN_MISSING, g -> g.number("a") + g.number("b"))
                    .wrongNumber(Mistake.DIFFERENCE_FOR_SUM, g -> (g.number("a") - g.number("b")) / 2)
                    .again(Mistake.DIFFERENCE_FOR_SUM, g -> (g.number("b") - g.number("a")) / 2)
                    .wrongNumber(Mistake.BRACKETS_MISSING, g -> g.number("a") + g.number("b") / 2)
                    .again(Mistake.BRACKETS_MISSING, g -> g.number("a") + (int) g.number("b") / 2));

    /**
     * The digit that a network answers: the place of the largest of its probabilities, counted from 0.
     *
     * @param digit from the ten probabilities to the digit
     */
    public static Check digit(Formula.One<double[]> digit) {
        Require.notNull("digit", digit, "p -> …");
        return DIGIT.check(g -> digit.of(g.row("p")));
    }

    static final Exercise DIGIT = Exercise.of(
                    "00.digit",
                    "p -> { int best = 0; for (int k = 1; k < p.length; k++) if (p[k] > p[best]) best = k; return best; }",
                    List.of(
                            probabilities(0, 0.1, 0, 0.1, 0, 0.2, 0.1, 0, 0.5, 0, 0),
                            probabilities(1, 0.4, 0.1, 0.2, 0, 0, 0.1, 0, 0.2, 0, 0),
                            probabilities(2, 0, 0.3, 0, 0.1, 0, 0, 0.2, 0, 0, 0.4),
                            probabilities(3, 0, 0.2, 0, 0.7, 0, 0, 0, 0, 0.1, 0),
                            probabilities(5, 0.1, 0.15, 0.1, 0.05, 0.1, 0.1, 0.1, 0.1, 0.2, 0)),
                    Part.number("digit", g -> place(g.row("p"), 1))
                            .wrongNumber(Mistake.LARGEST_ITSELF, g -> g.row("p")[place(g.row("p"), 1)])
                            .wrongNumber(Mistake.SMALLEST_FOR_LARGEST, g -> place(g.row("p"), -1))
                            .wrongNumber(Mistake.LIMIT_FOR_LARGEST, g -> Math.max(0, firstAbove(g.row("p"), 0.5)))
                            .again(Mistake.LIMIT_FOR_LARGEST, g -> firstAbove(g.row("p"), 0.5))
                            .wrongNumber(Mistake.LARGEST_NOT_KEPT, g -> lastAbove(g.row("p"), g.row("p")[0]))
                            .again(Mistake.LARGEST_NOT_KEPT, g -> lastAbove(g.row("p"), 0))
                            .again(Mistake.LARGEST_NOT_KEPT, g -> Math.max(0, firstAbove(g.row("p"), g.row("p")[0])))
                            .sum("p"))
            .ours(probabilities(4, 0, 0, 0, 0.9984, 0, 0, 0, 0, 0.001, 0.0004)); // the 3 on the pad

    private static Given probabilities(int index, double... p) {
        return Given.of("00.digit", index).set("p", p);
    }

    /** Of the largest number (sign 1) or the smallest (−1): the first, if there are several. */
    private static int place(double[] p, int sign) {
        int best = 0;
        for (int k = 1; k < p.length; k++) if (sign * p[k] > sign * p[best]) best = k;
        return best;
    }

    /** −1 if none is. */
    private static int firstAbove(double[] p, double limit) {
        for (int k = 0; k < p.length; k++) if (p[k] > limit) return k;
        return -1;
    }

    private static int lastAbove(double[] p, double limit) {
        int last = 0;
        for (int k = 0; k < p.length; k++) if (p[k] > limit) last = k;
        return last;
    }

    /**
     * How many numbers a network of 784 inputs, so many hidden neurons and 10 outputs learns.
     *
     * @param size from the hidden neurons to the number of parameters
     */
    public static Check size(Formula.One<Integer> size) {
        Require.notNull("size", size, "hidden -> …");
        return SIZE.check(g -> size.of((int) g.number("hidden")));
    }

    static final Exercise SIZE = Exercise.of(
                    "00.size",
                    "hidden -> (784 + 1) * hidden + (hidden + 1) * 10",
                    List.of(hidden(0, 32), hidden(1, 8), hidden(2, 100)),
                    Part.number("size", g -> 795 * g.number("hidden") + 10)
                            .wrongNumber(Mistake.BIASES_FORGOTTEN, g -> 794 * g.number("hidden"))
                            .wrongNumber(Mistake.ONE_BIAS, g -> 794 * g.number("hidden") + 2)
                            .wrongNumber(Mistake.BIAS_FOR_EACH_INPUT, g -> 795 * g.number("hidden") + 784)
                            .wrongNumber(Mistake.LAYER_FORGOTTEN, g -> 785 * g.number("hidden"))
                            .wrongNumber(Mistake.OUTPUT_BIASES_FORGOTTEN, g -> 795 * g.number("hidden"))
                            .wrongNumber(Mistake.HIDDEN_BIASES_FORGOTTEN, g -> 794 * g.number("hidden") + 10)
                            .wrongNumber(Mistake.SECOND_LAYER_UNCHANGED, g -> 785 * g.number("hidden") + 330)
                            .wrongNumber(Mistake.PRODUCT_FOR_SUM, g -> 785 * 11 * g.number("hidden"))
                            .again(Mistake.PRODUCT_FOR_SUM, g -> 784 * 10 * g.number("hidden"))
                            .wrongNumber(Mistake.SECOND_WEIGHTS_FORGOTTEN, g -> 785 * g.number("hidden") + 10)
                            .wrongNumber(Mistake.SUM_FOR_PRODUCT, g -> 784 + g.number("hidden") + 10))
            .ours(hidden(3, 32));

    private static Given hidden(int index, int hidden) {
        return Given.of("00.size", index).set("hidden", hidden);
    }

    /**
     * The test accuracies of four networks: after one epoch, with seed 43, with 8 and with 128 hidden neurons.
     *
     * @param shares four numbers from 0 to 1
     */
    public static Check accuracies(@Nullable Object shares) {
        return ACCURACIES.check(g -> shares);
    }

    /** {@code PretrainedTest} trains them. */
    static final Exercise ACCURACIES = Exercise.of(
            "00.accuracies",
            "List.of(0.9389, 0.9545, 0.9185, 0.9707)",
            accuracy("epochs(1)", 0.9389).wrongNumber(Mistake.NOT_BUILT_ANEW, g -> 0.9621),
            accuracy("seed(43)", 0.9545),
            accuracy("dense(8)", 0.9185).wrongNumber(Mistake.SWAPPED, g -> 0.9707),
            accuracy("dense(128)", 0.9707).wrongNumber(Mistake.SWAPPED, g -> 0.9185));

    private static Part accuracy(String name, double share) {
        return Part.number(name, g -> share)
                .factor(Mistake.PER_CENT, g -> 100)
                .wrongNumber(Mistake.NOTHING_CHANGED, g -> 0.9597);
    }

    private static List<Given> whole(int... numbers) {
        List<Given> cases = new ArrayList<>();
        for (int v : numbers) cases.add(Given.of("00.square", cases.size()).set("v", v));
        return cases;
    }
}
