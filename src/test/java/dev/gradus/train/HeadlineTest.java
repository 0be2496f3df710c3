package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import org.junit.jupiter.api.Test;

/** The first program of the README, with what it must reach. */
class HeadlineTest {
    private final Mnist mnist = Mnist.load();

    @Test
    void tenEpochsAtOneHundredthReachNinetyTwoToNinetyFourPerCent() {
        assertThat(accuracyWith(0.01)).isBetween(0.92, 0.94);
    }

    @Test
    void tenEpochsAtOneTenthReachNinetySevenPerCent() {
        assertThat(accuracyWith(0.1)).isGreaterThanOrEqualTo(0.97);
    }

    private double accuracyWith(double learningRate) {
        Network network = Network.input(784)
                .dense(128, relu())
                .dense(64, relu())
                .dense(10, softmax())
                .seed(42)
                .build();
        History history = Trainer.of(network)
                .loss(crossEntropy())
                .optimizer(sgd(learningRate))
                .batchSize(128)
                .epochs(10)
                .validationSplit(0.1)
                .quiet()
                .fit(mnist.train());
        assertThat(history.epochs()).hasSize(10);
        return network.evaluate(mnist.test()).accuracy();
    }
}
