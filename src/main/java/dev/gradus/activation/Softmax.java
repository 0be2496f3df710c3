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
        da.eachRow((i, d) -> {
            double mean = 0;
            for (int j = 0; j < d.length; j++) mean += a.get(i, j) * d[j];
            for (int k = 0; k < d.length; k++) d[k] = a.get(i, k) * (d[k] - mean);
            dz.setRow(i, d);
        });
    }

    @Override
    public String toString() {
        return name();
    }
}
