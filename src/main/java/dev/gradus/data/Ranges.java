package dev.gradus.data;

import java.util.Locale;

/**
 * How large the inputs of a dataset are, and what that means for a network.
 *
 * @param low the smallest number, or 0
 * @param high the largest, or 0
 * @param whole whether all are whole numbers
 */
record Ranges(double low, double high, boolean whole) {
    private static final double LARGE = 20; // the usual initial weights expect inputs of about 1
    private static final double PIXEL = 255;

    static Ranges of(Samples samples, int[] which) {
        double[] x = new double[samples.features()];
        double low = 0;
        double high = 0;
        boolean whole = true;
        for (int i : which) {
            samples.read(i, x);
            for (double value : x) {
                low = Math.min(low, value);
                high = Math.max(high, value);
                whole &= value == Math.rint(value);
            }
        }
        return new Ranges(low, high, whole);
    }

    double largest() {
        return Math.max(-low, high);
    }

    /** What to do; empty if they lie between −20 and 20. */
    String hint() {
        if (largest() <= LARGE) return "";
        boolean pixels = whole && low == 0 && high <= PIXEL && high > PIXEL / 2;
        return "the inputs run from " + text(low) + " to " + text(high)
                + ", but a network learns from numbers of about 1:"
                + (pixels ? " divide pixels by 255 with data.dividedBy(255), or bring" : " bring")
                + " each feature to mean 0 and deviation 1 with Standardizer.of(data).apply(data)";
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? String.valueOf((long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }
}
