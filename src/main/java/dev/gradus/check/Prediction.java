package dev.gradus.check;

import dev.gradus.errors.Require;
import dev.gradus.math.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A question that is answered twice: by a guess, and by what then happens. Its words stand in the language bundle under
 * {@code predict.KEY}.
 */
public final class Prediction {
    private static final int DIGITS = 6;

    private final String key;
    private final Question question;
    private final @Nullable String guess;
    private final @Nullable Object truth; // double[] or the letter of an option; not yet revealed while null

    Prediction(String key, Question question, @Nullable String guess, @Nullable Object truth) {
        this.key = key;
        this.question = question;
        this.guess = guess;
        this.truth = truth;
    }

    // ---- guessing ----

    /**
     * Makes a guess.
     *
     * @param option the letter of one of the options, or a number where one is asked for
     */
    public Prediction guess(String option) {
        Require.notNull("option", option, expected());
        String chosen = option.trim().toLowerCase(Locale.ROOT);
        if (question.isNumber()) return guess(number(chosen));
        if (!options().containsKey(chosen))
            throw new IllegalArgumentException(
                    "there is no option " + option + " to " + key + "; expected " + expected());
        return note(chosen);
    }

    /** Guesses a number. */
    public Prediction guess(double number) {
        if (!question.isNumber())
            throw new IllegalArgumentException(
                    key + " asks for one of its options, but the guess is " + number + "; expected " + expected());
        if (Double.isNaN(number)) return this; // TODO is no guess
        Require.finite("number", number);
        return note(Figures.text(number, DIGITS));
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the guess must be a number, such as 0.5, but is \"" + text + "\"", e);
        }
    }

    private Prediction note(String guess) {
        Journal.note(Predict.entry(key), guess);
        return new Prediction(key, question, guess, truth);
    }

    /** "guess("a")", as an example. */
    private String example() {
        return question.isNumber() ? ".guess(0.5)" : ".guess(\"a\")";
    }

    private String expected() {
        return question.isNumber()
                ? "a number"
                : "one of " + String.join(", ", options().keySet());
    }

    // ---- what it knows ----

    /** e.g. "01.first-step". */
    public String key() {
        return key;
    }

    /** What is asked. */
    public String question() {
        return Texts.lesson("predict." + key);
    }

    /** The letters with their texts, "a" first; none where a number is asked for. */
    public Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        for (char c = 'a'; Texts.LESSONS.has("predict." + key + "." + c); c++)
            options.put(String.valueOf(c), Texts.lesson("predict." + key + "." + c));
        return options;
    }

    /** Whether a number is asked for. */
    public boolean isNumber() {
        return question.isNumber();
    }

    /** What was guessed; null if nothing was. */
    public @Nullable String guess() {
        return guess;
    }

    /** Whether the truth is out. */
    public boolean isRevealed() {
        return truth != null;
    }

    /** "Predict, then run", or, with the truth, "What happened". */
    public String title() {
        return Texts.of(isRevealed() ? "predict.revealed" : "predict.title") + Texts.of("colon") + question();
    }

    /** What there is to say, a paragraph each. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (truth != null) reveal(lines, truth);
        else if (guess == null) lines.add(Texts.of("predict.none", example()));
        else lines.add(Texts.of("predict.guess", name(guess)));
        return lines;
    }

    /** What to do where the question can be clicked. */
    public String invitation() {
        if (guess != null) return Texts.of("predict.noted");
        return Texts.of(question.isNumber() ? "predict.type" : "predict.click");
    }

    private String name(String option) {
        return question.isNumber() ? option : option + ") " + options().get(option);
    }

    private void reveal(List<String> lines, Object truth) {
        if (truth instanceof double[] numbers) answer(lines, numbers);
        else answer(lines, String.valueOf(truth));
        if (Texts.LESSONS.has("predict." + key + ".comment")) lines.add(Texts.lesson("predict." + key + ".comment"));
    }

    private void answer(List<String> lines, double[] truth) {
        boolean finite = Arrays.stream(truth).allMatch(Double::isFinite);
        if (!finite && question.diverged().isEmpty()) diverged(lines, truth);
        else if (question.decide() == null) answer(lines, truth[0]);
        else answer(lines, finite ? question.decide().apply(truth) : question.diverged());
    }

    /** Nobody wins where a run has left the numbers. */
    private void diverged(List<String> lines, double[] truth) {
        if (guess != null) lines.add(Texts.of("predict.guess", name(guess)));
        lines.add(Texts.of(
                "predict.diverged",
                Arrays.stream(truth)
                        .mapToObj(v -> Figures.text(v, DIGITS))
                        .collect(Collectors.joining(Texts.of("list.comma")))));
    }

    private void answer(List<String> lines, String right) {
        if (right.isEmpty()) {
            if (guess != null) lines.add(Texts.of("predict.guess", name(guess)));
            lines.add(Texts.of("predict.other"));
            lines.add(unusual());
            return;
        }
        if (guess == null) lines.add(Texts.of("predict.unguessed", name(right)));
        else if (guess.equals(right))
            lines.add(Texts.of("predict.right", guess + ")", options().get(right)));
        else lines.add(Texts.of("predict.wrong", guess + ")", name(right)));
        // The words were written for the numbers of the lesson.
        if (!right.equals(question.usual())) lines.add(unusual());
        else lines.add(Texts.lesson("predict." + key + "." + (guess == null ? right : guess) + ".answer"));
    }

    private String unusual() {
        return Texts.of(question.timed() ? "predict.elsewhere" : "predict.changed", name(question.usual()));
    }

    private void answer(List<String> lines, double right) {
        String number = Figures.text(right, DIGITS);
        if (guess == null) {
            lines.add(Texts.of("predict.number-unguessed", number));
            return;
        }
        double off = Double.parseDouble(guess) - right;
        String how = Math.abs(off) <= question.close() ? "close" : off > 0 ? "high" : "low";
        lines.add(Texts.of("predict.number", guess, number));
        lines.add(Texts.lesson("predict." + key + "." + how));
    }

    /** All of it as plain text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(title());
        if (!isRevealed())
            options()
                    .forEach((letter, words) ->
                            text.append("\n  ").append(letter).append(") ").append(words));
        for (String line : lines()) text.append("\n  ").append(line);
        return text.toString();
    }
}
