package dev.gradus.math;

import dev.gradus.errors.Mismatch;
import dev.gradus.errors.ShapeException;
import org.jspecify.annotations.Nullable;

/**
 * The convolution of pictures with filters, as deep learning means it (mathematics calls it cross-correlation, since no
 * filter is turned round): each output is the sum over the numbers under a window, each times its weight. LeCun et al.,
 * "Backpropagation applied to handwritten zip code recognition", 1989.
 *
 * <p>The loops here are the definition, and what double precision uses. {@link FloatConvolution} computes the same as
 * products of matrices, each element in the same order.
 */
public final class Convolution {
    private final Window window;
    private final int filters;
    private @Nullable FloatConvolution fast; // with its buffers; only where numbers are single

    public Convolution(Window window, int filters) {
        this.window = window;
        this.filters = filters;
    }

    /** zᵢₙ = b + Σ w·x: from x (m × channels·height·width) to z (m × filters·places), with w filters × taps. */
    public void forward(Matrix x, Matrix w, Matrix b, Matrix z) {
        checkAndCount(x, w, z);
        if (x instanceof FloatMatrix) {
            fast().forward(x, w, b, z);
            return;
        }
        int places = window.places();
        for (int s = 0; s < z.rows(); s++) for (int j = 0; j < z.columns(); j++) z.set(s, j, b.get(0, j / places));
        forEach(x.rows(), (s, in, f, tap, out) -> add(z, s, out, w.get(f, tap) * x.get(s, in)));
    }

    /** dw += Σ δ·x, db += Σ δ, each sum over samples and places. */
    public void addGradients(Matrix x, Matrix delta, Matrix dw, Matrix db) {
        checkAndCount(x, dw, delta);
        if (x instanceof FloatMatrix) {
            fast().addGradients(x, delta, dw, db);
            return;
        }
        int places = window.places();
        for (int s = 0; s < x.rows(); s++)
            for (int j = 0; j < delta.columns(); j++) add(db, 0, j / places, delta.get(s, j));
        forEach(x.rows(), (s, in, f, tap, out) -> add(dw, f, tap, delta.get(s, out) * x.get(s, in)));
    }

    /** dx = Σ w·δ over the filters and the places that saw that number. */
    public void backward(Matrix delta, Matrix w, Matrix dx) {
        checkAndCount(dx, w, delta);
        if (dx instanceof FloatMatrix) {
            fast().backward(delta, w, dx);
            return;
        }
        dx.fill(0);
        forEach(dx.rows(), (s, in, f, tap, out) -> add(dx, s, in, w.get(f, tap) * delta.get(s, out)));
    }

    /** One multiplication: input number times weight goes into output number, of sample s. */
    private interface Link {
        void visit(int s, int in, int f, int tap, int out);
    }

    /** All links between inputs and outputs; where the window covers padding there is none. */
    private void forEach(int samples, Link link) {
        int h = window.height();
        int w = window.width();
        int k = window.size();
        for (int s = 0; s < samples; s++)
            for (int f = 0, out = 0; f < filters; f++)
                for (int row = 0; row < window.outputHeight(); row++)
                    for (int column = 0; column < window.outputWidth(); column++, out++)
                        for (int c = 0, tap = 0; c < window.channels(); c++)
                            for (int ky = 0; ky < k; ky++)
                                for (int kx = 0; kx < k; kx++, tap++) {
                                    int y = row * window.stride() + ky - window.padding();
                                    int x = column * window.stride() + kx - window.padding();
                                    if (y >= 0 && y < h && x >= 0 && x < w)
                                        link.visit(s, (c * h + y) * w + x, f, tap, out);
                                }
    }

    private static void add(Matrix sums, int i, int j, double value) {
        sums.set(i, j, sums.get(i, j) + value);
    }

    private FloatConvolution fast() {
        if (fast == null) fast = new FloatConvolution(window, filters);
        return fast;
    }

    /** Of each of the three, which all multiply as often. */
    private void checkAndCount(Matrix x, Matrix w, Matrix z) {
        window.check(x, z, filters * window.places());
        if (w.rows() != filters || w.columns() != window.taps())
            throw new ShapeException(
                    "the weights of " + filters + " filters must be " + filters + " × " + window.taps() + ", but are "
                            + w.shape(),
                    Mismatch.of(
                            Mismatch.Box.of("weights", w.rows(), w.columns()),
                            Mismatch.Box.of("filters", filters, window.taps())));
        Engine.count((long) z.rows() * filters * window.places() * window.taps());
    }
}
