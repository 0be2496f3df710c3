package dev.gradus.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.canvas.Picture;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class SurfacePictureTest {
    private static final DoubleBinaryOperator BOWL = (x, y) -> x * x + 2 * y * y;
    private static final double[] LOW = {-1, -1};
    private static final double[] HIGH = {1, 1};

    private static BufferedImage picture(DoubleBinaryOperator f, double degrees, double[]... points) {
        return Pixels.read(Pictures.png(Charts.surface("J(w, b)", f, LOW, HIGH, degrees, points)));
    }

    @Test
    void whateverTheTurnBothArrowsAreThereAndNothingTouchesTheEdge() {
        for (int degrees = 0; degrees < 360; degrees += 45) {
            BufferedImage image = picture(BOWL, degrees, new double[] {0.4, -0.3});
            assertThat(Pixels.count(image, Ink.VERMILLION))
                    .as("along w at " + degrees)
                    .isGreaterThan(40);
            assertThat(Pixels.count(image, Ink.GREEN))
                    .as("along b at " + degrees)
                    .isGreaterThan(40);
            for (int y = 4; y < image.getHeight() - 4; y++)
                for (int x : new int[] {4, image.getWidth() - 5})
                    assertThat(image.getRGB(x, y))
                            .as(degrees + ": " + x + ", " + y)
                            .isEqualTo(Ink.CARD.getRGB());
            for (int x = 4; x < image.getWidth() - 4; x++)
                assertThat(image.getRGB(x, image.getHeight() - 5)).isEqualTo(Ink.CARD.getRGB());
        }
    }

    @Test
    void holesAndFlatFunctionsAreDrawn() {
        assertThat(picture((x, y) -> x < 0 ? Double.NaN : 1 / y, 30).getWidth()).isEqualTo(860);
        assertThat(picture((x, y) -> Double.NaN, 30, new double[] {0, 0}).getWidth())
                .isEqualTo(860);
        assertThat(picture((x, y) -> 7, 30, new double[] {1, 1}).getWidth()).isEqualTo(860);
    }

    @Test
    void looksTheSameInAllCountriesInSmallFiles() {
        Picture surface = Charts.surface("bowl", BOWL, LOW, HIGH, 30);
        String expected = Pixels.under(Locale.ROOT, () -> Pixels.read(surface.png()));
        assertThat(Pixels.under(Locale.forLanguageTag("ar-EG-u-nu-arab"), () -> Pixels.read(surface.png())))
                .isEqualTo(expected);
        assertThat(surface.png().length).isBetween(5_000, 150_000);
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.surface("f", BOWL, LOW, LOW, 30))
                .withMessage("the range of x goes from -1.0 to -1.0, expected two numbers, the lower first");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.surface("f", BOWL, LOW, HIGH, Double.NaN))
                .withMessage("degrees is NaN, expected a number, e.g. 30");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.surface("f", BOWL, LOW, HIGH, 0, new double[] {0, 2}))
                .withMessage("points[0] is [0.0, 2.0], expected two numbers between [-1.0, -1.0] and [1.0, 1.0]");
    }
}
