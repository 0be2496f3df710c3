package dev.gradus.check;

import static dev.gradus.Gradus.binaryCrossEntropy;
import static dev.gradus.Gradus.sgd;
import static dev.gradus.Gradus.sigmoid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Digits;
import dev.gradus.check.lessons.Lesson07;
import dev.gradus.data.Dataset;
import dev.gradus.data.Standardizer;
import dev.gradus.data.Tables;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.evaluation.RocCurve;
import dev.gradus.loss.Loss;
import dev.gradus.nn.Network;
import dev.gradus.train.Trainer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;
import tech.tablesaw.selection.Selection;

/** What lesson 07 says was found in its closing exercises, and what its checks give back. */
class LessonSevenTest {
    private static Evaluation answers(Dataset training, Dataset held, Loss loss, String yes, int epochs) {
        Standardizer scale = Standardizer.of(training);
        Network neuron =
                Network.input(training.inputs()).dense(1, sigmoid()).seed(1).build();
        Trainer.of(neuron)
                .loss(loss)
                .optimizer(sgd(0.1))
                .batchSize(10)
                .epochs(epochs)
                .quiet()
                .fit(scale.apply(training).binary(yes));
        return neuron.evaluate(scale.apply(held).binary(yes));
    }

    private static Evaluation weighted(double w1) {
        Dataset tumours = Tables.labelled(Tables.breastCancer(), "diagnosis", "mean radius", "mean texture");
        Dataset.Split parts = tumours.stratifiedSplit(0.4, 1);
        Dataset validation = parts.second().stratifiedSplit(0.5, 1).first();
        return answers(parts.first(), validation, binaryCrossEntropy().weights(1, w1), "malignant", 100);
    }

    /** TP, FN, FP, TN. */
    private static int[] counts(Evaluation e, double t) {
        int[] c = new int[4];
        for (int i = 0; i < e.size(); i++) c[(e.data().target(i)[0] == 1 ? 0 : 2) + (e.output(i)[0] >= t ? 0 : 1)]++;
        return c;
    }

    @Test
    void weightsShiftTheAnswersAndPartNothingBetter() {
        Evaluation plain = weighted(1);
        Evaluation weighted = weighted(10);
        assertThat(counts(weighted, 0.5)).containsExactly(59, 5, 31, 76);
        assertThat(counts(plain, 0.09)).containsExactly(60, 4, 31, 76);
        assertThat(plain.roc(1).area()).isEqualTo(0.931, within(5e-4));
        assertThat(weighted.roc(1).area()).isEqualTo(0.929, within(5e-4));
    }

    /** The mean gap of refusals between young and others, and the mean area. */
    private static double[] gap(String... without) {
        Table credits = Tables.germanCredit();
        Selection young = credits.doubleColumn("age").isLessThanOrEqualTo(25);
        Dataset all = Tables.labelled(credits.rejectColumns(without), "credit");
        boolean[] bad = new boolean[1000];
        for (int i = 0; i < 1000; i++)
            bad[i] = credits.stringColumn("credit").get(i).equals("bad");
        double gap = 0;
        double area = 0;
        for (int k : new int[] {5, 10, 20}) {
            double[] p = all.folds(k).stream()
                    .map(fold -> answers(fold.first(), fold.second(), binaryCrossEntropy(), "bad", 20))
                    .flatMapToDouble(e -> IntStream.range(0, e.size()).mapToDouble(i -> e.output(i)[0]))
                    .toArray();
            double t = Arrays.stream(p).sorted().toArray()[700];
            double refused = IntStream.range(0, 1000)
                    .filter(i -> young.contains(i) && p[i] >= t)
                    .count();
            gap += (refused / 190 - (300 - refused) / 810) / 3;
            area += RocCurve.of(p, bad).area() / 3;
        }
        return new double[] {gap, area};
    }

    @Test
    void ageIsInNoSingleColumn() {
        double[] blind = gap("age", "sex and status");
        double[] homeless = gap("age", "sex and status", "housing");
        double[] all = gap("age", "sex and status", "housing", "employment", "property");
        assertThat(List.of(blind[0], homeless[0], all[0]))
                .usingElementComparator((a, b) -> Math.abs(a - b) < 0.005 ? 0 : Double.compare(a, b))
                .containsExactly(0.11, 0.07, 0.09);
        assertThat(new double[] {blind[1], homeless[1], all[1]})
                .containsExactly(new double[] {0.77, 0.77, 0.77}, within(0.005));
    }

    @Test
    void onesAreMoreFrequentThanFives() {
        Dataset ones = Digits.MNIST.test().binary("1");
        long others = IntStream.range(0, ones.size())
                .filter(i -> ones.target(i)[0] == 0)
                .count();
        assertThat(others).isEqualTo(8865);
    }

    @Test
    void correctGivesTheNumbersOfTheLesson() {
        assertThat(Lesson07.rates((tp, fn, fp, tn) -> List.of(
                                tp / (double) (tp + fp), tp / (double) (tp + fn), 2.0 * tp / (2 * tp + fp + fn)))
                        .toString())
                .contains("precision = 0.67816, recall = 0.92188, F1 = 0.78146.");
        assertThat(Lesson07.threshold((miss, alarm) -> 1 / (1 + miss / alarm)).toString())
                .contains("t = 0.090909.");
        assertThat(Lesson07.standardError((share, n) -> Math.sqrt((share - share * share) / n))
                        .toString())
                .contains("error = 0.");
        assertThat(Lesson07.plusFour((found, of) -> {
                            double s = (found + 2.0) / (of + 4);
                            return List.of(s, Math.sqrt(s * (1 - s) / (of + 4)));
                        })
                        .toString())
                .contains("share = 0.77778, error = 0.13858.");
        assertThat(Lesson07.knowing((bad, refused) ->
                                List.of(Math.max(0, (refused - bad) / (1 - bad)), Math.max(0, 1 - refused / bad)))
                        .toString())
                .contains("good refused = 0, bad granted = 0.2875.");
    }
}
