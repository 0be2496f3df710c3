package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SplitsTest {
    /** n samples, numbered in their one input. */
    private static Dataset labelled(int... counts) {
        int[] labels = IntStream.range(0, counts.length)
                .flatMap(k -> IntStream.generate(() -> k).limit(counts[k]))
                .toArray();
        return Dataset.of(numbered(labels.length), labels);
    }

    private static double[][] numbered(int n) {
        return IntStream.range(0, n).mapToObj(i -> new double[] {i}).toArray(double[][]::new);
    }

    private static int[] ids(Dataset data) {
        return IntStream.range(0, data.size()).map(i -> (int) data.input(i)[0]).toArray();
    }

    private static int[] counts(Dataset data) {
        int[] counts = new int[data.outputs()];
        for (int i = 0; i < data.size(); i++) counts[data.label(i)]++;
        return counts;
    }

    private static int[] allOf(Dataset.Split split) {
        return Stream.of(split.first(), split.second())
                .flatMapToInt(part -> Arrays.stream(ids(part)))
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @CsvSource({"0.5", "0.8", "0.9", "0.333", "0.05"})
    void partsHoldEachClassInProportion(double fraction) {
        Dataset data = labelled(50, 100, 31, 200);
        Dataset.Split split = data.stratifiedSplit(fraction, 3);
        assertThat(allOf(split)).isEqualTo(IntStream.range(0, 381).toArray());
        assertThat(split.first().size()).isEqualTo((int) (381 * fraction));
        int[] counts = counts(split.first());
        for (int k = 0; k < 4; k++)
            assertThat(Math.abs(counts[k] - fraction * counts(data)[k])).isLessThan(1);
        assertThat(split.second().label(0)).isEqualTo(data.label(ids(split.second())[0]));
    }

    /** Against whole numbers: k of n, and k of 100 % written in digits, taken as they are or as what 1 lacks. */
    @Test
    void aFractionMeansTheNumberThatWasWritten() {
        assertThat(labelled(100).split(0.29).first().size()).isEqualTo(29);
        for (int n = 2; n <= 1000; n++)
            for (int k = 1; k < n; k++) {
                assertThat(Splits.floor(n, k / (double) n)).isEqualTo(k);
                assertThat(Splits.floor(n, 1 - k / (double) n)).isEqualTo(n - k);
            }
        for (int n : new int[] {100, 1000, 60_000, 1_000_000, 2_000_000_000})
            for (int percent = 1; percent < 100; percent++) {
                long exact = (long) n * percent / 100;
                assertThat(Splits.floor(n, Double.parseDouble("0." + (percent < 10 ? "0" : "") + percent)))
                        .isEqualTo((int) exact);
                assertThat(Splits.floor(n, 1 - percent / 100.0)).isEqualTo((int) (n - exact));
            }
        assertThat(Splits.floor(100, 0.28999999)).isEqualTo(28);
        assertThat(Splits.floor(1_000_000, 0.2899999)).isEqualTo(289_999);
        assertThat(Splits.floor(Integer.MAX_VALUE, Math.nextDown(1.0))).isEqualTo(Integer.MAX_VALUE);
    }

    /** 100 and 300 samples: 29 and 87, none of them by a remainder of 0.999…; 0.45 of 10 and of 30: the first of equals. */
    @Test
    void sharesOfClassesMeanItToo() {
        for (int percent = 1; percent < 100; percent++) {
            Dataset.Split split = labelled(100, 300, 200).stratifiedSplit(percent / 100.0, 4);
            assertThat(counts(split.first())).containsExactly(percent, 3 * percent, 2 * percent);
        }
        for (int percent = 15; percent < 90; percent += 10) // remainders of exactly a half
        for (int more = 10; more <= 190; more += 20) {
                Dataset.Split split = labelled(more, 10).stratifiedSplit(percent / 100.0, 4);
                assertThat(counts(split.first())).containsExactly((more * percent + 50) / 100, 10 * percent / 100);
            }
    }

    @Test
    void splitAtCutsWhereItIsTold() {
        Dataset.Split split = labelled(5).splitAt(2);
        assertThat(ids(split.first())).containsExactly(0, 1);
        assertThat(ids(split.second())).containsExactly(2, 3, 4);
        for (int first : new int[] {-1, 0, 5})
            assertThatThrownBy(() -> labelled(5).splitAt(first))
                    .hasMessage("first must lie between 1 and 4, but is " + first);
        assertThatThrownBy(() -> labelled(1).splitAt(1))
                .hasMessage("a dataset of one sample can't be split; expected at least 2 samples");
    }

    @Test
    void signedTargetsAreTwoClasses() {
        double[][] targets = {{-1}, {-1}, {1}, {-1}, {1}, {-1}};
        Dataset.Split split = Dataset.of(numbered(6), targets).stratifiedSplit(0.5, 0);
        for (Dataset part : List.of(split.first(), split.second()))
            assertThat(IntStream.range(0, 3).filter(i -> part.target(i)[0] == 1))
                    .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -7})
    void theSeedDecides(long seed) {
        Dataset data = labelled(20, 20, 20);
        Dataset.Split split = data.stratifiedSplit(0.5, seed);
        assertThat(ids(split.first()))
                .isEqualTo(ids(data.stratifiedSplit(0.5, seed).first()));
        assertThat(ids(split.first()))
                .isNotEqualTo(ids(data.stratifiedSplit(0.5, seed + 1).first()));
        assertThat(ids(split.first()))
                .isNotEqualTo(Arrays.stream(ids(split.first())).sorted().toArray());
        assertThat(ids(data.stratifiedFolds(4, seed).get(2).second()))
                .isEqualTo(ids(data.stratifiedFolds(4, seed).get(2).second()))
                .isNotEqualTo(ids(data.stratifiedFolds(4, seed + 1).get(2).second()));
    }

    @Test
    void foldsAreRunsOfNeighbours() {
        List<Dataset.Split> folds = labelled(11).folds(3);
        assertThat(folds)
                .extracting(fold -> ids(fold.second()))
                .containsExactly(new int[] {0, 1, 2, 3}, new int[] {4, 5, 6, 7}, new int[] {8, 9, 10});
        assertThat(ids(folds.get(1).first())).containsExactly(0, 1, 2, 3, 8, 9, 10);
        Dataset shuffled = labelled(11).shuffled(5);
        assertThat(ids(shuffled.folds(3).get(0).second())).isEqualTo(Arrays.copyOf(ids(shuffled), 4));
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "5", "7"})
    void everyFoldHasEquallyManyOfEachClass(int k) {
        Dataset data = labelled(23, 50, 31);
        List<Dataset.Split> folds = data.stratifiedFolds(k, 1);
        assertThat(folds).hasSize(k);
        int[] heldOut = folds.stream()
                .flatMapToInt(fold -> Arrays.stream(ids(fold.second())))
                .sorted()
                .toArray();
        assertThat(heldOut).isEqualTo(IntStream.range(0, 104).toArray());
        for (Dataset.Split fold : folds) {
            assertThat(allOf(fold)).isEqualTo(heldOut);
            assertThat(fold.second().size()).isBetween(104 / k, 104 / k + 1);
            for (int c = 0; c < 3; c++)
                assertThat(counts(fold.second())[c]).isBetween(counts(data)[c] / k, counts(data)[c] / k + 1);
        }
    }

    @Test
    void splitsOfSplitsAreViewsOfTheSameNumbers() {
        Dataset.Split outer = labelled(30, 30).stratifiedSplit(0.5, 1);
        Dataset.Split inner = outer.first().stratifiedSplit(0.5, 1);
        assertThat(ids(outer.first())).contains(ids(inner.first())).contains(ids(inner.second()));
        Dataset fold = outer.second().stratifiedFolds(3, 1).get(0).first();
        assertThat(ids(outer.second())).contains(ids(fold));
    }

    @Test
    void zerosAndOnesAreClassesToo() {
        double[][] targets = new double[40][1];
        for (int i = 0; i < 10; i++) targets[i][0] = 1;
        Dataset.Split split = Dataset.of(numbered(40), targets).stratifiedSplit(0.8, 2);
        assertThat(IntStream.range(0, 8)
                        .mapToDouble(i -> split.second().target(i)[0])
                        .sum())
                .isEqualTo(2);
        double[][] oneHot = new double[12][3];
        for (int i = 0; i < 12; i++) oneHot[i][i / 4] = 1;
        for (Dataset.Split fold : Dataset.of(numbered(12), oneHot).stratifiedFolds(4, 2))
            assertThat(Arrays.stream(ids(fold.second())).map(i -> i / 4).sorted())
                    .containsExactly(0, 1, 2);
    }

    @Test
    void oneClassAgainstTheRest() {
        Dataset data = labelled(2, 3, 1).classes("a", "b", "c").shuffled(1);
        Dataset isB = data.binary("b");
        assertThat(isB).hasToString("Dataset of 6 samples: inputs 1, 1 target");
        assertThat(isB.isClassification()).isTrue();
        for (int i = 0; i < 6; i++) {
            assertThat(isB.input(i)).isEqualTo(data.input(i));
            assertThat(isB.target(i)).containsExactly(data.label(i) == 1 ? 1 : 0);
        }
        assertThatThrownBy(() -> data.binary("d")).hasMessage("className is d, but the classes are [a, b, c]");
        assertThatThrownBy(() -> isB.binary("b")).hasMessage("binary(\"b\") needs classes, but the data has targets");
    }

    @Test
    void whatCannotBeSplitIsRefusedWithWords() {
        Dataset data = labelled(1, 50);
        assertThatThrownBy(() -> data.stratifiedSplit(0.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "fraction 0.5 of the 1 samples of class 0 leaves one part without it; use another fraction, or"
                                + " more samples of it");
        assertThatThrownBy(() -> data.stratifiedSplit(1, 1))
                .hasMessage("fraction must lie between 0 and 1, but is 1.0");
        assertThatThrownBy(() -> data.stratifiedFolds(2, 1))
                .hasMessage(
                        "class 0 has 1 sample, but each of k = 2 folds needs one; use fewer folds, or more samples of"
                                + " it");
        assertThatThrownBy(() -> data.stratifiedFolds(1, 1)).hasMessage("k must be at least 2, but is 1");
        assertThatThrownBy(() -> data.folds(1)).hasMessage("k must be at least 2, but is 1");
        assertThatThrownBy(() -> data.folds(52)).hasMessage("k is 52, but there are only 51 samples to fold");
        Dataset numbers = Dataset.of(numbered(9), numbered(9));
        assertThatThrownBy(() -> numbers.stratifiedSplit(0.5, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "stratifiedSplit needs classes, but the targets are numbers; use shuffled(seed) and split or"
                                + " folds");
    }

    @Test
    void questionsOfYesAndNoAreNoClasses() {
        Dataset data = Dataset.of(new double[4][1], new double[][] {{1, 1, 0}, {0, 1, 1}, {1, 1, 1}, {0, 0, 0}});
        assertThat(data.isMultiLabel()).isTrue();
        assertThat(data.isClassification()).isFalse();
        assertThat(data.take(1).isMultiLabel()).isTrue(); // a view is read as the whole
        assertThatThrownBy(() -> data.stratifiedSplit(0.5, 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("stratifiedSplit needs one class a sample, but each answers 3 questions of yes and no;"
                        + " use shuffled(seed) and split or folds");
        assertThatThrownBy(() -> data.stratifiedFolds(2, 1)).hasMessageStartingWith("stratifiedFolds needs one class");
        Dataset oneHot = Dataset.of(new double[3][1], new double[][] {{1, 0}, {0, 1}, {1, 0}});
        assertThat(oneHot.isMultiLabel()).isFalse();
        assertThat(oneHot.isClassification()).isTrue();
        Dataset signed = Dataset.of(new double[2][1], new double[][] {{1, -1}, {-1, -1}});
        assertThat(signed.isMultiLabel()).isTrue();
        assertThat(signed.isSigned()).isTrue();
        assertThat(Dataset.of(new double[2][1], new double[][] {{1, -1}, {-1, 1}})
                        .isClassification())
                .isTrue();
        assertThat(Dataset.of(new double[2][1], new double[][] {{1, 0.5}, {0, 1}})
                        .isMultiLabel())
                .isFalse();
    }
}
