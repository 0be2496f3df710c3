package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;

/**
 * The recipe of what stands between pictures or sequences and dense layers: (channels, height, width) or T rows become
 * one row of features, in this order, as PyTorch's Flatten. Nothing moves: a sample's numbers lie one behind the other.
 */
public record FlattenSpec() implements LayerSpec {
    @Override
    public Layer build(LayerSetup setup) {
        return new Flatten(setup.inputShape());
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        return Shape.of(inputShape.size());
    }

    @Override
    public String toString() {
        return "flatten()";
    }

    /** From (m·T) × F to m × (T·F), and back. */
    private record Flatten(Shape input) implements Proven {
        @Override
        public Matrix forward(Matrix x, boolean training) {
            return x.reshape(x.rows() / input.rows(), input.size());
        }

        @Override
        public Matrix backward(Matrix delta) {
            return delta.reshape(delta.rows() * input.rows(), input.columns());
        }

        @Override
        public boolean looksAhead() {
            return input.rows() > 1;
        }

        @Override
        public String toString() {
            return "flatten";
        }
    }
}
