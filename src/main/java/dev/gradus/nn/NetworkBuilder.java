package dev.gradus.nn;

import dev.gradus.activation.Initializer;
import dev.gradus.errors.Require;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Shape;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the layers of a network; {@link Network#input} makes one. Everything but the layers has a default, sizes are
 * inferred, and {@link #build} checks that the parts fit.
 */
public final class NetworkBuilder extends Layers<NetworkBuilder> {
    /**
     * All that a network is made from, so that it can be made again, in either precision.
     *
     * @param initializer of all weights; null for what suits each activation
     * @param penalty of all weights whose layers have none of their own
     */
    record Blueprint(
            Shape inputShape,
            List<LayerSpec> specs,
            @Nullable Initializer initializer,
            Penalty penalty,
            long seed) implements Serializable {}

    private final Shape inputShape;
    private @Nullable Initializer initializer;
    private Penalty penalty = Penalty.NONE;
    private long seed;

    NetworkBuilder(Shape inputShape) {
        this.inputShape = inputShape;
    }

    @Override
    NetworkBuilder self() {
        return this;
    }

    /** How all weights start; by default what suits the activation behind them, He for ReLU and Xavier for the rest. */
    public NetworkBuilder initializer(Initializer initializer) {
        this.initializer = Require.notNull("initializer", initializer, "e.g. he()");
        return this;
    }

    /** λ Σ|w| on all weights but those of layers with a penalty of their own; 0 by default. See {@link Penalty}. */
    public NetworkBuilder l1(double lambda) {
        penalty = penalty.withL1(Require.notNegative("lambda", lambda));
        return this;
    }

    /** λ Σw² on all weights but those of layers with a penalty of their own; 0 by default. See {@link Penalty}. */
    public NetworkBuilder l2(double lambda) {
        penalty = penalty.withL2(Require.notNegative("lambda", lambda));
        return this;
    }

    /** Decides weights and shuffles, and so every digit of the result; 0 by default. */
    public NetworkBuilder seed(long seed) {
        this.seed = seed;
        return this;
    }

    /**
     * The network.
     *
     * @throws IllegalStateException if there are no layers, parts don't fit, or a layer of one's own breaks the contract
     *     of {@link Layer}
     */
    public Network build() {
        if (specs().isEmpty())
            throw new IllegalStateException("a network needs at least one layer, e.g. .dense(10, softmax())");
        return new Network(new Blueprint(inputShape, specs(), initializer, penalty, seed), false);
    }
}
