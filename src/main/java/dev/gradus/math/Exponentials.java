package dev.gradus.math;

/**
 * The functions of {@link Functions} that are made of eˣ, for many numbers at a time, in place: the same operations and so
 * the same bits, in loops of which the compiler makes vectors but for one, in which 2ᵏ is made.
 */
final class Exponentials {
    private static final int PIECE = 256;
    private static final ThreadLocal<Exponentials> MINE = ThreadLocal.withInitial(Exponentials::new);

    private final double[] y = new double[PIECE]; // what e is raised to: y = k ln 2 + r
    private final double[] k = new double[PIECE];
    private final double[] e = new double[PIECE]; // eʳ − 1, then what the function makes of it

    private Exponentials() {}

    static void exp(double[] x, int from, int to) {
        Exponentials mine = MINE.get();
        for (int at = from; at < to; at += PIECE) mine.expOfFew(x, at, Math.min(PIECE, to - at));
    }

    static void tanh(double[] x, int from, int to) {
        Exponentials mine = MINE.get();
        for (int at = from; at < to; at += PIECE) mine.tanhOfFew(x, at, Math.min(PIECE, to - at));
    }

    static void sigmoid(double[] x, int from, int to) {
        Exponentials mine = MINE.get();
        for (int at = from; at < to; at += PIECE) mine.sigmoidOfFew(x, at, Math.min(PIECE, to - at));
    }

    private void expOfFew(double[] x, int at, int n) {
        System.arraycopy(x, at, y, 0, n);
        reduce(n, y, k, e);
        for (int i = 0; i < n; i++) x[at + i] = power(i);
    }

    /** (e²ˣ − 1) / (e²ˣ + 1). */
    private void tanhOfFew(double[] x, int at, int n) {
        for (int i = 0; i < n; i++) y[i] = 2 * x[at + i];
        reduce(n, y, k, e);
        for (int i = 0; i < n; i++) {
            double t = Math.abs(y[i]);
            if (t > 0 && t < 700) {
                double isLarge = atLeast(t, 0.34);
                e[i] = isLarge * (power(i) - 1) + (1 - isLarge) * e[i];
            } else {
                e[i] = t >= 700 ? (y[i] > 0 ? 0x1p1000 : -1) : y[i]; // the quotient is then ±1; NaN and −0 stay
            }
        }
        quotients(n, e, 2, e, x, at);
    }

    /** 1 / (1 + e⁻ˣ), or eˣ / (1 + eˣ). */
    private void sigmoidOfFew(double[] x, int at, int n) {
        for (int i = 0; i < n; i++) y[i] = -Math.abs(x[at + i]);
        reduce(n, y, k, e);
        for (int i = 0; i < n; i++) {
            e[i] = power(i);
            k[i] = Math.max(e[i], atLeast(x[at + i] + 0.0, 0)); // what is divided: 1 for x from 0 on, else eˣ
        }
        quotients(n, k, 1, e, x, at);
    }

    /**
     * 1 where x ≥ bound, which is 0 or more, else 0: by the order of their bits, without a branch, which no processor could
     * predict.
     */
    private static double atLeast(double x, double bound) {
        return 1 - ((Double.doubleToRawLongBits(x) - Double.doubleToRawLongBits(bound)) >>> 63);
    }

    private static void quotients(int n, double[] a, double c, double[] b, double[] x, int at) {
        for (int i = 0; i < n; i++) x[at + i] = a[i] / (b[i] + c);
    }

    /** k = rint(y / ln 2), and eʳ − 1 of what that leaves; see {@link Functions#exp(double)}. */
    private static void reduce(int n, double[] y, double[] k, double[] e) {
        double[] t = Functions.TAYLOR;
        double t1 = t[1], t2 = t[2], t3 = t[3], t4 = t[4], t5 = t[5], t6 = t[6], t7 = t[7];
        double t8 = t[8], t9 = t[9], t10 = t[10], t11 = t[11], t12 = t[12], t13 = t[13];
        for (int i = 0; i < n; i++) {
            double power = Math.rint(y[i] * Functions.LOG2_E);
            double r = Fma.of(-power, Functions.LN2_LOW, Fma.of(-power, Functions.LN2_HIGH, y[i]));
            double sum = Fma.of(t13, r, t12);
            sum = Fma.of(sum, r, t11);
            sum = Fma.of(sum, r, t10);
            sum = Fma.of(sum, r, t9);
            sum = Fma.of(sum, r, t8);
            sum = Fma.of(sum, r, t7);
            sum = Fma.of(sum, r, t6);
            sum = Fma.of(sum, r, t5);
            sum = Fma.of(sum, r, t4);
            sum = Fma.of(sum, r, t3);
            sum = Fma.of(sum, r, t2);
            sum = Fma.of(sum, r, t1);
            e[i] = sum * r;
            k[i] = power;
        }
    }

    /** e to the yᵢ; where 2ᵏ alone would be none of the normal numbers, by the function that knows how. */
    private double power(int i) {
        double power = k[i];
        return power >= -1022 && power <= 1023 ? (1 + e[i]) * Functions.powerOfTwo((int) power) : Functions.exp(y[i]);
    }
}
