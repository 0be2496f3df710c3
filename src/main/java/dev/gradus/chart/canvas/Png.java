package dev.gradus.chart.canvas;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Small PNG files: at most 256 colours, in a palette where the picture allows it. */
public final class Png {
    private static final int PALETTE = 256;
    private static final float SMALL = 0.33f; // Deflate's level 6: level 9 takes six times as long for 4 % less

    private Png() {}

    /** The opaque picture sooner, in a larger file: every colour, hardly packed. */
    public static byte[] quick(BufferedImage image) {
        return write(image, 0.85f); // Deflate's level 1
    }

    /** The picture exactly as it is. */
    public static byte[] exact(BufferedImage image) {
        if (image.getColorModel() instanceof IndexColorModel) {
            return write(image, SMALL);
        }
        Map<Integer, Integer> counts = colours(image);
        return write(isOpaque(image) && counts.size() <= PALETTE ? indexed(image, counts) : image, SMALL);
    }

    private static boolean isOpaque(BufferedImage image) {
        return !image.getColorModel().hasAlpha();
    }

    /**
     * The opaque picture in its 256 most frequent colours. A drawing has few colours; what it has beyond are rare
     * mixtures at smoothed edges, and the nearest frequent one can't be told from them.
     */
    static BufferedImage palette(BufferedImage image) {
        return indexed(image, colours(image));
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static Map<Integer, Integer> colours(BufferedImage image) {
        Map<Integer, Integer> counts = new HashMap<>();
        int[] pixels = pixels(image);
        // Run by run: most of a picture is paper.
        for (int start = 0, end = 0; start < pixels.length; start = end) {
            while (end < pixels.length && pixels[end] == pixels[start]) {
                end++;
            }
            counts.merge(pixels[start], end - start, Integer::sum);
        }
        return counts;
    }

    private static BufferedImage indexed(BufferedImage image, Map<Integer, Integer> counts) {
        // Most frequent first, then by colour: the order of a hash map is nobody's promise.
        List<Integer> byCount = counts.keySet().stream()
                .sorted(Comparator.comparing((Integer rgb) -> -counts.get(rgb))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        int[] palette = byCount.stream().limit(PALETTE).mapToInt(rgb -> rgb).toArray();
        Map<Integer, Integer> index = new HashMap<>();
        for (int rgb : byCount) {
            index.put(rgb, index.size() < palette.length ? index.size() : nearest(rgb, palette));
        }
        int bits = palette.length <= 2 ? 1 : palette.length <= 4 ? 2 : palette.length <= 16 ? 4 : 8;
        IndexColorModel model = new IndexColorModel(bits, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        WritableRaster raster = model.createCompatibleWritableRaster(image.getWidth(), image.getHeight());
        int[] pixels = pixels(image);
        int last = palette[0];
        int lastIndex = 0;
        for (int i = 0; i < pixels.length; i++) {
            if (pixels[i] != last) {
                last = pixels[i];
                lastIndex = index.get(last);
            }
            pixels[i] = lastIndex;
        }
        raster.setSamples(0, 0, image.getWidth(), image.getHeight(), 0, pixels);
        return new BufferedImage(model, raster, false, null);
    }

    private static int nearest(int rgb, int[] palette) {
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int i = 0; i < palette.length; i++) {
            int distance = 0;
            for (int shift = 0; shift < 24; shift += 8) {
                int d = (rgb >> shift & 255) - (palette[i] >> shift & 255);
                distance += d * d;
            }
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    private static byte[] write(BufferedImage image, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // In memory, because ImageIO would put a cache file into the temporary folder.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam param = writer.getDefaultWriteParam();
            param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            param.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), param);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture can't be written into memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
