package dev.gradus.data;

import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import java.util.Arrays;
import java.util.Locale;

/**
 * Brings every feature to mean 0 and standard deviation 1: x′ = (x − μ) / σ with σ² = 1/n Σ (x − μ)², as scikit-learn's
 * StandardScaler. Mean and deviation come from the training data alone; other data is moved by the same numbers, since
 * what a network is tested on must not have told it anything.
 *
 * <p>A feature that never changes, or by no more than rounding does, such as 0.3 and 0.1 + 0.2, has σ = 0 and becomes 0;
 * it is moved, but not stretched. Immutable.
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
        int n = training.size();
        double[] low = training.input(0);
        double[] high = low.clone();
        double[] sums = new double[low.length];
        for (int i = 0; i < n; i++) {
            double[] x = training.input(i);
            for (int j = 0; j < x.length; j++) {
                sums[j] += x[j];
                low[j] = Math.min(low[j], x[j]);
                high[j] = Math.max(high[j], x[j]);
            }
        }
        double[] means = new double[low.length];
        double[] units =
                new double[low.length]; // powers of two next to the range: squares then neither overflow nor vanish
        for (int j = 0; j < means.length; j++) {
            means[j] = low[j] == high[j] ? low[j] : sums[j] / n;
            units[j] = Math.scalb(1.0, Math.getExponent(high[j] - low[j]));
        }
        double[] squares = new double[low.length];
        for (int i = 0; i < n; i++) {
            double[] x = training.input(i);
            for (int j = 0; j < x.length; j++) squares[j] += square((x[j] - means[j]) / units[j]);
        }
        double[] deviations = new double[low.length];
        for (int j = 0; j < deviations.length; j++)
            if (varies(squares[j] / n, means[j] / units[j], n)) deviations[j] = Math.sqrt(squares[j] / n) * units[j];
        return new Standardizer(means, deviations);
    }

    /**
     * Whether a feature differs from a constant by more than rounding makes of one: σ² > nεσ² + (nεμ)², the error that two
     * passes over n numbers leave. Chan, Golub and LeVeque, "Algorithms for computing the sample variance", 1983; so does
     * scikit-learn.
     */
    private static boolean varies(double variance, double mean, int n) {
        double error = n * Math.ulp(1.0);
        return variance > error * variance + square(error * mean);
    }

    private static double square(double x) {
        return x * x;
    }

    /** μ, one a feature. */
    public double[] means() {
        return means.clone();
    }

    /** σ, one a feature; 0 for one that never changed, or by no more than rounding does. */
    public double[] deviations() {
        return deviations.clone();
    }

    /**
     * The data with inputs (x − μ) / σ, targets as they are.
     *
     * @throws IllegalArgumentException if it has other features than the training data, or one so far from them that no
     *     float holds it
     */
    public Dataset apply(Dataset data) {
        Require.notNull("data", data, "a Dataset");
        if (data.inputs() != means.length)
            throw new ShapeException(
                    "data has " + data.inputs() + " features, but the training data had " + means.length,
                    Mismatch.of(
                            Mismatch.Box.of("data", Mismatch.ANY, data.inputs()),
                            Mismatch.Box.of("training", Mismatch.ANY, means.length)));
        for (int i = 0; i < data.size(); i++) standardized("standardized sample " + i + ", feature ", data.input(i));
        return data.rescaled(means, scales);
    }

    /**
     * One input, (x − μ) / σ.
     *
     * @throws IllegalArgumentException if it has other features than the training data, or a number is, or becomes, none
     *     that a float holds
     */
    public double[] apply(double[] input) {
        return standardized("standardized input, feature ", checked(input));
    }

    /** Back to the units of the data: x′σ + μ. */
    public double[] invert(double[] input) {
        double[] x = checked(input);
        for (int j = 0; j < x.length; j++) x[j] = x[j] * scales[j] + means[j];
        return x;
    }

    private double[] standardized(String place, double[] x) {
        for (int j = 0; j < x.length; j++) {
            x[j] = (x[j] - means[j]) / scales[j];
            if (!Float.isFinite((float) x[j])) Require.single(place + j + ",", x[j]);
        }
        return x;
    }

    /** A copy, if it is one input. */
    private double[] checked(double[] input) {
        Require.notNull("input", input, "one number a feature");
        if (input.length != means.length)
            throw new ShapeException(
                    "input has " + input.length + " numbers, but the training data had " + means.length + " features",
                    Mismatch.numbers("input", input.length, "training", means.length));
        for (int j = 0; j < input.length; j++) Require.single("input[" + j + "]", input[j]);
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
