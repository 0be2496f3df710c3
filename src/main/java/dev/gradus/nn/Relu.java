package dev.gradus.nn;

/** ReLU: max(0, z); the derivative at the kink is taken as 0. Nair and Hinton, 2010. */
public final class Relu extends ElementWise {
    public Relu() {
        super("relu");
    }

    @Override
    double f(double z) {
        return z > 0 || Double.isNaN(z) ? z : 0;
    }

    @Override
    double derivative(double z, double a) {
        return z > 0 ? 1 : 0;
    }

    @Override
    public Initializer initializer() {
        return Initializer.he();
    }
}
