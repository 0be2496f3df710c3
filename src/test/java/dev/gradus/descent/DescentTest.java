package dev.gradus.descent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.chart.Pictures;
import dev.gradus.chart.Screen;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescentTest {
    private static final Map<String, double[]> FROZEN = Frozen.numbers(DescentTest.class, "pytorch.txt");

    private static final Map<String, Objective> FUNCTIONS = Map.of(
            "quadratic", Objective.quadratic(1, 12),
            "rosenbrock", Objective.rosenbrock(),
            "beale", Objective.beale(),
            "himmelblau", Objective.himmelblau());

    /** Any optimizer will do: v ← μv + g, x ← x − ηv, as in PyTorch. */
    private record Heavy(double learningRate, double mu) implements Optimizer {
        @Override
        public Rule rule(Parameter parameter) {
            Matrix v = parameter.matrix().like(1, parameter.matrix().columns());
            return (eta, t) -> {
                v.scale(mu);
                v.addScaled(1, parameter.gradient());
                parameter.matrix().addScaled(-eta, v);
            };
        }
    }

    static Stream<String> paths() {
        return FROZEN.keySet().stream().filter(key -> key.endsWith("/points"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void pathsAreThoseOfPyTorch(String key) {
        String[] names = key.split("[-/]");
        double[] points = FROZEN.get(key);
        double rate = Double.parseDouble(names[1]);
        double mu = Double.parseDouble(names[2]);
        DescentPath path = Descent.of(FUNCTIONS.get(names[0]))
                .from(points[0], points[1])
                .optimizer(mu == 0 ? new Sgd(rate) : new Heavy(rate, mu))
                .steps(50)
                .run();
        assertThat(Arrays.stream(path.points()).flatMapToDouble(Arrays::stream).toArray())
                .containsExactly(points, within(1e-10));
        double[] values = FROZEN.get(key.replace("/points", "/values"));
        assertThat(path.values()).containsExactly(values, within(1e-10 * Math.max(1, values[0])));
        assertThat(path.diverged()).isFalse();
        assertThat(path.end()).isEqualTo("all steps taken");
    }

    /** On ½ax² every step multiplies x by 1 − ηa, so descent converges exactly for 0 < η < 2/a. */
    @Test
    void onAParabolaEachStepShrinksByOneFactor() {
        double a = 4;
        for (double eta : new double[] {0.01, 0.25, 0.3, 0.499, 0.5, 0.501}) {
            double[][] points = Descent.of(Objective.quadratic(a))
                    .from(3)
                    .learningRate(eta)
                    .run()
                    .points();
            double expected = 3;
            for (double[] point : points) {
                assertThat(point[0]).isCloseTo(expected, within(1e-12 * Math.max(1, Math.abs(expected))));
                expected *= 1 - eta * a;
            }
            boolean shrinks = Math.abs(points[20][0]) < 3 - 1e-9;
            assertThat(shrinks).as("η = " + eta).isEqualTo(eta < 2 / a);
        }
    }

    @Test
    void gradientsMayComeFromAnywhere() {
        double[] byFormula =
                Descent.of(Objective.of(x -> x * x, x -> 2 * x)).from(3).run().last();
        double[] byTape =
                Descent.of(Objective.byTape(x -> x.pow(2))).from(3).run().last();
        double[] numeric = Descent.of(x -> x * x).from(3).run().last();
        assertThat(byTape).isEqualTo(byFormula);
        assertThat(numeric).containsExactly(byFormula, within(1e-9));
        assertThat(byFormula[0]).isCloseTo(3 * Math.pow(0.8, 20), within(1e-14));
        double[] two =
                Descent.of((x, y) -> x * x + y * y).from(1, -1).steps(200).run().last();
        assertThat(two).containsExactly(new double[] {0, 0}, within(1e-9));
        double[] many = Descent.of(Objective.quadratic(1, 2, 3, 4, 5))
                .from(1, 1, 1, 1, 1)
                .steps(300)
                .run()
                .last();
        assertThat(many).containsExactly(new double[5], within(1e-9));
    }

    @Test
    void theStartDecidesWhichMinimumIsFound() {
        double[][] starts = {{1, 1}, {-1, 1}, {-1, -1}, {1, -1}};
        int[] found = {0, 1, 2, 3};
        for (int i = 0; i < 4; i++) {
            DescentPath path = Descent.of(Objective.himmelblau())
                    .from(starts[i])
                    .learningRate(0.01)
                    .steps(200)
                    .run();
            assertThat(path.last())
                    .containsExactly(Objective.himmelblau().minima().get(found[i]), within(1e-6));
        }
    }

    @Test
    void endsWhereItIsToldTo() {
        DescentPath byGradient = Descent.of(Objective.quadratic(1))
                .from(1)
                .steps(1000)
                .untilGradient(0.5)
                .run();
        assertThat(byGradient.end()).isEqualTo("the gradient is small enough");
        assertThat(byGradient.steps()).isEqualTo(7); // 0.9⁷ = 0.478
        DescentPath byValue = Descent.of(Objective.quadratic(1))
                .from(1)
                .steps(1000)
                .untilValue(0.5 * 0.81)
                .run();
        assertThat(byValue.end()).isEqualTo("the value is small enough");
        assertThat(byValue.steps()).isEqualTo(1);
        assertThat(Descent.of(Objective.quadratic(1)).from(0).steps(3).run().steps())
                .as("no end was asked for")
                .isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2.2, 100, 1e200})
    void divergenceEndsThePathWithANote(double eta) {
        DescentPath path = Descent.of(Objective.quadratic(1))
                .from(1)
                .learningRate(eta)
                .steps(5000)
                .run();
        assertThat(path.diverged()).isTrue();
        assertThat(path.end()).startsWith("diverged: f is ∞ after step ").endsWith("; try a smaller learning rate");
        assertThat(Arrays.stream(path.values()).allMatch(Double::isFinite)).isTrue();
        assertThat(path.steps()).isLessThan(5000);
        assertThat(path.toString()).contains("diverged");
        assertThat(Pictures.png(path.chart()).length).isGreaterThan(5000);
    }

    @Test
    void aHoleInTheFunctionEndsThePath() {
        DescentPath path = Descent.of(Objective.of(StrictMath::sqrt, x -> 1 / (2 * StrictMath.sqrt(x))))
                .from(0.1)
                .learningRate(0.5)
                .run();
        assertThat(path.end()).startsWith("diverged: f is NaN after step 1");
        assertThat(path.steps()).isZero();
        assertThat(Pictures.png(path.chart()).length).isGreaterThan(5000);
    }

    @Test
    void drawsAnyNumberOfVariablesAndSeveralPaths() {
        DescentPath slow = Descent.of(Objective.rosenbrock())
                .from(-1.2, 1)
                .learningRate(0.001)
                .steps(100)
                .run();
        DescentPath heavy = Descent.of(Objective.rosenbrock())
                .from(-1.2, 1)
                .optimizer(new Heavy(0.0005, 0.9))
                .steps(100)
                .run();
        assertThat(slow.picture(heavy).height()).isGreaterThan(slow.picture().height());
        assertThat(slow.chart(heavy).getSeriesCollection()).as("values").hasSize(2);
        DescentPath many =
                Descent.of(Objective.quadratic(1, 2, 3)).from(1, 2, 3).run();
        assertThat(many.chart(many).getXAxisTitle()).isEqualTo("step");
        assertThat(many.chart(many).getSeriesCollection()).hasSize(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> slow.chart(many))
                .withMessage("others[0] is a path on quadratic (3 variables), but this one is on rosenbrock (2)");

        List<String> shown = new ArrayList<>();
        Screen.use((chart, words) -> shown.add(words));
        try {
            slow.plot(heavy);
        } finally {
            Screen.use(null);
        }
        assertThat(shown).hasSize(1);
        assertThat(shown.get(0))
                .startsWith("rosenbrock by sgd(0.001): 100 steps from (-1.2, 1) to (")
                .contains("; rosenbrock by Heavy[");
    }

    @Test
    void readsAsATable() {
        DescentPath path = Descent.of(Objective.quadratic(1))
                .from(3)
                .learningRate(0.5)
                .steps(3)
                .run();
        assertThat(path).hasToString("""
                quadratic by sgd(0.5): 3 steps from 3 to 0.375, f from 4.5 to 0.07031; all steps taken
                step      x       f(x)  gradient
                   0      3        4.5         3
                   1    1.5      1.125       1.5
                   2   0.75    0.28125      0.75
                   3  0.375  0.0703125     0.375""");
        String text =
                Descent.of(Objective.quadratic(1)).from(3).steps(100).run().toString();
        assertThat(text.lines()).hasSize(23);
        assertThat(text).contains("\n   …\n");
        assertThat(Descent.of(Objective.beale()).from(1, 1))
                .hasToString("Descent on beale by sgd(0.1), 20 steps from (1, 1)");
        assertThat(Descent.of(Objective.beale()).optimizer(new Sgd(0.1)).learningRate(0.01))
                .hasToString("Descent on beale by sgd(0.01), 20 steps");
    }

    @Test
    void aNameIsCarriedEverywhere() {
        Objective cost = Objective.of(w -> (w - 1) * (w - 1), w -> 2 * (w - 1)).named("J(w)");
        DescentPath path = Descent.of(cost).from(3).steps(2).run();
        assertThat(path).hasToString("""
                J(w) by sgd(0.1): 2 steps from 3 to 2.28, J from 4 to 1.638; all steps taken
                step     w    J(w)  gradient
                   0     3       4         4
                   1   2.6    2.56       3.2
                   2  2.28  1.6384      2.56""");
        assertThat(path.chart().getXAxisTitle()).isEqualTo("w");
        assertThat(Descent.of(cost).from(3).learningRate(1e200).run().end())
                .isEqualTo("diverged: J is ∞ after step 1; try a smaller learning rate");
    }

    @Test
    void theEndIsAValue() {
        assertThat(Descent.of(Objective.quadratic(1)).from(3).run().ending())
                .isEqualTo(new Ending(Ending.Kind.STEPS, List.of()))
                .hasToString("all steps taken");
        assertThat(Descent.of(Objective.quadratic(1))
                        .from(1)
                        .learningRate(1e200)
                        .run()
                        .ending())
                .isEqualTo(new Ending(Ending.Kind.DIVERGED, List.of("f", "∞", "1")));
    }

    @Test
    void distancesAreThoseOfThePicture() {
        DescentPath path = Descent.of(Objective.quadratic(1))
                .from(4)
                .learningRate(0.5)
                .steps(3)
                .run();
        assertThat(path.distances()).containsExactly(0, 2, 3, 3.5);
        double[] wild = Descent.of(Objective.quadratic(1))
                .from(1)
                .learningRate(10)
                .steps(50)
                .run()
                .distances();
        assertThat(wild).hasSize(51).isSorted();
        assertThat(wild[50]).isEqualTo(wild[49]).isLessThan(1000);
    }

    @Test
    void whatIsGivenOutIsACopy() {
        DescentPath path = Descent.of(Objective.quadratic(1)).from(3).run();
        path.points()[0][0] = 99;
        path.gradients()[0][0] = 99;
        path.last()[0] = 99;
        assertThat(path.points()[0][0]).isEqualTo(3);
        assertThat(path.gradients()[0][0]).isEqualTo(3);
        assertThat(path.lastValue()).isEqualTo(path.values()[20]);
        double[] start = {3};
        Descent descent = Descent.of(Objective.quadratic(1)).from(start);
        start[0] = 7;
        assertThat(descent.run().points()[0][0]).isEqualTo(3);
        assertThat(descent.run().points()).as("runs again").hasDimensions(21, 1);
    }

    @Test
    void namesWhatIsWrong() {
        Descent descent = Descent.of(Objective.rosenbrock());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent.from(1))
                .withMessage("start has 1 numbers, but rosenbrock has 2 variables");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent.from(1, Double.NaN))
                .withMessage("start[1] must be a finite number, but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent.learningRate(0))
                .withMessage("learningRate must be above 0, but is 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent.steps(-1))
                .withMessage("steps must be at least 0, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent.optimizer(null))
                .withMessage("optimizer is null; expected e.g. sgd(0.1)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> descent.untilGradient(-1))
                .withMessage("length must be above 0, but is -1.0");
        assertThatIllegalStateException()
                .isThrownBy(descent::run)
                .withMessage("a descent on rosenbrock needs a start; call .from(…) with 2 numbers");
        assertThatIllegalStateException()
                .isThrownBy(() -> Descent.of(StrictMath::log).from(-1).run())
                .withMessage("the descent on f can't start at -1: f is NaN there; start elsewhere");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.of("x"))
                .withMessage("values is empty; expected at least one number for x");
    }
}
