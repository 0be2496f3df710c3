package dev.gradus.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.activation.Softmax;
import dev.gradus.activation.Tanh;
import dev.gradus.data.Dataset;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradientCheckTest {
    private static final Dataset CLASSES = classes(12);
    private static final Dataset NUMBERS = Dataset.of(
            new double[][] {{1, 2, -1}, {0.5, -1, 2}, {-2, 0.25, 1}}, new double[][] {{1, -1}, {0.5, 2}, {-1, 0}});

    private static Dataset classes(int n) {
        RandomStream random = RandomStream.of(2, "inputs", 0);
        double[][] x = new double[n][3];
        int[] labels = new int[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 3; k++) x[i][k] = random.nextGaussian();
            labels[i] = i % 4;
        }
        return Dataset.of(x, labels);
    }

    private static Network classifier(Activation hidden) {
        return Network.input(3)
                .dense(20, hidden)
                .dense(4, new Softmax())
                .seed(1)
                .build();
    }

    @Test
    void rightGradientsPass() {
        for (Activation hidden : List.of(new Tanh(), new Relu())) {
            GradientCheck check = GradientCheck.of(classifier(hidden), new CrossEntropy(), CLASSES);
            assertThat(check.passed()).as(check.toString()).isTrue();
            assertThat(check.largestError()).isLessThan(1e-8);
            assertThat(check.rows()).allMatch(row -> row.kinks() == 0);
            assertThat(check.rows())
                    .extracting(GradientCheck.Row::name)
                    .containsExactly("0.weight", "0.bias", "2.weight", "2.bias");
            assertThat(check.rows()).extracting(r -> r.elements().size()).containsExactly(40, 20, 40, 4);
        }
        Network network = Network.input(3)
                .dense(4, new Relu())
                .dense(2, new Linear())
                .seed(1)
                .build();
        assertThat(GradientCheck.of(network, new MeanSquaredError(), NUMBERS).passed())
                .isTrue();
    }

    @Test
    void penaltiesDropoutAndBatchNormalisationPass() {
        Network network = Network.input(CLASSES.inputs())
                .dense(5, new Tanh())
                .batchNorm()
                .dropout(0.3)
                .dense(CLASSES.outputs(), new Softmax())
                .l1(0.01)
                .l2(0.1)
                .seed(3)
                .build();
        GradientCheck check = GradientCheck.of(network, new CrossEntropy(), CLASSES);
        assertThat(check.passed()).as(check.toString()).isTrue();
        assertThat(check.rows()).allMatch(row -> row.kinks() == 0);
    }

    @Test
    void elementsOfALargeParameterAreDrawnFromAllOfIt() {
        GradientCheck check = GradientCheck.of(classifier(new Tanh()), new CrossEntropy(), CLASSES);
        List<String> names = check.rows().get(0).elements().stream()
                .map(GradientCheck.Element::name)
                .toList();
        assertThat(names).hasSize(40).doesNotHaveDuplicates();
        for (String row : List.of("0.weight[0][", "0.weight[1][", "0.weight[2]["))
            assertThat(names).anyMatch(name -> name.startsWith(row));
        assertThat(check.rows().get(1).elements().get(3).name()).isEqualTo("0.bias[3]");
    }

    @Test
    void samplesAreSpreadOverTheData() {
        List<double[]> seen = new ArrayList<>();
        Loss recording = new Loss() {
            private final Loss loss = new MeanSquaredError();

            @Override
            public double value(Matrix a, Matrix y) {
                seen.add(y.toArray());
                return loss.value(a, y);
            }

            @Override
            public void gradient(Matrix a, Matrix y, Matrix gradient) {
                loss.gradient(a, y, gradient);
            }
        };
        double[][] numbers = new double[9][1];
        for (int i = 0; i < 9; i++) numbers[i][0] = i;
        Dataset data = Dataset.of(numbers, numbers);
        Network network = Network.input(1).dense(1, new Linear()).seed(1).build();
        GradientCheck.of(network, recording, data);
        assertThat(seen.get(0)).containsExactly(0, 2, 4, 6, 8);
        seen.clear();
        assertThat(GradientCheck.of(network, recording, data.take(1)).passed()).isTrue();
        assertThat(seen.get(0)).containsExactly(0);
    }

    /** What is small against J drowns in its rounding, and steps grow with x. */
    @Test
    void roundingIsNoMistake() {
        assertThat(GradientCheck.of(x -> 1e9 + x, x -> 1, 0).passed()).isTrue();
        assertThat(GradientCheck.of(StrictMath::log, x -> 1 / x, 1e6).passed()).isTrue();
    }

    @Test
    void theNetworkStaysAsItIs() {
        Network network = classifier(new Tanh());
        List<double[]> before =
                network.parameters().stream().map(Parameter::values).toList();
        GradientCheck.of(network, new CrossEntropy(), CLASSES);
        for (int p = 0; p < 4; p++) {
            assertThat(network.parameters().get(p).values()).isEqualTo(before.get(p));
            assertThat(network.parameters().get(p).gradient().toArray()).containsOnly(0);
        }
    }

    /** What learners get wrong: a factor, a sign, the derivative at the wrong place, one element of many. */
    @ParameterizedTest
    @ValueSource(strings = {"no σ′", "sign", "factor 2", "σ′ at a", "slightly off"})
    void wrongDerivativesAreFound(String mistake) {
        Activation wrong = Activation.of("cube", z -> z * z * z, z -> switch (mistake) {
            case "no σ′" -> 1;
            case "sign" -> -3 * z * z;
            case "factor 2" -> 6 * z * z;
            case "σ′ at a" -> 3 * (z * z * z) * (z * z * z);
            default -> 3 * z * z * (1 + 1e-4);
        });
        GradientCheck check = GradientCheck.of(classifier(wrong), new CrossEntropy(), CLASSES);
        assertThat(check.passed()).isFalse();
        assertThat(check.worst().name()).startsWith("0.");
        assertThat(check.toString())
                .startsWith("GradientCheck: the gradients differ from central differences; worst 0.");
        assertThat(check.rows().get(2).worst().error())
                .as("in front of the mistake all is right")
                .isLessThan(1e-6);
    }

    @Test
    void aWrongLossIsFound() {
        Loss wrong = new Loss() {
            private final Loss right = new MeanSquaredError();

            @Override
            public double value(Matrix a, Matrix y) {
                return right.value(a, y);
            }

            @Override
            public void gradient(Matrix a, Matrix y, Matrix gradient) {
                right.gradient(a, y, gradient);
                gradient.scale(a.columns()); // the mean over the outputs forgotten
            }
        };
        Network network = Network.input(3).dense(2, new Linear()).seed(1).build();
        GradientCheck check = GradientCheck.of(network, wrong, NUMBERS);
        assertThat(check.passed()).isFalse();
        assertThat(check.worst().gradient() / check.worst().difference()).isBetween(1.99, 2.01);
    }

    @Test
    void functionsOfSeveralNumbersAreChecked() {
        double[] point = {1, -2, 0.5};
        GradientCheck right =
                GradientCheck.of(x -> x[0] * x[1] + x[2] * x[2], x -> new double[] {x[1], x[0], 2 * x[2]}, point);
        assertThat(right.passed()).isTrue();
        GradientCheck wrong =
                GradientCheck.of(x -> x[0] * x[1] + x[2] * x[2], x -> new double[] {x[1], x[0], x[2]}, point);
        assertThat(wrong.passed()).isFalse();
        assertThat(wrong.worst()).hasToString("x[2]: gradient 0.5, differences 1, relative error 5.0e-01");
        assertThat(point).containsExactly(1, -2, 0.5);
        assertThat(GradientCheck.of(x -> x * x, x -> 2 * x, 3).passed()).isTrue();
        assertThat(GradientCheck.of(x -> x * x, x -> x, 3).passed()).isFalse();
        assertThat(GradientCheck.of(x -> 1e-9 * x, x -> 1e-9, 3).passed())
                .as("tiny")
                .isTrue();
        assertThat(GradientCheck.of(x -> 1e9 * x * x, x -> 2e9 * x, 300).passed())
                .as("huge")
                .isTrue();
    }

    @Test
    void kinksNearbyAreSteppedRound() {
        for (double x : new double[] {5e-4, -5e-4, 7e-5, 2e-5}) {
            GradientCheck check = GradientCheck.of(z -> Math.max(0, z), z -> z > 0 ? 1 : 0, x);
            assertThat(check.passed()).as("x = " + x).isTrue();
            assertThat(check.rows().get(0).kinks()).isZero();
            assertThat(GradientCheck.of(z -> Math.max(0, z), z -> z > 0 ? 0 : 1, x)
                            .passed())
                    .isFalse();
        }
    }

    @Test
    void atAKinkAnySlopeBetweenIsRight() {
        for (double slope : new double[] {0, 0.25, 1}) {
            GradientCheck check = GradientCheck.of(z -> Math.max(0, z), z -> slope, 0);
            assertThat(check.passed()).isTrue();
            assertThat(check.worst().kink()).isTrue();
            assertThat(check.rows().get(0).kinks()).isEqualTo(1);
        }
        for (double slope : new double[] {-0.1, 1.1, 2}) {
            GradientCheck check = GradientCheck.of(z -> Math.max(0, z), z -> slope, 0);
            assertThat(check.passed()).isFalse();
            assertThat(check.worst().toString()).endsWith(", at a kink");
        }
        assertThat(GradientCheck.of(z -> Math.max(0, z), z -> 0, 0).worst().difference())
                .isEqualTo(0.5);
        assertThat(GradientCheck.of(z -> Math.abs(z - 1e6), z -> 0.5, 1e6)
                        .worst()
                        .kink())
                .isTrue();
        assertThat(GradientCheck.of(z -> 10 * Math.max(0, z), z -> -0.005, 0).passed())
                .as("a thousandth of the bend is rounding")
                .isTrue();
        // Strongly bent is not a kink: a wrong derivative stays wrong.
        assertThat(GradientCheck.of(z -> 1e4 * z * z, z -> 1, 0).passed()).isFalse();
    }

    /** Any slope lies between those on the two sides of a jump, and there is none that is right. */
    @Test
    void aJumpIsNoKink() {
        assertThat(GradientCheck.of(z -> z > 0 ? 1 : 0, z -> 5, 0).passed()).isFalse();
        RandomStream noise = RandomStream.of(1, "noise", 0);
        assertThat(GradientCheck.of(z -> z + noise.nextUniform(0, 0.1), z -> 5, 0)
                        .passed())
                .isFalse();
    }

    /** With zero inputs and zero biases every ReLU stands at its kink. */
    @Test
    void aNetworkAtItsKinksPasses() {
        Network network = Network.input(2)
                .dense(3, new Relu())
                .dense(1, new Linear())
                .seed(1)
                .build();
        Dataset zeros = Dataset.of(new double[][] {{0, 0}, {0, 0}}, new double[][] {{1}, {2}});
        GradientCheck check = GradientCheck.of(network, new MeanSquaredError(), zeros);
        assertThat(check.passed()).as(check.toString()).isTrue();
        assertThat(check.rows().get(1).kinks()).isEqualTo(3);
    }

    @Test
    void whatIsNotANumberFails() {
        GradientCheck check = GradientCheck.of(x -> x, x -> Double.NaN, 1);
        assertThat(check.passed()).isFalse();
        assertThat(check.toString()).contains("relative error ∞");
        assertThat(GradientCheck.of(StrictMath::log, x -> 1 / x, -1).passed()).isFalse();
    }

    @Test
    void readsAsATable() {
        Network network = Network.input(3).dense(2, new Linear()).seed(1).build();
        String text = GradientCheck.of(network, new MeanSquaredError(), NUMBERS).toString();
        String[] lines = text.split("\n");
        assertThat(lines[0])
                .matches("GradientCheck: the gradients agree with central differences; largest relative error .*");
        assertThat(lines[1]).isEqualTo("parameter  shape  checked  kinks  largest error");
        assertThat(lines[2]).matches("0.weight   3 × 2        6      0 {8}\\d\\.\\de-\\d\\d");
        assertThat(lines).hasSize(4);
        Network wide = Network.input(100).dense(20, new Linear()).seed(1).build();
        Dataset data = Dataset.of(new double[2][100], new double[2][20]);
        String[] wideLines =
                GradientCheck.of(wide, new MeanSquaredError(), data).toString().split("\n");
        assertThat(wideLines[1]).isEqualTo("parameter     shape  checked  kinks  largest error");
        assertThat(wideLines[2]).startsWith("0.weight   100 × 20       40      0");
    }

    @Test
    void namesWhatIsWrong() {
        Network network = classifier(new Tanh());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientCheck.of(network, null, CLASSES))
                .withMessage("loss is null; expected e.g. crossEntropy()");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientCheck.of(network, new CrossEntropy(), NUMBERS))
                .withMessageContaining("data has targets of 2 numbers, but the last layer gives 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GradientCheck.of(Network.input(3).dense(4, new Linear()).build(), new CrossEntropy(), CLASSES))
                .withMessageContaining("end the network with .dense(n, softmax())");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientCheck.of(x -> x, x -> 1, Double.NaN))
                .withMessage("x must be a finite number, but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientCheck.of(x -> 0, x -> x, new double[] {0, Double.NEGATIVE_INFINITY}))
                .withMessage("point[1] must be a finite number, but is -Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientCheck.of(x -> 0, x -> new double[2], new double[3]))
                .withMessage("gradient gives 2 numbers, but point has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GradientCheck.of(x -> 0, x -> x, new double[0]))
                .withMessage("point is empty; expected one number for each variable");
    }
}
