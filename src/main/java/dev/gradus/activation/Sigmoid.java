package dev.gradus.activation;

import dev.gradus.math.Functions;

/** The logistic function: σ(z) = 1 / (1 + e⁻ᶻ), from 0 to 1. */
public final class Sigmoid extends ElementWise {
    public Sigmoid() {
        super("sigmoid");
    }

    @Override
    double f(double z) {
        return Functions.sigmoid(z);
    }

    @Override
    double derivative(double z, double a) {
        return a * (1 - a);
    }
}
