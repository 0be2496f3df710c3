package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of dropout: each training step silences every unit with this probability and makes the others larger by
 * 1/(1 − rate), so that what comes next sees the same mean; in inference all pass unchanged. It removes units, not
 * connections. As PyTorch's and Keras' Dropout. Srivastava et al., "Dropout: a simple way to prevent neural networks from
 * overfitting", 2014.
 *
 * @param rate from 0 (nothing happens) to below 1
 */
public record DropoutSpec(double rate) implements LayerSpec {
    public DropoutSpec {
        if (!(rate >= 0 && rate < 1))
            throw new IllegalArgumentException("rate must be at least 0 and below 1, but is " + rate);
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new Dropout(rate, setup.random("dropout"));
    }

    @Override
    public String toString() {
        return "dropout(" + rate + ")";
    }

    /**
     * While training Y = X ⊙ M, where each element of the mask M is 0 with probability p, else 1/(1 − p); so E[M] = 1, and in
     * inference Y = X. Its gradient: ∂J/∂X = δ ⊙ M.
     */
    static final class Dropout implements Proven {
        private final double rate; // p
        private final Supplier<RandomStream> random; // that of the current step
        private boolean masked; // in the last forward
        private @Nullable Matrix mask; // M, m × n
        private @Nullable Matrix y; // m × n
        private @Nullable Matrix dx; // m × n

        Dropout(double rate, Supplier<RandomStream> random) {
            this.rate = rate;
            this.random = random;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            masked = training && rate > 0;
            if (!masked) return x;
            mask = x.buffer(mask, x.rows(), x.columns());
            y = x.buffer(y, x.rows(), x.columns());
            mask.fillMask(rate, random.get());
            x.times(mask, y);
            return y;
        }

        @Override
        public Matrix backward(Matrix delta) {
            if (!masked || mask == null) return delta;
            dx = delta.buffer(dx, delta.rows(), delta.columns());
            delta.times(mask, dx);
            return dx;
        }

        @Override
        public String toString() {
            return "dropout";
        }
    }
}
