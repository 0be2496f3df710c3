package dev.gradus.loss;

import dev.gradus.activation.Activation;
import dev.gradus.math.Matrix;
import java.io.Serializable;
import java.util.OptionalDouble;

/**
 * How wrong a batch of outputs is. A loss takes outputs A and targets Y, both m × K, and takes the mean over the m rows
 * once, here: gradients further down are plain sums. One's own loss implements the first two methods.
 */
public interface Loss extends Serializable {
    /** J, averaged over the batch. */
    double value(Matrix outputs, Matrix targets);

    /** Writes ∂J/∂A (m × K) into the gradient. */
    void gradient(Matrix outputs, Matrix targets, Matrix gradient);

    /**
     * A shortcut for outputs A = σ(Z) of a certain activation: writes δ = ∂J/∂Z straight from the logits and gives J.
     * Empty, the default, means that there is none: the gradient then goes through the activation's own derivative.
     *
     * @param activation σ itself; what it is called says nothing
     * @param logits Z, m × K
     * @param delta δ, m × K, to be written
     */
    default OptionalDouble fromLogits(
            Activation activation, Matrix logits, Matrix outputs, Matrix targets, Matrix delta) {
        return OptionalDouble.empty();
    }

    /**
     * Refuses what makes no sense for this loss.
     *
     * @param activation of the last layer
     * @param targets some or all of the data's, n × K
     * @throws IllegalArgumentException that names the fix
     */
    default void check(Activation activation, Matrix targets) {}

    /**
     * What J is the mean over: the weight that this batch has beside others, by default its rows. Whoever joins the
     * losses or gradients of several batches takes Σ wJ / Σ w.
     *
     * @param targets Y, m × K
     */
    default double weight(Matrix targets) {
        return targets.rows();
    }
}
