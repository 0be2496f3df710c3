package dev.gradus.check;

import dev.gradus.errors.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a guess in front of the cell that shows the truth, and answers it behind:
 *
 * <pre>{@code
 * Predict.choice("01.first-step").guess("b")         // or without the guess: it says so and goes on
 * …
 * Predict.reveal("01.first-step", w1 - w0)           // in the cell that shows it; speaks to the choice made
 * }</pre>
 *
 * <p>What comes true is decided by the numbers that were measured, so that the answer is honest even if a learner has
 * changed the experiment. In a notebook with widgets the question is clicked, or a number typed.
 */
public final class Predict {
    private Predict() {}

    /**
     * A question with options.
     *
     * @param key e.g. "01.first-step"
     */
    public static Prediction choice(String key) {
        Question question = question(key);
        if (question.isNumber())
            throw new IllegalArgumentException(key + " asks for a number; use Predict.number(\"" + key + "\")");
        return new Prediction(key, question, Journal.entry(entry(key)), null);
    }

    /**
     * A question for a number.
     *
     * @param key e.g. "08.test-accuracy"
     */
    public static Prediction number(String key) {
        Question question = question(key);
        if (!question.isNumber())
            throw new IllegalArgumentException(key + " has options; use Predict.choice(\"" + key + "\")");
        return new Prediction(key, question, Journal.entry(entry(key)), null);
    }

    /**
     * The answer to what was guessed. A truth that is infinite or NaN, as of a run that diverged, is answered, too.
     *
     * @param truth what was measured: a number, or several as a {@code double[]} where it takes several to decide, such as
     *     the losses of all runs in a race; or, where no number can decide, the letter of an option
     */
    public static Prediction reveal(String key, @Nullable Object truth) {
        Question question = question(key);
        Require.notNull("truth", truth, "what was measured");
        return new Prediction(key, question, Journal.entry(entry(key)), question.truth(key, truth));
    }

    /** The keys of all questions. */
    static List<String> keys() {
        return List.copyOf(Question.ALL.keySet());
    }

    static String entry(String key) {
        return "predict." + key;
    }

    private static Question question(String key) {
        Require.notNull("key", key, "that of a question, e.g. \"01.first-step\"");
        Question question = Question.ALL.get(key);
        if (question == null)
            throw new IllegalArgumentException(
                    "there is no question " + key + "; there are " + String.join(", ", keys()));
        return question;
    }
}
