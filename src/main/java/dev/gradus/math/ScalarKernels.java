package dev.gradus.math;

/**
 * The specification, in plain Java: every element of a result is one chain of fused multiply-adds in index order, which
 * fixes its bits whatever the thread, vector width or JDK.
 */
final class ScalarKernels implements Kernels {
    @Override
    public Parallel.Rows multiplyAdd(
            int block, int m, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
        return (from, to) -> {
            for (int i = from; i < to; i = (i / block + 1) * block)
                multiplyAdd(i, Math.min((i / block + 1) * block, to), n, k, a, aRow, aColumn, b, i / block * k * n, c);
        };
    }

    /** Four steps of p at a time, because C then travels through the cache once instead of four times. */
    private static void multiplyAdd(
            int from, int to, int n, int k, float[] a, int aRow, int aColumn, float[] b, int first, float[] c) {
        for (int i = from; i < to; i++) {
            int ci = i * n;
            int p = 0;
            for (; p + 4 <= k; p += 4) {
                int ai = i * aRow + p * aColumn;
                float a0 = a[ai];
                float a1 = a[ai + aColumn];
                float a2 = a[ai + 2 * aColumn];
                float a3 = a[ai + 3 * aColumn];
                if (a0 == 0 && a1 == 0 && a2 == 0 && a3 == 0) continue; // adds nothing; most of a digit is paper
                int b0 = first + p * n;
                int b1 = b0 + n;
                int b2 = b1 + n;
                int b3 = b2 + n;
                for (int j = 0; j < n; j++) {
                    float sum = Fma.of(a0, b[b0 + j], c[ci + j]);
                    sum = Fma.of(a1, b[b1 + j], sum);
                    sum = Fma.of(a2, b[b2 + j], sum);
                    c[ci + j] = Fma.of(a3, b[b3 + j], sum);
                }
            }
            for (; p < k; p++) {
                float a0 = a[i * aRow + p * aColumn];
                for (int j = 0; j < n; j++) c[ci + j] = Fma.of(a0, b[first + p * n + j], c[ci + j]);
            }
        }
    }

    @Override
    public String toString() {
        return "scalar";
    }
}
