package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.check.lessons.NeuronGradients;
import dev.gradus.check.lessons.OneTwoOne;
import dev.gradus.math.Matrix;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every known mistake is named wherever it is listed, and never another one. */
class DiagnosisTest {
    /** The table of all mistakes against themselves: the inputs separate every pair, and each from what is right. */
    @TestFactory
    Stream<DynamicTest> everyMistakeIsNamedAlone() {
        return Exercises.all().stream()
                .map(exercise -> DynamicTest.dynamicTest(exercise.key, () -> {
                    for (int p = 0; p < exercise.parts.size(); p++)
                        for (Map.Entry<Mistake, java.util.function.Function<Given, Matrix>> known :
                                exercise.parts.get(p).mistakes.entrySet()) {
                            Verdict verdict = exercise.judge(Exercises.butFor(exercise, p, known.getValue()));
                            String what = exercise.parts.get(p).name + ": " + known.getKey();
                            assertThat(verdict.outcome()).as(what).isEqualTo(Check.Outcome.NOT_YET);
                            assertThat(verdict.elsewhere()).as(what).isFalse();
                            assertThat(verdict.findings().get(p).explanations())
                                    .as(what)
                                    .containsExactly(known.getKey());
                        }
                }));
    }

    /** The same from learners' code: whatever they calculate it with, the mistake is named in each part that has it. */
    @TestFactory
    Stream<DynamicTest> everyMistakeIsNamedInLearnersCode() {
        return Exercises.all().stream()
                .flatMap(exercise -> exercise.parts.stream()
                        .flatMap(part -> part.mistakes.keySet().stream())
                        .distinct()
                        .map(mistake -> DynamicTest.dynamicTest(
                                exercise.key + " " + mistake, () -> namesIt(exercise, mistake))));
    }

    private static void namesIt(Exercise exercise, Mistake mistake) {
        Verdict verdict = exercise.judge(WrongVariants.of(exercise.key, mistake));
        if (verdict.outcome() == Check.Outcome.CORRECT) { // there is no such variant; then a learner's answer shows it
            assertThat(WrongAnswersTest.show(exercise.key, mistake))
                    .as(exercise.key + " " + mistake)
                    .isTrue();
            return;
        }
        for (int p = 0; p < exercise.parts.size(); p++) {
            Part part = exercise.parts.get(p);
            Finding finding = verdict.findings().get(p);
            if (part.mistakes.containsKey(mistake))
                assertThat(finding.explanations()).as(part.name).containsExactly(mistake);
            else assertThat(finding.state()).as(part.name).isEqualTo(Finding.State.RIGHT);
        }
    }

    @Test
    void theSmallNetworkSaysAllItsNumbers() {
        assertThat(new OneTwoOne(OneTwoOne.cases().get(0)))
                .hasToString("x = 1.5, z1 = (1.5, -1.3), a1 = (1.5, 0), a2 = 1.5, y = 3, J = 1.125");
    }

    @Test
    void twoThatExplainTheNumbersAreBothNamed() {
        // With two samples, a missing ½ and a missing 1/m look alike.
        Given two = Given.of("two", 0)
                .draw("X", 2, 3)
                .draw("y", 1, 2)
                .draw("w", 1, 3)
                .draw("b", 1, 1);
        Exercise blurred = NeuronGradients.LINEAR.on(List.of(two));
        Part dw = blurred.parts.get(0);
        Check check = Check.report(
                blurred,
                blurred.judge(Exercises.butFor(blurred, 0, g -> dw.truth(g).map(v -> 2 * v))));
        assertThat(check.hint(3).toString())
                .contains(Mistake.TWO.text(), Mistake.MEAN_MISSING.text(), "several mistakes explain");
        assertThat(check.hint(2).toString())
                .contains(Mistake.Kind.FACTOR.text())
                .doesNotContain(Mistake.TWO.text());
    }
}
