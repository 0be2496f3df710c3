package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Builds the layers of a network, each for what the one in front of it gives. What doesn't fit is refused with its place
 * in the network.
 */
final class Assembly {
    private final Blueprint blueprint;
    private final LongSupplier steps;
    private final boolean inDouble;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Summary.Row> rows = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private int[] shape; // of one sample behind the newest layer
    private int widest;

    Assembly(Blueprint blueprint, LongSupplier steps, boolean inDouble) {
        this.blueprint = blueprint;
        this.steps = steps;
        this.inDouble = inDouble;
        shape = blueprint.inputShape();
        Matrix zeros = Matrix.zeros(1, Shapes.size(shape));
        Matrix probe = inDouble ? zeros.toDouble() : zeros;
        for (LayerSpec spec : blueprint.specs()) {
            int[] input = shape;
            int from = layers.size();
            add(spec);
            probe = probe(from, probe, input);
        }
    }

    List<Layer> layers() {
        return layers;
    }

    /** For each row of the summary, its last layer. */
    List<Integer> ends() {
        return ends;
    }

    Summary summary() {
        return new Summary(Shapes.text(blueprint.inputShape()), List.copyOf(rows));
    }

    /** Numbers of one sample behind the last layer. */
    int outputs() {
        return Shapes.size(shape);
    }

    /** Numbers of one sample behind the widest layer. */
    int widest() {
        return widest;
    }

    /** Builds one layer and its activation behind what is there. */
    private void add(LayerSpec spec) {
        Activation activation = spec.activation();
        Initializer start = blueprint.initializer() != null ? blueprint.initializer() : activation.initializer();
        Penalty penalty = spec.penalty() != null ? spec.penalty() : blueprint.penalty();
        int[] output = outputShape(spec);
        Layer layer =
                spec.build(new LayerSetup(layers.size(), shape, start, penalty, blueprint.seed(), steps, inDouble));
        String name = nameOf(layer);
        layers.add(layer);
        if (!(activation instanceof Linear || layer instanceof ActivationLayer)) {
            layers.add(new ActivationLayer(activation));
            name += ", " + activation.name();
        }
        rows.add(new Summary.Row(name, Shapes.text(output), count(layer, true), count(layer, false)));
        ends.add(layers.size() - 1);
        shape = output;
    }

    /** Before anything is built, so that what doesn't fit is named with its place in the network. */
    private int[] outputShape(LayerSpec spec) {
        try {
            int[] output = spec.outputShape(shape);
            widest = Math.max(widest, Shapes.size(output));
            return output;
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("layer " + layers.size() + ", " + spec + ": " + e.getMessage(), e);
        } catch (ArithmeticException e) {
            throw new IllegalStateException(
                    "layer " + layers.size() + ", " + spec + ": an input of " + Shapes.text(shape)
                            + " makes too many outputs for one array; use fewer units or filters",
                    e);
        }
    }

    /** Sends one sample of zeros through the newest layers, so that one's own layer fails here and not in training. */
    private Matrix probe(int from, Matrix x, int[] input) {
        Matrix a = x;
        for (Layer layer : layers.subList(from, layers.size())) a = layer.forward(a, false);
        if (a.rows() != 1 || a.columns() != outputs())
            throw new IllegalStateException("layer " + from + " (" + nameOf(layers.get(from)) + ") gives " + a.shape()
                    + " for one sample of " + Shapes.text(input) + ", but its recipe says 1 × " + outputs()
                    + "; override outputShape in the recipe");
        return a;
    }

    private static long count(Layer layer, boolean trained) {
        return layer.parameters().stream()
                .filter(parameter -> parameter.isTrained() == trained)
                .mapToLong(parameter -> parameter.matrix().size())
                .sum();
    }

    /** What a layer calls itself; its class, if it has no toString of its own. */
    static String nameOf(Layer layer) {
        String name = layer.toString();
        return name.startsWith(layer.getClass().getName() + "@")
                ? layer.getClass().getSimpleName()
                : name;
    }
}
