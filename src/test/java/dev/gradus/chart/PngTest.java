package dev.gradus.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.chart.canvas.Png;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;

class PngTest {
    @Test
    void everyPixelComesBack() throws IOException {
        Random random = new Random(1);
        for (int[] size : new int[][] {{1, 1}, {7, 5}, {300, 200}}) {
            BufferedImage image = new BufferedImage(size[0], size[1], BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < size[1]; y++) for (int x = 0; x < size[0]; x++) image.setRGB(x, y, random.nextInt());
            same(image, Png.quick(image));
        }
    }

    /** The small file has the 256 most frequent colours, this one all. */
    @Test
    void aChartLooksTheSame() throws IOException {
        XYChart chart = Charts.curves("loss", 1, List.of(new Curve("train", new double[] {3, 2, 1})));
        int[] small = pixels(ImageIO.read(new ByteArrayInputStream(Pictures.png(chart))));
        int[] quick = pixels(ImageIO.read(new ByteArrayInputStream(Pictures.quickPng(chart))));
        assertThat(quick).hasSameSizeAs(small);
        assertThat(IntStream.range(0, small.length).filter(p -> small[p] != quick[p]))
                .hasSizeLessThan(small.length / 200);
    }

    private static void same(BufferedImage expected, byte[] png) throws IOException {
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(pixels(read)).isEqualTo(pixels(expected));
    }

    private static int[] pixels(BufferedImage image) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        for (int i = 0; i < pixels.length; i++) pixels[i] |= 0xFF000000;
        return pixels;
    }
}
