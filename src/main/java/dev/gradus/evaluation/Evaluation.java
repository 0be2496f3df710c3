package dev.gradus.evaluation;

import dev.gradus.data.Dataset;
import dev.gradus.data.Tabular;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
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
    private final Answers answers;
    private final double loss;
    private final String trouble;

    /**
     * Of outputs that are there already; {@code network.evaluate(data)} makes them, too.
     *
     * @param outputs K numbers for each row of each sample; those without a target are left out
     * @param loss the mean loss
     * @param boundary where an output turns from no to yes; see {@link Metrics#boundary}
     * @param trouble why they are no finite numbers, which then name no classes; else empty
     */
    public Evaluation(Dataset data, double[][] outputs, double loss, double boundary, String trouble) {
        this.data = Require.notNull("data", data, "a Dataset");
        this.loss = loss;
        this.trouble = Require.notNull("trouble", trouble, "a text, empty if all is well");
        int rows = data.size() * data.targetRows();
        if (Require.notNull("outputs", outputs, "one row a sample").length != rows)
            throw new ShapeException(
                    "outputs has " + outputs.length + " rows, but data has " + rows + " targets; give one for each",
                    Mismatch.samples("outputs", outputs.length, "data", rows));
        for (int i = 0; i < rows; i++) Require.notNull("outputs[" + i + "]", outputs[i], data.outputs() + " numbers");
        answers = new Answers(data, outputs, boundary, trouble);
    }

    /** Whether there is a right and a wrong. */
    private boolean isJudged() {
        return size() > 0 && (data.isClassification() || data.isMultiLabel());
    }

    /** Why there is no accuracy and nothing of the kind: "the outputs are NaN: …"; empty if all is well. */
    public String trouble() {
        return trouble;
    }

    /** The mean loss. */
    public double loss() {
        return loss;
    }

    /**
     * The share of right answers, 0 … 1; NaN where the targets are no classes. Precision, recall and F1 counted over all
     * answers together ("micro") are the same number. Where each output answers a question of yes and no, the share of
     * all outputs of all samples that are right. NaN where outputs are {@linkplain #trouble no finite numbers}.
     */
    public double accuracy() {
        return isJudged() && trouble.isEmpty() ? answers.accuracy() : Double.NaN;
    }

    /** Answers looked at: one a sample; of sequences with a target a row, one for each row that has one. */
    public int size() {
        return answers.size();
    }

    /** Answers that {@link #accuracy} counts: {@link #size}, or as many for each output that answers its own question. */
    public long answers() {
        return data.isMultiLabel() ? (long) size() * data.outputs() : size();
    }

    /** The data. */
    public Dataset data() {
        return data;
    }

    /** A copy of the output of answer i, which is that for sample i. */
    public double[] output(int i) {
        return answers.output(Require.within("i", i, 0, size() - 1)).clone();
    }

    // ---- classes; a single output counts as two: 1 is class 1, and 0 or −1 is class 0 ----
    // ---- where each output answers a question of yes and no, "class k" is the yes of output k ----

    /** Counts by true class (row) and predicted class (column). */
    public int[][] confusion() {
        return answers.neededOnce("a confusion matrix", "use confusion(k) for output k, or report() for all")
                .confusion();
    }

    /** Counts of the question "is it class k?" by truth (row 0 no, row 1 yes) and answer (column). */
    public int[][] confusion(int k) {
        return answers.needed("a confusion matrix").confusion(k);
    }

    /** Of all answers "k", the share that was right: tp / (tp + fp). */
    public double precision(int k) {
        return Metrics.precision(confusion(k), 1);
    }

    /** Of all samples of class k, the share that was found: tp / (tp + fn). */
    public double recall(int k) {
        return Metrics.recall(confusion(k), 1);
    }

    /** The harmonic mean of precision and recall of class k. */
    public double f1(int k) {
        return Metrics.f1(confusion(k), 1);
    }

    /** The mean precision of the classes, each counting the same however rare it is. */
    public double macroPrecision() {
        return Metrics.mean(answers.classes(), this::precision);
    }

    /** The mean recall of the classes ("balanced accuracy"). */
    public double macroRecall() {
        return Metrics.mean(answers.classes(), this::recall);
    }

    /** The mean F1 of the classes. */
    public double macroF1() {
        return Metrics.mean(answers.classes(), this::f1);
    }

    /** All of these in one table: a row a class, or a row an output. */
    public ClassReport report() {
        return new ClassReport(
                data.isMultiLabel(),
                IntStream.range(0, answers.classes()).mapToObj(this::row).toList(),
                accuracy());
    }

    private ClassReport.Row row(int k) {
        int[][] counts = confusion(k);
        return new ClassReport.Row(
                answers.names().get(k),
                Metrics.precision(counts, 1),
                Metrics.recall(counts, 1),
                Metrics.f1(counts, 1),
                Metrics.samples(counts, 1));
    }

    /**
     * The share of samples whose true class is among the n largest outputs; for n = 1 the accuracy. Of equal outputs the
     * first counts as larger.
     *
     * @param n 1 … classes
     */
    public double topAccuracy(int n) {
        answers.neededOnce("a top-n accuracy", "use accuracy()");
        Require.within("n", n, 1, answers.classes());
        if (n == 1 || data.outputs() == 1) return n == 1 ? accuracy() : 1;
        return answers.count(i -> Metrics.isAmongLargest(n, answers.output(i), answers.truth(i))) / (double) size();
    }

    /**
     * The ROC curve of the question "is it class k?" (one against the rest); of a single output, class 1 is the yes.
     *
     * @throws IllegalStateException if all samples are of class k, or none is, or an output is not finite
     */
    public RocCurve roc(int k) {
        return answers.needed("a ROC curve").roc(k);
    }

    /** The mean area below the ROC curves of all classes that some samples are of and others not; NaN if none is. */
    public double macroRocArea() {
        answers.needed("a ROC curve");
        return Metrics.mean(answers.classes(), k -> {
            long yes = answers.count(i -> answers.isYes(i, k));
            return yes == 0 || yes == size() ? Double.NaN : roc(k).area();
        });
    }

    // ---- numbers ----

    /** The mean of (a − y)² over all samples and outputs. */
    public double meanSquaredError() {
        return Metrics.meanSquaredError(answers.outputs(), targets());
    }

    /** The mean of |a − y| over all samples and outputs. */
    public double meanAbsoluteError() {
        return Metrics.meanAbsoluteError(answers.outputs(), targets());
    }

    /** R², the share of the targets' variance that the outputs explain: 1 is perfect, 0 as good as their mean. */
    public double rSquared() {
        return Metrics.rSquared(answers.outputs(), targets());
    }

    private double[][] targets() {
        return IntStream.range(0, size()).mapToObj(answers::target).toArray(double[][]::new);
    }

    // ---- sample by sample ----

    /** A row a sample: truth, answer and confidence of classes, target and output of numbers. */
    @Override
    public Map<String, List<?>> columns() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        if (data.isClassification() && trouble.isEmpty()) {
            List<String> names = answers.names();
            columns.put("truth", list(i -> names.get(answers.truth(i))));
            columns.put("predicted", list(i -> names.get(answers.predicted(i))));
            columns.put("confidence", list(answers::confidence));
            return columns;
        }
        for (int k = 0; k < data.outputs(); k++) {
            int column = k;
            String number = data.outputs() == 1 ? "" : " " + k;
            columns.put("target" + number, list(i -> answers.target(i)[column]));
            columns.put("output" + number, list(i -> answers.output(i)[column]));
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
        if (!isJudged()) return List.of();
        answers.neededOnce("a list of mistakes", "columns() has the targets and outputs of each");
        return IntStream.range(0, size())
                .filter(i -> answers.predicted(i) != answers.truth(i))
                .mapToObj(i ->
                        new Mistake(answers.sample(i), answers.truth(i), answers.predicted(i), answers.confidence(i)))
                .sorted(Comparator.comparingDouble(Mistake::confidence)
                        .reversed()
                        .thenComparingInt(Mistake::index))
                .toList();
    }

    /** "Evaluation of 10,000 samples: loss 0.2512, accuracy 92.93 %"; " of 30,000 answers" where each gives three. */
    @Override
    public String toString() {
        String text = String.format(Locale.ROOT, "Evaluation of %,d samples: ", size());
        if (!trouble.isEmpty()) return text + trouble;
        text += String.format(Locale.ROOT, "loss %.4f", loss);
        if (isJudged()) text += String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * accuracy());
        return data.isMultiLabel() ? text + String.format(Locale.ROOT, " of %,d answers", answers()) : text;
    }
}
