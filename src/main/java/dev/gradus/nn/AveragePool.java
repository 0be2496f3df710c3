package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.Pooling;
import org.jspecify.annotations.Nullable;

/** The mean under a window remains: smaller pictures, in which nothing stands out. */
final class AveragePool implements Proven {
    private final Pooling pooling;
    private final int inputs; // channels · height · width
    private final int outputs; // channels · places
    private @Nullable Matrix a; // m × outputs
    private @Nullable Matrix dx; // m × inputs

    AveragePool(Pooling pooling, int inputs, int outputs) {
        this.pooling = pooling;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    @Override
    public Matrix forward(Matrix x, boolean training) {
        a = x.buffer(a, x.rows(), outputs);
        pooling.mean(x, a);
        return a;
    }

    @Override
    public Matrix backward(Matrix delta) {
        dx = delta.buffer(dx, delta.rows(), inputs);
        pooling.meanBackward(delta, dx);
        return dx;
    }

    @Override
    public String toString() {
        return "averagePool";
    }
}
