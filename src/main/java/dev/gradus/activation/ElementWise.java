package dev.gradus.activation;

import dev.gradus.math.Matrix;

/** Activations that treat every number alike. */
abstract class ElementWise implements Activation {
    private final String name;

    ElementWise(String name) {
        this.name = name;
    }

    /** σ(z). */
    abstract double f(double z);

    /** σ′(z), given z and a = σ(z), whichever is handier. */
    abstract double derivative(double z, double a);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void forward(Matrix z, Matrix a) {
        z.map(this::f, a);
    }

    @Override
    public final void backward(Matrix z, Matrix a, Matrix da, Matrix dz) {
        for (int i = 0; i < z.rows(); i++)
            for (int j = 0; j < z.columns(); j++) dz.set(i, j, da.get(i, j) * derivative(z.get(i, j), a.get(i, j)));
    }

    @Override
    public String toString() {
        return name;
    }
}
