package dev.gradus.check;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Digits;
import dev.gradus.data.Dataset;
import dev.gradus.nn.Network;
import dev.gradus.search.Search;
import dev.gradus.search.SearchResults;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What lesson 20 says was found in its closing exercises; what needs a cluster is tested with Spark. */
class LessonTwentyTest {
    private static final Dataset.Split HALVES =
            Digits.MNIST.train().take(20_000).split(0.5);

    private static Network build() {
        return Network.input(784)
                .dense(32, relu())
                .dense(10, softmax())
                .seed(20)
                .build();
    }

    private static Network trained(Network network, Dataset data, int shards, int epochs) {
        Trainer.of(network)
                .optimizer(sgd(0.1))
                .batchSize(50)
                .accumulate(shards)
                .epochs(epochs)
                .quiet()
                .fit(data);
        return network;
    }

    private static Network average(Network one, Network other) {
        Network average = one.copy();
        for (int q = 0; q < average.parameters().size(); q++) {
            double[] a = one.parameters().get(q).values();
            double[] b = other.parameters().get(q).values();
            average.parameters()
                    .get(q)
                    .set(IntStream.range(0, a.length)
                            .mapToDouble(i -> (a[i] + b[i]) / 2)
                            .toArray());
        }
        return average;
    }

    private static double accuracy(Network network) {
        return network.evaluate(Digits.MNIST.test()).accuracy();
    }

    @Test
    void fourShardsAreAnotherTraining() {
        Dataset data = Digits.MNIST.train().take(1000);
        double[] two = trained(build(), data, 2, 1).parameters().get(0).values();
        double[] four = trained(build(), data, 4, 1).parameters().get(0).values();
        assertThat(Arrays.equals(two, four)).isFalse();
    }

    @Test
    void averagingTwiceIsHardlyBetterThanOnce() {
        Network once = average(trained(build(), HALVES.first(), 1, 2), trained(build(), HALVES.second(), 1, 2));
        Network first = average(trained(build(), HALVES.first(), 1, 1), trained(build(), HALVES.second(), 1, 1));
        Network often =
                average(trained(first.copy(), HALVES.first(), 1, 1), trained(first.copy(), HALVES.second(), 1, 1));
        assertThat(accuracy(once)).isEqualTo(0.9105, within(1e-9));
        assertThat(accuracy(often)).isEqualTo(0.9122, within(1e-9));
    }

    @Test
    void failedTrialsComeLast() {
        SearchResults results = Search.random(20)
                .values("units", 8, 32)
                .logarithmic("rate", 0.01, 1)
                .trials(6)
                .run(trial -> {
                    if (trial.integer("units") == 8) throw new IllegalStateException("8");
                    return trial.number();
                });
        assertThat(results.columns().get("failure").stream().map(Object::toString))
                .containsExactly("", "", "", "", "8", "8");
    }

    @Test
    void twoToTenMachinesPay() {
        double work = 0.8;
        double[] seconds = IntStream.rangeClosed(1, 32)
                .mapToDouble(n -> work / n + 0.05 + 2 * n * 0.032)
                .toArray();
        assertThat(IntStream.rangeClosed(1, 32).filter(n -> seconds[n - 1] < work))
                .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(seconds[2]).isEqualTo(0.51, within(0.005));
        assertThat(seconds[3]).isEqualTo(0.51, within(0.005));
    }
}
