package dev.gradus.check;

import static dev.gradus.Gradus.adam;
import static dev.gradus.Gradus.crossEntropy;
import static dev.gradus.Gradus.lstm;
import static dev.gradus.Gradus.oneCycle;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Dataset;
import dev.gradus.data.sound.SpokenDigits;
import dev.gradus.data.sound.SpokenDigits.Spoken;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Trace;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What lesson 16 says was found in its closing exercises; what takes six trainings each with -Pdeep. */
class LessonSixteenTest {
    private static final int T = 31;
    private static final int SYMBOLS = 8;
    private static final List<Spoken> ALL = SpokenDigits.all();

    // ---- a gate without a push ----

    private static int[][] strings(int n, long seed) {
        RandomStream random = RandomStream.of(seed, "strings", 0);
        return IntStream.range(0, n)
                .mapToObj(i ->
                        IntStream.range(0, T).map(t -> random.nextInt(SYMBOLS)).toArray())
                .toArray(int[][]::new);
    }

    private static Dataset first(int n, long seed) {
        int[][] x = strings(n, seed);
        return Dataset.ofTokens(x, Arrays.stream(x).mapToInt(s -> s[0]).toArray())
                .classes(SYMBOLS);
    }

    private static Network open(double bias) {
        Network network = Network.tokens(T, SYMBOLS)
                .embedding(8)
                .layer(lstm(16))
                .last()
                .dense(SYMBOLS, softmax())
                .seed(1)
                .build();
        double[] b = network.parameters().get(3).values();
        Arrays.fill(b, 16, 32, bias);
        network.parameters().get(3).set(b);
        return network;
    }

    /** How long ∂J/∂x is at the first step, beside that at the last. */
    private static double reaching(Network network) {
        int[][] x = strings(64, 3);
        Matrix inputs = Matrix.zeros(64 * T, 1);
        Matrix targets = Matrix.zeros(64, SYMBOLS);
        for (int i = 0; i < 64; i++) {
            for (int t = 0; t < T; t++) inputs.set(i * T + t, 0, x[i][t]);
            targets.set(i, x[i][0], 1);
        }
        Matrix dx = Trace.of(network, crossEntropy(), inputs, targets)
                .steps()
                .get(1)
                .inputGradient();
        double[] squares = new double[T];
        for (int row = 0; row < 64 * T; row++) for (double d : dx.row(row)) squares[row % T] += d * d;
        return Math.sqrt(squares[0] / squares[T - 1]);
    }

    @Test
    void aBiasOfOneIsTooLittleInEightEpochs() {
        Network network = open(1);
        assertThat(reaching(network)).isCloseTo(0.0017, within(0.0001));
        Trainer.of(network)
                .optimizer(adam(0.01))
                .clipNorm(1)
                .batchSize(64)
                .epochs(8)
                .quiet()
                .fit(first(2000, 1));
        assertThat(network.evaluate(first(1000, 2)).accuracy()).isCloseTo(0.309, within(0.002));
    }

    // ---- speech ----

    private static double[][] heard(double[][] frames) {
        double loudest =
                Arrays.stream(frames).flatMapToDouble(Arrays::stream).max().orElse(0);
        return Arrays.stream(frames)
                .map(frame -> Arrays.stream(frame)
                        .map(v -> (Math.max(-60, 100 * (v - loudest)) + 30) / 20)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static Dataset where(Predicate<Spoken> wanted) {
        List<Spoken> some = ALL.stream().filter(wanted).toList();
        return Dataset.ofSequences(
                        some.stream().map(s -> heard(s.frames())).toArray(double[][][]::new),
                        some.stream().mapToInt(Spoken::digit).toArray())
                .classes(10);
    }

    private static double accuracy(NetworkBuilder layers, long seed, Predicate<Spoken> test) {
        Network network = layers.dense(10, softmax()).seed(seed).build();
        Trainer.of(network)
                .optimizer(adam(0.01))
                .schedule(oneCycle())
                .clipNorm(1)
                .batchSize(32)
                .epochs(8)
                .quiet()
                .fit(where(test.negate()));
        return network.evaluate(where(test)).accuracy();
    }

    private static double onStrangers(Supplier<NetworkBuilder> layers, long seed) {
        return SpokenDigits.SPEAKERS.stream()
                .mapToDouble(
                        who -> accuracy(layers.get(), seed, s -> s.speaker().equals(who)))
                .average()
                .orElse(0);
    }

    @Test
    void aGruReadsNewTakesAsWell() {
        assertThat(accuracy(Network.sequence(32, 20).gru(48).last(), 1, s -> s.take() < 5))
                .isEqualTo(1);
        assertThat(accuracy(Network.sequence(32, 20).gru(48).last(), 2, s -> s.take() < 5))
                .isCloseTo(299 / 300.0, within(1e-6));
    }

    @Test
    @EnabledIfSystemProperty(named = "gradus.deep", matches = "true")
    void theMeanOverTimeGainsWithOneSeed() {
        assertThat(onStrangers(LessonSixteenTest::mean, 1)).isCloseTo(0.825, within(0.0006));
    }

    @Test
    @EnabledIfSystemProperty(named = "gradus.deep", matches = "true")
    void andNotWithAnother() {
        assertThat(onStrangers(LessonSixteenTest::mean, 2)).isCloseTo(0.798, within(0.0006));
        assertThat(onStrangers(() -> Network.sequence(32, 20).lstm(48).last(), 2))
                .isCloseTo(0.798, within(0.0006));
    }

    private static NetworkBuilder mean() {
        return Network.sequence(32, 20).lstm(48).meanOverTime();
    }
}
