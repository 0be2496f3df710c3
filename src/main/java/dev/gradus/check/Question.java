package dev.gradus.check;

import dev.gradus.errors.ArgumentException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction is held against; its words, and what would tell its answer, stand in the language bundle.
 *
 * @param usual the option that comes true with the numbers of the lesson; empty where a number is asked for
 * @param decide from the truth, one number or several, to the option that it is, or "" for none of them; null where a
 *     number is asked for
 * @param close how far a guessed number may be off to be called close
 * @param diverged the option that an infinite or undefined truth is; empty where it is none, since nobody wins then
 */
record Question(String usual, @Nullable Function<double[], String> decide, double close, String diverged) {
    static final Map<String, Question> ALL = new TreeMap<>();

    static {
        choice("00.no-digit", "c", v -> v > 0.5 ? "c" : v < 0.2 ? "a" : "b");
        choice("00.order", "b", v -> v < 3.5 ? "a" : "b");
        choice("00.half", "b", v -> v == 0 ? "b" : "a");
        choice("01.first-step", "a", bySign("a", "c", "b"));
        choiceOrDiverged("01.too-large", "c", v -> v > 1 ? "c" : v < 1 ? "a" : "b");
        choice("01.small-rate", "b", v -> v > 1 ? "b" : v < 1 ? "a" : "c");
        choice("05.silent", "a", bySign("c", "a", "b"));
        number("05.loss-after", 0.3);
        number("08.untrained", 4);
        number("08.test-accuracy", 1);
        choiceOfSeveral("08.order", "b", Question::order);
    }

    /** Decided by one number. */
    private static void choice(String key, String usual, DoubleFunction<String> decide) {
        choiceOfSeveral(key, usual, truth -> decide.apply(truth[0]));
    }

    /** Where to diverge is what usually happens, and an answer. */
    private static void choiceOrDiverged(String key, String usual, DoubleFunction<String> decide) {
        ALL.put(key, new Question(usual, truth -> decide.apply(truth[0]), 0, usual));
    }

    /** Decided by several numbers, such as one of each run in a race. */
    private static void choiceOfSeveral(String key, String usual, Function<double[], String> decide) {
        ALL.put(key, new Question(usual, decide, 0, ""));
    }

    private static void number(String key, double close) {
        ALL.put(key, new Question("", null, close, ""));
    }

    private static DoubleFunction<String> bySign(String negative, String zero, String positive) {
        return v -> v < 0 ? negative : v > 0 ? positive : zero;
    }

    /** Of the accuracies that 0.001, 0.01, 0.1 and 10 reached. */
    private static String order(double[] reached) {
        boolean rises = reached[0] < reached[1] && reached[1] < reached[2];
        if (rises && reached[3] < reached[0]) return "b";
        if (rises && reached[2] < reached[3]) return "c";
        boolean falls = reached[0] > reached[1] && reached[1] > reached[2] && reached[2] > reached[3];
        return falls ? "a" : "";
    }

    boolean isNumber() {
        return decide == null;
    }

    /** The numbers that were measured, double[], or the letter of an option; refuses what can't be a truth. */
    Object truth(String key, Object truth) {
        if (truth instanceof Number number) return new double[] {number.doubleValue()};
        if (truth instanceof double[] several && several.length > 0 && !isNumber()) return several.clone();
        if (truth instanceof String option && !isNumber() && Texts.LESSONS.has("predict." + key + "." + option))
            return option;
        String expected = isNumber() ? "a number" : "a number, several of them, or the letter of an option";
        throw new ArgumentException(
                "the truth about " + key + " must be " + expected + ", but is " + truth, "truth", expected, truth);
    }
}
