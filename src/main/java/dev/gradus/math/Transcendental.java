package dev.gradus.math;

import java.util.function.DoubleUnaryOperator;

/** The functions of {@link Functions} that are made of eˣ. */
enum Transcendental {
    EXP(Functions::exp, Exponentials::exp),
    EXPM1(Functions::expm1, Exponentials::expm1),
    TANH(Functions::tanh, Exponentials::tanh),
    SIGMOID(Functions::sigmoid, Exponentials::sigmoid),
    ERF(Functions::erf, Exponentials::erf);

    /** Of one number, which fixes the bits of all other ways. */
    final DoubleUnaryOperator one;

    final Many many;

    Transcendental(DoubleUnaryOperator one, Many many) {
        this.one = one;
        this.many = many;
    }

    /** x ← f(x) for the numbers from … to − 1. */
    interface Many {
        void accept(double[] x, int from, int to);
    }
}
