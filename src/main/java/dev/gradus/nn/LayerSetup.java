package dev.gradus.nn;

import dev.gradus.activation.Initializer;
import dev.gradus.errors.Require;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a layer learns about its place when it is built: the input's shape, and parameters seeded by that place. */
public final class LayerSetup {
    /** What all layers of a network share. */
    record Shared(NetworkBuilder.Blueprint blueprint, LongSupplier step, boolean inDouble) {}

    private final Shared shared;
    private final String path; // of the layer around this one, "2."; empty for one of the network itself
    private final int index;
    private final Shape inputShape;
    private final Initializer initializer;
    private final Penalty penalty;
    private final Set<String> roles = new HashSet<>();

    LayerSetup(Shared shared, String path, int index, Shape inputShape, Initializer initializer, Penalty penalty) {
        this.shared = shared;
        this.path = path;
        this.index = index;
        this.inputShape = inputShape;
        this.initializer = initializer;
        this.penalty = penalty;
    }

    /** The shape of one input sample. */
    public Shape inputShape() {
        return inputShape;
    }

    /** Numbers in one row of the input: columns of x. */
    public int inputs() {
        return inputShape.columns();
    }

    // ---- parameters ----

    /**
     * A parameter of rows × columns, its numbers drawn from the initialiser that the network has for this place, and
     * penalised if weights are here. In files it lies as columns × rows, PyTorch's outputs × inputs.
     *
     * @param role e.g. "weight"; the name becomes "{index of the layer}.weight"
     */
    public Parameter parameter(String role, int rows, int columns) {
        return parameter(role, new int[] {rows, columns}, rows, columns, initializer, true, penalty, true);
    }

    /**
     * A parameter of a shape with more than two sizes, such as PyTorch's (filters, channels, height, width): a matrix
     * with a row for each of the first, and in it all numbers that belong to it.
     *
     * @param inputs numbers that each output depends on ("fan-in"), for the initialiser
     * @param outputs numbers that each input acts on ("fan-out")
     */
    public Parameter parameter(String role, int[] shape, int inputs, int outputs) {
        Initializer start = (in, out, random) -> initializer.next(inputs, outputs, random);
        return parameter(role, shape.clone(), shape[0], Shape.size(shape) / shape[0], start, true, penalty, false);
    }

    /** A parameter of rows × columns that is a table, such as an embedding: in files it lies as it is, a row a thing. */
    public Parameter table(String role, int rows, int columns, Initializer initializer) {
        return parameter(role, new int[] {rows, columns}, rows, columns, initializer, true, Penalty.NONE, false);
    }

    /** A parameter of 1 × n that starts at the given value; biases start at 0. */
    public Parameter constant(String role, int n, double value) {
        return parameter(role, new int[] {n}, 1, n, (inputs, outputs, random) -> value, true, Penalty.NONE, false);
    }

    /** Numbers of 1 × n that the layer itself keeps, such as running means: saved with the weights, never trained. */
    public Parameter state(String role, int n, double value) {
        return parameter(role, new int[] {n}, 1, n, (inputs, outputs, random) -> value, false, Penalty.NONE, false);
    }

    private Parameter parameter(
            String role,
            int[] shape,
            int rows,
            int columns,
            Initializer start,
            boolean learns,
            Penalty penalty,
            boolean turned) {
        String name = name() + "." + Require.notNull("role", role, "e.g. \"weight\"");
        RandomStream random = RandomStream.of(shared.blueprint.seed(), path + "weights " + roles.size(), index);
        if (!roles.add(role)) throw twice(name);
        Matrix values = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) values.set(i, j, start.next(rows, columns, random));
        return new Parameter(name, shape, shared.inDouble ? values.toDouble() : values, learns, penalty, turned);
    }

    /** In a file one would take the place of the other. */
    static IllegalStateException twice(String name) {
        return new IllegalStateException("two parameters are called " + name + "; give each of a layer's its own role,"
                + " and layers within a layer a setup of their own, setup.inside(i, shape)");
    }

    // ---- layers within this one ----

    /**
     * The layers of these recipes one behind the other, as a single layer. They are called "{index of this layer}.0" and
     * so on, in files, too, and draw their numbers from streams of their own.
     */
    public Layer chain(List<LayerSpec> specs) {
        return chainOf(specs);
    }

    Chain chainOf(List<LayerSpec> specs) {
        return new Assembly(shared, name() + ".", inputShape, specs).chain();
    }

    /**
     * The setup of number i of several layers within this one, for {@link LayerSpec#build}, which makes a layer without
     * its activation, or for {@link #chain}, which makes all of it. What it makes is called "{index of this
     * layer}.{i}.weight".
     *
     * @param inputShape of one sample that goes into it
     */
    public LayerSetup inside(int i, Shape inputShape) {
        Require.atLeast("i", i, 0);
        Require.notNull("inputShape", inputShape, "that of one sample, e.g. setup.inputShape()");
        return new LayerSetup(shared, name() + ".", i, inputShape, initializer, penalty);
    }

    /** "2", or "2.1" for layer 1 within layer 2. */
    String name() {
        return path + index;
    }

    // ---- chance ----

    /**
     * Random numbers for each training step, e.g. for masks: every call gives the stream that belongs to the network's
     * seed, this layer and the step that the network is at, so that one step sees the same numbers however often it is
     * computed.
     */
    public Supplier<RandomStream> random(String purpose) {
        String name = path + purpose + " " + index;
        return () -> RandomStream.of(shared.blueprint.seed(), name, shared.step.getAsLong());
    }
}
