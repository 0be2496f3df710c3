package dev.gradus.check;

import static dev.gradus.Gradus.crossEntropy;
import static dev.gradus.Gradus.he;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.sgd;
import static dev.gradus.Gradus.sigmoid;
import static dev.gradus.Gradus.softmax;
import static dev.gradus.Gradus.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Digits;
import dev.gradus.activation.Activation;
import dev.gradus.activation.Initializer;
import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.errors.TrainingException;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Trace;
import dev.gradus.train.Trainer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What lesson 10 says was found in its closing exercises. */
class LessonTenTest {
    private static final Dataset DIGITS = Digits.MNIST.train().take(10_000);

    private static final Batch BATCH = DIGITS.batch(IntStream.range(0, 100).toArray(), 0, 100, null);

    private static Network deep(Initializer start, Activation activation) {
        var layers = Network.input(784);
        for (int l = 1; l <= 20; l++) layers.dense(64, activation);
        return layers.dense(10, softmax()).initializer(start).seed(1).build();
    }

    private static double size(Matrix a) {
        return Math.sqrt(a.sumOfSquares() / a.size());
    }

    @Test
    void nothingExplodesBehindTanhButItSaturates() {
        Network network = deep((n, m, random) -> 0.5 * random.nextGaussian(), tanh());
        Matrix last = network.activations(BATCH.inputs(), true).get(19);
        assertThat(size(last)).isBetween(0.8, 1.0);
        assertThat(last.map(a -> 1 - a * a > 0.5 ? 1 : 0).sumOfSquares() / last.size())
                .isLessThan(0.25);
    }

    @Test
    void largerWeightsRescueTheDeltaOfSigmoidsButHardlyTheirLearning() {
        Network network = deep((n, m, random) -> random.nextGaussian(), sigmoid());
        List<Trace.Step> layers = Trace.of(network, crossEntropy(), BATCH.inputs(), BATCH.targets()).steps().stream()
                .filter(step -> step.parameters().size() == 2)
                .toList();
        assertThat(size(layers.get(19).outputGradient()) / size(layers.get(0).outputGradient()))
                .isBetween(13.5, 14.5);
        Trainer.of(network).optimizer(sgd(0.03)).batchSize(32).epochs(2).quiet().fit(DIGITS);
        assertThat(network.evaluate(Mnist.load().test()).accuracy()).isBetween(0.245, 0.255);
    }

    @Test
    void shortcutsStartedByHeDiverge() {
        var layers = Network.input(784).dense(64, relu());
        for (int l = 2; l <= 20; l++) layers.residual(block -> block.dense(64, relu()));
        Network network = layers.dense(10, softmax()).initializer(he()).seed(1).build();
        assertThatThrownBy(() -> Trainer.of(network)
                        .optimizer(sgd(0.03))
                        .batchSize(32)
                        .epochs(2)
                        .quiet()
                        .fit(DIGITS))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("NaN in epoch 1");
    }
}
