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

    private static final int PIECE = 256; // numbers, whole vectors
    private static final ThreadLocal<VectorFunctions> MINE = ThreadLocal.withInitial(VectorFunctions::new);

    /** 1.5 · 2⁵²: a number that is added to it is rounded to a whole one, which its last bits then are. */
    private static final double ROUNDING = 0x1.8p52;

    private final double[] x = new double[PIECE];
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
            else each(f, n, mine.x);
            System.arraycopy(mine.x, 0, x, at, n);
            at += PIECE;
        } while (at < to);
    }

    /** What is left of the last vector. */
    private static void fillUp(double[] x, int n, double value) {
        Arrays.fill(x, n, (n + L - 1) / L * L, value);
    }

    /**
     * All but erf in one loop, since each begins with eʸ = 2ᵏ·eʳ for some y. A vector with a number whose exponential
     * is none of the normal numbers goes one by one. One method, since the compiler makes objects of vectors that go from
     * one to another.
     */
    private static void each(Transcendental f, int n, double[] x) {
        double[] t = Functions.TAYLOR;
        double factor = f == Transcendental.TANH ? 2 : 1;
        for (int i = 0; i < n; i += L) {
            DoubleVector v = ((DoubleVector) TYPE.cast(DoubleVector.fromArray(S, x, i))).mul(factor);
            if (!v.abs().compare(VectorOperators.LT, 700).allTrue()) {
                for (int j = i; j < i + L; j++) x[j] = f.one.applyAsDouble(x[j]);
                continue;
            }
            DoubleVector y = (DoubleVector)
                    TYPE.cast(f == Transcendental.SIGMOID ? v.abs().neg() : v);
            DoubleVector rounded = y.mul(Functions.LOG2_E).add(ROUNDING);
            DoubleVector k = rounded.sub(ROUNDING).neg();
            DoubleVector r = k.lanewise(VectorOperators.FMA, DoubleVector.broadcast(S, Functions.LN2_HIGH), y);
            r = k.lanewise(VectorOperators.FMA, DoubleVector.broadcast(S, Functions.LN2_LOW), r);
            DoubleVector sum = DoubleVector.broadcast(S, t[13]);
            for (int term = 12; term >= 1; term--)
                sum = ((DoubleVector) TYPE.cast(sum))
                        .lanewise(VectorOperators.FMA, r, DoubleVector.broadcast(S, t[term]));
            DoubleVector less1 = ((DoubleVector) TYPE.cast(sum)).mul(r); // eʳ − 1
            LongVector bits = (LongVector) LONG_TYPE.cast(rounded.reinterpretAsLongs());
            bits = bits.add(1023).lanewise(VectorOperators.LSHL, 52); // of 2ᵏ
            DoubleVector exp = less1.add(1).mul((DoubleVector) TYPE.cast(bits.reinterpretAsDoubles()));
            if (f == Transcendental.EXP) {
                exp.intoArray(x, i);
            } else if (f == Transcendental.SIGMOID) { // 1 / (1 + e⁻ˣ), or eˣ / (1 + eˣ)
                exp.blend(1, v.compare(VectorOperators.GE, 0)).div(exp.add(1)).intoArray(x, i);
            } else {
                DoubleVector expm1 = less1.blend(exp.sub(1), y.abs().compare(VectorOperators.GE, 0.34));
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
