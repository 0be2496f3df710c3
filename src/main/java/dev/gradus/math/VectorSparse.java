package dev.gradus.math;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * C += A·B where most of A is zero, as most of a digit is paper: row by row, and of each row only the steps at which A
 * isn't zero, since the others add nothing. Eight vectors of columns stay in registers meanwhile. Every sum has its terms
 * in the same order as everywhere.
 */
final class VectorSparse {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
    private static final Class<? extends Vector<Float>> TYPE = S.vectorType(); // see VectorKernels
    private static final Class<? extends Vector<Integer>> INT_TYPE = INTS.vectorType();

    /** The fewest columns of B for which it pays to look for zeros. */
    static final int NARROWEST = 4 * L;

    private static final int WIDEST = 8 * L; // columns of a strip
    private static final int DEPTH = 64; // steps of a block: 32 KB of B with two strips of AVX2, or one of AVX-512
    private static final int HEIGHT = 192; // rows of a block: their lists stay in the first cache, too
    private static final int WORD = Integer.SIZE; // steps whose marks fit in an int
    private static final int BYTE = Byte.SIZE;
    private static final int SAMPLES = 128; // elements that tell whether A is sparse
    private static final double MOST = 0.4; // of them that aren't zero: more are quicker by whole tiles

    private static final IntVector LANES = IntVector.broadcast(INTS, 0).addIndex(1); // 0, 1, 2, …

    /** Of each byte the places of its bits, side by side from the lowest on. */
    private static final long[] PLACES = new long[1 << BYTE];

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L; // of eight bytes, 1

    static {
        for (int bits = 0; bits < PLACES.length; bits++)
            for (int place = 0, count = 0; place < BYTE; place++)
                if ((bits >> place & 1) == 1) PLACES[bits] |= (long) place << BYTE * count++;
    }

    private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

    /** What each thread keeps: marks and lists of what isn't zero, the columns of B it is at, and what a strip ran over. */
    private static final class Buffers {
        final byte[] steps = new byte[HEIGHT * DEPTH + BYTE];
        final int[] counts = new int[HEIGHT];
        final float[] strip = new float[DEPTH * WIDEST];
        final float[] done = new float[WIDEST];
        int[] marks = {}; // words × HEIGHT: a bit for each step of a row
    }

    private VectorSparse() {}

    /** Whether so much of A is zero that it pays to go from number to number, judged by a few elements. */
    static boolean isSparse(int m, int k, float[] a, int aRow, int aColumn) {
        int samples = (int) Math.min(SAMPLES, (long) m * k / WORD);
        int nonZero = 0;
        for (int s = 0; s < samples; s++) {
            int p = (int) ((long) s * k / samples);
            nonZero += isNonZero(a[s % m * aRow + p * aColumn]);
        }
        return nonZero < MOST * samples;
    }

    /** C += A·B on rows [from, to) of C; arguments as in {@link Kernels#multiplyAdd}, but B begins at a place of its own. */
    static void multiplyAdd(
            int from, int to, int n, int k, float[] a, int aRow, int aColumn, float[] b, int firstOfB, float[] c) {
        Buffers mine = BUFFERS.get();
        for (int top = from; top < to; top += HEIGHT) {
            int end = Math.min(top + HEIGHT, to);
            mark(top, end, k, a, aRow, aColumn, mine);
            for (int p = 0; p < k; p += DEPTH) {
                int depth = Math.min(DEPTH, k - p);
                list(end - top, p, depth, mine);
                for (int j = 0; j < n; ) {
                    int width = n - j > NARROWEST && n >= WIDEST ? WIDEST : NARROWEST;
                    int first = Math.min(j, n - width);
                    strip(width, top, end, first, j - first, n, p, depth, a, aRow, aColumn, b, firstOfB, c, mine);
                    j = first + width;
                }
            }
        }
    }

    // ---- what isn't zero ----

    private static void mark(int from, int to, int k, float[] a, int aRow, int aColumn, Buffers mine) {
        int size = (k / WORD + 1) * HEIGHT;
        if (mine.marks.length < size) mine.marks = new int[size];
        if (aColumn == 1) for (int i = from; i < to; i++) markRow(k, a, i * aRow, mine.marks, i - from);
        else
            for (int p = 0, at = 0; p < k; p += WORD, at += HEIGHT)
                markColumns(
                        to - from, Math.min(WORD, k - p), a, from * aRow + p * aColumn, aRow, aColumn, mine.marks, at);
    }

    /** A row whose elements lie side by side: 32 of them over each other in a vector, then its lanes. */
    private static void markRow(int k, float[] a, int from, int[] marks, int at) {
        int p = 0;
        for (; p <= k - WORD; p += WORD, at += HEIGHT) {
            IntVector bits = (IntVector) INT_TYPE.cast(IntVector.zero(INTS));
            for (int v = 0; v < WORD; v += L) {
                FloatVector x = (FloatVector) TYPE.cast(FloatVector.fromArray(S, a, from + p + v));
                IntVector y = (IntVector) INT_TYPE.cast(x.reinterpretAsInts());
                IntVector sign = (IntVector) INT_TYPE.cast(y.or(y.neg())); // set unless y is zero
                IntVector one = (IntVector) INT_TYPE.cast(sign.lanewise(VectorOperators.LSHR, WORD - 1));
                IntVector bit = (IntVector) INT_TYPE.cast(one.lanewise(VectorOperators.LSHL, v));
                bits = bit.or(bits);
            }
            IntVector lanes = (IntVector) INT_TYPE.cast(bits);
            lanes = (IntVector) INT_TYPE.cast(lanes.lanewise(VectorOperators.LSHL, LANES));
            marks[at] = lanes.reduceLanes(VectorOperators.ADD);
        }
        int bits = 0; // of what is left, if anything is; asked for, the compiler would bet on one answer
        for (int v = 0; v < k - p; v++) bits |= isNonZero(a[from + p + v]) << v;
        marks[at] = bits;
    }

    /** Up to 32 steps of rows that lie side by side, or anyhow. */
    private static void markColumns(
            int rows, int depth, float[] a, int first, int aRow, int aColumn, int[] marks, int at) {
        int i = 0;
        for (; aRow == 1 && i <= rows - L; i += L) {
            IntVector bits = (IntVector) INT_TYPE.cast(IntVector.zero(INTS));
            for (int q = 0, place = first + i; q < depth; q++, place += aColumn) {
                FloatVector x = (FloatVector) TYPE.cast(FloatVector.fromArray(S, a, place));
                IntVector y = (IntVector) INT_TYPE.cast(x.reinterpretAsInts());
                IntVector sign = (IntVector) INT_TYPE.cast(y.or(y.neg())); // set unless y is zero
                IntVector one = (IntVector) INT_TYPE.cast(sign.lanewise(VectorOperators.LSHR, WORD - 1));
                IntVector bit = (IntVector) INT_TYPE.cast(one.lanewise(VectorOperators.LSHL, q));
                bits = bit.or(bits);
            }
            ((IntVector) INT_TYPE.cast(bits)).intoArray(marks, at + i);
        }
        for (; i < rows; i++) {
            int bits = 0;
            for (int q = 0; q < depth; q++) bits |= isNonZero(a[first + i * aRow + q * aColumn]) << q;
            marks[at + i] = bits;
        }
    }

    /** 1 if a number has a bit, else 0. */
    private static int isNonZero(float x) {
        int bits = Float.floatToRawIntBits(x);
        return (bits | -bits) >>> WORD - 1;
    }

    /** From marks to numbers, eight steps at a time and without a branch, which no processor could predict. */
    private static void list(int rows, int p, int depth, Buffers mine) {
        for (int i = 0; i < rows; i++) {
            int count = i * DEPTH;
            for (int q = 0; q < depth; q += WORD) {
                int bits = mine.marks[(p + q) / WORD * HEIGHT + i];
                for (int place = 0; place < WORD; place += BYTE) {
                    int eight = bits >>> place & PLACES.length - 1;
                    EIGHT.set(mine.steps, count, PLACES[eight] + (q + place) * EACH);
                    count += Integer.bitCount(eight);
                }
            }
            mine.counts[i] = count - i * DEPTH;
        }
    }

    // ---- products ----

    /**
     * Some rows and a strip of columns. The last strip may begin among columns of the one before, so many of which are done,
     * and are put back. Where B is wide its rows are so far apart that they get in each other's way in the cache.
     */
    private static void strip(
            int width,
            int from,
            int to,
            int j,
            int done,
            int n,
            int p,
            int depth,
            float[] a,
            int aRow,
            int aColumn,
            float[] b,
            int firstOfB,
            float[] c,
            Buffers mine) {
        boolean copy = n > 2 * WIDEST && to - from >= DEPTH;
        for (int q = 0; copy && q < depth; q++)
            System.arraycopy(b, firstOfB + (p + q) * n + j, mine.strip, q * width, width);
        float[] panel = copy ? mine.strip : b;
        int at = copy ? 0 : firstOfB + p * n + j;
        int bRow = copy ? width : n;
        for (int i = from; i < to; i++) {
            int place = i * n + j;
            int first = (i - from) * DEPTH;
            int last = first + mine.counts[i - from];
            int element = i * aRow + p * aColumn;
            if (done > 0) System.arraycopy(c, place, mine.done, 0, done);
            if (width == WIDEST) eight(mine.steps, first, last, a, element, aColumn, panel, at, bRow, c, place);
            else four(mine.steps, first, last, a, element, aColumn, panel, at, bRow, c, place);
            if (done > 0) System.arraycopy(mine.done, 0, c, place, done);
        }
    }

    /**
     * One row and eight vectors of columns, at the listed steps. This and the next are written out, as tiles and marks are,
     * since vectors that leave a method may become objects.
     */
    private static void eight(
            byte[] steps,
            int first,
            int last,
            float[] a,
            int aAt,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int at) {
        if (first == last) return; // zeros alone; asked here, since the compiler counts such calls (WarmingKernels)
        FloatVector s0 = FloatVector.fromArray(S, c, at);
        FloatVector s1 = FloatVector.fromArray(S, c, at + L);
        FloatVector s2 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, c, at + 3 * L);
        FloatVector s4 = FloatVector.fromArray(S, c, at + 4 * L);
        FloatVector s5 = FloatVector.fromArray(S, c, at + 5 * L);
        FloatVector s6 = FloatVector.fromArray(S, c, at + 6 * L);
        FloatVector s7 = FloatVector.fromArray(S, c, at + 7 * L);
        for (int s = first; s < last; s++) {
            int q = steps[s];
            int p = bAt + q * bRow;
            FloatVector x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q * aColumn]));
            s0 = x.fma(FloatVector.fromArray(S, b, p), s0);
            s1 = x.fma(FloatVector.fromArray(S, b, p + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, b, p + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, b, p + 3 * L), s3);
            s4 = x.fma(FloatVector.fromArray(S, b, p + 4 * L), s4);
            s5 = x.fma(FloatVector.fromArray(S, b, p + 5 * L), s5);
            s6 = x.fma(FloatVector.fromArray(S, b, p + 6 * L), s6);
            s7 = x.fma(FloatVector.fromArray(S, b, p + 7 * L), s7);
        }
        ((FloatVector) TYPE.cast(s0)).intoArray(c, at);
        ((FloatVector) TYPE.cast(s1)).intoArray(c, at + L);
        ((FloatVector) TYPE.cast(s2)).intoArray(c, at + 2 * L);
        ((FloatVector) TYPE.cast(s3)).intoArray(c, at + 3 * L);
        ((FloatVector) TYPE.cast(s4)).intoArray(c, at + 4 * L);
        ((FloatVector) TYPE.cast(s5)).intoArray(c, at + 5 * L);
        ((FloatVector) TYPE.cast(s6)).intoArray(c, at + 6 * L);
        ((FloatVector) TYPE.cast(s7)).intoArray(c, at + 7 * L);
    }

    /** The same with four, where no more are left. */
    private static void four(
            byte[] steps,
            int first,
            int last,
            float[] a,
            int aAt,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            float[] c,
            int at) {
        if (first == last) return;
        FloatVector s0 = FloatVector.fromArray(S, c, at);
        FloatVector s1 = FloatVector.fromArray(S, c, at + L);
        FloatVector s2 = FloatVector.fromArray(S, c, at + 2 * L);
        FloatVector s3 = FloatVector.fromArray(S, c, at + 3 * L);
        for (int s = first; s < last; s++) {
            int q = steps[s];
            int p = bAt + q * bRow;
            FloatVector x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q * aColumn]));
            s0 = x.fma(FloatVector.fromArray(S, b, p), s0);
            s1 = x.fma(FloatVector.fromArray(S, b, p + L), s1);
            s2 = x.fma(FloatVector.fromArray(S, b, p + 2 * L), s2);
            s3 = x.fma(FloatVector.fromArray(S, b, p + 3 * L), s3);
        }
        ((FloatVector) TYPE.cast(s0)).intoArray(c, at);
        ((FloatVector) TYPE.cast(s1)).intoArray(c, at + L);
        ((FloatVector) TYPE.cast(s2)).intoArray(c, at + 2 * L);
        ((FloatVector) TYPE.cast(s3)).intoArray(c, at + 3 * L);
    }
}
