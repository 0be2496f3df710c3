package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.math.Pooling;
import dev.gradus.math.Shape;
import dev.gradus.math.Window;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of pooling, which makes smaller pictures and learns nothing: {@code maxPool(2)}, {@code averagePool(3).stride(2)}.
 * From (channels, height, width) it makes (channels, ⌊(height − size) / stride⌋ + 1, the same of the width), as PyTorch's
 * MaxPool2d and AvgPool2d. LeCun et al., "Backpropagation applied to handwritten zip code recognition", 1989, for means;
 * Ranzato et al., "Unsupervised learning of invariant feature hierarchies", 2007, for the largest.
 *
 * @param kind what remains of a window
 * @param size height and width of the window, at least 1
 * @param stride how far the window moves at a time; by default its size, so that windows don't overlap
 */
public record PoolSpec(Kind kind, int size, int stride) implements LayerSpec {
    /** What remains of a window. */
    public enum Kind {
        /** What is largest: a feature may stand a little to the side. */
        MAX,
        /** The mean: nothing stands out. */
        AVERAGE;

        @Override
        public String toString() {
            return this == MAX ? "maxPool" : "averagePool";
        }
    }

    public PoolSpec {
        Require.notNull("kind", kind, "MAX or AVERAGE");
        Require.atLeast("size", size, 1);
        Require.atLeast("stride", stride, 1);
    }

    /** The window moves so far at a time. */
    public PoolSpec stride(int stride) {
        return new PoolSpec(kind, size, stride);
    }

    @Override
    public Layer build(LayerSetup setup) {
        Window window = Window.on(setup.inputShape(), size, stride, 0);
        return new Pool(
                kind,
                new Pooling(window),
                window.inputs(),
                outputShape(setup.inputShape()).columns());
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        Window window = Window.on(inputShape, size, stride, 0);
        return inputShape.withRow(window.channels(), window.outputHeight(), window.outputWidth());
    }

    @Override
    public String toString() {
        return kind + "(" + size + ")" + (stride == size ? "" : ".stride(" + stride + ")");
    }

    private static final class Pool implements Proven {
        private final Kind kind;
        private final Pooling pooling;
        private final int inputs; // channels · height · width
        private final int outputs; // channels · places
        private @Nullable Matrix a; // m × outputs
        private @Nullable Matrix dx; // m × inputs

        Pool(Kind kind, Pooling pooling, int inputs, int outputs) {
            this.kind = kind;
            this.pooling = pooling;
            this.inputs = inputs;
            this.outputs = outputs;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            a = x.buffer(a, x.rows(), outputs);
            if (kind == Kind.MAX) pooling.largest(x, a);
            else pooling.mean(x, a);
            return a;
        }

        @Override
        public Matrix backward(Matrix delta) {
            dx = delta.buffer(dx, delta.rows(), inputs);
            if (kind == Kind.MAX) pooling.largestBackward(delta, dx);
            else pooling.meanBackward(delta, dx);
            return dx;
        }

        @Override
        public String toString() {
            return kind.toString();
        }
    }
}
