package dev.gradus.evaluation;

import dev.gradus.data.Dataset;
import dev.gradus.errors.Require;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a network answered, beside what the targets say: a class each, or a yes or no for each output. A single output
 * counts as two classes: 1 is class 1, and 0 or −1 is class 0. Where each output answers a question, "class k" is the yes
 * of output k.
 */
final class Answers {
    private final Dataset data;
    private final int[] rows; // which row of all samples' rows each answer is; without sequences the samples themselves
    private final double[][] outputs; // n × K, one for each answer
    private final int[] truth; // class of each sample; empty where the targets are no classes, as the next
    private final int[] predicted;
    private final double boundary; // where an output turns from no to yes, and a single one from class 0 to class 1
    private final String trouble;

    /**
     * @param outputs for each row of each sample; those without a target are left out
     * @param trouble why they are no finite numbers, which then name no classes; else empty
     */
    Answers(Dataset data, double[][] outputs, double boundary, String trouble) {
        this.data = data;
        this.boundary = boundary;
        this.trouble = trouble;
        boolean gaps = data.hasGaps();
        int[] classes = data.isClassification() ? classes(data, gaps) : new int[0];
        rows = IntStream.range(0, outputs.length)
                .filter(r -> !gaps || classes[r] >= 0)
                .toArray();
        this.outputs = Arrays.stream(rows).mapToObj(r -> outputs[r]).toArray(double[][]::new);
        int classified = classes.length == 0 ? 0 : rows.length;
        truth = Arrays.stream(rows).limit(classified).map(r -> classes[r]).toArray();
        predicted = IntStream.range(0, classified)
                .map(i -> Metrics.classOf(this.outputs[i], boundary))
                .toArray();
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

    private static double[] target(Dataset data, int row) {
        return row(data.target(row / data.targetRows()), row % data.targetRows(), data.outputs());
    }

    /** Row t of the targets of a sample. */
    private static double[] row(double[] all, int t, int outputs) {
        return all.length == outputs ? all : Arrays.copyOfRange(all, t * outputs, (t + 1) * outputs);
    }

    // ---- one by one ----

    int size() {
        return outputs.length;
    }

    /** The sample that answer i is for. */
    int sample(int i) {
        return rows[i] / data.targetRows();
    }

    /** The target of answer i, K numbers. */
    double[] target(int i) {
        return target(data, rows[i]);
    }

    double[] output(int i) {
        return outputs[i];
    }

    double[][] outputs() {
        return outputs;
    }

    int truth(int i) {
        return truth[i];
    }

    int predicted(int i) {
        return predicted[i];
    }

    double confidence(int i) {
        double[] a = outputs[i];
        return a.length == 1 ? Math.max(a[0], 2 * boundary - a[0]) : a[predicted[i]]; // p or 1 − p; a or −a
    }

    boolean isYes(int i, int k) {
        return data.isMultiLabel() ? target(i)[k] >= Metrics.OF_TARGETS : truth[i] == k;
    }

    private boolean saysYes(int i, int k) {
        return data.isMultiLabel() ? outputs[i][k] >= boundary : predicted[i] == k;
    }

    double score(int i, int k) {
        double[] a = outputs[i];
        return a.length > 1 ? a[k] : k == 1 ? a[0] : -a[0];
    }

    // ---- all of them ----

    long count(IntPredicate condition) {
        return IntStream.range(0, size()).filter(condition).count();
    }

    double accuracy() {
        if (!data.isMultiLabel()) return count(i -> predicted[i] == truth[i]) / (double) size();
        return IntStream.range(0, data.outputs())
                        .mapToLong(k -> count(i -> saysYes(i, k) == isYes(i, k)))
                        .sum()
                / ((double) size() * data.outputs());
    }

    /** By true class (row) and predicted class (column). */
    int[][] confusion() {
        int[][] counts = new int[classes()][classes()];
        for (int i = 0; i < size(); i++) counts[truth[i]][predicted[i]]++;
        return counts;
    }

    /** Of the question "is it class k?", by truth (row 0 no, row 1 yes) and answer (column). */
    int[][] confusion(int k) {
        Require.within("k", k, 0, classes() - 1);
        int[][] counts = new int[2][2];
        for (int i = 0; i < size(); i++) counts[isYes(i, k) ? 1 : 0][saysYes(i, k) ? 1 : 0]++;
        return counts;
    }

    RocCurve roc(int k) {
        Require.within("k", k, 0, classes() - 1);
        long yes = count(i -> isYes(i, k));
        if (yes == 0 || yes == size())
            throw new IllegalStateException((yes == 0 ? "no sample is " : "all samples are ")
                    + (data.isMultiLabel() ? "a yes of output " : "of class ")
                    + names().get(k) + "; a ROC curve needs both kinds");
        double[] scores = new double[size()];
        boolean[] isYes = new boolean[size()];
        for (int i = 0; i < size(); i++) {
            scores[i] = score(i, k);
            isYes[i] = isYes(i, k);
            if (!Double.isFinite(scores[i]))
                throw new IllegalStateException("the output for sample " + i + " is " + scores[i]
                        + ", which has no place in an order; did the training diverge?");
        }
        return RocCurve.of(scores, isYes);
    }

    // ---- classes ----

    int classes() {
        return data.isMultiLabel() ? data.outputs() : Math.max(2, data.outputs());
    }

    List<String> names() {
        return data.classes().size() == classes()
                ? data.classes()
                : IntStream.range(0, classes()).mapToObj(Integer::toString).toList();
    }

    /** Refuses where nothing is right or wrong. */
    Answers needed(String what) {
        if (!trouble.isEmpty()) throw new IllegalStateException(what + " needs numbers, but " + trouble);
        if (!data.isClassification() && !data.isMultiLabel())
            throw new IllegalStateException(what + " needs classes, but the targets are numbers");
        return this;
    }

    /** Refuses where a sample isn't of one class. */
    Answers neededOnce(String what, String instead) {
        if (data.isMultiLabel())
            throw new IllegalStateException(what + " needs one class a sample, but each answers " + data.outputs()
                    + " questions of yes and no; " + instead);
        return needed(what);
    }
}
