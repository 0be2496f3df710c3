package dev.gradus.activation;

/** No activation: a = z, for outputs that may be any number. */
public final class Linear extends ElementWise {
    public Linear() {
        super("linear");
    }

    @Override
    double f(double z) {
        return z;
    }

    @Override
    double derivative(double z, double a) {
        return 1;
    }
}
