package dev.gradus.descent;

import dev.gradus.math.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Why a descent ended, as facts: whoever speaks another language has them without reading a sentence.
 *
 * @param kind what happened
 * @param facts names and numbers that belong to it, in the order of {@link Kind}'s sentence
 */
public record Ending(Kind kind, List<String> facts) {
    private static final int DIGITS = 6;

    /** What can end a descent, each with its sentence. */
    public enum Kind {
        STEPS("all steps taken"),
        VALUE("the value is small enough"),
        GRADIENT("the gradient is small enough"),
        /** What is not finite, its number, and the last step before. */
        DIVERGED("diverged: %s is %s after step %s; try a smaller learning rate");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    public Ending {
        facts = List.copyOf(facts);
    }

    static Ending of(Kind kind) {
        return new Ending(kind, List.of());
    }

    static Ending diverged(String name, double[] numbers, int step) {
        return new Ending(Kind.DIVERGED, List.of(name, Figures.text(numbers, DIGITS), String.valueOf(step)));
    }

    static boolean isFinite(double... numbers) {
        return Arrays.stream(numbers).allMatch(Double::isFinite);
    }

    /** In English: "all steps taken", or "diverged: f is ∞ after step 12; try a smaller learning rate". */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, kind.sentence, facts.toArray());
    }
}
