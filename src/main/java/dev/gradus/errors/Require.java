package dev.gradus.errors;

import org.jspecify.annotations.Nullable;

/** The checks of arguments at every entry: each names the argument, what was expected and what came. */
public final class Require {
    private Require() {}

    /** Refuses null: "spec is null; expected a layer". */
    public static <T> T notNull(String name, @Nullable T value, String expected) {
        if (value == null) throw new ArgumentException(name + " is null; expected " + expected, name, expected, null);
        return value;
    }

    /** Refuses all but finite numbers above 0: "learningRate must be above 0, but is -1.0". */
    public static double positive(String name, double value) {
        if (!(value > 0) || Double.isInfinite(value)) throw refusal(name, "be", "above 0", value);
        return value;
    }

    /** Refuses all but finite numbers from 0 on: "lambda must be at least 0, but is -1.0". */
    public static double notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) throw refusal(name, "be", "at least 0", value);
        return value;
    }

    /** Refuses what is too small: "n must be at least 1, but is 0". */
    public static int atLeast(String name, int value, int min) {
        if (value < min) throw refusal(name, "be", "at least " + min, value);
        return value;
    }

    /** Refuses what doesn't lie between the ends, which don't belong: "fraction must lie between 0 and 1, but is 1.0". */
    public static double between(String name, double value, double low, double high) {
        if (!(value > low && value < high)) throw refusal(name, "lie", range(low, high), value);
        return value;
    }

    /** Refuses what doesn't lie between the ends, which belong: "i must lie between 0 and 4, but is 5". */
    public static int within(String name, int value, int low, int high) {
        if (value < low || value > high) throw refusal(name, "lie", range(low, high), value);
        return value;
    }

    /** Refuses infinities and NaN: "low must be a finite number, but is NaN". */
    public static double finite(String name, double value) {
        if (!Double.isFinite(value)) throw refusal(name, "be", "a finite number", value);
        return value;
    }

    /**
     * Refuses what no finite {@code float} stands for: "inputs[0][1] is NaN; expected a finite number". 10³⁰⁰ is finite as
     * a double, but infinite for a network.
     */
    public static double single(String name, double value) {
        if (!Double.isFinite(value))
            throw new IllegalArgumentException(name + " is " + value + "; expected a finite number");
        if (Float.isInfinite((float) value))
            throw new IllegalArgumentException(name + " is " + value + "; expected at most 3.4E38 in size, the largest"
                    + " number of the single precision that networks compute in: use a larger unit, or its logarithm");
        return value;
    }

    /** Refuses what doesn't lie from 0 on and below 1: "beta1 must be at least 0 and below 1, but is 1.0". */
    public static double share(String name, double value) {
        if (!(value >= 0 && value < 1)) throw refusal(name, "be", "at least 0 and below 1", value);
        return value;
    }

    private static ArgumentException refusal(String name, String verb, String expected, Object value) {
        String message = name + " must " + verb + " " + expected + ", but is " + value;
        return new ArgumentException(message, name, expected, value);
    }

    private static String range(double low, double high) {
        return "between " + text(low) + " and " + text(high);
    }

    private static String text(double value) {
        return value == (long) value ? String.valueOf((long) value) : String.valueOf(value);
    }
}
