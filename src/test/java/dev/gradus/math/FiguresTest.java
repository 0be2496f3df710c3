package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 4, 0",
        "-0.0, 4, 0",
        "0.30000000000000004, 4, 0.3",
        "-12.5, 4, -12.5",
        "123456, 4, 123500",
        "1234567, 4, 1.235e6",
        "100000, 2, 100000",
        "0.00012346, 4, 0.0001235",
        "0.000012346, 4, 1.235e-5",
        "9.99996, 4, 10",
        "1e300, 4, 1e300",
        "-4.9e-324, 4, -4.9e-324",
        "NaN, 4, NaN",
        "Infinity, 4, ∞",
        "-Infinity, 4, -∞"
    })
    void areShortAndHonest(double value, int digits, String expected) {
        assertThat(Figures.text(value, digits)).isEqualTo(expected);
    }

    @Test
    void pointsHaveBrackets() {
        assertThat(Figures.text(new double[] {1, -0.5}, 4)).isEqualTo("(1, -0.5)");
        assertThat(Figures.text(new double[] {2}, 4)).isEqualTo("2");
    }

    @Test
    void differencesAreGoodForTenDigits() {
        assertThat(Differences.slope(x -> x * x * x, 2)).isCloseTo(12, within(1e-9));
        assertThat(Differences.slope(Functions::exp, 1)).isCloseTo(Functions.exp(1), within(1e-10));
        assertThat(Differences.slope(x -> x * x, 1e6)).isCloseTo(2e6, within(1e-3));
        assertThat(Differences.central(x -> x * x * x, 0, 0.1)).isCloseTo(0.01, within(1e-12)); // h², as theory says
    }
}
