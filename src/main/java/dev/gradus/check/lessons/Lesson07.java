package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import java.util.List;

/** The exercises of lesson 07, yes or no. */
public final class Lesson07 {
    private Lesson07() {}

    /**
     * What the four counts of a confusion matrix are worth.
     *
     * @param rates from true positives, false negatives, false positives and true negatives to precision, recall and F1
     */
    public static Check rates(Formula.Four<Integer, Integer, Integer, Integer> rates) {
        Require.notNull("rates", rates, "(tp, fn, fp, tn) -> …");
        return RATES.check(
                g -> rates.of((int) g.number("tp"), (int) g.number("fn"), (int) g.number("fp"), (int) g.number("tn")));
    }

    static final Exercise RATES = Exercise.of(
                    "07.rates",
                    """
                    (tp, fn, fp, tn) -> {
                        double precision = (double) tp / (tp + fp);
                        double recall = (double) tp / (tp + fn);
                        return List.of(precision, recall, 2 * precision * recall / (precision + recall));
                    }""",
                    List.of(counts(0, 30, 12, 9, 70), counts(1, 8, 3, 24, 51), counts(2, 1, 30, 20, 44)),
                    Part.number("precision", Lesson07::precision)
                            .wrongNumber(Mistake.INTEGER_DIVISION, g -> 0)
                            .wrongNumber(Mistake.OTHER_TOTAL, Lesson07::recall)
                            .wrongNumber(Mistake.ACCURACY_TAKEN, Lesson07::accuracy)
                            .wrongNumber(Mistake.WRONG_ONES_COUNTED, g -> 1 - precision(g)),
                    Part.number("recall", Lesson07::recall)
                            .wrongNumber(Mistake.INTEGER_DIVISION, g -> 0)
                            .wrongNumber(Mistake.OTHER_TOTAL, Lesson07::precision)
                            .wrongNumber(Mistake.ACCURACY_TAKEN, Lesson07::accuracy)
                            .wrongNumber(Mistake.WRONG_ONES_COUNTED, g -> 1 - recall(g)),
                    Part.number("F1", Lesson07::f1)
                            .wrongNumber(Mistake.PLAIN_MEAN, g -> (precision(g) + recall(g)) / 2)
                            .wrongNumber(
                                    Mistake.DIFFERENCE_FOR_SUM,
                                    g -> 2 * precision(g) * recall(g) / (precision(g) - recall(g)))
                            .wrongNumber(Mistake.PRODUCT_ALONE, g -> precision(g) * recall(g))
                            .again(Mistake.PRODUCT_ALONE, g -> 2 * precision(g) * recall(g))
                            .factor(Mistake.TWO_MISSING, g -> 0.5))
            .ours(counts(3, 59, 5, 28, 79));

    private static Given counts(int index, int tp, int fn, int fp, int tn) {
        return Given.of("07.rates", index)
                .set("tp", tp)
                .set("fn", fn)
                .set("fp", fp)
                .set("tn", tn);
    }

    private static double precision(Given g) {
        return g.number("tp") / (g.number("tp") + g.number("fp"));
    }

    private static double recall(Given g) {
        return g.number("tp") / (g.number("tp") + g.number("fn"));
    }

    private static double accuracy(Given g) {
        return (g.number("tp") + g.number("tn")) / (g.number("tp") + g.number("fn") + g.number("fp") + g.number("tn"));
    }

    private static double f1(Given g) {
        return 2 * precision(g) * recall(g) / (precision(g) + recall(g));
    }

    /**
     * The area below a ROC curve without the curve.
     *
     * @param area from the scores of the ill and those of the healthy to the probability that an ill one's is the higher
     */
    public static Check area(Formula.Two<double[], double[]> area) {
        Require.notNull("area", area, "(ill, healthy) -> …");
        return AREA.check(g -> area.of(g.row("ill"), g.row("healthy")));
    }

    static final Exercise AREA = Exercise.of(
                    "07.area",
                    """
                    (ill, healthy) -> {
                        double wins = 0;
                        for (double p : ill)
                            for (double q : healthy) wins += p > q ? 1 : p == q ? 0.5 : 0;
                        return wins / (ill.length * healthy.length);
                    }""",
                    List.of(
                            scores(0, new double[] {0.9, 0.6, 0.4}, 0.6, 0.1, 0.3, 0.7),
                            scores(1, new double[] {0.8, 0.2}, 0.5, 0.2, 0.2, 0.9, 0.1),
                            scores(2, new double[] {0.1, 0.2, 0.3, 0.15}, 0.9, 0.7, 0.2, 0.8, 0.6, 0.95)),
                    Part.number("area", g -> pairs(g, 1, 0.5, 0) / all(g))
                            .wrongNumber(Mistake.ZERO, g -> 0) // a quotient of whole numbers
                            .wrongNumber(Mistake.TIES_WHOLE, g -> pairs(g, 1, 1, 0) / all(g))
                            .wrongNumber(Mistake.TIES_LOST, g -> pairs(g, 1, 0, 0) / all(g))
                            .wrongNumber(Mistake.TURNED_ROUND, g -> pairs(g, 0, 0.5, 1) / all(g))
                            .again(Mistake.TURNED_ROUND, g -> pairs(g, 0, 1, 1) / all(g))
                            .again(Mistake.TURNED_ROUND, g -> pairs(g, 0, 0, 1) / all(g))
                            .wrongNumber(Mistake.NOT_OF_ALL_PAIRS, g -> pairs(g, 1, 0.5, 0))
                            .again(Mistake.NOT_OF_ALL_PAIRS, g -> pairs(g, 1, 0.5, 0) / g.row("ill").length)
                            .again(
                                    Mistake.NOT_OF_ALL_PAIRS,
                                    g -> pairs(g, 1, 0.5, 0) / (g.row("ill").length + g.row("healthy").length)))
            .ours(scores(3, new double[] {0.7, 0.4}, 0.4, 0.1));

    private static Given scores(int index, double[] ill, double... healthy) {
        return Given.of("07.area", index).set("ill", ill).set("healthy", healthy);
    }

    private static double pairs(Given g, double higher, double tie, double lower) {
        double sum = 0;
        for (double p : g.row("ill")) for (double q : g.row("healthy")) sum += p > q ? higher : p == q ? tie : lower;
        return sum;
    }

    private static double all(Given g) {
        return g.row("ill").length * g.row("healthy").length;
    }

    /**
     * From which probability on a yes is cheaper than a no, if the probability is honest.
     *
     * @param threshold from the cost of a miss and that of a false alarm to the probability
     */
    public static Check threshold(Formula.Two<Double, Double> threshold) {
        Require.notNull("threshold", threshold, "(miss, alarm) -> …");
        return THRESHOLD.check(g -> threshold.of(g.number("miss"), g.number("alarm")));
    }

    static final Exercise THRESHOLD = Exercise.of(
                    "07.threshold",
                    "(miss, alarm) -> alarm / (miss + alarm)",
                    List.of(costs(0, 4, 1), costs(1, 2.5, 3), costs(2, 60, 2)),
                    Part.number("t", g -> g.number("alarm") / (g.number("miss") + g.number("alarm")))
                            .wrongNumber(
                                    Mistake.SWAPPED, g -> g.number("miss") / (g.number("miss") + g.number("alarm")))
                            .wrongNumber(Mistake.ODDS, g -> g.number("alarm") / g.number("miss"))
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> g.number("miss") / g.number("alarm"))
                            .again(Mistake.UPSIDE_DOWN, g -> (g.number("miss") + g.number("alarm")) / g.number("alarm"))
                            .wrongNumber(Mistake.OWN_COST_MISSING, g -> 1 / (g.number("miss") + g.number("alarm")))
                            .again(Mistake.OWN_COST_MISSING, g -> 1 / g.number("miss"))
                            .again(Mistake.OWN_COST_MISSING, g -> 1 / (1 + g.number("miss"))))
            .ours(costs(3, 10, 1));

    private static Given costs(int index, double miss, double alarm) {
        return Given.of("07.threshold", index).set("miss", miss).set("alarm", alarm);
    }

    /**
     * The standard error of a share.
     *
     * @param error from the share that was found and the number of patients that it is a share of
     */
    public static Check standardError(Formula.Two<Double, Integer> error) {
        Require.notNull("error", error, "(share, n) -> …");
        return STANDARD_ERROR.check(g -> error.of(g.number("share"), (int) g.number("n")));
    }

    static final Exercise STANDARD_ERROR = Exercise.of(
                    "07.standard-error",
                    "(share, n) -> Math.sqrt(share * (1 - share) / n)",
                    List.of(found(0, 0.6, 10), found(1, 0.25, 40), found(2, 0.1, 500)),
                    Part.number("error", g -> Math.sqrt(variance(g) / g.number("n")))
                            .wrongNumber(Mistake.VARIANCE_FOR_DEVIATION, g -> variance(g) / g.number("n"))
                            .wrongNumber(Mistake.ROOT_OF_N, g -> Math.sqrt(variance(g)) / g.number("n"))
                            .wrongNumber(Mistake.OF_A_SINGLE_ONE, g -> Math.sqrt(variance(g)))
                            .again(Mistake.OF_A_SINGLE_ONE, Lesson07::variance)
                            .wrongNumber(Mistake.MEAN_OVER_ONE_LESS, g -> Math.sqrt(variance(g) / (g.number("n") - 1)))
                            .wrongNumber(Mistake.OTHERS_MISSING, g -> Math.sqrt(g.number("share") / g.number("n"))))
            .ours(found(3, 5 / 5.0, 5));

    private static Given found(int index, double share, int n) {
        return Given.of("07.standard-error", index).set("share", share).set("n", n);
    }

    private static double variance(Given g) {
        return g.number("share") * (1 - g.number("share"));
    }

    /**
     * A share and its error with two more found and two more missed, so that 5 of 5 leaves a doubt. A. Agresti and B.
     * Coull, 1998.
     *
     * @param plusFour from how many were found of how many to the share and its standard error
     */
    public static Check plusFour(Formula.Two<Integer, Integer> plusFour) {
        Require.notNull("plusFour", plusFour, "(found, of) -> …");
        return PLUS_FOUR.check(g -> plusFour.of((int) g.number("found"), (int) g.number("of")));
    }

    static final Exercise PLUS_FOUR = Exercise.of(
                    "07.plus-four",
                    """
                    (found, of) -> {
                        double share = (found + 2.0) / (of + 4);
                        return List.of(share, Math.sqrt(share * (1 - share) / (of + 4)));
                    }""",
                    List.of(some(0, 7, 9), some(1, 0, 500), some(2, 3, 12)),
                    Part.number("share", g -> more(g))
                            .wrongNumber(Mistake.INTEGER_DIVISION, g -> 0)
                            .wrongNumber(Mistake.NONE_ADDED, g -> g.number("found") / g.number("of"))
                            .wrongNumber(Mistake.FOUND_ONES_ALONE, g -> (g.number("found") + 2) / (g.number("of") + 2))
                            .again(Mistake.FOUND_ONES_ALONE, g -> (g.number("found") + 2) / g.number("of"))
                            .wrongNumber(Mistake.MISSED_ONES_ALONE, g -> g.number("found") / (g.number("of") + 4)),
                    Part.number("error", g -> error(more(g), g.number("of") + 4))
                            .wrongNumber(Mistake.NONE_ADDED, g -> error(more(g), g.number("of")))
                            .again(Mistake.NONE_ADDED, g -> error(g.number("found") / g.number("of"), g.number("of")))
                            .wrongNumber(
                                    Mistake.VARIANCE_FOR_DEVIATION,
                                    g -> more(g) * (1 - more(g)) / (g.number("of") + 4)))
            .ours(some(3, 5, 5));

    private static Given some(int index, int found, int of) {
        return Given.of("07.plus-four", index).set("found", found).set("of", of);
    }

    private static double more(Given g) {
        return (g.number("found") + 2) / (g.number("of") + 4);
    }

    private static double error(double share, double n) {
        return Math.sqrt(share * (1 - share) / n);
    }

    /**
     * What a program that knows the future has to do wrong in a group, if it shall refuse a fixed share of it.
     *
     * @param knowing from the share of credits that go bad and the share to be refused to the share of the good ones that
     *     are refused, and that of the bad ones that are granted
     */
    public static Check knowing(Formula.Two<Double, Double> knowing) {
        Require.notNull("knowing", knowing, "(bad, refused) -> …");
        return KNOWING.check(g -> knowing.of(g.number("bad"), g.number("refused")));
    }

    static final Exercise KNOWING = Exercise.of(
                    "07.knowing",
                    """
                    (bad, refused) -> List.of(
                        Math.max(0, refused - bad) / (1 - bad),
                        Math.max(0, bad - refused) / bad)""",
                    List.of(group(0, 0.5, 0.3), group(1, 0.2, 0.35), group(2, 0.4, 0.25), group(3, 0.1, 0.6)),
                    Part.number("good refused", g -> Math.max(0, tooMany(g)) / (1 - g.number("bad")))
                            .wrongNumber(Mistake.OF_THE_WHOLE_GROUP, g -> Math.max(0, tooMany(g)))
                            .wrongNumber(Mistake.BELOW_NOTHING, g -> tooMany(g) / (1 - g.number("bad")))
                            .wrongNumber(Mistake.OTHER_TOTAL, g -> Math.max(0, tooMany(g)) / g.number("bad"))
                            .wrongNumber(Mistake.SWAPPED, g -> Math.max(0, -tooMany(g)) / g.number("bad")),
                    Part.number("bad granted", g -> Math.max(0, -tooMany(g)) / g.number("bad"))
                            .wrongNumber(Mistake.OF_THE_WHOLE_GROUP, g -> Math.max(0, -tooMany(g)))
                            .wrongNumber(Mistake.BELOW_NOTHING, g -> -tooMany(g) / g.number("bad"))
                            .wrongNumber(Mistake.OTHER_TOTAL, g -> Math.max(0, -tooMany(g)) / (1 - g.number("bad")))
                            .wrongNumber(Mistake.SWAPPED, g -> Math.max(0, tooMany(g)) / (1 - g.number("bad"))))
            .ours(group(4, 80 / 190.0, 0.3));

    private static Given group(int index, double bad, double refused) {
        return Given.of("07.knowing", index).set("bad", bad).set("refused", refused);
    }

    private static double tooMany(Given g) {
        return g.number("refused") - g.number("bad");
    }
}
