package dev.gradus.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.chart.canvas.Ink;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

class ChartsTest {
    private static final double NAN = Double.NaN;

    private static XYChart loss(double... values) {
        return Charts.curves("loss", 1, List.of(new Curve("train", values)));
    }

    private static XYChart trainAndVal() {
        return Charts.curves(
                "accuracy",
                1,
                List.of(
                        new Curve("train", new double[] {0.85, 0.93, 0.95}),
                        new Curve("val", new double[] {0.88, 0.92, 0.94})));
    }

    private static BufferedImage picture(XYChart chart) {
        return Pixels.read(Pictures.png(chart));
    }

    @Test
    void looksTheSameInAllCountries() {
        String expected = Pixels.under(Locale.ROOT, () -> picture(trainAndVal()));
        for (String tag : List.of("de-DE", "zh-CN", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva")) {
            assertThat(Pixels.under(Locale.forLanguageTag(tag), () -> picture(trainAndVal())))
                    .as(tag)
                    .isEqualTo(expected);
        }
    }

    @Test
    void looksTheSameEachTime() {
        XYChart chart = trainAndVal();
        byte[] first = Pictures.png(chart);
        assertThat(Pictures.png(chart)).isEqualTo(first);
        assertThat(Pictures.png(trainAndVal())).isEqualTo(first);
        assertThat(Pictures.png(loss(1, 2))).isNotEqualTo(first);
    }

    @Test
    void isDrawnAtTwiceItsSizeInASmallFile() {
        byte[] png = Pictures.png(Charts.sideBySide(trainAndVal(), loss(2.3, 1, 0.5)));
        BufferedImage image = Pixels.read(png);
        assertThat(image.getWidth()).isEqualTo(2 * 860);
        assertThat(image.getHeight()).isEqualTo(2 * 320);
        assertThat(png.length).isBetween(5_000, 40_000);
    }

    @Test
    void aValueAloneIsADot() {
        XYChart dot = loss(2);
        dot.getStyler().setLegendVisible(false);
        assertThat(Pixels.count(picture(dot), Ink.BLUE)).isBetween(80L, 150L);
        XYChart lonely = Charts.curves("loss", 1, List.of(new Curve("train", valuesWithOneAlone())));
        lonely.getStyler().setLegendVisible(false);
        assertThat(Pixels.count(picture(lonely), Ink.BLUE)).isBetween(80L, 150L);
    }

    private static double[] valuesWithOneAlone() {
        double[] values = new double[200];
        Arrays.fill(values, NAN);
        values[77] = 0.5;
        return values;
    }

    @Test
    void leavesOutCurvesWithoutValues() {
        XYChart chart = Charts.curves(
                "loss",
                1,
                List.of(
                        new Curve("nothing", new double[] {NAN, NAN}),
                        new Curve("none", new double[0]),
                        new Curve("val", new double[] {NAN, 1})));
        assertThat(chart.getSeriesCollection()).extracting(XYSeries::getName).containsExactly("val");
        assertThat(Pixels.count(picture(loss(NAN, NAN)), Ink.BLUE)).isZero();
        assertThat(picture(Charts.curves("loss", 1, List.of())).getWidth()).isEqualTo(860);
    }

    @Test
    void drawsWhatIsFiniteOfADivergingRun() {
        double infinity = Double.POSITIVE_INFINITY;
        assertThat(Pixels.of(picture(loss(2, 1e3, 1e300, infinity, NAN))))
                .isEqualTo(Pixels.of(picture(loss(2, 1e3, 1e300, NAN, NAN))))
                .isNotEqualTo(Pixels.of(picture(loss(2, 1e3, NAN, NAN, NAN))));
    }

    /** Without colours, filled circles and hollow squares: as many of both as the plot has room for. */
    @ParameterizedTest
    @ValueSource(ints = {10, 60, 200, 1000, 20_000})
    void marksTellCurvesApartHoweverManyEpochs(int epochs) {
        double[] low = IntStream.range(0, epochs).mapToDouble(e -> 0.1).toArray();
        double[] high = IntStream.range(0, epochs).mapToDouble(e -> 0.9).toArray();
        XYChart chart = Charts.curves("loss", 1, List.of(new Curve("train", low), new Curve("val", high)));
        chart.getStyler().setLegendVisible(false);
        BufferedImage image = picture(chart);
        Pixels.Plot plot = Pixels.plot(image);
        int train = (int) Math.round(plot.row(0.1, 0, 1));
        int val = (int) Math.round(plot.row(0.9, 0, 1));
        // A mark is wider than the line is thick, and a hollow one shows the card inside.
        assertThat(runs(image, train + 4, Ink.BLUE)).isBetween(Math.min(epochs, 20), 30);
        assertThat(runs(image, val + 4, Ink.VERMILLION)).isBetween(Math.min(epochs, 20), 60);
        assertThat(runs(image, train, Ink.BLUE)).isEqualTo(1);
        assertThat(runs(image, val, Ink.VERMILLION)).isBetween(Math.min(epochs, 20), 60);
    }

    /** How many pieces of the colour a row of the picture has. */
    private static int runs(BufferedImage image, int row, Color colour) {
        return (int) IntStream.range(1, image.getWidth())
                .filter(x -> image.getRGB(x, row) == colour.getRGB() && image.getRGB(x - 1, row) != colour.getRGB())
                .count();
    }

    /** Against the grid lines, which stand at the ticks: 3 % of the axis are 14 pixels. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 11, 300, 2000})
    void aCurveLiesWhereItsValuesAre(int epochs) {
        double[] falling = IntStream.range(0, epochs)
                .mapToDouble(e -> 2.3 - 2.1 * e / (epochs - 1))
                .toArray();
        XYChart chart = loss(falling);
        chart.getStyler().setLegendVisible(false);
        BufferedImage image = picture(chart);
        Pixels.Plot plot = Pixels.plot(image);
        for (int e : new int[] {0, epochs / 3, epochs / 2, epochs - 1}) {
            double column = plot.column(e + 1, 0.5, epochs + 0.5);
            double expected = plot.row(falling[e], 0, 2.5);
            double row = Pixels.middle(image, Ink.BLUE, column, expected);
            assertThat(row).as("epoch %s", e + 1).isCloseTo(expected, within(4.0));
        }
    }

    @Test
    void axesCarryTheNamesOfWhatTheyShow() {
        XYChart curves = trainAndVal();
        assertThat(curves.getXAxisTitle()).isEqualTo("epoch");
        assertThat(curves.getYAxisTitle()).isEqualTo("accuracy").isEqualTo(curves.getTitle());
        double[] two = {1, 2};
        XYChart lines = Charts.lines("true positives", "false positives", List.of(new Line("a", two, two)));
        assertThat(lines.getXAxisTitle()).isEqualTo("false positives");
        assertThat(lines.getYAxisTitle()).isEqualTo("true positives").isEqualTo(lines.getTitle());
        assertThat(lines.getStyler().isXAxisTitleVisible()).isTrue();
        assertThat(lines.getStyler().isChartTitleVisible()).isTrue();
    }

    /** XChart cuts a row that is too long off at both edges. */
    @Test
    void aLegendThatIsTooLongForARowHasALineForEachName() {
        List<Curve> crossing = IntStream.range(0, 7)
                .mapToObj(i -> new Curve("with momentum 0." + i, new double[] {i, 6 - i, i, 6 - i, i}))
                .toList();
        XYChart chart = Charts.curves("loss", 1, crossing);
        assertThat(chart.getHeight()).isBetween(400, 500);
        BufferedImage image = picture(chart);
        for (int y = 4; y < image.getHeight() - 4; y++)
            for (int x : new int[] {6, 12, image.getWidth() - 12, image.getWidth() - 6})
                assertThat(image.getRGB(x, y)).as("%s, %s", x, y).isEqualTo(Ink.CARD.getRGB());
        XYChart few = Charts.curves("loss", 1, crossing.subList(0, 2));
        assertThat(few.getHeight()).isEqualTo(320);
    }

    /** A spike of one epoch among thousands stays, and so do gaps. */
    @Test
    void nothingThatCanBeSeenIsThinnedOut() {
        double[] values = IntStream.range(0, 5000).mapToDouble(e -> 0.5).toArray();
        values[1234] = 0.9;
        values[3210] = 0.1;
        Arrays.fill(values, 4000, 4200, NAN);
        XYSeries series = loss(values).getSeries("train");
        assertThat(series.getYData()).hasSizeLessThan(800).contains(0.9, 0.1).contains(NAN);
        int spike = IntStream.range(0, series.getYData().length)
                .filter(i -> series.getYData()[i] == 0.9)
                .findFirst()
                .orElseThrow();
        assertThat(series.getXData()[spike]).isEqualTo(1235);
        assertThat(loss(1, 2, 3).getSeries("train").getYData()).containsExactly(1, 2, 3);
    }

    @Test
    void drawsValuesOfAnySize() {
        for (double[] values : new double[][] {
            {1e-300, 0},
            {1e-9, 2e-9},
            {1e300, -1e300},
            {1e15, 1e15 + 1},
            {-0.0, 0},
            {123456, 123457},
            {1e300}
        }) {
            assertThat(Pixels.count(picture(loss(values)), Ink.BLUE))
                    .as(Arrays.toString(values))
                    .isGreaterThan(100);
        }
    }

    @Test
    void takesALogarithmicAxisAndMoreSeries() {
        XYChart chart = loss(2, 0.5, 0.01);
        String linear = Pixels.of(picture(chart));
        chart.getStyler().setYAxisLogarithmic(true);
        assertThat(Pixels.of(picture(chart))).isNotEqualTo(linear);

        XYChart more = loss(2, 0.5, 0.01);
        more.addSeries("mine", new double[] {1, 3}, new double[] {1, 1});
        assertThat(Pixels.count(picture(more), Ink.VERMILLION)).isGreaterThan(500);
    }

    @Test
    void paintsTwoChartsSideBySideWithWhateverEncoder() {
        BufferedImage both = BitmapEncoder.getBufferedImage(Charts.sideBySide(trainAndVal(), loss(2.3, 1)));
        BufferedImage left = BitmapEncoder.getBufferedImage(trainAndVal());
        BufferedImage right = BitmapEncoder.getBufferedImage(loss(2.3, 1));
        assertThat(both.getWidth()).isEqualTo(860);
        // All but the edges, which the two share.
        assertThat(Pixels.of(both.getSubimage(1, 1, 428, 318))).isEqualTo(Pixels.of(left.getSubimage(1, 1, 428, 318)));
        assertThat(Pixels.of(both.getSubimage(431, 1, 428, 318)))
                .isEqualTo(Pixels.of(right.getSubimage(1, 1, 428, 318)));
    }

    @Test
    void fillsAnyWindow() {
        XYChart both = Charts.sideBySide(trainAndVal(), loss(2.3, 1));
        String before = Pixels.of(picture(both));
        BufferedImage window = new BufferedImage(1201, 501, BufferedImage.TYPE_INT_RGB);
        both.paint(window.createGraphics(), 1201, 501);
        assertThat(window.getRGB(1200, 500)).isEqualTo(Ink.EDGE.getRGB());
        assertThat(both.getWidth()).isEqualTo(1201);
        both.paint(window.createGraphics(), 860, 320);
        assertThat(Pixels.of(picture(both))).isEqualTo(before);
    }

    @Test
    void namesWhatIsWrong() {
        Curve train = new Curve("train", new double[] {1});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.curves("loss", 1, List.of(train, train)))
                .withMessage("curves[1] is named \"train\" like an earlier one, expected different names");
        assertThatNullPointerException()
                .isThrownBy(() -> Charts.curves("loss", 1, Arrays.asList(train, null)))
                .withMessage("curves[1] is null, expected a curve");
        XYChart pair = Charts.sideBySide(loss(1), loss(2));
        for (XYChart left : List.of(pair, new XYChart(100, 100))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Charts.sideBySide(left, loss(3)))
                    .withMessage("left is no chart with room beside it, expected one that Charts made, e.g."
                            + " Charts.curves");
        }
    }

    /** It is the left chart with all its series, and says what both show. */
    @Test
    void aPairIsTheLeftChartAndKeepsBothNames() {
        XYChart left = trainAndVal();
        XYChart pair = Charts.sideBySide(left, loss(2.3, 1));
        assertThat(pair).isSameAs(left);
        assertThat(pair.getSeriesCollection()).hasSize(2);
        assertThat(Pictures.of(pair).title()).isEqualTo("accuracy | loss");
        String before = Pixels.of(picture(pair));
        pair.getStyler().setYAxisMin(0.0);
        assertThat(Pixels.of(picture(pair))).isNotEqualTo(before);
    }

    @Test
    void saysWhichTextNoFontCanDraw() {
        String text = "loss " + Character.toString(0x10FFFD);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.curves(text, 1, List.of()))
                .withMessage("no font on this machine can draw \"" + text
                        + "\": install one that can (for Chinese, e.g. fonts-wqy-microhei) and start Java anew");
    }

    // ---- lines ----

    private static XYChart steps(int n) {
        double[] x = new double[2 * n];
        double[] y = new double[2 * n];
        for (int i = 0; i < 2 * n; i++) {
            x[i] = (i / 2) / (n - 1.0);
            y[i] = Math.min(1, ((i + 1) / 2) / (n - 1.0));
        }
        double[] ends = {0, 1};
        return Charts.lines("y", "x", List.of(new Line("steps", x, y), new Line("0.5", ends, ends)));
    }

    /** XChart would put its ticks at the points, if these and the ends were equally spaced. */
    @ParameterizedTest
    @ValueSource(ints = {3, 11, 101, 401, 501, 771, 2001, 2401})
    void ticksOfLinesAreRound(int n) {
        XYChart chart = steps(n);
        BufferedImage image = picture(chart);
        // Six grid lines over the plot, from 0 to 1 in steps of 0.2.
        int column = image.getWidth() - 60;
        long lines = IntStream.range(0, image.getHeight())
                .filter(y -> image.getRGB(column, y) == Ink.GRID.getRGB())
                .count();
        assertThat(lines).isBetween(4L, 7L); // the curve may hide one; ticks at the points would be 20
    }

    @Test
    void linesOverLogarithmsReachFromPowerToPower() {
        double[] x = {2e-5, 1e-3, 0.5, 3};
        XYChart chart = Charts.logLines(
                "loss",
                "η",
                List.of(
                        new Line("loss", x, new double[] {2, NAN, 1, 1e301}),
                        new Line("η = 0.5", new double[] {0.5}, new double[] {1})));
        assertThat(chart.getStyler().getXAxisMin()).isEqualTo(1e-5);
        assertThat(chart.getStyler().getXAxisMax()).isEqualTo(10);
        assertThat(Pixels.count(picture(chart), Ink.VERMILLION)).isGreaterThan(80);
        assertThat(Pixels.of(picture(chart))).isEqualTo(Pixels.under(Locale.GERMANY, () -> picture(chart)));
        assertThat(picture(Charts.logLines("loss", "η", List.of())).getWidth()).isEqualTo(860);
    }

    @Test
    void badLinesAreRefusedWithWords() {
        double[] two = {1, 2};
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Line(" ", two, two))
                .withMessage("name is blank, expected what the legend calls the line");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Line("a", two, new double[3]))
                .withMessage("x has 2 numbers, but y has 3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Line("a", new double[] {0, NAN}, two))
                .withMessage("x[1] is NaN, expected a finite number");
        Line line = new Line("a", two, two);
        assertThat(line).isEqualTo(new Line("a", two, two)).hasSameHashCodeAs(new Line("a", two, two));
        assertThat(line).hasToString("a: 2 points").isNotEqualTo(new Line("b", two, two));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.lines("y", "x", List.of(line, line)))
                .withMessage("lines[1] is named \"a\" like an earlier one, expected different names");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.logLines("y", "x", List.of(new Line("a", new double[] {0, 1}, two))))
                .withMessage("line \"a\" has x = 0.0, which has no logarithm");
        assertThatNullPointerException()
                .isThrownBy(() -> Charts.lines("y", null, List.of()))
                .withMessage("xTitle is null, expected what the values depend on");
    }

    /** Where there are few dots, they are large, and whole even in the corners. */
    @Test
    void fewDotsAreLargeAndWhole() {
        double[] ends = {0, 1};
        double[] middle = {0.4, 0.6};
        long corners = Pixels.count(picture(Charts.scatter("y", "x", List.of(new Line("a", ends, ends)))), Ink.BLUE);
        Line frame = new Line("b", ends, new double[] {1, 0});
        long inside = Pixels.count(
                picture(Charts.scatter("y", "x", List.of(new Line("a", middle, middle), frame))), Ink.BLUE);
        assertThat(corners).isGreaterThan(600).isCloseTo(inside, within(40L));
    }
}
