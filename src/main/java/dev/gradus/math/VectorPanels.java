package dev.gradus.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorSpecies;

/**
 * C = A·B where B is wide, with the same chains. All of A is copied once, six rows side by side at places that the compiler
 * knows, so that a tile needn't check an index for each; of B each thread copies the columns it is at, as it lies or
 * turned, into its first cache. So a large B is read from afar once, and by one thread.
 *
 * <p>The order of the loops is that of Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008.
 */
final class VectorPanels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final Class<? extends Vector<Float>> TYPE = S.vectorType(); // see VectorKernels

    private static final int ROWS = VectorKernels.ROWS;
    private static final int DEPTH = VectorKernels.DEPTH;
    private static final int WIDTH = (VectorKernels.WIDE ? 4 : 2) * L; // columns of a tile
    private static final int COLUMNS = 64; // of a panel of B: 32 KB stay in the first cache; whole tiles
    private static final int SIXES = 64; // of a part: 196 KB of A stay in the second cache
    private static final int FEW = 8; // sixes for which a panel of B isn't worth a copy

    private static final int LEAST = 1_000_000; // multiply-adds
    private static final int MOST = 4_000_000; // numbers of A that are worth a copy of 16 MB

    private static final float[] ZEROS = new float[WIDTH]; // what a new sum begins with

    private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

    /** What each thread keeps: the columns of B it is at, and a tile that C has no room for. */
    private static final class Buffers {
        final float[] panel = new float[DEPTH * COLUMNS];
        final float[] edge = new float[ROWS * WIDTH];
        float[] a = {}; // for the products that it begins itself
    }

    private final int m;
    private final int n;
    private final int k;
    private final int sixes; // of rows
    private final int blocks; // of steps
    private final float[] a; // blocks × sixes × 6 × 128

    private VectorPanels(int m, int n, int k) {
        this.m = m;
        this.n = n;
        this.k = k;
        sixes = (m - 1) / ROWS + 1;
        blocks = (k - 1) / DEPTH + 1;
        Buffers mine = BUFFERS.get();
        int size = blocks * sixes * DEPTH;
        if (mine.a.length < size * ROWS) mine.a = new float[size * ROWS];
        a = mine.a;
    }

    /** Whether the copies pay: enough columns for that of A, of which nearly everything is read. */
    static boolean pay(int m, int n, int k, float[] a, int row, int column) {
        if (n < 8 * WIDTH || m < FEW * ROWS || (long) m * k > MOST || (long) m * n * k < LEAST) return false;
        return !VectorSparse.isSparse(m, k, a, row, column);
    }

    /** C = A·B, or C += A·B, by all threads; see {@link Kernels#multiplyWide}. */
    static void multiply(
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
        VectorPanels product = new VectorPanels(m, n, k);
        Parallel.rows(product.sixes, Matrix.PASS * m * k, (from, to) -> product.copy(from, to, a, aRow, aColumn));
        int panels = (n - 1) / COLUMNS + 1;
        int parts = product.parts(panels);
        Parallel.pieces(parts * panels, (long) m * n * k, (from, to) -> {
            for (int item = from; item < to; item++) {
                int part = item / panels;
                int first = product.sixes * part / parts;
                int last = product.sixes * (part + 1) / parts;
                product.panel(add, first, last, item % panels * COLUMNS, b, bRow, bColumn, c);
            }
        });
    }

    /** Into how many parts the rows are split: as few as have room in the cache, but every thread should get some. */
    private int parts(int panels) {
        int small = (sixes - 1) / SIXES + 1;
        int forAll = Math.min((2 * Parallel.THREADS - 1) / panels + 1, sixes / FEW);
        return Math.max(small, forAll);
    }

    // ---- copies ----

    /** Sixes [from, to) of A; below its last row, that row again. */
    private void copy(int from, int to, float[] x, int row, int column) {
        for (int block = 0, p = 0; block < blocks; block++, p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            if (column == 1) copyRows(block, from, to, p, depth, x, row);
            else copyColumns(block, from, to, p, depth, x, row, column);
        }
    }

    private void copyRows(int block, int from, int to, int p, int depth, float[] x, int row) {
        for (int i = from * ROWS, at = (block * sixes + from) * ROWS * DEPTH; i < to * ROWS; i++, at += DEPTH)
            System.arraycopy(x, Math.min(i, m - 1) * row + p, a, at, depth);
    }

    /** Of a transposed A, whose rows lie side by side, six at a time: so few lines of the copy are open at once. */
    private void copyColumns(int block, int from, int to, int p, int depth, float[] x, int row, int column) {
        for (int six = from, at = (block * sixes + from) * ROWS * DEPTH; six < to; six++, at += ROWS * DEPTH)
            for (int q = 0, i = six * ROWS, source = p * column; q < depth; q++, source += column)
                for (int r = 0; r < ROWS; r++) a[at + r * DEPTH + q] = x[source + Math.min(i + r, m - 1) * row];
    }

    /** Columns j … of a block of B, tile by tile. */
    private static void copyPanel(int j, int width, int p, int depth, float[] b, int row, int column, float[] panel) {
        for (int w = 0; w < width; w += WIDTH)
            if (column == 1)
                for (int q = 0, at = w * DEPTH; q < depth; q++, at += WIDTH)
                    System.arraycopy(b, (p + q) * row + j + w, panel, at, Math.min(WIDTH, width - w));
            else
                for (int x = w; x < Math.min(w + WIDTH, width); x++)
                    for (int q = 0, from = (j + x) * column + p * row, at = w * DEPTH + x - w;
                            q < depth;
                            q++, from += row, at += WIDTH) panel[at] = b[from];
    }

    // ---- tiles ----

    /** Some sixes of rows, and the columns of a panel from j. The sums wait in C from one block of steps to the next. */
    private void panel(boolean add, int from, int to, int j, float[] b, int bRow, int bColumn, float[] c) {
        Buffers mine = BUFFERS.get();
        int width = Math.min(COLUMNS, n - j);
        for (int block = 0, p = 0; block < blocks; block++, p += DEPTH) {
            int depth = Math.min(DEPTH, k - p);
            copyPanel(j, width, p, depth, b, bRow, bColumn, mine.panel);
            boolean begin = !add && block == 0;
            for (int six = from; six < to; six++)
                for (int w = 0; w < width; w += WIDTH)
                    tile(block, six, depth, w, Math.min(WIDTH, width - w), begin, mine, c, six * ROWS * n + j + w);
        }
    }

    /** At the edges of C, where a tile has no room, by way of an array of its own. */
    private void tile(int block, int six, int depth, int w, int width, boolean begin, Buffers mine, float[] c, int at) {
        int rows = Math.min(ROWS, m - six * ROWS);
        if (rows == ROWS && width == WIDTH) {
            tile(block * sixes + six, depth, mine.panel, w * DEPTH, begin, c, at, n);
            return;
        }
        if (!begin) for (int r = 0; r < rows; r++) System.arraycopy(c, at + r * n, mine.edge, r * WIDTH, width);
        tile(block * sixes + six, depth, mine.panel, w * DEPTH, begin, mine.edge, 0, WIDTH);
        for (int r = 0; r < rows; r++) System.arraycopy(mine.edge, r * WIDTH, c, at + r * n, width);
    }

    private void tile(int six, int depth, float[] b, int bAt, boolean begin, float[] c, int at, int n) {
        float[] from = begin ? ZEROS : c;
        int fromAt = begin ? 0 : at;
        int fromRow = begin ? 0 : n;
        if (VectorKernels.WIDE) tile4(depth, a, six * ROWS * DEPTH, b, bAt, from, fromAt, fromRow, c, at, n);
        else tile2(depth, a, six * ROWS * DEPTH, b, bAt, WIDTH, from, fromAt, fromRow, c, at, n);
    }

    /** Six rows and four vectors of columns: C = the sums so far + A·B. */
    private static void tile4(
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            float[] sums,
            int at,
            int row,
            float[] c,
            int cAt,
            int cRow) {
        FloatVector s00 = FloatVector.fromArray(S, sums, at);
        FloatVector s01 = FloatVector.fromArray(S, sums, at + L);
        FloatVector s02 = FloatVector.fromArray(S, sums, at + 2 * L);
        FloatVector s03 = FloatVector.fromArray(S, sums, at + 3 * L);
        FloatVector s10 = FloatVector.fromArray(S, sums, at + row);
        FloatVector s11 = FloatVector.fromArray(S, sums, at + row + L);
        FloatVector s12 = FloatVector.fromArray(S, sums, at + row + 2 * L);
        FloatVector s13 = FloatVector.fromArray(S, sums, at + row + 3 * L);
        FloatVector s20 = FloatVector.fromArray(S, sums, at + 2 * row);
        FloatVector s21 = FloatVector.fromArray(S, sums, at + 2 * row + L);
        FloatVector s22 = FloatVector.fromArray(S, sums, at + 2 * row + 2 * L);
        FloatVector s23 = FloatVector.fromArray(S, sums, at + 2 * row + 3 * L);
        FloatVector s30 = FloatVector.fromArray(S, sums, at + 3 * row);
        FloatVector s31 = FloatVector.fromArray(S, sums, at + 3 * row + L);
        FloatVector s32 = FloatVector.fromArray(S, sums, at + 3 * row + 2 * L);
        FloatVector s33 = FloatVector.fromArray(S, sums, at + 3 * row + 3 * L);
        FloatVector s40 = FloatVector.fromArray(S, sums, at + 4 * row);
        FloatVector s41 = FloatVector.fromArray(S, sums, at + 4 * row + L);
        FloatVector s42 = FloatVector.fromArray(S, sums, at + 4 * row + 2 * L);
        FloatVector s43 = FloatVector.fromArray(S, sums, at + 4 * row + 3 * L);
        FloatVector s50 = FloatVector.fromArray(S, sums, at + 5 * row);
        FloatVector s51 = FloatVector.fromArray(S, sums, at + 5 * row + L);
        FloatVector s52 = FloatVector.fromArray(S, sums, at + 5 * row + 2 * L);
        FloatVector s53 = FloatVector.fromArray(S, sums, at + 5 * row + 3 * L);
        for (int q = 0; q < depth; q++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt + q * WIDTH);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + q * WIDTH + L);
            FloatVector b2 = FloatVector.fromArray(S, b, bAt + q * WIDTH + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, bAt + q * WIDTH + 3 * L);
            FloatVector x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q]));
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            s02 = x.fma(b2, s02);
            s03 = x.fma(b3, s03);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + DEPTH]));
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            s12 = x.fma(b2, s12);
            s13 = x.fma(b3, s13);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + 2 * DEPTH]));
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            s22 = x.fma(b2, s22);
            s23 = x.fma(b3, s23);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + 3 * DEPTH]));
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            s32 = x.fma(b2, s32);
            s33 = x.fma(b3, s33);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + 4 * DEPTH]));
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            s42 = x.fma(b2, s42);
            s43 = x.fma(b3, s43);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + 5 * DEPTH]));
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
            s52 = x.fma(b2, s52);
            s53 = x.fma(b3, s53);
        }
        ((FloatVector) TYPE.cast(s00)).intoArray(c, cAt);
        ((FloatVector) TYPE.cast(s01)).intoArray(c, cAt + L);
        ((FloatVector) TYPE.cast(s02)).intoArray(c, cAt + 2 * L);
        ((FloatVector) TYPE.cast(s03)).intoArray(c, cAt + 3 * L);
        ((FloatVector) TYPE.cast(s10)).intoArray(c, cAt + cRow);
        ((FloatVector) TYPE.cast(s11)).intoArray(c, cAt + cRow + L);
        ((FloatVector) TYPE.cast(s12)).intoArray(c, cAt + cRow + 2 * L);
        ((FloatVector) TYPE.cast(s13)).intoArray(c, cAt + cRow + 3 * L);
        ((FloatVector) TYPE.cast(s20)).intoArray(c, cAt + 2 * cRow);
        ((FloatVector) TYPE.cast(s21)).intoArray(c, cAt + 2 * cRow + L);
        ((FloatVector) TYPE.cast(s22)).intoArray(c, cAt + 2 * cRow + 2 * L);
        ((FloatVector) TYPE.cast(s23)).intoArray(c, cAt + 2 * cRow + 3 * L);
        ((FloatVector) TYPE.cast(s30)).intoArray(c, cAt + 3 * cRow);
        ((FloatVector) TYPE.cast(s31)).intoArray(c, cAt + 3 * cRow + L);
        ((FloatVector) TYPE.cast(s32)).intoArray(c, cAt + 3 * cRow + 2 * L);
        ((FloatVector) TYPE.cast(s33)).intoArray(c, cAt + 3 * cRow + 3 * L);
        ((FloatVector) TYPE.cast(s40)).intoArray(c, cAt + 4 * cRow);
        ((FloatVector) TYPE.cast(s41)).intoArray(c, cAt + 4 * cRow + L);
        ((FloatVector) TYPE.cast(s42)).intoArray(c, cAt + 4 * cRow + 2 * L);
        ((FloatVector) TYPE.cast(s43)).intoArray(c, cAt + 4 * cRow + 3 * L);
        ((FloatVector) TYPE.cast(s50)).intoArray(c, cAt + 5 * cRow);
        ((FloatVector) TYPE.cast(s51)).intoArray(c, cAt + 5 * cRow + L);
        ((FloatVector) TYPE.cast(s52)).intoArray(c, cAt + 5 * cRow + 2 * L);
        ((FloatVector) TYPE.cast(s53)).intoArray(c, cAt + 5 * cRow + 3 * L);
    }

    /**
     * Six rows and two vectors of columns. A row of B is WIDTH long, but the compiler mustn't know: it would read all six
     * elements of A first, and run out of the 16 registers that AVX2 has.
     */
    private static void tile2(
            int depth,
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int bRow,
            float[] sums,
            int at,
            int row,
            float[] c,
            int cAt,
            int cRow) {
        FloatVector s00 = FloatVector.fromArray(S, sums, at);
        FloatVector s01 = FloatVector.fromArray(S, sums, at + L);
        FloatVector s10 = FloatVector.fromArray(S, sums, at + row);
        FloatVector s11 = FloatVector.fromArray(S, sums, at + row + L);
        FloatVector s20 = FloatVector.fromArray(S, sums, at + 2 * row);
        FloatVector s21 = FloatVector.fromArray(S, sums, at + 2 * row + L);
        FloatVector s30 = FloatVector.fromArray(S, sums, at + 3 * row);
        FloatVector s31 = FloatVector.fromArray(S, sums, at + 3 * row + L);
        FloatVector s40 = FloatVector.fromArray(S, sums, at + 4 * row);
        FloatVector s41 = FloatVector.fromArray(S, sums, at + 4 * row + L);
        FloatVector s50 = FloatVector.fromArray(S, sums, at + 5 * row);
        FloatVector s51 = FloatVector.fromArray(S, sums, at + 5 * row + L);
        for (int q = 0; q < depth; q++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt + q * bRow);
            FloatVector b1 = FloatVector.fromArray(S, b, bAt + q * bRow + L);
            FloatVector x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q]));
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + DEPTH]));
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + 2 * DEPTH]));
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + 3 * DEPTH]));
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + 4 * DEPTH]));
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[aAt + q + 5 * DEPTH]));
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
        }
        ((FloatVector) TYPE.cast(s00)).intoArray(c, cAt);
        ((FloatVector) TYPE.cast(s01)).intoArray(c, cAt + L);
        ((FloatVector) TYPE.cast(s10)).intoArray(c, cAt + cRow);
        ((FloatVector) TYPE.cast(s11)).intoArray(c, cAt + cRow + L);
        ((FloatVector) TYPE.cast(s20)).intoArray(c, cAt + 2 * cRow);
        ((FloatVector) TYPE.cast(s21)).intoArray(c, cAt + 2 * cRow + L);
        ((FloatVector) TYPE.cast(s30)).intoArray(c, cAt + 3 * cRow);
        ((FloatVector) TYPE.cast(s31)).intoArray(c, cAt + 3 * cRow + L);
        ((FloatVector) TYPE.cast(s40)).intoArray(c, cAt + 4 * cRow);
        ((FloatVector) TYPE.cast(s41)).intoArray(c, cAt + 4 * cRow + L);
        ((FloatVector) TYPE.cast(s50)).intoArray(c, cAt + 5 * cRow);
        ((FloatVector) TYPE.cast(s51)).intoArray(c, cAt + 5 * cRow + L);
    }
}
