package dev.gradus.activation;

import dev.gradus.math.Matrix;

/** No activation: a = z, for outputs that may be any number. */
public final class Linear implements Activation {
    @Override
    public String name() {
        return "linear";
    }

    @Override
    public void forward(Matrix z, Matrix a) {
        a.copyFrom(z);
    }

    @Override
    public void backward(Matrix z, Matrix a, Matrix da, Matrix dz) {
        dz.copyFrom(da);
    }

    @Override
    public String toString() {
        return name();
    }
}
