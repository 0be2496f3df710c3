package dev.gradus.loss;

import dev.gradus.math.Matrix;

/**
 * J = 1/(mK) Σᵢ Σₖ (aᵢₖ − yᵢₖ)², the mean over all m·K elements, as in PyTorch and Keras. (Derivations by hand often use
 * 1/(2m) Σ‖a − y‖² instead, which is K/2 times as large.)
 */
public final class MeanSquaredError implements Loss {
    @Override
    public double value(Matrix a, Matrix y) {
        Demands.alike(a, y);
        double sum = 0;
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) {
                double error = a.get(i, k) - y.get(i, k);
                sum += error * error;
            }
        return sum / a.size();
    }

    /** ∂J/∂a = 2 (a − y) / (mK). */
    @Override
    public void gradient(Matrix a, Matrix y, Matrix gradient) {
        Demands.alike(a, y);
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) gradient.set(i, k, 2 * (a.get(i, k) - y.get(i, k)) / a.size());
    }

    @Override
    public String toString() {
        return "meanSquaredError()";
    }
}
