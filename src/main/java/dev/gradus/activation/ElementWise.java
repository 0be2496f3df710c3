package dev.gradus.activation;

import dev.gradus.math.Matrix;

/** Activations that treat every number alike; many at a time, for speed alone. */
abstract class ElementWise implements Activation {
    private final String name;

    ElementWise(String name) {
        this.name = name;
    }

    /** a = σ(z), for n numbers. */
    abstract void f(int n, double[] z, double[] a);

    /** slope = σ′(z), given z and a = σ(z), whichever is handier, for n numbers. */
    abstract void derivative(int n, double[] z, double[] a, double[] slope);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void forward(Matrix z, Matrix a) {
        a.setEach((n, x, result) -> f(n, x[0], result), z);
    }

    /** ∂J/∂z = ∂J/∂a ⊙ σ′(z). */
    @Override
    public final void backward(Matrix z, Matrix a, Matrix da, Matrix dz) {
        dz.setEach(
                (n, x, result) -> {
                    derivative(n, x[0], x[1], result);
                    for (int k = 0; k < n; k++) result[k] *= x[2][k];
                },
                z,
                a,
                da);
    }

    @Override
    public String toString() {
        return name;
    }
}
