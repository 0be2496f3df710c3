package dev.gradus.optim;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gradus.Frozen;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every schedule against PyTorch's; reference.py made the numbers. */
class ScheduleTest {
    private static final Map<String, double[]> FROZEN = Frozen.read(ScheduleTest.class, "reference.txt");
    private static final double[] LOSSES = FROZEN.get("schedule losses");

    private static final Map<String, Schedule> SCHEDULES = Map.of(
            "stepDecay", stepDecay(3, 0.5),
            "exponentialDecay", exponentialDecay(0.9),
            "cosineDecay", cosineDecay(),
            "cosineDecay-minimum", cosineDecay().minimum(0.01),
            "warmUp", warmUp(5, constantRate()),
            "oneCycle", oneCycle(),
            "oneCycle-options",
                    oneCycle().rise(0.4).startDivisor(10).endDivisor(100).linear(),
            "reduceOnPlateau", reduceOnPlateau(0.5, 2),
            "reduceOnPlateau-options",
                    reduceOnPlateau(0.5, 1).threshold(0.15).cooldown(2).minimum(0.02));

    static Stream<String> names() {
        return SCHEDULES.keySet().stream().sorted();
    }

    /** Position i is step i and also epoch i, as each of PyTorch's schedules counts what it is told to. */
    @ParameterizedTest
    @MethodSource("names")
    void ratesAreThose(String name) {
        double[] theirs = FROZEN.get("schedule " + name);
        for (int i = 0; i < theirs.length; i++)
            assertThat(SCHEDULES.get(name).learningRate(0.1, position(i, theirs.length, i)))
                    .as("step " + i)
                    .isCloseTo(theirs[i], within(1e-12));
    }

    private static Schedule.Position position(long step, long steps, int epoch) {
        List<Double> losses = Arrays.stream(LOSSES).limit(epoch).boxed().toList();
        return new Schedule.Position(step, steps, epoch, (int) steps, losses);
    }

    @Test
    void everyScheduleHasItsRow() {
        assertThat(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("dev.gradus.optim")
                                .stream()
                                .filter(c -> c.isAssignableTo(Schedule.class) && !c.isInterface())
                                .map(c -> c.getSimpleName()))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(constantRate()), SCHEDULES.values().stream())
                                .map(s -> s.getClass().getSimpleName())
                                .collect(Collectors.toSet()));
    }

    @Test
    void somePointsByHand() {
        assertThat(constantRate().learningRate(0.3, position(7, 20, 2))).isEqualTo(0.3);
        assertThat(cosineDecay().learningRate(0.3, position(10, 20, 2))).isCloseTo(0.15, within(1e-15));
        assertThat(cosineDecay().learningRate(0.3, position(20, 20, 2))).isZero();
        assertThat(cosineDecay().learningRate(0.3, position(30, 20, 2))).isZero(); // behind the end it stays there
        assertThat(oneCycle().learningRate(0.3, position(30, 20, 2))).isCloseTo(0.3 / 25e4, within(1e-15));
        assertThat(warmUp(4, cosineDecay()).learningRate(0.3, position(1, 20, 0)))
                .isEqualTo(cosineDecay().learningRate(0.3, position(1, 20, 0)) / 2);
        for (int steps = 1; steps < 9; steps++) // also where there is hardly room to rise
        for (int step = 0; step < steps; step++)
                assertThat(oneCycle().rise(0.5).learningRate(1, position(step, steps, 0)))
                        .isBetween(1 / 25e4 * (1 - 1e-9), 1.0);
    }

    @Test
    void aLossThatIsNoNumberIsNoProgress() {
        Schedule.Position position = new Schedule.Position(9, 99, 3, 9, List.of(1.0, Double.NaN, Double.NaN));
        assertThat(reduceOnPlateau(0.1, 1).learningRate(1, position)).isEqualTo(0.1);
    }

    @Test
    void theSameLossAgainIsNoProgress() {
        Schedule.Position position = new Schedule.Position(9, 99, 3, 9, List.of(1.0, 1.0, 1.0));
        assertThat(reduceOnPlateau(0.1, 1).threshold(0).learningRate(1, position))
                .isEqualTo(0.1);
    }

    @Test
    void theyPrintAsTheCallThatMakesThem() {
        assertThat(warmUp(100, cosineDecay().minimum(0.01))).hasToString("warmUp(100, cosineDecay().minimum(0.01))");
        assertThat(SCHEDULES.get("oneCycle-options"))
                .hasToString("oneCycle().rise(0.4).startDivisor(10.0).endDivisor(100.0).linear()");
        assertThat(SCHEDULES.get("reduceOnPlateau-options"))
                .hasToString("reduceOnPlateau(0.5, 1).threshold(0.15).cooldown(2).minimum(0.02)");
        assertThat(List.of(stepDecay(3, 0.5), exponentialDecay(0.9), constantRate()))
                .hasToString("[stepDecay(3, 0.5), exponentialDecay(0.9), constantRate()]");
    }

    @Test
    void badArgumentsAreNamed() {
        refused(() -> stepDecay(0, 0.5), "epochs must be at least 1, but is 0");
        refused(() -> stepDecay(1, 0), "factor must be above 0, but is 0.0");
        refused(() -> exponentialDecay(-1), "factor must be above 0, but is -1.0");
        refused(() -> cosineDecay().minimum(-1), "minimum must be at least 0, but is -1.0");
        refused(() -> warmUp(0, constantRate()), "steps must be at least 1, but is 0");
        refused(() -> warmUp(1, null), "schedule is null; expected e.g. cosineDecay()");
        refused(() -> oneCycle().rise(1), "rise must lie between 0 and 1, but is 1.0");
        refused(() -> oneCycle().startDivisor(0), "startDivisor must be above 0, but is 0.0");
        refused(() -> oneCycle().endDivisor(Double.NaN), "endDivisor must be above 0, but is NaN");
        refused(() -> reduceOnPlateau(1, 2), "factor must lie between 0 and 1, but is 1.0");
        refused(() -> reduceOnPlateau(0.1, -1), "patience must be at least 0, but is -1");
        refused(() -> reduceOnPlateau(0.1, 1).threshold(1), "threshold must be at least 0 and below 1, but is 1.0");
        refused(() -> reduceOnPlateau(0.1, 1).cooldown(-1), "cooldown must be at least 0, but is -1");
        refused(() -> reduceOnPlateau(0.1, 1).minimum(-1), "minimum must be at least 0, but is -1.0");
    }

    private static void refused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
