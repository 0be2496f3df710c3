package dev.gradus.bench;

import static dev.gradus.Gradus.*;

import com.sun.management.ThreadMXBean;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.train.Trainer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * Gradus among its peers: trains on MNIST when told to. It knows the commands of {@code peers.py}, and one more: {@code
 * allocated} answers how many bytes of garbage each step of the last epoch left.
 */
public final class Worker {
    private final Dataset all = Mnist.load().train();
    private Dataset data = all;
    private Network network;
    private Trainer trainer;
    private int steps;
    private long bytes;

    public static void main(String[] args) throws IOException {
        Worker worker = new Worker();
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        for (String line = commands.readLine(); line != null; line = commands.readLine())
            System.out.println(worker.answer(line.split(" ")));
    }

    private String answer(String[] words) {
        switch (words[0]) {
            case "job":
                prepare(words[1], Integer.parseInt(words[2]), Integer.parseInt(words[3]));
                return "ok";
            case "epoch":
                long allocated = allocated();
                long start = System.nanoTime();
                trainer.fit(data);
                double seconds = (System.nanoTime() - start) / 1e9;
                bytes = allocated() - allocated;
                return "" + seconds;
            case "allocated":
                return "" + bytes / steps;
            default:
                Evaluation evaluation = network.evaluate(data);
                return evaluation.loss() + " " + evaluation.accuracy();
        }
    }

    private void prepare(String layers, int batchSize, int samples) {
        NetworkBuilder builder = switch (layers) {
            case "conv" -> convolutional();
            case "lstm" -> lstm();
            case "transformer" -> transformer();
            default -> dense(layers);
        };
        network = builder.seed(42).build();
        trainer = Trainer.of(network)
                .loss(crossEntropy())
                .optimizer(sgd(0.01))
                .batchSize(batchSize)
                .epochs(1)
                .quiet();
        data = switch (layers) {
            case "lstm" -> frames(samples);
            case "transformer" -> characters(samples);
            default -> all.take(samples);
        };
        steps = (samples + batchSize - 1) / batchSize;
    }

    private static NetworkBuilder dense(String layers) {
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

    // ---- sequences: numbers by chance, since speed doesn't ask what they mean ----

    private static final int FRAMES = 20;
    private static final int BANDS = 40;
    private static final int CHARACTERS = 28;
    private static final int VOCABULARY = 64;

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

    /** Bytes that all living threads together have allocated so far. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(n -> n > 0)
                .sum();
    }
}
