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
    double f(double z) {
        return z * phi(z);
    }

    /** Φ(z) + zΦ′(z), with Φ′(z) = e^(−z²/2) / √(2π), or (1 − tanh²) / 2 times the inner derivative. */
    @Override
    double derivative(double z, double a) {
        double phi = Math.abs(z) > 1e-20 ? a / z : 0.5; // Φ(z) again
        double slope = exact
                ? ROOT_2_BY_PI / 2 * Functions.exp(-z * z / 2)
                : 2 * phi * (1 - phi) * ROOT_2_BY_PI * (1 + 3 * 0.044715 * z * z);
        return phi + z * slope;
    }

    /** Φ(z) = ½ (1 + erf(z / √2)). */
    private double phi(double z) {
        return exact
                ? (1 + Functions.erf(z * ROOT_HALF)) / 2
                : (1 + Functions.tanh(ROOT_2_BY_PI * (z + 0.044715 * z * z * z))) / 2;
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
