package dev.gradus.math;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** The operations of {@link Functions} on vectors of numbers: once through the memory, where {@link Exponentials} go often. */
final class VectorFunctions {
    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final Class<? extends Vector<Double>> TYPE = S.vectorType(); // see VectorKernels
    private static final Class<? extends Vector<Long>> LONG_TYPE =
            S.withLanes(long.class).vectorType();

    private static final int PIECE = 256; // numbers, four vectors or a multiple
    private static final ThreadLocal<VectorFunctions> MINE = ThreadLocal.withInitial(VectorFunctions::new);

    /** 1.5 · 2⁵²: a number that is added to it is rounded to a whole one, which its last bits then are. */
    private static final double ROUNDING = 0x1.8p52;

    private final double[] x = new double[PIECE];
    private final double[] rest = new double[PIECE]; // r
    private final double[] power = new double[PIECE]; // 2ᵏ
    private final double[] less1 = new double[PIECE]; // eʳ − 1
    private final double[] bell = new double[PIECE]; // e^(−x²)
    private final double[] tail = new double[PIECE]; // |x| of the few numbers beyond 2, their fraction, their erf
    private final int[] few = new int[PIECE]; // where these are

    private VectorFunctions() {}

    /** x ← f(x) for the numbers from … to − 1. */
    static void each(Transcendental f, double[] x, int from, int to) {
        VectorFunctions mine = MINE.get();
        int at = from;
        do { // of no numbers, too: such calls let the compiler take note (WarmingKernels)
            int n = Math.min(PIECE, to - at);
            System.arraycopy(x, at, mine.x, 0, n);
            fillUp(mine.x, n, 0);
            if (f == Transcendental.ERF) mine.erf(n);
            else mine.each(f, n, mine.x);
            System.arraycopy(mine.x, 0, x, at, n);
            at += PIECE;
        } while (at < to);
    }

    /** What is left of the last vector. */
    private static void fillUp(double[] x, int n, double value) {
        Arrays.fill(x, n, (n + L - 1) / L * L, value);
    }

    /**
     * All but erf, since each begins with eʸ = 2ᵏ·eʳ for some y: x, 2x for tanh, −|x| for sigmoid. In three loops with arrays in
     * between, since the compiler makes objects of vectors that go from one method to another.
     */
    private void each(Transcendental f, int n, double[] x) {
        reduce(f, n, x);
        series(n);
        finish(f, n, x);
    }

    /** rest = r and power = 2ᵏ for y = k ln 2 + r; see {@link Functions#exp(double)}. */
    private void reduce(Transcendental f, int n, double[] x) {
        double factor = f == Transcendental.TANH ? 2 : 1;
        for (int i = 0; i < n; i += L) {
            DoubleVector v = ((DoubleVector) TYPE.cast(DoubleVector.fromArray(S, x, i))).mul(factor);
            DoubleVector y = (DoubleVector)
                    TYPE.cast(f == Transcendental.SIGMOID ? v.abs().neg() : v);
            DoubleVector rounded = y.mul(Functions.LOG2_E).add(ROUNDING);
            DoubleVector k = rounded.sub(ROUNDING).neg();
            DoubleVector r = k.lanewise(VectorOperators.FMA, DoubleVector.broadcast(S, Functions.LN2_HIGH), y);
            r = k.lanewise(VectorOperators.FMA, DoubleVector.broadcast(S, Functions.LN2_LOW), r);
            r.intoArray(rest, i);
            LongVector bits = (LongVector) LONG_TYPE.cast(rounded.reinterpretAsLongs());
            bits = bits.add(1023).lanewise(VectorOperators.LSHL, 52);
            ((DoubleVector) TYPE.cast(bits.reinterpretAsDoubles())).intoArray(power, i);
        }
    }

    /** less1 = eʳ − 1, of four vectors side by side: each waits for its last term for longer than it takes to compute one. */
    private void series(int n) {
        double[] t = Functions.TAYLOR;
        for (int i = 0; i < n; i += 4 * L) { // over numbers of earlier times, too, that nobody reads
            DoubleVector r0 = (DoubleVector) TYPE.cast(DoubleVector.fromArray(S, rest, i));
            DoubleVector r1 = (DoubleVector) TYPE.cast(DoubleVector.fromArray(S, rest, i + L));
            DoubleVector r2 = (DoubleVector) TYPE.cast(DoubleVector.fromArray(S, rest, i + 2 * L));
            DoubleVector r3 = (DoubleVector) TYPE.cast(DoubleVector.fromArray(S, rest, i + 3 * L));
            DoubleVector s0 = DoubleVector.broadcast(S, t[13]), s1 = s0, s2 = s0, s3 = s0;
            for (int term = 12; term >= 1; term--) {
                DoubleVector next = DoubleVector.broadcast(S, t[term]);
                s0 = ((DoubleVector) TYPE.cast(s0)).lanewise(VectorOperators.FMA, r0, next);
                s1 = ((DoubleVector) TYPE.cast(s1)).lanewise(VectorOperators.FMA, r1, next);
                s2 = ((DoubleVector) TYPE.cast(s2)).lanewise(VectorOperators.FMA, r2, next);
                s3 = ((DoubleVector) TYPE.cast(s3)).lanewise(VectorOperators.FMA, r3, next);
            }
            ((DoubleVector) TYPE.cast(s0)).mul(r0).intoArray(less1, i);
            ((DoubleVector) TYPE.cast(s1)).mul(r1).intoArray(less1, i + L);
            ((DoubleVector) TYPE.cast(s2)).mul(r2).intoArray(less1, i + 2 * L);
            ((DoubleVector) TYPE.cast(s3)).mul(r3).intoArray(less1, i + 3 * L);
        }
    }

    /** From eʳ − 1 and 2ᵏ to f(x). A vector with a number whose exponential is none of the normal numbers goes one by one. */
    private void finish(Transcendental f, int n, double[] x) {
        double factor = f == Transcendental.TANH ? 2 : 1;
        for (int i = 0; i < n; i += L) {
            DoubleVector v = ((DoubleVector) TYPE.cast(DoubleVector.fromArray(S, x, i))).mul(factor);
            if (!v.abs().compare(VectorOperators.LT, 700).allTrue()) {
                for (int j = i; j < i + L; j++) x[j] = f.one.applyAsDouble(x[j]);
                continue;
            }
            DoubleVector less = (DoubleVector) TYPE.cast(DoubleVector.fromArray(S, less1, i));
            DoubleVector exp = less.add(1).mul((DoubleVector) TYPE.cast(DoubleVector.fromArray(S, power, i)));
            if (f == Transcendental.EXP) {
                exp.intoArray(x, i);
            } else if (f == Transcendental.SIGMOID) { // 1 / (1 + e⁻ˣ), or eˣ / (1 + eˣ)
                exp.blend(1, v.compare(VectorOperators.GE, 0)).div(exp.add(1)).intoArray(x, i);
            } else {
                DoubleVector expm1 = less.blend(exp.sub(1), v.abs().compare(VectorOperators.GE, 0.34));
                if (f == Transcendental.TANH) expm1.div(expm1.add(2)).intoArray(x, i); // (e²ˣ − 1) / (e²ˣ + 1)
                else expm1.intoArray(x, i);
            }
        }
    }

    /** {@link Functions#erf}: its series up to 2; the fraction beyond, of the few that lie there side by side. */
    private void erf(int n) {
        for (int i = 0; i < n; i++) bell[i] = -(x[i] * x[i]);
        fillUp(bell, n, 0);
        each(Transcendental.EXP, n, bell);
        int count = 0;
        for (int i = 0; i < n; i++) {
            double t = Math.abs(x[i]);
            if (t < 2) continue;
            few[count] = i;
            tail[count++] = t;
        }
        fillUp(tail, count, 2);
        erfFraction(count, tail);
        for (int c = 0; c < count; c++) {
            int i = few[c];
            tail[c] = Math.abs(x[i]) <= 6
                    ? Math.copySign(1 - Functions.TWO_BY_ROOT_PI / 2 * bell[i] / tail[c], x[i])
                    : Functions.erf(x[i]);
        }
        erfSeries(n, x, bell);
        for (int c = 0; c < count; c++) x[few[c]] = tail[c];
    }

    private static void erfSeries(int n, double[] x, double[] bell) {
        double[] ratio = Functions.ODD;
        for (int i = 0; i < n; i += L) {
            DoubleVector v = (DoubleVector) TYPE.cast(DoubleVector.fromArray(S, x, i));
            DoubleVector square = v.mul(v);
            DoubleVector large = square.blend(0, square.compare(VectorOperators.LT, 1)); // whose sum stays 1 at first
            DoubleVector one = DoubleVector.broadcast(S, 1);
            DoubleVector sum = one;
            for (int term = ratio.length - 1; term > Functions.FEW_TERMS; term--)
                sum = ((DoubleVector) TYPE.cast(sum)).lanewise(VectorOperators.FMA, large.mul(ratio[term]), one);
            for (int term = Functions.FEW_TERMS; term >= 1; term--)
                sum = ((DoubleVector) TYPE.cast(sum)).lanewise(VectorOperators.FMA, square.mul(ratio[term]), one);
            v.mul(Functions.TWO_BY_ROOT_PI)
                    .mul(DoubleVector.fromArray(S, bell, i))
                    .mul((DoubleVector) TYPE.cast(sum))
                    .intoArray(x, i);
        }
    }

    private static void erfFraction(int n, double[] t) {
        for (int i = 0; i < n; i += L) {
            DoubleVector v = (DoubleVector) TYPE.cast(DoubleVector.fromArray(S, t, i));
            DoubleVector tail = v;
            for (int term = Functions.DEPTH; term >= 1; term--)
                tail = DoubleVector.broadcast(S, 0.5 * term)
                        .div((DoubleVector) TYPE.cast(tail))
                        .add(v);
            ((DoubleVector) TYPE.cast(tail)).intoArray(t, i);
        }
    }
}
