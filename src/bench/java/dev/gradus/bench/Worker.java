package dev.gradus.bench;

import static dev.gradus.Gradus.*;

import com.sun.management.ThreadMXBean;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.nn.Network;
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
        network = Networks.named(layers).seed(42).build();
        trainer = Trainer.of(network)
                .loss(crossEntropy())
                .optimizer(sgd(0.01))
                .batchSize(batchSize)
                .epochs(1)
                .quiet();
        data = Networks.data(layers, samples, all);
        steps = (samples + batchSize - 1) / batchSize;
    }

    /** Bytes that all living threads together have allocated so far. */
    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadAllocatedBytes(threads.getAllThreadIds()))
                .filter(n -> n > 0)
                .sum();
    }
}
