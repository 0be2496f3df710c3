package dev.gradus.chart;

import dev.gradus.chart.canvas.ConfusionMatrix;
import dev.gradus.chart.canvas.DigitGrid;
import dev.gradus.chart.canvas.Picture;
import dev.gradus.chart.canvas.Png;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Pictures as pixels. All have two pixels for each CSS pixel: show them at half their size in pixels, and they are
 * sharp on every screen.
 */
public final class Pictures {
    private Pictures() {}

    /** A chart as something to show beside drawings. */
    public static Picture of(Chart<?, ?> chart) {
        return new OfChart(Objects.requireNonNull(chart, "chart is null, expected a chart"));
    }

    /** The chart as a PNG file of twice its width and height. */
    public static byte[] png(Chart<?, ?> chart) {
        return of(chart).png();
    }

    /** The picture as a PNG file of twice its width and height. */
    public static byte[] png(Picture picture) {
        return Objects.requireNonNull(picture, "picture is null, expected a picture")
                .png();
    }

    /** The same picture sooner, in a larger file: for one that the next movement of a slider replaces. */
    public static byte[] quickPng(Picture picture) {
        return Png.quick(picture.pixels());
    }

    /** The same for a chart. */
    public static byte[] quickPng(Chart<?, ?> chart) {
        return quickPng(of(chart));
    }

    /** A chart of XChart's, which paints itself. */
    record OfChart(Chart<?, ?> chart) implements Picture {
        @Override
        public String title() {
            return chart instanceof Card card ? card.name() : String.valueOf(chart.getTitle());
        }

        @Override
        public int width() {
            return chart.getWidth();
        }

        @Override
        public int height() {
            return chart.getHeight();
        }

        @Override
        public void paint(Graphics2D g, int width, int height) {
            chart.paint(g, width, height);
        }
    }

    /** The picture as a PNG file, pixel by pixel. */
    public static byte[] png(BufferedImage image) {
        return Png.exact(Objects.requireNonNull(image, "image is null, expected a picture"));
    }

    /**
     * A grid of grey images on a white card, each pixel enlarged to a square.
     *
     * @param images one or more of height × width values, row by row: 0 is paper, 1 is ink, what lies beyond is cut
     * @param height rows of pixels in each image
     * @param width columns of pixels in each image
     * @param captions one for each image, drawn below it and cut where too long; an empty list for none
     * @param columns how many images stand in one row
     * @throws IllegalArgumentException if the sizes don't fit, a value is NaN, or no installed font can draw a caption
     */
    public static BufferedImage digits(
            List<double[]> images, int height, int width, List<String> captions, int columns) {
        check(images, height, width, captions, columns);
        return DigitGrid.draw(images, height, width, captions, columns);
    }

    /** That images, sizes and captions fit. */
    static void check(List<double[]> images, int height, int width, List<String> captions, int columns) {
        require(!images.isEmpty(), "images is empty, expected at least one image");
        require(height > 0, "height is " + height + ", expected at least 1");
        require(width > 0, "width is " + width + ", expected at least 1");
        require(columns > 0, "columns is " + columns + ", expected at least 1");
        for (int i = 0; i < images.size(); i++) {
            double[] image = images.get(i);
            require(
                    image.length == height * width,
                    "images[" + i + "] has " + image.length + " values, expected " + height + " × " + width + " = "
                            + height * width);
            for (int p = 0; p < image.length; p++) {
                require(!Double.isNaN(image[p]), "images[" + i + "][" + p + "] is NaN, expected a number from 0 to 1");
            }
        }
        require(
                captions.isEmpty() || captions.size() == images.size(),
                "captions has " + captions.size() + " texts, expected one for each of " + images.size()
                        + " images, or none");
    }

    /**
     * A confusion matrix: hits on the diagonal in blue, mistakes in orange on a scale of their own, so that rare ones
     * show. Cells off the diagonal that count nothing are left empty.
     *
     * @param counts classes × classes, from 2 classes on: {@code counts[t][p]} samples of class t were taken for p
     * @param names one for each class, cut where too long
     * @throws IllegalArgumentException if the sizes don't fit, a count is negative, or no installed font can draw a name
     */
    public static BufferedImage confusion(int[][] counts, List<String> names) {
        int k = counts.length;
        require(
                k >= 2,
                "counts has " + k + (k == 1 ? " row" : " rows") + ", expected one for each of at least 2 classes");
        for (int row = 0; row < k; row++) {
            int[] cells = counts[row];
            require(
                    cells.length == k,
                    "counts[" + row + "] has " + cells.length + " values, expected " + k + ", as many as rows");
            for (int column = 0; column < k; column++) {
                require(
                        cells[column] >= 0,
                        "counts[" + row + "][" + column + "] is " + cells[column] + ", expected 0 or more");
            }
        }
        require(names.size() == k, "names has " + names.size() + " texts, expected one for each of " + k + " classes");
        return ConfusionMatrix.draw(counts, names);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
