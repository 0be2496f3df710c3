package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MnistTest {
    /** SHA-256 of the raw files. */
    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte, ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "train-labels-idx1-ubyte, 65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte, 0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte, ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
    })
    void theFilesAreThePublishedOnes(String file, String digest) throws Exception {
        try (InputStream in = new GZIPInputStream(Mnist.class.getResourceAsStream(file + ".gz"))) {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readAllBytes());
            assertThat(HexFormat.of().formatHex(hash)).isEqualTo(digest);
        }
    }

    @Test
    void loadsFromTheClassPath() {
        Mnist mnist = Mnist.load();
        assertThat(mnist).hasToString("MNIST: 60000 samples to train, 10000 to test");
        assertThat(mnist.train()).hasToString("Dataset of 60000 samples: inputs 1 × 28 × 28, 10 classes");
        assertThat(mnist.test().size()).isEqualTo(10_000);
        assertThat(IntStream.range(0, 10).map(mnist.train()::label)).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(mnist.train().target(0)).containsExactly(0, 0, 0, 0, 0, 1, 0, 0, 0, 0);
        double[] five = mnist.train().input(0);
        assertThat(five).hasSize(784);
        assertThat(Arrays.stream(five).summaryStatistics().getMin()).isZero();
        assertThat(Arrays.stream(five).summaryStatistics().getMax()).isEqualTo(1);
        assertThat(five[5 * 28 + 12]).isEqualTo(3 / 255f); // the first ink of the first digit
    }
}
