package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StandardizerTest {
    private final Dataset data = Dataset.of(
            new double[][] {{1, 0.1, 1e9 + 1}, {2, 0.1, 1e9 + 2}, {3, 0.1, 1e9 + 3}, {6, 0.1, 1e9 + 6}, {90, 7, 0}},
            new int[] {0, 1, 0, 1, 1});

    @Test
    void meanZeroAndDeviationOneByTheTrainingDataAlone() {
        Standardizer standardizer = Standardizer.of(data.take(4));
        assertThat(standardizer.means()).containsExactly(3, 0.1, 1e9 + 3);
        double deviation = Math.sqrt(14 / 4.0);
        assertThat(standardizer.deviations()).containsExactly(deviation, 0, deviation);
        Dataset scaled = standardizer.apply(data);
        for (int i = 0; i < 4; i++) {
            double expected = (data.input(i)[0] - 3) / deviation;
            assertThat(scaled.input(i)).containsExactly(expected, 0, expected);
            assertThat(scaled.label(i)).isEqualTo(data.label(i));
            assertThat(standardizer.apply(data.input(i))).isEqualTo(scaled.input(i));
        }
        assertThat(scaled.input(4)[1]).isEqualTo(7 - 0.1); // moved, not stretched
        double[] back = standardizer.invert(scaled.input(4));
        assertThat(back).containsExactly(new double[] {90, 7, 0}, within(1e-6));
        // In float, billions would leave nothing of the differences.
        assertThat(scaled.batch(new int[] {0}, 0, 1, null).inputs().get(0, 2)).isCloseTo(-2 / deviation, within(1e-6));
    }

    private static Standardizer ofColumn(double... column) {
        return Standardizer.of(Dataset.of(
                Arrays.stream(column).mapToObj(x -> new double[] {x}).toArray(double[][]::new),
                new int[column.length]));
    }

    /** What scikit-learn 1.9.1's StandardScaler takes for constant: σ² ≤ nεσ² + (nεμ)². */
    @Test
    void whatRoundingAloneChangesIsConstant() {
        for (double[] column : new double[][] {
            {0.3, 0.1 + 0.2},
            {0.3, 0.3, 0.1 + 0.2, 0.3},
            {1e30 / 3, Math.nextUp(1e30 / 3), 1e30 / 3},
            {-1e-30 / 3, -1e-30 / 3, Math.nextUp(-1e-30 / 3)}
        }) {
            Standardizer standardizer = ofColumn(column);
            assertThat(standardizer.deviations()).containsExactly(0);
            for (double x : column) // moved, not stretched
            assertThat(Math.abs(standardizer.apply(new double[] {x})[0])).isLessThanOrEqualTo(2 * Math.ulp(x));
        }
        double[] near = new double[16]; // σ is 2⁻³⁸; the bound nεμ is 2⁻⁴⁸ with a mean of 1, 2⁻³⁸ with one of 1024
        for (int i = 0; i < near.length; i++) near[i] = i % 2 == 0 ? 0x1p-38 : -0x1p-38;
        assertThat(ofColumn(Arrays.stream(near).map(x -> x + 1).toArray()).deviations())
                .containsExactly(0x1p-38);
        assertThat(ofColumn(Arrays.stream(near).map(x -> x + 1023).toArray()).deviations()[0])
                .isPositive();
        assertThat(ofColumn(Arrays.stream(near).map(x -> x + 1025).toArray()).deviations())
                .containsExactly(0);
    }

    /** Squares of 10³⁸ are no floats, those of 10⁻²⁰⁰ no doubles. */
    @Test
    void neitherLargeNorSmallNumbersLeaveTheRange() {
        for (double unit : new double[] {0x1p126, 0x1p-400, 0x1p-700, 0x1p-1060}) {
            Standardizer standardizer = ofColumn(-unit, unit, -unit, unit);
            assertThat(standardizer.means()).containsExactly(0);
            assertThat(standardizer.deviations()).containsExactly(unit);
            assertThat(standardizer.apply(new double[] {unit})).containsExactly(1);
            assertThat(standardizer.invert(new double[] {1})).containsExactly(unit);
        }
        assertThat(ofColumn(Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE).means())
                .containsExactly(Float.MAX_VALUE);
    }

    @Test
    void whatNoFloatHoldsIsRefused() {
        Standardizer small = ofColumn(-1e-10, 1e-10);
        Dataset far = Dataset.of(new double[][] {{0}, {1e30}}, new int[2]);
        assertThatThrownBy(() -> small.apply(far))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("standardized sample 1, feature 0, is 1.0E40; expected at most 3.4E38 in size");
        assertThatThrownBy(() -> small.apply(new double[] {1e30}))
                .hasMessageStartingWith("standardized input, feature 0, is 1.0E40; expected at most 3.4E38");
        assertThatThrownBy(() -> small.apply(new double[] {1e308}))
                .hasMessageStartingWith("input[0] is 1.0E308; expected at most 3.4E38");
        assertThatThrownBy(() -> small.apply(new double[] {Double.NaN}))
                .hasMessage("input[0] is NaN; expected a finite number");
        assertThatThrownBy(() -> small.invert(new double[] {Double.NEGATIVE_INFINITY}))
                .hasMessage("input[0] is -Infinity; expected a finite number");
    }

    @Test
    void ordersAndShapesStay() {
        Dataset shuffled = data.shuffled(3);
        Standardizer standardizer = Standardizer.of(data);
        for (int i = 0; i < 5; i++)
            assertThat(standardizer.apply(shuffled).input(i)).isEqualTo(standardizer.apply(shuffled.input(i)));
    }

    @Test
    void pixelsStayBytesUntilABatchNeedsThem() {
        Dataset digits = Mnist.load().test().take(100);
        Standardizer standardizer = Standardizer.of(digits);
        Dataset scaled = standardizer.apply(digits);
        assertThat(scaled.inputShape()).hasToString("1 × 28 × 28");
        for (int j : new int[] {0, 350, 400}) {
            double[] column =
                    IntStream.range(0, 100).mapToDouble(i -> scaled.input(i)[j]).toArray();
            double mean = IntStream.range(0, 100).mapToDouble(i -> column[i]).sum() / 100;
            double square = IntStream.range(0, 100)
                            .mapToDouble(i -> column[i] * column[i])
                            .sum()
                    / 100;
            assertThat(mean).isCloseTo(0, within(1e-6));
            assertThat(square).isCloseTo(standardizer.deviations()[j] == 0 ? 0 : 1, within(1e-6));
        }
        assertThat(scaled.batch(new int[] {7}, 0, 1, null).inputs().row(0)[400])
                .isCloseTo(standardizer.apply(digits.input(7))[400], within(1e-6));
    }

    @Test
    void saysWhatItIsAndWhatDoesNotFit() {
        Standardizer standardizer = Standardizer.of(Dataset.of(new double[][] {{1, 5}, {3, 5}}, new int[] {0, 1}));
        assertThat(standardizer).hasToString("Standardizer of 2 features: means 2.000, 5.000; deviations 1.000, 0.000");
        assertThatThrownBy(() -> Standardizer.of(null)).hasMessage("training is null; expected the data to learn from");
        assertThatThrownBy(() -> standardizer.apply(data))
                .hasMessage("data has 3 features, but the training data had 2");
        assertThatThrownBy(() -> standardizer.apply(new double[3]))
                .hasMessage("input has 3 numbers, but the training data had 2 features");
        assertThatThrownBy(() -> standardizer.invert(null)).hasMessage("input is null; expected one number a feature");
        assertThatThrownBy(() -> standardizer.apply((Dataset) null)).hasMessage("data is null; expected a Dataset");
    }
}
