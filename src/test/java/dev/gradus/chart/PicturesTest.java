package dev.gradus.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gradus.chart.canvas.Canvas;
import dev.gradus.chart.canvas.Ink;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PicturesTest {
    private static final int[][] COUNTS = {{900, 1, 0}, {40, 850, 2}, {0, 3, 1000}};
    private static final List<String> NAMES = List.of("0", "1", "2");

    private static BufferedImage digits(int n, List<String> captions, int columns) {
        return Pictures.digits(Collections.nCopies(n, new double[] {0, 1, 0.5, 2, -1, 0}), 2, 3, captions, columns);
    }

    @Test
    void drawsInkDarkOnLightInCrispSquares() {
        BufferedImage image = digits(1, List.of(), 1);
        // Six values, 168 / 3 = 56 pixels a square, after the padding.
        int start = Canvas.PADDING * 2;
        assertThat(image.getWidth()).isEqualTo(3 * 56 + 2 * start);
        assertThat(image.getHeight()).isEqualTo(2 * 56 + 2 * start);
        int[][] expected = {{0xFFFFFFFF, 0xFF000000, 0xFF808080}, {0xFF000000, 0xFFFFFFFF, 0xFFFFFFFF}};
        for (int y = 0; y < 2 * 56; y++) {
            for (int x = 0; x < 3 * 56; x++) {
                assertThat(image.getRGB(start + x, start + y)).isEqualTo(expected[y / 56][x / 56]);
            }
        }
    }

    @Test
    void wrapsIntoColumnsWithCaptions() {
        BufferedImage plain = digits(5, List.of(), 3);
        BufferedImage captioned = digits(5, List.of("7", "7 → 1", "", "a caption that is too long", "3"), 3);
        assertThat(plain.getWidth()).isEqualTo(captioned.getWidth()).isGreaterThan(3 * 168);
        assertThat(captioned.getHeight()).isGreaterThan(plain.getHeight() + 2 * 2 * 11);
        assertThat(Pixels.count(captioned, Ink.TEXT)).isGreaterThan(50);
        assertThat(Pixels.count(plain, Ink.TEXT)).isZero();
        assertThat(digits(2, List.of(), 10).getWidth())
                .isEqualTo(digits(2, List.of(), 2).getWidth());
    }

    @Test
    void cutsLongCaptions() {
        BufferedImage cut = digits(1, List.of("a caption that is much too long for the image"), 1);
        assertThat(cut.getWidth()).isEqualTo(digits(1, List.of(), 1).getWidth());
        String text = Canvas.cut("a caption that is much too long", 11, 60);
        assertThat(text).startsWith("a cap").endsWith("…");
        assertThat(Canvas.width(text, 11)).isBetween(40.0, 60.0);
        assertThat(Canvas.cut("7 → 1", 11, 60)).isEqualTo("7 → 1");
    }

    @Test
    void manyColumnsStayOnThePage() {
        assertThat(Pictures.digits(Collections.nCopies(20, new double[784]), 28, 28, List.of(), 20)
                        .getWidth())
                .isBetween(1000, 2 * 900);
    }

    @Test
    void showsRareMistakesBesideAThousandHits() {
        BufferedImage image = Pictures.confusion(COUNTS, NAMES);
        int cell = 66 * 2;
        int left = image.getWidth() - Canvas.PADDING * 2 - 3 * cell;
        int top = image.getHeight() - Canvas.PADDING * 2 - 3 * cell;
        int[][] fill = new int[3][3];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                fill[row][column] = image.getRGB(left + column * cell + 6, top + row * cell + 6);
            }
        }
        assertThat(fill[0][2]).isEqualTo(fill[2][0]);
        assertThat(red(fill[0][1]) - blue(fill[0][1]))
                .as("one mistake is orange")
                .isGreaterThan(30);
        assertThat(red(fill[0][2]) - blue(fill[0][2])).as("no mistake is grey").isZero();
        assertThat(fill[1][0]).as("the most frequent mistake").isEqualTo(Ink.VERMILLION.getRGB());
        assertThat(fill[2][2]).as("the most frequent hit").isEqualTo(Ink.DEEP_BLUE.getRGB());
        assertThat(blue(fill[0][0]) - red(fill[0][0])).as("hits are blue").isGreaterThan(100);
    }

    private static int red(int rgb) {
        return rgb >> 16 & 255;
    }

    private static int blue(int rgb) {
        return rgb & 255;
    }

    @Test
    void longNamesAreCutAndManyClassesFit() {
        int[][] counts = new int[20][20];
        counts[3][4] = 123_456;
        String name = "a name of a class that never ends";
        BufferedImage image = Pictures.confusion(counts, Collections.nCopies(20, name));
        assertThat(image.getWidth()).isLessThan(2 * 860);
        assertThat(Pixels.of(image))
                .isEqualTo(Pixels.of(Pictures.confusion(counts, Collections.nCopies(20, name + ", truly"))));
    }

    @Test
    void looksTheSameInAllCountries() {
        String expected = Pixels.under(Locale.ROOT, () -> Pictures.confusion(COUNTS, NAMES));
        for (Locale locale : List.of(Locale.GERMANY, Locale.CHINA, Locale.forLanguageTag("ar-EG-u-nu-arab"))) {
            assertThat(Pixels.under(locale, () -> Pictures.confusion(COUNTS, NAMES)))
                    .isEqualTo(expected);
        }
        assertThat(Pixels.of(Pictures.confusion(new int[][] {{900, 1, 0}, {40, 850, 2}, {0, 4, 1000}}, NAMES)))
                .isNotEqualTo(expected);
    }

    @Test
    void writesSmallFilesThatReadBackTheSame() {
        BufferedImage image = Pictures.confusion(COUNTS, NAMES);
        byte[] png = Pictures.png(image);
        assertThat(png.length).isBetween(1000, 20_000);
        assertThat(Pixels.of(Pixels.read(png))).isEqualTo(Pixels.of(image));
    }

    @Test
    void keepsEveryColourOfAGivenPicture() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_ARGB);
        for (int i = 0; i < 64 * 64; i++) {
            image.setRGB(i % 64, i / 64, i * 0x100401);
        }
        assertThat(Pixels.of(Pixels.read(Pictures.png(image)))).isEqualTo(Pixels.of(image));
    }

    @Test
    void namesWhatIsWrongWithDigits() {
        List<double[]> images = List.of(new double[784], new double[100]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.digits(images, 28, 28, List.of(), 10))
                .withMessage("images[1] has 100 values, expected 28 × 28 = 784");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.digits(List.of(), 28, 28, List.of(), 10))
                .withMessage("images is empty, expected at least one image");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.digits(images.subList(0, 1), 28, 28, List.of("a", "b"), 10))
                .withMessage("captions has 2 texts, expected one for each of 1 images, or none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.digits(images.subList(0, 1), 28, 28, List.of(), 0))
                .withMessage("columns is 0, expected at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.digits(List.of(new double[] {0, Double.NaN}), 1, 2, List.of(), 1))
                .withMessage("images[0][1] is NaN, expected a number from 0 to 1");
    }

    @Test
    void namesWhatIsWrongWithAConfusionMatrix() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.confusion(new int[][] {{1}}, List.of("a")))
                .withMessage("counts has 1 row, expected one for each of at least 2 classes");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.confusion(new int[][] {{1, 2}, {3}}, List.of("a", "b")))
                .withMessage("counts[1] has 1 values, expected 2, as many as rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.confusion(new int[][] {{1, 2}, {-3, 4}}, List.of("a", "b")))
                .withMessage("counts[1][0] is -3, expected 0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Pictures.confusion(COUNTS, List.of("a")))
                .withMessage("names has 1 texts, expected one for each of 3 classes");
    }

    @Test
    void aGridWithANameSaysWhatItHolds() {
        ImageGrid grid = Charts.images("w", List.of(new double[6], new double[6]), 2, 3, 2);
        assertThat(grid.title()).isEqualTo("w");
        assertThat(List.of(grid.images().size(), grid.imageHeight(), grid.imageWidth()))
                .containsExactly(2, 2, 3);
        assertThat(grid.pixels().getWidth()).isEqualTo(2 * grid.width());
        assertThat(Pictures.png(grid)).isNotEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.images("w", List.of(), 2, 3, 2))
                .withMessageContaining("images is empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.images("w", List.of(new double[5]), 2, 3, 2))
                .withMessageContaining("5 values");
    }

    @Test
    void aMapIsBlueAboveZeroAndOrangeBelow() {
        ImageGrid maps = Charts.heat("w", List.of(new double[] {0, -1, 2}, new double[3]), 1, 3, 1);
        assertThat(maps.isHeat()).isTrue();
        assertThat(maps.images().get(0)).containsExactly(0, -1, 2);
        BufferedImage pixels = maps.pixels();
        int row = 2 * Canvas.PADDING + 20;
        int third = (pixels.getWidth() - 4 * Canvas.PADDING) / 3;
        Color paper = new Color(pixels.getRGB(2 * Canvas.PADDING + third / 2, row));
        Color below = new Color(pixels.getRGB(2 * Canvas.PADDING + 3 * third / 2, row));
        Color above = new Color(pixels.getRGB(2 * Canvas.PADDING + 5 * third / 2, row));
        assertThat(paper).isEqualTo(new Color(0xF6F6F6));
        assertThat(below).isEqualTo(Ink.ORANGE); // −½ of the largest
        assertThat(above).isEqualTo(Ink.DEEP_BLUE);
        assertThat(maps.captions("a", "b").height()).isGreaterThan(maps.height());
        assertThat(maps.captions("a", "b").captions()).containsExactly("a", "b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> maps.captions("a"))
                .withMessage("captions has 1 texts, expected one for each of 2 images, or none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Charts.heat("w", List.of(new double[] {1, Double.POSITIVE_INFINITY}), 1, 2, 1))
                .withMessage("maps[0] holds Infinity, expected finite numbers");
    }
}
