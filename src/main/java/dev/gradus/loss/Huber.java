package dev.gradus.loss;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;

/**
 * The square of small errors and the distance of large ones: J = 1/(mK) Σᵢ Σₖ h(aᵢₖ − yᵢₖ), where h(e) = ½e² for |e| ≤ δ,
 * else δ(|e| − ½δ). As PyTorch's HuberLoss and Keras' Huber; PyTorch's SmoothL1Loss is this divided by δ. Huber, "Robust
 * estimation of a location parameter", 1964.
 *
 * @param delta δ, above 0; 1 by default
 */
public record Huber(double delta) implements Loss {
    public Huber {
        Require.positive("delta", delta);
    }

    @Override
    public double value(Matrix a, Matrix y) {
        Demands.alike(a, y);
        double sum = 0;
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) {
                double e = Math.abs(a.get(i, k) - y.get(i, k));
                sum += e <= delta ? e * e / 2 : delta * (e - delta / 2);
            }
        return sum / a.size();
    }

    /** ∂J/∂a = e / (mK), with the error e = a − y cut to ±δ. */
    @Override
    public void gradient(Matrix a, Matrix y, Matrix gradient) {
        Demands.alike(a, y);
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) {
                double e = a.get(i, k) - y.get(i, k);
                gradient.set(i, k, Math.max(-delta, Math.min(delta, e)) / a.size());
            }
    }

    @Override
    public String toString() {
        return delta == 1 ? "huber()" : "huber(" + delta + ")";
    }
}
