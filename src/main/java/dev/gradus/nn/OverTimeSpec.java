package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of what makes one row of the T rows of each sequence: {@code last()}, such as the state of a recurrent layer
 * when it has seen everything; or {@code meanOverTime()}, y = 1/T Σₜ xₜ, where every row counts the same wherever it stands,
 * as Keras' GlobalAveragePooling1D.
 *
 * @param kind which of both
 */
public record OverTimeSpec(Kind kind) implements LayerSpec {
    /** What remains of T rows. */
    public enum Kind {
        /** The last one. */
        LAST,
        /** Their mean. */
        MEAN;

        @Override
        public String toString() {
            return this == LAST ? "last" : "meanOverTime";
        }
    }

    public OverTimeSpec {
        Require.notNull("kind", kind, "LAST or MEAN");
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new OverTime(kind, setup.inputShape().rows(), setup.inputs());
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        return Shape.of(inputShape.row());
    }

    @Override
    public String toString() {
        return kind + "()";
    }

    private static final class OverTime implements Proven {
        private final Kind kind;
        private final int length; // T
        private final int features; // F
        private @Nullable Matrix y; // m × F
        private @Nullable Matrix dx; // (m·T) × F

        OverTime(Kind kind, int length, int features) {
            this.kind = kind;
            this.length = length;
            this.features = features;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            y = x.buffer(y, x.rows() / length, features);
            if (kind == Kind.LAST) samples(x).columns((length - 1) * features, y);
            else mean(x, y);
            return y;
        }

        @Override
        public Matrix backward(Matrix delta) {
            dx = delta.buffer(dx, delta.rows() * length, features);
            if (kind == Kind.LAST) lastBackward(delta, dx);
            else meanBackward(delta, dx);
            return dx;
        }

        /** As m × (T·F): a sequence ends with its last F columns. */
        private Matrix samples(Matrix rows) {
            return rows.reshape(rows.rows() / length, length * features);
        }

        /** δ for the last row, 0 for the others. */
        private void lastBackward(Matrix delta, Matrix dx) {
            dx.fill(0);
            samples(dx).setColumns((length - 1) * features, delta);
        }

        private void mean(Matrix x, Matrix y) {
            samples(x).eachRow((i, sum) -> { // begins with x₁
                for (int t = 1; t < length; t++) for (int j = 0; j < features; j++) sum[j] += sum[t * features + j];
                for (int j = 0; j < features; j++) sum[j] /= length;
                y.setPart(i, 0, features, sum, 0);
            });
        }

        /** ∂J/∂xₜ = δ/T for every t. */
        private void meanBackward(Matrix delta, Matrix dx) {
            delta.eachRow((i, row) -> {
                for (int j = 0; j < features; j++) row[j] /= length;
                for (int t = 0; t < length; t++) dx.setRow(i * length + t, row);
            });
        }

        @Override
        public boolean looksAhead() {
            return true;
        }

        @Override
        public String toString() {
            return kind.toString();
        }
    }
}
