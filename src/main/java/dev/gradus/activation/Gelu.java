package dev.gradus.activation;

import dev.gradus.math.Functions;

/**
 * Gaussian error linear unit: zΦ(z), z times the probability that a standard normal number is smaller; smooth, and the usual
 * choice in transformers. Exact, as PyTorch and Keras by default; {@link #approximate} takes the usual formula with tanh,
 * as their option {@code approximate} does. Hendrycks and Gimpel, "Gaussian error linear units", 2016. Weights start as
 * He's, since half of the inputs are nearly silenced.
 */
public final class Gelu extends ElementWise {
    private static final double ROOT_HALF = 0x1.6a09e667f3bcdp-1; // √½
    private static final double ROOT_2_BY_PI = 0x1.9884533d43651p-1; // √(2/π)

    private final boolean exact;

    public Gelu() {
        this(true);
    }

    private Gelu(boolean exact) {
        super("gelu");
        this.exact = exact;
    }

    /** The same by ½z (1 + tanh(√(2/π) (z + 0.044715 z³))), which is off by 5e-4 at most. */
    public Gelu approximate() {
        return new Gelu(false);
    }

    /** Whether it goes by the formula with tanh. */
    public boolean isApproximate() {
        return !exact;
    }

    @Override
    void f(int n, double[] z, double[] a) {
        phi(n, z, a);
        for (int k = 0; k < n; k++) a[k] = z[k] * a[k];
    }

    /** Φ(z) + zΦ′(z), with Φ′(z) = e^(−z²/2) / √(2π), or (1 − tanh²) / 2 times the inner derivative. */
    @Override
    void derivative(int n, double[] z, double[] a, double[] slope) {
        if (exact) bell(n, z, slope);
        for (int k = 0; k < n; k++) {
            double phi = Math.abs(z[k]) > 1e-20 ? a[k] / z[k] : 0.5; // Φ(z) again
            double ofPhi = exact
                    ? ROOT_2_BY_PI / 2 * slope[k]
                    : 2 * phi * (1 - phi) * ROOT_2_BY_PI * (1 + 3 * 0.044715 * z[k] * z[k]);
            slope[k] = phi + z[k] * ofPhi;
        }
    }

    /** e^(−z²/2). */
    private static void bell(int n, double[] z, double[] bell) {
        for (int k = 0; k < n; k++) bell[k] = -z[k] * z[k] / 2;
        Functions.exp(bell, 0, n);
    }

    /** Φ(z) = ½ (1 + erf(z / √2)). */
    private void phi(int n, double[] z, double[] phi) {
        for (int k = 0; k < n; k++)
            phi[k] = exact ? z[k] * ROOT_HALF : ROOT_2_BY_PI * (z[k] + 0.044715 * z[k] * z[k] * z[k]);
        if (exact) Functions.erf(phi, 0, n);
        else Functions.tanh(phi, 0, n);
        for (int k = 0; k < n; k++) phi[k] = (1 + phi[k]) / 2;
    }

    @Override
    public Initializer initializer() {
        return Initializer.he();
    }

    @Override
    public String toString() {
        return exact ? name() : "gelu().approximate()";
    }
}
