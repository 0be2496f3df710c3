package dev.gradus.data.photo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Digits;
import dev.gradus.Gradus;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Real digits of MNIST, moved and scaled, come back as MNIST has them. */
class DigitImageTest {
    private static final int SIDE = 112;
    private static final Dataset DIGITS = Digits.MNIST.test().take(1000);

    /** The digit as somebody might draw it: scaled by a factor, somewhere on the pad. */
    private static double[] drawn(double[] image, double factor, double down, double across) {
        double[] pad = new double[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++)
            for (int j = 0; j < SIDE; j++) {
                double y = (i + 0.5 - down) / factor - 0.5;
                double x = (j + 0.5 - across) / factor - 0.5;
                int r = (int) Math.floor(y);
                int c = (int) Math.floor(x);
                double v = y - r;
                double u = x - c;
                pad[i * SIDE + j] = (1 - v) * ((1 - u) * at(image, r, c) + u * at(image, r, c + 1))
                        + v * ((1 - u) * at(image, r + 1, c) + u * at(image, r + 1, c + 1));
            }
        return pad;
    }

    private static double at(double[] image, int r, int c) {
        return r < 0 || c < 0 || r >= 28 || c >= 28 ? 0 : image[r * 28 + c];
    }

    private static double[] image(int i) {
        return DIGITS.input(i);
    }

    @Test
    void aDigitThatOnlyMovedComesBackToThePixel() {
        for (int i = 0; i < DIGITS.size(); i++) {
            double[] back = DigitImage.normalised(drawn(image(i), 1, 60, 3), SIDE, SIDE);
            assertThat(difference(back, image(i))).as("digit " + i).isLessThan(1e-9);
        }
    }

    private static double difference(double[] a, double[] b) {
        double largest = 0;
        for (int p = 0; p < a.length; p++) largest = Math.max(largest, Math.abs(a[p] - b[p]));
        return largest;
    }

    /** Raw, a network of MNIST recognises hardly any of these; normalised, nearly as many as of the originals. */
    @Test
    void aNetworkRecognisesThemAgain() {
        Network network = Network.input(784)
                .dense(64, Gradus.relu())
                .dense(10, Gradus.softmax())
                .seed(1)
                .build();
        Trainer.of(network)
                .optimizer(Gradus.adam(0.003))
                .epochs(2)
                .quiet()
                .fit(Mnist.load().train().take(10_000));
        double original = accuracy(network, x -> x);
        double large = accuracy(network, x -> DigitImage.normalised(drawn(x, 3.3, 5, 12), SIDE, SIDE));
        double small = accuracy(network, x -> DigitImage.normalised(drawn(x, 1.4, 50, 2), SIDE, SIDE));
        double shifted = accuracy(network, x -> {
            double[] moved = new double[784];
            for (int r = 0; r < 28; r++) for (int c = 0; c < 28; c++) moved[r * 28 + c] = at(x, r - 6, c + 5);
            return moved;
        });
        assertThat(original).isGreaterThan(0.88);
        assertThat(large).isGreaterThan(original - 0.02);
        assertThat(small).isGreaterThan(original - 0.03);
        assertThat(shifted).isLessThan(original - 0.3);
    }

    private static double accuracy(Network network, UnaryOperator<double[]> change) {
        int right = 0;
        for (int i = 0; i < DIGITS.size(); i++) {
            double[] p = network.predict(change.apply(image(i)));
            int best = 0;
            for (int k = 1; k < p.length; k++) if (p[k] > p[best]) best = k;
            if (best == DIGITS.label(i)) right++;
        }
        return right / (double) DIGITS.size();
    }

    /** A mean of ones is 1, whatever its sum is rounded to, so that a pad takes it. */
    @Test
    void noPixelIsMoreThanInk() {
        for (int rows = 1; rows <= 28; rows++)
            for (int columns = 1; columns <= 28; columns++) {
                double[] ink = new double[rows * columns];
                Arrays.fill(ink, 1);
                assertThat(Arrays.stream(DigitImage.normalised(ink, rows, columns))
                                .max())
                        .hasValue(1);
            }
    }

    @Test
    void nothingAndOddShapes() {
        assertThat(DigitImage.normalised(new double[100], 10, 10)).containsOnly(0);
        double[] dot = new double[SIDE * SIDE];
        dot[SIDE * SIDE - 1] = 1;
        double[] square = DigitImage.normalised(dot, SIDE, SIDE);
        assertThat(square[14 * 28 + 14]).isEqualTo(1);
        double[] line = new double[SIDE * SIDE];
        for (int i = 0; i < SIDE; i++) line[i * SIDE] = 1;
        double[] one = DigitImage.normalised(line, SIDE, SIDE);
        assertThat(one[5 * 28 + 14]).isEqualTo(1);
        assertThat(one[24 * 28 + 14]).isEqualTo(1);
        assertThat(one[4 * 28 + 14]).isZero();
    }
}
