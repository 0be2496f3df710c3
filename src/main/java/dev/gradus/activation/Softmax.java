package dev.gradus.activation;

import dev.gradus.math.Matrix;

/** aₖ = eᶻₖ / Σⱼ eᶻⱼ over each row: positive numbers that sum to 1, read as probabilities of classes. */
public final class Softmax implements Activation {
    @Override
    public String name() {
        return "softmax";
    }

    @Override
    public void forward(Matrix z, Matrix a) {
        z.softmax(i -> z.columns(), a);
    }

    /** ∂J/∂zₖ = aₖ (∂J/∂aₖ − Σⱼ aⱼ ∂J/∂aⱼ), since ∂aⱼ/∂zₖ = aⱼ (1[j = k] − aₖ). */
    @Override
    public void backward(Matrix z, Matrix a, Matrix da, Matrix dz) {
        for (int i = 0; i < z.rows(); i++) {
            double mean = 0;
            for (int j = 0; j < z.columns(); j++) mean += a.get(i, j) * da.get(i, j);
            for (int k = 0; k < z.columns(); k++) dz.set(i, k, a.get(i, k) * (da.get(i, k) - mean));
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
