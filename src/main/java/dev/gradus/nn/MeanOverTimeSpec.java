package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of the mean over the rows of each sequence: y = 1/T Σₜ xₜ, from T rows one. Every row counts the same,
 * wherever it stands; as Keras' GlobalAveragePooling1D.
 */
public record MeanOverTimeSpec() implements LayerSpec {
    @Override
    public Layer build(LayerSetup setup) {
        return new MeanOverTime(setup.inputShape().rows(), setup.inputs());
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        return Shape.of(inputShape.row());
    }

    @Override
    public String toString() {
        return "meanOverTime()";
    }

    private static final class MeanOverTime implements Proven {
        private final int length; // T
        private final int features; // F
        private @Nullable Matrix y; // m × F
        private @Nullable Matrix dx; // (m·T) × F

        MeanOverTime(int length, int features) {
            this.length = length;
            this.features = features;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            int m = x.rows() / length;
            y = x.buffer(y, m, features);
            for (int i = 0; i < m; i++)
                for (int j = 0; j < features; j++) {
                    double sum = 0;
                    for (int t = 0; t < length; t++) sum += x.get(i * length + t, j);
                    y.set(i, j, sum / length);
                }
            return y;
        }

        /** ∂J/∂xₜ = δ/T for every t. */
        @Override
        public Matrix backward(Matrix delta) {
            dx = delta.buffer(dx, delta.rows() * length, features);
            for (int i = 0; i < dx.rows(); i++)
                for (int j = 0; j < features; j++) dx.set(i, j, delta.get(i / length, j) / length);
            return dx;
        }

        @Override
        public boolean looksAhead() {
            return true;
        }

        @Override
        public String toString() {
            return "meanOverTime";
        }
    }
}
