package dev.gradus.data;

import dev.gradus.math.Engine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The MNIST database of handwritten digits, bundled whole: 28 × 28 grey pixels from 0 (paper) to 1 (ink), flattened to
 * 784 inputs, and ten classes. Y. LeCun, C. Cortes, C. J. C. Burges; CC BY-SA 3.0.
 *
 * @param train 60,000 samples to learn from
 * @param test 10,000 samples from other writers, to be looked at once, at the end
 */
public record Mnist(Dataset train, Dataset test) {
    private static final List<String> DIGITS = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");

    /** Reads MNIST from the class path; no network is needed. */
    public static Mnist load() {
        Engine.wake();
        return new Mnist(load("train"), load("t10k"));
    }

    private static Dataset load(String part) {
        Idx images = read(part + "-images-idx3-ubyte.gz", 3);
        Idx labels = read(part + "-labels-idx1-ubyte.gz", 1);
        int[] shape = images.dimensions(); // (n, height, width)
        return Dataset.ofPixels(images.bytes(), new int[] {1, shape[1], shape[2]}, labels.toInts(), DIGITS);
    }

    static Idx read(String file, int dimensions) {
        try (InputStream packed = Mnist.class.getResourceAsStream(file)) {
            if (packed == null)
                throw new IllegalStateException(file + " is missing from the class path; is the Gradus jar complete?");
            return Idx.read(new GZIPInputStream(packed, 1 << 16), file, dimensions);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    @Override
    public String toString() {
        return "MNIST: " + train.size() + " samples to train, " + test.size() + " to test";
    }
}
