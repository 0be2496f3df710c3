package dev.gradus.math;

/**
 * The functions of {@link Functions} that are made of eˣ, for many numbers at a time, in place: the same operations and so
 * the same bits, in loops of which the compiler makes vectors but for one, in which 2ᵏ is made. {@link VectorFunctions} take
 * half of the time for most of them, once they are compiled.
 */
final class Exponentials {
    private static final int PIECE = 256;
    private static final ThreadLocal<Exponentials> MINE = ThreadLocal.withInitial(Exponentials::new);

    private final double[] y = new double[PIECE]; // what e is raised to: y = k ln 2 + r
    private final double[] k = new double[PIECE];
    private final double[] e = new double[PIECE]; // eʳ − 1, then what the function makes of it
    private final double[] p = new double[PIECE]; // eʸ
    private final int[] few = new int[PIECE]; // which numbers take another way

    private Exponentials() {}

    static void exp(double[] x, int from, int to) {
        Exponentials mine = MINE.get();
        for (int at = from; at < to; at += PIECE) mine.expOfFew(x, at, Math.min(PIECE, to - at));
    }

    static void expm1(double[] x, int from, int to) {
        Exponentials mine = MINE.get();
        for (int at = from; at < to; at += PIECE) mine.expm1OfFew(x, at, Math.min(PIECE, to - at));
    }

    static void tanh(double[] x, int from, int to) {
        Exponentials mine = MINE.get();
        for (int at = from; at < to; at += PIECE) mine.tanhOfFew(x, at, Math.min(PIECE, to - at));
    }

    static void sigmoid(double[] x, int from, int to) {
        Exponentials mine = MINE.get();
        for (int at = from; at < to; at += PIECE) mine.sigmoidOfFew(x, at, Math.min(PIECE, to - at));
    }

    static void erf(double[] x, int from, int to) {
        Exponentials mine = MINE.get();
        for (int at = from; at < to; at += PIECE) mine.erfOfFew(x, at, Math.min(PIECE, to - at));
    }

    private void expOfFew(double[] x, int at, int n) {
        System.arraycopy(x, at, y, 0, n);
        exponentials(n);
        System.arraycopy(p, 0, x, at, n);
    }

    private void expm1OfFew(double[] x, int at, int n) {
        System.arraycopy(x, at, y, 0, n);
        exponentials(n);
        expm1(n, y, p, e);
        System.arraycopy(e, 0, x, at, n);
        for (int i = 0; i < n; i++) if (isSpecial(y[i])) x[at + i] = Functions.expm1(y[i]);
    }

    /** (e²ˣ − 1) / (e²ˣ + 1). */
    private void tanhOfFew(double[] x, int at, int n) {
        System.arraycopy(x, at, y, 0, n);
        twice(n, y);
        exponentials(n);
        tanh(n, y, p, e);
        System.arraycopy(e, 0, x, at, n);
        for (int i = 0; i < n; i++) if (isSpecial(y[i])) x[at + i] = Functions.tanh(y[i] / 2);
    }

    /** Whether y is −0, too large or not a number, of which loops without a branch make something else. */
    private static boolean isSpecial(double y) {
        return !(Math.abs(y) < 700) || Double.doubleToRawLongBits(y) == Long.MIN_VALUE;
    }

    /** 1 / (1 + e⁻ˣ), or eˣ / (1 + eˣ). */
    private void sigmoidOfFew(double[] x, int at, int n) {
        System.arraycopy(x, at, y, 0, n);
        minusAbsolute(n, y);
        exponentials(n);
        System.arraycopy(x, at, e, 0, n);
        sigmoid(n, p, e);
        System.arraycopy(e, 0, x, at, n);
    }

    /** {@link Functions#erf}: its series up to 2, the fraction beyond for the few that lie there. */
    private void erfOfFew(double[] x, int at, int n) {
        System.arraycopy(x, at, y, 0, n);
        minusSquare(n, y);
        exponentials(n);
        squares(n, y, k);
        erfSum(n, k, y, e);
        int count = 0;
        for (int i = 0; i < n; i++) {
            double t = Math.abs(x[at + i]);
            if (t < 2) {
                x[at + i] = Functions.TWO_BY_ROOT_PI * x[at + i] * p[i] * e[i];
            } else if (t <= 6) {
                few[count] = i;
                y[count++] = t;
            } else {
                x[at + i] = Functions.erf(x[at + i]);
            }
        }
        erfFraction(count, y, k);
        for (int c = 0; c < count; c++) {
            int i = few[c];
            x[at + i] = Math.signum(x[at + i]) * (1 - Functions.TWO_BY_ROOT_PI / 2 * p[i] / k[c]);
        }
    }

    /** p = eʸ and e = eʳ − 1; where 2ᵏ alone would be none of the normal numbers, p by the function that knows how. */
    private void exponentials(int n) {
        reduce(n, y, k, e);
        for (int i = 0; i < n; i++) {
            double power = k[i];
            p[i] = power >= -1022 && power <= 1023
                    ? (1 + e[i]) * Functions.powerOfTwo((int) power)
                    : Functions.exp(y[i]);
        }
    }

    // ---- loops over arrays that begin at 0 and are no fields, or the compiler makes no vectors of them ----

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

    private static void twice(int n, double[] y) {
        for (int i = 0; i < n; i++) y[i] = 2 * y[i];
    }

    private static void minusAbsolute(int n, double[] y) {
        for (int i = 0; i < n; i++) y[i] = -Math.abs(y[i]);
    }

    private static void expm1(int n, double[] y, double[] p, double[] e) {
        for (int i = 0; i < n; i++) e[i] = less1(y[i], p[i], e[i]);
    }

    private static void tanh(int n, double[] y, double[] p, double[] e) {
        for (int i = 0; i < n; i++) {
            double less1 = less1(y[i], p[i], e[i]);
            e[i] = less1 / (less1 + 2);
        }
    }

    /** eʸ − 1: from p = eʸ where |y| ≥ 0.34, else by its series, which e is there, as {@link Functions#expm1}. */
    private static double less1(double y, double p, double e) {
        double isLarge = atLeast0(Math.abs(y) - 0.34);
        return isLarge * (p - 1) + (1 - isLarge) * e;
    }

    /** The dividend is 1 where x ≥ 0, else eˣ, which p is there. */
    private static void sigmoid(int n, double[] p, double[] x) {
        for (int i = 0; i < n; i++) x[i] = Math.max(p[i], atLeast0(x[i])) / (p[i] + 1);
    }

    private static void minusSquare(int n, double[] y) {
        for (int i = 0; i < n; i++) y[i] = -(y[i] * y[i]);
    }

    /** From y = −x²: x², and y becomes x² where that is 1 or more, else 0. */
    private static void squares(int n, double[] y, double[] square) {
        for (int i = 0; i < n; i++) {
            square[i] = -y[i];
            y[i] = square[i] * atLeast0(square[i] - 1);
        }
    }

    /** The sum in erf's series: from its last term where x² ≥ 1, else it stays 1 until fewer are left. */
    private static void erfSum(int n, double[] square, double[] large, double[] sum) {
        for (int i = 0; i < n; i++) sum[i] = 1;
        for (int term = Functions.ODD.length - 1; term >= 1; term--)
            addTerm(n, Functions.ODD[term], term > Functions.FEW_TERMS ? large : square, sum);
    }

    private static void addTerm(int n, double ratio, double[] square, double[] sum) {
        for (int i = 0; i < n; i++) sum[i] = Fma.of(sum[i], ratio * square[i], 1);
    }

    private static void erfFraction(int n, double[] x, double[] tail) {
        System.arraycopy(x, 0, tail, 0, n);
        for (int term = Functions.DEPTH; term >= 1; term--)
            for (int i = 0; i < n; i++) tail[i] = x[i] + 0.5 * term / tail[i];
    }

    /** 1 where x ≥ 0, else 0, without a branch. */
    private static double atLeast0(double x) {
        return Math.max(0, Math.min(1, x * 1e300 * 1e300 + 1)); // twice, since the smallest number is 5e−324
    }
}
