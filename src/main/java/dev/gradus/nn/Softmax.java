package dev.gradus.nn;

import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;

/** aₖ = eᶻₖ / Σⱼ eᶻⱼ over each row: positive numbers that sum to 1, read as probabilities of classes. */
public final class Softmax implements Activation {
    @Override
    public String name() {
        return "softmax";
    }

    /** Subtracting the row's largest z changes nothing but keeps e from overflowing. */
    @Override
    public void forward(Matrix z, Matrix a) {
        z.eachRow((i, e) -> {
            double max = Functions.max(e);
            double sum = 0;
            for (int k = 0; k < e.length; k++) sum += e[k] = Functions.exp(e[k] - max);
            for (int k = 0; k < e.length; k++) a.set(i, k, e[k] / sum);
        });
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
