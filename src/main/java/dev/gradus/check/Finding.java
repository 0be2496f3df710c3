package dev.gradus.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about one part of an answer.
 *
 * @param where which number is wrong, or that the shape is; empty if nothing is
 * @param given the inputs on which it is wrong
 * @param reasons all that explain every number; none, one or several
 */
record Finding(
        String part, State state, String where, @Nullable Given given, List<Explanation> reasons) {
    enum State {
        RIGHT,
        UNFILLED,
        WRONG,
        MISSHAPEN
    }

    /** The mistakes of all reasons. */
    List<Mistake> explanations() {
        return reasons.stream()
                .flatMap(reason -> reason.slips().stream())
                .distinct()
                .toList();
    }

    static Finding right(String part) {
        return new Finding(part, State.RIGHT, "", null, List.of());
    }

    static Finding unfilled(String part) {
        return new Finding(part, State.UNFILLED, "", null, List.of());
    }

    /** Of another shape, or no numbers at all. */
    static Finding misshapen(String part, String where, Given given, List<Explanation> reasons) {
        return new Finding(part, State.MISSHAPEN, where, given, reasons);
    }

    static Finding wrong(String part, String where, Given given, List<Explanation> reasons) {
        return new Finding(part, State.WRONG, where, given, reasons);
    }
}
