package dev.gradus.math;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same chains with the Vector API, many at a time: a tile of C stays in registers while p runs, every vector of B is
 * used for six rows, and every element of A for all vectors of the tile. Lanes are columns, so no sum is ever split.
 * Loaded by name: this is the only class that needs {@code --add-modules jdk.incubator.vector}.
 *
 * <p>The shape of the tile follows Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008: as
 * many sums as there are registers, less those for a row of B and one element of A.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 6;

    /** AVX-512 and ARM have 32 vector registers (6 × 4 sums fit), AVX2 has 16 (6 × 2). */
    private static final boolean WIDE =
            S.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64");

    /** Does the work until the compiler is done with the loops below; interpreted, they would be slower still. */
    private final Kernels meanwhile = new ScalarKernels();

    private volatile boolean ready;

    /**
     * @param atOnce whether to use these kernels from the first call on; otherwise once they are compiled, if they are
     *     then the faster ones, which without the second compiler they are not
     */
    VectorKernels(boolean atOnce) {
        ready = atOnce;
        if (!atOnce) Parallel.inBackground("gradus-warm-up", this::warmUp);
    }

    /**
     * Small products until the compiler has noticed and these kernels are the faster ones: half a second or so; where
     * that never comes, five seconds.
     */
    private void warmUp() {
        long end = System.nanoTime() + 5_000_000_000L;
        while (!ready && System.nanoTime() < end) {
            long scalar = nanos(meanwhile::multiplyAdd);
            ready = nanos(VectorKernels::tiles) < scalar;
        }
    }

    /** What 300 small products take, which reach all three loops. */
    private static long nanos(Product product) {
        int m = 2 * ROWS;
        int n = 6 * L + L / 2;
        int k = 16;
        float[] a = new float[m * k];
        Arrays.fill(a, 1); // the scalar kernels skip zeros
        float[] b = new float[k * n];
        float[] c = new float[m * n];
        long start = System.nanoTime();
        for (int call = 0; call < 300; call++) product.multiplyAdd(0, m, n, k, a, k, 1, b, c);
        return System.nanoTime() - start;
    }

    private interface Product {
        void multiplyAdd(int from, int to, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c);
    }

    @Override
    public void multiplyAdd(int from, int to, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
        if (ready) tiles(from, to, n, k, a, aRow, aColumn, b, c);
        else meanwhile.multiplyAdd(from, to, n, k, a, aRow, aColumn, b, c);
    }

    private static void tiles(int from, int to, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
        int j = 0;
        if (WIDE)
            for (; j + 4 * L <= n; j += 4 * L)
                for (int i = from; i < to; i += ROWS) tile4(i, to, j, n, k, a, aRow, aColumn, b, c);
        for (; j + 2 * L <= n; j += 2 * L)
            for (int i = from; i < to; i += ROWS) tile2(i, to, j, n, k, a, aRow, aColumn, b, c);
        for (; j < n; j += L) edge(from, to, j, n, k, a, aRow, aColumn, b, c);
    }

    /**
     * Rows i … i + 5 and four vectors of columns from j. Below the last row the last one is computed again: it gives the
     * same bits, and no second kernel is needed.
     */
    private static void tile4(
            int i, int to, int j, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
        int i1 = Math.min(i + 1, to - 1);
        int i2 = Math.min(i + 2, to - 1);
        int i3 = Math.min(i + 3, to - 1);
        int i4 = Math.min(i + 4, to - 1);
        int i5 = Math.min(i + 5, to - 1);
        int c0 = i * n + j;
        int c1 = i1 * n + j;
        int c2 = i2 * n + j;
        int c3 = i3 * n + j;
        int c4 = i4 * n + j;
        int c5 = i5 * n + j;
        FloatVector s00 = FloatVector.fromArray(S, c, c0);
        FloatVector s01 = FloatVector.fromArray(S, c, c0 + L);
        FloatVector s02 = FloatVector.fromArray(S, c, c0 + 2 * L);
        FloatVector s03 = FloatVector.fromArray(S, c, c0 + 3 * L);
        FloatVector s10 = FloatVector.fromArray(S, c, c1);
        FloatVector s11 = FloatVector.fromArray(S, c, c1 + L);
        FloatVector s12 = FloatVector.fromArray(S, c, c1 + 2 * L);
        FloatVector s13 = FloatVector.fromArray(S, c, c1 + 3 * L);
        FloatVector s20 = FloatVector.fromArray(S, c, c2);
        FloatVector s21 = FloatVector.fromArray(S, c, c2 + L);
        FloatVector s22 = FloatVector.fromArray(S, c, c2 + 2 * L);
        FloatVector s23 = FloatVector.fromArray(S, c, c2 + 3 * L);
        FloatVector s30 = FloatVector.fromArray(S, c, c3);
        FloatVector s31 = FloatVector.fromArray(S, c, c3 + L);
        FloatVector s32 = FloatVector.fromArray(S, c, c3 + 2 * L);
        FloatVector s33 = FloatVector.fromArray(S, c, c3 + 3 * L);
        FloatVector s40 = FloatVector.fromArray(S, c, c4);
        FloatVector s41 = FloatVector.fromArray(S, c, c4 + L);
        FloatVector s42 = FloatVector.fromArray(S, c, c4 + 2 * L);
        FloatVector s43 = FloatVector.fromArray(S, c, c4 + 3 * L);
        FloatVector s50 = FloatVector.fromArray(S, c, c5);
        FloatVector s51 = FloatVector.fromArray(S, c, c5 + L);
        FloatVector s52 = FloatVector.fromArray(S, c, c5 + 2 * L);
        FloatVector s53 = FloatVector.fromArray(S, c, c5 + 3 * L);
        int a0 = i * aRow;
        int a1 = i1 * aRow;
        int a2 = i2 * aRow;
        int a3 = i3 * aRow;
        int a4 = i4 * aRow;
        int a5 = i5 * aRow;
        for (int p = 0, pa = 0, pb = j; p < k; p++, pa += aColumn, pb += n) {
            FloatVector b0 = FloatVector.fromArray(S, b, pb);
            FloatVector b1 = FloatVector.fromArray(S, b, pb + L);
            FloatVector b2 = FloatVector.fromArray(S, b, pb + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, pb + 3 * L);
            FloatVector x = FloatVector.broadcast(S, a[a0 + pa]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            s02 = x.fma(b2, s02);
            s03 = x.fma(b3, s03);
            x = FloatVector.broadcast(S, a[a1 + pa]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            s12 = x.fma(b2, s12);
            s13 = x.fma(b3, s13);
            x = FloatVector.broadcast(S, a[a2 + pa]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            s22 = x.fma(b2, s22);
            s23 = x.fma(b3, s23);
            x = FloatVector.broadcast(S, a[a3 + pa]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            s32 = x.fma(b2, s32);
            s33 = x.fma(b3, s33);
            x = FloatVector.broadcast(S, a[a4 + pa]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            s42 = x.fma(b2, s42);
            s43 = x.fma(b3, s43);
            x = FloatVector.broadcast(S, a[a5 + pa]);
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
            s52 = x.fma(b2, s52);
            s53 = x.fma(b3, s53);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + L);
        s02.intoArray(c, c0 + 2 * L);
        s03.intoArray(c, c0 + 3 * L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s12.intoArray(c, c1 + 2 * L);
        s13.intoArray(c, c1 + 3 * L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s22.intoArray(c, c2 + 2 * L);
        s23.intoArray(c, c2 + 3 * L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s32.intoArray(c, c3 + 2 * L);
        s33.intoArray(c, c3 + 3 * L);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + L);
        s42.intoArray(c, c4 + 2 * L);
        s43.intoArray(c, c4 + 3 * L);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + L);
        s52.intoArray(c, c5 + 2 * L);
        s53.intoArray(c, c5 + 3 * L);
    }

    /** The same with two vectors of columns, for machines with 16 registers and for what four leave over. */
    private static void tile2(
            int i, int to, int j, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
        int i1 = Math.min(i + 1, to - 1);
        int i2 = Math.min(i + 2, to - 1);
        int i3 = Math.min(i + 3, to - 1);
        int i4 = Math.min(i + 4, to - 1);
        int i5 = Math.min(i + 5, to - 1);
        int c0 = i * n + j;
        int c1 = i1 * n + j;
        int c2 = i2 * n + j;
        int c3 = i3 * n + j;
        int c4 = i4 * n + j;
        int c5 = i5 * n + j;
        FloatVector s00 = FloatVector.fromArray(S, c, c0);
        FloatVector s01 = FloatVector.fromArray(S, c, c0 + L);
        FloatVector s10 = FloatVector.fromArray(S, c, c1);
        FloatVector s11 = FloatVector.fromArray(S, c, c1 + L);
        FloatVector s20 = FloatVector.fromArray(S, c, c2);
        FloatVector s21 = FloatVector.fromArray(S, c, c2 + L);
        FloatVector s30 = FloatVector.fromArray(S, c, c3);
        FloatVector s31 = FloatVector.fromArray(S, c, c3 + L);
        FloatVector s40 = FloatVector.fromArray(S, c, c4);
        FloatVector s41 = FloatVector.fromArray(S, c, c4 + L);
        FloatVector s50 = FloatVector.fromArray(S, c, c5);
        FloatVector s51 = FloatVector.fromArray(S, c, c5 + L);
        int a0 = i * aRow;
        int a1 = i1 * aRow;
        int a2 = i2 * aRow;
        int a3 = i3 * aRow;
        int a4 = i4 * aRow;
        int a5 = i5 * aRow;
        for (int p = 0, pa = 0, pb = j; p < k; p++, pa += aColumn, pb += n) {
            FloatVector b0 = FloatVector.fromArray(S, b, pb);
            FloatVector b1 = FloatVector.fromArray(S, b, pb + L);
            FloatVector x = FloatVector.broadcast(S, a[a0 + pa]);
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = FloatVector.broadcast(S, a[a1 + pa]);
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = FloatVector.broadcast(S, a[a2 + pa]);
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = FloatVector.broadcast(S, a[a3 + pa]);
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = FloatVector.broadcast(S, a[a4 + pa]);
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            x = FloatVector.broadcast(S, a[a5 + pa]);
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + L);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + L);
    }

    /**
     * The last columns, fewer than two vectors: copied into arrays that are a whole vector wide, since masks are slow on
     * JDK 17.
     */
    private static void edge(
            int from, int to, int j, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
        int width = Math.min(L, n - j);
        float[] panel = new float[k * L]; // columns j … of B, k × L
        for (int p = 0; p < k; p++) System.arraycopy(b, p * n + j, panel, p * L, width);
        float[] sums = new float[L];
        for (int i = from; i < to; i += ROWS) {
            int i1 = Math.min(i + 1, to - 1);
            int i2 = Math.min(i + 2, to - 1);
            int i3 = Math.min(i + 3, to - 1);
            int i4 = Math.min(i + 4, to - 1);
            int i5 = Math.min(i + 5, to - 1);
            FloatVector s0 = load(c, i * n + j, width, sums);
            FloatVector s1 = load(c, i1 * n + j, width, sums);
            FloatVector s2 = load(c, i2 * n + j, width, sums);
            FloatVector s3 = load(c, i3 * n + j, width, sums);
            FloatVector s4 = load(c, i4 * n + j, width, sums);
            FloatVector s5 = load(c, i5 * n + j, width, sums);
            for (int p = 0, pa = 0; p < k; p++, pa += aColumn) {
                FloatVector b0 = FloatVector.fromArray(S, panel, p * L);
                s0 = FloatVector.broadcast(S, a[i * aRow + pa]).fma(b0, s0);
                s1 = FloatVector.broadcast(S, a[i1 * aRow + pa]).fma(b0, s1);
                s2 = FloatVector.broadcast(S, a[i2 * aRow + pa]).fma(b0, s2);
                s3 = FloatVector.broadcast(S, a[i3 * aRow + pa]).fma(b0, s3);
                s4 = FloatVector.broadcast(S, a[i4 * aRow + pa]).fma(b0, s4);
                s5 = FloatVector.broadcast(S, a[i5 * aRow + pa]).fma(b0, s5);
            }
            store(s0, c, i * n + j, width, sums);
            store(s1, c, i1 * n + j, width, sums);
            store(s2, c, i2 * n + j, width, sums);
            store(s3, c, i3 * n + j, width, sums);
            store(s4, c, i4 * n + j, width, sums);
            store(s5, c, i5 * n + j, width, sums);
        }
    }

    private static FloatVector load(float[] c, int at, int width, float[] sums) {
        System.arraycopy(c, at, sums, 0, width);
        return FloatVector.fromArray(S, sums, 0);
    }

    private static void store(FloatVector s, float[] c, int at, int width, float[] sums) {
        s.intoArray(sums, 0);
        System.arraycopy(sums, 0, c, at, width);
    }

    @Override
    public void wherePositive(int size, float[] z, float[] x, float[] y) {
        int i = 0;
        FloatVector zero = FloatVector.zero(S);
        for (; i + L <= size; i += L)
            zero.blend(
                            FloatVector.fromArray(S, x, i),
                            FloatVector.fromArray(S, z, i).compare(VectorOperators.GT, 0))
                    .intoArray(y, i);
        for (; i < size; i++) y[i] = z[i] > 0 ? x[i] : 0;
    }

    @Override
    public String toString() {
        return "vector (" + L + " lanes, tile " + ROWS + " × " + (WIDE ? 4 : 2) * L + ")";
    }
}
