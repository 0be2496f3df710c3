package dev.gradus.data.photo;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture from a file, upright. It is scaled by averaging over the area that each of its new pixels covers, in plain
 * arithmetic, so that it comes out the same everywhere.
 */
public final class Photo {
    private static final long MOST_PIXELS = 1 << 25; // of one picture: 128 MB while it is read
    private static final double[] LUMA = {0.299, 0.587, 0.114}; // grey of red, green, blue; ITU-R BT.601 (1982)

    private final int[] argb; // alpha, red, green and blue of each pixel, row by row
    private final int width;

    private Photo(int[] argb, int width) {
        this.argb = argb;
        this.width = width;
    }

    /**
     * Any picture that Java reads: PNG, JPEG, GIF, BMP, TIFF. Photographs are turned as the camera was held.
     *
     * @throws IllegalArgumentException if the file is no picture, or too large a one
     * @throws UncheckedIOException if it can't be read
     */
    public static Photo read(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream again = new BufferedInputStream(Files.newInputStream(file))) {
            BufferedImage image = image(bytes, file);
            int orientation = Exif.orientation(again);
            return new Photo(
                    Exif.upright(argb(image), image.getWidth(), image.getHeight(), orientation),
                    Exif.isTurned(orientation) ? image.getHeight() : image.getWidth());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    public int width() {
        return width;
    }

    public int height() {
        return argb.length / width;
    }

    /**
     * The picture scaled to so many rows and columns: from 0, black, to 255, white.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @return channels × rows × columns numbers
     */
    public double[] scaled(int channels, int rows, int columns) {
        double[] scaled = new double[channels * rows * columns];
        double[] rgb = new double[3];
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++) {
                average(rows, columns, i, j, rgb);
                double grey = LUMA[0] * rgb[0] + LUMA[1] * rgb[1] + LUMA[2] * rgb[2];
                for (int c = 0; c < channels; c++) scaled[(c * rows + i) * columns + j] = channels == 1 ? grey : rgb[c];
            }
        return scaled;
    }

    /** The mean colour of what new pixel (i, j) covers of the old ones, those on its edge by their share. */
    private void average(int rows, int columns, int i, int j, double[] rgb) {
        double top = i * (double) height() / rows;
        double bottom = (i + 1) * (double) height() / rows;
        double left = j * (double) width / columns;
        double right = (j + 1) * (double) width / columns;
        double area = (bottom - top) * (right - left);
        rgb[0] = rgb[1] = rgb[2] = 0;
        for (int y = (int) top; y < bottom; y++)
            for (int x = (int) left; x < right; x++) {
                double share =
                        (Math.min(bottom, y + 1) - Math.max(top, y)) * (Math.min(right, x + 1) - Math.max(left, x));
                for (int c = 0; c < 3; c++) rgb[c] += share / area * onWhite(argb[y * width + x], 16 - 8 * c);
            }
    }

    /** One colour of a pixel, laid on white paper if it is transparent. */
    private static double onWhite(int argb, int shift) {
        int alpha = argb >>> 24;
        return ((argb >> shift & 255) * alpha + 255 * (255 - alpha)) / 255.0;
    }

    // ---- files ----

    private static BufferedImage image(InputStream bytes, Path file) {
        ImageReader reader = null;
        try (ImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) throw new IOException("it is none of PNG, JPEG, GIF, BMP, TIFF");
            reader = readers.next();
            reader.setInput(in, true, true);
            long size = (long) reader.getWidth(0) * reader.getHeight(0);
            if (size > MOST_PIXELS)
                throw new IOException("it has " + size + " pixels, at most " + MOST_PIXELS + " are read");
            return reader.read(0);
        } catch (IOException | RuntimeException e) { // Java's readers throw whatever a broken picture leads them to
            throw new IllegalArgumentException(
                    file + " can't be read as a picture: " + e.getMessage() + "; repair it or take it away", e);
        } finally {
            if (reader != null) reader.dispose();
        }
    }

    private static int[] argb(BufferedImage image) {
        int width = image.getWidth();
        int[] argb = image.getRGB(0, 0, width, image.getHeight(), null, 0, width);
        if (image.getColorModel().getColorSpace().getType() != ColorSpace.TYPE_GRAY) return argb;
        int bits = image.getSampleModel().getSampleSize(0); // for grey, Java would brighten what the file says
        for (int i = 0; i < argb.length; i++) {
            int grey = image.getRaster().getSample(i % width, i / width, 0) * 255 / ((1 << bits) - 1);
            argb[i] = argb[i] & 0xff000000 | grey * 0x010101;
        }
        return argb;
    }
}
