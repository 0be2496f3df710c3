package dev.gradus.check;

import static dev.gradus.Gradus.adam;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Digits;
import dev.gradus.data.Dataset;
import dev.gradus.nn.Network;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What lesson 11 says a larger jury found; test_edits has its other closing exercises, in their cells. */
class LessonElevenTest {
    @Test
    void aLargerJuryLetsTheChosenOneKeepMoreOfItsLead() {
        assertThat(lead(100)).containsExactly(new double[] {6.1, 0.5}, within(0.06));
        assertThat(lead(1000)).containsExactly(new double[] {4.6, 1.9}, within(0.06));
    }

    /** By how many points the best of 200 networks on so many test digits is above their mean, there and on the others. */
    private static double[] lead(int jury) {
        Dataset test = Digits.MNIST.test();
        Dataset.Split split = test.splitAt(jury);
        double[] chosen = new double[200];
        double[] others = new double[200];
        int best = 0;
        for (int k = 0; k < 200; k++) {
            Network network = Network.input(784)
                    .dense(16, relu())
                    .dense(10, softmax())
                    .seed(k)
                    .build();
            Trainer.of(network)
                    .optimizer(adam(0.003))
                    .batchSize(32)
                    .epochs(5)
                    .quiet()
                    .fit(Digits.MNIST.train().take(400));
            chosen[k] = 100 * network.evaluate(split.first()).accuracy();
            others[k] = 100 * network.evaluate(split.second()).accuracy();
            if (chosen[k] > chosen[best]) best = k;
        }
        return new double[] {
            chosen[best] - Arrays.stream(chosen).average().orElseThrow(),
            others[best] - Arrays.stream(others).average().orElseThrow()
        };
    }
}
