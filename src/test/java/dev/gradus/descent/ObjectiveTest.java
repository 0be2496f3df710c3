package dev.gradus.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.autodiff.Value;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.check.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The well-known functions: formula, tape and differences against each other and against PyTorch. */
class ObjectiveTest {
    private static final Map<String, double[]> FROZEN = Frozen.numbers(ObjectiveTest.class, "pytorch.txt");

    private static final Map<String, Objective> FORMULAS = Map.of(
            "quadratic", Objective.quadratic(1, 12),
            "rosenbrock", Objective.rosenbrock(),
            "beale", Objective.beale(),
            "himmelblau", Objective.himmelblau());

    private static final Map<String, BinaryOperator<Value>> TAPES = Map.of(
            "quadratic", (x, y) -> x.pow(2).plus(y.pow(2).times(12)).over(2),
            "rosenbrock",
                    (x, y) -> Value.of(1)
                            .minus(x)
                            .pow(2)
                            .plus(y.minus(x.pow(2)).pow(2).times(100)),
            "beale", (x, y) -> Value.sum(residual(x, y, 1), residual(x, y, 2), residual(x, y, 3)),
            "himmelblau",
                    (x, y) -> x.pow(2)
                            .plus(y)
                            .minus(11)
                            .pow(2)
                            .plus(x.plus(y.pow(2)).minus(7).pow(2)));

    private static Value residual(Value x, Value y, int power) {
        double constant = new double[] {1.5, 2.25, 2.625}[power - 1];
        return x.neg().plus(constant).plus(x.times(y.pow(power))).pow(2);
    }

    static Stream<String> gradients() {
        return FROZEN.keySet().stream().filter(key -> key.matches("\\w+/\\d"));
    }

    @Test
    void allAreFrozen() {
        Set<String> names = gradients().map(key -> key.split("/")[0]).collect(Collectors.toSet());
        assertThat(names).isEqualTo(FORMULAS.keySet()).isEqualTo(TAPES.keySet());
    }

    @ParameterizedTest
    @MethodSource("gradients")
    void formulaTapeAndDifferencesSayWhatPyTorchSays(String key) {
        double[] frozen = FROZEN.get(key);
        double[] point = Arrays.copyOf(frozen, 2);
        double[] expected = Arrays.copyOfRange(frozen, 3, 5);
        Objective formula = FORMULAS.get(key.split("/")[0]);
        Objective tape = Objective.byTape(TAPES.get(key.split("/")[0]));
        Objective numeric = Objective.of((x, y) -> formula.value(x, y));
        double scale = Math.max(1, Arrays.stream(expected).map(Math::abs).max().orElse(0));
        assertThat(formula.value(point)).isCloseTo(frozen[2], within(1e-14 * Math.max(1, frozen[2])));
        assertThat(tape.value(point)).isCloseTo(frozen[2], within(1e-14 * Math.max(1, frozen[2])));
        assertThat(formula.gradient(point)).containsExactly(expected, within(1e-13 * scale));
        assertThat(tape.gradient(point)).containsExactly(expected, within(1e-13 * scale));
        assertThat(numeric.gradient(point)).containsExactly(expected, within(1e-8 * scale));
        assertThat(GradientCheck.of(formula::value, formula::gradient, point).passed())
                .isTrue();
    }

    @Test
    void minimaAreFlatAndZero() {
        for (Objective f : FORMULAS.values()) {
            assertThat(f.minima()).isNotEmpty();
            for (double[] minimum : f.minima()) {
                assertThat(f.value(minimum)).isCloseTo(0, within(1e-20));
                assertThat(f.gradient(minimum)).containsExactly(new double[f.variables()], within(1e-10));
            }
        }
        assertThat(Objective.himmelblau().minima()).hasSize(4);
    }

    @Test
    void onesOwnMayHaveAnyNumberOfVariablesAndAnyGradient() {
        assertThat(Objective.of(x -> x * x * x).gradient(2)).containsExactly(new double[] {12}, within(1e-9));
        assertThat(Objective.of(x -> x * x, x -> 2 * x).gradient(3)).containsExactly(6);
        assertThat(Objective.of((x, y) -> x * y, (x, y) -> y, (x, y) -> x).gradient(2, 5))
                .containsExactly(5, 2);
        assertThat(Objective.byTape(x -> x.pow(3)).gradient(2)).containsExactly(12);
        Objective product = Objective.of(3, x -> x[0] * x[1] * x[2]);
        assertThat(product.gradient(2, 3, 4)).containsExactly(new double[] {12, 8, 6}, within(1e-8));
        Objective byTape = Objective.byTape(3, x -> x[0].times(x[1]).times(x[2]));
        assertThat(byTape.gradient(2, 3, 4)).containsExactly(12, 8, 6);
        assertThat(byTape.named("product")).hasToString("product");
        assertThat(Objective.quadratic(2)).hasToString("quadratic");
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.beale().value(1))
                .withMessage("x has 1 numbers, but beale has 2 variables");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.of(2, x -> 0, x -> new double[3]).gradient(1, 2))
                .withMessage("the gradient of f has 3 numbers, but f has 2 variables");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.quadratic(1, -2))
                .withMessage("a[1] must be above 0, but is -2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.quadratic())
                .withMessage("a is empty; expected a curvature or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Objective.of(0, x -> 0))
                .withMessage("variables must be at least 1, but is 0");
    }

    @Test
    void aNameLikeACallNamesTheVariables() {
        Objective one = Objective.of(w -> w * w);
        assertThat(one.names().point()).isEqualTo("x");
        assertThat(one.names().call()).isEqualTo("f(x)");
        assertThat(one.named("bowl").names().call()).isEqualTo("f(x)");
        FunctionName cost = one.named("J(w)").names();
        assertThat(List.of(cost.value(), cost.point(), cost.call(), cost.slope()))
                .containsExactly("J", "w", "J(w)", "J′(w)");
        assertThat(one.named("J(w, b)").names().call()).as("too many").isEqualTo("f(x)");
        FunctionName two = Objective.of((w, b) -> w * b).named("J(w,b)").names();
        assertThat(List.of(two.value(), two.point(), two.call(), two.slope()))
                .containsExactly("J", "(w, b)", "J(w, b)", "∇J");
        assertThat(Objective.rosenbrock().names().call()).isEqualTo("f(x, y)");
        assertThat(Objective.of(3, x -> x[0]).names().call()).isEqualTo("f(x)");
        assertThat(Objective.of(3, x -> x[0]).named("J(u, v, w)").names().point())
                .isEqualTo("(u, v, w)");
        assertThat(Objective.of(3, x -> x[0]).named("J(u, , w)").names().call()).isEqualTo("f(x)");
    }
}
