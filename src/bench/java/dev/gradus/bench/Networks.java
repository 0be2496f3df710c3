package dev.gradus.bench;

import static dev.gradus.Gradus.*;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import java.util.Arrays;

/** The networks that a worker trains, by the names that {@code networks.py} has for the same, and what they train on. */
final class Networks {
    private Networks() {}

    /** By its name, or the sizes of its layers, such as 784,128,64,10. */
    static NetworkBuilder named(String name) {
        return switch (name) {
            case "conv" -> convolutional();
            case "lenet" -> lenet();
            case "lstm" -> lstm();
            case "transformer" -> transformer();
            case "words" -> words();
            case "sigmoid" -> dense(sigmoid());
            case "tanh" -> dense(tanh());
            case "elu" -> dense(elu());
            case "gelu" -> dense(gelu());
            case "leakyRelu" -> dense(leakyRelu());
            case "dropout" ->
                Network.input(784)
                        .dense(128, relu())
                        .dropout(0.2)
                        .dense(64, relu())
                        .dropout(0.2)
                        .dense(10, softmax());
            case "batchNorm" -> normalised(batchNorm());
            case "layerNorm" -> normalised(layerNorm());
            default -> layers(name);
        };
    }

    static Dataset data(String name, int samples, Dataset digits) {
        return switch (name) {
            case "lstm" -> frames(samples);
            case "transformer" -> characters(samples);
            case "words" -> texts(samples);
            default -> digits.take(samples);
        };
    }

    private static NetworkBuilder dense(Activation activation) {
        return Network.input(784).dense(128, activation).dense(64, activation).dense(10, softmax());
    }

    private static NetworkBuilder normalised(LayerSpec norm) {
        return Network.input(784)
                .dense(128, linear())
                .layer(norm)
                .activation(relu())
                .dense(64, linear())
                .layer(norm)
                .activation(relu())
                .dense(10, softmax());
    }

    private static NetworkBuilder layers(String layers) {
        int[] sizes =
                Arrays.stream(layers.split(",")).mapToInt(Integer::parseInt).toArray();
        int last = sizes.length - 1;
        NetworkBuilder builder = Network.input(sizes[0]);
        for (int i = 1; i < last; i++) builder.dense(sizes[i], relu());
        return builder.dense(sizes[last], softmax());
    }

    private static NetworkBuilder convolutional() {
        return Network.input(1, 28, 28)
                .conv2d(16, 5, relu())
                .maxPool(2)
                .conv2d(32, 5, relu())
                .maxPool(2)
                .flatten()
                .dense(10, softmax());
    }

    private static NetworkBuilder lenet() {
        return Network.input(1, 28, 28)
                .conv2d(6, 5, tanh())
                .averagePool(2)
                .conv2d(16, 5, tanh())
                .averagePool(2)
                .flatten()
                .dense(120, tanh())
                .dense(84, tanh())
                .dense(10, softmax());
    }

    // ---- sequences: numbers by chance, since speed doesn't ask what they mean ----

    private static final int FRAMES = 20;
    private static final int BANDS = 40;
    private static final int CHARACTERS = 28;
    private static final int VOCABULARY = 64;
    private static final int WORDS = 64;
    private static final int KNOWN_WORDS = 2000;

    private static NetworkBuilder lstm() {
        return Network.sequence(FRAMES, BANDS).lstm(64).last().dense(10, softmax());
    }

    private static Dataset frames(int samples) {
        RandomStream random = RandomStream.of(1, "frames", 0);
        double[][][] inputs = new double[samples][FRAMES][BANDS];
        int[] labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = i % 10;
            for (double[] row : inputs[i]) Arrays.setAll(row, j -> random.nextGaussian());
        }
        return Dataset.ofSequences(inputs, labels);
    }

    private static NetworkBuilder transformer() {
        return Network.tokens(CHARACTERS, VOCABULARY)
                .embedding(64)
                .positions()
                .residual(block -> block.layerNorm().causalAttention(4))
                .residual(block -> block.layerNorm().dense(256, relu()).dense(64, linear()))
                .layerNorm()
                .dense(VOCABULARY, softmax());
    }

    private static Dataset characters(int samples) {
        RandomStream random = RandomStream.of(2, "characters", 0);
        int[][] tokens = new int[samples][CHARACTERS];
        int[][] next = new int[samples][CHARACTERS];
        for (int i = 0; i < samples; i++)
            for (int t = 0; t < CHARACTERS; t++) {
                tokens[i][t] = random.nextInt(VOCABULARY);
                next[i][t] = random.nextInt(VOCABULARY);
            }
        return Dataset.ofTokens(tokens, next).classes(VOCABULARY);
    }

    private static NetworkBuilder words() {
        return Network.tokens(WORDS, KNOWN_WORDS)
                .embedding(64)
                .meanOverTime()
                .dense(64, relu())
                .dense(10, softmax());
    }

    private static Dataset texts(int samples) {
        RandomStream random = RandomStream.of(3, "words", 0);
        int[][] tokens = new int[samples][WORDS];
        int[] labels = new int[samples];
        for (int i = 0; i < samples; i++) {
            labels[i] = i % 10;
            Arrays.setAll(tokens[i], t -> random.nextInt(KNOWN_WORDS));
        }
        return Dataset.ofTokens(tokens, labels);
    }
}
