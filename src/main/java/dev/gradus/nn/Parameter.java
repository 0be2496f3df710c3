package dev.gradus.nn;

import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Matrix;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that a network learns, with the gradient of the loss with respect to each. Gradients add up until they are
 * zeroed, which is how one step can use several batches.
 */
public final class Parameter {
    private final String name;
    private final int[] shape;
    private final Matrix matrix;
    private final Matrix gradient;
    private final boolean learns;
    private final Penalty penalty;
    private final boolean turned; // in files: columns × rows
    private boolean frozen;
    private @Nullable Matrix mask; // 0 where a number is held at 0, else 1; null where none is

    Parameter(String name, int[] shape, Matrix matrix, boolean learns, Penalty penalty, boolean turned) {
        this.penalty = penalty;
        this.learns = learns;
        this.turned = turned;
        this.name = name;
        this.shape = shape;
        this.matrix = matrix;
        this.gradient = matrix.like(matrix.rows(), matrix.columns());
    }

    /**
     * A row of numbers outside of any network, in double precision: what optimizers move when they walk down a function.
     *
     * @throws IllegalArgumentException if there are no values
     */
    public static Parameter of(String name, double... values) {
        Require.notNull("name", name, "a text");
        if (Require.notNull("values", values, "at least one number").length == 0)
            throw new IllegalArgumentException("values is empty; expected at least one number for " + name);
        Matrix row = Matrix.zeros(1, values.length).toDouble();
        row.setAll(values);
        return new Parameter(name, new int[] {values.length}, row, true, Penalty.NONE, false);
    }

    /** Layer index and role, e.g. {@code "0.weight"}. */
    public String name() {
        return name;
    }

    /** e.g. (784, 128) for the weights, (128) for the bias of a dense layer. */
    public int[] shape() {
        return shape.clone();
    }

    /** Whether gradients move it: neither running statistics, which are only measured, nor what is frozen. */
    public boolean isTrained() {
        return learns && !frozen;
    }

    /** From now on no training moves it, until {@link #unfreeze}: what was learnt before stays as it is. */
    public void freeze() {
        frozen = true;
    }

    /** Training moves it again. */
    public void unfreeze() {
        frozen = false;
    }

    /**
     * From now on no training moves the numbers that are 0 now, until {@link #releaseZeros}; all others learn. So what was
     * pruned stays away. Weight files and copies of the network keep it, too.
     */
    public void holdZeros() {
        Matrix held = matrix.like();
        matrix.map(w -> w == 0 ? 0 : 1, held);
        mask = held;
    }

    /** Training moves all of its numbers again. */
    public void releaseZeros() {
        mask = null;
    }

    /** Whether some of its numbers may be held at 0. */
    public boolean holdsZeros() {
        return mask != null;
    }

    /** Clears the gradient of what is held at 0, so that it counts in no norm. For trainers, before a step. */
    public void maskGradient() {
        if (mask != null) gradient.times(mask, gradient);
    }

    /** Sets what is held at 0 to 0, whatever moved it. For trainers, behind a step. */
    public void maskValues() {
        if (mask != null) matrix.times(mask, matrix);
    }

    /** Whether it is made to be moved by gradients, frozen or not. */
    public boolean learns() {
        return learns;
    }

    /** Takes the numbers of the same parameter in another copy of the network, and what of it is frozen or held. */
    void take(Parameter other) {
        matrix.copyFrom(other.matrix);
        frozen = other.frozen;
        mask = null;
        if (other.mask != null) {
            mask = matrix.like();
            mask.copyFrom(other.mask);
        }
    }

    // ---- in files ----

    /** The shape in files: a dense layer's weights are outputs × inputs there, as PyTorch's, and tables as they are. */
    int[] fileShape() {
        return turned ? new int[] {shape[1], shape[0]} : shape.clone();
    }

    /** The values in the order in which files have them. */
    double[] fileValues() {
        return turned ? matrix.transposed().toArray() : values();
    }

    /** Sets the values from a file. */
    void setFromFile(double[] values) {
        if (!turned) {
            set(values);
            return;
        }
        Matrix inFile = matrix.like(matrix.columns(), matrix.rows());
        inFile.setAll(values);
        matrix.copyFrom(inFile.transposed());
    }

    /** What its size costs; nothing for biases and the like. */
    public Penalty penalty() {
        return penalty;
    }

    /** θ itself, for layers and optimizers: writing to it changes the network. */
    public Matrix matrix() {
        return matrix;
    }

    /** ∂J/∂θ, of the same size. */
    public Matrix gradient() {
        return gradient;
    }

    /** A copy of all values, row by row. */
    public double[] values() {
        return matrix.toArray();
    }

    /** Sets all values, row by row. */
    public void set(double[] values) {
        if (Require.notNull("values", values, matrix.size() + " numbers").length != matrix.size())
            throw new ShapeException(
                    "values has " + values.length + " numbers, but " + name + " (" + matrix.shape() + ") has "
                            + matrix.size(),
                    Mismatch.numbers("values", values.length, name, matrix.size()));
        matrix.setAll(values);
    }

    /** Forgets the gradient; before every step, unless gradients are to add up. */
    public void zeroGradient() {
        gradient.fill(0);
    }

    @Override
    public String toString() {
        return "Parameter " + name + ": " + matrix;
    }
}
