package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Linear;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Shape;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of a layer: {@code dense(64, relu())}, or a lambda {@code setup -> new MyLayer(…)}. The same recipe serves
 * any number of networks, each with layers and parameters of its own.
 */
@FunctionalInterface
public interface LayerSpec extends Serializable {
    /** Makes the layer for inputs of the shape that the setup tells. */
    Layer build(LayerSetup setup);

    /**
     * The shape of one sample behind this layer, from that in front of it; unchanged unless overridden. With
     * {@code inputShape.withRow(n)} every row gets n numbers.
     */
    default Shape outputShape(Shape inputShape) {
        return inputShape;
    }

    /** The activation that follows. */
    default Activation activation() {
        return new Linear();
    }

    /** What this layer's own weights cost; null, the default, leaves that to the network. */
    default @Nullable Penalty penalty() {
        return null;
    }
}
