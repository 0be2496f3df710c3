package dev.gradus.activation;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;

/**
 * Exponential linear unit: z where z > 0, elsewhere α(eᶻ − 1), which levels off at −α and brings the mean near 0. α = 1, as
 * in PyTorch and Keras. Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by exponential linear
 * units", 2015; weights start as He's, as there.
 */
public final class Elu extends ElementWise {
    private final double alpha;

    /** With this α, above 0. */
    public Elu(double alpha) {
        super("elu");
        this.alpha = Require.positive("alpha", alpha);
    }

    /** α. */
    public double alpha() {
        return alpha;
    }

    /** Both sides at once, since a processor would guess every second sign wrong. */
    @Override
    void f(int n, double[] z, double[] a) {
        for (int k = 0; k < n; k++) a[k] = Math.min(z[k], 0);
        Functions.expm1(a, 0, n);
        for (int k = 0; k < n; k++) a[k] = Math.max(z[k], 0) + alpha * a[k];
    }

    /** 1 where z > 0, elsewhere αeᶻ = a + α. */
    @Override
    void derivative(int n, double[] z, double[] a, double[] slope) {
        for (int k = 0; k < n; k++) {
            double isPositive = Functions.isPositive(z[k]);
            slope[k] = isPositive + (1 - isPositive) * (Math.min(a[k], 0) + alpha);
        }
    }

    @Override
    public Initializer initializer() {
        return Initializer.he();
    }

    @Override
    public String toString() {
        return alpha == 1 ? name() : "elu(" + alpha + ")";
    }
}
