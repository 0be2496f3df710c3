package dev.gradus.math;

/**
 * a·b + c, rounded once: {@link Math#fma} where the processor has it. Where it hasn't (Intel before 2013, some virtual
 * machines), Java would go through {@code BigDecimal}, a thousand times as slow; here a few operations give the same bits.
 */
final class Fma {
    /** Whether {@code Math.fma} is an instruction. A constant for the compiler, so that it costs nothing to ask. */
    static final boolean IN_HARDWARE = isFast();

    private static final double SPLIT = 0x1p27 + 1; // leaves the upper 26 bits of a double

    // Between these no step of the double version can overflow or lose bits below the smallest number.
    private static final double LARGE = 0x1p900;
    private static final double SMALL = 0x1p-900;

    private static final int CALLS = 16; // that are timed together, hundreds of nanoseconds
    private static final int ROUNDS = 8; // of which the best counts, since anything may come between
    private static final int MUCH = 4; // BigDecimal takes at least 20 times as long, the instruction less than once

    private Fma() {}

    static float of(float a, float b, float c) {
        return IN_HARDWARE ? Math.fma(a, b, c) : emulated(a, b, c);
    }

    static double of(double a, double b, double c) {
        return IN_HARDWARE ? Math.fma(a, b, c) : emulated(a, b, c);
    }

    /**
     * A double holds the product of two floats exactly, and rounding the sum to double before it is rounded to float does
     * harm only where it lands halfway between two floats, which then lie in the same distance.
     */
    static float emulated(float a, float b, float c) {
        double product = (double) a * b;
        double sum = product + c;
        float nearest = (float) sum;
        double other = 2 * sum - nearest;
        return nearest != sum && other == (float) other ? (float) roundedToOdd(product, c) : nearest;
    }

    /**
     * The product as a sum of two doubles (Dekker, 1971), then the three summed so that only the last step rounds: the one
     * before it rounds to odd, so that it can't land halfway. Boldo and Melquiond, "Emulation of FMA and correctly rounded
     * sums: proved algorithms using rounding to odd", 2008.
     */
    static double emulated(double a, double b, double c) {
        double high = a * b;
        double size = Math.abs(high);
        boolean safe =
                size > SMALL && size < LARGE && Math.abs(a) < LARGE && Math.abs(b) < LARGE && Math.abs(c) < LARGE;
        if (!safe) return outside(a, b, c);
        double low = productError(a, b, high);
        double t = c + low;
        double v = high + t;
        return v + roundedToOdd(sumError(c, low, t), sumError(high, t, v));
    }

    /** Zeros, infinities, NaN; and what is so large or small that it hardly ever comes. */
    private static double outside(double a, double b, double c) {
        if (a == 0 || b == 0 || !Double.isFinite(a) || !Double.isFinite(b)) return a * b + c;
        return Double.isFinite(c) ? Math.fma(a, b, c) : c;
    }

    /** a·b − fl(a·b), exactly. */
    private static double productError(double a, double b, double product) {
        double a1 = SPLIT * a - (SPLIT * a - a);
        double a2 = a - a1;
        double b1 = SPLIT * b - (SPLIT * b - b);
        double b2 = b - b1;
        return a2 * b2 - (product - a1 * b1 - a2 * b1 - a1 * b2);
    }

    /** a + b − fl(a + b), exactly. Knuth, "The Art of Computer Programming" 2, 1969. */
    private static double sumError(double a, double b, double sum) {
        double part = sum - a;
        return (a - (sum - part)) + (b - part);
    }

    /** a + b; where no double is the sum, the neighbour whose last bit is 1. */
    private static double roundedToOdd(double a, double b) {
        double sum = a + b;
        double error = sumError(a, b, sum);
        long bits = Double.doubleToRawLongBits(sum);
        if (error == 0 || (bits & 1) == 1) return sum;
        return Double.longBitsToDouble((error > 0) == (sum > 0) ? bits + 1 : bits - 1);
    }

    /** Tried, since Java doesn't tell: also before anything is compiled, the instruction takes less time than its emulation. */
    private static boolean isFast() {
        long instruction = Long.MAX_VALUE;
        long emulation = Long.MAX_VALUE;
        float x = 0.1f;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int call = 0; call < CALLS; call++) x = Math.fma(x, x, 0.1f);
            long middle = System.nanoTime();
            for (int call = 0; call < CALLS; call++) x = emulated(x, x, 0.1f);
            instruction = Math.min(instruction, middle - start);
            emulation = Math.min(emulation, System.nanoTime() - middle);
        }
        return !(instruction > MUCH * emulation) || Float.isNaN(x);
    }
}
