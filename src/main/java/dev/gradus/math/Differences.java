package dev.gradus.math;

import java.util.function.DoubleUnaryOperator;

/** Derivatives by trying: no formula, only values of the function. */
public final class Differences {
    private static final double STEP = 1e-3;

    private Differences() {}

    /** f′(x) with a step that suits x: about ten digits, where f is smooth and its values are double. */
    public static double slope(DoubleUnaryOperator f, double x) {
        return slope(f, x, STEP * Math.max(1, Math.abs(x)));
    }

    /**
     * Central differences at h and h/2, extrapolated to 0: (4 D(h/2) − D(h)) / 3, with an error that falls with h⁴.
     * Richardson, "The approximate arithmetical solution by finite differences", 1911.
     */
    public static double slope(DoubleUnaryOperator f, double x, double h) {
        return (4 * central(f, x, h / 2) - central(f, x, h)) / 3;
    }

    /** D(h) = (f(x + h) − f(x − h)) / 2h, with an error that falls with h². */
    public static double central(DoubleUnaryOperator f, double x, double h) {
        double above = x + h;
        double below = x - h;
        return (f.applyAsDouble(above) - f.applyAsDouble(below)) / (above - below); // 2h as the doubles have it
    }
}
