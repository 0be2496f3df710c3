package dev.gradus.nn;

import dev.gradus.math.Matrix;
import java.util.List;

/**
 * One step of a network, working on a whole batch: m samples as rows. A layer remembers from {@link #forward} what its
 * gradients need. One's own layer implements the first two methods, and the others if it has parameters; it enters a
 * network by {@code .layer(setup -> new MyLayer(…))}.
 */
public interface Layer {
    /**
     * Outputs (m × outputs) of the inputs x (m × inputs).
     *
     * @param training whether gradients will be asked for (and dropout and its kin are on)
     */
    Matrix forward(Matrix x, boolean training);

    /** From δ = ∂J/∂output (m × outputs) to ∂J/∂input (m × inputs). */
    Matrix backward(Matrix delta);

    /** Adds ∂J/∂θ, summed over the batch, to the gradient of each parameter; called before {@link #backward}. */
    default void gradients(Matrix delta) {}

    /** What this layer learns. */
    default List<Parameter> parameters() {
        return List.of();
    }
}
