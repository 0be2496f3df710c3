package dev.gradus.loss;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.io.Serializable;

/**
 * What large weights cost besides the loss: J += λ₁ Σ|w| + λ₂ Σw², whose gradient is λ₁ sign(w) + 2λ₂ w. L1 drives weights to
 * exactly 0 (Tibshirani's lasso, 1996), L2 shrinks all alike (ridge regression, Hoerl and Kennard, 1970). Weights alone are
 * penalised, no biases and no scales of batch normalisation. As Keras' L1 and L2; PyTorch's {@code weight_decay} adds λw to
 * the gradient, so it is 2λ₂.
 *
 * @param l1 λ₁, from 0 on
 * @param l2 λ₂, from 0 on
 */
public record Penalty(double l1, double l2) implements Serializable {
    /** Nothing. */
    public static final Penalty NONE = new Penalty(0, 0);

    public Penalty {
        Require.notNegative("l1", l1);
        Require.notNegative("l2", l2);
    }

    /** The same with another λ₁. */
    public Penalty withL1(double l1) {
        return new Penalty(l1, l2);
    }

    /** The same with another λ₂. */
    public Penalty withL2(double l2) {
        return new Penalty(l1, l2);
    }

    /** λ₁ Σ|w| + λ₂ Σw². */
    public double value(Matrix w) {
        if (this.equals(NONE)) return 0;
        double absolutes = 0;
        double squares = 0;
        for (int i = 0; i < w.rows(); i++)
            for (int j = 0; j < w.columns(); j++) {
                absolutes += Math.abs(w.get(i, j));
                squares += w.get(i, j) * w.get(i, j);
            }
        return l1 * absolutes + l2 * squares;
    }

    /** ∂J/∂w += λ₁ sign(w) + 2λ₂ w. The gradient has the size of w. */
    public void addGradient(Matrix w, Matrix gradient) {
        if (l1 > 0) gradient.addSigns(l1, w);
        if (l2 > 0) gradient.addScaled(2 * l2, w);
    }

    @Override
    public String toString() {
        return "l1(" + l1 + ").l2(" + l2 + ")";
    }
}
