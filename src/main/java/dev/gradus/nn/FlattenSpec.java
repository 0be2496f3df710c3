package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.Shapes;

/**
 * The recipe of what stands between pictures and dense layers: (channels, height, width) becomes (features), in this
 * order, as PyTorch's Flatten. The numbers are a row already, so nothing moves.
 */
public record FlattenSpec() implements LayerSpec {
    @Override
    public Layer build(LayerSetup setup) {
        return new Flatten();
    }

    @Override
    public int[] outputShape(int... inputShape) {
        return new int[] {Shapes.size(inputShape)};
    }

    @Override
    public String toString() {
        return "flatten()";
    }

    private static final class Flatten implements Layer {
        @Override
        public Matrix forward(Matrix x, boolean training) {
            return x;
        }

        @Override
        public Matrix backward(Matrix delta) {
            return delta;
        }

        @Override
        public String toString() {
            return "flatten";
        }
    }
}
