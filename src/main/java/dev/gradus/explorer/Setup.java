package dev.gradus.explorer;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Sigmoid;
import dev.gradus.activation.Softmax;
import dev.gradus.activation.Tanh;
import dev.gradus.data.Points;
import dev.gradus.errors.Require;
import dev.gradus.loss.Penalty;
import dev.gradus.nn.DenseSpec;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import java.util.List;

/**
 * How an exploration begins.
 *
 * @param points what it learns from
 * @param units neurons in each hidden layer; none for a single neuron
 * @param activation of the hidden layers
 * @param learningRate η
 * @param batchSize samples in a mini-batch
 * @param l1 λ₁
 * @param l2 λ₂
 * @param seed of the weights and of the order of the samples
 */
public record Setup(
        Points points,
        List<Integer> units,
        Activation activation,
        double learningRate,
        int batchSize,
        double l1,
        double l2,
        long seed) {
    /** So that a page still shows them all. */
    public static final int MOST_LAYERS = 6;

    /** Of a layer. */
    public static final int MOST_UNITS = 8;

    public Setup {
        units = List.copyOf(units);
        if (units.size() > MOST_LAYERS)
            throw new IllegalArgumentException(
                    "units has " + units.size() + " layers; expected at most " + MOST_LAYERS + " hidden ones");
        for (int n : units) Require.within("units", n, 1, MOST_UNITS);
        Require.notNull("activation", activation, "e.g. tanh()");
        Require.positive("learningRate", learningRate);
        Require.atLeast("batchSize", batchSize, 1);
        Require.notNegative("l1", l1);
        Require.notNegative("l2", l2);
    }

    /** Two hidden layers of 4 and 2 neurons with tanh, η = 0.03, batches of 10. */
    public static Setup of(Points points) {
        Require.notNull("points", points, "e.g. circle()");
        return new Setup(points, List.of(4, 2), new Tanh(), 0.03, 10, 0, 0, 0);
    }

    /**
     * That of a network.
     *
     * @throws IllegalArgumentException if it isn't made of dense layers with one activation and sigmoid or softmax behind
     *     the last, or doesn't fit the points
     */
    static Setup of(Network network, Points points) {
        Require.notNull("network", network, "a Network of two inputs");
        Setup usual = of(points);
        List<LayerSpec> specs = network.parts().stream().map(Network.Part::spec).toList();
        for (LayerSpec spec : specs)
            if (!(spec instanceof DenseSpec dense) || dense.penalty() != null)
                throw new IllegalArgumentException("network has the layer " + spec
                        + "; expected dense layers alone, with penalties for the whole network");
        if (network.inputs() != points.features().size())
            throw new IllegalArgumentException(
                    "network has " + network.inputs() + " inputs, but the points have " + points.features()
                            + "; use Network.input(" + points.features().size() + ")");
        List<DenseSpec> hidden = specs.subList(0, specs.size() - 1).stream()
                .map(DenseSpec.class::cast)
                .toList();
        List<String> bends = hidden.stream()
                .map(dense -> dense.activation().toString())
                .distinct()
                .toList();
        if (bends.size() > 1)
            throw new IllegalArgumentException("network has hidden layers of " + bends + "; expected one activation");
        boolean sigmoid = network.outputActivation() instanceof Sigmoid && network.outputs() == 1;
        boolean softmax = network.outputActivation() instanceof Softmax
                && network.outputs() == points.classes().size();
        if (!(sigmoid && points.classes().size() == 2) && !softmax)
            throw new IllegalArgumentException("network ends with "
                    + specs.get(specs.size() - 1) + ", but the points have "
                    + points.classes().size()
                    + " classes; use .dense(" + points.classes().size() + ", softmax())"
                    + (points.classes().size() == 2 ? " or .dense(1, sigmoid())" : ""));
        Penalty penalty = network.parameters().get(0).penalty();
        return new Setup(
                softmax ? points.oneHot() : points,
                hidden.stream().map(DenseSpec::units).toList(),
                hidden.isEmpty() ? usual.activation : hidden.get(0).activation(),
                usual.learningRate,
                usual.batchSize,
                penalty.l1(),
                penalty.l2(),
                network.seed());
    }

    /** Whether the output is one sigmoid neuron, or a softmax neuron a class. */
    public boolean isBinary() {
        return points.outputs() == 1;
    }

    /** Whether neurons can be silenced: a linear layer has no bend to do it in. */
    public boolean canSilence() {
        return !(activation instanceof Linear);
    }

    /** Whether weights of one could be those of the other, and nobody asked for others. */
    boolean hasTheParametersOf(Setup next) {
        return next.units.equals(units)
                && next.seed == seed
                && next.activation.toString().equals(activation.toString())
                && next.points.features().size() == points.features().size()
                && next.points.outputs() == points.outputs();
    }

    /** The network as it begins, with these bends in its hidden layers. */
    Network network(List<? extends Activation> bends) {
        NetworkBuilder builder = Network.input(points.features().size());
        for (int l = 0; l < units.size(); l++) builder.dense(units.get(l), bends.get(l));
        return builder.dense(points.outputs(), isBinary() ? new Sigmoid() : new Softmax())
                .l1(l1)
                .l2(l2)
                .seed(seed)
                .build();
    }

    /** The same with another one of these. */
    public Setup withPoints(Points points) {
        return new Setup(points, units, activation, learningRate, batchSize, l1, l2, seed);
    }

    public Setup withUnits(List<Integer> units) {
        return new Setup(points, units, activation, learningRate, batchSize, l1, l2, seed);
    }

    public Setup withActivation(Activation activation) {
        return new Setup(points, units, activation, learningRate, batchSize, l1, l2, seed);
    }

    public Setup withLearningRate(double learningRate) {
        return new Setup(points, units, activation, learningRate, batchSize, l1, l2, seed);
    }

    public Setup withBatchSize(int batchSize) {
        return new Setup(points, units, activation, learningRate, batchSize, l1, l2, seed);
    }

    public Setup withL1(double l1) {
        return new Setup(points, units, activation, learningRate, batchSize, l1, l2, seed);
    }

    public Setup withL2(double l2) {
        return new Setup(points, units, activation, learningRate, batchSize, l1, l2, seed);
    }

    public Setup withSeed(long seed) {
        return new Setup(points, units, activation, learningRate, batchSize, l1, l2, seed);
    }
}
