package dev.gradus.check.lessons;

import static dev.gradus.Gradus.momentum;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.sgd;
import static dev.gradus.Gradus.softmax;

import dev.gradus.data.Dataset;
import dev.gradus.data.Standardizer;
import dev.gradus.errors.Require;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The ward of lesson 14: eight networks that read a penguin's species from four measures, each broken on purpose in one
 * place. They live here, and not in the notebook, so that nobody reads the illness before the diagnosis.
 */
public final class Ward {
    private Ward() {}

    /**
     * A network that is to be examined, and all that it is trained with. They are trained in batches of ten.
     *
     * @param name a letter
     * @param untrained makes the network anew
     * @param training what it learns from
     * @param validation what it doesn't
     * @param optimizer how it learns
     * @param shuffles whether the samples are shuffled before each epoch
     */
    public record Patient(
            String name,
            Supplier<Network> untrained,
            Dataset training,
            Dataset validation,
            Optimizer optimizer,
            boolean shuffles) {
        /** The network, as it is before any training. */
        public Network network() {
            return untrained.get();
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * The eight, A to H.
     *
     * @param penguins with four measures each, and their species
     */
    public static List<Patient> patients(Dataset penguins) {
        Require.notNull("penguins", penguins, "four measures each, and the species");
        Dataset.Split split = penguins.stratifiedSplit(0.7, 1);
        Standardizer scale = Standardizer.of(split.first());
        Dataset all = scale.apply(penguins);
        Dataset training = scale.apply(split.first());
        Dataset validation = scale.apply(split.second());
        Supplier<Network> healthy = layers(3)::build;
        Optimizer descent = sgd(0.1);
        return List.of(
                new Patient("A", healthy, training, validation, new Uphill(0.01), true),
                new Patient(
                        "B",
                        layers(4)::build,
                        labelled(training, k -> k + 1, 4),
                        labelled(validation, k -> k, 4),
                        descent,
                        true),
                new Patient("C", healthy, training, validation, sgd(0.00001), true),
                new Patient("D", layers(3).activation(softmax())::build, training, validation, descent, true),
                new Patient("E", healthy, sorted(training), validation, momentum(0.3, 0.9), false),
                new Patient("F", healthy, split.first(), split.second(), descent, true),
                new Patient("G", Ward::dead, training, validation, descent, true),
                new Patient("H", healthy, all, validation, descent, true));
    }

    private static NetworkBuilder layers(int classes) {
        return Network.input(4).dense(16, relu()).dense(classes, softmax()).seed(1);
    }

    /** Biases so low that no unit answers to any penguin. */
    private static Network dead() {
        Network network = layers(3).build();
        Parameter bias = network.parameters().get(1);
        double[] low = new double[bias.values().length];
        Arrays.fill(low, -20);
        bias.set(low);
        return network;
    }

    /** The same rows, their classes numbered otherwise. */
    private static Dataset labelled(Dataset data, IntUnaryOperator label, int classes) {
        return chosen(data, IntStream.range(0, data.size()), label).classes(classes);
    }

    private static Dataset sorted(Dataset data) {
        IntStream order = IntStream.range(0, data.size())
                .boxed()
                .sorted(Comparator.comparing(data::label))
                .mapToInt(i -> i);
        return chosen(data, order, k -> k).classes(data.classes().toArray(String[]::new));
    }

    private static Dataset chosen(Dataset data, IntStream rows, IntUnaryOperator label) {
        int[] which = rows.toArray();
        double[][] inputs = Arrays.stream(which).mapToObj(data::input).toArray(double[][]::new);
        int[] labels =
                Arrays.stream(which).map(i -> label.applyAsInt(data.label(i))).toArray();
        return Dataset.of(inputs, labels);
    }

    /** The wrong sign. */
    private record Uphill(double learningRate) implements Optimizer {
        @Override
        public Rule rule(Parameter parameter) {
            return (eta, t) -> parameter.matrix().addScaled(eta, parameter.gradient());
        }

        @Override
        public String toString() {
            return "own(" + learningRate + ")";
        }
    }
}
