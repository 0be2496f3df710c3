package dev.gradus.math;

/**
 * The transcendental functions that results depend on, with the same bits on every JDK and processor: they use only
 * operations that IEEE 754 rounds in one way (+ − × ÷, fused multiply-add, rint). {@code Math.exp} and its kin differ
 * between JDKs in the last bit, and after ten epochs so would every printed digit.
 */
public final class Functions {
    static final double LOG2_E = 0x1.71547652b82fep0; // log₂ e
    static final double LN2_HIGH = 0x1.62e42fefa39efp-1; // ln 2 rounded to double
    static final double LN2_LOW = 0x1.abc9e3b39803fp-56; // ln 2 − LN2_HIGH
    static final double[] TAYLOR = new double[14]; // 1/i!
    static final double TWO_BY_ROOT_PI = 0x1.20dd750429b6dp0; // 2/√π
    static final double[] ODD = new double[34]; // 2/(2n + 1), the ratio of two terms of erf
    static final int FEW_TERMS = 20; // of erf, which are enough where x² < 1
    static final int DEPTH = 50; // of the fraction of erf

    static {
        double factorial = 1; // exact up to 18!
        for (int i = 0; i < TAYLOR.length; factorial *= ++i) TAYLOR[i] = 1 / factorial;
        for (int n = 0; n < ODD.length; n++) ODD[n] = 2.0 / (2 * n + 1);
    }

    private Functions() {}

    /** eˣ, within 1 ulp: eˣ = 2ᵏ·eʳ with k = rint(x / ln 2), so that |r| ≤ ½ ln 2, and eʳ by its Taylor series. */
    public static double exp(double x) {
        if (Double.isNaN(x)) return x;
        if (x > 709.79) return Double.POSITIVE_INFINITY;
        if (x < -745.2) return 0;
        double k = Math.rint(x * LOG2_E);
        double r = Fma.of(-k, LN2_LOW, Fma.of(-k, LN2_HIGH, x));
        double power = 1 + expm1Series(r);
        int half = (int) k / 2; // two factors, because 2ᵏ alone may overflow or underflow where the product does not
        return power * powerOfTwo(half) * powerOfTwo((int) k - half);
    }

    /** eˣ − 1, also accurate where x is near 0: within 4 ulps, as what is built on it. */
    public static double expm1(double x) {
        return Math.abs(x) < 0.34 ? expm1Series(x) : exp(x) - 1;
    }

    /** tanh x = (e²ˣ − 1) / (e²ˣ + 1). */
    public static double tanh(double x) {
        if (Math.abs(x) > 22) return Math.signum(x); // 1 − tanh 22 < 2⁻⁶²
        double e = expm1(2 * x);
        return e / (e + 2);
    }

    /** σ(x) = 1 / (1 + e⁻ˣ), written so that the exponential never overflows. */
    public static double sigmoid(double x) {
        double e = exp(-Math.abs(x));
        return (x >= 0 ? 1 : e) / (1 + e);
    }

    /** x ← eˣ for the numbers from … to − 1: the bits of {@link #exp(double)}, in a fraction of the time. */
    public static void exp(double[] x, int from, int to) {
        Kernels.CHOSEN.each(Transcendental.EXP, x, from, to);
    }

    /** x ← eˣ − 1 for the numbers from … to − 1: the bits of {@link #expm1(double)}, in a fraction of the time. */
    public static void expm1(double[] x, int from, int to) {
        Kernels.CHOSEN.each(Transcendental.EXPM1, x, from, to);
    }

    /** x ← tanh x for the numbers from … to − 1: the bits of {@link #tanh(double)}, in a fraction of the time. */
    public static void tanh(double[] x, int from, int to) {
        Kernels.CHOSEN.each(Transcendental.TANH, x, from, to);
    }

    /** x ← σ(x) for the numbers from … to − 1: the bits of {@link #sigmoid(double)}, in a fraction of the time. */
    public static void sigmoid(double[] x, int from, int to) {
        Kernels.CHOSEN.each(Transcendental.SIGMOID, x, from, to);
    }

    /** 1 where x > 0, else 0, without a branch, of which a processor would guess every second one wrong. */
    public static double isPositive(double x) {
        return Math.max(0, Math.min(1, x * 1e300 * 1e300)); // twice, since the smallest number is 5e−324
    }

    /** ln x; {@link StrictMath} gives the same bits everywhere. */
    public static double log(double x) {
        return StrictMath.log(x);
    }

    /** xⁿ; {@link StrictMath}, too. */
    public static double pow(double x, double n) {
        return StrictMath.pow(x, n);
    }

    /** sin x; {@link StrictMath}, too. */
    public static double sin(double x) {
        return StrictMath.sin(x);
    }

    /** cos x; {@link StrictMath}, too. */
    public static double cos(double x) {
        return StrictMath.cos(x);
    }

    /** xⁿ for n ≥ 0, by squaring: log₂ n products. Its relative error is at most n ulps where it is a normal number. */
    public static double power(double x, long n) {
        double result = 1;
        double square = x;
        for (long left = n; left > 0; left >>= 1) {
            if (left % 2 == 1) result *= square;
            square *= square;
        }
        return result;
    }

    /** ln(1 + eˣ) = max(0, x) + ln(1 + e⁻ˡˣˡ), so that the exponential never overflows: −ln σ(−x), "softplus". */
    public static double softplus(double x) {
        return Math.max(0, x) + StrictMath.log1p(exp(-Math.abs(x)));
    }

    /** The largest of at least one number; NaN if one of them is. */
    public static double max(double[] x) {
        return max(x, 0, x.length);
    }

    /** The largest of n numbers from a place on, at least one; NaN if one of them is. */
    static double max(double[] x, int from, int n) {
        double max = x[from];
        for (int i = from + 1; i < from + n; i++) max = Math.max(max, x[i]);
        return max;
    }

    /**
     * The error function 2/√π ∫₀ˣ e^(−t²) dt, within 6 ulps. Up to 2 as 2/√π e^(−x²) Σₙ 2ⁿ x²ⁿ⁺¹ / (1·3·5 … (2n+1)), whose
     * terms are all positive, so that nothing cancels; beyond as 1 − e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 1½/(x + …)))).
     * Abramowitz and Stegun, 1964, 7.1.6 and 7.1.14.
     */
    public static double erf(double x) {
        double t = Math.abs(x);
        if (t > 6) return Math.signum(x); // 1 − erf 6 < 2⁻⁵⁵
        return t < 2 ? erfSeries(x) : Math.signum(x) * (1 - erfFraction(t));
    }

    /** x ← erf x for the numbers from … to − 1: the bits of {@link #erf(double)}, in a fraction of the time. */
    public static void erf(double[] x, int from, int to) {
        Kernels.CHOSEN.each(Transcendental.ERF, x, from, to);
    }

    private static double erfSeries(double x) {
        double square = x * x;
        double sum = 1;
        int terms = square < 1 ? FEW_TERMS : ODD.length - 1; // the first term left out is below 2⁻⁵⁷ of the sum
        for (int n = terms; n >= 1; n--) sum = Fma.of(sum, ODD[n] * square, 1);
        return TWO_BY_ROOT_PI * x * exp(-square) * sum;
    }

    private static double erfFraction(double x) {
        double tail = x;
        for (int n = DEPTH; n >= 1; n--) tail = x + 0.5 * n / tail;
        return TWO_BY_ROOT_PI / 2 * exp(-x * x) / tail;
    }

    /** r + r²/2! + … + r¹³/13! by Horner's rule; the first term left out is below 2⁻⁵⁷ of the sum for |r| ≤ 0.35. */
    private static double expm1Series(double r) {
        double sum = TAYLOR[13];
        for (int i = 12; i >= 1; i--) sum = Fma.of(sum, r, TAYLOR[i]);
        return sum * r;
    }

    static double powerOfTwo(int k) {
        return Double.longBitsToDouble((long) (k + 1023) << 52);
    }
}
