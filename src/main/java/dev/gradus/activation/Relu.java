package dev.gradus.activation;

import dev.gradus.math.Matrix;

/** ReLU: max(0, z); the derivative at the kink is taken as 0. Nair and Hinton, 2010. */
public final class Relu implements Activation {
    @Override
    public String name() {
        return "relu";
    }

    @Override
    public void forward(Matrix z, Matrix a) {
        z.positivePart(a);
    }

    /** ∂J/∂z = ∂J/∂a where z > 0, elsewhere 0. */
    @Override
    public void backward(Matrix z, Matrix a, Matrix da, Matrix dz) {
        da.wherePositive(z, dz);
    }

    @Override
    public Initializer initializer() {
        return Initializer.he();
    }

    @Override
    public String toString() {
        return name();
    }
}
