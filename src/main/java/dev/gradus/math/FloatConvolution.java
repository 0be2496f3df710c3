package dev.gradus.math;

import java.util.Arrays;

/**
 * {@link Convolution} in single precision, as products of matrices: what lies under the window at each place becomes a
 * column, and the filters' rows times these columns are the outputs ("im2col"; Chellapilla, Puri and Simard, "High
 * performance convolutional neural networks for document processing", 2006).
 *
 * <p>Columns are made for a few samples at a time, so that they never leave the processor's cache. Where the stride is 1,
 * there is one for every number of the picture's rows, also for those at the end where the window doesn't fit any more:
 * then all that one weight meets lies side by side in the picture, and copying is quick. Such a column counts as zero.
 *
 * <p>Outputs and ∂J/∂x are split by samples, ∂J/∂w by weights; each sum is one chain in the order of samples and places.
 */
final class FloatConvolution {
    private static final int LANES = 16; // the widest vector, so that the kernels meet no remainder
    private static final int CACHE = 1 << 16; // numbers that stay in the cache of one core, with room for more: 256 kB

    private final Window window;
    private final int filters;
    private final int wideFilters; // rounded up to LANES
    private final int taps; // channels · size²
    private final int height; // of a picture with its padding
    private final int width;
    private final int padded; // numbers in such a picture; 0 if there is no padding
    private final int rows; // of places
    private final int length; // places in a row
    private final int places;
    private final int pitch; // columns from one row of places to the next
    private final int columns; // of one sample
    private final int block; // samples at a time, for one thread
    private final int sharedBlock; // and for all together
    private final int[] offsets; // from the first number under a window to that which a weight meets

    private Buffers[] parts = {}; // one a thread
    private final Buffers shared = new Buffers();

    FloatConvolution(Window window, int filters) {
        this.window = window;
        this.filters = filters;
        wideFilters = wide(filters);
        taps = window.taps();
        height = window.height() + 2 * window.padding();
        width = window.width() + 2 * window.padding();
        padded = window.padding() == 0 ? 0 : window.channels() * height * width;
        rows = window.outputHeight();
        length = window.outputWidth();
        places = window.places();
        pitch = window.stride() == 1 ? width : length;
        columns = (rows - 1) * pitch + length;
        long numbers = (long) (taps + wideFilters) * columns; // of one sample
        block = (int) Math.max(1, CACHE / numbers);
        sharedBlock = (int) Math.max(1, 4 * CACHE / numbers);
        offsets = new int[taps];
        for (int channel = 0, tap = 0; channel < window.channels(); channel++)
            for (int y = 0; y < window.size(); y++)
                for (int x = 0; x < window.size(); x++) offsets[tap++] = (channel * height + y) * width + x;
    }

    /** What is kept from step to step. */
    private static final class Buffers {
        private float[] padded = {}; // block × channels × height × width; empty without padding
        private float[] columns = {}; // (taps + 1) × columns of the block
        private float[] outputs = {}; // filters × columns of the block, or transposed
        private float[] sums = {}; // (taps + 1) × filters: ∂J/∂wᵀ, and below it ∂J/∂b
    }

    // ---- the three products ----

    /** Z = W · columns + b. */
    void forward(Matrix x, Matrix w, Matrix b, Matrix z) {
        float[] xs = FloatMatrix.valuesOf(x);
        float[] ws = FloatMatrix.valuesOf(w);
        float[] bs = FloatMatrix.valuesOf(b);
        float[] zs = FloatMatrix.valuesOf(z);
        splitBySamples(x.rows(), (buffers, first, count) -> {
            int n = wide(count * columns);
            buffers.columns = atLeast(buffers.columns, taps * n);
            buffers.outputs = atLeast(buffers.outputs, filters * n);
            for (int s = 0; s < count; s++) pad(xs, first + s, buffers, s);
            for (int tap = 0; tap < taps; tap++)
                for (int s = 0; s < count; s++) gather(xs, first + s, s, tap, buffers, tap * n + s * columns);
            for (int f = 0; f < filters; f++) Arrays.fill(buffers.outputs, f * n, (f + 1) * n, bs[f]);
            FloatMatrix.KERNELS
                    .multiplyAdd(filters, n, taps, ws, taps, 1, buffers.columns, buffers.outputs)
                    .compute(0, filters);
            for (int s = 0; s < count; s++)
                for (int f = 0; f < filters; f++) tighten(buffers.outputs, f * n + s * columns, zs, at(first + s, f));
        });
    }

    /** ∂J/∂Wᵀ += columns · δᵀ; a last row of ones among the columns makes ∂J/∂b of it. */
    void addGradients(Matrix x, Matrix delta, Matrix dw, Matrix db) {
        float[] xs = FloatMatrix.valuesOf(x);
        float[] ds = FloatMatrix.valuesOf(delta);
        float[] sums = shared.sums = atLeast(shared.sums, (taps + 1) * wideFilters);
        loadSums(FloatMatrix.valuesOf(dw), FloatMatrix.valuesOf(db));
        for (int first = 0; first < x.rows(); first += sharedBlock) {
            int start = first;
            int count = Math.min(sharedBlock, x.rows() - first);
            int n = count * columns;
            float[] patches = shared.columns = atLeast(shared.columns, (taps + 1) * n);
            float[] deltas = shared.outputs = atLeast(shared.outputs, n * wideFilters);
            shared.padded = atLeast(shared.padded, count * padded);
            Parallel.rows(count, (long) n * filters * 4, (from, to) -> {
                for (int s = from; s < to; s++) {
                    pad(xs, start + s, shared, s);
                    transpose(ds, at(start + s, 0), deltas, s * columns);
                }
            });
            Parallel.rows(taps + 1, (long) n * taps * 4, (from, to) -> {
                for (int tap = from; tap < to; tap++)
                    if (tap == taps) Arrays.fill(patches, tap * n, (tap + 1) * n, 1);
                    else for (int s = 0; s < count; s++) gather(xs, start + s, s, tap, shared, tap * n + s * columns);
            });
            Parallel.rows(
                    taps + 1,
                    (long) n * filters * (taps + 1),
                    FloatMatrix.KERNELS.multiplyAdd(taps + 1, wideFilters, n, patches, n, 1, deltas, sums));
        }
        storeSums(FloatMatrix.valuesOf(dw), FloatMatrix.valuesOf(db));
    }

    /** ∂J/∂columns = Wᵀ · δ; each number of the picture collects what its copies got. */
    void backward(Matrix delta, Matrix w, Matrix dx) {
        float[] ds = FloatMatrix.valuesOf(delta);
        float[] ws = FloatMatrix.valuesOf(w);
        float[] dxs = FloatMatrix.valuesOf(dx);
        splitBySamples(dx.rows(), (buffers, first, count) -> {
            int n = wide(count * columns);
            buffers.columns = atLeast(buffers.columns, taps * n);
            buffers.outputs = atLeast(buffers.outputs, filters * n);
            for (int s = 0; s < count; s++)
                for (int f = 0; f < filters; f++) spread(ds, at(first + s, f), buffers.outputs, f * n + s * columns);
            Arrays.fill(buffers.columns, 0, taps * n, 0);
            FloatMatrix.KERNELS
                    .multiplyAdd(taps, n, filters, ws, 1, taps, buffers.outputs, buffers.columns)
                    .compute(0, taps);
            Arrays.fill(dxs, first * window.inputs(), (first + count) * window.inputs(), 0);
            Arrays.fill(buffers.padded, 0);
            for (int s = 0; s < count; s++) {
                for (int tap = 0; tap < taps; tap++) scatter(buffers, tap * n + s * columns, dxs, first + s, s, tap);
                unpad(buffers, s, dxs, first + s);
            }
        });
    }

    // ---- between pictures and columns ----

    /** Copies sample s of the block into a picture with zeros around it. */
    private void pad(float[] xs, int sample, Buffers buffers, int s) {
        if (padded == 0) return;
        Arrays.fill(buffers.padded, s * padded, (s + 1) * padded, 0);
        for (int row = 0; row < window.channels() * window.height(); row++)
            System.arraycopy(xs, plainRow(sample, row), buffers.padded, paddedRow(s, row), window.width());
    }

    /** The other way: what the zeros around it got is dropped. */
    private void unpad(Buffers buffers, int s, float[] dxs, int sample) {
        if (padded == 0) return;
        for (int row = 0; row < window.channels() * window.height(); row++)
            System.arraycopy(buffers.padded, paddedRow(s, row), dxs, plainRow(sample, row), window.width());
    }

    private int plainRow(int sample, int row) {
        return sample * window.inputs() + row * window.width();
    }

    private int paddedRow(int s, int row) {
        int channel = row / window.height();
        int y = row % window.height() + window.padding();
        return s * padded + (channel * height + y) * width + window.padding();
    }

    /** Where the first number that a weight meets lies. */
    private int first(int tap, int sample, int s) {
        return (padded == 0 ? sample * window.inputs() : s * padded) + offsets[tap];
    }

    /** The row of columns that belongs to one weight: all the numbers that it meets. */
    private void gather(float[] xs, int sample, int s, int tap, Buffers buffers, int to) {
        float[] pictures = padded == 0 ? xs : buffers.padded;
        int from = first(tap, sample, s);
        int stride = window.stride();
        if (stride == 1) System.arraycopy(pictures, from, buffers.columns, to, columns);
        else
            for (int row = 0; row < rows; row++)
                for (int j = 0; j < pitch; j++)
                    buffers.columns[to + row * pitch + j] = pictures[from + stride * (row * width + j)];
    }

    /** The other way: adds such a row to the numbers that it was copied from. */
    private void scatter(Buffers buffers, int from, float[] dxs, int sample, int s, int tap) {
        float[] pictures = padded == 0 ? dxs : buffers.padded;
        int to = first(tap, sample, s);
        int stride = window.stride();
        if (stride == 1) add(buffers.columns, from, pictures, to, columns);
        else
            for (int row = 0; row < rows; row++)
                for (int j = 0; j < pitch; j++)
                    pictures[to + stride * (row * width + j)] += buffers.columns[from + row * pitch + j];
    }

    private static void add(float[] x, int from, float[] y, int to, int count) {
        for (int i = 0; i < count; i++) y[to + i] += x[from + i];
    }

    // ---- between outputs and columns ----

    /** Where the outputs of one filter begin. */
    private int at(int sample, int filter) {
        return (sample * filters + filter) * places;
    }

    /** Leaves out the columns that count as zero. */
    private void tighten(float[] outputs, int from, float[] zs, int to) {
        for (int row = 0; row < rows; row++)
            System.arraycopy(outputs, from + row * pitch, zs, to + row * length, length);
    }

    /** The other way: puts zeros there. */
    private void spread(float[] ds, int from, float[] outputs, int to) {
        Arrays.fill(outputs, to, to + columns, 0);
        for (int row = 0; row < rows; row++)
            System.arraycopy(ds, from + row * length, outputs, to + row * pitch, length);
    }

    /** Also so, but filters become columns; what counts as zero is never written. Four at a time, for speed alone. */
    private void transpose(float[] ds, int from, float[] transposed, int column) {
        int wide = wideFilters;
        for (int f = 0; f < filters; f += 4) {
            int d1 = Math.min(1, filters - 1 - f) * places; // beyond the last filter, the last one again
            int d2 = Math.min(2, filters - 1 - f) * places;
            int d3 = Math.min(3, filters - 1 - f) * places;
            for (int row = 0; row < rows; row++) {
                int of = from + f * places + row * length;
                int to = (column + row * pitch) * wide + f;
                for (int j = 0; j < length; j++, of++, to += wide) {
                    transposed[to] = ds[of];
                    transposed[to + 1] = ds[of + d1];
                    transposed[to + 2] = ds[of + d2];
                    transposed[to + 3] = ds[of + d3];
                }
            }
        }
    }

    // ---- small things ----

    private void loadSums(float[] dw, float[] db) {
        Arrays.fill(shared.sums, 0); // also what belongs to no filter
        for (int f = 0; f < filters; f++) {
            for (int tap = 0; tap < taps; tap++) shared.sums[tap * wideFilters + f] = dw[f * taps + tap];
            shared.sums[taps * wideFilters + f] = db[f];
        }
    }

    private void storeSums(float[] dw, float[] db) {
        for (int f = 0; f < filters; f++) {
            for (int tap = 0; tap < taps; tap++) dw[f * taps + tap] = shared.sums[tap * wideFilters + f];
            db[f] = shared.sums[taps * wideFilters + f];
        }
    }

    private interface Block {
        void compute(Buffers buffers, int first, int count);
    }

    /** Gives each thread its samples, a block at a time, and buffers of its own. */
    private void splitBySamples(int m, Block samples) {
        int split = Math.min(Parallel.THREADS, m);
        if (parts.length < split) {
            parts = new Buffers[split];
            Arrays.setAll(parts, part -> new Buffers());
        }
        Parallel.rows(split, (long) m * filters * taps * columns, (from, to) -> {
            for (int part = from; part < to; part++) {
                int end = (int) ((long) m * (part + 1) / split);
                for (int first = (int) ((long) m * part / split); first < end; first += block) {
                    int count = Math.min(block, end - first);
                    parts[part].padded = atLeast(parts[part].padded, count * padded);
                    samples.compute(parts[part], first, count);
                }
            }
        });
    }

    private static int wide(int n) {
        return (n + LANES - 1) / LANES * LANES;
    }

    private static float[] atLeast(float[] old, int length) {
        return old.length >= length ? old : new float[length];
    }
}
