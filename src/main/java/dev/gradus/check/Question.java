package dev.gradus.check;

import dev.gradus.errors.ArgumentException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a prediction is held against; its words stand in the language bundle.
 *
 * @param usual the option that comes true with the numbers of the lesson; empty where a number is asked for
 * @param decide from the truth, a number, to the option that it is; null where the truth is an option itself
 * @param close how far a guessed number may be off to be called close
 */
record Question(String usual, @Nullable DoubleFunction<String> decide, double close) {
    static final Map<String, Question> ALL = new TreeMap<>();

    static {
        choice("00.no-digit", "c", v -> v > 0.5 ? "c" : v < 0.2 ? "a" : "b");
        choice("00.order", "b", v -> v < 3.5 ? "a" : "b");
        choice("00.half", "b", v -> v == 0 ? "b" : "a");
        choice("01.first-step", "a", bySign("a", "c", "b"));
        choice("01.too-large", "c", v -> v > 1 ? "c" : v < 1 ? "a" : "b");
        choice("01.small-rate", "b", v -> v > 1 ? "b" : v < 1 ? "a" : "c");
        choice("05.silent", "a", bySign("c", "a", "b"));
        number("05.loss-after", 0.3);
        number("08.untrained", 4);
        number("08.test-accuracy", 1);
        choice("08.order", "b", null);
    }

    private static void choice(String key, String usual, @Nullable DoubleFunction<String> decide) {
        ALL.put(key, new Question(usual, decide, 0));
    }

    private static void number(String key, double close) {
        ALL.put(key, new Question("", null, close));
    }

    private static DoubleFunction<String> bySign(String negative, String zero, String positive) {
        return v -> v < 0 ? negative : v > 0 ? positive : zero;
    }

    boolean isNumber() {
        return usual.isEmpty();
    }

    /** Which option the truth is. */
    String option(String key, Object truth) {
        if (truth instanceof Number number && decide != null) return decide.apply(number.doubleValue());
        if (truth instanceof String option && Texts.LESSONS.has("predict." + key + "." + option)) return option;
        String expected = decide == null ? "the letter of an option" : "a number, or the letter of an option";
        throw new ArgumentException(
                "the truth about " + key + " must be " + expected + ", but is " + truth, "truth", expected, truth);
    }
}
