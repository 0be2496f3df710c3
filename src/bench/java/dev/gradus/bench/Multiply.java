package dev.gradus.bench;

import static org.bytedeco.openblas.global.openblas_nolapack.*;

import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The products of one training step of the headline job, with Matrix and with OpenBLAS, whose numbers lie outside of the
 * heap so that nothing is copied. Prints a line for each: what, and GFLOP/s of both.
 */
public final class Multiply {
    private static final int BATCH = 128;
    private static final int ROUNDS = 9;
    private static final long ROUND_NANOS = 20_000_000;
    private static final Random RANDOM = new Random(42);

    public static void main(String[] args) {
        int[] sizes = {784, 128, 64, 10};
        for (int i = 1; i < sizes.length; i++) {
            int in = sizes[i - 1];
            int out = sizes[i];
            compare("forward X·W", BATCH, in, out, false, false);
            compare("gradient Xᵀ·δ", in, BATCH, out, true, false);
            if (i > 1) compare("backward δ·Wᵀ", BATCH, out, in, false, true);
        }
    }

    /** C (m × n) = A (m × k) · B (k × n), where A or B may lie transposed; with a transposed A, C += A·B. */
    private static void compare(String name, int m, int k, int n, boolean transposeA, boolean transposeB) {
        Matrix a = random(transposeA ? k : m, transposeA ? m : k);
        Matrix b = random(transposeB ? n : k, transposeB ? k : n);
        Matrix c = Matrix.zeros(m, n);
        Runnable ours = transposeA
                ? () -> a.addTransposedProduct(b, c)
                : transposeB ? () -> a.multiplyTransposed(b, c) : () -> a.multiply(b, c);
        try (FloatPointer pa = outside(a);
                FloatPointer pb = outside(b);
                FloatPointer pc = outside(c)) {
            int ta = transposeA ? CblasTrans : CblasNoTrans;
            int tb = transposeB ? CblasTrans : CblasNoTrans;
            float beta = transposeA ? 1 : 0;
            Runnable theirs =
                    () -> cblas_sgemm(CblasRowMajor, ta, tb, m, n, k, 1, pa, a.columns(), pb, b.columns(), beta, pc, n);
            ours.run();
            theirs.run();
            verify(name, c, pc);
            double[] rates = rates(2.0 * m * k * n, ours, theirs);
            System.out.println(name + ", " + m + " × " + k + " · " + k + " × " + n + "\t" + rates[0] + "\t" + rates[1]);
        }
    }

    private static Matrix random(int rows, int columns) {
        Matrix matrix = Matrix.zeros(rows, columns);
        matrix.setAll(RANDOM.doubles((long) rows * columns, -1, 1).toArray());
        return matrix;
    }

    private static FloatPointer outside(Matrix matrix) {
        FloatPointer pointer = new FloatPointer(matrix.size());
        double[] values = matrix.toArray();
        for (int i = 0; i < values.length; i++) pointer.put(i, (float) values[i]);
        return pointer;
    }

    private static void verify(String name, Matrix c, FloatPointer pc) {
        double[] values = c.toArray();
        for (int i = 0; i < values.length; i++)
            if (!(Math.abs(values[i] - pc.get(i)) < 1e-3))
                throw new IllegalStateException(name + " differs at " + i + ": " + values[i] + ", " + pc.get(i));
    }

    /** Medians of rounds that take turns, behind some that compile. */
    static double[] rates(double flops, Runnable... products) {
        double[][] rates = new double[products.length][ROUNDS];
        for (Runnable product : products) for (int i = 0; i < 20; i++) rate(flops, product);
        for (int round = 0; round < ROUNDS; round++)
            for (int p = 0; p < products.length; p++) rates[p][round] = rate(flops, products[p]);
        return Arrays.stream(rates)
                .mapToDouble(r -> Arrays.stream(r).sorted().toArray()[ROUNDS / 2])
                .toArray();
    }

    private static double rate(double flops, Runnable product) {
        long start = System.nanoTime();
        long end = start;
        int count = 0;
        for (; end - start < ROUND_NANOS; end = System.nanoTime(), count++) product.run();
        return flops * count / (end - start);
    }
}
