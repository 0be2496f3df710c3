package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The first program of the README and what ten epochs of it reach: all digits of a double, so every bit, the same on any
 * number of threads and with either kernels.
 */
class HeadlineTest {
    private final Mnist mnist = Mnist.load();

    @ParameterizedTest
    @CsvSource({
        "0.01, 0.24000171416409857, 0.9307222222222222, 0.19244830412802968, 0.9478333333333333, 0.9344",
        "0.1, 0.056914203105456786, 0.9832962962962963, 0.08315318825333505, 0.9758333333333333, 0.9713"
    })
    void tenEpochsReachWhatTheReadmeSaysToTheLastBit(
            double learningRate,
            double loss,
            double accuracy,
            double heldOutLoss,
            double heldOutAccuracy,
            double test) {
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
        Epoch last = history.epochs().get(9);
        assertThat(new double[] {
                    last.trainingLoss(),
                    last.trainingAccuracy(),
                    last.validationLoss(),
                    last.validationAccuracy(),
                    network.evaluate(mnist.test()).accuracy()
                })
                .containsExactly(loss, accuracy, heldOutLoss, heldOutAccuracy, test);
    }
}
