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
    void oneEpochOnASixthOfTheDigitsReachesNinetyFivePerCent() {
        assertThat(accuracyAfter(1, mnist.train().take(10_000))).isGreaterThanOrEqualTo(0.95);
    }

    /** A minute on two cores. */
    @Test
    void fourEpochsReachNinetyNinePerCent() {
        assumeTrue(Boolean.getBoolean("gradus.deep"), "skipped: run it with -Pdeep");
        assertThat(accuracyAfter(4, mnist.train())).isGreaterThanOrEqualTo(0.99);
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
                .optimizer(momentum(0.05, 0.9))
                .schedule(oneCycle())
                .batchSize(64)
                .epochs(epochs)
                .quiet()
                .fit(digits);
        return network.evaluate(mnist.test()).accuracy();
    }
}
