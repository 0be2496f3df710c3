package dev.gradus.math;

import java.util.Arrays;

/**
 * {@link Convolution} in single precision, as products of matrices, places × taps · taps × filters: the matrix of what lies
 * under the window at each place ("im2col"; Chellapilla, Puri and Simard, "High performance convolutional neural networks
 * for document processing", 2006). It is never made: a number of it is one of the picture, at the place's offset plus the
 * tap's, and a product needs one at a time.
 *
 * <p>Only ∂J/∂x has such columns, for a few samples at a time, so that they never leave the processor's cache. Where the
 * stride is 1, there is one for every number of the picture's rows, also for those at the end where the window doesn't fit
 * any more: then all that one weight meets lies side by side in the picture, and adding is quick. Such a column counts as
 * zero.
 *
 * <p>Outputs and ∂J/∂x are split by samples, ∂J/∂w by weights; each sum is one chain in the order of samples and places.
 */
final class FloatConvolution {
    private static final int CACHE = 1 << 16; // numbers that stay in the cache of one core, with room for more: 256 kB

    private final Window window;
    private final int filters;
    private final int wideFilters; // rounded up to whole vectors, so that the kernels meet no remainder
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
    private final int[] corners; // of each place: from the first number of a picture to the first under the window

    private Buffers[] parts = {}; // one a thread
    private final Buffers shared;

    FloatConvolution(Window window, int filters) {
        this.window = window;
        this.filters = filters;
        wideFilters = wide(filters);
        shared = new Buffers(wideFilters);
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
        sharedBlock = (int)
                Math.max(1, 4 * CACHE / ((long) window.channels() * height * width + (long) places * wideFilters));
        corners = new int[places];
        for (int row = 0, place = 0; row < rows; row++)
            for (int j = 0; j < length; j++) corners[place++] = window.stride() * (row * width + j);
        offsets = new int[taps];
        for (int channel = 0, tap = 0; channel < window.channels(); channel++)
            for (int y = 0; y < window.size(); y++)
                for (int x = 0; x < window.size(); x++) offsets[tap++] = (channel * height + y) * width + x;
    }

    /** What is kept from step to step. */
    private static final class Buffers {
        private float[] padded = {}; // block × channels × height × width; empty without padding
        private float[] columns = {}; // taps × columns of the block
        private float[] outputs = {}; // filters × columns of the block, or places × filters
        private float[] weights = {}; // taps × filters: Wᵀ, or ∂J/∂Wᵀ
        private final float[] biases; // b, or ∂J/∂b, for whole vectors

        Buffers(int wideFilters) {
            biases = new float[wideFilters];
        }
    }

    // ---- the three products ----

    /** Zᵀ = b + patches · Wᵀ, sample by sample. */
    void forward(Matrix x, Matrix w, Matrix b, Matrix z) {
        float[] xs = FloatMatrix.valuesOf(x);
        float[] zs = FloatMatrix.valuesOf(z);
        load(FloatMatrix.valuesOf(w), FloatMatrix.valuesOf(b));
        splitBySamples(x.rows(), (buffers, first, count) -> {
            float[] outputs = buffers.outputs = atLeast(buffers.outputs, places * wideFilters);
            for (int s = 0; s < count; s++) {
                pad(xs, first + s, buffers, s);
                for (int place = 0; place < places; place++)
                    System.arraycopy(shared.biases, 0, outputs, place * wideFilters, wideFilters);
                FloatMatrix.KERNELS.multiplyAddWindows(
                        0,
                        places,
                        wideFilters,
                        taps,
                        pictures(xs, buffers),
                        picture(first + s, s),
                        corners,
                        offsets,
                        shared.weights,
                        0,
                        outputs);
                turnBack(outputs, zs, at(first + s, 0));
            }
        });
    }

    /** ∂J/∂Wᵀ += patchesᵀ · δᵀ, ∂J/∂b += column sums of δᵀ. */
    void addGradients(Matrix x, Matrix delta, Matrix dw, Matrix db) {
        float[] xs = FloatMatrix.valuesOf(x);
        float[] ds = FloatMatrix.valuesOf(delta);
        load(FloatMatrix.valuesOf(dw), FloatMatrix.valuesOf(db));
        for (int first = 0; first < x.rows(); first += sharedBlock) {
            int start = first;
            int count = Math.min(sharedBlock, x.rows() - first);
            int n = count * places;
            float[] deltas = shared.outputs = atLeast(shared.outputs, n * wideFilters);
            shared.padded = atLeast(shared.padded, count * padded);
            Parallel.rows(count, (long) n * filters * 4, (from, to) -> {
                for (int s = from; s < to; s++) {
                    pad(xs, start + s, shared, s);
                    turn(ds, at(start + s, 0), deltas, s * places);
                }
            });
            Parallel.rows(taps + 1, (long) n * filters * (taps + 1), (from, to) -> {
                for (int s = 0; s < count; s++)
                    FloatMatrix.KERNELS.multiplyAddWindows(
                            from,
                            Math.min(to, taps),
                            wideFilters,
                            places,
                            pictures(xs, shared),
                            picture(start + s, s),
                            offsets,
                            corners,
                            deltas,
                            s * places * wideFilters,
                            shared.weights);
                if (to > taps) FloatMatrix.KERNELS.addColumnSums(n, wideFilters, deltas, shared.biases);
            });
        }
        store(FloatMatrix.valuesOf(dw), FloatMatrix.valuesOf(db));
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

    /** Where the windows lie: on the pictures themselves, or on those with zeros around. */
    private float[] pictures(float[] xs, Buffers buffers) {
        return padded == 0 ? xs : buffers.padded;
    }

    /** Where a picture begins. */
    private int picture(int sample, int s) {
        return padded == 0 ? sample * window.inputs() : s * padded;
    }

    /** Adds the row of columns that belongs to one weight to all the numbers that it meets. */
    private void scatter(Buffers buffers, int from, float[] dxs, int sample, int s, int tap) {
        float[] pictures = pictures(dxs, buffers);
        int to = picture(sample, s) + offsets[tap];
        int stride = window.stride();
        if (stride == 1) FloatMatrix.KERNELS.add(columns, buffers.columns, from, pictures, to);
        else
            for (int row = 0; row < rows; row++)
                for (int j = 0; j < pitch; j++)
                    pictures[to + stride * (row * width + j)] += buffers.columns[from + row * pitch + j];
    }

    // ---- between outputs and columns ----

    /** Where the outputs of one filter begin. */
    private int at(int sample, int filter) {
        return (sample * filters + filter) * places;
    }

    /** Puts them into columns; those that belong to no place count as zero. */
    private void spread(float[] ds, int from, float[] outputs, int to) {
        Arrays.fill(outputs, to, to + columns, 0);
        for (int row = 0; row < rows; row++)
            System.arraycopy(ds, from + row * length, outputs, to + row * pitch, length);
    }

    /** Filters × places become places × filters. Four filters at a time, for speed alone. */
    private void turn(float[] ds, int from, float[] turned, int place) {
        for (int f = 0; f < filters; f += 4) {
            int d1 = Math.min(1, filters - 1 - f) * places; // beyond the last filter, the last one again
            int d2 = Math.min(2, filters - 1 - f) * places;
            int d3 = Math.min(3, filters - 1 - f) * places;
            int of = from + f * places;
            int to = place * wideFilters + f;
            for (int end = of + places; of < end; of++, to += wideFilters) {
                turned[to] = ds[of];
                turned[to + 1] = ds[of + d1];
                turned[to + 2] = ds[of + d2];
                turned[to + 3] = ds[of + d3];
            }
        }
    }

    /** The other way; beyond the last filter, which may not be the last of four, the last one is written again. */
    private void turnBack(float[] turned, float[] zs, int first) {
        for (int f = 0; f < filters; f += 4) {
            int d1 = Math.min(1, filters - 1 - f);
            int d2 = Math.min(2, filters - 1 - f);
            int d3 = Math.min(3, filters - 1 - f);
            int of = f;
            int to = first + f * places;
            for (int end = to + places; to < end; to++, of += wideFilters) {
                zs[to] = turned[of];
                zs[to + d1 * places] = turned[of + d1];
                zs[to + d2 * places] = turned[of + d2];
                zs[to + d3 * places] = turned[of + d3];
            }
        }
    }

    // ---- small things ----

    /** Wᵀ and b, or what their gradients are so far. */
    private void load(float[] w, float[] b) {
        shared.weights = atLeast(shared.weights, taps * wideFilters);
        Arrays.fill(shared.weights, 0); // also what belongs to no filter
        for (int f = 0; f < filters; f++) {
            for (int tap = 0; tap < taps; tap++) shared.weights[tap * wideFilters + f] = w[f * taps + tap];
            shared.biases[f] = b[f];
        }
    }

    private void store(float[] dw, float[] db) {
        for (int f = 0; f < filters; f++) {
            for (int tap = 0; tap < taps; tap++) dw[f * taps + tap] = shared.weights[tap * wideFilters + f];
            db[f] = shared.biases[f];
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
            Arrays.setAll(parts, part -> new Buffers(wideFilters));
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
        return (n + Kernels.WIDEST - 1) / Kernels.WIDEST * Kernels.WIDEST;
    }

    private static float[] atLeast(float[] old, int length) {
        return old.length >= length ? old : new float[length];
    }
}
