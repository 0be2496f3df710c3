package dev.gradus.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one part of an answer.
 *
 * @param where which number is wrong, or that the shape is; empty if nothing is
 * @param given the inputs on which it is wrong
 * @param explanations all known mistakes that explain every number; none, one or several
 */
record Finding(
        String part, State state, String where, @Nullable Given given, List<Mistake> explanations) {
    enum State {
        RIGHT,
        UNFILLED,
        WRONG
    }

    static Finding right(String part) {
        return new Finding(part, State.RIGHT, "", null, List.of());
    }

    static Finding unfilled(String part) {
        return new Finding(part, State.UNFILLED, "", null, List.of());
    }

    static Finding wrong(String part, String where, Given given, List<Mistake> explanations) {
        return new Finding(part, State.WRONG, where, given, explanations);
    }
}
