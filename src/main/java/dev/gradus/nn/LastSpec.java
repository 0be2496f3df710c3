package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of what takes the last row of each sequence: from T rows one, such as the state of a recurrent layer when it
 * has seen everything.
 */
public record LastSpec() implements LayerSpec {
    @Override
    public Layer build(LayerSetup setup) {
        return new Last(setup.inputShape().rows(), setup.inputs());
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        return Shape.of(inputShape.row());
    }

    @Override
    public String toString() {
        return "last()";
    }

    /** As m × (T·F), a sequence ends with its last F columns. */
    private static final class Last implements Proven {
        private final int length; // T
        private final int features; // F
        private @Nullable Matrix y; // m × F
        private @Nullable Matrix dx; // (m·T) × F

        Last(int length, int features) {
            this.length = length;
            this.features = features;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            int m = x.rows() / length;
            y = x.buffer(y, m, features);
            x.reshape(m, length * features).columns((length - 1) * features, y);
            return y;
        }

        /** δ for the last row, 0 for the others. */
        @Override
        public Matrix backward(Matrix delta) {
            dx = delta.buffer(dx, delta.rows() * length, features);
            dx.fill(0);
            dx.reshape(delta.rows(), length * features).setColumns((length - 1) * features, delta);
            return dx;
        }

        @Override
        public boolean looksAhead() {
            return true;
        }

        @Override
        public String toString() {
            return "last";
        }
    }
}
