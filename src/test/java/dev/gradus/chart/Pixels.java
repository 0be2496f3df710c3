package dev.gradus.chart;

import dev.gradus.chart.canvas.Ink;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** What tests ask of pictures. */
public final class Pixels {
    private Pixels() {}

    public static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Size and digest: equal for equal pictures, and short when a test prints it. */
    public static String of(BufferedImage image) {
        return image.getWidth() + " × " + image.getHeight() + " #" + Integer.toHexString(Arrays.hashCode(all(image)));
    }

    private static int[] all(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    public static long count(BufferedImage image, Color colour) {
        return Arrays.stream(all(image)).filter(p -> p == colour.getRGB()).count();
    }

    public static String under(Locale locale, Supplier<BufferedImage> drawing) {
        Locale before = Locale.getDefault();
        Locale.setDefault(locale);
        try {
            return of(drawing.get());
        } finally {
            Locale.setDefault(before);
        }
    }

    /** The rectangle of the grid lines in a picture, and where on it numbers lie. */
    public record Plot(int left, int right, int top, int bottom) {
        /** XChart leaves 2 % free on either side of the numbers. */
        private static final double INSIDE = 0.96;

        /** Where x lies, on an axis from low to high. */
        public double column(double x, double low, double high) {
            double share = (1 - INSIDE) / 2 + INSIDE * (x - low) / (high - low);
            return left + share * (right - left);
        }

        /** Where y lies, if the lowest grid line stands for low and the highest for high. */
        public double row(double y, double low, double high) {
            return bottom - (y - low) / (high - low) * (bottom - top);
        }
    }

    /** The plot of a picture with one chart: its lowest and highest grid lines, in the middle of their two pixels. */
    public static Plot plot(BufferedImage image) {
        int[] rows = IntStream.range(0, image.getHeight())
                .filter(y -> in(image, y, Ink.GRID).count() > image.getWidth() / 4)
                .toArray();
        int[] columns = in(image, rows[0], Ink.GRID).toArray();
        return new Plot(columns[0], columns[columns.length - 1] + 1, rows[0] + 1, rows[rows.length - 1]);
    }

    private static IntStream in(BufferedImage image, int row, Color colour) {
        return IntStream.range(0, image.getWidth()).filter(x -> image.getRGB(x, row) == colour.getRGB());
    }

    /** The mean row of the pixels of a colour around a place, beside which a legend may stand; NaN if there are none. */
    public static double middle(BufferedImage image, Color colour, double column, double row) {
        int x = (int) Math.round(column);
        int y = (int) Math.round(row);
        return IntStream.rangeClosed(x - 3, x + 3)
                .flatMap(at -> IntStream.rangeClosed(Math.max(0, y - 30), y + 30)
                        .filter(r -> image.getRGB(at, r) == colour.getRGB()))
                .average()
                .orElse(Double.NaN);
    }
}
