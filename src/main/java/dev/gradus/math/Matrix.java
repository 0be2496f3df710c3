package dev.gradus.math;

import dev.gradus.errors.Mismatch;
import dev.gradus.errors.ShapeException;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A matrix of rows × columns, stored row by row. Rows are samples: a batch of m samples with n features is m × n.
 *
 * <p>Networks compute in {@code float}; checks of gradients run the same code in {@code double}. Only the two
 * subclasses know which it is: everybody else reads and writes {@code double} and asks for more of the same kind with
 * {@link #like} and {@link #buffer}.
 *
 * <p>The heavy operations write into a given result instead of making one, since a training step should not allocate.
 */
public abstract sealed class Matrix permits FloatMatrix, DoubleMatrix {
    static final long PASS = 10; // writing a number costs as much as so many multiply-adds of a product
    static final long TRANSCENDENTAL = 200; // eˣ and what goes with it cost as much as so many multiply-adds

    private static final int PIECE = 256; // numbers that a formula gets at once

    private final int rows;
    private final int columns;
    private @Nullable Matrix scratch; // for this matrix transposed, from step to step

    Matrix(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
    }

    // ---- making one ----

    /** A matrix of zeros in single precision. */
    public static Matrix zeros(int rows, int columns) {
        return new FloatMatrix(checkSize(rows, columns), columns);
    }

    /** The given rows in single precision. */
    public static Matrix of(double[][] values) {
        int columns = values.length == 0 ? 0 : values[0].length;
        Matrix result = zeros(values.length, columns);
        for (int i = 0; i < values.length; i++) result.setRow(i, values[i]);
        return result;
    }

    /** Zeros of the given size in the precision of this matrix. */
    public abstract Matrix like(int rows, int columns);

    /** Zeros of the size and precision of this matrix. */
    public final Matrix like() {
        return like(rows, columns);
    }

    /** The same values in double precision, for checks. */
    public Matrix toDouble() {
        Matrix result = new DoubleMatrix(rows, columns);
        result.copyFrom(this);
        return result;
    }

    /**
     * A matrix of the given size in this precision, for a result that is about to be written: the old one if its size
     * fits, otherwise a new one. Layers keep their results in such buffers from step to step.
     */
    public Matrix buffer(@Nullable Matrix old, int rows, int columns) {
        boolean fits = old != null && old.rows == rows && old.columns == columns && old.getClass() == getClass();
        return fits ? old : like(rows, columns);
    }

    /** Whether this is one in double precision. */
    public abstract boolean isDouble();

    /**
     * The same numbers, row by row, as a matrix of another shape: a view, so that writing to one writes to both. A batch
     * of m sequences, (m·T) × F, is m × (T·F) as well.
     */
    public final Matrix reshape(int rows, int columns) {
        if (rows == this.rows && columns == this.columns) return this;
        if ((long) rows * columns != size() || rows < 0)
            throw new IllegalArgumentException("a " + shape() + " matrix has " + size() + " numbers, too "
                    + (size() > (long) rows * columns ? "many" : "few") + " for " + rows + " × " + columns);
        return view(rows, columns);
    }

    abstract Matrix view(int rows, int columns);

    // ---- size and elements ----

    public final int rows() {
        return rows;
    }

    public final int columns() {
        return columns;
    }

    /** rows · columns. */
    public final int size() {
        return rows * columns;
    }

    /** The element at row i, column j. */
    public final double get(int i, int j) {
        return get(index(i, j));
    }

    /** Sets the element at row i, column j (rounded to this matrix' precision). */
    public final void set(int i, int j, double value) {
        set(index(i, j), value);
    }

    abstract double get(int index);

    abstract void set(int index, double value);

    /** A number as this matrix can hold it. */
    abstract double rounded(double value);

    /** a·b + c, rounded once to this precision. */
    abstract double fma(double a, double b, double c);

    private int index(int i, int j) {
        if (i < 0 || i >= rows || j < 0 || j >= columns)
            throw new IllegalArgumentException(
                    "row " + i + ", column " + j + " is outside of a " + shape() + " matrix");
        return i * columns + j;
    }

    /** A copy of row i. */
    public final double[] row(int i) {
        double[] row = new double[columns];
        row(i, row);
        return row;
    }

    /**
     * Copies row i to where there is room for it already. Formulas of many steps are several times as fast on such a copy:
     * a processor can't begin with the next number while it still waits for the conversion of this one.
     */
    public final void row(int i, double[] row) {
        if (columns == 0) return;
        getInto(index(i, 0), columns, row, 0);
    }

    /** Copies n numbers of row i, from column j on, to an array from a place on. */
    public final void part(int i, int j, int n, double[] to, int at) {
        if (n > 0) getInto(index(i, j), index(i, j + n - 1) - index(i, j) + 1, to, at);
    }

    void getInto(int index, int n, double[] to, int at) {
        for (int j = 0; j < n; j++) to[at + j] = get(index + j);
    }

    /** What is done with row i, of which it gets a copy. */
    public interface RowTask {
        void accept(int i, double[] row);
    }

    /** A number found from row i, of which it gets a copy. */
    public interface RowTerm {
        double of(int i, double[] row);
    }

    /** Does the task for every row; several threads may share them, so it may write to row i of what it knows only. */
    public final void eachRow(RowTask task) {
        Parallel.rows(rows, TRANSCENDENTAL * size(), (from, to) -> {
            double[] row = Spare.take(columns);
            for (int i = from; i < to; i++) {
                row(i, row);
                task.accept(i, row);
            }
            Spare.giveBack(row);
        });
    }

    /** Sets every row to what the task writes into its copy, in which anything may stand before; several threads share them. */
    public final void setEachRow(RowTask task) {
        Parallel.rows(rows, PASS * size(), (from, to) -> {
            double[] row = Spare.take(columns);
            for (int i = from; i < to; i++) {
                task.accept(i, row);
                setRow(i, row);
            }
            Spare.giveBack(row);
        });
    }

    /** The sum of the rows' terms, added from the first to the last whichever thread finds them. */
    public final double sumOverRows(RowTerm term) {
        double[] terms = new double[rows];
        eachRow((i, row) -> terms[i] = term.of(i, row));
        double sum = 0;
        for (double t : terms) sum += t;
        return sum;
    }

    /** Sets row i. */
    public final void setRow(int i, double[] values) {
        if (values.length != columns)
            throw new IllegalArgumentException("row " + i + " needs " + columns + " values, but got " + values.length);
        if (columns > 0) setFrom(index(i, 0), columns, values, 0);
    }

    /** Sets n numbers of row i, from column j on, to those of an array from a place on. */
    public final void setPart(int i, int j, int n, double[] from, int at) {
        if (n > 0) setFrom(index(i, j), index(i, j + n - 1) - index(i, j) + 1, from, at);
    }

    void setFrom(int index, int n, double[] from, int at) {
        for (int j = 0; j < n; j++) set(index + j, from[at + j]);
    }

    /** A copy of the rows from … to − 1. */
    public final Matrix rows(int from, int to) {
        checkBlock("rows", from, to, rows);
        Matrix block = like(to - from, columns);
        block.copy(0, this, from * columns, block.size());
        return block;
    }

    /** Copies a block of rows to where it belongs: its first becomes row {@code from}. */
    public final void setRows(int from, Matrix block) {
        checkBlock("rows", from, from + block.rows, rows);
        if (block.columns != columns)
            throw new IllegalArgumentException(
                    "a block of " + block.shape() + " has other columns than a " + shape() + " matrix");
        copy(from * columns, block, 0, block.size());
    }

    /**
     * A copy of the columns from … to − 1. Of sequences reshaped to m × (T·F), columns t·F … (t + 1)·F − 1 are step t of
     * all of them.
     */
    public final Matrix columns(int from, int to) {
        checkBlock("columns", from, to, columns);
        Matrix block = like(rows, to - from);
        columns(from, block);
        return block;
    }

    /** Copies the columns from this one on into a block (m × k) that is there already, as many as it has. */
    public final void columns(int from, Matrix block) {
        checkColumns(from, block);
        for (int i = 0; i < rows; i++) block.copy(i * block.columns, this, i * columns + from, block.columns);
    }

    /** Copies a block of columns to where it belongs: its first becomes column {@code from}. */
    public final void setColumns(int from, Matrix block) {
        checkColumns(from, block);
        for (int i = 0; i < rows; i++) copy(i * columns + from, block, i * block.columns, block.columns);
    }

    /** this (m × k) += the columns of b (m × n) from this one on, as many as this has. */
    public final void addColumns(int from, Matrix b) {
        b.checkColumns(from, this);
        for (int i = 0; i < rows; i++) add(i * columns, b, i * b.columns + from, columns);
    }

    /** Adds n elements from an index of b on to those from an index of this on. */
    void add(int to, Matrix b, int from, int n) {
        for (int j = 0; j < n; j++) set(to + j, get(to + j) + b.get(from + j));
    }

    /** Copies n elements from an index of b to an index of this. */
    void copy(int to, Matrix b, int from, int n) {
        for (int j = 0; j < n; j++) set(to + j, b.get(from + j));
    }

    private void checkColumns(int from, Matrix block) {
        checkBlock("columns", from, from + block.columns, columns);
        if (block.rows != rows)
            throw new IllegalArgumentException(
                    "a block of " + block.shape() + " has other rows than a " + shape() + " matrix");
    }

    private void checkBlock(String what, int from, int to, int count) {
        if (from < 0 || to < from || to > count)
            throw new IllegalArgumentException(
                    what + " " + from + " … " + (to - 1) + " are outside of a " + shape() + " matrix");
    }

    /**
     * A new matrix (m × n) with a row of this (V × n) for each of m numbers (m × 1), the index of the row: an embedding's
     * way forward.
     */
    public final Matrix gather(Matrix indices) {
        Matrix result = like(indices.size(), columns);
        gather(indices, result);
        return result;
    }

    /** The same into a result (m × n) that is there already. */
    public final void gather(Matrix indices, Matrix result) {
        checkGathered(indices, result);
        for (int i = 0; i < indices.size(); i++)
            result.copy(i * columns, this, rowIndex(indices, i) * columns, columns);
    }

    /** Adds row i of m (m × n) to the row of this (V × n) that index i names, one after the other: its way backward. */
    public final void scatterAdd(Matrix indices, Matrix m) {
        checkGathered(indices, m);
        for (int i = 0; i < indices.size(); i++) add(rowIndex(indices, i) * columns, m, i * columns, columns);
    }

    private void checkGathered(Matrix indices, Matrix m) {
        if (m.rows != indices.size() || m.columns != columns)
            throw new IllegalArgumentException("for " + indices.size() + " rows of a " + shape() + " matrix, m must be "
                    + indices.size() + " × " + columns + ", but is " + m.shape());
    }

    private int rowIndex(Matrix indices, int i) {
        double index = indices.get(i);
        if (index >= 0 && index < rows && index == (int) index) return (int) index;
        throw new IllegalArgumentException("index " + i + " is " + Figures.text(index, 6) + ", but the rows of a "
                + shape() + " matrix count from 0 to " + (rows - 1));
    }

    /**
     * Sets row i to sample {@code which[i]} of a store of unsigned bytes, a sample behind the other, scaled from 0 … 255
     * to 0 … 1: pixels stay bytes until they are needed.
     */
    public abstract void setRows(byte[] store, int[] which);

    /** A copy of all elements, row by row. */
    public final double[] toArray() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) values[i] = get(i);
        return values;
    }

    /** Sets all elements, row by row. */
    public final void setAll(double[] values) {
        if (values.length != size())
            throw new IllegalArgumentException(
                    "a " + shape() + " matrix needs " + size() + " values, but got " + values.length);
        for (int i = 0; i < values.length; i++) set(i, values[i]);
    }

    /** The column of the largest element of row i; of equals, the first. */
    public final int argMax(int i) {
        int best = 0;
        double max = get(i, 0);
        for (int j = 1; j < columns; j++) {
            double x = get(i, j);
            if (x > max) {
                max = x;
                best = j;
            }
        }
        return best;
    }

    // ---- operations; "result" may not be one of the factors of a product ----

    /** result (m × n) = this (m × k) · b (k × n). */
    public final void multiply(Matrix b, Matrix result) {
        checkProduct("A·B", columns == b.rows && result.rows == rows && result.columns == b.columns, b, result);
        Engine.count((long) size() * b.columns);
        result.setProduct(this, b, null);
    }

    /** result (m × n) = this (m × k) · b (k × n) + row (1 × n) on every row: XW + b. */
    public final void multiply(Matrix b, Matrix row, Matrix result) {
        checkProduct("A·B", columns == b.rows && result.rows == rows && result.columns == b.columns, b, result);
        result.checkRow(row);
        Engine.count((long) size() * b.columns);
        result.setProduct(this, b, row);
    }

    /** result (m × n) = this (m × k) · bᵀ, where b is n × k. */
    public final void multiplyTransposed(Matrix b, Matrix result) {
        checkProduct("A·Bᵀ", columns == b.columns && result.rows == rows && result.columns == b.rows, b, result);
        Engine.count((long) size() * b.rows);
        result.setTransposedProduct(this, b);
    }

    /** result (m × n) += thisᵀ · b, where this is k × m and b is k × n: a sum over samples. */
    public final void addTransposedProduct(Matrix b, Matrix result) {
        checkProduct("Aᵀ·B", rows == b.rows && result.rows == columns && result.columns == b.columns, b, result);
        Engine.count((long) size() * b.columns);
        result.addProduct(this, true, b);
    }

    /**
     * result (b·m × n) = this (b·m × k) · b (b·k × n), block by block: each of b blocks of m × k, one below the other,
     * times its own k × n. Attention multiplies the queries and keys of each sequence so.
     */
    public final void multiplyBlocks(int blocks, Matrix b, Matrix result) {
        int m = rowsOfBlock("blocks", blocks);
        int k = b.rowsOfBlock("blocks", blocks);
        checkProduct("A·B", columns == k && result.rows == rows && result.columns == b.columns, b, result);
        Engine.count((long) size() * b.columns);
        result.setProducts(blocks, this, b);
    }

    /** this = a·b, block by block. */
    void setProducts(int blocks, Matrix a, Matrix b) {
        int m = rows / blocks;
        int k = a.columns;
        for (int i = 0; i < blocks; i++) {
            Matrix product = like(m, columns);
            product.addProduct(a.rows(i * m, (i + 1) * m), false, b.rows(i * k, (i + 1) * k));
            setRows(i * m, product);
        }
    }

    /** result (b·k × m) = each of b blocks of m × k, one below the other, transposed to k × m. */
    public final void transposeBlocks(int blocks, Matrix result) {
        int m = rowsOfBlock("blocks", blocks);
        if (result.rows != blocks * columns || result.columns != m)
            throw new IllegalArgumentException("the result must be " + blocks * columns + " × " + m + ", but is "
                    + result.shape() + "; it takes " + blocks + " blocks of a " + shape() + " matrix");
        if (blocks == 1) transposeInto(result);
        else
            Parallel.rows(blocks, PASS * size(), (from, to) -> {
                for (int block = from; block < to; block++)
                    for (int i = 0, at = block * m * columns; i < m; i++)
                        for (int j = 0, there = block * columns * m + i; j < columns; j++, there += m)
                            result.set(there, get(at++));
            });
    }

    /** this += a·b, or aᵀ·b; each element is one chain of fused multiply-adds in index order. */
    abstract void addProduct(Matrix a, boolean transposeA, Matrix b);

    /** this = a·b, and the row, if there is one, added behind the sum. */
    void setProduct(Matrix a, Matrix b, @Nullable Matrix row) {
        fill(0);
        addProduct(a, false, b);
        if (row != null) addRow(row);
    }

    /** this = a·bᵀ. */
    void setTransposedProduct(Matrix a, Matrix b) {
        setProduct(a, b.turned(), null);
    }

    /** This transposed, in a matrix that is kept for it. */
    final Matrix turned() {
        scratch = buffer(scratch, columns, rows);
        transposeInto(scratch);
        return scratch;
    }

    /** this += α·b, each element by one fused multiply-add. */
    public abstract void addScaled(double alpha, Matrix b);

    /** Adds the 1 × n row to every row. */
    public void addRow(Matrix row) {
        checkRow(row);
        for (int i = 0, at = 0; i < rows; i++) for (int j = 0; j < columns; j++, at++) set(at, get(at) + row.get(j));
    }

    /** row (1 × n) += the sum of all rows, from the first to the last. */
    public void addColumnSums(Matrix row) {
        checkRow(row);
        for (int i = 0, at = 0; i < rows; i++) for (int j = 0; j < columns; j++, at++) row.set(j, row.get(j) + get(at));
    }

    /** row (1 × n) += the column sums of this ⊙ b, from the first row to the last, by fused multiply-adds. */
    public final void addColumnProducts(Matrix b, Matrix row) {
        checkSame(b);
        checkRow(row);
        for (int i = 0, at = 0; i < rows; i++)
            for (int j = 0; j < columns; j++, at++) row.set(j, fma(get(at), b.get(at), row.get(j)));
    }

    /** result = this ⊙ scale + shift, two rows (1 × n) that meet every row of this, by one fused multiply-add each. */
    public final void affine(Matrix scale, Matrix shift, Matrix result) {
        checkRow(scale);
        checkRow(shift);
        checkSame(result);
        Parallel.rows(rows, PASS * size(), (from, to) -> {
            for (int i = from, at = from * columns; i < to; i++)
                for (int j = 0; j < columns; j++, at++) result.set(at, fma(get(at), scale.get(j), shift.get(j)));
        });
    }

    /** this += b ⊙ scale, a row (1 × n) that meets every row of b, by one fused multiply-add each. */
    public final void addScaledColumns(Matrix b, Matrix scale) {
        checkSame(b);
        checkRow(scale);
        Parallel.rows(rows, PASS * size(), (from, to) -> {
            for (int i = from, at = from * columns; i < to; i++)
                for (int j = 0; j < columns; j++, at++) set(at, fma(b.get(at), scale.get(j), get(at)));
        });
    }

    /** this += α·sign(b), element by element; the sign of 0 is 0. */
    public void addSigns(double alpha, Matrix b) {
        checkSame(b);
        for (int i = 0; i < size(); i++) set(i, get(i) + alpha * Math.signum(b.get(i)));
    }

    /**
     * Fills this with a mask: 0 with the given probability, elsewhere 1 / (1 − rate). Element i takes the i-th number
     * from where the stream stands, whichever thread computes it; the stream itself stays there.
     */
    public final void fillMask(double rate, RandomStream random) {
        double kept = 1 / (1 - rate);
        pass((from, to) -> {
            for (int i = from; i < to; i++) set(i, isKept(i, rate, random) ? kept : 0);
        });
    }

    /** Elements [from, to) at a time, since several threads may share them. */
    final void pass(Parallel.Rows elements) {
        Parallel.rows(size(), PASS * size(), elements);
    }

    private static boolean isKept(int i, double rate, RandomStream random) {
        return (random.peek(i + 1) >>> 11) * 0x1p-53 >= rate;
    }

    /** What {@link #setEach} computes: n numbers from n of each matrix that goes in. */
    public interface Formula {
        void compute(int n, double[][] x, double[] result);
    }

    /**
     * this = f(x₀, x₁, …), element by element, by a formula that takes many numbers at once; several threads may share them.
     * This may be one of what goes in.
     */
    public final void setEach(Formula f, Matrix... x) {
        for (Matrix m : x) checkSame(m);
        Parallel.rows(size(), TRANSCENDENTAL * size(), (from, to) -> {
            double[][] in = new double[x.length][];
            for (int i = 0; i < x.length; i++) in[i] = Spare.take(PIECE);
            double[] result = Spare.take(PIECE);
            for (int at = from; at < to; at += PIECE) {
                int n = Math.min(PIECE, to - at);
                for (int i = 0; i < x.length; i++) x[i].getInto(at, n, in[i], 0);
                f.compute(n, in, result);
                setFrom(at, n, result, 0);
            }
            for (double[] numbers : in) Spare.giveBack(numbers);
            Spare.giveBack(result);
        });
    }

    /** result = f(this), element by element; the result may be this matrix itself. */
    public final void map(DoubleUnaryOperator f, Matrix result) {
        checkSame(result);
        for (int i = 0; i < size(); i++) result.set(i, f.applyAsDouble(get(i)));
    }

    /**
     * Softmax of each row: resultₖ = eᶻₖ / Σⱼ eᶻⱼ, where k and j run over the first visible(i) columns of row i; what lies
     * behind them is 0. A causal mask over T × T scores is {@code i -> i % T + 1}. The result may be this matrix itself.
     *
     * @param visible from the row to how many columns, at least 1
     */
    public final void softmax(IntUnaryOperator visible, Matrix result) {
        checkSame(result);
        RowExponentials.each(this, 1, visible, (i, e, at, n, max) -> {
            double sum = sum(e, at, n);
            for (int k = at; k < at + n; k++) e[k] /= sum;
            result.setPart(i, 0, n, e, at);
            for (int k = n; k < columns; k++) result.set(i, k, 0);
        });
    }

    /** ln Σₖ e^(zₖ/T) of each row, as max + ln Σₖ e^(zₖ/T − max), for the logits z and a temperature T. */
    public final double[] logSumExp(double temperature) {
        double[] result = new double[rows];
        RowExponentials.each(this, temperature, i -> columns, (i, e, at, n, max) -> {
            result[i] = max + Functions.log(sum(e, at, n));
        });
        return result;
    }

    private static double sum(double[] x, int from, int n) {
        double sum = 0;
        for (int k = from; k < from + n; k++) sum += x[k];
        return sum;
    }

    /** result = max(0, this), element by element. */
    public void positivePart(Matrix result) {
        map(x -> x > 0 || Double.isNaN(x) ? x : 0, result);
    }

    /** result = this where z > 0, elsewhere 0. */
    public void wherePositive(Matrix z, Matrix result) {
        checkSame(z);
        checkSame(result);
        for (int i = 0; i < size(); i++) result.set(i, z.get(i) > 0 ? get(i) : 0);
    }

    /** result = this where this is positive, elsewhere slope · this. */
    public final void leak(double slope, Matrix result) {
        leakWhere(this, slope, result);
    }

    /** result = this where z > 0, elsewhere slope · this. */
    public final void leakWhere(Matrix z, double slope, Matrix result) {
        checkSame(z);
        checkSame(result);
        double s = rounded(slope);
        pass((from, to) -> {
            for (int i = from; i < to; i++) result.set(i, z.get(i) > 0 ? get(i) : s * get(i));
        });
    }

    /** result = this ⊙ b, element by element. */
    public final void times(Matrix b, Matrix result) {
        checkSame(b);
        checkSame(result);
        pass((from, to) -> {
            for (int i = from; i < to; i++) result.set(i, get(i) * b.get(i));
        });
    }

    /** A new matrix: this ⊙ b, element by element; b may be a single row, which then meets every row of this. */
    public final Matrix times(Matrix b) {
        if (b.rows == 1) checkRow(b);
        else checkSame(b);
        Matrix result = like(rows, columns);
        for (int i = 0; i < size(); i++) result.set(i, get(i) * b.get(i % b.size()));
        return result;
    }

    // ---- new matrices, for formulas that are read rather than trained ----

    /** A new matrix: this (m × k) · b (k × n). */
    public final Matrix dot(Matrix b) {
        Matrix result = like(rows, b.columns);
        multiply(b, result);
        return result;
    }

    /**
     * A new matrix of products, block by block: this is b blocks of m × k one below the other, the other b blocks of
     * k × n, the result b blocks of m × n. Attention multiplies the queries and keys of each sequence so.
     */
    public final Matrix dotBlocks(int blocks, Matrix b) {
        Matrix result = like(rows, b.columns);
        multiplyBlocks(blocks, b, result);
        return result;
    }

    /** A new matrix: each of b blocks of m × k, one below the other, transposed to k × m. */
    public final Matrix transposedBlocks(int blocks) {
        Matrix result = like(blocks * columns, rowsOfBlock("blocks", blocks));
        transposeBlocks(blocks, result);
        return result;
    }

    private int rowsOfBlock(String name, int blocks) {
        if (blocks >= 1 && rows % blocks == 0) return rows / blocks;
        throw new IllegalArgumentException(
                name + " is " + blocks + ", which doesn't divide the rows of a " + shape() + " matrix");
    }

    /** A new matrix: f(this), element by element. */
    public final Matrix map(DoubleUnaryOperator f) {
        Matrix result = like();
        map(f, result);
        return result;
    }

    /** A new matrix: this + b. */
    public final Matrix plus(Matrix b) {
        Matrix result = like();
        result.copyFrom(this);
        result.addScaled(1, b);
        return result;
    }

    /** A new matrix: this − b. */
    public final Matrix minus(Matrix b) {
        Matrix result = like();
        result.copyFrom(this);
        result.addScaled(-1, b);
        return result;
    }

    /** A new row (1 × n): the sum of all rows. */
    public final Matrix columnSums() {
        Matrix result = like(1, columns);
        addColumnSums(result);
        return result;
    }

    /** Multiplies every element by α. */
    public void scale(double alpha) {
        for (int i = 0; i < size(); i++) set(i, get(i) * alpha);
    }

    // ---- what optimizers are made of, element by element; the operands may be this matrix itself ----

    /** this ← β·this + α·b, for instance a running mean. */
    public void mix(double beta, double alpha, Matrix b) {
        checkSame(b);
        for (int i = 0; i < size(); i++) set(i, Fma.of(alpha, b.get(i), beta * get(i)));
    }

    /** this ← β·this + α·(a ⊙ b), for instance a running mean of squares. */
    public void mixProduct(double beta, double alpha, Matrix a, Matrix b) {
        checkSame(a);
        checkSame(b);
        for (int i = 0; i < size(); i++) set(i, Fma.of(alpha * a.get(i), b.get(i), beta * get(i)));
    }

    /** this ← β·this + α·a / (b + ε). */
    public void mixQuotient(double beta, double alpha, Matrix a, Matrix b, double epsilon) {
        checkSame(a);
        checkSame(b);
        for (int i = 0; i < size(); i++) set(i, Fma.of(alpha, a.get(i) / (b.get(i) + epsilon), beta * get(i)));
    }

    /** this ← max(β·this, |b| + ε). */
    public void keepLarger(double beta, Matrix b, double epsilon) {
        checkSame(b);
        for (int i = 0; i < size(); i++) set(i, Math.max(beta * get(i), Math.abs(b.get(i)) + epsilon));
    }

    /** result = √(α·this + ε); what rounding left below 0 counts as 0. */
    public void root(double alpha, double epsilon, Matrix result) {
        checkSame(result);
        for (int i = 0; i < size(); i++) result.set(i, Math.sqrt(Math.max(0, alpha * get(i)) + epsilon));
    }

    /** this ← this, but at least low and at most high. */
    public void clamp(double low, double high) {
        for (int i = 0; i < size(); i++) set(i, Math.min(high, Math.max(low, get(i))));
    }

    /** Σ x² over all elements. (In single precision: 2048 chains of fused multiply-adds, by index, then their sum.) */
    public double sumOfSquares() {
        double sum = 0;
        for (int i = 0; i < size(); i++) sum = Fma.of(get(i), get(i), sum);
        return sum;
    }

    /** Sets every element. */
    public abstract void fill(double value);

    /** Copies the elements of a matrix of the same size, in whichever precision. */
    public void copyFrom(Matrix b) {
        checkSame(b);
        for (int i = 0; i < size(); i++) set(i, b.get(i));
    }

    /** Whether no element is infinite or NaN. */
    public final boolean isFinite() {
        for (int i = 0; i < size(); i++) if (!Double.isFinite(get(i))) return false;
        return true;
    }

    /** A new matrix, rows and columns exchanged. */
    public final Matrix transposed() {
        Matrix result = like(columns, rows);
        transposeInto(result);
        return result;
    }

    /** result (n × m) = this (m × n), rows and columns exchanged. */
    public final void transpose(Matrix result) {
        transposeBlocks(1, result);
    }

    void transposeInto(Matrix result) {
        for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) result.set(j * rows + i, get(i * columns + j));
    }

    // ---- words ----

    /** "784 × 128". */
    public final String shape() {
        return rows + " × " + columns;
    }

    /** The shape and the first few values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(shape() + " matrix");
        for (int i = 0; i < Math.min(rows, 6); i++) {
            text.append("\n [");
            for (int j = 0; j < Math.min(columns, 8); j++)
                text.append(String.format(Locale.ROOT, j == 0 ? "%.4g" : ", %.4g", get(i, j)));
            text.append(columns > 8 ? ", …]" : "]");
        }
        return text.append(rows > 6 ? "\n …" : "").toString();
    }

    // ---- checks ----

    private static int checkSize(int rows, int columns) {
        if (rows < 0 || columns < 0 || (long) rows * columns > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException(
                    "a matrix of " + rows + " × " + columns + " elements is impossible; expected"
                            + " sizes from 0 on, and at most " + (Integer.MAX_VALUE - 8) + " elements");
        return rows;
    }

    private void checkProduct(String formula, boolean fits, Matrix b, Matrix result) {
        if (!fits)
            throw new ShapeException(
                    formula + " does not fit: A is " + shape() + ", B is " + b.shape() + ", the result is "
                            + result.shape(),
                    Mismatch.product(
                            box("A").transposed(formula.startsWith("Aᵀ")),
                            b.box("B").transposed(formula.endsWith("Bᵀ")),
                            Mismatch.Box.of(Mismatch.Part.RESULT, result.rows, result.columns)));
    }

    final void checkSame(Matrix b) {
        if (b.rows != rows || b.columns != columns)
            throw new ShapeException(
                    "both matrices must have one shape: " + shape() + " and " + b.shape(),
                    Mismatch.of(box("A"), b.box("B")));
    }

    final void checkRow(Matrix row) {
        if (row.rows != 1 || row.columns != columns)
            throw new ShapeException(
                    "a row for a " + shape() + " matrix must be 1 × " + columns + ", but is " + row.shape(),
                    new Mismatch(
                            box("A").mark(true, columns == row.columns),
                            row.box("row").mark(row.rows == 1, columns == row.columns)));
    }

    private Mismatch.Box box(String name) {
        return Mismatch.Box.of(name, rows, columns);
    }
}
