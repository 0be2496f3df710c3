package dev.gradus.bench;

import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.Random;

/**
 * One product, 128 × 784 · 784 × 128, by every rung of the ladder from three plain loops to what {@link Matrix} does. All
 * add the same numbers in the same order, so each must give the bits of the first before it is timed. Prints a line for
 * each: what, and GFLOP/s.
 */
public final class Ladder {
    private static final int M = 128;
    private static final int K = 784;
    private static final int N = 128;

    private final float[] a = new float[M * K];
    private final float[] b = new float[K * N];
    private final float[] c = new float[M * N];

    public static void main(String[] args) {
        new Ladder().climb();
    }

    private void climb() {
        Random random = new Random(42);
        for (int i = 0; i < a.length; i++) a[i] = (float) random.nextGaussian();
        for (int i = 0; i < b.length; i++) b[i] = (float) random.nextGaussian();
        Matrix x = matrix(M, K, a);
        Matrix w = matrix(K, N, b);
        Matrix z = Matrix.zeros(M, N);
        naive();
        float[] expected = c.clone();
        indexOrder();
        verify("index order", c, expected);
        tiled();
        verify("tiled", c, expected);
        x.multiply(w, z);
        verify("Matrix", floats(z), expected);
        double[] rates =
                Multiply.rates(2.0 * M * K * N, this::naive, this::indexOrder, this::tiled, () -> x.multiply(w, z));
        String[] names = {"naive", "index order", "tiled", "Matrix"};
        for (int i = 0; i < names.length; i++) System.out.println(names[i] + "\t" + rates[i]);
    }

    /** The definition: each element is the sum of its products. B is read down its columns. */
    private void naive() {
        for (int i = 0; i < M; i++)
            for (int j = 0; j < N; j++) {
                float sum = 0;
                for (int p = 0; p < K; p++) sum = Math.fma(a[i * K + p], b[p * N + j], sum);
                c[i * N + j] = sum;
            }
    }

    /** The inner loops exchanged: all arrays are read in the order in which they lie, and C2 finds vectors. */
    private void indexOrder() {
        Arrays.fill(c, 0);
        for (int i = 0; i < M; i++)
            for (int p = 0; p < K; p++) {
                float aip = a[i * K + p];
                for (int j = 0; j < N; j++) c[i * N + j] = Math.fma(aip, b[p * N + j], c[i * N + j]);
            }
    }

    /** Four rows at a time, so that each number of B that was read is used four times. */
    private void tiled() {
        Arrays.fill(c, 0);
        for (int i = 0; i < M; i += 4)
            for (int p = 0; p < K; p++) {
                float a0 = a[i * K + p];
                float a1 = a[(i + 1) * K + p];
                float a2 = a[(i + 2) * K + p];
                float a3 = a[(i + 3) * K + p];
                for (int j = 0; j < N; j++) {
                    float bpj = b[p * N + j];
                    c[i * N + j] = Math.fma(a0, bpj, c[i * N + j]);
                    c[(i + 1) * N + j] = Math.fma(a1, bpj, c[(i + 1) * N + j]);
                    c[(i + 2) * N + j] = Math.fma(a2, bpj, c[(i + 2) * N + j]);
                    c[(i + 3) * N + j] = Math.fma(a3, bpj, c[(i + 3) * N + j]);
                }
            }
    }

    private static Matrix matrix(int rows, int columns, float[] values) {
        Matrix matrix = Matrix.zeros(rows, columns);
        for (int i = 0; i < values.length; i++) matrix.set(i / columns, i % columns, values[i]);
        return matrix;
    }

    private static float[] floats(Matrix matrix) {
        double[] values = matrix.toArray();
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return floats;
    }

    private static void verify(String name, float[] actual, float[] expected) {
        int i = Arrays.mismatch(actual, expected);
        if (i >= 0)
            throw new IllegalStateException(
                    name + " differs from naive at " + i + ": " + actual[i] + ", " + expected[i]);
    }
}
