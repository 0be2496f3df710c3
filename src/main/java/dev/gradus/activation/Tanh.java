package dev.gradus.activation;

import dev.gradus.math.Functions;

/** The hyperbolic tangent, from −1 to 1. */
public final class Tanh extends ElementWise {
    public Tanh() {
        super("tanh");
    }

    @Override
    void f(int n, double[] z, double[] a) {
        System.arraycopy(z, 0, a, 0, n);
        Functions.tanh(a, 0, n);
    }

    @Override
    void derivative(int n, double[] z, double[] a, double[] slope) {
        for (int k = 0; k < n; k++) slope[k] = 1 - a[k] * a[k];
    }
}
