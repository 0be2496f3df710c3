package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.math.Matrix;
import org.jspecify.annotations.Nullable;

/** An activation in its place in a network: keeps Z and A of the batch. */
final class ActivationLayer implements Proven {
    final Activation activation;
    private @Nullable Matrix z; // m × n
    private @Nullable Matrix a; // m × n
    private @Nullable Matrix dz; // m × n

    ActivationLayer(Activation activation) {
        this.activation = activation;
    }

    @Override
    public Matrix forward(Matrix z, boolean training) {
        this.z = z;
        a = z.buffer(a, z.rows(), z.columns());
        activation.forward(z, a);
        return a;
    }

    @Override
    public Matrix backward(Matrix da) {
        dz = da.buffer(dz, da.rows(), da.columns());
        activation.backward(logits(), outputs(), da, dz);
        return dz;
    }

    /** Z of the last batch. */
    Matrix logits() {
        if (z == null) throw new IllegalStateException("call forward first");
        return z;
    }

    private Matrix outputs() {
        if (a == null) throw new IllegalStateException("call forward first");
        return a;
    }

    @Override
    public String toString() {
        return activation.name();
    }
}
