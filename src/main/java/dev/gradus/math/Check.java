package dev.gradus.math;

import org.jspecify.annotations.Nullable;

/** Checks of arguments, with one form of words: the name, what was expected, what came. */
public final class Check {
    private Check() {}

    /** "spec is null; expected a layer". */
    public static <T> T notNull(String name, @Nullable T value, String expected) {
        if (value == null) throw new IllegalArgumentException(name + " is null; expected " + expected);
        return value;
    }

    /** "learningRate must be above 0, but is -1.0"; finite, too. */
    public static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value))
            throw new IllegalArgumentException(name + " must be above 0, but is " + value);
        return value;
    }

    /** "n must be at least 1, but is 0". */
    public static int atLeast(String name, int value, int min) {
        if (value < min) throw new IllegalArgumentException(name + " must be at least " + min + ", but is " + value);
        return value;
    }

    /** "x must be a finite number, but is NaN". */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value))
            throw new IllegalArgumentException(name + " must be a finite number, but is " + value);
        return value;
    }
}
