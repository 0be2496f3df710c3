package dev.gradus.optim;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.nn.Parameter;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clipping against PyTorch's; reference.py made the numbers. */
class ClippingTest {
    private static final Map<String, double[]> FROZEN = Frozen.read(ClippingTest.class, "reference.txt");

    @ParameterizedTest
    @CsvSource({"clipNorm,0.5", "clipNorm,100", "clipValue,0.5", "clipValue,100"})
    void normAndGradientsAreThose(String name, String limit) {
        double c = Double.parseDouble(limit);
        double[] theirs = FROZEN.get(name + " " + limit);
        for (boolean inDouble : new boolean[] {true, false}) {
            Problem problem = steep(inDouble);
            Clipping clipping = name.equals("clipNorm") ? clipNorm(c) : clipValue(c);
            double precision = inDouble ? 1e-12 : 1e-5;
            assertThat(clipping.apply(problem.parameters())).isCloseTo(theirs[0], within(precision));
            assertThat(gradients(problem))
                    .containsExactly(Arrays.copyOfRange(theirs, 1, theirs.length), within(precision));
        }
    }

    @Test
    void withoutEpsilonTheNormBehindIsTheLimit() {
        Problem problem = steep(true);
        clipNorm(0.5).epsilon(0).apply(problem.parameters());
        assertThat(Clipping.norm(problem.parameters())).isCloseTo(0.5, within(1e-15));
    }

    @Test
    void aNormThatIsNoNumberChangesNothing() {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            Problem problem = steep(false);
            problem.parameters().get(1).gradient().set(0, 2, bad);
            double[] before = gradients(problem);
            assertThat(clipNorm(0.5).apply(problem.parameters())).isEqualTo(Double.valueOf(bad));
            assertThat(gradients(problem)).isEqualTo(before);
        }
    }

    /** Squares beyond the range of a float are no reason to give up. */
    @Test
    void hugeGradientsAreClippedToo() {
        Problem problem = steep(false);
        problem.parameters().forEach(p -> p.gradient().fill(1e25));
        assertThat(clipNorm(1).apply(problem.parameters())).isCloseTo(1e25 * Math.sqrt(26), within(1e20));
        assertThat(Clipping.norm(problem.parameters())).isCloseTo(1, within(1e-5));
    }

    @Test
    void messagesAndWords() {
        assertThatThrownBy(() -> clipNorm(0)).hasMessage("limit must be above 0, but is 0.0");
        assertThatThrownBy(() -> clipValue(Double.NaN)).hasMessage("limit must be above 0, but is NaN");
        assertThatThrownBy(() -> clipNorm(1).epsilon(-1)).hasMessage("epsilon must be at least 0, but is -1.0");
        assertThat(clipNorm(1).epsilon(0)).hasToString("clipNorm(1.0).epsilon(0.0)");
        assertThat(clipValue(2)).hasToString("clipValue(2.0)");
    }

    /** The network of reference.py with ten times its gradient. */
    private static Problem steep(boolean inDouble) {
        Problem problem = OptimizerTest.network(inDouble);
        problem.gradient();
        for (Parameter p : problem.parameters()) p.gradient().scale(10);
        return problem;
    }

    private static double[] gradients(Problem problem) {
        return problem.parameters().stream()
                .flatMapToDouble(p -> Arrays.stream(p.gradient().toArray()))
                .toArray();
    }
}
