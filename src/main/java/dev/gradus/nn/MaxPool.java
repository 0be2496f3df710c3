package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.Pooling;
import org.jspecify.annotations.Nullable;

/** What is largest under a window remains: smaller pictures, in which a feature may stand a little to the side. */
final class MaxPool implements Proven {
    private final Pooling pooling;
    private final int inputs; // channels · height · width
    private final int outputs; // channels · places
    private @Nullable Matrix a; // m × outputs
    private @Nullable Matrix dx; // m × inputs

    MaxPool(Pooling pooling, int inputs, int outputs) {
        this.pooling = pooling;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    @Override
    public Matrix forward(Matrix x, boolean training) {
        a = x.buffer(a, x.rows(), outputs);
        pooling.largest(x, a);
        return a;
    }

    @Override
    public Matrix backward(Matrix delta) {
        dx = delta.buffer(dx, delta.rows(), inputs);
        pooling.largestBackward(delta, dx);
        return dx;
    }

    @Override
    public String toString() {
        return "maxPool";
    }
}
