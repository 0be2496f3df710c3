package dev.gradus.data;

import dev.gradus.math.Mismatch;
import dev.gradus.math.Require;
import dev.gradus.math.ShapeException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Brings every feature to mean 0 and standard deviation 1: x′ = (x − μ) / σ with σ² = 1/n Σ (x − μ)², as scikit-learn's
 * StandardScaler. Mean and deviation come from the training data alone; other data is moved by the same numbers, since
 * what a network is tested on must not have told it anything.
 *
 * <p>A feature that never changes has σ = 0 and becomes 0; it is moved, but not stretched. Immutable.
 */
public final class Standardizer {
    private final double[] means; // μ, one a feature
    private final double[] deviations; // σ, one a feature; 0 for a constant one
    private final double[] scales; // σ, but 1 for a constant one

    private Standardizer(double[] means, double[] deviations) {
        this.means = means;
        this.deviations = deviations;
        scales = Arrays.stream(deviations).map(s -> s == 0 ? 1 : s).toArray();
    }

    /** Takes means and deviations from the training data. */
    public static Standardizer of(Dataset training) {
        Require.notNull("training", training, "the data to learn from");
        double[] first = training.input(0);
        double[] sums = new double[first.length];
        boolean[] varies = new boolean[first.length];
        for (int i = 0; i < training.size(); i++) {
            double[] x = training.input(i);
            for (int j = 0; j < x.length; j++) {
                sums[j] += x[j];
                varies[j] |= x[j] != first[j];
            }
        }
        double[] means = new double[first.length];
        for (int j = 0; j < means.length; j++) means[j] = varies[j] ? sums[j] / training.size() : first[j];
        double[] squares = new double[first.length];
        for (int i = 0; i < training.size(); i++) {
            double[] x = training.input(i);
            for (int j = 0; j < x.length; j++) squares[j] += (x[j] - means[j]) * (x[j] - means[j]);
        }
        double[] deviations = Arrays.stream(squares)
                .map(square -> Math.sqrt(square / training.size()))
                .toArray();
        return new Standardizer(means, deviations);
    }

    /** μ, one a feature. */
    public double[] means() {
        return means.clone();
    }

    /** σ, one a feature; 0 for one that never changed. */
    public double[] deviations() {
        return deviations.clone();
    }

    /** The data with inputs (x − μ) / σ, targets as they are. */
    public Dataset apply(Dataset data) {
        Require.notNull("data", data, "a Dataset");
        if (data.inputs() != means.length)
            throw new ShapeException(
                    "data has " + data.inputs() + " features, but the training data had " + means.length,
                    Mismatch.of(
                            Mismatch.Box.of("data", Mismatch.ANY, data.inputs()),
                            Mismatch.Box.of("training", Mismatch.ANY, means.length)));
        return data.rescaled(means, scales);
    }

    /** One input, (x − μ) / σ. */
    public double[] apply(double[] input) {
        double[] x = checked(input);
        for (int j = 0; j < x.length; j++) x[j] = (x[j] - means[j]) / scales[j];
        return x;
    }

    /** Back to the units of the data: x′σ + μ. */
    public double[] invert(double[] input) {
        double[] x = checked(input);
        for (int j = 0; j < x.length; j++) x[j] = x[j] * scales[j] + means[j];
        return x;
    }

    private double[] checked(double[] input) {
        Require.notNull("input", input, "one number a feature");
        if (input.length != means.length)
            throw new ShapeException(
                    "input has " + input.length + " numbers, but the training data had " + means.length + " features",
                    Mismatch.numbers("input", input.length, "training", means.length));
        return input.clone();
    }

    /** "Standardizer of 4 features: means 5.843, 3.057, 3.758, 1.199; deviations 0.8253, 0.4344, 1.759, 0.7597". */
    @Override
    public String toString() {
        return "Standardizer of " + means.length + (means.length == 1 ? " feature" : " features") + ": means "
                + text(means) + "; deviations " + text(deviations);
    }

    private static String text(double[] values) {
        StringBuilder text = new StringBuilder();
        for (int j = 0; j < Math.min(values.length, 8); j++)
            text.append(String.format(Locale.ROOT, j == 0 ? "%.4g" : ", %.4g", values[j]));
        return text.append(values.length > 8 ? ", …" : "").toString();
    }
}
