package dev.gradus.data;

import dev.gradus.math.Matrix;

/**
 * Some samples as matrices.
 *
 * @param inputs x, m × inputs; of sequences (m · T) × inputs
 * @param targets y, m × outputs; for labelled data one column a class, 1 in the true one (one-hot); of sequences with a
 *     target a row (m · T) × outputs
 * @param size m, the number of samples
 */
public record Batch(Matrix inputs, Matrix targets, int size) {
    @Override
    public String toString() {
        return "Batch of " + size + " samples: inputs " + inputs.shape() + ", targets " + targets.shape();
    }
}
