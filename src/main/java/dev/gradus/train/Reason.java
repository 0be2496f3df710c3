package dev.gradus.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Why a training ended, as facts: whoever speaks another language has them without reading a sentence.
 *
 * @param kind what happened
 * @param facts numbers that belong to it, in the order of {@link Kind}'s sentence
 */
public record Reason(Kind kind, List<String> facts) {
    /** What can end a training, each with its sentence. */
    public enum Kind {
        STOPPED("stop() was called in epoch %s, behind batch %s"),
        INTERRUPTED("the thread was interrupted in epoch %s, behind batch %s"),
        TRAINING_LOSS("the training loss %s fell below %s in epoch %s"),
        VALIDATION_LOSS("the validation loss %s fell below %s in epoch %s"),
        TRAINING_PATIENCE("the training loss hasn't improved for %s epoch(s)"),
        VALIDATION_PATIENCE("the validation loss hasn't improved for %s epoch(s)"),
        GRADIENT("the gradient's norm %s fell below %s in epoch %s, behind batch %s"),
        BEST_BY_TRAINING("the weights are those of epoch %s with a training loss of %s"),
        BEST_BY_VALIDATION("the weights are those of epoch %s with a validation loss of %s"),
        ALL("all %s epochs were trained"),
        ONE("the epoch was trained"),
        /** An exception, in its own words. */
        FAILED("%s");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    public Reason {
        facts = List.copyOf(facts);
    }

    static Reason of(Kind kind, Object... facts) {
        return new Reason(kind, Arrays.stream(facts).map(String::valueOf).toList());
    }

    /** The same with further facts. */
    Reason with(Object... more) {
        Object[] all = Arrays.copyOf(facts.toArray(), facts.size() + more.length);
        System.arraycopy(more, 0, all, facts.size(), more.length);
        return of(kind, all);
    }

    /** In English: "stop() was called in epoch 3, behind batch 2". */
    @Override
    public String toString() {
        String plural = facts.equals(List.of("1")) ? "" : "s";
        return String.format(Locale.ROOT, kind.sentence.replace("(s)", plural), facts.toArray());
    }
}
