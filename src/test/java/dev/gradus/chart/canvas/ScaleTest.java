package dev.gradus.chart.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({
        "0.853, 0.964,   0.84, 0.98, 0.02,  0.84",
        "0.1,   2.3,     0,    2.5,  0.5,   0.0",
        "0,     1,       0,    1,    0.2,   0.0",
        "-3,    3,       -3,   3,    1,     -3",
        "0,     3e5,     0,    3e5,  5e4,   0",
        "0,     1e15,    0,    1e15, 2e14,  0",
        "2e14,  1e15,    2e14, 1e15, 2e14,  2E14",
        "0.5,   0.5,     0.45, 0.55, 0.02,  0.44",
        "0,     1e-12,   0,    1.2e-7, 2e-8, 0",
    })
    void hasRoundSteps(double low, double high, double min, double max, double step, String first) {
        Scale scale = Scale.of(new double[][] {{low}, {high, Double.NaN}});
        assertThat(scale.step()).isEqualTo(step);
        assertThat(scale.min()).isLessThanOrEqualTo(low).isGreaterThan(min - step);
        assertThat(scale.max()).isGreaterThanOrEqualTo(high).isLessThan(max + step);
        assertThat(scale.label(scale.min())).isEqualTo(first);
    }
}
