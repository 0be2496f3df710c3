package dev.gradus.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class CurveTest {
    @Test
    void keepsItsOwnCopyOfTheValues() {
        double[] given = {1, 2};
        Curve curve = new Curve("train", given);
        given[0] = 9;
        curve.values()[1] = 9;
        assertThat(curve.values()).containsExactly(1, 2);
    }

    @Test
    void comparesValuesNotArrays() {
        Curve curve = new Curve("train", new double[] {1, Double.NaN});
        assertThat(curve)
                .isEqualTo(new Curve("train", new double[] {1, Double.NaN}))
                .hasSameHashCodeAs(new Curve("train", new double[] {1, Double.NaN}))
                .isNotEqualTo(new Curve("train", new double[] {1, 2}))
                .isNotEqualTo(new Curve("val", new double[] {1, Double.NaN}));
    }

    @Test
    void printsNameLengthAndEnds() {
        assertThat(new Curve("train", new double[] {2.3, 1, 0.1047})).hasToString("train: 3 epochs, 2.3000 … 0.1047");
        assertThat(new Curve("val", new double[] {0.5})).hasToString("val: 1 epoch, 0.5000");
        assertThat(new Curve("val", new double[0])).hasToString("val: 0 epochs");
    }

    @Test
    void refusesABlankName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Curve(" ", new double[1]))
                .withMessage("name is blank, expected what the legend calls the curve");
    }
}
