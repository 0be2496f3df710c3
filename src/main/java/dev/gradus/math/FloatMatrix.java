package dev.gradus.math;

import dev.gradus.errors.Heap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Single precision: what networks train in. */
final class FloatMatrix extends Matrix {
    static final Kernels KERNELS = Kernels.CHOSEN;

    private static final int STRIP = 32; // rows transposed together
    private static final int LINE = 64; // bytes
    private static final int NARROW = 16; // columns
    private static final int WORTH_TURNING = 64; // steps of a sum
    private static final int LARGE = 200_000; // numbers, 800 KB: most of a core's second cache
    private static final int CHAINS = 2048; // side by side, so that the compiler makes vectors of them
    private static final float TINY = 0x1p-100f;
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
    double rounded(double value) {
        return (float) value;
    }

    @Override
    double fma(double a, double b, double c) {
        return Fma.of((float) a, (float) b, (float) c);
    }

    @Override
    void setFrom(int index, int n, double[] from, int at) {
        for (int j = 0; j < n; j++) values[index + j] = (float) from[at + j];
    }

    @Override
    void getInto(int index, int n, double[] to, int at) {
        for (int j = 0; j < n; j++) to[at + j] = values[index + j];
    }

    @Override
    void copy(int to, Matrix b, int from, int n) {
        if (b instanceof FloatMatrix) System.arraycopy(valuesOf(b), from, values, to, n);
        else super.copy(to, b, from, n);
    }

    @Override
    void add(int to, Matrix b, int from, int n) {
        float[] x = valuesOf(b);
        for (int j = 0; j < n; j++) values[to + j] += x[from + j];
    }

    @Override
    public void setRows(byte[] store, int[] which) {
        int n = columns();
        Parallel.rows(rows(), PASS * size(), (from, to) -> {
            for (int i = from; i < to; i++) fetch(n, store, which[i] * n, i * n);
            for (int i = from; i < to; i++) KERNELS.scaleBytes(n, store, which[i] * n, values, i * n);
        });
    }

    /**
     * Reads a byte of each line of memory. A shuffled sample is in no cache, and a processor waits for many lines at once if
     * it need not compute in between. The sum keeps the compiler from leaving it out; the place is written to next.
     */
    private void fetch(int n, byte[] store, int from, int to) {
        int sum = 0;
        for (int j = 0; j < n; j += LINE) sum += store[from + j];
        if (n > 0) values[to] = sum;
    }

    @Override
    void addProduct(Matrix a, boolean transposeA, Matrix b) {
        if (transposeA && isNarrow(b.rows())) {
            addTurned(a, b);
            return;
        }
        if (wideProduct(true, a, transposeA, b, false)) return;
        float[] av = valuesOf(a);
        float[] bv = valuesOf(b);
        int n = columns();
        int k = b.rows();
        int aRow = transposeA ? 1 : a.columns();
        int aColumn = transposeA ? a.columns() : 1;
        Parallel.Rows product = KERNELS.multiplyAdd(rows(), n, k, av, aRow, aColumn, bv, values);
        Parallel.rows(rows(), atLeast(b), (long) rows() * n * k, product);
    }

    @Override
    void setProducts(int blocks, Matrix a, Matrix b) {
        int n = columns();
        int k = a.columns();
        Parallel.Rows products =
                KERNELS.multiplyAdd(rows() / blocks, rows(), n, k, valuesOf(a), k, 1, valuesOf(b), values);
        Parallel.rows(rows(), (long) rows() * n * k, (from, to) -> {
            Arrays.fill(values, from * n, to * n, 0);
            products.compute(from, to);
        });
    }

    /** Whether so few columns leave most of a vector empty that it pays to turn a product of k steps and two copies of this. */
    private boolean isNarrow(int k) {
        return columns() < NARROW && rows() >= NARROW && k >= WORTH_TURNING && rows() <= 4 * k;
    }

    /** (Aᵀ·B)ᵀ = Bᵀ·A has as many columns as A, and in every sum the same terms in the same order. */
    private void addTurned(Matrix a, Matrix b) {
        Matrix sums = turned();
        sums.addProduct(b, true, a);
        sums.transposeInto(this);
    }

    /** Rows of a product that a thread takes at a time, since it reads all of B for them, from afar if B is large. */
    private static int atLeast(Matrix b) {
        return b.size() < LARGE ? 1 : 64;
    }

    /** In one pass, so that each thread finds its rows where it left them. */
    @Override
    void setProduct(Matrix a, Matrix b, @Nullable Matrix row) {
        float @Nullable [] rowValues = row == null ? null : valuesOf(row);
        if (wideProduct(false, a, false, b, false)) {
            if (row != null) addRow(row);
            return;
        }
        int n = columns();
        int k = b.rows();
        Parallel.Rows product = KERNELS.multiplyAdd(rows(), n, k, valuesOf(a), k, 1, valuesOf(b), values);
        Parallel.rows(rows(), atLeast(b), (long) rows() * n * k, (from, to) -> {
            Arrays.fill(values, from * n, to * n, 0);
            product.compute(from, to);
            if (rowValues != null) KERNELS.addRow(from, to, n, rowValues, values);
        });
    }

    @Override
    void setTransposedProduct(Matrix a, Matrix b) {
        if (!wideProduct(false, a, false, b, true)) super.setTransposedProduct(a, b);
    }

    /** this = a·b, or this += a·b, if the kernel for wide products does it; false if another has to. */
    private boolean wideProduct(boolean add, Matrix a, boolean transposeA, Matrix b, boolean transposeB) {
        float[] av = valuesOf(a);
        int m = rows();
        int n = columns();
        int k = transposeB ? b.columns() : b.rows();
        int aRow = transposeA ? 1 : k;
        int aColumn = transposeA ? m : 1;
        boolean isWide = KERNELS.isWide(m, n, k, av, aRow, aColumn);
        if (isWide)
            KERNELS.multiplyWide(
                    add, m, n, k, av, aRow, aColumn, valuesOf(b), transposeB ? 1 : n, transposeB ? k : 1, values);
        return isWide;
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

    // ---- passes over many weights: loops over nothing but arrays and numbers, which the compiler makes vectors of
    // ----

    private float[] same(Matrix b) {
        checkSame(b);
        return valuesOf(b);
    }

    private float[] ofRow(Matrix row) {
        checkRow(row);
        return valuesOf(row);
    }

    /**
     * Rounds what is too near to 0 (to multiples of at least 2⁻¹²⁴) and leaves the rest as it is. A running mean of a
     * gradient that stays 0, as at the edge of every digit, would otherwise end among the denormal numbers, with which a
     * step of Adam takes 16 times as long.
     */
    private static float normal(float x) {
        return (x + TINY) - TINY;
    }

    @Override
    public void addScaled(double alpha, Matrix b) {
        float[] x = same(b);
        pass((from, to) -> KERNELS.addScaled(from, to, (float) alpha, x, values));
    }

    @Override
    public void addRow(Matrix row) {
        KERNELS.addRow(0, rows(), columns(), ofRow(row), values);
    }

    @Override
    public void addColumnSums(Matrix row) {
        KERNELS.addColumnSums(rows(), columns(), values, ofRow(row));
    }

    @Override
    public void positivePart(Matrix result) {
        float[] y = same(result);
        pass((from, to) -> KERNELS.positivePart(from, to, values, y));
    }

    @Override
    public void wherePositive(Matrix z, Matrix result) {
        float[] zv = same(z);
        float[] y = same(result);
        pass((from, to) -> KERNELS.wherePositive(from, to, zv, values, y));
    }

    @Override
    public void mix(double beta, double alpha, Matrix b) {
        float[] x = same(b);
        pass((from, to) -> {
            for (int i = from; i < to; i++) values[i] = normal(Fma.of((float) alpha, x[i], (float) beta * values[i]));
        });
    }

    @Override
    public void mixProduct(double beta, double alpha, Matrix a, Matrix b) {
        float[] u = same(a);
        float[] v = same(b);
        pass((from, to) -> mixProduct(from, to, (float) beta, values, (float) alpha, u, v));
    }

    private static void mixProduct(int from, int to, float beta, float[] y, float alpha, float[] a, float[] b) {
        for (int i = from; i < to; i++) y[i] = normal(Fma.of(alpha * a[i], b[i], beta * y[i]));
    }

    @Override
    public void mixQuotient(double beta, double alpha, Matrix a, Matrix b, double epsilon) {
        float[] u = same(a);
        float[] v = same(b);
        pass((from, to) -> {
            for (int i = from; i < to; i++)
                values[i] = normal(Fma.of((float) alpha, u[i] / (v[i] + (float) epsilon), (float) beta * values[i]));
        });
    }

    @Override
    public void keepLarger(double beta, Matrix b, double epsilon) {
        float[] x = same(b);
        pass((from, to) -> {
            for (int i = from; i < to; i++)
                values[i] = normal(Math.max((float) beta * values[i], Math.abs(x[i]) + (float) epsilon));
        });
    }

    @Override
    public void root(double alpha, double epsilon, Matrix result) {
        float[] y = same(result);
        pass((from, to) -> {
            for (int i = from; i < to; i++)
                y[i] = (float) Math.sqrt(Math.max(0, (float) alpha * values[i]) + (float) epsilon);
        });
    }

    @Override
    public void scale(double alpha) {
        pass((from, to) -> {
            for (int i = from; i < to; i++) values[i] *= (float) alpha;
        });
    }

    @Override
    public void clamp(double low, double high) {
        pass((from, to) -> {
            for (int i = from; i < to; i++) values[i] = Math.min((float) high, Math.max((float) low, values[i]));
        });
    }

    @Override
    public void addSigns(double alpha, Matrix b) {
        float[] x = same(b);
        pass((from, to) -> {
            for (int i = from; i < to; i++)
                values[i] += (float) alpha * Math.max(-1, Math.min(1, x[i] * HUGE * HUGE)); // no jumps
        });
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

    @Override
    public void fill(double value) {
        pass((from, to) -> Arrays.fill(values, from, to, (float) value));
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

    static float[] valuesOf(Matrix matrix) {
        if (matrix instanceof FloatMatrix) return ((FloatMatrix) matrix).values;
        throw new IllegalArgumentException(
                "a " + matrix.shape()
                        + " matrix in double precision can't be combined with one in single precision; convert it with toDouble()");
    }
}
