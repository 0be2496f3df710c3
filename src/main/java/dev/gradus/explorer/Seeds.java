package dev.gradus.explorer;

import dev.gradus.data.Dataset;
import dev.gradus.errors.Require;
import dev.gradus.nn.Network;
import dev.gradus.optim.Sgd;
import dev.gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** The same network from many seeds: from how many of its starts does it learn? */
public final class Seeds {
    /** Of the points to learn from, the share that has to be right. */
    public static final double LEARNT = 0.95;

    /** Cells in a row of a map, and rows. */
    public static final int SIDE = 20;

    /**
     * One of them.
     *
     * @param seed of its weights and of the order of the samples
     * @param accuracy on the points that it learnt from
     * @param map the class that it finds most likely, cell by cell, row by row from below
     */
    public record Start(long seed, double accuracy, byte[] map) {
        /** Whether at least {@link #LEARNT} of its points are right. */
        public boolean learnt() {
            return accuracy >= LEARNT;
        }
    }

    private Seeds() {}

    /**
     * Trains from the seeds 0, 1, … and hands on each as it is done, until that says false.
     *
     * @param epochs for each
     */
    public static List<Start> train(Exploration it, int seeds, int epochs, Predicate<Start> goesOn) {
        Require.atLeast("seeds", seeds, 1);
        Require.atLeast("epochs", epochs, 1);
        Setup setup = it.setup().withPoints(it.points());
        double[][] plane = it.points().inputs(Readings.cells(Readings.window(it.points()), SIDE));
        Dataset data = it.points().train();
        List<Start> starts = new ArrayList<>();
        for (long seed = 0; seed < seeds; seed++) {
            Network network = setup.withSeed(seed)
                    .network(setup.units().stream().map(n -> setup.activation()).toList());
            Trainer.of(network)
                    .optimizer(new Sgd(it.learningRate()))
                    .batchSize(setup.batchSize())
                    .epochs(epochs)
                    .checkNumbers(false)
                    .quiet()
                    .fit(data);
            Start start = new Start(
                    seed, network.evaluate(data, network.naturalLoss()).accuracy(), classes(network, plane));
            starts.add(start);
            if (!goesOn.test(start)) break;
        }
        return starts;
    }

    private static byte[] classes(Network network, double[][] plane) {
        double[][] answers = network.predict(plane);
        byte[] classes = new byte[answers.length];
        for (int i = 0; i < classes.length; i++) {
            double[] a = answers[i];
            classes[i] = (byte)
                    (a.length == 1
                            ? (a[0] > 0.5 ? 1 : 0)
                            : IntStream.range(1, a.length).reduce(0, (best, k) -> a[k] > a[best] ? k : best));
        }
        return classes;
    }
}
