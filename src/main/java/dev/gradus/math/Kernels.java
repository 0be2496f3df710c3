package dev.gradus.math;

import org.jspecify.annotations.Nullable;

/**
 * The loops that training spends its time in. {@link ScalarKernels} says what they compute, to the last bit; the others
 * are only faster.
 */
interface Kernels {
    /**
     * C += A·B, for those rows of C that are asked for, by any thread; until the next product of the calling thread. A is
     * m × k, its element (i, p) at {@code a[i·aRow + p·aColumn]}, so that a transposed A is the same loop; B is k × n, C
     * is m × n, both row-major.
     */
    default Parallel.Rows multiplyAdd(int m, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
        return multiplyAdd(m, m, n, k, a, aRow, aColumn, b, c);
    }

    /** The same block by block: so many rows of A and C go with each k × n of B, which lie one below the other. */
    Parallel.Rows multiplyAdd(int block, int m, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c);

    /** Whether {@link #multiplyWide} is the faster way to multiply this A by a B with n columns. */
    default boolean isWide(int m, int n, int k, float[] a, int aRow, int aColumn) {
        return false;
    }

    /**
     * C = A·B, or C += A·B, by all threads at once. Element (p, j) of B is at {@code b[p·bRow + j·bColumn]}, so that a
     * transposed B needs no copy. For products that {@link #isWide}.
     */
    default void multiplyWide(
            boolean add,
            int m,
            int n,
            int k,
            float[] a,
            int aRow,
            int aColumn,
            float[] b,
            int bRow,
            int bColumn,
            float[] c) {
        throw new UnsupportedOperationException("none of these products is wide");
    }

    /**
     * C += A·B on rows [from, to) of C, where A is what lies under a window and needs no copy: its element (i, p) is {@code
     * x[at + rows[i] + steps[p]]}. B is k × n, for n a multiple of {@link #WIDEST}; C is m × n.
     */
    default void multiplyAddWindows(
            int from,
            int to,
            int n,
            int k,
            float[] x,
            int at,
            int[] rows,
            int[] steps,
            float[] b,
            int firstOfB,
            float[] c) {
        for (int i = from; i < to; i++)
            for (int p = 0; p < k; p++) {
                float a = x[at + rows[i] + steps[p]];
                int bp = firstOfB + p * n;
                for (int j = 0; j < n; j++) c[i * n + j] = Fma.of(a, b[bp + j], c[i * n + j]);
            }
    }

    /** Numbers in the widest vector of any machine. */
    int WIDEST = 16;

    // The rest touches every number once.

    /** y += x for n numbers, from a place on in each. */
    default void add(int n, float[] x, int from, float[] y, int to) {
        for (int j = 0; j < n; j++) y[to + j] += x[from + j];
    }

    /** y += α·x over elements [from, to). */
    default void addScaled(int from, int to, float alpha, float[] x, float[] y) {
        for (int i = from; i < to; i++) y[i] = Fma.of(alpha, x[i], y[i]);
    }

    /** y (m × n) += the row (1 × n), on rows [from, to). */
    default void addRow(int from, int to, int n, float[] row, float[] y) {
        for (int i = from; i < to; i++) add(n, row, 0, y, i * n);
    }

    /** row (1 × n) += the rows of x (m × n), from the first to the last. */
    default void addColumnSums(int m, int n, float[] x, float[] row) {
        for (int i = 0, at = 0; i < m; i++, at += n) add(n, x, at, row, 0);
    }

    /** y = max(0, x) over elements [from, to). */
    default void positivePart(int from, int to, float[] x, float[] y) {
        for (int i = from; i < to; i++) y[i] = Math.max(0, x[i]);
    }

    /** y = x where z > 0, elsewhere 0, over elements [from, to). */
    default void wherePositive(int from, int to, float[] z, float[] x, float[] y) {
        for (int i = from; i < to; i++) y[i] = z[i] > 0 ? x[i] : 0;
    }

    /** y = x / 255 for so many unsigned bytes, such as pixels. */
    default void scaleBytes(int size, byte[] x, int from, float[] y, int to) {
        for (int i = 0; i < size; i++) y[to + i] = (x[from + i] & 255) / 255f;
    }

    /** x ← f(x) for the numbers from … to − 1. */
    default void each(Transcendental f, double[] x, int from, int to) {
        f.many.accept(x, from, to);
    }

    /**
     * What this JVM uses, by the system property {@code gradus.kernels}: {@code scalar}, {@code vector}, or by default the
     * vector kernels once they are compiled, if this JVM and processor have what they need.
     */
    Kernels CHOSEN = choose(System.getProperty("gradus.kernels"));

    private static Kernels choose(@Nullable String wanted) {
        if ("scalar".equals(wanted)) return new ScalarKernels();
        if (wanted != null && !wanted.equals("vector"))
            throw new IllegalArgumentException("gradus.kernels must be vector or scalar, but is " + wanted);
        if (!Fma.IN_HARDWARE) {
            System.err.println(
                    "Gradus computes slowly, since this processor has no fused multiply-add (FMA), and makes up"
                            + " for it in several steps; the results are the same (to silence this, add -Dgradus.kernels=scalar)");
            return new ScalarKernels();
        }
        try {
            Kernels vector = (Kernels) Class.forName("dev.gradus.math.VectorKernels")
                    .getDeclaredConstructor()
                    .newInstance();
            return wanted != null ? vector : new WarmingKernels(vector);
        } catch (ReflectiveOperationException | LinkageError e) {
            System.err.println("Gradus computes with its slow kernels, since this JVM was started without"
                    + " --add-modules jdk.incubator.vector (to silence this, add -Dgradus.kernels=scalar)");
            return new ScalarKernels();
        }
    }
}
