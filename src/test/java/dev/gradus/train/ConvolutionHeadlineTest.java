package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import org.junit.jupiter.api.Test;

/** A small convolutional network on MNIST, with what it must reach. */
class ConvolutionHeadlineTest {
    private final Mnist mnist = Mnist.load();

    @Test
    void oneEpochOnASixthOfTheDigitsReachesNinetyFourPerCent() {
        assertThat(accuracyAfter(1, mnist.train().take(10_000))).isGreaterThanOrEqualTo(0.94);
    }

    /** About a minute and a half. */
    @Test
    void eightEpochsReachNinetyNinePerCent() {
        assumeTrue(Boolean.getBoolean("gradus.deep"), "skipped: run it with -Pdeep");
        assertThat(accuracyAfter(8, mnist.train())).isGreaterThanOrEqualTo(0.99);
    }

    private double accuracyAfter(int epochs, Dataset digits) {
        Network network = Network.input(1, 28, 28)
                .conv2d(16, 5, relu())
                .maxPool(2)
                .conv2d(32, 5, relu())
                .maxPool(2)
                .flatten()
                .dense(10, softmax())
                .seed(42)
                .build();
        Trainer.of(network)
                .optimizer(sgd(0.1))
                .batchSize(32)
                .epochs(epochs)
                .quiet()
                .fit(digits);
        return network.evaluate(mnist.test()).accuracy();
    }
}
