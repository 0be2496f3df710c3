package dev.gradus.math;

import java.util.Arrays;

/** Single precision: what networks train in. */
final class FloatMatrix extends Matrix {
    private static final Kernels KERNELS = Kernels.CHOSEN;

    private static final long PASS = 10; // writing a number costs as much as so many multiply-adds of a product

    private static final float HUGE = 1e38f; // twice this times the smallest number is above 1

    private final float[] values; // rows × columns

    FloatMatrix(int rows, int columns) {
        super(rows, columns);
        values = new float[rows * columns];
    }

    @Override
    public Matrix like(int rows, int columns) {
        return Matrix.zeros(rows, columns);
    }

    @Override
    double get(int index) {
        return values[index];
    }

    @Override
    void set(int index, double value) {
        values[index] = (float) value;
    }

    @Override
    public void setRows(byte[] store, int[] which, float[] table) {
        int n = columns();
        Parallel.rows(rows(), PASS * size(), (from, to) -> {
            for (int i = from; i < to; i++)
                for (int j = 0, at = i * n, of = which[i] * n; j < n; j++) values[at + j] = table[store[of + j] & 255];
        });
    }

    @Override
    void addProduct(Matrix a, boolean transposeA, Matrix b) {
        float[] av = valuesOf(a);
        float[] bv = valuesOf(b);
        int n = columns();
        int k = b.rows();
        int aRow = transposeA ? 1 : a.columns();
        int aColumn = transposeA ? a.columns() : 1;
        Parallel.rows(
                rows(),
                (long) rows() * n * k,
                (from, to) -> KERNELS.multiplyAdd(from, to, n, k, av, aRow, aColumn, bv, values));
    }

    @Override
    public void addScaled(double alpha, Matrix b) {
        checkSame(b);
        float[] bv = valuesOf(b);
        Parallel.rows(size(), PASS * size(), (from, to) -> KERNELS.addScaled(from, to, (float) alpha, bv, values));
    }

    @Override
    public void addRow(Matrix row) {
        checkRow(row);
        KERNELS.addRow(rows(), columns(), valuesOf(row), values);
    }

    @Override
    public void addColumnSums(Matrix row) {
        checkRow(row);
        KERNELS.addColumnSums(rows(), columns(), values, valuesOf(row));
    }

    @Override
    public void positivePart(Matrix result) {
        checkSame(result);
        KERNELS.positivePart(size(), values, valuesOf(result));
    }

    @Override
    public void wherePositive(Matrix z, Matrix result) {
        checkSame(z);
        checkSame(result);
        KERNELS.wherePositive(size(), valuesOf(z), values, valuesOf(result));
    }

    // Loops that the compiler makes vectors of, split by rows or elements of the result.

    @Override
    public void addColumnProducts(Matrix b, Matrix row) {
        checkSame(b);
        checkRow(row);
        float[] bv = valuesOf(b);
        float[] sums = valuesOf(row);
        int n = columns();
        for (int i = 0, at = 0; i < rows(); i++, at += n)
            for (int j = 0; j < n; j++) sums[j] = Math.fma(values[at + j], bv[at + j], sums[j]);
    }

    @Override
    public void affine(Matrix scale, Matrix shift, Matrix result) {
        checkRow(scale);
        checkRow(shift);
        checkSame(result);
        float[] s = valuesOf(scale);
        float[] t = valuesOf(shift);
        float[] y = valuesOf(result);
        int n = columns();
        Parallel.rows(rows(), PASS * size(), (from, to) -> {
            for (int i = from, at = from * n; i < to; i++, at += n)
                for (int j = 0; j < n; j++) y[at + j] = Math.fma(values[at + j], s[j], t[j]);
        });
    }

    @Override
    public void addScaledColumns(Matrix b, Matrix scale) {
        checkSame(b);
        checkRow(scale);
        float[] bv = valuesOf(b);
        float[] s = valuesOf(scale);
        int n = columns();
        Parallel.rows(rows(), PASS * size(), (from, to) -> {
            for (int i = from, at = from * n; i < to; i++, at += n)
                for (int j = 0; j < n; j++) values[at + j] = Math.fma(bv[at + j], s[j], values[at + j]);
        });
    }

    @Override
    public void addSigns(double alpha, Matrix b) {
        checkSame(b);
        float a = (float) alpha;
        float[] bv = valuesOf(b);
        Parallel.rows(size(), PASS * size(), (from, to) -> {
            for (int i = from; i < to; i++) values[i] += a * Math.max(-1, Math.min(1, bv[i] * HUGE * HUGE)); // no jumps
        });
    }

    @Override
    public void fillMask(double rate, RandomStream random) {
        float kept = (float) (1 / (1 - rate));
        Parallel.rows(size(), PASS * size(), (from, to) -> {
            for (int i = from; i < to; i++) values[i] = isKept(i, rate, random) ? kept : 0;
        });
    }

    @Override
    public void leak(double slope, Matrix result) {
        leakWhere(this, slope, result);
    }

    @Override
    public void leakWhere(Matrix z, double slope, Matrix result) {
        checkSame(z);
        checkSame(result);
        float s = (float) slope;
        float[] zv = valuesOf(z);
        float[] y = valuesOf(result);
        Parallel.rows(size(), PASS * size(), (from, to) -> {
            for (int i = from; i < to; i++) y[i] = zv[i] > 0 ? values[i] : s * values[i];
        });
    }

    @Override
    public void times(Matrix b, Matrix result) {
        checkSame(b);
        checkSame(result);
        float[] bv = valuesOf(b);
        float[] y = valuesOf(result);
        Parallel.rows(size(), PASS * size(), (from, to) -> {
            for (int i = from; i < to; i++) y[i] = values[i] * bv[i];
        });
    }

    @Override
    public void fill(double value) {
        Arrays.fill(values, (float) value);
    }

    private static float[] valuesOf(Matrix matrix) {
        if (matrix instanceof FloatMatrix) return ((FloatMatrix) matrix).values;
        throw new IllegalArgumentException(
                "a " + matrix.shape()
                        + " matrix in double precision can't be combined with one in single precision; convert it with toDouble()");
    }
}
