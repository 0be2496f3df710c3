package dev.gradus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.chart.Pictures;
import dev.gradus.chart.Pixels;
import dev.gradus.chart.canvas.Ink;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;

/** Reads the pictures of a history: which curve lies where. The first one of the legend is blue, the second vermillion. */
class HistoryPictureTest {
    private static final List<Epoch> EPOCHS = List.of(
            new Epoch(1, 2.0, 0.2, 1.5, 0.4),
            new Epoch(2, 1.4, 0.5, 1.7, 0.3),
            new Epoch(3, 0.8, 0.7, 1.1, 0.6),
            new Epoch(4, 0.2, 1.0, 0.6, 0.8));

    private static final double NAN = Double.NaN;

    /** All grid lines of accuracy stand between 0.2 and 1, those of loss between 0 and 2. */
    @Test
    void accuracyLiesToTheLeftAndLossToTheRight() {
        BufferedImage both = Pixels.read(Pictures.png(new History(EPOCHS).chart()));
        BufferedImage left = both.getSubimage(0, 0, 860, 640);
        BufferedImage right = both.getSubimage(860, 0, 860, 640);
        lies(left, Ink.BLUE, Epoch::trainingAccuracy, 0.2, 1);
        lies(left, Ink.VERMILLION, Epoch::validationAccuracy, 0.2, 1);
        lies(right, Ink.BLUE, Epoch::trainingLoss, 0, 2);
        lies(right, Ink.VERMILLION, Epoch::validationLoss, 0, 2);
    }

    /** At each epoch, within a pixel or two of the picture, which has 460 between its outermost grid lines. */
    private static void lies(
            BufferedImage image, Color colour, ToDoubleFunction<Epoch> figure, double low, double high) {
        Pixels.Plot plot = Pixels.plot(image);
        for (Epoch epoch : EPOCHS) {
            double column = plot.column(epoch.number(), 0.5, EPOCHS.size() + 0.5);
            double expected = plot.row(figure.applyAsDouble(epoch), low, high);
            assertThat(Pixels.middle(image, colour, column, expected))
                    .as("%s", epoch)
                    .isCloseTo(expected, within(4.0));
        }
    }

    /** Half-way between the marks of the second and the third epoch, in both charts. */
    @Test
    void aLineMarksWhereTheLearningRateWasTouched() {
        BufferedImage plain = Pixels.read(Pictures.png(new History(EPOCHS).chart()));
        History touched = new History(EPOCHS, new double[0], List.of(), new double[] {2.5});
        BufferedImage marked = Pixels.read(Pictures.png(touched.chart()));
        for (int left : new int[] {0, 860}) {
            Pixels.Plot plot = Pixels.plot(plain.getSubimage(left, 0, 860, 640));
            double column = plot.column(2.5, 0.5, EPOCHS.size() + 0.5);
            int rows = 0;
            for (int y = 0; y < 640; y++)
                for (int x = (int) column - 3; x < column + 4; x++)
                    if (plain.getRGB(left + x, y) != marked.getRGB(left + x, y)) {
                        rows++;
                        break;
                    }
            assertThat(rows).isGreaterThan(150);
        }
    }

    @Test
    void theLegendNamesTheCurvesInTheOrderOfTheirColours() {
        XYChart chart = new History(EPOCHS).chart();
        assertThat(chart.getSeriesCollection()).extracting(XYSeries::getName).containsExactly("train", "val");
        assertThat(chart.getSeries("train").getYData()).containsExactly(0.2, 0.5, 0.7, 1);
        assertThat(chart.getSeries("val").getYData()).containsExactly(0.4, 0.3, 0.6, 0.8);
        assertThat(chart.getYAxisTitle()).isEqualTo("accuracy");
        assertThat(chart.getXAxisTitle()).isEqualTo("epoch");
    }

    @Test
    void withoutAccuraciesLossIsAlone() {
        List<Epoch> epochs = EPOCHS.stream()
                .map(e -> new Epoch(e.number(), e.trainingLoss(), NAN, e.validationLoss(), NAN))
                .toList();
        XYChart chart = new History(epochs).chart();
        assertThat(chart.getYAxisTitle()).isEqualTo("loss");
        assertThat(chart.getSeries("train").getYData()).containsExactly(2, 1.4, 0.8, 0.2);
        assertThat(chart.getSeries("val").getYData()).containsExactly(1.5, 1.7, 1.1, 0.6);
        BufferedImage image = Pixels.read(Pictures.png(chart));
        assertThat(image.getWidth()).isEqualTo(860);
        lies(image, Ink.BLUE, Epoch::trainingLoss, 0, 2);
        lies(image, Ink.VERMILLION, Epoch::validationLoss, 0, 2);
    }
}
