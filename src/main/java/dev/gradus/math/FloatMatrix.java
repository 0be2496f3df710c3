package dev.gradus.math;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Single precision: what networks train in. */
final class FloatMatrix extends Matrix {
    static final Kernels KERNELS = Kernels.CHOSEN;

    static final long PASS = 10; // writing a number costs as much as so many multiply-adds of a product

    private static final int STRIP = 32; // rows transposed together

    private static final float TINY = 0x1p-100f;

    private static final int CHAINS = 2048; // side by side, so that the compiler makes vectors of them

    private static final float HUGE = 1e38f; // twice this times the smallest number is above 1

    private final float[] values; // rows × columns

    FloatMatrix(int rows, int columns) {
        this(rows, columns, Heap.matrix(rows, columns, Float.BYTES, float[]::new));
    }

    private FloatMatrix(int rows, int columns, float[] values) {
        super(rows, columns);
        this.values = values;
    }

    @Override
    public boolean isDouble() {
        return false;
    }

    @Override
    Matrix view(int rows, int columns) {
        return new FloatMatrix(rows, columns, values);
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
    void setFrom(int index, double[] some) {
        for (int j = 0; j < some.length; j++) values[index + j] = (float) some[j];
    }

    @Override
    public void setRows(byte[] store, int[] which) {
        int n = columns();
        Parallel.rows(rows(), PASS * size(), (from, to) -> {
            for (int i = from; i < to; i++) KERNELS.scaleBytes(n, store, which[i] * n, values, i * n);
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
        Parallel.rows(rows(), (long) rows() * n * k, KERNELS.multiplyAdd(rows(), n, k, av, aRow, aColumn, bv, values));
    }

    /** In one pass, so that each thread finds its rows where it left them. */
    @Override
    void setProduct(Matrix a, Matrix b, @Nullable Matrix row) {
        float @Nullable [] rowValues = row == null ? null : valuesOf(row);
        int n = columns();
        int k = b.rows();
        Parallel.Rows product = KERNELS.multiplyAdd(rows(), n, k, valuesOf(a), a.columns(), 1, valuesOf(b), values);
        Parallel.rows(rows(), (long) rows() * n * k, (from, to) -> {
            Arrays.fill(values, from * n, to * n, 0);
            product.compute(from, to);
            if (rowValues != null) KERNELS.addRow(from, to, n, rowValues, values);
        });
    }

    /** Strip by strip, so that the lines of the cache that are read for one column are still there for the next. */
    @Override
    void transposeInto(Matrix result) {
        float[] y = valuesOf(result);
        int m = rows();
        int n = columns();
        Parallel.rows(n, PASS * size(), (from, to) -> {
            for (int top = 0; top < m; top += STRIP)
                for (int j = from; j < to; j++)
                    for (int i = top; i < Math.min(top + STRIP, m); i++) y[j * m + i] = values[i * n + j];
        });
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
        KERNELS.addRow(0, rows(), columns(), valuesOf(row), values);
    }

    @Override
    public void addColumnSums(Matrix row) {
        checkRow(row);
        KERNELS.addColumnSums(rows(), columns(), values, valuesOf(row));
    }

    @Override
    public void positivePart(Matrix result) {
        checkSame(result);
        float[] y = valuesOf(result);
        Parallel.rows(size(), PASS * size(), (from, to) -> KERNELS.positivePart(from, to, values, y));
    }

    @Override
    public void wherePositive(Matrix z, Matrix result) {
        checkSame(z);
        checkSame(result);
        float[] zv = valuesOf(z);
        float[] y = valuesOf(result);
        Parallel.rows(size(), PASS * size(), (from, to) -> KERNELS.wherePositive(from, to, zv, values, y));
    }

    @Override
    public void scale(double alpha) {
        pass((from, to) -> scale(from, to, (float) alpha, values));
    }

    @Override
    public void mix(double beta, double alpha, Matrix b) {
        checkSame(b);
        float[] bv = valuesOf(b);
        pass((from, to) -> mix(from, to, (float) beta, values, (float) alpha, bv));
    }

    @Override
    public void mixProduct(double beta, double alpha, Matrix a, Matrix b) {
        checkSame(a);
        checkSame(b);
        float[] av = valuesOf(a);
        float[] bv = valuesOf(b);
        pass((from, to) -> mixProduct(from, to, (float) beta, values, (float) alpha, av, bv));
    }

    @Override
    public void mixQuotient(double beta, double alpha, Matrix a, Matrix b, double epsilon) {
        checkSame(a);
        checkSame(b);
        float[] av = valuesOf(a);
        float[] bv = valuesOf(b);
        pass((from, to) -> mixQuotient(from, to, (float) beta, values, (float) alpha, av, bv, (float) epsilon));
    }

    @Override
    public void keepLarger(double beta, Matrix b, double epsilon) {
        checkSame(b);
        float[] bv = valuesOf(b);
        pass((from, to) -> keepLarger(from, to, (float) beta, values, bv, (float) epsilon));
    }

    @Override
    public void root(double alpha, double epsilon, Matrix result) {
        checkSame(result);
        float[] rv = valuesOf(result);
        pass((from, to) -> root(from, to, (float) alpha, values, (float) epsilon, rv));
    }

    @Override
    public void clamp(double low, double high) {
        pass((from, to) -> clamp(from, to, (float) low, (float) high, values));
    }

    private void pass(Parallel.Rows elements) {
        Parallel.rows(size(), PASS * size(), elements);
    }

    // Loops of their own, with nothing but arrays and numbers in them: that is what the compiler makes vectors of.

    /**
     * Rounds what is too near to 0 (to multiples of at least 2⁻¹²⁴) and leaves the rest as it is. A running mean of a
     * gradient that stays 0, as at the edge of every digit, would otherwise end among the denormal numbers, with which a
     * step of Adam takes 16 times as long.
     */
    private static float normal(float x) {
        return (x + TINY) - TINY;
    }

    private static void scale(int from, int to, float alpha, float[] y) {
        for (int i = from; i < to; i++) y[i] *= alpha;
    }

    private static void mix(int from, int to, float beta, float[] y, float alpha, float[] b) {
        for (int i = from; i < to; i++) y[i] = normal(Fma.of(alpha, b[i], beta * y[i]));
    }

    private static void mixProduct(int from, int to, float beta, float[] y, float alpha, float[] a, float[] b) {
        for (int i = from; i < to; i++) y[i] = normal(Fma.of(alpha * a[i], b[i], beta * y[i]));
    }

    private static void mixQuotient(
            int from, int to, float beta, float[] y, float alpha, float[] a, float[] b, float epsilon) {
        for (int i = from; i < to; i++) y[i] = normal(Fma.of(alpha, a[i] / (b[i] + epsilon), beta * y[i]));
    }

    private static void keepLarger(int from, int to, float beta, float[] y, float[] b, float epsilon) {
        for (int i = from; i < to; i++) y[i] = normal(Math.max(beta * y[i], Math.abs(b[i]) + epsilon));
    }

    private static void root(int from, int to, float alpha, float[] x, float epsilon, float[] y) {
        for (int i = from; i < to; i++) y[i] = (float) Math.sqrt(Math.max(0, alpha * x[i]) + epsilon);
    }

    private static void clamp(int from, int to, float low, float high, float[] y) {
        for (int i = from; i < to; i++) y[i] = Math.min(high, Math.max(low, y[i]));
    }

    @Override
    public double sumOfSquares() {
        float[] chains = new float[Math.min(CHAINS, values.length)];
        float[] some = new float[chains.length]; // a copy that starts at 0, or the compiler makes no vectors
        for (int from = 0; from < values.length; from += CHAINS) {
            int n = Math.min(CHAINS, values.length - from);
            System.arraycopy(values, from, some, 0, n);
            mixProduct(0, n, 1, chains, 1, some, some);
        }
        double sum = 0;
        for (float chain : chains) sum += chain;
        return sum < Float.POSITIVE_INFINITY ? sum : super.sumOfSquares(); // for squares that only a double can hold
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
            for (int j = 0; j < n; j++) sums[j] = Fma.of(values[at + j], bv[at + j], sums[j]);
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
                for (int j = 0; j < n; j++) y[at + j] = Fma.of(values[at + j], s[j], t[j]);
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
                for (int j = 0; j < n; j++) values[at + j] = Fma.of(bv[at + j], s[j], values[at + j]);
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
        Parallel.rows(size(), PASS * size(), (from, to) -> Arrays.fill(values, from, to, (float) value));
    }

    @Override
    public void copyFrom(Matrix b) {
        if (!(b instanceof FloatMatrix)) {
            super.copyFrom(b);
            return;
        }
        checkSame(b);
        System.arraycopy(valuesOf(b), 0, values, 0, size());
    }

    /** 0·x is NaN for what is not finite, and 16 sums side by side are what the compiler makes vectors of. */
    @Override
    public boolean isFinite() {
        float[] sums = new float[16];
        int i = 0;
        for (; i + 16 <= size(); i += 16) for (int j = 0; j < 16; j++) sums[j] += 0 * values[i + j];
        for (; i < size(); i++) sums[0] += 0 * values[i];
        for (float sum : sums) if (sum != 0) return false; // NaN
        return true;
    }

    static float[] valuesOf(Matrix matrix) {
        if (matrix instanceof FloatMatrix) return ((FloatMatrix) matrix).values;
        throw new IllegalArgumentException(
                "a " + matrix.shape()
                        + " matrix in double precision can't be combined with one in single precision; convert it with toDouble()");
    }
}
