package dev.gradus.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.ContourPicture;
import dev.gradus.chart.canvas.Frame;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.canvas.Picture;
import dev.gradus.chart.canvas.Trail;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class DescentChartTest {
    private static final Trail TRAIL =
            new Trail("sgd", List.of(new double[] {3}, new double[] {1.5}, new double[] {0.75}));
    private static final Trail WAY =
            new Trail("sgd", List.of(new double[] {3, 1}, new double[] {2, -1}, new double[] {1, 0.5}));
    private static final Trail OTHER = new Trail("adam", List.of(new double[] {3, 1}, new double[] {0, 0}));
    private static final DoubleBinaryOperator BOWL = (x, y) -> x * x + 4 * y * y;
    private static final List<double[]> MINIMUM = List.of(new double[] {0, 0});

    private static XYChart curve() {
        return Charts.descent("f", x -> x * x, List.of(TRAIL), List.of(new double[] {0}));
    }

    private static BufferedImage picture(XYChart chart) {
        return Pixels.read(Pictures.png(chart));
    }

    private static BufferedImage picture(Picture picture) {
        return Pixels.read(picture.png());
    }

    @Test
    void aFunctionOfOneVariableIsACurveWithPointsOnIt() {
        BufferedImage image = picture(curve());
        assertThat(image.getWidth()).isEqualTo(860);
        assertThat(image.getHeight()).isEqualTo(640);
        assertThat(Pixels.count(image, Ink.BLUE)).as("curve").isGreaterThan(1000);
        assertThat(Pixels.count(image, Ink.VERMILLION)).as("points").isGreaterThan(300);
        assertThat(Pixels.count(image, Ink.GRID)).as("grid").isGreaterThan(1000);
        BufferedImage longer = picture(Charts.descent("f", x -> x * x, List.of(TRAIL, TRAIL), List.of()));
        assertThat(longer.getHeight()).as("with a legend").isGreaterThan(640);
        assertThat(Pixels.count(longer, Ink.TEXT)).isGreaterThan(Pixels.count(image, Ink.TEXT));
    }

    @Test
    void gapsAndInfinitiesOfTheFunctionAreLeftOut() {
        XYChart chart = Charts.descent("log", x -> Math.log(x) + 1 / (x - 1), List.of(TRAIL), List.of());
        assertThat(Pixels.count(picture(chart), Ink.VERMILLION)).isGreaterThan(300);
        Picture map = Charts.contours("f", (x, y) -> x < 0 ? Double.NaN : 1 / y, List.of(WAY), MINIMUM);
        assertThat(Pixels.count(picture(map), Ink.VERMILLION)).isGreaterThan(300);
        Picture nothing = Charts.contours("f", (x, y) -> Double.NaN, List.of(WAY), List.of());
        assertThat(Pixels.count(picture(nothing), Ink.VERMILLION)).isGreaterThan(300);
        Picture flat = Charts.contours("f", (x, y) -> 7, List.of(WAY), List.of());
        assertThat(Pixels.count(picture(flat), Ink.VERMILLION)).isGreaterThan(300);
    }

    /** On x² + 4y², one unit is equally long in both directions, and it is lighter the lower it is. */
    @Test
    void theMapIsLighterWhereItIsLower() {
        BufferedImage image = picture(Charts.contours("bowl", BOWL, List.of(OTHER), List.of()));
        int left = (int) Axes.LEFT * 2 + 4;
        int top = (int) Axes.TOP * 2 + 4;
        int width = 2 * (430 - (int) Axes.LEFT - 16);
        int height = 2 * 290;
        int corner = brightness(image, left, top);
        // x from 0 to 3 in a window of 1.3 times that: x = 0 lies at 0.45/3.9 of its width, y = 0 level with the trail.
        int bottom = brightness(image, left + (int) (width * 0.2), top + (int) (height * 0.66));
        assertThat(bottom).isGreaterThan(corner + 40);
    }

    private static int brightness(BufferedImage image, int x, int y) {
        Color colour = new Color(image.getRGB(x, y));
        return colour.getRed() + colour.getGreen() + colour.getBlue();
    }

    @Test
    void severalWaysHaveColoursAndALegend() {
        BufferedImage one = picture(Charts.contours("bowl", BOWL, List.of(WAY), MINIMUM));
        BufferedImage two = picture(Charts.contours("bowl", BOWL, List.of(WAY, OTHER), MINIMUM));
        assertThat(two.getHeight()).isGreaterThan(one.getHeight());
        assertThat(Pixels.count(two, Ink.TEXT)).isGreaterThan(Pixels.count(one, Ink.TEXT) + 200);
        assertThat(Pixels.count(one, Ink.VERMILLION)).isGreaterThan(500);
    }

    @Test
    void aWayOfOnePointHasAWindow() {
        Trail point = new Trail("start", List.of(new double[] {1e9, -1e-9}));
        assertThat(Pixels.count(picture(Charts.contours("f", BOWL, List.of(point), List.of())), Ink.VERMILLION))
                .isGreaterThan(30);
        Trail standing = new Trail("start", List.of(new double[] {0}, new double[] {0}));
        assertThat(Pixels.count(picture(Charts.descent("f", x -> x * x, List.of(standing), List.of())), Ink.VERMILLION))
                .isGreaterThan(30);
    }

    @Test
    void flatWindowsAreNotForcedIntoEqualUnits() {
        Trail flat = new Trail("start", List.of(new double[] {0, 0}, new double[] {1000, 0.01}));
        assertThat(Pixels.count(picture(Charts.contours("f", BOWL, List.of(flat), List.of())), Ink.VERMILLION))
                .as("runs from corner to corner")
                .isGreaterThan(1000);
    }

    @Test
    void looksTheSameInAllCountriesInSmallFiles() {
        Picture map = Charts.contours("bowl", BOWL, List.of(WAY, OTHER), MINIMUM);
        for (Picture chart : List.of(Pictures.of(curve()), map)) {
            String expected = Pixels.under(Locale.ROOT, () -> picture(chart));
            for (Locale locale : List.of(Locale.GERMANY, Locale.forLanguageTag("ar-EG-u-nu-arab"))) {
                assertThat(Pixels.under(locale, () -> picture(chart))).isEqualTo(expected);
            }
            assertThat(chart.png().length).isBetween(5_000, 120_000);
        }
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.descent("f", x -> x, List.of(), List.of()))
                .withMessage("trails is empty, expected at least one trail");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.contours("f", BOWL, List.of(TRAIL), List.of()))
                .withMessage("trail sgd has points of 1 numbers, expected 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.descent("f", x -> x, List.of(TRAIL), MINIMUM))
                .withMessage("minima has a point of 2 numbers, expected 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trail("t", List.of(new double[] {1}, new double[] {Double.NaN})))
                .withMessage("points[1] is [NaN], expected 1 finite numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Trail("t", List.of()))
                .withMessage("points is empty, expected at least one point");
    }

    /** What a page draws above the picture lies where XChart drew the curve. */
    @Test
    void theFrameOfACurveLiesOnTheCurve() {
        XYChart chart = Charts.curve("f", x -> x * x, -3, 3, List.of());
        Frame frame = Charts.frame(chart);
        BufferedImage image = picture(chart);
        for (double x : new double[] {-2.5, -1, 0, 0.7, 2}) {
            double expected = 2 * pixelY(frame, x * x);
            double row = Pixels.middle(image, Ink.BLUE, 2 * pixelX(frame, x), expected);
            assertThat(row).as("x = %s", x).isCloseTo(expected, within(4.0));
        }
    }

    /** The trail's dots lie on the curve, its start is hollow, its end filled. */
    @Test
    void aTrailLiesOnTheCurve() {
        XYChart chart = curve();
        Frame frame = Charts.frame(chart);
        BufferedImage image = picture(chart);
        Color start = at(image, frame, 3, 9);
        Color end = at(image, frame, 0.75, 0.5625);
        assertThat(start).isEqualTo(Ink.CARD);
        assertThat(end).isEqualTo(Ink.VERMILLION);
        assertThat(at(image, frame, 1.5, 2.25)).isEqualTo(Ink.VERMILLION);
    }

    /** The ring of a start on a map lies where its frame says, which is where a page draws and reads clicks. */
    @Test
    void aPointLiesOnTheMapWhereItsFrameSays() {
        double[] place = {-0.5, 0.25};
        ContourPicture map = Charts.map(
                "f", BOWL, new double[] {-1, -1}, new double[] {1, 1}, List.of(), new Trail("start", List.of(place)));
        BufferedImage image = picture(map);
        double x = 0;
        double y = 0;
        for (int row = 0; row < image.getHeight(); row++)
            for (int column = 0; column < image.getWidth(); column++)
                if (image.getRGB(column, row) == Ink.VERMILLION.getRGB()) {
                    x += column + 0.5;
                    y += row + 0.5;
                }
        long ring = Pixels.count(image, Ink.VERMILLION);
        assertThat(x / ring).isCloseTo(2 * pixelX(map.frame(), place[0]), within(2.0));
        assertThat(y / ring).isCloseTo(2 * pixelY(map.frame(), place[1]), within(2.0));
    }

    /** Where x lies in a picture, from its left. */
    private static double pixelX(Frame frame, double x) {
        return frame.left() + (x - frame.xLow()) / (frame.xHigh() - frame.xLow()) * frame.across();
    }

    /** Where y lies in it, from its top. */
    private static double pixelY(Frame frame, double y) {
        return frame.top() + (frame.yHigh() - y) / (frame.yHigh() - frame.yLow()) * frame.down();
    }

    private static Color at(BufferedImage image, Frame frame, double x, double y) {
        return new Color(image.getRGB((int) (2 * pixelX(frame, x)), (int) (2 * pixelY(frame, y))));
    }

    @Test
    void axesAreCalledAfterWhatTheyShow() {
        assertThat(curve().getXAxisTitle()).isEqualTo("x");
        assertThat(curve().getYAxisTitle()).isEqualTo("f");
        assertThat(Charts.contours("bowl", BOWL, List.of(WAY), MINIMUM).title()).isEqualTo("bowl");
    }

    @Test
    void aFrameTellsWhereThingsLie() {
        Frame frame = Charts.frame(Charts.curve("f", x -> x * x, -3, 3, List.of()));
        assertThat(frame.xLow()).isCloseTo(-3, within(0.02));
        assertThat(frame.xHigh()).isCloseTo(3, within(0.02));
        Frame map = Charts.map("f", (x, y) -> x + y, new double[] {-1, -2}, new double[] {1, 2}, List.of())
                .frame();
        assertThat(pixelX(map, 1) - pixelX(map, 0))
                .as("one unit is equally long in both directions")
                .isCloseTo(pixelY(map, 0) - pixelY(map, 1), within(1e-9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.frame(new XYChart(100, 100)))
                .withMessage("chart is not one that Charts made, e.g. Charts.curve");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.curve("f", x -> x, 1, 1, List.of()))
                .withMessage("the range of x goes from 1.0 to 1.0, expected two numbers, the lower first");
    }
}
