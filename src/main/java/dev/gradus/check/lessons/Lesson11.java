package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 11: what keeps a network from learning by heart, and who may choose. */
public final class Lesson11 {
    private Lesson11() {}

    /**
     * The epoch whose weights early stopping takes back.
     *
     * @param kept from the validation losses, one an epoch, and the patience to an index among them
     */
    public static Check kept(Formula.Two<double[], Integer> kept) {
        Require.notNull("kept", kept, "(losses, patience) -> …");
        return KEPT.check(g -> kept.of(g.row("losses"), (int) g.number("patience")));
    }

    static final Exercise KEPT = Exercise.of(
                    "11.kept",
                    """
            (losses, patience) -> {
                int best = 0;
                for (int i = 1; i < losses.length && i - best <= patience; i++) if (losses[i] < losses[best]) best = i;
                return best;
            }""",
                    List.of(
                            waits(0, 3, 1.9, 1.4, 1.2, 1.3, 1.1, 1.2, 1.3, 1.4, 0.9),
                            waits(1, 2, 0.9, 0.7, 0.8, 0.6, 0.7, 0.8, 0.5, 0.4),
                            waits(2, 2, 0.5, 0.6, 0.7, 0.4, 0.3),
                            waits(3, 4, 1.6, 1.5, 1.7, 1.8, 1.2, 1.1, 1.3, 1.4, 1.2, 1.6, 1.0),
                            waits(5, 3, 1, 1.2, 0.9, 1, 0.8, 0.9, 0.7, 0.8, 0.9, 1)),
                    Part.number("index", g -> best(g, g.number("patience")))
                            .wrongNumber(
                                    Mistake.STOP_FOR_BEST, g -> best(g, g.number("patience")) + g.number("patience"))
                            .wrongNumber(Mistake.PATIENCE_ENDLESS, g -> best(g, 100))
                            .wrongNumber(Mistake.IMPATIENT, g -> best(g, 1))
                            .wrongNumber(Mistake.WAITED_IN_ALL, g -> waiting(g, false))
                            .wrongNumber(Mistake.FALL_FOR_LOWEST, g -> waiting(g, true)))
            .ours(waits(4, 3, 1.2, 0.9, 0.8, 0.8, 0.9, 1));

    private static Given waits(int index, int patience, double... losses) {
        return Given.of("11.kept", index).set("losses", losses).set("patience", patience);
    }

    private static int best(Given g, double patience) {
        double[] losses = g.row("losses");
        int best = 0;
        for (int i = 1; i < losses.length && i - best <= patience; i++) if (losses[i] < losses[best]) best = i;
        return best;
    }

    /** Counts the epochs waited for, but never from 0 again; or looks for a fall in place of a new lowest value. */
    private static int waiting(Given g, boolean falls) {
        double[] losses = g.row("losses");
        int best = 0;
        int waited = 0;
        for (int i = 1; i < losses.length; i++) {
            if (losses[i] < losses[falls ? i - 1 : best]) {
                best = i;
                if (falls) waited = 0;
            } else if (++waited == (int) g.number("patience")) return best;
        }
        return best;
    }

    /**
     * One step of descent with a price on the weight.
     *
     * @param priced from w, the gradient g of the loss, η and λ to the new w with λ|w| in the cost, and with λw²
     */
    public static Check priced(Formula.Four<Double, Double, Double, Double> priced) {
        Require.notNull("priced", priced, "(w, g, eta, lambda) -> …");
        return PRICED.check(g -> priced.of(g.number("w"), g.number("g"), g.number("eta"), g.number("lambda")));
    }

    static final Exercise PRICED = Exercise.of(
                    "11.priced",
                    "(w, g, eta, lambda) -> List.of(w - eta * (g + lambda * Math.signum(w)), w - eta * (g + 2 * lambda * w))",
                    List.of(
                            price(0, 1.3, 0.4, 0.2, 0.5),
                            price(1, -0.7, 0.6, 0.3, 0.8),
                            price(2, -1.6, -0.5, 0.4, 0.3),
                            price(4, 0.1, 0.25, 0.2, 0.2)),
                    step("L1", Math::signum, Math::abs)
                            .wrongNumber(Mistake.PUSHED_ONE_WAY, g -> step(g, w -> 1, g.number("eta")))
                            .wrongNumber(Mistake.SWAPPED, g -> step(g, w -> 2 * w, g.number("eta"))),
                    step("L2", w -> 2 * w, w -> w * w)
                            .wrongNumber(Mistake.SQUARE_WITHOUT_TWO, g -> step(g, w -> w, g.number("eta")))
                            .wrongNumber(Mistake.SWAPPED, g -> step(g, Math::signum, g.number("eta"))))
            .ours(price(3, 0.5, 0, 0.1, 1));

    private static Given price(int index, double w, double slope, double eta, double lambda) {
        return Given.of("11.priced", index)
                .set("w", w)
                .set("g", slope)
                .set("eta", eta)
                .set("lambda", lambda);
    }

    private static Part step(String name, DoubleUnaryOperator slope, DoubleUnaryOperator price) {
        return Part.number(name, g -> step(g, slope, g.number("eta")))
                .wrongNumber(Mistake.LOSS_FOR_SLOPE, g -> step(g, price, g.number("eta")))
                .wrongNumber(Mistake.PUSHED_AWAY, g -> step(g, w -> -slope.applyAsDouble(w), g.number("eta")))
                .wrongNumber(Mistake.RATE_MISSING, g -> step(g, slope, 1))
                .wrongNumber(Mistake.UPHILL, g -> step(g, slope, -g.number("eta")))
                .wrongNumber(Mistake.STEP_ALONE, g -> step(g, slope, g.number("eta")) - g.number("w"))
                .wrongNumber(Mistake.PRICE_MISSING, g -> step(g, w -> 0, g.number("eta")))
                .wrongNumber(
                        Mistake.PRICE_WITHOUT_RATE,
                        g -> step(g, w -> slope.applyAsDouble(w) / g.number("eta"), g.number("eta")));
    }

    /** w − η (g + λ · slope(w)). */
    private static double step(Given g, DoubleUnaryOperator slope, double eta) {
        double w = g.number("w");
        return w - eta * (g.number("g") + g.number("lambda") * slope.applyAsDouble(w));
    }

    /**
     * A weight that moves towards 0 and ends there.
     *
     * @param shrink from w and a length c to the new w
     */
    public static Check shrink(Formula.Two<Double, Double> shrink) {
        Require.notNull("shrink", shrink, "(w, c) -> …");
        return SHRINK.check(g -> shrink.of(g.number("w"), g.number("c")));
    }

    static final Exercise SHRINK = Exercise.of(
                    "11.shrink",
                    "(w, c) -> Math.signum(w) * Math.max(0, Math.abs(w) - c)",
                    List.of(length(0, 0.7, 0.2), length(1, -0.8, 0.3), length(2, 0.1, 0.4), length(3, -0.2, 0.5)),
                    Part.number("w", g -> Math.signum(g.number("w")) * left(g))
                            .wrongNumber(
                                    Mistake.PAST_ZERO, g -> g.number("w") - Math.signum(g.number("w")) * g.number("c"))
                            .wrongNumber(Mistake.SIDES_CHANGED, Lesson11::left)
                            .wrongNumber(Mistake.POSITIVE_ONLY, g -> Math.max(0, g.number("w") - g.number("c")))
                            .wrongNumber(Mistake.CUT_NOT_SHRUNK, g -> left(g) > 0 ? g.number("w") : 0)
                            .wrongNumber(Mistake.PUSHED_ONE_WAY, g -> g.number("w") - g.number("c"))
                            .wrongNumber(Mistake.SHARE_FOR_LENGTH, g -> g.number("w") * (1 - g.number("c"))))
            .ours(length(4, -0.25, 0.2));

    private static Given length(int index, double w, double c) {
        return Given.of("11.shrink", index).set("w", w).set("c", c);
    }

    private static double left(Given g) {
        return Math.max(0, Math.abs(g.number("w")) - g.number("c"));
    }

    /**
     * What a layer passes on under dropout, in training.
     *
     * @param drop from the activations a, a mask of ones (stays) and zeros (is silent), and the share p that is silenced, to
     *     as many numbers
     */
    public static Check drop(Formula.Three<double[], double[], Double> drop) {
        Require.notNull("drop", drop, "(a, mask, p) -> …");
        return DROP.check(g -> drop.of(g.row("a"), g.row("mask"), g.number("p")));
    }

    static final Exercise DROP = Exercise.of(
                    "11.drop",
                    """
            (a, mask, p) -> {
                double[] passed = new double[a.length];
                for (int i = 0; i < a.length; i++) passed[i] = a[i] * mask[i] / (1 - p);
                return passed;
            }""",
                    List.of(
                            masked(0, 0.25, 1, 0, 1, 1),
                            masked(1, 0.4, 0, 1, 1, 0, 1),
                            masked(2, 0.8, 0, 0, 1),
                            masked(3, 0.2, 1, 1, 0, 1, 1)),
                    Part.of("passed", passed(g -> 1 / (1 - g.number("p"))))
                            .mistake(Mistake.MEAN_NOT_KEPT, passed(g -> 1))
                            .mistake(Mistake.SHARE_TURNED, passed(g -> 1 / g.number("p")))
                            .mistake(Mistake.SMALLER_FOR_LARGER, passed(g -> 1 - g.number("p")))
                            .mistake(
                                    Mistake.MASK_TURNED,
                                    g -> passed(g, g.m("mask").map(v -> 1 - v), 1 / (1 - g.number("p")))))
            .ours(Given.of("11.drop", 4).set("a", 1, 0.6).set("mask", 1, 0).set("p", 0.5));

    private static Given masked(int index, double p, double... mask) {
        return Given.of("11.drop", index)
                .draw("a", 1, mask.length, Math::abs)
                .set("mask", mask)
                .set("p", p);
    }

    private static Function<Given, Matrix> passed(ToDoubleFunction<Given> scale) {
        return g -> passed(g, g.m("mask"), scale.applyAsDouble(g));
    }

    private static Matrix passed(Given g, Matrix mask, double scale) {
        Matrix a = g.m("a");
        for (int i = 0; i < a.size(); i++) a.set(0, i, a.get(0, i) * mask.get(0, i) * scale);
        return a;
    }

    /**
     * How likely at least one of many settings looks good by luck alone.
     *
     * @param chance from the probability p that one does, and their number n, to that of at least one
     */
    public static Check chance(Formula.Two<Double, Integer> chance) {
        Require.notNull("chance", chance, "(p, n) -> …");
        return CHANCE.check(g -> chance.of(g.number("p"), (int) g.number("n")));
    }

    static final Exercise CHANCE = Exercise.of(
                    "11.chance",
                    "(p, n) -> 1 - Math.pow(1 - p, n)",
                    List.of(tries(0, 0.1, 5), tries(1, 0.3, 4), tries(2, 0.01, 3), tries(3, 0.6, 2)),
                    Part.number("probability", g -> 1 - power(1 - g.number("p"), g))
                            .wrongNumber(Mistake.CHANCES_ADDED, g -> g.number("p") * g.number("n"))
                            .wrongNumber(Mistake.ALL_FOR_ONE, g -> power(g.number("p"), g))
                            .wrongNumber(Mistake.NONE_FOR_ONE, g -> power(1 - g.number("p"), g))
                            .wrongNumber(Mistake.NOT_ALL_FOR_ONE, g -> 1 - power(g.number("p"), g)))
            .ours(tries(4, 0.05, 200));

    private static Given tries(int index, double p, int n) {
        return Given.of("11.chance", index).set("p", p).set("n", n);
    }

    private static double power(double base, Given g) {
        return Functions.pow(base, g.number("n"));
    }

    /**
     * Which part of the data is for what.
     *
     * @param numbers those of the parts, in the order of the cases, e.g. {@code List.of(1, 2, 3, 1)}
     */
    public static Check whichData(@Nullable Object numbers) {
        return WHICH_DATA.check(g -> numbers);
    }

    static final Exercise WHICH_DATA = Exercise.of(
            "11.which-data",
            "List.of(2, 1, 2, 3)",
            chooser("A"),
            Part.number("B", g -> 1).wrongNumber(Mistake.LEAKED, g -> 3).again(Mistake.LEAKED, g -> 2),
            chooser("C"),
            Part.number("D", g -> 3)
                    .wrongNumber(Mistake.CHOSEN_REPORTED, g -> 2)
                    .again(Mistake.CHOSEN_REPORTED, g -> 1));

    private static Part chooser(String name) {
        return Part.number(name, g -> 2)
                .wrongNumber(Mistake.TEST_CHOOSES, g -> 3)
                .wrongNumber(Mistake.TRAINING_CHOOSES, g -> 1);
    }
}
