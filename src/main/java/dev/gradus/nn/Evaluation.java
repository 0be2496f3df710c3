package dev.gradus.nn;

import dev.gradus.data.Dataset;
import dev.gradus.data.Tabular;
import dev.gradus.math.Require;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * What a network is worth on data that it was shown once, in inference mode: for classes how often and at which price it
 * is right, for numbers how far it is off. {@link Metrics} has the formulas, and says what a share of nothing is.
 */
public final class Evaluation implements Tabular {
    private final Dataset data;
    private final int[] rows; // which row of all samples' rows each answer is; without sequences the samples themselves
    private final double[][] outputs; // n × K, one for each answer
    private final double loss;
    private final int[] truth; // class of each sample; empty where the targets are no classes, as the next
    private final int[] predicted;
    private final double boundary; // where a single output turns from class 0 to class 1

    /** @param outputs for each row of each sample; those without a target are left out */
    Evaluation(Dataset data, double[][] outputs, double loss, double boundary) {
        this.data = data;
        boolean gaps = data.hasGaps();
        int[] classes = data.isClassification() ? classes(data, gaps) : new int[0];
        rows = IntStream.range(0, outputs.length)
                .filter(r -> !gaps || classes[r] >= 0)
                .toArray();
        this.outputs = Arrays.stream(rows).mapToObj(r -> outputs[r]).toArray(double[][]::new);
        this.loss = loss;
        this.boundary = boundary;
        int classified = classes.length == 0 ? 0 : rows.length;
        truth = Arrays.stream(rows).limit(classified).map(r -> classes[r]).toArray();
        predicted = IntStream.range(0, classified)
                .map(i -> Metrics.classOf(this.outputs[i], boundary))
                .toArray();
    }

    /** The target of answer i, K numbers. */
    private double[] target(int i) {
        return target(data, rows[i]);
    }

    private static double[] target(Dataset data, int row) {
        return row(data.target(row / data.targetRows()), row % data.targetRows(), data.outputs());
    }

    /** Row t of the targets of a sample. */
    private static double[] row(double[] all, int t, int outputs) {
        return all.length == outputs ? all : Arrays.copyOfRange(all, t * outputs, (t + 1) * outputs);
    }

    /** The class of each row of each sample; −1 for a row that has no target. */
    private static int[] classes(Dataset data, boolean gaps) {
        int[] classes = new int[data.size() * data.targetRows()];
        for (int r = 0, i = 0; i < data.size(); i++) {
            double[] all = data.target(i);
            for (int t = 0; t < data.targetRows(); t++) {
                double[] y = row(all, t, data.outputs());
                boolean gap = gaps && Arrays.stream(y).allMatch(v -> v == 0);
                classes[r++] = gap ? -1 : Metrics.classOf(y, Metrics.OF_TARGETS);
            }
        }
        return classes;
    }

    private boolean isClassification() {
        return predicted.length > 0;
    }

    /** The mean loss. */
    public double loss() {
        return loss;
    }

    /**
     * The share of right answers, 0 … 1; NaN where the targets are no classes. Precision, recall and F1 counted over all
     * answers together ("micro") are the same number.
     */
    public double accuracy() {
        if (!isClassification()) return Double.NaN;
        long right =
                IntStream.range(0, size()).filter(i -> predicted[i] == truth[i]).count();
        return right / (double) size();
    }

    /** Answers looked at: one a sample; of sequences with a target a row, one for each row that has one. */
    public int size() {
        return outputs.length;
    }

    /** The data. */
    public Dataset data() {
        return data;
    }

    /** A copy of the output of answer i, which is that for sample i. */
    public double[] output(int i) {
        return outputs[Require.within("i", i, 0, size() - 1)].clone();
    }

    // ---- classes; a single output counts as two: 1 is class 1, and 0 or −1 is class 0 ----

    /** Counts by true class (row) and predicted class (column). */
    public int[][] confusion() {
        needClasses("a confusion matrix");
        int classes = classes();
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < size(); i++) counts[truth[i]][predicted[i]]++;
        return counts;
    }

    /** Of all answers "k", the share that was right: tp / (tp + fp). */
    public double precision(int k) {
        return Metrics.precision(confusion(), checkClass(k));
    }

    /** Of all samples of class k, the share that was found: tp / (tp + fn). */
    public double recall(int k) {
        return Metrics.recall(confusion(), checkClass(k));
    }

    /** The harmonic mean of precision and recall of class k. */
    public double f1(int k) {
        return Metrics.f1(confusion(), checkClass(k));
    }

    /** The mean precision of the classes, each counting the same however rare it is. */
    public double macroPrecision() {
        return Metrics.mean(classes(), this::precision);
    }

    /** The mean recall of the classes ("balanced accuracy"). */
    public double macroRecall() {
        return Metrics.mean(classes(), this::recall);
    }

    /** The mean F1 of the classes. */
    public double macroF1() {
        return Metrics.mean(classes(), this::f1);
    }

    /** All of these in one table. */
    public ClassReport report() {
        int[][] confusion = confusion();
        List<String> names = names();
        return new ClassReport(
                IntStream.range(0, names.size())
                        .mapToObj(k -> new ClassReport.Row(
                                names.get(k),
                                Metrics.precision(confusion, k),
                                Metrics.recall(confusion, k),
                                Metrics.f1(confusion, k),
                                Metrics.samples(confusion, k)))
                        .toList(),
                accuracy());
    }

    /**
     * The share of samples whose true class is among the n largest outputs; for n = 1 the accuracy. Of equal outputs the
     * first counts as larger.
     *
     * @param n 1 … classes
     */
    public double topAccuracy(int n) {
        needClasses("a top-n accuracy");
        Require.within("n", n, 1, classes());
        if (n == 1 || data.outputs() == 1) return n == 1 ? accuracy() : 1;
        long right = IntStream.range(0, size())
                .filter(i -> Metrics.isAmongLargest(n, outputs[i], truth[i]))
                .count();
        return right / (double) size();
    }

    /**
     * The ROC curve of the question "is it class k?" (one against the rest); of a single output, class 1 is the yes.
     *
     * @throws IllegalStateException if all samples are of class k, or none is, or an output is not finite
     */
    public RocCurve roc(int k) {
        needClasses("a ROC curve");
        checkClass(k);
        long yes = Arrays.stream(truth).filter(t -> t == k).count();
        if (yes == 0 || yes == size())
            throw new IllegalStateException((yes == 0 ? "no sample is" : "all samples are") + " of class "
                    + names().get(k) + "; a ROC curve needs both kinds");
        double[] scores =
                IntStream.range(0, size()).mapToDouble(i -> score(i, k)).toArray();
        for (int i = 0; i < size(); i++)
            if (!Double.isFinite(scores[i]))
                throw new IllegalStateException("the output for sample " + i + " is " + scores[i]
                        + ", which has no place in an order; did the training diverge?");
        boolean[] isYes = new boolean[size()];
        for (int i = 0; i < size(); i++) isYes[i] = truth[i] == k;
        return RocCurve.of(scores, isYes);
    }

    private double score(int i, int k) {
        double[] a = outputs[i];
        return a.length > 1 ? a[k] : k == 1 ? a[0] : -a[0];
    }

    /** The mean area below the ROC curves of all classes that some samples are of and others not; NaN if none is. */
    public double macroRocArea() {
        needClasses("a ROC curve");
        return Metrics.mean(classes(), k -> {
            long yes = Arrays.stream(truth).filter(t -> t == k).count();
            return yes == 0 || yes == size() ? Double.NaN : roc(k).area();
        });
    }

    private int classes() {
        return Math.max(2, data.outputs());
    }

    private List<String> names() {
        return data.classes().size() == classes()
                ? data.classes()
                : IntStream.range(0, classes()).mapToObj(Integer::toString).toList();
    }

    private void needClasses(String what) {
        if (!isClassification()) throw new IllegalStateException(what + " needs classes, but the targets are numbers");
    }

    private int checkClass(int k) {
        return Require.within("k", k, 0, classes() - 1);
    }

    // ---- numbers ----

    /** The mean of (a − y)² over all samples and outputs. */
    public double meanSquaredError() {
        return Metrics.meanSquaredError(outputs, targets());
    }

    /** The mean of |a − y| over all samples and outputs. */
    public double meanAbsoluteError() {
        return Metrics.meanAbsoluteError(outputs, targets());
    }

    /** R², the share of the targets' variance that the outputs explain: 1 is perfect, 0 as good as their mean. */
    public double rSquared() {
        return Metrics.rSquared(outputs, targets());
    }

    private double[][] targets() {
        return IntStream.range(0, size()).mapToObj(this::target).toArray(double[][]::new);
    }

    // ---- sample by sample ----

    /** A row a sample: truth, answer and confidence of classes, target and output of numbers. */
    @Override
    public Map<String, List<?>> columns() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        if (isClassification()) {
            List<String> names = names();
            columns.put("truth", list(i -> names.get(truth[i])));
            columns.put("predicted", list(i -> names.get(predicted[i])));
            columns.put("confidence", list(this::confidence));
            return columns;
        }
        for (int k = 0; k < data.outputs(); k++) {
            int column = k;
            String number = data.outputs() == 1 ? "" : " " + k;
            columns.put("target" + number, list(i -> target(i)[column]));
            columns.put("output" + number, list(i -> outputs[i][column]));
        }
        return columns;
    }

    private List<?> list(IntFunction<?> value) {
        return IntStream.range(0, size()).mapToObj(value).toList();
    }

    /**
     * A wrong answer.
     *
     * @param index which sample
     * @param truth its class
     * @param predicted the class that the network chose
     * @param confidence the output for that class; 0 … 1 if the outputs are probabilities
     */
    public record Mistake(int index, int truth, int predicted, double confidence) {}

    /** All wrong answers, the most confident first. */
    public List<Mistake> mistakes() {
        if (!isClassification()) return List.of();
        return IntStream.range(0, size())
                .filter(i -> predicted[i] != truth[i])
                .mapToObj(i -> new Mistake(rows[i] / data.targetRows(), truth[i], predicted[i], confidence(i)))
                .sorted(Comparator.comparingDouble(Mistake::confidence)
                        .reversed()
                        .thenComparingInt(Mistake::index))
                .toList();
    }

    private double confidence(int i) {
        double[] a = outputs[i];
        return a.length == 1 ? Math.max(a[0], 2 * boundary - a[0]) : a[predicted[i]]; // p or 1 − p; a or −a
    }

    /** "Evaluation of 10,000 samples: loss 0.2512, accuracy 92.93 %". */
    @Override
    public String toString() {
        String text = String.format(Locale.ROOT, "Evaluation of %,d samples: loss %.4f", size(), loss);
        return isClassification() ? text + String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy()) : text;
    }
}
