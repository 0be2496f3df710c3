package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static dev.gradus.nn.PyTorchTest.frozen;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.math.Figures;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values by hand, edges, and what losses refuse. */
class LossTest {
    private static double value(Loss loss, double a, double y) {
        return loss.value(Table.doubles(1, 1, a), Table.doubles(1, 1, y));
    }

    private static double gradient(Loss loss, double a, double y) {
        Matrix gradient = Table.doubles(1, 1, 0);
        loss.gradient(Table.doubles(1, 1, a), Table.doubles(1, 1, y), gradient);
        return gradient.get(0, 0);
    }

    @Test
    void valuesByHand() {
        assertThat(value(meanAbsoluteError(), 3, 5)).isEqualTo(2);
        assertThat(gradient(meanAbsoluteError(), 5, 5)).isZero();
        assertThat(value(huber(), 0.5, 0)).isEqualTo(0.125);
        assertThat(value(huber(), -3, 0)).isEqualTo(2.5);
        assertThat(value(huber(2), -3, 0)).isEqualTo(4);
        assertThat(value(hinge(), 0.25, 1)).isEqualTo(0.75);
        assertThat(value(hinge(), 0.25, 0)).isEqualTo(1.25);
        assertThat(value(hinge(), 0.25, -1)).isEqualTo(1.25);
        assertThat(value(hinge(), 1.5, 1)).isZero();
        assertThat(gradient(hinge(), 0.25, 0)).isEqualTo(1);
        assertThat(gradient(hinge(), 1, 1)).isZero(); // at the margin there is nothing to pay any more
        assertThat(value(binaryCrossEntropy(), 0.25, 1)).isCloseTo(Math.log(4), within(1e-15));
        assertThat(value(binaryCrossEntropy().weights(0.5, 3), 0.25, 1)).isCloseTo(3 * Math.log(4), within(1e-15));
        assertThat(value(binaryCrossEntropy().weights(0.5, 3), 0.25, 0))
                .isCloseTo(0.5 * Math.log(4 / 3.0), within(1e-15));
    }

    /** One of class 0 (weight 1) and one of class 1 (weight 3), both given ½: by Keras 4/2 ln 2, by PyTorch 4/4 ln 2. */
    @Test
    void classWeightsHaveTwoMeans() {
        Matrix a = Table.doubles(2, 2, 0.5, 0.5, 0.5, 0.5);
        Matrix y = Table.doubles(2, 2, 1, 0, 0, 1);
        assertThat(crossEntropy().weights(1, 3).value(a, y)).isCloseTo(2 * Math.log(2), within(1e-15));
        assertThat(crossEntropy().weights(1, 3).weightedMean().value(a, y)).isCloseTo(Math.log(2), within(1e-15));
    }

    /** Targets may be shares, as those of a teacher network: −w (¼ ln 0.2, ¾ ln 0.8). */
    @Test
    void classesMayBeShares() {
        Matrix a = Table.doubles(1, 2, 0.2, 0.8);
        Matrix y = Table.doubles(1, 2, 0.25, 0.75);
        Matrix gradient = Table.doubles(1, 2, 0, 0);
        CrossEntropy loss = crossEntropy().weights(2, 3);
        assertThat(loss.value(a, y)).isCloseTo(-0.5 * Math.log(0.2) - 2.25 * Math.log(0.8), within(1e-15));
        loss.gradient(a, y, gradient);
        assertThat(gradient.toArray()).containsExactly(new double[] {-2.5, -2.8125}, within(1e-15));
    }

    @Test
    void outputsOfExactlyZeroAndOneAreThoseOfPyTorch() {
        Matrix a = Table.doubles(1, 6, frozen("edges", "a"));
        Matrix y = Table.doubles(1, 6, frozen("edges", "y"));
        Matrix gradient = Table.doubles(1, 6, new double[6]);
        assertThat(binaryCrossEntropy().value(a, y)).isCloseTo(frozen("edges", "value")[0], within(1e-12));
        binaryCrossEntropy().gradient(a, y, gradient);
        double[] expected = frozen("edges", "gradient");
        for (int k = 0; k < 6; k++)
            assertThat(gradient.get(0, k))
                    .isCloseTo(expected[k], within(1e-8 * Math.abs(expected[k]))); // its 1e-12 is a float
    }

    /**
     * However sure and however wrong: a number, in single precision, too, with the shortcut and without. Every loss behind
     * every activation that it takes; those without an upper end give squares that no float holds.
     */
    @Test
    void saturatedOutputsLeaveNumbers() {
        Matrix y = Matrix.of(new double[][] {{1, 0, 0}, {1, 0, 0}});
        for (String name : Table.LOSSES.keySet())
            for (String last : Table.ACTIVATIONS.keySet())
                for (double z : new double[] {0, 30, 1000, 1e30}) {
                    Loss loss = Table.LOSSES.get(name);
                    Activation activation = Table.ACTIVATIONS.get(last);
                    if (!fits(loss, activation, y)) continue;
                    Matrix logits = Matrix.of(new double[][] {{z, -z, 0}, {-z, z, 0}});
                    Matrix a = Matrix.zeros(2, 3);
                    Matrix delta = Matrix.zeros(2, 3);
                    activation.forward(logits, a);
                    double j = loss.fromLogits(activation, logits, a, y, delta).orElse(0);
                    assertThat(j).as(name + " of " + last + " of " + z).isFinite();
                    numbers(delta);
                    assertThat(loss.value(a, y)).isFinite();
                    loss.gradient(a, y, delta);
                    numbers(delta);
                    activation.backward(logits, a, delta, delta);
                    numbers(delta);
                }
    }

    private static boolean fits(Loss loss, Activation activation, Matrix y) {
        try {
            loss.check(activation, y);
            return true;
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    /** The mean over all weights, not a mean of means over batches, in which the classes are unequally many. */
    @Test
    void anEvaluationWeighsItsBatches() {
        Network network = Network.input(2).dense(3, softmax()).seed(5).build();
        double[][] x = new double[1203][];
        int[] labels = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = new double[] {i % 7 - 3, i % 11 - 5};
            labels[i] = i < 500 ? 0 : i < 1000 ? 1 + i % 2 : i % 3;
        }
        double[] weights = {1, 5, 0.5};
        double losses = 0;
        double all = 0;
        double[][] a = network.predict(x);
        for (int i = 0; i < x.length; i++) {
            losses -= weights[labels[i]] * Math.log(a[i][labels[i]]);
            all += weights[labels[i]];
        }
        Loss loss = crossEntropy().weights(weights).weightedMean();
        assertThat(network.evaluate(Dataset.of(x, labels), loss).loss()).isCloseTo(losses / all, within(1e-6));
    }

    private static void numbers(Matrix matrix) {
        assertThat(Arrays.stream(matrix.toArray()).allMatch(Double::isFinite)).isTrue();
    }

    /** The logits tell how wrong a saturated sigmoid is, where the output itself can't. */
    @Test
    void logitsTellMore() {
        Matrix z = Matrix.of(new double[][] {{200}});
        Matrix one = Matrix.of(new double[][] {{1}});
        Matrix zero = Matrix.zeros(1, 1);
        assertThat(binaryCrossEntropy().fromLogits(sigmoid(), z, one, zero, zero.like(1, 1)))
                .hasValue(200);
        assertThat(binaryCrossEntropy().value(one, zero)).isEqualTo(100);
    }

    @Test
    void theOutputHasItsNaturalLoss() {
        assertThat(Network.input(1).dense(2, softmax()).build().naturalLoss()).hasToString("crossEntropy()");
        assertThat(Network.input(1).dense(2, sigmoid()).build().naturalLoss()).hasToString("binaryCrossEntropy()");
        assertThat(Network.input(1).dense(2, tanh()).build().naturalLoss()).hasToString("meanSquaredError()");
    }

    /** Of every activation in the table: found by trying it, whatever it is called. */
    @Test
    void misfitsAreRefusedWithTheFix() {
        Matrix two = Matrix.of(new double[][] {{1, 0}});
        Matrix three = Matrix.of(new double[][] {{1, 0, 0}});
        Matrix one = Matrix.of(new double[][] {{1}, {0}});
        for (String name : Table.ACTIVATIONS.keySet()) {
            Activation activation = Table.ACTIVATIONS.get(name);
            boolean shares = List.of("sigmoid", "softmax", "own").contains(name);
            if (shares) {
                binaryCrossEntropy().check(activation, two);
            } else {
                assertThatThrownBy(() -> binaryCrossEntropy().check(activation, two))
                        .hasMessage("binaryCrossEntropy() needs outputs that are probabilities, but the last layer is "
                                + activation.name() + "; end the network with .dense(2, sigmoid())");
                assertThatThrownBy(() -> crossEntropy().check(activation, two))
                        .hasMessageContaining("end the network with .dense(n, softmax())");
            }
            if (shares && !name.equals("softmax"))
                assertThatThrownBy(() -> crossEntropy().check(activation, three))
                        .hasMessage(
                                "crossEntropy() needs the probabilities of one choice, which sum to 1, but those of "
                                        + name
                                        + " don't, so that all of them at 1 would cost nothing; end the network with"
                                        + " .dense(3, softmax()), or use binaryCrossEntropy() for 3 questions of yes and no");
            if (shares || name.equals("relu"))
                assertThatThrownBy(() -> hinge().check(activation, three))
                        .hasMessageContaining("scores of both signs")
                        .hasMessageContaining(".dense(3, linear())");
            else hinge().check(activation, three);
        }
        crossEntropy().check(softmax(), three);
        crossEntropy().weights(1, 2, 3).check(softmax(), three);
        assertThatThrownBy(() -> crossEntropy().check(softmax(), one)).hasMessageContaining("is always 1");
        assertThatThrownBy(() -> binaryCrossEntropy().check(softmax(), one)).hasMessageContaining("is always 1");
        assertThatThrownBy(() -> crossEntropy().check(sigmoid(), one)).hasMessageContaining("binaryCrossEntropy()");
        assertThatThrownBy(() -> crossEntropy().weights(1, 2).check(softmax(), three))
                .hasMessage(
                        "crossEntropy() has weights for 2 classes, but the last layer gives 3; give one weight a class");
    }

    /** Softplus leaves 0 … 1, and nobody is deceived by a name. */
    @Test
    void aNameDecidesNothing() {
        Matrix two = Matrix.of(new double[][] {{1, 0}});
        Activation softplus = Activation.of("softmax", Functions::softplus, Functions::sigmoid);
        assertThatThrownBy(() -> crossEntropy().check(softplus, two)).hasMessageContaining("are probabilities");
        Activation steep = Activation.of("sigmoid", z -> Functions.sigmoid(5 * z), z -> 0);
        Matrix z = Matrix.of(new double[][] {{1, -1}});
        assertThat(binaryCrossEntropy().fromLogits(steep, z, two, two, z.like()))
                .isEmpty();
        assertThat(crossEntropy().fromLogits(softplus, z, two, two, z.like())).isEmpty();
        assertThat(Network.input(1).dense(2, steep).build().naturalLoss()).hasToString("meanSquaredError()");
    }

    /** Targets that a loss isn't made for, with what they look like and what to do. */
    @Test
    void targetsAreLookedAt() {
        assertThatThrownBy(() -> binaryCrossEntropy().check(sigmoid(), column(-1, 1)))
                .hasMessage("binaryCrossEntropy() needs targets from 0, for no, to 1, for yes, but they are -1 and 1;"
                        + " write 0 for -1, or use hinge() on .dense(1, linear())");
        assertThatThrownBy(() -> binaryCrossEntropy().check(sigmoid(), column(1, 2, 3, 1)))
                .hasMessageContaining("they are 1, 2 and 3; if these are classes, give them as labels");
        assertThatThrownBy(() -> binaryCrossEntropy().check(sigmoid(), column(0.5, 1.5)))
                .hasMessageContaining(
                        "they are 0.5 and 1.5; numbers that are no answers are met by meanSquaredError()");
        assertThatThrownBy(() -> hinge().check(linear(), column(1, 2, 3, 4, 5)))
                .hasMessage(
                        "hinge() needs targets of -1 and 1, or of 0 and 1, but they are numbers from 1 to 5; if these"
                                + " are classes, give them as labels, Dataset.of(inputs, int[] labels), counted from 0, and end the"
                                + " network with one output a class, .dense(n, softmax())");
        for (double[] row : new double[][] {{5, 0, -3}, {1, 1, 1}, {0, 0, 0}, {0.5, 0.4, 0.2}})
            assertThatThrownBy(() -> crossEntropy().check(softmax(), Matrix.of(new double[][] {{0, 1, 0}, row})))
                    .hasMessageContaining("sum to 1 in each row")
                    .hasMessageContaining("one row is " + Figures.text(row, 6) + "; give labels");
        binaryCrossEntropy().check(sigmoid(), column(0, 0.3, 1));
        hinge().check(linear(), column(-1, 1));
        crossEntropy().check(softmax(), Matrix.of(new double[][] {{0.2, 0.3, 0.5}, {1 / 3.0, 1 / 3.0, 0.3333}}));
    }

    private static Matrix column(double... values) {
        Matrix column = Matrix.zeros(values.length, 1);
        column.setAll(values);
        return column;
    }

    @Test
    void badNumbersAreRefused() {
        assertThatThrownBy(() -> huber(0)).hasMessage("delta must be above 0, but is 0.0");
        assertThatThrownBy(() -> crossEntropy().weights()).hasMessageContaining("must be at least 1, but is 0");
        assertThatThrownBy(() -> crossEntropy().weights(1, -1)).hasMessage("weights[1] must be above 0, but is -1.0");
        assertThatThrownBy(() -> crossEntropy().weights((double[]) null)).hasMessageContaining("weights is null");
        assertThatThrownBy(() -> binaryCrossEntropy().weights(1, 0)).hasMessage("w1 must be above 0, but is 0.0");
        assertThatThrownBy(() -> elu(0)).hasMessage("alpha must be above 0, but is 0.0");
        assertThatThrownBy(() -> leakyRelu(Double.NaN)).hasMessage("slope must be a finite number, but is NaN");
    }

    @Test
    void everythingHasAName() {
        assertThat(crossEntropy().weights(1, 5).weightedMean())
                .hasToString("crossEntropy().weights(1.0, 5.0).weightedMean()");
        assertThat(binaryCrossEntropy().weights(1, 5)).hasToString("binaryCrossEntropy().weights(1.0, 5.0)");
        assertThat(huber(2)).hasToString("huber(2.0)");
        assertThat(hinge()).hasToString("hinge()");
        assertThat(meanAbsoluteError()).hasToString("meanAbsoluteError()");
        assertThat(leakyRelu(0.2)).hasToString("leakyRelu(0.2)");
        assertThat(leakyRelu()).hasToString("leakyRelu");
        assertThat(elu()).hasToString("elu");
        assertThat(gelu().approximate()).hasToString("gelu().approximate()");
        assertThat(xavierNormal()).hasToString("xavierNormal()");
        assertThat(constant(0.5)).hasToString("constant(0.5)");
    }

    @Test
    void targetsOfAnotherSizeAreRefused() {
        Matrix a = Matrix.zeros(2, 3);
        Matrix y = Matrix.zeros(2, 4);
        Matrix gradient = a.like();
        for (Loss loss : Table.LOSSES.values()) {
            for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
                    List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
                            () -> loss.value(a, y),
                            () -> loss.gradient(a, y, gradient),
                            () -> loss.value(a, Matrix.zeros(3, 3))))
                assertThatThrownBy(call)
                        .as(loss.toString())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageMatching(
                                "targets is (2 × 4|3 × 3), but outputs is 2 × 3; give a target for each output");
        }
    }
}
