package dev.gradus.loss;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Softmax;
import dev.gradus.errors.Require;
import dev.gradus.math.Figures;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Categorical cross-entropy: J = −1/m Σᵢ Σₖ wₖ yᵢₖ ln aᵢₖ, the mean surprise at the true class. Outputs are probabilities
 * (softmax) and targets one-hot or probabilities themselves, both m × K. As Keras' CategoricalCrossentropy and PyTorch's
 * CrossEntropyLoss, which takes the logits.
 *
 * <p>A row of zeros has no target: it costs nothing, and m counts the others. Class weights wₖ are 1 unless given. With weights the sum is still divided by m, as Keras does with {@code
 * class_weight}; {@link #weightedMean} divides by the weights that came, as PyTorch does.
 *
 * <p>With a {@link #temperature} T the outputs are softened before they are compared: q = softmax(z/T), which is a^(1/T)
 * brought to the sum 1, and J = −T²/m Σᵢ Σₖ wₖ yᵢₖ ln qᵢₖ. Hinton, Vinyals and Dean, "Distilling the knowledge in a neural
 * network", 2015, section 2: T² keeps gradients as large as they are at T = 1.
 */
public final class CrossEntropy implements Loss {
    private static final double TINY = 1e-300; // keeps ln 0 out; smaller than any float
    private static final double TINY_DIVISOR = 1e-30; // keeps the gradient a number, in single precision, too

    private final double[] weights; // w, one a class; empty where all are 1
    private final boolean weightedMean;
    private final double temperature; // T

    public CrossEntropy() {
        this(new double[0], false, 1);
    }

    private CrossEntropy(double[] weights, boolean weightedMean, double temperature) {
        this.weights = weights;
        this.weightedMean = weightedMean;
        this.temperature = temperature;
    }

    /** The same loss with a weight for each class, all above 0: how much a miss of that class counts. */
    public CrossEntropy weights(double... weights) {
        Require.notNull("weights", weights, "one number a class");
        Require.atLeast("the number of weights", weights.length, 1);
        for (int k = 0; k < weights.length; k++) Require.positive("weights[" + k + "]", weights[k]);
        return new CrossEntropy(weights.clone(), weightedMean, temperature);
    }

    /** The same loss, its sum divided not by m but by Σᵢ Σₖ wₖ yᵢₖ, the weights of the true classes, as in PyTorch. */
    public CrossEntropy weightedMean() {
        return new CrossEntropy(weights, true, temperature);
    }

    /**
     * The same loss of outputs at this temperature, for targets that were softened alike, such as a teacher's.
     *
     * @param temperature T, above 0; 1 by default
     */
    public CrossEntropy temperature(double temperature) {
        return new CrossEntropy(weights, weightedMean, Require.positive("temperature", temperature));
    }

    @Override
    public double value(Matrix a, Matrix y) {
        Demands.alike(a, y);
        if (temperature != 1) return softened(a, y, null);
        double sum = 0;
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++)
                if (y.get(i, k) != 0) sum -= w(k) * y.get(i, k) * Functions.log(Math.max(a.get(i, k), TINY));
        return sum / divisor(y);
    }

    /** ∂J/∂a = −w y / (m a); at a temperature T (q Σⱼ wⱼ yⱼ − w y) / (m a). */
    @Override
    public void gradient(Matrix a, Matrix y, Matrix gradient) {
        Demands.alike(a, y);
        if (temperature != 1) {
            softened(a, y, gradient);
            return;
        }
        double m = divisor(y);
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++)
                gradient.set(
                        i, k, y.get(i, k) == 0 ? 0 : -w(k) * y.get(i, k) / (Math.max(a.get(i, k), TINY_DIVISOR) * m));
    }

    /** J, and its gradient if there is room for it; ln a stands for z, from which it differs by one number a row. */
    private double softened(Matrix a, Matrix y, @Nullable Matrix gradient) {
        double m = divisor(y);
        double sum = 0;
        for (int i = 0; i < a.rows(); i++) {
            double[] z = a.row(i);
            for (int k = 0; k < z.length; k++) z[k] = Functions.log(Math.max(z[k], TINY_DIVISOR)) / temperature;
            double logSumExp = logSumExp(z);
            double weight = weight(y, i);
            for (int k = 0; k < z.length; k++) {
                double wy = w(k) * y.get(i, k);
                sum += wy * (logSumExp - z[k]);
                double q = Functions.exp(z[k] - logSumExp);
                if (gradient != null)
                    gradient.set(i, k, temperature * (q * weight - wy) / (Math.max(a.get(i, k), TINY_DIVISOR) * m));
            }
        }
        return temperature * temperature * sum / m;
    }

    /**
     * With softmax all factors cancel: δₖ = (aₖ Σⱼ wⱼ yⱼ − wₖ yₖ)/m, which is (a − y)/m without weights, where a row of y
     * sums to 1. And ln aₖ = zₖ − ln Σ eᶻ, which can't underflow ("log-sum-exp"). At a temperature δₖ = T (qₖ − yₖ)/m: one T
     * of T² goes, because z comes divided by T.
     */
    @Override
    public OptionalDouble fromLogits(Activation activation, Matrix z, Matrix a, Matrix y, Matrix delta) {
        if (!(activation instanceof Softmax)) return OptionalDouble.empty();
        Demands.alike(a, y);
        double m = divisor(y);
        double[] logSumExp = z.logSumExp(temperature);
        double sum = z.sumOverRows((i, row) -> {
            double weight = weight(y, i);
            double term = 0;
            for (int k = 0; k < row.length; k++) {
                double wy = w(k) * y.get(i, k);
                if (wy != 0) term += wy * (logSumExp[i] - row[k] / temperature);
                double q = temperature == 1 ? a.get(i, k) : Functions.exp(row[k] / temperature - logSumExp[i]);
                row[k] = temperature * (q * weight - wy) / m;
            }
            delta.setRow(i, row);
            return term;
        });
        return OptionalDouble.of(temperature * temperature * sum / m);
    }

    private static double logSumExp(double[] z) {
        double max = Functions.max(z);
        double sum = 0;
        for (double zk : z) sum += Functions.exp(zk - max);
        return max + Functions.log(sum);
    }

    private double w(int k) {
        return weights.length == 0 ? 1 : weights[k];
    }

    /** Σₖ wₖ yᵢₖ: the weight of row i; 0 for one that has no target. */
    private double weight(Matrix y, int i) {
        double sum = 0;
        for (int k = 0; k < y.columns(); k++) sum += w(k) * y.get(i, k);
        return sum;
    }

    /** The rows that have a target, or their weights: what the sum is divided by. */
    @Override
    public double weight(Matrix y) {
        double sum = 0;
        for (int i = 0; i < y.rows(); i++) {
            double weight = weight(y, i);
            if (weight != 0) sum += weightedMean ? weight : 1;
        }
        return sum;
    }

    /** Nothing divided by nothing is 0: a batch in which no row has a target. */
    private double divisor(Matrix y) {
        double weight = weight(y);
        return weight == 0 ? 1 : weight;
    }

    @Override
    public void check(Activation activation, Matrix targets) {
        int outputs = targets.columns();
        Demands.shares("crossEntropy()", activation, outputs, ".dense(n, softmax())");
        if (outputs == 1)
            throw new IllegalArgumentException("crossEntropy() of a single output sees the yes and never the no;"
                    + " use binaryCrossEntropy(), or one output a class with softmax()");
        if (Demands.oddRow(Demands.tried(activation, outputs)) >= 0)
            throw new IllegalArgumentException(
                    "crossEntropy() needs the probabilities of one choice, which sum to 1, but"
                            + " those of " + activation.name()
                            + " don't, so that all of them at 1 would cost nothing; end the"
                            + " network with .dense(" + outputs + ", softmax()), or use binaryCrossEntropy() for "
                            + outputs
                            + " questions of yes and no");
        int odd = Demands.oddRow(targets);
        if (odd >= 0)
            throw new IllegalArgumentException(
                    "crossEntropy() needs targets that are probabilities and sum to 1 in each"
                            + " row, such as 1 for the true class and 0 elsewhere, but one row is "
                            + Figures.text(targets.row(odd), 6)
                            + "; give labels, Dataset.of(inputs, int[] labels), or use .dense(" + outputs
                            + ", sigmoid()) with binaryCrossEntropy() where several may be true at once");
        if (weights.length > 0 && weights.length != outputs)
            throw new IllegalArgumentException("crossEntropy() has weights for " + weights.length
                    + " classes, but the last layer gives " + outputs + "; give one weight a class");
    }

    @Override
    public String toString() {
        String list = Arrays.stream(weights).mapToObj(Double::toString).collect(Collectors.joining(", "));
        return "crossEntropy()" + (list.isEmpty() ? "" : ".weights(" + list + ")")
                + (weightedMean ? ".weightedMean()" : "")
                + (temperature == 1 ? "" : ".temperature(" + temperature + ")");
    }
}
