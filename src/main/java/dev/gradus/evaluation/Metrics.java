package dev.gradus.evaluation;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Hinge;
import dev.gradus.loss.Loss;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The formulas by which answers are judged, on plain arrays; {@link Evaluation} asks them for you. A confusion matrix C
 * is K × K: C[t][p] samples of class t were taken for p. Of class k, tp = C[k][k] answers hit, fp = Σ C[t≠k][k] were
 * given in error, fn = Σ C[k][p≠k] were missed.
 *
 * <p>As in scikit-learn, a share of nothing counts as 0: the precision of a class that is never the answer, the recall
 * of one that never occurs. A class that neither occurs nor is ever the answer has NaN, and means leave it out. Outputs
 * that answer questions of yes and no have a 2 × 2 matrix each, of which the yes is class 1.
 */
public final class Metrics {
    static final double OF_TARGETS = 0.5; // cuts between 0 and 1, and between −1 and +1

    private Metrics() {}

    /**
     * Where an output turns from no to yes, and a single one from class 0 to class 1: in the middle between its two
     * targets. That is ½ between 0 and 1, and 0 between −1 and +1, to which the hinge loss drives its scores whichever
     * targets it is given.
     */
    public static double boundary(Dataset data, Loss loss) {
        return data.isSigned() || loss instanceof Hinge ? 0 : 0.5;
    }

    /** The class that an output or a one-hot target stands for: the largest of several; one is cut at the boundary. */
    static int classOf(double[] output, double boundary) {
        if (output.length == 1) return output[0] >= boundary ? 1 : 0;
        int best = 0;
        for (int k = 1; k < output.length; k++) if (output[k] > output[best]) best = k;
        return best;
    }

    // ---- classes ----

    /** Of all answers "k", the share that was right: tp / (tp + fp). */
    public static double precision(int[][] confusion, int k) {
        return share(confusion, k, answers(confusion, k));
    }

    /** Of all samples of class k, the share that was found: tp / (tp + fn). */
    public static double recall(int[][] confusion, int k) {
        return share(confusion, k, samples(confusion, k));
    }

    /** The harmonic mean of precision and recall, 2tp / (2tp + fp + fn). Van Rijsbergen, "Information retrieval", 1979. */
    public static double f1(int[][] confusion, int k) {
        return share(confusion, k, (answers(confusion, k) + samples(confusion, k)) / 2.0);
    }

    private static double share(int[][] confusion, int k, double of) {
        if (samples(confusion, k) + answers(confusion, k) == 0) return Double.NaN;
        return of == 0 ? 0 : confusion[k][k] / of;
    }

    /** tp + fn, how many samples are of class k. */
    static int samples(int[][] confusion, int k) {
        return Arrays.stream(confusion[k]).sum();
    }

    private static int answers(int[][] confusion, int k) {
        return Arrays.stream(confusion).mapToInt(row -> row[k]).sum();
    }

    /** The plain mean over the K classes that have the figure ("macro"); NaN if none has. */
    static double mean(int classes, IntToDoubleFunction figure) {
        return IntStream.range(0, classes)
                .mapToDouble(figure)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Whether the true class is among the k largest outputs; of equal outputs the first ones count as larger, as for the
     * answer itself, and NaN is smaller than any number.
     */
    static boolean isAmongLargest(int k, double[] output, int truth) {
        double own = output[truth];
        long before = IntStream.range(0, output.length)
                .filter(j -> isAbove(output[j], own) || (j < truth && !isAbove(own, output[j])))
                .count();
        return before < k;
    }

    private static boolean isAbove(double a, double b) {
        return a > b || (Double.isNaN(b) && !Double.isNaN(a));
    }

    // ---- numbers ----

    /** 1/(nK) Σᵢ Σₖ (aᵢₖ − yᵢₖ)², both n × K. */
    public static double meanSquaredError(double[][] outputs, double[][] targets) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++)
            for (int k = 0; k < outputs[i].length; k++) sum += square(outputs[i][k] - targets[i][k]);
        return sum / ((double) outputs.length * outputs[0].length);
    }

    /** 1/(nK) Σᵢ Σₖ |aᵢₖ − yᵢₖ|, both n × K. */
    public static double meanAbsoluteError(double[][] outputs, double[][] targets) {
        double sum = 0;
        for (int i = 0; i < outputs.length; i++)
            for (int k = 0; k < outputs[i].length; k++) sum += Math.abs(outputs[i][k] - targets[i][k]);
        return sum / ((double) outputs.length * outputs[0].length);
    }

    /**
     * The share of the targets' variance that the outputs explain: R² = 1 − Σᵢ (aᵢ − yᵢ)² / Σᵢ (yᵢ − ȳ)², the mean of it
     * over the K columns. 1 is perfect, 0 no better than always answering the mean ȳ, and below 0 worse. A column of
     * equal targets has no variance to explain and is left out; NaN if all are such.
     */
    public static double rSquared(double[][] outputs, double[][] targets) {
        return mean(outputs[0].length, k -> rSquared(outputs, targets, k));
    }

    private static double rSquared(double[][] outputs, double[][] targets, int k) {
        if (Arrays.stream(targets).allMatch(y -> y[k] == targets[0][k])) return Double.NaN;
        double mean = Arrays.stream(targets).mapToDouble(y -> y[k]).sum() / targets.length;
        double errors = 0;
        double variance = 0;
        for (int i = 0; i < outputs.length; i++) {
            errors += square(outputs[i][k] - targets[i][k]);
            variance += square(targets[i][k] - mean);
        }
        return 1 - errors / variance;
    }

    private static double square(double x) {
        return x * x;
    }
}
