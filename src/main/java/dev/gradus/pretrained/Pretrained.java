package dev.gradus.pretrained;

import dev.gradus.activation.Relu;
import dev.gradus.activation.Softmax;
import dev.gradus.data.Mnist;
import dev.gradus.data.Safetensors;
import dev.gradus.nn.Network;
import dev.gradus.optim.Sgd;
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A network that has been trained already, so that a tour can begin with what it can do. Its 25,450 numbers lie in the jar;
 * they were written by this program, and whoever runs it again gets the same bits:
 *
 * <pre>{@code
 * java -cp target/gradus-0.1.0-kernel.jar dev.gradus.pretrained.Pretrained src/main/resources/dev/gradus/pretrained/digits.safetensors
 * }</pre>
 */
public final class Pretrained {
    private static final String FILE = "digits.safetensors";

    private Pretrained() {}

    /**
     * A reader of handwritten digits: 784 inputs, 32 hidden neurons with ReLU, 10 outputs with softmax. Each call gives one
     * of its own, which may be trained further.
     */
    public static Network digits() {
        Network network = untrained();
        try (InputStream in = Pretrained.class.getResourceAsStream(FILE)) {
            if (in == null)
                throw new IllegalStateException(FILE + " is missing from the class path; is the Gradus jar complete?");
            network.loadWeights(Safetensors.read(in, FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + FILE, e);
        }
        return network;
    }

    /** How it was trained: seed 42, SGD with η = 0.1, batches of 32, three epochs of MNIST's 60,000 training samples. */
    static Network trained() {
        Network network = untrained();
        Trainer.of(network)
                .optimizer(new Sgd(0.1))
                .batchSize(32)
                .epochs(3)
                .quiet()
                .fit(Mnist.load().train());
        return network;
    }

    private static Network untrained() {
        return Network.input(784)
                .dense(32, new Relu())
                .dense(10, new Softmax())
                .seed(42)
                .build();
    }

    /**
     * Trains it and writes its weights.
     *
     * @param file the path of the file to write, alone
     */
    public static void main(String... file) {
        if (file.length != 1)
            throw new IllegalArgumentException(
                    "expected the path of the file to write, but got " + file.length + " arguments");
        trained().saveWeights(Path.of(file[0]));
    }
}
