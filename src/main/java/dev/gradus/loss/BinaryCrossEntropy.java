package dev.gradus.loss;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Sigmoid;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.OptionalDouble;

/**
 * Binary cross-entropy: J = −1/(mK) Σᵢ Σₖ [w₁ y ln a + w₀ (1 − y) ln(1 − a)], the mean surprise over m·K questions of yes or
 * no. Outputs lie between 0 and 1 (sigmoid), targets are 0, 1 or between. The weights are 1 unless given; w₁ alone is
 * PyTorch's {@code pos_weight}, both are Keras' {@code class_weight}. As PyTorch's BCELoss (and BCEWithLogitsLoss, which
 * takes the logits) and Keras' BinaryCrossentropy.
 */
public final class BinaryCrossEntropy implements Loss {
    private static final double LOWEST_LOG = -100; // as PyTorch: even ln 0 leaves a number
    private static final double TINY = 1e-12; // as PyTorch: keeps the gradient from dividing by 0

    private final double w0;
    private final double w1;

    public BinaryCrossEntropy() {
        this(1, 1);
    }

    private BinaryCrossEntropy(double w0, double w1) {
        this.w0 = w0;
        this.w1 = w1;
    }

    /** The same loss with weights for the answers 0 and 1, both above 0: how much a miss of either counts. */
    public BinaryCrossEntropy weights(double w0, double w1) {
        return new BinaryCrossEntropy(Require.positive("w0", w0), Require.positive("w1", w1));
    }

    @Override
    public double value(Matrix a, Matrix y) {
        Demands.alike(a, y);
        double sum = 0;
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) {
                double aik = a.get(i, k);
                double yik = y.get(i, k);
                sum -= w1 * yik * log(aik) + w0 * (1 - yik) * log(1 - aik);
            }
        return sum / a.size();
    }

    private static double log(double a) {
        return Math.max(Functions.log(a), LOWEST_LOG);
    }

    /** ∂J/∂a = [w₀ (1 − y) a − w₁ y (1 − a)] / (mK a (1 − a)); without weights (a − y) / (mK a (1 − a)). */
    @Override
    public void gradient(Matrix a, Matrix y, Matrix gradient) {
        Demands.alike(a, y);
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) {
                double aik = a.get(i, k);
                gradient.set(i, k, error(aik, y.get(i, k)) / (Math.max(aik * (1 - aik), TINY) * a.size()));
            }
    }

    /**
     * With sigmoid a (1 − a) cancels: δ = [w₀ (1 − y) a − w₁ y (1 − a)] / (mK), without weights (a − y) / (mK). And −ln a =
     * softplus(−z), −ln(1 − a) = softplus(z), which can't underflow.
     */
    @Override
    public OptionalDouble fromLogits(Activation activation, Matrix z, Matrix a, Matrix y, Matrix delta) {
        if (!(activation instanceof Sigmoid)) return OptionalDouble.empty();
        Demands.alike(a, y);
        double sum = 0;
        for (int i = 0; i < z.rows(); i++)
            for (int k = 0; k < z.columns(); k++) {
                double zik = z.get(i, k);
                double yik = y.get(i, k);
                sum += w1 * yik * Functions.softplus(-zik) + w0 * (1 - yik) * Functions.softplus(zik);
                delta.set(i, k, error(a.get(i, k), yik) / z.size());
            }
        return OptionalDouble.of(sum / z.size());
    }

    private double error(double a, double y) {
        return w0 * (1 - y) * a - w1 * y * (1 - a);
    }

    @Override
    public void check(Activation activation, Matrix targets) {
        int outputs = targets.columns();
        Demands.shares("binaryCrossEntropy()", activation, outputs, ".dense(" + outputs + ", sigmoid())");
        if (!Demands.all(targets, Demands::isShare))
            throw new IllegalArgumentException("binaryCrossEntropy() needs targets from 0, for no, to 1, for yes, but"
                    + " they are " + Demands.words(targets) + "; " + Demands.advice(targets));
    }

    @Override
    public String toString() {
        return "binaryCrossEntropy()" + (w0 == 1 && w1 == 1 ? "" : ".weights(" + w0 + ", " + w1 + ")");
    }
}
