package dev.gradus.activation;

import dev.gradus.math.Functions;

/** The logistic function: σ(z) = 1 / (1 + e⁻ᶻ), from 0 to 1. */
public final class Sigmoid extends ElementWise {
    public Sigmoid() {
        super("sigmoid");
    }

    @Override
    void f(int n, double[] z, double[] a) {
        System.arraycopy(z, 0, a, 0, n);
        Functions.sigmoid(a, 0, n);
    }

    @Override
    void derivative(int n, double[] z, double[] a, double[] slope) {
        for (int k = 0; k < n; k++) slope[k] = a[k] * (1 - a[k]);
    }
}
