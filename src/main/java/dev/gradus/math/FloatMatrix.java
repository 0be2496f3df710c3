package dev.gradus.math;

import java.util.Arrays;

/** Single precision: what networks train in. */
final class FloatMatrix extends Matrix {
    static final Kernels KERNELS = Kernels.CHOSEN;

    private static final long PASS = 10; // writing a number costs as much as so many multiply-adds of a product

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

    @Override
    public void fill(double value) {
        Arrays.fill(values, (float) value);
    }

    static float[] valuesOf(Matrix matrix) {
        if (matrix instanceof FloatMatrix) return ((FloatMatrix) matrix).values;
        throw new IllegalArgumentException(
                "a " + matrix.shape()
                        + " matrix in double precision can't be combined with one in single precision; convert it with toDouble()");
    }
}
