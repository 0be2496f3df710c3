package dev.gradus.check;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What explains every number of a wrong answer.
 *
 * @param slips one mistake, or two that were made at once
 * @param words what their texts speak of, such as the name of an input
 */
record Explanation(List<Mistake> slips, List<String> words) {
    static Explanation of(Mistake slip, String... words) {
        return new Explanation(List.of(slip), List.of(words));
    }

    /** This, and a second slip that needs no words. */
    Explanation and(Mistake second) {
        return new Explanation(List.of(slips.get(0), second), words);
    }

    /** "the sign is turned round; and besides, the 1/m of the mean is missing". */
    String text() {
        return slips.stream().map(slip -> slip.text(words)).collect(Collectors.joining(Texts.of("list.besides")));
    }

    /** "SIGN + MEAN_MISSING". */
    String names() {
        return slips.stream().map(Mistake::name).collect(Collectors.joining(" + "));
    }
}
