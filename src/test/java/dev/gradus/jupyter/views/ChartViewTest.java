package dev.gradus.jupyter.views;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.chart.Charts;
import dev.gradus.chart.Line;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A chart in words, made of its numbers. */
class ChartViewTest {
    @Test
    void aCurveIsToldByItsEndsAndWhatLiesBeyondThem() {
        Line valley = new Line("J", new double[] {-2, 1, 3}, new double[] {4, -1, 9});
        assertThat(Renderers.words(Charts.lines("cost", "w", List.of(valley))))
                .isEqualTo("Chart: cost over w; J from 4 at -2 to 9 at 3, lowest -1 at 1");
    }

    @Test
    void dotsAreToldByTheirNumberAndReach() {
        Line dots = new Line("Adelie", new double[] {3, 1, 2}, new double[] {5, 7, 6});
        Line line = new Line("boundary", new double[] {1, 3}, new double[] {5, 6});
        assertThat(Renderers.words(Charts.scatter("depth", "length", List.of(dots), line)))
                .isEqualTo("Chart: depth over length; Adelie: 3 dots from 1 to 3 across, from 5 to 7 up;"
                        + " boundary from 5 at 1 to 6 at 3");
    }

    /** The way along both axes is told, too: its signs can be read off the words. */
    @Test
    void aSurfaceIsToldByItsEndsAndTheWaysFromItsPoints() {
        assertThat(Renderers.words(Charts.surface(
                        "J(w, b)", (w, b) -> w * w + b, new double[] {-1, 0}, new double[] {1, 2}, 30, new double[] {
                            0, 1
                        })))
                .isEqualTo("Chart: J(w, b) as a surface over w from -1 to 1 and b from 0 to 2;"
                        + " lowest 0 at (0, 0), highest 3 at (-1, 2);"
                        + " 1 at (0, 1): w larger by 0.34 gives 1.116, b larger by 0.34 gives 1.34");
    }

    @Test
    void imagesAreToldByTheirNumberAndShade() {
        List<double[]> images = List.of(new double[] {0, 1}, new double[] {1, 1}, new double[] {0, 0});
        assertThat(Renderers.words(Charts.images("W", images, 1, 2, 8)))
                .isEqualTo("Chart: W: 3 images of 1 × 2 pixels, 8 in a row;"
                        + " number 2 is the darkest, mean 1, number 3 the lightest, 0");
        assertThat(Renderers.words(Charts.images("z", images.subList(0, 1), 1, 2, 8)))
                .isEqualTo("Chart: z: an image of 1 × 2 pixels");
        assertThat(Renderers.words(Charts.images("x", List.of(images.get(0), new double[] {1, 0}), 1, 2, 8)))
                .isEqualTo("Chart: x: 2 images of 1 × 2 pixels, 8 in a row, all as dark as each other");
    }

    @Test
    void captionsAreToldAndMapsByTheirEndsAndTheirLargestPlace() {
        List<double[]> images = List.of(new double[] {0, 1}, new double[] {-3, 1.5});
        assertThat(Renderers.words(Charts.images("x", images, 1, 2, 2).captions("7", "3 0.8")))
                .isEqualTo("Chart: x: 2 images of 1 × 2 pixels: 7; 3 0.8");
        assertThat(Renderers.words(
                        Charts.images("x", images.subList(0, 1), 1, 2, 2).captions("3 0.8")))
                .isEqualTo("Chart: x: an image of 1 × 2 pixels: 3 0.8");
        assertThat(Renderers.words(Charts.heat("w", images, 1, 2, 2)))
                .isEqualTo("Chart: w: 2 of 1 × 2; 1 from 0 to 1, the largest at [0][1];"
                        + " 2 from -3 to 1.5, the largest at [0][1]");
        assertThat(Renderers.words(
                        Charts.heat("w", images.subList(1, 2), 2, 1, 2).captions("Δa")))
                .isEqualTo("Chart: w: 1 of 2 × 1; Δa from -3 to 1.5, the largest at [1][0]");
    }
}
