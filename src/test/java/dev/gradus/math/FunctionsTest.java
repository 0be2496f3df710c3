package dev.gradus.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our functions against those of the JDK's strict library, an implementation that we did not write. */
class FunctionsTest {
    @Test
    void exponentialIsWithinOneUlp() {
        assertThat(worstUlps(Functions::exp, StrictMath::exp, -745, 709.7)).isLessThanOrEqualTo(1);
        assertThat(worstUlps(Functions::exp, StrictMath::exp, -1, 1)).isLessThanOrEqualTo(1);
    }

    @Test
    void theOthersAreWithinFourUlps() {
        assertThat(worstUlps(Functions::expm1, StrictMath::expm1, -1, 1)).isLessThanOrEqualTo(4);
        assertThat(worstUlps(Functions::tanh, StrictMath::tanh, -20, 20)).isLessThanOrEqualTo(4);
        assertThat(worstUlps(Functions::tanh, StrictMath::tanh, -1e-3, 1e-3)).isLessThanOrEqualTo(4);
        assertThat(worstUlps(Functions::sigmoid, x -> 1 / (1 + StrictMath.exp(-x)), -30, 30))
                .isLessThanOrEqualTo(4);
    }

    @Test
    void powersAreWithinAsManyUlpsAsTheyHaveFactors() {
        for (int n : new int[] {1, 2, 3, 10, 100, 1000})
            assertThat(worstUlps(x -> Functions.power(x, n), x -> StrictMath.pow(x, n), 0.8, 1.1))
                    .as(n + " factors")
                    .isLessThanOrEqualTo(n);
        assertThat(Functions.power(0.9, 0)).isEqualTo(1);
        assertThat(Functions.power(0, 0)).isEqualTo(1);
        assertThat(Functions.power(0, 3)).isZero();
        assertThat(Functions.power(0.5, 10)).isEqualTo(1 / 1024.0);
        assertThat(Functions.power(0.999, 1L << 40)).isZero();
    }

    @Test
    void cosineIsTheStrictOne() {
        assertThat(Functions.cos(0)).isEqualTo(1);
        assertThat(Functions.cos(Math.PI)).isEqualTo(-1);
        assertThat(Functions.cos(1.0)).isEqualTo(0.5403023058681398);
    }

    /** Those of the strict library themselves, so that what counts is which one, and of what. */
    @Test
    void powersSinesAndCosinesAreTheStrictOnes() {
        for (double x : new double[] {-1e5, -2.5, -0.0, 0.7, Math.PI, 1e22}) {
            assertThat(Functions.sin(x)).isEqualTo(StrictMath.sin(x));
            assertThat(Functions.cos(x)).isEqualTo(StrictMath.cos(x));
            assertThat(Functions.sin(x) * Functions.sin(x) + Functions.cos(x) * Functions.cos(x))
                    .isCloseTo(1, within(1e-15));
            for (double n : new double[] {-1.5, 0, 0.5, 2, 3})
                assertThat(Functions.pow(Math.abs(x), n)).isEqualTo(StrictMath.pow(Math.abs(x), n));
        }
        assertThat(Functions.pow(-2, 3)).isEqualTo(-8);
        assertThat(Functions.pow(-2, 0.5)).isNaN();
        assertThat(Functions.sin(Double.POSITIVE_INFINITY)).isNaN();
        assertThat(Functions.cos(Double.NaN)).isNaN();
    }

    @Test
    void softplusIsWithinFourUlps() {
        assertThat(worstUlps(Functions::softplus, x -> StrictMath.log1p(StrictMath.exp(x)), -30, 30))
                .isLessThanOrEqualTo(4);
        assertThat(Functions.softplus(1000)).isEqualTo(1000);
        assertThat(Functions.softplus(-1000)).isZero();
        assertThat(Functions.softplus(Double.NaN)).isNaN();
    }

    /** Against 2/√π Σ (−1)ⁿ x²ⁿ⁺¹ / (n! (2n+1)) with fifty digits. */
    @Test
    void errorFunctionIsWithinSixUlps() {
        MathContext digits = new MathContext(50);
        BigDecimal factor = BigDecimal.valueOf(2)
                .divide(new BigDecimal("3.1415926535897932384626433832795028841971693993751").sqrt(digits), digits);
        RandomStream random = RandomStream.of(2, "erf", 0);
        for (int i = 0; i < 500; i++) {
            double x = i < 50 ? random.nextUniform(-1e-3, 1e-3) : random.nextUniform(-6.2, 6.2);
            BigDecimal square = new BigDecimal(x).pow(2);
            BigDecimal power = new BigDecimal(x);
            BigDecimal sum = power;
            for (int n = 1; n < 200; n++) {
                power = power.multiply(square).negate().divide(BigDecimal.valueOf(n), digits);
                sum = sum.add(power.divide(BigDecimal.valueOf(2 * n + 1), digits), digits);
            }
            double expected = sum.multiply(factor).doubleValue();
            assertThat(Math.abs(Functions.erf(x) - expected) / Math.ulp(expected))
                    .as("erf " + x)
                    .isLessThanOrEqualTo(6);
        }
        assertThat(Functions.erf(0)).isZero();
        assertThat(Functions.erf(7)).isEqualTo(1);
        assertThat(Functions.erf(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Functions.erf(Double.NaN)).isNaN();
    }

    @Test
    void theEdgesAreRight() {
        assertThat(Functions.exp(0)).isEqualTo(1);
        assertThat(Functions.exp(1000)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Functions.exp(709.78)).isFinite();
        assertThat(Functions.exp(-1000)).isZero();
        assertThat(Functions.exp(-745)).isEqualTo(Double.MIN_VALUE);
        assertThat(Functions.exp(Double.NaN)).isNaN();
        assertThat(Functions.tanh(1e9)).isEqualTo(1);
        assertThat(Functions.tanh(Double.NEGATIVE_INFINITY)).isEqualTo(-1);
        assertThat(Functions.tanh(Double.NaN)).isNaN();
        assertThat(Functions.sigmoid(-800)).isZero();
        assertThat(Functions.sigmoid(800)).isEqualTo(1);
        assertThat(Functions.sigmoid(0)).isEqualTo(0.5);
        assertThat(Functions.sigmoid(Double.NaN)).isNaN();
    }

    /** A change of a single bit here changes the digits that every notebook prints. */
    @ParameterizedTest
    @CsvSource({
        "exp, 1.0, 0x1.5bf0a8b14576ap1",
        "exp, -3.7, 0x1.9511fc6871044p-6",
        "tanh, 0.3, 0x1.2a4dda7d914f9p-2",
        "sigmoid, 1.7, 0x1.b0e9edc4324d8p-1",
        "log, 0.1, -0x1.26bb1bbb55515p1",
        "erf, 0.7, 0x1.5b08c21171646p-1",
        "erf, 2.3, 0x1.ff6a295bcd35cp-1",
        "softplus, 0.3, 0x1.b56e0cf4511bp-1",
        "sin, 0.7, 0x1.49d6e694619b8p-1",
        "sin, -100000, -0x1.24daa9c527e96p-5",
        "cos, 2.5, -0x1.9a2f7ef858b7dp-1",
        "cos, 100000, -0x1.ffac3841b3da7p-1",
        "pow, 1.1, 0x1.44e1080833b25p0"
    })
    void bitsAreFrozen(String name, double x, String expected) {
        double value = switch (name) {
            case "exp" -> Functions.exp(x);
            case "tanh" -> Functions.tanh(x);
            case "sigmoid" -> Functions.sigmoid(x);
            case "erf" -> Functions.erf(x);
            case "softplus" -> Functions.softplus(x);
            case "sin" -> Functions.sin(x);
            case "cos" -> Functions.cos(x);
            case "pow" -> Functions.pow(x, 2.5);
            default -> Functions.log(x);
        };
        assertThat(Double.toHexString(value)).isEqualTo(expected);
    }

    private static double worstUlps(DoubleUnaryOperator ours, DoubleUnaryOperator theirs, double low, double high) {
        RandomStream random = RandomStream.of(1, "ulps", 0);
        double worst = 0;
        for (int i = 0; i < 200_000; i++) {
            double x = random.nextUniform(low, high);
            double expected = theirs.applyAsDouble(x);
            worst = Math.max(worst, Math.abs(ours.applyAsDouble(x) - expected) / Math.ulp(expected));
        }
        return worst;
    }

    /** The bits of one at a time, wherever the ways part. */
    @Test
    void manyAtATimeAreTheSame() {
        double[] edges = {
            0,
            -0.0,
            0.17,
            -0.17,
            0.34,
            -0.34,
            0.1699999,
            0.9999999,
            1,
            -1,
            1.9999999,
            2,
            -2,
            6.1,
            22,
            -22,
            22.1,
            -22.1,
            349.9,
            350,
            -350,
            709.78,
            709.79,
            709.8,
            1000,
            -708.4,
            -709,
            -745.1,
            -745.2,
            -745.3,
            -1000,
            1e-310,
            -1e-310,
            1e300,
            -1e300,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.NaN
        };
        RandomStream random = RandomStream.of(4, "functions", 0);
        double[] x = new double[3000];
        for (int i = 0; i < x.length; i++)
            x[i] = i < edges.length ? edges[i] : random.nextGaussian() * (i % 3 == 0 ? 300 : i % 3 == 1 ? 1 : 0.1);
        same(x, Functions::exp, Functions::exp);
        same(x, Functions::expm1, Functions::expm1);
        same(x, Functions::tanh, Functions::tanh);
        same(x, Functions::sigmoid, Functions::sigmoid);
        same(x, Functions::erf, Functions::erf);
        for (Transcendental f : Transcendental.values()) {
            same(x, f.one, f.many);
            same(x, f.one, (y, from, to) -> Kernels.CHOSEN.each(f, y, from, to));
        }
        for (double v : x)
            if (!Double.isNaN(v)) assertThat(Functions.isPositive(v)).isEqualTo(v > 0 ? 1 : 0);
    }

    private static void same(double[] x, DoubleUnaryOperator one, Transcendental.Many many) {
        double[] y = x.clone();
        int from = 0;
        for (int n = 1; n <= 37; from += n++) many.accept(y, from, from + n); // short rows of all lengths
        many.accept(y, from, from);
        many.accept(y, from, 2999);
        assertThat(y[2999]).isEqualTo(x[2999]);
        for (int i = 0; i < 2999; i++)
            assertThat(Double.doubleToLongBits(y[i]))
                    .as("of " + x[i])
                    .isEqualTo(Double.doubleToLongBits(one.applyAsDouble(x[i])));
    }
}
