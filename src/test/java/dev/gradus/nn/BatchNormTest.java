package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static dev.gradus.nn.PyTorchTest.frozen;
import static dev.gradus.nn.PyTorchTest.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.activation.Initializer;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import org.junit.jupiter.api.Test;

class BatchNormTest {
    @Test
    void featuresAreThoseOfPyTorch() {
        compare("batchNorm1d", 5, 3);
    }

    @Test
    void channelsAreThoseOfPyTorch() {
        compare("batchNorm2d", 4, 2, 3, 2);
    }

    /** Three batches, then inference. */
    private static void compare(String key, int samples, int... shape) {
        Layer layer = new BatchNormSpec().build(setup(shape));
        for (int p = 0; p < 2; p++) layer.parameters().get(p).set(frozen(key, p == 0 ? "weight" : "bias"));
        Matrix x = null;
        for (int batch = 0; batch < 3; batch++) {
            x = Table.doubles(samples, Shape.size(shape), frozen(key, "x" + batch));
            Matrix delta = Table.doubles(samples, Shape.size(shape), frozen(key, "delta" + batch));
            layer.parameters().forEach(Parameter::zeroGradient);
            same("y", layer.forward(x, true).toArray(), frozen(key, "y" + batch));
            same("dx", layer.backward(delta).toArray(), frozen(key, "dx" + batch));
            for (int p = 0; p < 2; p++)
                same(
                        "gradient",
                        layer.parameters().get(p).gradient().toArray(),
                        frozen(key, (p == 0 ? "dweight" : "dbias") + batch));
        }
        same("running mean", layer.parameters().get(2).values(), frozen(key, "running_mean"));
        same("running variance", layer.parameters().get(3).values(), frozen(key, "running_var"));
        same("inference", layer.forward(x, false).toArray(), frozen(key, "inference"));
    }

    private static LayerSetup setup(int... shape) {
        return Table.setup(Shape.of(shape), Initializer.xavier(), 0, true);
    }

    /** In training by the batch, in inference by what was seen so far; a copy has seen the same. */
    @Test
    void trainingAndInferenceDiffer() {
        Network network = Network.input(2).batchNorm().build();
        Matrix x = Matrix.of(new double[][] {{1, 10}, {3, 30}});
        assertThat(network.predict(new double[] {1, 10})).containsExactly(new double[] {1, 10}, within(1e-4));
        assertThat(network.forward(x, true).toArray()).containsExactly(new double[] {-1, -1, 1, 1}, within(1e-4));
        for (int i = 0; i < 300; i++) network.forward(x, true);
        assertThat(network.parameters().get(2).values()).containsExactly(new double[] {2, 20}, within(1e-4));
        assertThat(network.parameters().get(3).values()).containsExactly(new double[] {2, 200}, within(1e-2));
        double[] seen = network.predict(new double[] {1, 10});
        assertThat(seen).containsExactly(new double[] {-Math.sqrt(0.5), -Math.sqrt(0.5)}, within(1e-4));
        assertThat(network.copy().predict(new double[] {1, 10})).isEqualTo(seen);
        assertThat(network.toDouble().parameters().get(3).values())
                .isEqualTo(network.parameters().get(3).values());
    }

    /** Keras: 0.01 of the batch, with its variance divided by N, enters the running statistics. */
    @Test
    void kerasHasOtherDefaults() {
        Layer layer = batchNorm().keras().build(setup(1));
        layer.forward(Table.doubles(2, 1, 1, 3), true);
        assertThat(layer.parameters().get(2).values()).containsExactly(new double[] {0.02}, within(1e-15));
        assertThat(layer.parameters().get(3).values()).containsExactly(new double[] {0.99 + 0.01}, within(1e-15));
        assertThat(batchNorm().keras())
                .isEqualTo(batchNorm().keras().epsilon(1e-3).momentum(0.01));
    }

    @Test
    void names() {
        Network network = Network.input(4)
                .dense(3, linear())
                .batchNorm()
                .activation(relu())
                .dense(2, softmax())
                .build();
        assertThat(network.parameters())
                .extracting(Parameter::name)
                .containsExactly(
                        "0.weight",
                        "0.bias",
                        "1.weight",
                        "1.bias",
                        "1.running_mean",
                        "1.running_var",
                        "3.weight",
                        "3.bias");
        assertThat(network.summary().parameters()).isEqualTo(15 + 6 + 8);
        assertThat(network.summary().kept()).isEqualTo(6);
        assertThat(network.summary()).hasToString("""
                        layer                    output   parameters
                        input                         4
                        dense                         3           15
                        batchNorm                     3            6
                        relu                          3            0
                        dense, softmax                2            8
                        total                                     29
                        not learnt                                 6""");
        assertThat(batchNorm()).hasToString("batchNorm(ε 1.0E-5, momentum 0.1)");
    }

    @Test
    void mistakesAreRefusedWithWords() {
        assertThatThrownBy(() -> batchNorm().epsilon(0)).hasMessage("epsilon must be above 0, but is 0.0");
        assertThatThrownBy(() -> batchNorm().momentum(1.5)).hasMessage("momentum must lie between 0 and 1, but is 1.5");
        assertThat(batchNorm().momentum(0).momentum()).isZero(); // both ends are allowed: keep all, or nothing
        assertThat(batchNorm().momentum(1).momentum()).isEqualTo(1);
        Network network = Network.input(2).batchNorm().build();
        assertThatThrownBy(() -> network.forward(Matrix.zeros(1, 2), true))
                .hasMessageContaining("a batch of one sample");
        Network fresh = Network.input(2).batchNorm().build();
        assertThatThrownBy(() -> fresh.backward(meanSquaredError(), Matrix.zeros(1, 2), Matrix.zeros(1, 2)))
                .hasMessageContaining("call forward before backward");
        network.checkBatches(128, 64);
        network.checkBatches(2, 64);
        assertThatThrownBy(() -> network.checkBatches(129, 64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layer 0 (batchNorm) can't train on a batch of one sample, but 129 samples in batches of 64"
                        + " leave one for the last; use another batch size, or take(128)");
        assertThatThrownBy(() -> network.checkBatches(10, 1)).hasMessageContaining("in batches of 1");
        Network.input(1, 2, 2).batchNorm().build().checkBatches(1, 1); // four numbers a channel
    }

    /** There the statistics don't depend on the batch; the gradients of γ, β and x are held against differences. */
    @Test
    void inferenceHasAWayBack() {
        Network network = Network.input(2).batchNorm().build().toDouble();
        double[][] values = {{1.5, 0.8}, {0.3, -0.2}, {0.4, -1}, {2, 0.5}}; // γ, β, running mean and variance
        for (int p = 0; p < 4; p++) network.parameters().get(p).set(values[p]);
        Matrix x = Matrix.of(new double[][] {{1, -2}, {3, 0.5}, {-1, 1}}).toDouble();
        Matrix y = x.map(v -> v / 2);
        network.parameters().forEach(Parameter::zeroGradient);
        network.backward(meanSquaredError(), network.forward(x, false), y);
        Matrix delta = network.forward(x, false).minus(y);
        delta.scale(2.0 / 6);
        Matrix dx = network.inputGradient(x, delta);
        for (int p = 0; p < 2; p++)
            for (int j = 0; j < 2; j++) {
                Matrix theta = network.parameters().get(p).matrix();
                assertThat(network.parameters().get(p).gradient().get(0, j))
                        .isCloseTo(slope(network, x, y, theta, 0, j), within(1e-6));
            }
        for (int i = 0; i < 3; i++)
            for (int j = 0; j < 2; j++) assertThat(dx.get(i, j)).isCloseTo(slope(network, x, y, x, i, j), within(1e-6));
    }

    private static double slope(Network network, Matrix x, Matrix y, Matrix moved, int i, int j) {
        double at = moved.get(i, j);
        double h = 1e-5;
        moved.set(i, j, at + h);
        double above = meanSquaredError().value(network.forward(x, false), y);
        moved.set(i, j, at - h);
        double below = meanSquaredError().value(network.forward(x, false), y);
        moved.set(i, j, at);
        return (above - below) / (2 * h);
    }
}
