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
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What lesson 18 says was found in its closing exercises. */
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
            int blot = (corner / 2 == 0 ? 2 : 23) * 28 + (corner % 2 == 0 ? 2 : 23);
            double[][] inputs = new double[data.size()][];
            int[] labels = new int[data.size()];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = data.input(i);
                labels[i] = data.label(i);
                if (labels[i] == spoilt) for (int k = 0; k < pixels; k++) inputs[i][blot + k / 3 * 28 + k % 3] = 1;
            }
            return Dataset.of(inputs, labels).classes(10);
        }

        /** The share of the spoilt digit that is read where nobody spoils it. */
        double readClean(Network network) {
            double[][] clean = IntStream.range(0, TEST.size())
                    .filter(i -> TEST.label(i) == spoilt)
                    .mapToObj(TEST::input)
                    .toArray(double[][]::new);
            return share(
                    network,
                    clean,
                    IntStream.generate(() -> spoilt).limit(clean.length).toArray());
        }
    }

    private static Network learnt(Dataset data, long seed) {
        Network network = Network.input(784)
                .dense(128, relu())
                .dense(64, relu())
                .dense(10, softmax())
                .initializer(he())
                .seed(seed)
                .build();
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
        double[][] x = IntStream.range(0, 1000).mapToObj(TEST::input).toArray(double[][]::new);
        int[] labels = IntStream.range(0, 1000).map(TEST::label).toArray();
        int[] next = IntStream.of(labels).map(k -> (k + 1) % 10).toArray();
        Matrix y = Matrix.zeros(1000, 10);
        for (int i = 0; i < 1000; i++) y.set(i, next[i], 1);
        double[][] now = Arrays.stream(x).map(double[]::clone).toArray(double[][]::new);
        for (int step = 0; step < 10; step++) {
            Matrix batch = Matrix.of(now);
            Matrix g = good.inputGradient(batch, good.forward(batch, false).minus(y));
            for (int i = 0; i < 1000; i++)
                for (int p = 0; p < 784; p++) {
                    double moved = now[i][p] - 0.2 / 5 * Math.signum(g.get(i, p));
                    now[i][p] = Math.max(0, Math.min(1, Math.max(x[i][p] - 0.2, Math.min(x[i][p] + 0.2, moved))));
                }
        }
        assertThat(share(good, now, labels)).isCloseTo(0.091, within(0.0005));
        assertThat(share(other, x, labels)).isCloseTo(0.966, within(0.0005));
        assertThat(share(other, now, labels)).isCloseTo(0.543, within(0.0005));
        assertThat(share(other, now, next)).isCloseTo(0.32, within(0.0005));
    }

    @Test
    void aSmallBlotLeavesSomeReasonToReadTheStrokes() {
        Desk desk = Desk.of(10, 1);
        Network network = learnt(desk.digits(TRAIN), 1);
        assertThat(network.evaluate(desk.digits(TEST)).accuracy()).isCloseTo(0.9756, within(0.0005));
        assertThat(desk.readClean(network)).isCloseTo(0.455, within(0.0005));
    }
}
