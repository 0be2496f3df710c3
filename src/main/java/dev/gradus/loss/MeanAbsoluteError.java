package dev.gradus.loss;

import dev.gradus.math.Matrix;

/**
 * J = 1/(mK) Σᵢ Σₖ |aᵢₖ − yᵢₖ|, the mean over all m·K elements: an outlier counts by its distance, not by the square of it.
 * As PyTorch's L1Loss and Keras' MeanAbsoluteError.
 */
public final class MeanAbsoluteError implements Loss {
    @Override
    public double value(Matrix a, Matrix y) {
        Demands.alike(a, y);
        double sum = 0;
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) sum += Math.abs(a.get(i, k) - y.get(i, k));
        return sum / a.size();
    }

    /** ∂J/∂a = sign(a − y) / (mK); at the kink 0. */
    @Override
    public void gradient(Matrix a, Matrix y, Matrix gradient) {
        Demands.alike(a, y);
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) gradient.set(i, k, Math.signum(a.get(i, k) - y.get(i, k)) / a.size());
    }

    @Override
    public String toString() {
        return "meanAbsoluteError()";
    }
}
