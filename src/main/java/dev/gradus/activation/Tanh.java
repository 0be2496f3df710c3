package dev.gradus.activation;

import dev.gradus.math.Functions;

/** The hyperbolic tangent, from −1 to 1. */
public final class Tanh extends ElementWise {
    public Tanh() {
        super("tanh");
    }

    @Override
    double f(double z) {
        return Functions.tanh(z);
    }

    @Override
    double derivative(double z, double a) {
        return 1 - a * a;
    }
}
