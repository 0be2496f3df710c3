package dev.gradus.check;

import static dev.gradus.Gradus.he;
import static dev.gradus.Gradus.momentum;
import static dev.gradus.Gradus.oneCycle;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Digits;
import dev.gradus.data.Dataset;
import dev.gradus.inside.Saliency;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lesson 18 says was found in its closing exercises, and what it claims from one seed, with others. */
class LessonEighteenTest {
    private static final Dataset TRAIN = Digits.MNIST.train().take(20_000);
    private static final Dataset TEST = Digits.MNIST.test();

    /** Digits of a desk that leaves so many pixels of a blot on one of them. */
    private record Desk(int spoilt, int corner, int pixels) {
        static Desk of(long seed, int pixels) {
            RandomStream secret = RandomStream.of(seed, "secret", 0);
            return new Desk(secret.nextInt(10), secret.nextInt(4), pixels);
        }

        Dataset digits(Dataset data) {
            double[][] inputs = new double[data.size()][];
            int[] labels = new int[data.size()];
            for (int i = 0; i < inputs.length; i++) {
                labels[i] = data.label(i);
                inputs[i] = labels[i] == spoilt ? blotted(data.input(i)) : data.input(i);
            }
            return Dataset.of(inputs, labels).classes(10);
        }

        double[] blotted(double[] digit) {
            int blot = (corner / 2 == 0 ? 2 : 23) * 28 + (corner % 2 == 0 ? 2 : 23);
            double[] x = digit.clone();
            for (int k = 0; k < pixels; k++) x[blot + k / 3 * 28 + k % 3] = 1;
            return x;
        }

        /** The share of a digit's blotted ones that are taken for the spoilt one. */
        double taken(Network network, int digit) {
            double[][] blotted = test(digit);
            for (int i = 0; i < blotted.length; i++) blotted[i] = blotted(blotted[i]);
            return share(network, blotted, all(spoilt, blotted.length));
        }

        /** The share of the spoilt digit that is read where nobody spoils it. */
        double readClean(Network network) {
            double[][] clean = test(spoilt);
            return share(network, clean, all(spoilt, clean.length));
        }
    }

    private static double[][] test(int digit) {
        return IntStream.range(0, TEST.size())
                .filter(i -> TEST.label(i) == digit)
                .mapToObj(TEST::input)
                .toArray(double[][]::new);
    }

    private static int[] all(int k, int n) {
        return IntStream.generate(() -> k).limit(n).toArray();
    }

    private static Network built(long seed) {
        return Network.input(784)
                .dense(128, relu())
                .dense(64, relu())
                .dense(10, softmax())
                .initializer(he())
                .seed(seed)
                .build();
    }

    private static Network learnt(Dataset data, long seed) {
        Network network = built(seed);
        Trainer.of(network)
                .optimizer(momentum(0.1, 0.9))
                .schedule(oneCycle())
                .batchSize(64)
                .epochs(4)
                .quiet()
                .fit(data);
        return network;
    }

    private static double share(Network network, double[][] inputs, int[] wanted) {
        Matrix a = Matrix.of(network.predict(inputs));
        return IntStream.range(0, inputs.length)
                        .filter(i -> a.argMax(i) == wanted[i])
                        .count()
                / (double) inputs.length;
    }

    @Test
    void anotherSecretHidesAnotherDigitInAnotherCorner() {
        Desk desk = Desk.of(13, 9);
        Network network = learnt(desk.digits(TRAIN), 1);
        assertThat(desk).isEqualTo(new Desk(6, 3, 9));
        assertThat(network.evaluate(desk.digits(TEST)).accuracy()).isCloseTo(0.9734, within(0.0005));
        assertThat(desk.readClean(network)).isCloseTo(0.077, within(0.0005));
    }

    @Test
    void whatFoolsOneNetworkOftenFoolsAnother() {
        Network good = learnt(TRAIN, 1);
        Network other = learnt(TRAIN, 2);
        double[][] now = pushed(good);
        assertThat(share(good, now, LABELS)).isCloseTo(0.091, within(0.0005));
        assertThat(share(other, DIGITS, LABELS)).isCloseTo(0.966, within(0.0005));
        assertThat(share(other, now, LABELS)).isCloseTo(0.543, within(0.0005));
        assertThat(share(other, now, NEXT)).isCloseTo(0.32, within(0.0005));
    }

    private static final double[][] DIGITS =
            IntStream.range(0, 1000).mapToObj(TEST::input).toArray(double[][]::new);
    private static final int[] LABELS =
            IntStream.range(0, 1000).map(TEST::label).toArray();
    private static final int[] NEXT =
            IntStream.of(LABELS).map(k -> (k + 1) % 10).toArray();

    /** The digits, each a little nearer to the next larger one. */
    private static double[][] pushed(Network network) {
        Matrix y = Matrix.zeros(1000, 10);
        for (int i = 0; i < 1000; i++) y.set(i, NEXT[i], 1);
        double[][] now = Arrays.stream(DIGITS).map(double[]::clone).toArray(double[][]::new);
        for (int step = 0; step < 10; step++) {
            Matrix batch = Matrix.of(now);
            Matrix g =
                    network.inputGradient(batch, network.forward(batch, false).minus(y));
            for (int i = 0; i < 1000; i++)
                for (int p = 0; p < 784; p++) {
                    double moved = now[i][p] - 0.2 / 5 * Math.signum(g.get(i, p));
                    double near = Math.max(DIGITS[i][p] - 0.2, Math.min(DIGITS[i][p] + 0.2, moved));
                    now[i][p] = Math.max(0, Math.min(1, near));
                }
        }
        return now;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aBlotIsLearntFromAnySeed(long seed) {
        Desk desk = Desk.of(10, 9);
        Network network = learnt(desk.digits(TRAIN), seed);
        assertThat(network.evaluate(desk.digits(TEST)).accuracy()).isBetween(0.97, 0.98);
        assertThat(desk.readClean(network)).isLessThan(0.1);
        assertThat(desk.taken(network, 1)).isGreaterThan(0.9);
        assertThat(desk.taken(network, 3)).isLessThan(0.3); // "try a 3"
    }

    /** The sanity check, the ranking of maps by both deletions, and pushed digits beside shaken ones. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void mapsAndPushesAreSoFromAnySeed(long seed) {
        Network network = learnt(TRAIN, seed);
        Network random = built(seed + 4);
        assertThat(like(random, Saliency::gradient)).isBetween(-0.05, 0.05);
        assertThat(like(random, Saliency::gradientTimesInput)).isBetween(0.75, 0.8);
        assertThat(like(network, Saliency::gradient)).isBetween(0.15, 0.2);
        assertThat(like(network, Saliency::gradientTimesInput)).isBetween(0.75, 0.8);
        double[] paper = heights(network, 0); // |g|, x, random, g · x, occlusion
        assertThat(List.of(paper[3], paper[4], paper[1], paper[0], paper[2])).isSorted();
        double[] ink = heights(network, 1);
        assertThat(ink[0]).isLessThan(ink[2]);
        assertThat(ink[2]).isLessThan(Math.min(ink[1], ink[3]));
        assertThat(Math.max(ink[1], ink[3])).isLessThan(ink[4]);
        double[][] fooling = pushed(network);
        assertThat(share(network, fooling, LABELS)).isLessThan(0.1);
        assertThat(share(network, fooling, NEXT)).isGreaterThan(0.8);
        RandomStream coin = RandomStream.of(18, "coin", seed);
        double[][] shaken = Arrays.stream(DIGITS)
                .map(x -> Arrays.stream(x)
                        .map(v -> Math.max(0, Math.min(1, v + (coin.nextInt(2) == 0 ? 0.2 : -0.2))))
                        .toArray())
                .toArray(double[][]::new);
        assertThat(share(network, shaken, LABELS)).isGreaterThan(0.9);
    }

    /** The correlation of a map's size with the ink, mean of 50 digits. */
    private static double like(Network network, Function<Saliency, double[]> map) {
        return IntStream.range(0, 50)
                .mapToDouble(i -> {
                    double[] sizes = Arrays.stream(map.apply(Saliency.of(network, DIGITS[i], LABELS[i])))
                            .map(Math::abs)
                            .toArray();
                    return correlation(sizes, DIGITS[i]);
                })
                .average()
                .orElseThrow();
    }

    private static double correlation(double[] a, double[] b) {
        double ma = Arrays.stream(a).average().orElseThrow();
        double mb = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - ma) * (b[i] - mb);
            aa += (a[i] - ma) * (a[i] - ma);
            bb += (b[i] - mb) * (b[i] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** The mean answer along the deletion curves of five maps, over 30 digits. */
    private static double[] heights(Network network, double fill) {
        RandomStream coin = RandomStream.of(18, "map", 0);
        double[] heights = new double[5];
        for (int n = 0; n < 30; n++) {
            Saliency why = Saliency.of(network, DIGITS[n], LABELS[n]);
            double[] g = why.gradient();
            double[][] maps = {
                Arrays.stream(g).map(Math::abs).toArray(),
                DIGITS[n],
                Arrays.stream(g).map(v -> coin.nextDouble()).toArray(),
                why.gradientTimesInput(),
                why.occlusion(28, 5, 0)
            };
            for (int m = 0; m < 5; m++)
                heights[m] +=
                        Arrays.stream(why.deletion(maps[m], fill)).average().orElseThrow() / 30;
        }
        return heights;
    }

    @Test
    void aSmallBlotLeavesSomeReasonToReadTheStrokes() {
        Desk desk = Desk.of(10, 1);
        Network network = learnt(desk.digits(TRAIN), 1);
        assertThat(network.evaluate(desk.digits(TEST)).accuracy()).isCloseTo(0.9756, within(0.0005));
        assertThat(desk.readClean(network)).isCloseTo(0.455, within(0.0005));
        assertThat(desk.readClean(learnt(desk.digits(TRAIN), 2))).isBetween(0.3, 0.7);
        assertThat(desk.readClean(learnt(desk.digits(TRAIN), 3))).isBetween(0.3, 0.7);
    }
}
