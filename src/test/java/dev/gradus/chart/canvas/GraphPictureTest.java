package dev.gradus.chart.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradus.chart.Charts;
import dev.gradus.chart.Pictures;
import dev.gradus.chart.Pixels;
import dev.gradus.math.RandomStream;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphPictureTest {
    /** d = a × b + c, e = tanh(d). */
    private static final List<GraphNode> NODES = List.of(
            new GraphNode("a", "", 2, -3, List.of()),
            new GraphNode("b", "", -3, 2, List.of()),
            new GraphNode("", "×", -6, 1, List.of(0, 1)),
            new GraphNode("c", "", 6.5, 1, List.of()),
            new GraphNode("d", "+", 0.5, 0.786, List.of(2, 3)),
            new GraphNode("e", "tanh", 0.4621171, 1, List.of(4)));

    private static BufferedImage picture(List<GraphNode> nodes) {
        return Pixels.read(Pictures.png(Charts.graph(nodes)));
    }

    @Test
    void drawsBoxesOperationsAndBothNumbers() {
        BufferedImage image = picture(NODES);
        assertThat(image.getWidth()).isBetween(600, 1000);
        assertThat(Pixels.count(image, Ink.VERMILLION)).as("gradients").isGreaterThan(100);
        assertThat(Pixels.count(image, Ink.DEEP_BLUE)).as("names").isGreaterThan(50);
        assertThat(Pixels.count(image, Ink.BLUE)).as("edges of what was put in").isGreaterThan(500);
        assertThat(picture(NODES.subList(0, 1)).getWidth()).isLessThan(200);
    }

    @Test
    void inputsStandLeftOfWhatIsMadeOfThemAndNearIt() {
        GraphLayout layout = new GraphLayout(NODES);
        List<GraphLayout.Place> places = layout.places;
        assertThat(places.subList(0, 6)).extracting(p -> p.column).containsExactly(0, 0, 1, 1, 2, 3);
        for (GraphLayout.Place place : places) {
            place.to.forEach(next -> assertThat(place.right()).isLessThan(next.left()));
        }
        assertThat(places.get(0).y).as("a stands above b in a × b").isLessThan(places.get(1).y);
    }

    @Test
    void nothingOverlapsAndNothingLeavesTheCardHoweverTangled() {
        RandomStream random = RandomStream.of(4, "graphs", 0);
        for (int round = 0; round < (Boolean.getBoolean("gradus.deep") ? 500 : 50); round++) {
            List<GraphNode> nodes = new ArrayList<>();
            int size = 1 + random.nextInt(25);
            for (int i = 0; i < size; i++) {
                int inputs = i == 0 ? 0 : random.nextInt(4);
                List<Integer> from = new ArrayList<>();
                for (int k = 0; k < inputs; k++) {
                    from.add(random.nextInt(i));
                }
                String label = random.nextInt(2) == 0 ? "" : "a long name".substring(0, 1 + random.nextInt(10));
                nodes.add(new GraphNode(label, inputs == 0 ? "" : "sigmoid", random.nextGaussian(), -1e-7, from));
            }
            GraphLayout layout = new GraphLayout(nodes);
            List<Rectangle2D> boxes = layout.places.stream()
                    .map(p -> (Rectangle2D)
                            new Rectangle2D.Double(p.left(), p.y - p.height / 2, p.width + p.port, p.height))
                    .toList();
            Rectangle2D card = new Rectangle2D.Double(0, 0, layout.width, layout.height);
            for (int i = 0; i < boxes.size(); i++) {
                assertThat(card.contains(boxes.get(i))).isTrue();
                for (int k = 0; k < i; k++) {
                    assertThat(boxes.get(i).intersects(boxes.get(k)))
                            .as("%s, %s", i, k)
                            .isFalse();
                }
            }
        }
    }

    /** A binary tree can be drawn without a crossing, and is, whatever the order of its nodes. */
    @Test
    void aTreeHasNoCrossings() {
        List<GraphNode> nodes = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> nodes.add(new GraphNode("x" + i, "", i, 0, List.of())));
        int[][] pairs = {{0, 5}, {3, 6}, {1, 7}, {2, 4}, {9, 10}, {8, 11}, {12, 13}};
        for (int[] pair : pairs) {
            nodes.add(new GraphNode("", "+", 0, 0, List.of(pair[0], pair[1])));
        }
        GraphLayout layout = new GraphLayout(nodes);
        for (GraphLayout.Place a : layout.places) {
            for (GraphLayout.Place b : layout.places) {
                if (a.column == b.column && a.y < b.y && !a.to.isEmpty()) {
                    assertThat(a.to.get(0).y).isLessThanOrEqualTo(b.to.get(0).y);
                }
            }
        }
    }

    @Test
    void aLongComputationWithoutInputsRunsLevel() {
        List<GraphNode> nodes = new ArrayList<>(List.of(new GraphNode("x", "", 1, 1, List.of())));
        IntStream.range(0, 9).forEach(i -> nodes.add(new GraphNode("", "+ 1", i, 1, List.of(i))));
        GraphLayout layout = new GraphLayout(nodes);
        assertThat(layout.places).allMatch(p -> Math.abs(p.y - layout.places.get(0).y) < 1);
        assertThat(layout.width).isLessThan(860);
    }

    @Test
    void looksTheSameInAllCountriesAndEachTime() {
        String expected = Pixels.under(Locale.ROOT, () -> picture(NODES));
        for (Locale locale : List.of(Locale.GERMANY, Locale.CHINA, Locale.forLanguageTag("ar-EG-u-nu-arab"))) {
            assertThat(Pixels.under(locale, () -> picture(NODES))).isEqualTo(expected);
        }
        List<GraphNode> other = new ArrayList<>(NODES);
        other.set(0, new GraphNode("a", "", 3, -3, List.of()));
        assertThat(Pixels.of(picture(other))).isNotEqualTo(expected);
    }

    @Test
    void numbersOfAnySizeAndLongNamesFit() {
        List<GraphNode> nodes = List.of(
                new GraphNode("a name of a value that never ends", "", 1.23456789e-300, Double.NaN, List.of()),
                new GraphNode("", "× 123456789.123456789", Double.NEGATIVE_INFINITY, -9.87654321e300, List.of(0)));
        assertThat(picture(nodes).getWidth()).isLessThan(2 * 400);
    }

    @Test
    void fillsAnyWindowInItsProportions() {
        BufferedImage window = new BufferedImage(1201, 501, BufferedImage.TYPE_INT_RGB);
        Charts.graph(NODES).paint(window.createGraphics(), 1201, 501);
        assertThat(window.getRGB(1200, 500)).isEqualTo(Ink.EDGE.getRGB());
        assertThat(Pixels.count(window, Ink.VERMILLION)).isGreaterThan(100);
    }

    @Test
    void namesWhatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.graph(List.of()))
                .withMessage("nodes is empty, expected the values of a computation");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.graph(List.of(NODES.get(0), new GraphNode("", "×", 1, 1, List.of(1)))))
                .withMessage("nodes[1] has the input 1, expected the place of a node in front of it, from 0 to 0");
    }
}
