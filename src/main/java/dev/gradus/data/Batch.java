package dev.gradus.data;

import dev.gradus.math.Matrix;

/**
 * Some samples as matrices.
 *
 * @param inputs x, m × inputs
 * @param targets y, m × outputs; for labelled data one column a class, 1 in the true one (one-hot)
 */
public record Batch(Matrix inputs, Matrix targets) {
    /** m, the number of samples. */
    public int size() {
        return inputs.rows();
    }

    @Override
    public String toString() {
        return "Batch of " + size() + " samples: inputs " + inputs.shape() + ", targets " + targets.shape();
    }
}
