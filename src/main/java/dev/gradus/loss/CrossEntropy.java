package dev.gradus.loss;

import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.OptionalDouble;

/**
 * Categorical cross-entropy: J = −1/m Σᵢ Σₖ yᵢₖ ln aᵢₖ, the mean surprise at the true class. Outputs are probabilities
 * (softmax) and targets one-hot or probabilities themselves, both m × K. As Keras' CategoricalCrossentropy and PyTorch's
 * CrossEntropyLoss, which takes the logits.
 */
public final class CrossEntropy implements Loss {
    private static final double TINY = 1e-300; // keeps ln 0 out; smaller than any float

    @Override
    public double value(Matrix a, Matrix y) {
        double sum = 0;
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++)
                if (y.get(i, k) != 0) sum -= y.get(i, k) * Functions.log(Math.max(a.get(i, k), TINY));
        return sum / a.rows();
    }

    /** ∂J/∂a = −y / (m a). */
    @Override
    public void gradient(Matrix a, Matrix y, Matrix gradient) {
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++)
                gradient.set(i, k, y.get(i, k) == 0 ? 0 : -y.get(i, k) / (Math.max(a.get(i, k), TINY) * a.rows()));
    }

    /**
     * With softmax all factors cancel: δ = (a − y)/m, where a row of y sums to 1. And ln aₖ = zₖ − ln Σ eᶻ, which can't
     * underflow ("log-sum-exp").
     */
    @Override
    public OptionalDouble fromLogits(String activation, Matrix z, Matrix a, Matrix y, Matrix delta) {
        if (!activation.equals("softmax")) return OptionalDouble.empty();
        double sum = 0;
        for (int i = 0; i < z.rows(); i++) {
            double logSumExp = logSumExp(z, i);
            for (int k = 0; k < z.columns(); k++) {
                double yik = y.get(i, k);
                if (yik != 0) sum += yik * (logSumExp - z.get(i, k));
                delta.set(i, k, (a.get(i, k) - yik) / z.rows());
            }
        }
        return OptionalDouble.of(sum / z.rows());
    }

    private static double logSumExp(Matrix z, int i) {
        double max = z.get(i, z.argMax(i));
        double sum = 0;
        for (int k = 0; k < z.columns(); k++) sum += Functions.exp(z.get(i, k) - max);
        return max + Functions.log(sum);
    }

    @Override
    public void check(String activation) {
        if (activation.equals("linear") || activation.equals("relu") || activation.equals("tanh"))
            throw new IllegalArgumentException("crossEntropy() needs outputs that are probabilities, but the last layer"
                    + " is " + activation + "; end the network with .dense(n, softmax())");
    }

    @Override
    public String toString() {
        return "crossEntropy()";
    }
}
