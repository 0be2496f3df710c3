package dev.gradus.check;

import static dev.gradus.Gradus.circle;
import static dev.gradus.Gradus.leakyRelu;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.sgd;
import static dev.gradus.Gradus.sigmoid;
import static dev.gradus.Gradus.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.nn.Network;
import dev.gradus.train.Trainer;
import org.junit.jupiter.api.Test;

/** What lesson 04 says was found in its closing exercises. */
class LessonFourTest {
    private static final Dataset XOR =
            Dataset.of(new double[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}}, new double[][] {{0}, {1}, {1}, {0}});

    private static int learntBy(int neurons, Activation bend, int epochs) {
        int count = 0;
        for (int seed = 1; seed <= 40; seed++) {
            Network network = Network.input(2)
                    .dense(neurons, bend)
                    .dense(1, sigmoid())
                    .seed(seed)
                    .build();
            train(network, epochs);
            if (network.evaluate(XOR).accuracy() == 1) count++;
        }
        return count;
    }

    private static void train(Network network, int epochs) {
        Trainer.of(network)
                .optimizer(sgd(0.5))
                .batchSize(4)
                .epochs(epochs)
                .quiet()
                .fit(XOR);
    }

    @Test
    void aLeakBringsThemBack() {
        assertThat(learntBy(2, relu(), 2000)).isEqualTo(8);
        assertThat(learntBy(2, leakyRelu(0.01), 2000)).isEqualTo(12);
        assertThat(learntBy(2, leakyRelu(0.1), 2000)).isEqualTo(24);
    }

    /** Nearly no bend is nearly no hidden layer. */
    @Test
    void tooMuchLeakIsNoBend() {
        assertThat(learntBy(2, leakyRelu(0.9), 2000)).isZero();
    }

    @Test
    void sigmoidsTakeTheirTime() {
        assertThat(learntBy(2, sigmoid(), 500)).isEqualTo(7);
        assertThat(learntBy(2, sigmoid(), 2000)).isEqualTo(30);
    }

    @Test
    void aThousandthDoesNotPartTwinsAHundredthDoes() {
        assertThat(twins(0.001, 2000)).isEqualTo(0.75);
        assertThat(twins(0.001, 20_000)).isEqualTo(0.75);
        assertThat(twins(0.01, 2000)).isEqualTo(1);
    }

    private static double twins(double apart, int epochs) {
        Network twins = Network.input(2).dense(2, tanh()).dense(1, sigmoid()).build();
        twins.parameters().get(0).set(new double[] {0.5 + apart, 0.5, -0.3, -0.3});
        twins.parameters().get(2).set(new double[] {0.7, 0.7});
        train(twins, epochs);
        return twins.evaluate(XOR).accuracy();
    }

    @Test
    void aCircleNeedsThree() {
        for (int neurons : new int[] {2, 3}) {
            Network network = Network.input(2)
                    .dense(neurons, tanh())
                    .dense(1, sigmoid())
                    .seed(1)
                    .build();
            Dataset data = circle().train();
            Trainer.of(network)
                    .optimizer(sgd(0.3))
                    .batchSize(10)
                    .epochs(100)
                    .quiet()
                    .fit(data);
            assertThat(network.evaluate(data).accuracy() >= 0.95).isEqualTo(neurons == 3);
        }
    }
}
