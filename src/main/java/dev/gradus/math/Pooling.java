package dev.gradus.math;

import dev.gradus.errors.ArgumentException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pooling: a window moves over each channel by itself, and of the numbers under it the largest remains, or the mean. What
 * doesn't fill a whole window at the right and at the bottom is left out, as in PyTorch and Keras.
 *
 * <p>The loops here are the definition, and what double precision uses; {@link FloatPooling} gives the same, faster.
 */
public final class Pooling {
    private static final int NOBODY = -1;

    private final Window window;
    private @Nullable FloatPooling fast; // only where numbers are single
    private int[] winners = {}; // for each output of the batch: the index of its largest number

    /**
     * Pooling of pictures under this window, which has no padding.
     *
     * @throws IllegalArgumentException if it has
     */
    public Pooling(Window window) {
        if (window.padding() > 0)
            throw new ArgumentException(
                    "padding must be 0 for pooling, but is " + window.padding(), "padding", "0", window.padding());
        this.window = window;
    }

    // x and dx are m × channels·height·width, a and da m × channels·places

    /** aₒ = max x under the window; of equals the first, and not-a-number before all, as in PyTorch. */
    public void largest(Matrix x, Matrix a) {
        check(x, a);
        if (winners.length < a.size()) winners = new int[a.size()];
        if (x instanceof FloatMatrix) {
            fast().largest(x, a, winners);
            return;
        }
        Arrays.fill(winners, NOBODY);
        forEach(x.rows(), (in, out) -> {
            if (winners[out] == NOBODY || wins(x.get(in), a.get(out))) {
                a.set(out, x.get(in));
                winners[out] = in;
            }
        });
    }

    /** Whether x takes the place of the largest so far; not-a-number does, so that it is noticed. */
    static boolean wins(double x, double max) {
        return x > max || Double.isNaN(x) && !Double.isNaN(max);
    }

    /** From ∂J/∂a to ∂J/∂x: each winner of the last {@link #largest} gets all, the others nothing. */
    public void largestBackward(Matrix da, Matrix dx) {
        check(dx, da);
        if (dx instanceof FloatMatrix) {
            fast().largestBackward(da, dx, winners);
            return;
        }
        dx.fill(0);
        for (int out = 0; out < da.size(); out++) dx.set(winners[out], dx.get(winners[out]) + da.get(out));
    }

    /** aₒ = Σ x under the window / size². */
    public void mean(Matrix x, Matrix a) {
        check(x, a);
        if (x instanceof FloatMatrix) {
            fast().mean(x, a);
            return;
        }
        int n = window.size() * window.size();
        a.fill(0);
        forEach(x.rows(), (in, out) -> a.set(out, a.get(out) + x.get(in) / n));
    }

    /** From ∂J/∂a to ∂J/∂x: all numbers under the window get the same, ∂J/∂aₒ / size². */
    public void meanBackward(Matrix da, Matrix dx) {
        check(dx, da);
        if (dx instanceof FloatMatrix) {
            fast().meanBackward(da, dx);
            return;
        }
        int n = window.size() * window.size();
        dx.fill(0);
        forEach(dx.rows(), (in, out) -> dx.set(in, dx.get(in) + da.get(out) / n));
    }

    /** A number under the window, and the output that it belongs to: indices in the whole matrix. */
    private interface Link {
        void visit(int in, int out);
    }

    private void forEach(int samples, Link link) {
        int w = window.width();
        for (int channel = 0, out = 0; channel < samples * window.channels(); channel++)
            for (int row = 0; row < window.outputHeight(); row++)
                for (int column = 0; column < window.outputWidth(); column++, out++)
                    for (int ky = 0; ky < window.size(); ky++)
                        for (int kx = 0; kx < window.size(); kx++) {
                            int y = row * window.stride() + ky;
                            int x = column * window.stride() + kx;
                            link.visit((channel * window.height() + y) * w + x, out);
                        }
    }

    private FloatPooling fast() {
        if (fast == null) fast = new FloatPooling(window);
        return fast;
    }

    private void check(Matrix x, Matrix a) {
        window.check(x, a, window.channels() * window.places());
    }
}
