package dev.gradus.evaluation;

import dev.gradus.chart.Charts;
import dev.gradus.chart.Line;
import dev.gradus.chart.Screen;
import dev.gradus.errors.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;

/**
 * What a yes-or-no answer gains and costs at every threshold ("receiver operating characteristic"). "Yes" is said from
 * the threshold on; then the true-positive rate is the share of the yes samples that are found, the false-positive rate
 * the share of the no samples that are suspected. From (0, 0), where nobody is, to (1, 1), where everybody is.
 *
 * <p>Samples with equal scores pass the threshold together: one point for each different score. J. P. Egan, "Signal
 * detection theory and ROC analysis", 1975.
 */
public final class RocCurve {
    private final double[] thresholds; // falling, the first +∞
    private final double[] falsePositiveRates; // rising from 0 to 1, as the next
    private final double[] truePositiveRates;

    private RocCurve(List<double[]> points) {
        thresholds = points.stream().mapToDouble(p -> p[0]).toArray();
        falsePositiveRates = points.stream().mapToDouble(p -> p[1]).toArray();
        truePositiveRates = points.stream().mapToDouble(p -> p[2]).toArray();
    }

    /**
     * The curve of these answers.
     *
     * @param scores how sure each "yes" is; any finite numbers
     * @param truth whether it is a yes
     * @throws IllegalArgumentException if the counts differ, a score is not finite, or all samples are of one kind
     */
    public static RocCurve of(double[] scores, boolean[] truth) {
        Require.notNull("scores", scores, "one number a sample");
        Require.notNull("truth", truth, "yes or no for each sample");
        if (scores.length != truth.length)
            throw new IllegalArgumentException("scores has " + scores.length + " numbers, but truth has " + truth.length
                    + "; expected one each a sample");
        for (int i = 0; i < scores.length; i++)
            if (!Double.isFinite(scores[i]))
                throw new IllegalArgumentException("scores[" + i + "] is " + scores[i] + "; expected a finite number");
        int n = scores.length;
        int yes = (int) IntStream.range(0, n).filter(i -> truth[i]).count();
        if (yes == 0 || yes == n)
            throw new IllegalArgumentException(
                    "truth has " + yes + " yes among " + n + " samples; a ROC curve needs both kinds");
        int[] falling = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<double[]> points = new ArrayList<>(); // threshold, false-positive rate, true-positive rate
        points.add(new double[] {Double.POSITIVE_INFINITY, 0, 0});
        int hits = 0;
        for (int i = 0; i < n; i++) {
            if (truth[falling[i]]) hits++;
            double score = scores[falling[i]];
            boolean tied = i + 1 < n && scores[falling[i + 1]] == score;
            if (!tied) points.add(new double[] {score, (i + 1 - hits) / (double) (n - yes), hits / (double) yes});
        }
        return new RocCurve(points);
    }

    /** Falling; the first is +∞, where nobody is suspected. */
    public double[] thresholds() {
        return thresholds.clone();
    }

    /** fp / (fp + tn) at each threshold, rising from 0 to 1. */
    public double[] falsePositiveRates() {
        return falsePositiveRates.clone();
    }

    /** tp / (tp + fn) at each threshold, rising from 0 to 1: the recall. */
    public double[] truePositiveRates() {
        return truePositiveRates.clone();
    }

    /**
     * The area below the curve, by trapezoids: the probability that a random yes has a higher score than a random no,
     * where a tie counts one half. 1 is perfect, ½ is chance. Hanley and McNeil, 1982.
     */
    public double area() {
        double area = 0;
        for (int i = 1; i < thresholds.length; i++)
            area += (falsePositiveRates[i] - falsePositiveRates[i - 1])
                    * (truePositiveRates[i] + truePositiveRates[i - 1])
                    / 2;
        return area;
    }

    /** Shows the curve above the diagonal of chance: in the notebook, in a window, or as a file. */
    public void plot() {
        Screen.showOf(chart(), this);
    }

    /** The same picture as an XChart object. */
    public XYChart chart() {
        double[] ends = {0, 1};
        return Charts.lines(
                "true positives",
                "false positives",
                List.of(
                        new Line(
                                String.format(Locale.ROOT, "area %.3f", area()), falsePositiveRates, truePositiveRates),
                        new Line("0.5", ends, ends)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RocCurve c
                && Arrays.equals(thresholds, c.thresholds)
                && Arrays.equals(falsePositiveRates, c.falsePositiveRates)
                && Arrays.equals(truePositiveRates, c.truePositiveRates);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(thresholds) ^ Arrays.hashCode(truePositiveRates);
    }

    /** "ROC curve of 38 thresholds: area 0.9412; at most 5 % false positives find 81.20 % of the positives". */
    @Override
    public String toString() {
        int last = 0;
        while (last + 1 < thresholds.length && falsePositiveRates[last + 1] <= 0.05) last++;
        return String.format(
                Locale.ROOT,
                "ROC curve of %d thresholds: area %.4f; at most 5 %% false positives find %.2f %% of the positives",
                thresholds.length - 1,
                area(),
                100 * truePositiveRates[last]);
    }
}
