package dev.gradus.math;

import dev.gradus.errors.Heap;
import java.util.Arrays;

/** Double precision: what gradients are checked in. No haste, so the plainest loops. */
final class DoubleMatrix extends Matrix {
    private final double[] values; // rows × columns

    DoubleMatrix(int rows, int columns) {
        this(rows, columns, Heap.matrix(rows, columns, Double.BYTES, double[]::new));
    }

    private DoubleMatrix(int rows, int columns, double[] values) {
        super(rows, columns);
        this.values = values;
    }

    @Override
    public boolean isDouble() {
        return true;
    }

    @Override
    Matrix view(int rows, int columns) {
        return new DoubleMatrix(rows, columns, values);
    }

    @Override
    public Matrix like(int rows, int columns) {
        return new DoubleMatrix(rows, columns);
    }

    @Override
    double get(int index) {
        return values[index];
    }

    @Override
    void set(int index, double value) {
        values[index] = value;
    }

    @Override
    double rounded(double value) {
        return value;
    }

    @Override
    double fma(double a, double b, double c) {
        return Fma.of(a, b, c);
    }

    @Override
    public void setRows(byte[] store, int[] which) {
        for (int i = 0; i < rows(); i++)
            for (int j = 0; j < columns(); j++) set(i, j, (store[which[i] * columns() + j] & 255) / 255f);
    }

    @Override
    void addProduct(Matrix a, boolean transposeA, Matrix b) {
        for (int i = 0; i < rows(); i++)
            for (int p = 0; p < b.rows(); p++) {
                double aip = transposeA ? a.get(p, i) : a.get(i, p);
                for (int j = 0; j < columns(); j++) set(i, j, Fma.of(aip, b.get(p, j), get(i, j)));
            }
    }

    @Override
    public void addScaled(double alpha, Matrix b) {
        checkSame(b);
        for (int i = 0; i < size(); i++) values[i] = Fma.of(alpha, b.get(i), values[i]);
    }

    @Override
    public void fill(double value) {
        Arrays.fill(values, value);
    }
}
