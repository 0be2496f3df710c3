package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shapes;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What a layer learns about its place when it is built: the input's shape, and parameters seeded by that place. */
public final class LayerSetup {
    private final int index;
    private final int[] inputShape;
    private final Initializer initializer;
    private final Penalty penalty;
    private final long seed;
    private final LongSupplier step;
    private final boolean inDouble;
    private int made;

    LayerSetup(
            int index,
            int[] inputShape,
            Initializer initializer,
            Penalty penalty,
            long seed,
            LongSupplier step,
            boolean inDouble) {
        this.penalty = penalty;
        this.step = step;
        this.index = index;
        this.inputShape = inputShape;
        this.initializer = initializer;
        this.seed = seed;
        this.inDouble = inDouble;
    }

    /** The shape of one input sample: (features), or (channels, height, width). */
    public int[] inputShape() {
        return inputShape.clone();
    }

    /** Numbers in one input sample. */
    public int inputs() {
        return Shapes.size(inputShape);
    }

    /**
     * A parameter of rows × columns, its numbers drawn from the initialiser that the network has for this place, and
     * penalised if weights are here.
     *
     * @param role e.g. "weight"; the name becomes "{index of the layer}.weight"
     */
    public Parameter parameter(String role, int rows, int columns) {
        return parameter(role, new int[] {rows, columns}, rows, columns, initializer, true, penalty);
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
        return parameter(role, shape.clone(), shape[0], Shapes.size(shape) / shape[0], start, true, penalty);
    }

    /** A parameter of 1 × n that starts at the given value; biases start at 0. */
    public Parameter constant(String role, int n, double value) {
        return parameter(role, new int[] {n}, 1, n, (inputs, outputs, random) -> value, true, Penalty.NONE);
    }

    /** Numbers of 1 × n that the layer itself keeps, such as running means: saved with the weights, never trained. */
    public Parameter state(String role, int n, double value) {
        return parameter(role, new int[] {n}, 1, n, (inputs, outputs, random) -> value, false, Penalty.NONE);
    }

    /**
     * Random numbers for each training step, e.g. for masks: every call gives the stream that belongs to the network's
     * seed, this layer and the step that the network is at, so that one step sees the same numbers however often it is
     * computed.
     */
    public Supplier<RandomStream> random(String purpose) {
        String name = purpose + " " + index;
        return () -> RandomStream.of(seed, name, step.getAsLong());
    }

    private Parameter parameter(
            String role, int[] shape, int rows, int columns, Initializer start, boolean trained, Penalty penalty) {
        RandomStream random = RandomStream.of(seed, "weights " + made++, index);
        Matrix values = Matrix.zeros(rows, columns);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) values.set(i, j, start.next(rows, columns, random));
        return new Parameter(index + "." + role, shape, inDouble ? values.toDouble() : values, trained, penalty);
    }
}
