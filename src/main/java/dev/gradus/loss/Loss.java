package dev.gradus.loss;

import dev.gradus.math.Matrix;
import java.util.OptionalDouble;

/**
 * How wrong a batch of outputs is. A loss takes outputs A and targets Y, both m × K, and takes the mean over the m
 * samples once, here: gradients further down are plain sums. One's own loss implements the first two methods.
 */
public interface Loss {
    /** J, averaged over the batch. */
    double value(Matrix outputs, Matrix targets);

    /** Writes ∂J/∂A (m × K) into the gradient. */
    void gradient(Matrix outputs, Matrix targets, Matrix gradient);

    /**
     * A shortcut for outputs A = σ(Z) of a certain activation: writes δ = ∂J/∂Z straight from the logits and gives J.
     * Empty, the default, means that there is none: the gradient then goes through the activation's own derivative.
     *
     * @param activation the name of σ
     * @param logits Z, m × K
     * @param delta δ, m × K, to be written
     */
    default OptionalDouble fromLogits(String activation, Matrix logits, Matrix outputs, Matrix targets, Matrix delta) {
        return OptionalDouble.empty();
    }

    /**
     * Refuses what makes no sense for this loss.
     *
     * @param activation the name of the last layer's activation
     * @param outputs K, the numbers that it gives
     * @throws IllegalArgumentException that names the fix
     */
    default void check(String activation, int outputs) {}
}
