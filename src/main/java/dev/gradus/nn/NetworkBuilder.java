package dev.gradus.nn;

import dev.gradus.math.Require;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the layers of a network; {@link Network#input} makes one. Everything but the layers has a default, sizes are
 * inferred, and {@link #build} checks that the parts fit.
 */
public final class NetworkBuilder {
    private final int[] inputShape;
    private final List<LayerSpec> specs = new ArrayList<>();
    private @Nullable Initializer initializer;
    private Penalty penalty = Penalty.NONE;
    private long seed;

    NetworkBuilder(int[] inputShape) {
        this.inputShape = inputShape;
    }

    /** A dense layer of n units with its activation. */
    public NetworkBuilder dense(int n, Activation activation) {
        return layer(new DenseSpec(n, activation));
    }

    /** A convolution with its activation; see {@link Conv2dSpec}. */
    public NetworkBuilder conv2d(int filters, int kernel, Activation activation) {
        return layer(new Conv2dSpec(filters, kernel, activation));
    }

    /** Max pooling; see {@link MaxPoolSpec}. */
    public NetworkBuilder maxPool(int size) {
        return layer(new MaxPoolSpec(size, size));
    }

    /** Average pooling; see {@link AveragePoolSpec}. */
    public NetworkBuilder averagePool(int size) {
        return layer(new AveragePoolSpec(size, size));
    }

    /** Makes a row of numbers of each picture, for dense layers; see {@link FlattenSpec}. */
    public NetworkBuilder flatten() {
        return layer(new FlattenSpec());
    }

    /** An activation alone. */
    public NetworkBuilder activation(Activation activation) {
        if (activation == null) throw new IllegalArgumentException("activation is null; linear() means none");
        return layer(new ActivationSpec(activation));
    }

    /** Dropout behind what is there; see {@link DropoutSpec}. */
    public NetworkBuilder dropout(double rate) {
        return layer(new DropoutSpec(rate));
    }

    /** Batch normalisation; see {@link BatchNormSpec}, also for {@code .layer(batchNorm().epsilon(1e-3))}. */
    public NetworkBuilder batchNorm() {
        return layer(new BatchNormSpec());
    }

    /** Any layer: {@code .layer(dense(64, relu()))}, or one's own, {@code .layer(setup -> new MyLayer(…))}. */
    public NetworkBuilder layer(LayerSpec spec) {
        if (spec == null) throw new IllegalArgumentException("spec is null; expected a layer");
        specs.add(spec);
        return this;
    }

    /** How all weights start; by default what suits the activation behind them, He for ReLU and Xavier for the rest. */
    public NetworkBuilder initializer(Initializer initializer) {
        if (initializer == null) throw new IllegalArgumentException("initializer is null; expected e.g. he()");
        this.initializer = initializer;
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
     * @throws IllegalStateException if there are no layers, or parts don't fit
     */
    public Network build() {
        if (specs.isEmpty())
            throw new IllegalStateException("a network needs at least one layer, e.g. .dense(10, softmax())");
        return new Network(new Blueprint(inputShape, List.copyOf(specs), initializer, penalty, seed), false);
    }

    /** Nothing but its activation. */
    private record ActivationSpec(@Override Activation activation) implements LayerSpec {
        @Override
        public Layer build(LayerSetup setup) {
            return new ActivationLayer(activation);
        }
    }
}
