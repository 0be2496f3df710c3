package dev.gradus.math;

import java.util.Arrays;

/**
 * {@link Pooling} in single precision. Work is split by channels of samples.
 */
final class FloatPooling {
    private static final long COST = 4; // of a number, in multiply-adds of a product

    private final Window window;
    private final int size;
    private final int stride;
    private final int width;
    private final int area; // numbers in one channel of the input
    private final int rows; // of outputs
    private final int length; // outputs in a row

    FloatPooling(Window window) {
        this.window = window;
        size = window.size();
        stride = window.stride();
        width = window.width();
        area = window.height() * width;
        rows = window.outputHeight();
        length = window.outputWidth();
    }

    void largest(Matrix x, Matrix a, int[] winners) {
        float[] xs = FloatMatrix.valuesOf(x);
        float[] as = FloatMatrix.valuesOf(a);
        split(x, channel -> {
            for (int row = 0; row < rows; row++) {
                int in = channel * area + row * stride * width;
                int out = (channel * rows + row) * length;
                if (size == 2) largestOfFour(xs, in, winners, out);
                else for (int j = 0; j < length; j++) winners[out + j] = largest(xs, in + j * stride);
                for (int j = 0; j < length; j++) as[out + j] = xs[winners[out + j]];
            }
        });
    }

    private int largest(float[] xs, int corner) {
        int winner = corner;
        for (int y = 0, i = corner; y < size; y++, i += width)
            for (int k = 0; k < size; k++) winner = larger(xs, winner, i + k);
        return winner;
    }

    /** The usual window, in a row of places. */
    private void largestOfFour(float[] xs, int in, int[] winners, int out) {
        for (int j = 0, i = in; j < length; j++, i += stride)
            winners[out + j] = larger(xs, larger(xs, i, i + 1), larger(xs, i + width, i + width + 1));
    }

    /**
     * Index of the larger number, of equals the first, without a decision: the processor would guess every second one
     * wrong, which takes longer than all the rest. The sign bit of the difference says it (+ 0 makes +0 of −0).
     */
    private static int larger(float[] xs, int i, int k) {
        float lead = xs[i] - xs[k] + 0f;
        if (lead != lead) return Pooling.wins(xs[k], xs[i]) ? k : i; // ∞ − ∞, or not a number
        return i + (k - i & Float.floatToRawIntBits(lead) >> 31);
    }

    void largestBackward(Matrix da, Matrix dx, int[] winners) {
        float[] das = FloatMatrix.valuesOf(da);
        float[] dxs = FloatMatrix.valuesOf(dx);
        int places = rows * length;
        split(dx, channel -> {
            Arrays.fill(dxs, channel * area, (channel + 1) * area, 0);
            for (int out = channel * places; out < (channel + 1) * places; out++) dxs[winners[out]] += das[out];
        });
    }

    void mean(Matrix x, Matrix a) {
        float[] xs = FloatMatrix.valuesOf(x);
        float[] as = FloatMatrix.valuesOf(a);
        float n = size * size;
        split(x, channel -> {
            for (int row = 0; row < rows; row++) {
                int in = channel * area + row * stride * width;
                int out = (channel * rows + row) * length;
                if (size == 2) {
                    meanOfFour(xs, in, as, out);
                } else {
                    Arrays.fill(as, out, out + length, 0);
                    for (int y = 0; y < size; y++) for (int k = 0; k < size; k++) add(xs, in + y * width + k, as, out);
                    for (int j = 0; j < length; j++) as[out + j] /= n;
                }
            }
        });
    }

    /** The usual window, in a row of places. */
    private void meanOfFour(float[] xs, int in, float[] as, int out) {
        for (int j = 0, i = in; j < length; j++, i += stride)
            as[out + j] = (xs[i] + xs[i + 1] + xs[i + width] + xs[i + width + 1]) / 4;
    }

    private void add(float[] xs, int in, float[] as, int out) {
        for (int j = 0; j < length; j++) as[out + j] += xs[in + j * stride];
    }

    void meanBackward(Matrix da, Matrix dx) {
        float[] das = FloatMatrix.valuesOf(da);
        float[] dxs = FloatMatrix.valuesOf(dx);
        float n = size * size;
        split(dx, channel -> {
            Arrays.fill(dxs, channel * area, (channel + 1) * area, 0);
            for (int row = 0; row < rows; row++) {
                int in = channel * area + row * stride * width;
                int out = (channel * rows + row) * length;
                if (size == 2 && stride >= 2) shareAmongFour(das, out, dxs, in);
                else
                    for (int y = 0; y < size; y++)
                        for (int k = 0; k < size; k++) share(das, out, dxs, in + y * width + k, n);
            }
        });
    }

    /** The usual window, in a row of places that have no number in common. */
    private void shareAmongFour(float[] das, int out, float[] dxs, int in) {
        for (int j = 0, i = in; j < length; j++, i += stride) {
            float share = das[out + j] / 4;
            dxs[i] += share;
            dxs[i + 1] += share;
            dxs[i + width] += share;
            dxs[i + width + 1] += share;
        }
    }

    private void share(float[] das, int out, float[] dxs, int in, float n) {
        for (int j = 0; j < length; j++) dxs[in + j * stride] += das[out + j] / n;
    }

    /** What is done with one channel of one sample. */
    private interface Channel {
        void compute(int channel);
    }

    private void split(Matrix x, Channel channels) {
        Parallel.rows(x.rows() * window.channels(), COST * x.size(), (from, to) -> {
            for (int channel = from; channel < to; channel++) channels.compute(channel);
        });
    }
}
