package dev.gradus.nn;

import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * While training Y = X ⊙ M, where each element of the mask M is 0 with probability p, else 1/(1 − p); so E[M] = 1, and in
 * inference Y = X. Its gradient: ∂J/∂X = δ ⊙ M.
 */
final class Dropout implements Proven {
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
