package dev.gradus.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Sgd;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The worked example of lesson 05: one input, two hidden ReLU neurons of which one is active, one linear output, squared
 * error. The numbers are worked out here by hand; tape, network and PyTorch must say the same, to the last digit.
 */
class LessonFiveTest {
    // What is given (1 × 1, 1 × 2, 1 × 2, 2 × 1, 1 × 1).
    private static final double X = 2;
    private static final double[] W1 = {0.5, -1};
    private static final double[] B1 = {3, 0.5};
    private static final double[] W2 = {1.5, -2};
    private static final double B2 = -1;
    private static final double Y = 8;

    // Forward.
    private static final double[] Z1 = {4, -1.5}; // 2 · 0.5 + 3 = 4;  2 · (−1) + 0.5 = −1.5
    private static final double[] A1 = {4, 0}; // ReLU: the first neuron is active, the second is not
    private static final double A2 = 5; // 4 · 1.5 + 0 · (−2) − 1 = 5
    private static final double J = 4.5; // ½ (5 − 8)² = ½ · 9

    // Backward.
    private static final double DELTA2 = -3; // a − y = 5 − 8; the output is linear
    private static final double[] DW2 = {-12, 0}; // a¹ δ² = 4 · (−3), 0 · (−3)
    private static final double DB2 = -3; // δ²
    private static final double[] DA1 = {-4.5, 6}; // δ² w² = −3 · 1.5, −3 · (−2)
    private static final double[] DELTA1 = {-4.5, 0}; // times ReLU′(z¹) = 1, 0
    private static final double[] DW1 = {-9, 0}; // x δ¹ = 2 · (−4.5), 2 · 0
    private static final double[] DB1 = {-4.5, 0}; // δ¹
    private static final double DX = -2.25; // δ¹ w¹ = −4.5 · 0.5 + 0 · (−1)

    // One step with η = 0.01, and forward again.
    private static final double ETA = 0.01;
    private static final double[] W1_AFTER = {0.59, -1}; // 0.5 + 0.09
    private static final double[] B1_AFTER = {3.045, 0.5}; // 3 + 0.045
    private static final double[] W2_AFTER = {1.62, -2}; // 1.5 + 0.12
    private static final double B2_AFTER = -0.97; // −1 + 0.03
    private static final double A2_AFTER = 5.8745; // 4.225 · 1.62 − 0.97, with 2 · 0.59 + 3.045 = 4.225
    private static final double J_AFTER = 2.258875125; // ½ (5.8745 − 8)² = ½ · 2.1255² = ½ · 4.51775025

    @Test
    void byTheTape() {
        Value x = Value.of(X, "x");
        Value[] w1 = {Value.of(W1[0], "w11"), Value.of(W1[1], "w12")};
        Value[] b1 = {Value.of(B1[0], "b11"), Value.of(B1[1], "b12")};
        Value[] w2 = {Value.of(W2[0], "w21"), Value.of(W2[1], "w22")};
        Value b2 = Value.of(B2, "b2");
        Value[] z1 = {x.times(w1[0]).plus(b1[0]), x.times(w1[1]).plus(b1[1])};
        Value[] a1 = {z1[0].relu(), z1[1].relu()};
        Value a2 = a1[0].times(w2[0]).plus(a1[1].times(w2[1])).plus(b2);
        Value j = a2.minus(Y).pow(2).over(2);
        j.backward();

        assertThat(List.of(a2.value(), j.value())).containsExactly(A2, J);
        assertThat(List.of(a2.gradient(), b2.gradient(), x.gradient())).containsExactly(DELTA2, DB2, DX);
        for (int i = 0; i < 2; i++) {
            assertThat(List.of(z1[i].value(), a1[i].value())).containsExactly(Z1[i], A1[i]);
            assertThat(w2[i].gradient()).isEqualTo(DW2[i]);
            assertThat(a1[i].gradient()).isEqualTo(DA1[i]);
            assertThat(z1[i].gradient()).isEqualTo(DELTA1[i]);
            assertThat(w1[i].gradient()).isEqualTo(DW1[i]);
            assertThat(b1[i].gradient()).isEqualTo(DB1[i]);
        }
    }

    @Test
    void byTheNetwork() {
        Network network = network().toDouble();
        Matrix x = Matrix.of(new double[][] {{X}}).toDouble();
        Matrix y = Matrix.of(new double[][] {{Y}}).toDouble();
        Matrix a = network.forward(x, true);
        assertThat(a.get(0, 0)).isEqualTo(A2);
        assertThat(network.backward(new HalfSquaredError(), a, y)).isEqualTo(J);
        assertThat(gradients(network)).containsExactly(DW1, DB1, DW2, new double[] {DB2});

        for (Parameter p : network.parameters()) new Sgd(ETA).rule(p).step(ETA, 1);
        List<double[]> after =
                network.parameters().stream().map(Parameter::values).toList();
        double[][] expected = {W1_AFTER, B1_AFTER, W2_AFTER, {B2_AFTER}};
        for (int p = 0; p < 4; p++) assertThat(after.get(p)).containsExactly(expected[p], within(1e-15));
        assertThat(network.forward(x, true).get(0, 0)).isCloseTo(A2_AFTER, within(1e-15));
        assertThat(new HalfSquaredError().value(network.forward(x, true), y)).isCloseTo(J_AFTER, within(1e-15));
    }

    /** Numbers as round as these are exact in single precision, too, so a learner's own network shows them. */
    @Test
    void byTheNetworkInSinglePrecision() {
        Network network = network();
        Matrix a = network.forward(Matrix.of(new double[][] {{X}}), true);
        assertThat(a.get(0, 0)).isEqualTo(A2);
        assertThat(network.backward(new HalfSquaredError(), a, Matrix.of(new double[][] {{Y}})))
                .isEqualTo(J);
        assertThat(gradients(network)).containsExactly(DW1, DB1, DW2, new double[] {DB2});
    }

    /** The library's loss leaves the ½ out, so everything behind it is twice as large. */
    @Test
    void meanSquaredErrorIsTwiceThat() {
        Network network = network();
        Matrix a = network.forward(Matrix.of(new double[][] {{X}}), true);
        assertThat(network.backward(new MeanSquaredError(), a, Matrix.of(new double[][] {{Y}})))
                .isEqualTo(2 * J);
        assertThat(gradients(network))
                .containsExactly(
                        new double[] {2 * DW1[0], 0},
                        new double[] {2 * DB1[0], 0},
                        new double[] {2 * DW2[0], 0},
                        new double[] {2 * DB2});
    }

    @Test
    void byPyTorch() {
        assertThat(frozen("first/z1")).containsExactly(Z1);
        assertThat(frozen("first/a1")).containsExactly(A1);
        assertThat(frozen("first/out")).containsExactly(A2);
        assertThat(frozen("first/j")).containsExactly(J);
        assertThat(frozen("first/dout")).containsExactly(DELTA2);
        assertThat(frozen("first/dw2")).containsExactly(DW2);
        assertThat(frozen("first/db2")).containsExactly(DB2);
        assertThat(frozen("first/da1")).containsExactly(DA1);
        assertThat(frozen("first/dz1")).containsExactly(DELTA1);
        assertThat(frozen("first/dw1")).containsExactly(DW1);
        assertThat(frozen("first/db1")).containsExactly(DB1);
        assertThat(frozen("first/dx")).containsExactly(DX);
        assertThat(frozen("second/w1")).containsExactly(W1_AFTER, within(1e-15));
        assertThat(frozen("second/b1")).containsExactly(B1_AFTER, within(1e-15));
        assertThat(frozen("second/w2")).containsExactly(W2_AFTER, within(1e-15));
        assertThat(frozen("second/b2")).containsExactly(new double[] {B2_AFTER}, within(1e-15));
        assertThat(frozen("second/out")).containsExactly(new double[] {A2_AFTER}, within(1e-15));
        assertThat(frozen("second/j")).containsExactly(new double[] {J_AFTER}, within(1e-14));
    }

    private static final Map<String, double[]> FROZEN = Frozen.numbers(LessonFiveTest.class, "pytorch.txt");

    private static double[] frozen(String key) {
        // A gradient of nothing is −0 there now and then.
        double[] numbers = FROZEN.get("lesson05/" + key).clone();
        for (int i = 0; i < numbers.length; i++) numbers[i] += 0.0;
        return numbers;
    }

    private static Network network() {
        Network network =
                Network.input(1).dense(2, new Relu()).dense(1, new Linear()).build();
        double[][] values = {W1, B1, W2, {B2}};
        for (int p = 0; p < 4; p++) network.parameters().get(p).set(values[p]);
        return network;
    }

    private static List<double[]> gradients(Network network) {
        return network.parameters().stream().map(p -> p.gradient().toArray()).toList();
    }

    /** J = 1/(2m) Σ‖a − y‖², as in derivations by hand. */
    private static final class HalfSquaredError implements Loss {
        @Override
        public double value(Matrix a, Matrix y) {
            double sum = 0;
            for (int i = 0; i < a.rows(); i++) {
                double error = a.get(i, 0) - y.get(i, 0);
                sum += error * error;
            }
            return sum / (2 * a.rows());
        }

        @Override
        public void gradient(Matrix a, Matrix y, Matrix gradient) {
            for (int i = 0; i < a.rows(); i++) gradient.set(i, 0, (a.get(i, 0) - y.get(i, 0)) / a.rows());
        }
    }
}
