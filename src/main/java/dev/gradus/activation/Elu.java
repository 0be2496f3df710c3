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

    @Override
    double f(double z) {
        return z > 0 ? z : alpha * Functions.expm1(z);
    }

    /** 1, elsewhere αeᶻ = a + α. */
    @Override
    double derivative(double z, double a) {
        return z > 0 ? 1 : a + alpha;
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
