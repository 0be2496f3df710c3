package dev.gradus.data;

import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Require;
import dev.gradus.math.Heap;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Pictures in folders: one folder a class, whose name is the class's. Every picture is scaled by averaging over the area
 * that each of its new pixels covers, in plain arithmetic, so that it comes out the same everywhere. Photographs are turned
 * as the camera was held.
 */
final class ImageFolder {
    private static final long MOST_PIXELS = 1 << 25; // of one picture: 128 MB while it is read
    private static final double[] LUMA = {0.299, 0.587, 0.114}; // grey of red, green, blue; ITU-R BT.601 (1982)

    private final int channels;
    private final int height;
    private final int width;

    private ImageFolder(int channels, int height, int width) {
        this.channels = channels;
        this.height = height;
        this.width = width;
    }

    static Dataset read(Path folder, int channels, int height, int width) {
        Require.notNull("folder", folder, "a folder with one subfolder a class");
        if (channels != 1 && channels != 3)
            throw new ArgumentException(
                    "channels must be 1 (grey) or 3 (red, green, blue), but is " + channels,
                    "channels",
                    "1 (grey) or 3 (red, green, blue)",
                    channels);
        Require.atLeast("height", height, 1);
        Require.atLeast("width", width, 1);
        return new ImageFolder(channels, height, width).read(folder);
    }

    private Dataset read(Path folder) {
        List<Path> classes = list(folder, Files::isDirectory);
        if (classes.isEmpty())
            throw new IllegalArgumentException(
                    folder + " has no subfolders; expected one for each class, with its pictures inside");
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int label = 0; label < classes.size(); label++) {
            List<Path> pictures = list(classes.get(label), Files::isRegularFile);
            if (pictures.isEmpty())
                throw new IllegalArgumentException(
                        classes.get(label) + " has no pictures; put some in, or take the folder away");
            files.addAll(pictures);
            for (int i = 0; i < pictures.size(); i++) labels.add(label);
        }
        long bytes = (long) channels * height * width;
        if (bytes * files.size() > Integer.MAX_VALUE - 8)
            throw new IllegalArgumentException(files.size() + " pictures of " + channels + " × " + height + " × "
                    + width + " don't fit into 2 GB; choose a smaller height and width");
        int size = (int) bytes * files.size();
        byte[] pixels = Heap.allot(
                files.size() + " pictures of " + channels + " × " + height + " × " + width, size, () -> new byte[size]);
        for (int i = 0; i < files.size(); i++)
            write(picture(files.get(i)), orientation(files.get(i)), pixels, (int) bytes * i);
        List<String> names =
                classes.stream().map(path -> path.getFileName().toString()).toList();
        int[] shape = {channels, height, width};
        return Dataset.ofPixels(
                pixels, shape, labels.stream().mapToInt(Integer::intValue).toArray(), names);
    }

    /** What lies in a folder, by name; hidden things, such as .DS_Store, left out. */
    private static List<Path> list(Path folder, Predicate<Path> kind) {
        if (!Files.isDirectory(folder))
            throw new IllegalArgumentException(folder + " is no folder; expected one with a subfolder for each class");
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(kind)
                    .filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted((a, b) ->
                            a.getFileName().toString().compareTo(b.getFileName().toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder + ": " + e, e);
        }
    }

    // ---- one picture ----

    private static int orientation(Path file) {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file))) {
            return Exif.orientation(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    private static BufferedImage picture(Path file) {
        try (InputStream bytes = Files.newInputStream(file)) {
            return picture(bytes, file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    private static BufferedImage picture(InputStream bytes, Path file) {
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

    /** Scales a picture, once it stands upright, to channels × height × width bytes from the given place on. */
    private void write(BufferedImage image, int orientation, byte[] pixels, int at) {
        int[] argb = Exif.upright(argb(image), image.getWidth(), image.getHeight(), orientation);
        int oldWidth = Exif.isTurned(orientation) ? image.getHeight() : image.getWidth();
        int oldHeight = argb.length / oldWidth;
        double[] rgb = new double[3];
        for (int i = 0; i < height; i++)
            for (int j = 0; j < width; j++) {
                average(argb, oldWidth, oldHeight, i, j, rgb);
                double grey = LUMA[0] * rgb[0] + LUMA[1] * rgb[1] + LUMA[2] * rgb[2];
                for (int c = 0; c < channels; c++)
                    pixels[at + (c * height + i) * width + j] = (byte) Math.round(channels == 1 ? grey : rgb[c]);
            }
    }

    /** The mean colour of what new pixel (i, j) covers of the old ones, those on its edge by their share. */
    private void average(int[] argb, int oldWidth, int oldHeight, int i, int j, double[] rgb) {
        double top = i * (double) oldHeight / height;
        double bottom = (i + 1) * (double) oldHeight / height;
        double left = j * (double) oldWidth / width;
        double right = (j + 1) * (double) oldWidth / width;
        double area = (bottom - top) * (right - left);
        rgb[0] = rgb[1] = rgb[2] = 0;
        for (int y = (int) top; y < bottom; y++)
            for (int x = (int) left; x < right; x++) {
                double share =
                        (Math.min(bottom, y + 1) - Math.max(top, y)) * (Math.min(right, x + 1) - Math.max(left, x));
                for (int c = 0; c < 3; c++) rgb[c] += share / area * onWhite(argb[y * oldWidth + x], 16 - 8 * c);
            }
    }

    /** One colour of a pixel, laid on white paper if it is transparent. */
    private static double onWhite(int argb, int shift) {
        int alpha = argb >>> 24;
        return ((argb >> shift & 255) * alpha + 255 * (255 - alpha)) / 255.0;
    }

    /** Alpha, red, green and blue of each pixel. */
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
