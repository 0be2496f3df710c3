package dev.gradus.optim;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gradus.Frozen;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer and variant: against PyTorch and Keras, on three problems, in both precisions, from a checkpoint. */
class OptimizerTest {
    private static final Map<String, double[]> FROZEN = Frozen.read(OptimizerTest.class, "reference.txt");

    // ---- against others; reference.py made their numbers ----

    static Stream<Arguments> settings() {
        return FROZEN.keySet().stream()
                .filter(key -> key.contains("@"))
                .map(key -> key.split(" ")[0])
                .distinct()
                .map(key -> Arguments.of(row(key.split("@")[0]), key.split("@")[1]));
    }

    @ParameterizedTest
    @MethodSource("settings")
    void twentyStepsOnRosenbrockAreThose(Table.Row row, String epsilon) {
        double[] frozen = FROZEN.get(row + "@" + epsilon + " rosenbrock");
        Optimizer optimizer = row.make().apply(frozen[0], Double.parseDouble(epsilon));
        Problem problem = Problem.rosenbrock(-1.2, 1);
        List<Optimizer.Rule> rules =
                problem.parameters().stream().map(optimizer::rule).toList();
        for (int t = 1; t <= 20; t++) {
            problem.gradient();
            for (Optimizer.Rule rule : rules) rule.step(optimizer.learningRate() * (t > 10 ? 0.5 : 1), t);
            double[] theirs = Arrays.copyOfRange(frozen, 2 * t - 1, 2 * t + 1);
            assertThat(problem.values()).as("step " + t).containsExactly(theirs, within(1e-10));
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    void twentyStepsOfANetworkAreThose(Table.Row row, String epsilon) {
        double[] frozen = FROZEN.get(row + "@" + epsilon + " losses");
        Problem problem = network(true);
        double[] losses = problem.train(row.make().apply(frozen[0], Double.parseDouble(epsilon)), 20, true);
        assertThat(losses).containsExactly(Arrays.copyOfRange(frozen, 1, 21), within(1e-10));
        assertThat(problem.values()).containsExactly(FROZEN.get(row + "@" + epsilon + " end"), within(1e-10));
    }

    // ---- by themselves ----

    static Stream<Table.Row> rows() {
        return Table.OPTIMIZERS.stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theParabolaHasABottom(Table.Row row) {
        for (int seed = 1; seed <= 5; seed++)
            assertThat(lossAfter(2_000, "parabola", seed, row.parabola(), row)).isLessThan(1e-3);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void rosenbrocksValleyHasABottom(Table.Row row) {
        for (int seed = 1; seed <= 5; seed++)
            assertThat(lossAfter(20_000, "rosenbrock", seed, row.rosenbrock(), row))
                    .isLessThan(1e-2);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aNetworkLearnsExclusiveOr(Table.Row row) {
        for (int seed = 1; seed <= 5; seed++)
            assertThat(lossAfter(2_000, "network", seed, row.network(), row)).isLessThan(1e-2);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void floatAgreesWithDouble(Table.Row row) {
        Problem inFloat = network(false);
        Problem inDouble = network(true);
        Optimizer optimizer = row.make().apply(0.01, 1e-4);
        assertThat(inFloat.train(optimizer, 20, false))
                .containsExactly(inDouble.train(optimizer, 20, false), within(1e-5));
        assertThat(inFloat.values()).containsExactly(inDouble.values(), within(1e-5));
    }

    /** What state() gives, put into new rules, goes on to the same bits; and one recipe serves two runs. */
    @ParameterizedTest
    @MethodSource("rows")
    void aRuleGoesOnFromItsState(Table.Row row) {
        Optimizer optimizer = row.make().apply(0.01, 1e-8);
        Problem whole = network(false);
        List<Optimizer.Rule> rules =
                whole.parameters().stream().map(optimizer::rule).toList();
        Problem resumed = network(false);
        List<Optimizer.Rule> fresh =
                resumed.parameters().stream().map(optimizer::rule).toList();
        for (int t = 1; t <= 20; t++) {
            if (t == 11) {
                resumed.set(whole.values());
                for (int r = 0; r < rules.size(); r++) copy(rules.get(r), fresh.get(r));
            }
            whole.gradient();
            for (Optimizer.Rule rule : rules) rule.step(0.01, t);
            if (t <= 10) continue;
            resumed.gradient();
            for (Optimizer.Rule rule : fresh) rule.step(0.01, t);
        }
        assertThat(resumed.values()).isEqualTo(whole.values());
    }

    private static void copy(Optimizer.Rule from, Optimizer.Rule to) {
        assertThat(to.state()).hasSameSizeAs(from.state());
        for (int i = 0; i < from.state().size(); i++)
            to.state().get(i).copyFrom(from.state().get(i));
    }

    /** Gradients that stay 0, as behind a dead unit: running means end at 0 or at numbers that are quick to compute with. */
    @ParameterizedTest
    @MethodSource("rows")
    void meansNeverEndAmongTheDenormalNumbers(Table.Row row) {
        Optimizer optimizer = row.make().apply(0.01, 1e-8);
        Problem problem = network(false);
        problem.gradient();
        Optimizer.Rule rule = optimizer.rule(problem.parameters().get(0));
        rule.step(0.01, 1);
        problem.parameters().get(0).zeroGradient();
        for (int t = 2; t < 2_000; t++) rule.step(0.01, t);
        for (Matrix m : rule.state())
            for (double value : m.toArray())
                assertThat(Math.abs(value))
                        .satisfiesAnyOf(
                                v -> assertThat(v).isZero(), v -> assertThat(v).isGreaterThan(Float.MIN_NORMAL));
    }

    // ---- the table ----

    @Test
    void everyOptimizerHasItsRowAndItsNumbers() {
        List<String> classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.gradus").stream()
                        .filter(c -> c.isAssignableTo(Optimizer.class) && !c.isInterface())
                        .filter(c -> !c.getPackageName().startsWith("dev.gradus.check")) // ill on purpose
                        .map(c -> c.getName())
                        .toList();
        assertThat(classes)
                .containsExactlyInAnyOrderElementsOf(Table.OPTIMIZERS.stream()
                        .map(row -> row.make().apply(0.1, 0.1).getClass().getName())
                        .collect(Collectors.toSet()));
        assertThat(FROZEN.keySet())
                .containsAll(Table.OPTIMIZERS.stream()
                        .map(row -> row + "@1e-8 rosenbrock")
                        .toList());
    }

    @Test
    void theyPrintAsTheCallThatMakesThem() {
        assertThat(adam(0.001)).hasToString("adam(0.001)");
        assertThat(adam(0.001).asKeras().beta1(0.8)).hasToString("adam(0.001).asKeras().beta1(0.8).epsilon(1.0E-7)");
        assertThat(momentum(0.1, 0.9).asKeras()).hasToString("momentum(0.1, 0.9).asKeras()");
        assertThat(rmsprop(0.1).centred().momentum(0.5)).hasToString("rmsprop(0.1).momentum(0.5).centred()");
        assertThat(adadelta(1).rho(0.5)).hasToString("adadelta(1.0).rho(0.5)");
        assertThat(adamW(0.1).weightsOnly()).hasToString("adamW(0.1).weightsOnly()");
        for (Table.Row row : Table.OPTIMIZERS)
            assertThat(row.make().apply(0.1, 0.5).toString())
                    .startsWith(row.name().split("-")[0] + "(0.1")
                    .doesNotContain("@");
    }

    /** What a rule remembers costs memory, and is in every checkpoint. */
    @Test
    void rulesRememberNoMoreThanTheyNeed() {
        Parameter theta = Parameter.of("x", 1, 2);
        assertThat(sgd(0.1).rule(theta).state()).isEmpty();
        assertThat(rmsprop(0.1).rule(theta).state()).hasSize(1);
        assertThat(rmsprop(0.1).centred().rule(theta).state()).hasSize(2);
        assertThat(rmsprop(0.1).centred().momentum(0.5).rule(theta).state()).hasSize(3);
    }

    @Test
    void badArgumentsAreNamed() {
        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
            for (Table.Row row : Table.OPTIMIZERS)
                assertThatThrownBy(() -> row.make().apply(bad, 1e-8))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("learningRate must be above 0, but is " + bad);
        refused(() -> momentum(0.1, 1), "momentum must be at least 0 and below 1, but is 1.0");
        refused(() -> nesterov(0.1, -0.1), "momentum must be at least 0 and below 1, but is -0.1");
        refused(() -> rmsprop(0.1).momentum(Double.NaN), "momentum must be at least 0 and below 1, but is NaN");
        refused(() -> rmsprop(0.1).rho(1), "rho must be at least 0 and below 1, but is 1.0");
        refused(() -> adadelta(1).rho(-1), "rho must be at least 0 and below 1, but is -1.0");
        refused(() -> adadelta(1).epsilon(0), "epsilon must be above 0, but is 0.0");
        refused(() -> adagrad(1).epsilon(-1), "epsilon must be at least 0, but is -1.0");
        refused(() -> adagrad(1).decay(-1), "decay must be at least 0, but is -1.0");
        refused(() -> adagrad(1).initialAccumulator(-1), "initialAccumulator must be at least 0, but is -1.0");
        refused(() -> adam(1).epsilon(Double.NaN), "epsilon must be at least 0, but is NaN");
        refused(() -> adam(1).beta1(1), "beta1 must be at least 0 and below 1, but is 1.0");
        refused(() -> adamW(1).beta2(2), "beta2 must be at least 0 and below 1, but is 2.0");
        refused(() -> adamW(1).weightDecay(-1), "weightDecay must be at least 0, but is -1.0");
        refused(() -> adamax(1).epsilon(0), "epsilon must be above 0, but is 0.0");
        refused(() -> nadam(1).momentumDecay(-1), "momentumDecay must be at least 0, but is -1.0");
    }

    private static void refused(Runnable call, String message) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static double lossAfter(int steps, String problem, int seed, double eta, Table.Row row) {
        Problem p = Problem.named(problem, seed);
        p.train(row.make().apply(eta, 1e-8), steps, false);
        return p.gradient();
    }

    /** The network of reference.py, at its start. */
    static Problem network(boolean inDouble) {
        Matrix x = matrix(5, 3, "x", inDouble);
        Matrix y = matrix(5, 2, "y", inDouble);
        Problem problem = Problem.network(3, 4, 2, 1, x, y, inDouble);
        problem.set(FROZEN.get("network start"));
        return problem;
    }

    private static Matrix matrix(int rows, int columns, String what, boolean inDouble) {
        Matrix matrix = Matrix.zeros(rows, columns);
        if (inDouble) matrix = matrix.toDouble();
        matrix.setAll(FROZEN.get("network " + what));
        return matrix;
    }

    private static Table.Row row(String name) {
        return Table.OPTIMIZERS.stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
