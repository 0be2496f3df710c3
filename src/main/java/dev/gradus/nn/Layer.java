package dev.gradus.nn;

import dev.gradus.math.Matrix;
import java.util.List;

/**
 * One step of a network, working on a whole batch: m rows, one a sample, or T for each sample of sequences. A layer
 * remembers from {@link #forward} what its gradients need. One's own layer implements the first two methods, and
 * {@link #parameters} if it has any; it enters a network by {@code .layer(setup -> new MyLayer(…))}, which tries it on a
 * few random rows.
 */
public interface Layer {
    /**
     * Outputs (m × outputs) of the inputs x (m × inputs).
     *
     * @param training whether gradients will be asked for (and dropout and its kin are on)
     */
    Matrix forward(Matrix x, boolean training);

    /**
     * From δ = ∂J/∂output (m × outputs) to ∂J/∂x (m × inputs). On the way adds ∂J/∂θ, summed over the batch, to the gradient
     * of each parameter. δ itself stays as it is: others may read it, too.
     */
    Matrix backward(Matrix delta);

    /**
     * What the lowest layer that learns does instead of {@link #backward}, since nobody needs ∂J/∂x in front of it: adds
     * ∂J/∂θ alone. By default backward with its result thrown away; worth its own method only where that costs.
     */
    default void gradients(Matrix delta) {
        backward(delta);
    }

    /** What this layer learns or keeps, always the same and in the same order. */
    default List<Parameter> parameters() {
        return List.of();
    }
}
