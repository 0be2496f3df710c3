package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.errors.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Layers being listed, one behind the other: those of a network, or of a block within one.
 *
 * @param <B> what goes on listing
 */
public abstract sealed class Layers<B extends Layers<B>> permits NetworkBuilder, ResidualSpec.Block {
    private final List<LayerSpec> specs = new ArrayList<>();

    Layers() {}

    abstract B self();

    final List<LayerSpec> specs() {
        return List.copyOf(specs);
    }

    /** A dense layer of n units with its activation; see {@link DenseSpec}. */
    public final B dense(int n, Activation activation) {
        return layer(new DenseSpec(n, activation));
    }

    /** A convolution with its activation; see {@link Conv2dSpec}. */
    public final B conv2d(int filters, int kernel, Activation activation) {
        return layer(new Conv2dSpec(filters, kernel, activation));
    }

    /** Max pooling; see {@link PoolSpec}. */
    public final B maxPool(int size) {
        return layer(new PoolSpec(PoolSpec.Kind.MAX, size, size));
    }

    /** Average pooling; see {@link PoolSpec}. */
    public final B averagePool(int size) {
        return layer(new PoolSpec(PoolSpec.Kind.AVERAGE, size, size));
    }

    /** Makes one row of numbers of each picture or sequence, for dense layers; see {@link FlattenSpec}. */
    public final B flatten() {
        return layer(new FlattenSpec());
    }

    /** An activation alone. */
    public final B activation(Activation activation) {
        return layer(
                new ActivationSpec(Require.notNull("activation", activation, "an activation; linear() means none")));
    }

    /** Dropout behind what is there; see {@link DropoutSpec}. */
    public final B dropout(double rate) {
        return layer(new DropoutSpec(rate));
    }

    /** Batch normalisation; see {@link BatchNormSpec}, also for {@code .layer(batchNorm().epsilon(1e-3))}. */
    public final B batchNorm() {
        return layer(new BatchNormSpec());
    }

    /** Layer normalisation; see {@link LayerNormSpec}. */
    public final B layerNorm() {
        return layer(new LayerNormSpec());
    }

    /** x + block(x): {@code .residual(block -> block.layerNorm().dense(64, relu()))}; see {@link ResidualSpec}. */
    public final B residual(UnaryOperator<ResidualSpec.Block> block) {
        return layer(ResidualSpec.of(block));
    }

    /** A row of n numbers for each token; see {@link EmbeddingSpec}. */
    public final B embedding(int n) {
        return layer(new EmbeddingSpec(n));
    }

    /** Adds to each row what stands for its place; see {@link PositionsSpec}, also for {@code positions().sinusoidal()}. */
    public final B positions() {
        return layer(new PositionsSpec());
    }

    /** A plain recurrent layer of n units; see {@link RnnSpec}. */
    public final B rnn(int n) {
        return layer(new RnnSpec(n));
    }

    /** Long short-term memory of n units; see {@link LstmSpec}. */
    public final B lstm(int n) {
        return layer(new LstmSpec(n));
    }

    /** Gated recurrent units, n of them; see {@link GruSpec}. */
    public final B gru(int n) {
        return layer(new GruSpec(n));
    }

    /** Self-attention, every row to all rows; see {@link AttentionSpec}. */
    public final B attention(int heads) {
        return layer(new AttentionSpec(heads));
    }

    /** Self-attention, every row to itself and those before it; see {@link AttentionSpec}. */
    public final B causalAttention(int heads) {
        return layer(new AttentionSpec(heads).causal());
    }

    /** Of each sequence its last row; see {@link OverTimeSpec}. */
    public final B last() {
        return layer(new OverTimeSpec(OverTimeSpec.Kind.LAST));
    }

    /** Of each sequence the mean of its rows; see {@link OverTimeSpec}. */
    public final B meanOverTime() {
        return layer(new OverTimeSpec(OverTimeSpec.Kind.MEAN));
    }

    /** Any layer: {@code .layer(dense(64, relu()))}, or one's own, {@code .layer(setup -> new MyLayer(…))}. */
    public final B layer(LayerSpec spec) {
        specs.add(Require.notNull("spec", spec, "a layer"));
        return self();
    }

    /** Nothing but its activation. */
    private record ActivationSpec(@Override Activation activation) implements LayerSpec {
        @Override
        public Layer build(LayerSetup setup) {
            return new ActivationLayer(activation);
        }

        @Override
        public String toString() {
            return "activation(" + activation + ")";
        }
    }
}
