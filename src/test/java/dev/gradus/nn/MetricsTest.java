package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.data.Dataset;
import dev.gradus.train.History;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Metrics against scikit-learn's, frozen in metrics.txt by the script beside it, and where there is nothing to divide by. */
class MetricsTest {
    private static final Map<String, double[]> FROZEN = Frozen.read(MetricsTest.class, "metrics.txt");

    private static double[] frozen(String key, String name) {
        return FROZEN.get(key + " " + name);
    }

    private static double[][] rows(double[] numbers, int columns) {
        return IntStream.range(0, numbers.length / columns)
                .mapToObj(i -> Arrays.copyOfRange(numbers, i * columns, (i + 1) * columns))
                .toArray(double[][]::new);
    }

    private static Evaluation classes(int[] truth, double[][] outputs, int classes) {
        // The last sample names the last class, so that the data has as many; it is cut off again.
        int[] labels = Arrays.copyOf(truth, truth.length + 1);
        labels[truth.length] = classes - 1;
        Dataset data = Dataset.of(new double[labels.length][1], labels).take(truth.length);
        return new Evaluation(data, outputs, 0, 0.5);
    }

    private static Evaluation classes(String key, int classes) {
        int[] truth = Arrays.stream(frozen(key, "truth")).mapToInt(t -> (int) t).toArray();
        return classes(truth, rows(frozen(key, "outputs"), classes), classes);
    }

    private static Evaluation yesOrNo(double[] truth, double... outputs) {
        return new Evaluation(Dataset.of(new double[truth.length][1], rows(truth, 1)), rows(outputs, 1), 0, 0.5);
    }

    private static Evaluation numbers(String key, int columns) {
        double[][] targets = rows(frozen(key, "targets"), columns);
        return new Evaluation(
                Dataset.of(new double[targets.length][1], targets), rows(frozen(key, "outputs"), columns), 0, 0.5);
    }

    private static void same(double ours, double theirs) {
        assertThat(ours).isCloseTo(theirs, within(1e-12));
    }

    private static void same(double[] ours, double[] theirs) {
        assertThat(ours).containsExactly(theirs, within(1e-12));
    }

    private static double[] each(int classes, IntToDoubleFunction figure) {
        return IntStream.range(0, classes).mapToDouble(figure).toArray();
    }

    @Test
    void fourClassesAreJudgedAsByScikitLearn() {
        Evaluation evaluation = classes("four", 4);
        same(evaluation.accuracy(), frozen("four", "accuracy")[0]);
        same(each(4, evaluation::precision), frozen("four", "precision"));
        same(each(4, evaluation::recall), frozen("four", "recall"));
        same(each(4, evaluation::f1), frozen("four", "f1"));
        means("four", evaluation);
        for (int k = 0; k < 4; k++) curve("four", k, evaluation.roc(k));
    }

    @Test
    void aClassWithoutSamplesCountsIfSomebodyTookSomethingForIt() {
        Evaluation evaluation = classes("missing", 5); // 2 never occurs, 4 is never the answer either
        same(each(4, evaluation::precision), Arrays.copyOf(frozen("missing", "precision"), 4));
        same(each(4, evaluation::recall), Arrays.copyOf(frozen("missing", "recall"), 4));
        same(each(4, evaluation::f1), Arrays.copyOf(frozen("missing", "f1"), 4));
        assertThat(Arrays.stream(evaluation.confusion()).mapToInt(row -> row[2]))
                .contains(1);
        assertThat(evaluation.recall(2)).isZero();
        assertThat(evaluation.precision(4)).isNaN();
        assertThat(evaluation.recall(4)).isNaN();
        assertThat(evaluation.f1(4)).isNaN();
        means("missing", evaluation);
        for (int k : new int[] {0, 1, 3}) curve("missing", k, evaluation.roc(k));
        assertThatThrownBy(() -> evaluation.roc(2)).hasMessage("no sample is of class 2; a ROC curve needs both kinds");
        assertThat(evaluation.report().toString()).contains("\n4                 –         –         –         0\n");
    }

    private static void means(String key, Evaluation evaluation) {
        same(evaluation.macroPrecision(), frozen(key, "macro-precision")[0]);
        same(evaluation.macroRecall(), frozen(key, "macro-recall")[0]);
        same(evaluation.macroF1(), frozen(key, "macro-f1")[0]);
        same(evaluation.macroRocArea(), frozen(key, "macro-area")[0]);
    }

    private static void curve(String key, int k, RocCurve roc) {
        same(roc.falsePositiveRates(), frozen(key, "fpr-" + k));
        same(roc.truePositiveRates(), frozen(key, "tpr-" + k));
        same(roc.area(), frozen(key, "area-" + k)[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void theTrueClassIsAmongTheLargest(int n) {
        same(classes("top", 6).topAccuracy(n), frozen("top", "top-" + n)[0]);
    }

    @Test
    void ofEqualOutputsTheFirstIsTheAnswer() {
        double[][] tied = {{0.4, 0.4, 0.2}, {0.4, 0.4, 0.2}, {0.2, 0.2, 0.2}, {Double.NaN, 0.1, 0.1}};
        Evaluation evaluation = classes(new int[] {0, 1, 2, 0}, tied, 3);
        // As the answer of the network itself, of which NaN in front is a bad but known case.
        assertThat(evaluation.topAccuracy(1)).isEqualTo(evaluation.accuracy()).isEqualTo(0.5);
        assertThat(evaluation.topAccuracy(2)).isEqualTo(0.5); // 0 of sample 3 is NaN, behind both numbers
        assertThat(evaluation.topAccuracy(3)).isEqualTo(1);
        assertThatThrownBy(() -> evaluation.topAccuracy(0)).hasMessage("n must lie between 1 and 3, but is 0");
        assertThatThrownBy(() -> evaluation.topAccuracy(4)).hasMessage("n must lie between 1 and 3, but is 4");
        assertThatThrownBy(() -> evaluation.roc(0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the output for sample 3 is NaN");
    }

    @Test
    void aSingleOutputMeansTwoClasses() {
        Evaluation evaluation = yesOrNo(frozen("binary", "truth"), frozen("binary", "outputs"));
        same(each(2, evaluation::precision), frozen("binary", "precision"));
        same(each(2, evaluation::recall), frozen("binary", "recall"));
        same(each(2, evaluation::f1), frozen("binary", "f1"));
        RocCurve yes = evaluation.roc(1);
        same(yes.falsePositiveRates(), frozen("binary", "fpr"));
        same(yes.truePositiveRates(), frozen("binary", "tpr"));
        assertThat(yes.thresholds()[0]).isInfinite();
        same(Arrays.stream(yes.thresholds()).skip(1).toArray(), frozen("binary", "thresholds"));
        same(yes.area(), frozen("binary", "area")[0]);
        same(evaluation.roc(0).area(), yes.area());
        same(evaluation.macroRocArea(), yes.area());
        assertThat(evaluation.topAccuracy(1)).isEqualTo(evaluation.accuracy());
        assertThat(evaluation.topAccuracy(2)).isEqualTo(1);
        assertThat(yesOrNo(new double[] {1, 1, 0}, 0.25, 0.75, 0.5).mistakes())
                .extracting(Evaluation.Mistake::confidence)
                .containsExactly(0.75, 0.5); // 1 − 0.25, and ½ is a yes
    }

    /** Scores 0.3 and −0.3 name the classes 1 and 0 where the boundary is 0, and both class 0 where it is ½. */
    @Test
    void aSingleOutputIsCutInTheMiddleBetweenItsTargets() {
        Network network = Network.input(1).dense(1, linear()).build();
        network.parameters().get(0).set(new double[] {1});
        double[][] inputs = {{0.3}, {-0.3}, {0.9}, {-0.9}};
        Dataset zeroOne = Dataset.of(inputs, new double[][] {{1}, {0}, {1}, {0}});
        Dataset signed = Dataset.of(inputs, new double[][] {{1}, {-1}, {1}, {-1}});
        assertThat(network.evaluate(zeroOne, meanSquaredError()).accuracy()).isEqualTo(0.75);
        assertThat(network.evaluate(zeroOne, hinge()).accuracy()).isEqualTo(1);
        assertThat(network.evaluate(signed, hinge()).accuracy()).isEqualTo(1);
        Evaluation evaluation = network.evaluate(signed, meanSquaredError());
        assertThat(evaluation.accuracy()).isEqualTo(1);
        assertThat(evaluation.confusion()).isDeepEqualTo(new int[][] {{2, 0}, {0, 2}});
        assertThat(evaluation.roc(1).area()).isEqualTo(1);
        Evaluation wrong = network.evaluate(Dataset.of(inputs, new double[][] {{1}, {-1}, {-1}, {-1}}), hinge());
        assertThat(wrong.mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake.confidence()).isCloseTo(0.9, within(1e-6)));
        assertThat(evaluation.data().take(1).isSigned()).isTrue(); // a view of signed targets, though of one sign
        assertThat(Metrics.boundary(signed.take(1), meanSquaredError())).isZero();
    }

    @Test
    void oneAgainstTheRestNamesTheLargest() {
        Network network = Network.input(2).dense(2, linear()).build();
        network.parameters().get(0).set(new double[] {1, 0, 0, 1});
        double[][] inputs = {{-0.2, -0.5}, {-0.3, 0.1}, {0.2, 0.1}};
        Dataset signed = Dataset.of(inputs, new double[][] {{1, -1}, {-1, 1}, {-1, 1}});
        assertThat(network.evaluate(signed, hinge()).accuracy()).isEqualTo(2 / 3.0);
    }

    @Test
    void trainingCountsAsTheEvaluationDoes() {
        double[][] inputs = {{0.3}, {-0.3}, {0.9}, {-0.9}};
        for (double no : new double[] {0, -1}) {
            Dataset data = Dataset.of(inputs, new double[][] {{1}, {no}, {1}, {no}});
            Network network = Network.input(1).dense(1, linear()).build();
            network.parameters().get(0).set(new double[] {1});
            History history = Trainer.of(network)
                    .loss(hinge())
                    .optimizer(sgd(1e-9))
                    .epochs(1)
                    .quiet()
                    .fit(data);
            assertThat(history.last().trainingAccuracy()).isEqualTo(1);
        }
    }

    @Test
    void tiesPassTheThresholdTogether() {
        RocCurve roc =
                RocCurve.of(new double[] {0.5, 0.9, 0.5, 0.5, 0.1}, new boolean[] {true, true, false, false, false});
        assertThat(roc.thresholds()).containsExactly(Double.POSITIVE_INFINITY, 0.9, 0.5, 0.1);
        assertThat(roc.falsePositiveRates()).containsExactly(0, 0, 2 / 3.0, 1);
        assertThat(roc.truePositiveRates()).containsExactly(0, 0.5, 1, 1);
        same(roc.area(), (3 + 1 + 2 * 0.5) / 6); // of 6 pairs, 4 in order and 2 tied
        RocCurve blind = RocCurve.of(new double[4], new boolean[] {true, false, true, false});
        assertThat(blind.area()).isEqualTo(0.5);
        assertThat(blind)
                .hasToString("ROC curve of 1 thresholds: area 0.5000; at most 5 % false positives find 0.00 %"
                        + " of the positives");
        assertThat(RocCurve.of(new double[4], new boolean[] {true, false, true, false}))
                .isEqualTo(blind)
                .hasSameHashCodeAs(blind)
                .isNotEqualTo(roc);
        assertThat(roc.chart().getSeriesCollection())
                .extracting(s -> s.getName())
                .containsExactly("area 0.833", "0.5");
    }

    @Test
    void curvesRefuseWhatHasNoOrder() {
        assertThatThrownBy(() -> RocCurve.of(new double[2], new boolean[3]))
                .hasMessage("scores has 2 numbers, but truth has 3; expected one each a sample");
        assertThatThrownBy(() -> RocCurve.of(null, new boolean[3]))
                .hasMessage("scores is null; expected one number a sample");
        assertThatThrownBy(() -> RocCurve.of(new double[] {1, Double.NaN}, new boolean[] {true, false}))
                .hasMessage("scores[1] is NaN; expected a finite number");
        assertThatThrownBy(() -> RocCurve.of(new double[] {1, 2}, new boolean[] {true, true}))
                .hasMessage("truth has 2 yes among 2 samples; a ROC curve needs both kinds");
        Evaluation one = yesOrNo(new double[] {1, 1}, 0.2, 0.7);
        assertThatThrownBy(() -> one.roc(1)).hasMessage("all samples are of class 1; a ROC curve needs both kinds");
        assertThatThrownBy(() -> one.roc(2)).hasMessage("k must lie between 0 and 1, but is 2");
        assertThat(one.macroRocArea()).isNaN();
        assertThat(one.precision(1)).isEqualTo(1);
        assertThat(one.recall(1)).isEqualTo(0.5);
        assertThat(one.precision(0)).isZero(); // one answer, and wrong
    }

    @ParameterizedTest
    @CsvSource({"numbers, 1", "pairs, 2", "bad, 2"})
    void errorsAreThoseOfScikitLearn(String key, int columns) {
        Evaluation evaluation = numbers(key, columns);
        same(evaluation.meanSquaredError(), frozen(key, "mse")[0]);
        same(evaluation.meanAbsoluteError(), frozen(key, "mae")[0]);
        same(evaluation.rSquared(), frozen(key, "r2")[0]);
        assertThat(evaluation.accuracy()).isNaN();
        assertThat(evaluation.columns()).hasSize(2 * columns);
        assertThat(evaluation.columns().get(columns == 1 ? "output" : "output 1"))
                .isEqualTo(IntStream.range(0, evaluation.size())
                        .mapToObj(i -> evaluation.output(i)[columns - 1])
                        .toList());
        assertThat(evaluation.columns().get(columns == 1 ? "target" : "target 1"))
                .isEqualTo(IntStream.range(0, evaluation.size())
                        .mapToObj(i -> evaluation.data().target(i)[columns - 1])
                        .toList());
        assertThatThrownBy(evaluation::macroRocArea).hasMessageContaining("a ROC curve needs classes");
        assertThatThrownBy(() -> evaluation.precision(0))
                .hasMessage("a confusion matrix needs classes, but the targets are numbers");
        assertThatThrownBy(() -> evaluation.topAccuracy(1)).hasMessageContaining("a top-n accuracy needs classes");
        assertThatThrownBy(() -> evaluation.roc(1)).hasMessageContaining("a ROC curve needs classes");
    }

    @Test
    void equalTargetsHaveNoVarianceToExplain() {
        double[][] targets = {{2, 1.5}, {2, 2.5}, {2, 3.5}};
        double[][] outputs = {{2, 1.5}, {2, 2.5}, {7, 3.5}};
        assertThat(Metrics.rSquared(outputs, targets)).isEqualTo(1); // by the second column alone
        assertThat(Metrics.rSquared(new double[][] {{1}}, new double[][] {{2}})).isNaN();
        assertThat(Metrics.meanSquaredError(outputs, targets)).isEqualTo(25 / 6.0);
        assertThat(Metrics.meanAbsoluteError(outputs, targets)).isEqualTo(5 / 6.0);
    }

    @Test
    void theReportIsATable() {
        Dataset data = Dataset.of(new double[4][1], new int[] {0, 0, 1, 1}).classes("cat", "hedgehog");
        Evaluation evaluation = new Evaluation(data, new double[][] {{1, 0}, {0, 1}, {0, 1}, {0.3, 0.7}}, 0, 0.5);
        assertThat(evaluation.report()).hasToString("""
                class     precision    recall        f1   samples
                cat        100.00 %   50.00 %   66.67 %         2
                hedgehog    66.67 %  100.00 %   80.00 %         2
                mean        83.33 %   75.00 %   73.33 %         4
                accuracy 75.00 %""");
        assertThat(evaluation.report().columns())
                .containsEntry("class", List.of("cat", "hedgehog"))
                .containsEntry("precision", List.of(1.0, 2 / 3.0))
                .containsEntry("samples", List.of(2, 2));
        Dataset wordy = data.classes("cat", "African hedgehog");
        assertThat(new Evaluation(wordy, new double[][] {{1, 0}, {0, 1}, {0, 1}, {0.3, 0.7}}, 0, 0.5)
                        .report()
                        .toString())
                .contains("\ncat                100.00 %")
                .contains("\nAfrican hedgehog    66.67 %");
        assertThat(evaluation.output(3)).containsExactly(0.3, 0.7);
        assertThatThrownBy(() -> evaluation.output(4)).hasMessage("i must lie between 0 and 3, but is 4");
        assertThat(evaluation.columns().get("truth").toString()).isEqualTo("[cat, cat, hedgehog, hedgehog]");
        assertThat(evaluation.columns().get("predicted").toString()).isEqualTo("[cat, hedgehog, hedgehog, hedgehog]");
        assertThat(evaluation.toString()).isEqualTo("Evaluation of 4 samples: loss 0.0000, accuracy 75.00 %");
    }
}
