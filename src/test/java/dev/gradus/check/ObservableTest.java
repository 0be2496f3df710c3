package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.check.lessons.DenseGradients;
import dev.gradus.check.lessons.Lesson00;
import dev.gradus.check.lessons.NeuronGradients;
import dev.gradus.check.lessons.OneTwoOneGradients;
import dev.gradus.check.lessons.SoftmaxGradient;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which of the course's mistakes each place names, and why not the others. */
class ObservableTest {
    private static final List<Exercise> PLACES = List.of(
            NeuronGradients.LINEAR,
            NeuronGradients.LOGISTIC,
            DenseGradients.DENSE,
            SoftmaxGradient.SOFTMAX,
            OneTwoOneGradients.ONE_TWO_ONE);

    /** What the course promises to name: any of these would do, and where none can be seen stands the reason. */
    private record Promise(Set<Mistake> names, Map<Exercise, String> unobservable) {}

    private static final String NO_SIGMA = "there is no activation";
    private static final String NO_NEXT = "nothing lies behind it but the loss";
    private static final String ONE_SAMPLE = "a single sample, so m = 1";
    private static final String DOUBLES = "^ doesn't compile with doubles; lesson 00 has whole numbers";

    private static final Map<String, Promise> PROMISES = Map.ofEntries(
            promise("sign", Map.of(), Mistake.SIGN),
            promise(
                    "1/m",
                    Map.of(OneTwoOneGradients.ONE_TWO_ONE, ONE_SAMPLE),
                    Mistake.MEAN_MISSING,
                    Mistake.MEAN_TAKEN_AGAIN),
            promise("factor 2", Map.of(), Mistake.TWO),
            promise(
                    "σ′ missing",
                    Map.of(NeuronGradients.LINEAR, NO_SIGMA),
                    Mistake.SIGMA_PRIME_MISSING,
                    Mistake.SOFTMAX_LOSS_ONLY),
            promise(
                    "σ′ at the wrong argument",
                    Map.of(
                            NeuronGradients.LINEAR,
                            NO_SIGMA,
                            SoftmaxGradient.SOFTMAX,
                            "its derivative is a matrix; see the diagonal and the columns"),
                    Mistake.SIGMA_PRIME_AT_A,
                    Mistake.SIGMA_PRIME_AT_X),
            promise(
                    "transposed weight",
                    Map.of(
                            NeuronGradients.LINEAR,
                            NO_NEXT,
                            NeuronGradients.LOGISTIC,
                            NO_NEXT,
                            SoftmaxGradient.SOFTMAX,
                            "no weights",
                            OneTwoOneGradients.ONE_TWO_ONE,
                            "two numbers in a row are the same two in a column"),
                    Mistake.TRANSPOSED_WEIGHT),
            promise("bias summed over the wrong axis", Map.of(SoftmaxGradient.SOFTMAX, "no bias"), Mistake.AXIS),
            promise(
                    "softmax not cancelled",
                    Map.of(
                            NeuronGradients.LINEAR,
                            NO_SIGMA,
                            DenseGradients.DENSE,
                            "no loss",
                            OneTwoOneGradients.ONE_TWO_ONE,
                            "no softmax"),
                    Mistake.SOFTMAX_DIAGONAL,
                    Mistake.SIGMA_PRIME_NOT_CANCELLED),
            promise(
                    "next weights",
                    Map.of(
                            NeuronGradients.LINEAR,
                            NO_NEXT,
                            NeuronGradients.LOGISTIC,
                            NO_NEXT,
                            SoftmaxGradient.SOFTMAX,
                            NO_NEXT),
                    Mistake.NEXT_WEIGHTS_MISSING),
            promise("1/m is 0", Map.of(), Mistake.ZERO),
            promise(
                    "3^2 is 1",
                    Map.of(
                            NeuronGradients.LINEAR,
                            DOUBLES,
                            NeuronGradients.LOGISTIC,
                            DOUBLES,
                            DenseGradients.DENSE,
                            DOUBLES,
                            SoftmaxGradient.SOFTMAX,
                            DOUBLES,
                            OneTwoOneGradients.ONE_TWO_ONE,
                            DOUBLES),
                    Mistake.XOR));

    private static Map.Entry<String, Promise> promise(
            String name, Map<Exercise, String> unobservable, Mistake... mistakes) {
        return Map.entry(name, new Promise(Set.of(mistakes), unobservable));
    }

    @Test
    void whatCanBeObservedIsNamed() {
        PROMISES.forEach((name, promise) -> {
            for (Exercise place : PLACES) {
                Set<Mistake> named = EnumSet.noneOf(Mistake.class);
                for (Part part : place.parts) named.addAll(part.mistakes.keySet());
                named.retainAll(promise.names());
                assertThat(named.isEmpty())
                        .as(name + " at " + place + ": named " + named)
                        .isEqualTo(promise.unobservable().containsKey(place));
            }
        });
        assertThat(Lesson00.SQUARE.parts.get(0).mistakes).containsKey(Mistake.XOR);
    }

    /** Every mistake that has a name is listed somewhere. */
    @Test
    void noNameIsLeftOver() {
        Set<Mistake> listed = EnumSet.noneOf(Mistake.class);
        for (Exercise exercise : Exercises.all())
            for (Part part : exercise.parts) listed.addAll(part.mistakes.keySet());
        listed.removeIf(Mistake::isCommon); // looked for everywhere, and here and there by hand
        assertThat(listed)
                .containsExactlyElementsOf(Arrays.stream(Mistake.values())
                        .filter(mistake -> !mistake.isCommon())
                        .toList());
    }
}
