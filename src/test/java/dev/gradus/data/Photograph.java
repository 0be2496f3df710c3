package dev.gradus.data;

import dev.gradus.math.RandomStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A digit of MNIST as somebody might have photographed it. */
record Photograph(
        int width,
        int height,
        double scale,
        double left,
        double top,
        boolean isDark,
        double thin,
        double tilt,
        double shadow,
        double noise) {
    /** Dark on light paper, evenly lit and without noise. */
    static final Photograph PLAIN = new Photograph(420, 560, 10, 70, 140, true, 0.5, 0, 0, 0);

    Photograph with(boolean isDark, double thin) {
        return new Photograph(width, height, scale, left, top, isDark, thin, tilt, shadow, noise);
    }

    /** Light that falls off from the upper left to the lower right by this share, a shadow in a corner, and noise. */
    Photograph lit(double tilt, double shadow, double noise) {
        return new Photograph(width, height, scale, left, top, isDark, thin, tilt, shadow, noise);
    }

    Photograph at(double scale, double left, double top) {
        return new Photograph(width, height, scale, left, top, isDark, thin, tilt, shadow, noise);
    }

    /** @param number for the noise */
    BufferedImage of(double[] digit, int number) {
        RandomStream random = RandomStream.of(1, "photograph", number);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                double share = Math.max(
                        0,
                        Math.min(
                                1, (pixel(digit, (y - top) / scale - 0.5, (x - left) / scale - 0.5) - thin) * 4 + 0.5));
                double grey = isDark ? 0.85 - 0.65 * share : 0.12 + 0.7 * share;
                double light = 1 - tilt * (x / (double) width + y / (double) height) / 2;
                double corner = (width - x) / (double) width + (height - y) / (double) height; // 0 in the lower right
                light *= 1 - shadow * Math.max(0, Math.min(1, (0.9 - corner) / 0.3));
                grey = grey * light + noise * random.nextGaussian();
                image.setRGB(x, y, (int) Math.round(255 * Math.max(0, Math.min(1, grey))) * 0x010101);
            }
        return image;
    }

    Path save(double[] digit, int number, Path file) throws IOException {
        ImageIO.write(of(digit, number), "png", file.toFile());
        return file;
    }

    /** Between four pixels. */
    private static double pixel(double[] digit, double y, double x) {
        int r = (int) Math.floor(y);
        int c = (int) Math.floor(x);
        double v = y - r;
        double u = x - c;
        return (1 - v) * ((1 - u) * at(digit, r, c) + u * at(digit, r, c + 1))
                + v * ((1 - u) * at(digit, r + 1, c) + u * at(digit, r + 1, c + 1));
    }

    private static double at(double[] digit, int r, int c) {
        return r < 0 || c < 0 || r >= 28 || c >= 28 ? 0 : digit[r * 28 + c];
    }
}
