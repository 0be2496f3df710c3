package dev.gradus.chart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import javax.imageio.ImageIO;

/** What tests ask of pictures. */
final class Pixels {
    private Pixels() {}

    static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Size and digest: equal for equal pictures, and short when a test prints it. */
    static String of(BufferedImage image) {
        return image.getWidth() + " × " + image.getHeight() + " #" + Integer.toHexString(Arrays.hashCode(all(image)));
    }

    private static int[] all(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    static long count(BufferedImage image, Color colour) {
        return Arrays.stream(all(image)).filter(p -> p == colour.getRGB()).count();
    }

    static String under(Locale locale, Supplier<BufferedImage> drawing) {
        Locale before = Locale.getDefault();
        Locale.setDefault(locale);
        try {
            return of(drawing.get());
        } finally {
            Locale.setDefault(before);
        }
    }
}
