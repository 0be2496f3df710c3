package dev.gradus.math;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same chains with the Vector API, many at a time: a tile of C stays in registers while p runs, every vector of B is
 * used for six rows, and every element of A for all vectors of the tile. Lanes are columns, so no sum is ever split. Loaded
 * by name: this, {@link VectorPanels}, {@link VectorSparse} and {@link VectorFunctions} are the only classes that need
 * {@code --add-modules jdk.incubator.vector}.
 *
 * <p>The shape of the tile follows Goto and van de Geijn, "Anatomy of high-performance matrix multiplication", 2008: as
 * many sums as there are registers, less those for a row of B and one element of A.
 */
final class VectorKernels implements Kernels {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();

    private static final VectorSpecies<Integer> INTS = S.withLanes(int.class);
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, L * Byte.SIZE)));

    /**
     * The types of its vectors, said by a cast where one is made and where it comes out of a loop. Without it the compiler
     * relies on a profile, which may have seen no vector yet or some of another width; then each one becomes an object. A
     * method for the cast wouldn't always be inlined.
     */
    private static final Class<? extends Vector<Float>> TYPE = S.vectorType();

    private static final Class<? extends Vector<Integer>> INT_TYPE = INTS.vectorType();
    private static final Class<? extends Vector<Byte>> BYTE_TYPE = BYTES.vectorType();

    static final int ROWS = 6;

    /** AVX-512 and ARM have 32 vector registers (6 × 4 sums fit), AVX2 has 16 (6 × 2). */
    static final boolean WIDE =
            S.vectorBitSize() == 512 || System.getProperty("os.arch").equals("aarch64");

    static final int DEPTH = 128; // steps of a block: 32 KB of B stay in the first cache
    private static final int HEIGHT = 32 * ROWS; // rows of a block: 98 KB of A stay in the second

    private static final int FEW = 32; // rows for which B isn't worth a copy

    private static final ThreadLocal<Buffers> BUFFERS = ThreadLocal.withInitial(Buffers::new);

    /** B is copied if that pays: a few rows of A are done before a copy would be, and two panels lie close enough. */
    @Override
    public Parallel.Rows multiplyAdd(
            int block, int m, int n, int k, float[] a, int aRow, int aColumn, float[] b, float[] c) {
        int columns = wholeTiles(n);
        boolean asItLies = columns == n && (block <= FEW || n <= 2 * width(0, n));
        boolean sparse = n >= VectorSparse.NARROWEST && VectorSparse.isSparse(m, k, a, aRow, aColumn);
        float[] panels = asItLies || sparse || m == 0 ? b : pack(m / block, n, k, b);
        int sizeOfB = k * (sparse ? n : columns);
        return (from, to) -> {
            for (int i = from; i < to; i = (i / block + 1) * block) {
                int end = Math.min((i / block + 1) * block, to);
                int firstOfB = i / block * sizeOfB;
                if (sparse) VectorSparse.multiplyAdd(i, end, n, k, a, aRow, aColumn, panels, firstOfB, c);
                else tiles(i, end, n, k, a, aRow, aColumn, panels, firstOfB, asItLies, c);
            }
        };
    }

    @Override
    public boolean isWide(int m, int n, int k, float[] a, int aRow, int aColumn) {
        return VectorPanels.pay(m, n, k, a, aRow, aColumn);
    }

    @Override
    public void multiplyWide(
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
        VectorPanels.multiply(add, m, n, k, a, aRow, aColumn, b, bRow, bColumn, c);
    }

    @Override
    public void each(Transcendental f, double[] x, int from, int to) {
        VectorFunctions.each(f, x, from, to);
    }

    /** n columns, and those that fill up their last tile. */
    private static int wholeTiles(int n) {
        int columns = 0;
        while (columns < n) columns += width(columns, n);
        return columns;
    }

    /**
     * Copies B once for all threads, so that a tile finds what it reads side by side: panels as wide as a tile, each as
     * deep as a block.
     */
    private static float[] pack(int matrices, int n, int k, float[] b) {
        Buffers mine = BUFFERS.get();
        int columns = wholeTiles(n); // of the copy
        int rows = matrices * k;
        if (mine.b.length < rows * columns) mine.b = new float[rows * columns];
        float[] packed = mine.b;
        Parallel.rows(rows, Matrix.PASS * rows * n, (from, to) -> {
            for (int row = from; row < to; row++) {
                int p = row % k;
                int top = p / DEPTH * DEPTH; // of its block
                int depth = Math.min(DEPTH, k - top);
                for (int j = 0; j < n; j += width(j, n)) {
                    int width = width(j, n);
                    int at = (row - p + top) * columns + depth * j + (p - top) * width;
                    System.arraycopy(b, row * n + j, packed, at, Math.min(width, n - j));
                }
            }
        });
        return packed;
    }

    /**
     * Columns of the tile from column j on: the narrowest that has room for the rest, or the widest. Three vectors are two and
     * one, since then B can stay as it lies.
     */
    private static int width(int j, int n) {
        int left = n - j;
        return WIDE && left > 2 * L && left != 3 * L ? 4 * L : left > L ? 2 * L : L;
    }

    /**
     * Block by block, so that what the tiles read stays in the nearest caches. The sums wait in C from one block of steps
     * to the next, which doesn't change a bit.
     */
    private static void tiles(
            int from,
            int to,
            int n,
            int k,
            float[] a,
            int aRow,
            int aColumn,
            float[] b,
            int firstOfB,
            boolean asItLies,
            float[] c) {
        Buffers mine = BUFFERS.get();
        int columns = wholeTiles(n);
        for (int top = from; top < to; top += HEIGHT)
            for (int p = 0; p == 0 || p < k; p += DEPTH) { // once without steps, too, for WarmingKernels
                int end = Math.min(top + HEIGHT, to);
                int depth = Math.min(DEPTH, k - p);
                int first = p * aColumn; // of the block's steps, in A
                for (int j = 0; j < n; j += width(j, n)) {
                    int width = width(j, n);
                    int at = firstOfB + (asItLies ? p * n + j : p * columns + depth * j);
                    int bRow = asItLies ? n : width;
                    for (int i = top; i < end; i += ROWS)
                        if (j + width <= n) tile(width, i, end, j, n, depth, a, first, aRow, aColumn, b, at, bRow, c);
                        else edge(width, i, end, j, n, depth, a, first, aRow, aColumn, b, at, bRow, c, mine.room);
                }
            }
    }

    /** What each thread keeps from one product to the next: its copy of B, and room for an edge. */
    private static final class Buffers {
        final float[] room = new float[ROWS * 4 * L];
        float[] b = {};
    }

    /** One of the three tiles below. */
    private static void tile(
            int width,
            int i,
            int to,
            int j,
            int n,
            int depth,
            float[] a,
            int first,
            int row,
            int step,
            float[] b,
            int at,
            int bRow,
            float[] c) {
        if (width == 4 * L) tile4(i, to, j, n, depth, a, first, row, step, b, at, bRow, c);
        else if (width == 2 * L) tile2(i, to, j, n, depth, a, first, row, step, b, at, bRow, c);
        else tile1(i, to, j, n, depth, a, first, row, step, b, at, bRow, c);
    }

    /**
     * Rows i … i + 5 and four vectors of columns from j. Below the last row the last one is computed again: it gives the
     * same bits, and no second kernel is needed.
     */
    private static void tile4(
            int i,
            int to,
            int j,
            int n,
            int depth,
            float[] a,
            int first,
            int row,
            int step,
            float[] b,
            int at,
            int bRow,
            float[] c) {
        if (depth == 0) return; // asked here, since the compiler counts such calls (WarmingKernels)
        int i1 = Math.min(i + 1, to - 1);
        int i2 = Math.min(i + 2, to - 1);
        int i3 = Math.min(i + 3, to - 1);
        int i4 = Math.min(i + 4, to - 1);
        int i5 = Math.min(i + 5, to - 1);
        int c0 = i * n + j;
        int c1 = i1 * n + j;
        int c2 = i2 * n + j;
        int c3 = i3 * n + j;
        int c4 = i4 * n + j;
        int c5 = i5 * n + j;
        FloatVector s00 = FloatVector.fromArray(S, c, c0);
        FloatVector s01 = FloatVector.fromArray(S, c, c0 + L);
        FloatVector s02 = FloatVector.fromArray(S, c, c0 + 2 * L);
        FloatVector s03 = FloatVector.fromArray(S, c, c0 + 3 * L);
        FloatVector s10 = FloatVector.fromArray(S, c, c1);
        FloatVector s11 = FloatVector.fromArray(S, c, c1 + L);
        FloatVector s12 = FloatVector.fromArray(S, c, c1 + 2 * L);
        FloatVector s13 = FloatVector.fromArray(S, c, c1 + 3 * L);
        FloatVector s20 = FloatVector.fromArray(S, c, c2);
        FloatVector s21 = FloatVector.fromArray(S, c, c2 + L);
        FloatVector s22 = FloatVector.fromArray(S, c, c2 + 2 * L);
        FloatVector s23 = FloatVector.fromArray(S, c, c2 + 3 * L);
        FloatVector s30 = FloatVector.fromArray(S, c, c3);
        FloatVector s31 = FloatVector.fromArray(S, c, c3 + L);
        FloatVector s32 = FloatVector.fromArray(S, c, c3 + 2 * L);
        FloatVector s33 = FloatVector.fromArray(S, c, c3 + 3 * L);
        FloatVector s40 = FloatVector.fromArray(S, c, c4);
        FloatVector s41 = FloatVector.fromArray(S, c, c4 + L);
        FloatVector s42 = FloatVector.fromArray(S, c, c4 + 2 * L);
        FloatVector s43 = FloatVector.fromArray(S, c, c4 + 3 * L);
        FloatVector s50 = FloatVector.fromArray(S, c, c5);
        FloatVector s51 = FloatVector.fromArray(S, c, c5 + L);
        FloatVector s52 = FloatVector.fromArray(S, c, c5 + 2 * L);
        FloatVector s53 = FloatVector.fromArray(S, c, c5 + 3 * L);
        int a0 = first + i * row;
        int a1 = first + i1 * row;
        int a2 = first + i2 * row;
        int a3 = first + i3 * row;
        int a4 = first + i4 * row;
        int a5 = first + i5 * row;
        for (int q = 0; q < depth; q++) {
            int p = q * step;
            FloatVector b0 = FloatVector.fromArray(S, b, at + q * bRow);
            FloatVector b1 = FloatVector.fromArray(S, b, at + q * bRow + L);
            FloatVector b2 = FloatVector.fromArray(S, b, at + q * bRow + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, b, at + q * bRow + 3 * L);
            FloatVector x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a0 + p]));
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            s02 = x.fma(b2, s02);
            s03 = x.fma(b3, s03);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a1 + p]));
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            s12 = x.fma(b2, s12);
            s13 = x.fma(b3, s13);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a2 + p]));
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            s22 = x.fma(b2, s22);
            s23 = x.fma(b3, s23);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a3 + p]));
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            s32 = x.fma(b2, s32);
            s33 = x.fma(b3, s33);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a4 + p]));
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            s42 = x.fma(b2, s42);
            s43 = x.fma(b3, s43);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a5 + p]));
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
            s52 = x.fma(b2, s52);
            s53 = x.fma(b3, s53);
        }
        ((FloatVector) TYPE.cast(s00)).intoArray(c, c0);
        ((FloatVector) TYPE.cast(s01)).intoArray(c, c0 + L);
        ((FloatVector) TYPE.cast(s02)).intoArray(c, c0 + 2 * L);
        ((FloatVector) TYPE.cast(s03)).intoArray(c, c0 + 3 * L);
        ((FloatVector) TYPE.cast(s10)).intoArray(c, c1);
        ((FloatVector) TYPE.cast(s11)).intoArray(c, c1 + L);
        ((FloatVector) TYPE.cast(s12)).intoArray(c, c1 + 2 * L);
        ((FloatVector) TYPE.cast(s13)).intoArray(c, c1 + 3 * L);
        ((FloatVector) TYPE.cast(s20)).intoArray(c, c2);
        ((FloatVector) TYPE.cast(s21)).intoArray(c, c2 + L);
        ((FloatVector) TYPE.cast(s22)).intoArray(c, c2 + 2 * L);
        ((FloatVector) TYPE.cast(s23)).intoArray(c, c2 + 3 * L);
        ((FloatVector) TYPE.cast(s30)).intoArray(c, c3);
        ((FloatVector) TYPE.cast(s31)).intoArray(c, c3 + L);
        ((FloatVector) TYPE.cast(s32)).intoArray(c, c3 + 2 * L);
        ((FloatVector) TYPE.cast(s33)).intoArray(c, c3 + 3 * L);
        ((FloatVector) TYPE.cast(s40)).intoArray(c, c4);
        ((FloatVector) TYPE.cast(s41)).intoArray(c, c4 + L);
        ((FloatVector) TYPE.cast(s42)).intoArray(c, c4 + 2 * L);
        ((FloatVector) TYPE.cast(s43)).intoArray(c, c4 + 3 * L);
        ((FloatVector) TYPE.cast(s50)).intoArray(c, c5);
        ((FloatVector) TYPE.cast(s51)).intoArray(c, c5 + L);
        ((FloatVector) TYPE.cast(s52)).intoArray(c, c5 + 2 * L);
        ((FloatVector) TYPE.cast(s53)).intoArray(c, c5 + 3 * L);
    }

    /** The same with two vectors of columns, for machines with 16 registers and for what four leave over. */
    private static void tile2(
            int i,
            int to,
            int j,
            int n,
            int depth,
            float[] a,
            int first,
            int row,
            int step,
            float[] b,
            int at,
            int bRow,
            float[] c) {
        if (depth == 0) return; // asked here, since the compiler counts such calls (WarmingKernels)
        int i1 = Math.min(i + 1, to - 1);
        int i2 = Math.min(i + 2, to - 1);
        int i3 = Math.min(i + 3, to - 1);
        int i4 = Math.min(i + 4, to - 1);
        int i5 = Math.min(i + 5, to - 1);
        int c0 = i * n + j;
        int c1 = i1 * n + j;
        int c2 = i2 * n + j;
        int c3 = i3 * n + j;
        int c4 = i4 * n + j;
        int c5 = i5 * n + j;
        FloatVector s00 = FloatVector.fromArray(S, c, c0);
        FloatVector s01 = FloatVector.fromArray(S, c, c0 + L);
        FloatVector s10 = FloatVector.fromArray(S, c, c1);
        FloatVector s11 = FloatVector.fromArray(S, c, c1 + L);
        FloatVector s20 = FloatVector.fromArray(S, c, c2);
        FloatVector s21 = FloatVector.fromArray(S, c, c2 + L);
        FloatVector s30 = FloatVector.fromArray(S, c, c3);
        FloatVector s31 = FloatVector.fromArray(S, c, c3 + L);
        FloatVector s40 = FloatVector.fromArray(S, c, c4);
        FloatVector s41 = FloatVector.fromArray(S, c, c4 + L);
        FloatVector s50 = FloatVector.fromArray(S, c, c5);
        FloatVector s51 = FloatVector.fromArray(S, c, c5 + L);
        int a0 = first + i * row;
        int a1 = first + i1 * row;
        int a2 = first + i2 * row;
        int a3 = first + i3 * row;
        int a4 = first + i4 * row;
        int a5 = first + i5 * row;
        for (int q = 0; q < depth; q++) {
            int p = q * step;
            FloatVector b0 = FloatVector.fromArray(S, b, at + q * bRow);
            FloatVector b1 = FloatVector.fromArray(S, b, at + q * bRow + L);
            FloatVector x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a0 + p]));
            s00 = x.fma(b0, s00);
            s01 = x.fma(b1, s01);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a1 + p]));
            s10 = x.fma(b0, s10);
            s11 = x.fma(b1, s11);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a2 + p]));
            s20 = x.fma(b0, s20);
            s21 = x.fma(b1, s21);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a3 + p]));
            s30 = x.fma(b0, s30);
            s31 = x.fma(b1, s31);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a4 + p]));
            s40 = x.fma(b0, s40);
            s41 = x.fma(b1, s41);
            x = (FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a5 + p]));
            s50 = x.fma(b0, s50);
            s51 = x.fma(b1, s51);
        }
        ((FloatVector) TYPE.cast(s00)).intoArray(c, c0);
        ((FloatVector) TYPE.cast(s01)).intoArray(c, c0 + L);
        ((FloatVector) TYPE.cast(s10)).intoArray(c, c1);
        ((FloatVector) TYPE.cast(s11)).intoArray(c, c1 + L);
        ((FloatVector) TYPE.cast(s20)).intoArray(c, c2);
        ((FloatVector) TYPE.cast(s21)).intoArray(c, c2 + L);
        ((FloatVector) TYPE.cast(s30)).intoArray(c, c3);
        ((FloatVector) TYPE.cast(s31)).intoArray(c, c3 + L);
        ((FloatVector) TYPE.cast(s40)).intoArray(c, c4);
        ((FloatVector) TYPE.cast(s41)).intoArray(c, c4 + L);
        ((FloatVector) TYPE.cast(s50)).intoArray(c, c5);
        ((FloatVector) TYPE.cast(s51)).intoArray(c, c5 + L);
    }

    private static void tile1(
            int i,
            int to,
            int j,
            int n,
            int depth,
            float[] a,
            int first,
            int row,
            int step,
            float[] b,
            int at,
            int bRow,
            float[] c) {
        if (depth == 0) return;
        int i1 = Math.min(i + 1, to - 1);
        int i2 = Math.min(i + 2, to - 1);
        int i3 = Math.min(i + 3, to - 1);
        int i4 = Math.min(i + 4, to - 1);
        int i5 = Math.min(i + 5, to - 1);
        int c0 = i * n + j;
        int c1 = i1 * n + j;
        int c2 = i2 * n + j;
        int c3 = i3 * n + j;
        int c4 = i4 * n + j;
        int c5 = i5 * n + j;
        FloatVector s0 = FloatVector.fromArray(S, c, c0);
        FloatVector s1 = FloatVector.fromArray(S, c, c1);
        FloatVector s2 = FloatVector.fromArray(S, c, c2);
        FloatVector s3 = FloatVector.fromArray(S, c, c3);
        FloatVector s4 = FloatVector.fromArray(S, c, c4);
        FloatVector s5 = FloatVector.fromArray(S, c, c5);
        int a0 = first + i * row;
        int a1 = first + i1 * row;
        int a2 = first + i2 * row;
        int a3 = first + i3 * row;
        int a4 = first + i4 * row;
        int a5 = first + i5 * row;
        for (int q = 0; q < depth; q++) {
            int p = q * step;
            FloatVector b0 = FloatVector.fromArray(S, b, at + q * bRow);
            s0 = ((FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a0 + p]))).fma(b0, s0);
            s1 = ((FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a1 + p]))).fma(b0, s1);
            s2 = ((FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a2 + p]))).fma(b0, s2);
            s3 = ((FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a3 + p]))).fma(b0, s3);
            s4 = ((FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a4 + p]))).fma(b0, s4);
            s5 = ((FloatVector) TYPE.cast(FloatVector.broadcast(S, a[a5 + p]))).fma(b0, s5);
        }
        ((FloatVector) TYPE.cast(s0)).intoArray(c, c0);
        ((FloatVector) TYPE.cast(s1)).intoArray(c, c1);
        ((FloatVector) TYPE.cast(s2)).intoArray(c, c2);
        ((FloatVector) TYPE.cast(s3)).intoArray(c, c3);
        ((FloatVector) TYPE.cast(s4)).intoArray(c, c4);
        ((FloatVector) TYPE.cast(s5)).intoArray(c, c5);
    }

    /**
     * The last columns, where fewer are left than a tile is wide; masks are slow on JDK 17. If these are all, every row of the
     * tile ends inside of the next one, which is written behind it, and what the sixth writes over is put back. Elsewhere the
     * rows go there and back by way of an array that has room.
     */
    private static void edge(
            int width,
            int i,
            int to,
            int j,
            int n,
            int depth,
            float[] a,
            int first,
            int row,
            int step,
            float[] b,
            int at,
            int bRow,
            float[] c,
            float[] room) {
        int next = (i + ROWS) * n;
        int spare = j + width - n;
        if (j == 0 && next + spare <= to * n) {
            System.arraycopy(c, next, room, 0, spare);
            tile(width, i, to, 0, n, depth, a, first, row, step, b, at, bRow, c);
            System.arraycopy(room, 0, c, next, spare);
            return;
        }
        int rows = Math.min(ROWS, to - i);
        for (int r = 0; r < rows; r++) System.arraycopy(c, (i + r) * n + j, room, r * width, n - j);
        tile(width, 0, rows, 0, width, depth, a, first + i * row, row, step, b, at, bRow, room);
        for (int r = 0; r < rows; r++) System.arraycopy(room, r * width, c, (i + r) * n + j, n - j);
    }

    /** Six rows of C and two vectors of columns, or the one that is left over. */
    @Override
    public void multiplyAddWindows(
            int from,
            int to,
            int n,
            int k,
            float[] x,
            int at,
            int[] rows,
            int[] steps,
            float[] b,
            int firstOfB,
            float[] c) {
        for (int j = 0; j < n; j += 2 * L)
            for (int i = from; i < to; i += ROWS)
                if (j + 2 * L <= n) windows2(i, to, j, n, k, x, at, rows, steps, b, firstOfB, c);
                else windows1(i, to, j, n, k, x, at, rows, steps, b, firstOfB, c);
    }

    private static void windows2(
            int i,
            int to,
            int j,
            int n,
            int k,
            float[] x,
            int at,
            int[] rows,
            int[] steps,
            float[] b,
            int firstOfB,
            float[] c) {
        int i1 = Math.min(i + 1, to - 1);
        int i2 = Math.min(i + 2, to - 1);
        int i3 = Math.min(i + 3, to - 1);
        int i4 = Math.min(i + 4, to - 1);
        int i5 = Math.min(i + 5, to - 1);
        int c0 = i * n + j;
        int c1 = i1 * n + j;
        int c2 = i2 * n + j;
        int c3 = i3 * n + j;
        int c4 = i4 * n + j;
        int c5 = i5 * n + j;
        FloatVector s00 = FloatVector.fromArray(S, c, c0);
        FloatVector s01 = FloatVector.fromArray(S, c, c0 + L);
        FloatVector s10 = FloatVector.fromArray(S, c, c1);
        FloatVector s11 = FloatVector.fromArray(S, c, c1 + L);
        FloatVector s20 = FloatVector.fromArray(S, c, c2);
        FloatVector s21 = FloatVector.fromArray(S, c, c2 + L);
        FloatVector s30 = FloatVector.fromArray(S, c, c3);
        FloatVector s31 = FloatVector.fromArray(S, c, c3 + L);
        FloatVector s40 = FloatVector.fromArray(S, c, c4);
        FloatVector s41 = FloatVector.fromArray(S, c, c4 + L);
        FloatVector s50 = FloatVector.fromArray(S, c, c5);
        FloatVector s51 = FloatVector.fromArray(S, c, c5 + L);
        int a0 = at + rows[i];
        int a1 = at + rows[i1];
        int a2 = at + rows[i2];
        int a3 = at + rows[i3];
        int a4 = at + rows[i4];
        int a5 = at + rows[i5];
        for (int p = 0, bp = firstOfB + j; p < k; p++, bp += n) {
            int step = steps[p];
            FloatVector b0 = FloatVector.fromArray(S, b, bp);
            FloatVector b1 = FloatVector.fromArray(S, b, bp + L);
            FloatVector a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a0 + step]));
            s00 = a.fma(b0, s00);
            s01 = a.fma(b1, s01);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a1 + step]));
            s10 = a.fma(b0, s10);
            s11 = a.fma(b1, s11);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a2 + step]));
            s20 = a.fma(b0, s20);
            s21 = a.fma(b1, s21);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a3 + step]));
            s30 = a.fma(b0, s30);
            s31 = a.fma(b1, s31);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a4 + step]));
            s40 = a.fma(b0, s40);
            s41 = a.fma(b1, s41);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a5 + step]));
            s50 = a.fma(b0, s50);
            s51 = a.fma(b1, s51);
        }
        ((FloatVector) TYPE.cast(s00)).intoArray(c, c0);
        ((FloatVector) TYPE.cast(s01)).intoArray(c, c0 + L);
        ((FloatVector) TYPE.cast(s10)).intoArray(c, c1);
        ((FloatVector) TYPE.cast(s11)).intoArray(c, c1 + L);
        ((FloatVector) TYPE.cast(s20)).intoArray(c, c2);
        ((FloatVector) TYPE.cast(s21)).intoArray(c, c2 + L);
        ((FloatVector) TYPE.cast(s30)).intoArray(c, c3);
        ((FloatVector) TYPE.cast(s31)).intoArray(c, c3 + L);
        ((FloatVector) TYPE.cast(s40)).intoArray(c, c4);
        ((FloatVector) TYPE.cast(s41)).intoArray(c, c4 + L);
        ((FloatVector) TYPE.cast(s50)).intoArray(c, c5);
        ((FloatVector) TYPE.cast(s51)).intoArray(c, c5 + L);
    }

    private static void windows1(
            int i,
            int to,
            int j,
            int n,
            int k,
            float[] x,
            int at,
            int[] rows,
            int[] steps,
            float[] b,
            int firstOfB,
            float[] c) {
        int i1 = Math.min(i + 1, to - 1);
        int i2 = Math.min(i + 2, to - 1);
        int i3 = Math.min(i + 3, to - 1);
        int i4 = Math.min(i + 4, to - 1);
        int i5 = Math.min(i + 5, to - 1);
        int c0 = i * n + j;
        int c1 = i1 * n + j;
        int c2 = i2 * n + j;
        int c3 = i3 * n + j;
        int c4 = i4 * n + j;
        int c5 = i5 * n + j;
        FloatVector s00 = FloatVector.fromArray(S, c, c0);
        FloatVector s10 = FloatVector.fromArray(S, c, c1);
        FloatVector s20 = FloatVector.fromArray(S, c, c2);
        FloatVector s30 = FloatVector.fromArray(S, c, c3);
        FloatVector s40 = FloatVector.fromArray(S, c, c4);
        FloatVector s50 = FloatVector.fromArray(S, c, c5);
        int a0 = at + rows[i];
        int a1 = at + rows[i1];
        int a2 = at + rows[i2];
        int a3 = at + rows[i3];
        int a4 = at + rows[i4];
        int a5 = at + rows[i5];
        for (int p = 0, bp = firstOfB + j; p < k; p++, bp += n) {
            int step = steps[p];
            FloatVector b0 = FloatVector.fromArray(S, b, bp);
            FloatVector a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a0 + step]));
            s00 = a.fma(b0, s00);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a1 + step]));
            s10 = a.fma(b0, s10);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a2 + step]));
            s20 = a.fma(b0, s20);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a3 + step]));
            s30 = a.fma(b0, s30);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a4 + step]));
            s40 = a.fma(b0, s40);
            a = (FloatVector) TYPE.cast(FloatVector.broadcast(S, x[a5 + step]));
            s50 = a.fma(b0, s50);
        }
        ((FloatVector) TYPE.cast(s00)).intoArray(c, c0);
        ((FloatVector) TYPE.cast(s10)).intoArray(c, c1);
        ((FloatVector) TYPE.cast(s20)).intoArray(c, c2);
        ((FloatVector) TYPE.cast(s30)).intoArray(c, c3);
        ((FloatVector) TYPE.cast(s40)).intoArray(c, c4);
        ((FloatVector) TYPE.cast(s50)).intoArray(c, c5);
    }

    /** Divides by 255 in three quick steps that round as the division does (Markstein, 1990; a test tries all bytes). */
    @Override
    public void scaleBytes(int size, byte[] x, int from, float[] y, int to) {
        FloatVector inverse = FloatVector.broadcast(S, 1 / 255f);
        FloatVector minus255 = FloatVector.broadcast(S, -255);
        int i = 0;
        for (; i <= size - BYTES.length(); i += L) {
            ByteVector bytes = (ByteVector) BYTE_TYPE.cast(ByteVector.fromArray(BYTES, x, from + i));
            IntVector ints = (IntVector) INT_TYPE.cast(bytes.convertShape(VectorOperators.B2I, INTS, 0));
            Vector<Float> floats = ints.lanewise(VectorOperators.AND, 255).convert(VectorOperators.I2F, 0);
            FloatVector pixels = (FloatVector) TYPE.cast(floats);
            FloatVector near = pixels.mul(inverse);
            near.fma(minus255, pixels).fma(inverse, near).intoArray(y, to + i);
        }
        for (; i < size; i++) y[to + i] = (x[from + i] & 255) / 255f;
    }

    /** The compiler's own vectors are slow to start, and rows are short. */
    @Override
    public void add(int n, float[] x, int from, float[] y, int to) {
        int j = 0;
        for (; j <= n - L; j += L)
            ((FloatVector) TYPE.cast(FloatVector.fromArray(S, y, to + j)))
                    .add(FloatVector.fromArray(S, x, from + j))
                    .intoArray(y, to + j);
        for (; j < n; j++) y[to + j] += x[from + j];
    }

    @Override
    public void wherePositive(int from, int to, float[] z, float[] x, float[] y) {
        int i = from;
        FloatVector zero = (FloatVector) TYPE.cast(FloatVector.zero(S));
        for (; i <= to - L; i += L) {
            FloatVector vector = (FloatVector) TYPE.cast(FloatVector.fromArray(S, z, i));
            zero.blend(FloatVector.fromArray(S, x, i), vector.compare(VectorOperators.GT, 0))
                    .intoArray(y, i);
        }
        for (; i < to; i++) y[i] = z[i] > 0 ? x[i] : 0;
    }

    @Override
    public String toString() {
        return "vector (" + L + " lanes, tile " + ROWS + " × " + (WIDE ? 4 : 2) * L + ")";
    }
}
