package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
    @TempDir
    Path folder;

    @Test
    void eachSubfolderIsAClass() throws IOException {
        write("dog/b.png", rgb(2, 2, 0xff0000, 0x00ff00, 0x0000ff, 0xffffff));
        write("dog/a.png", rgb(2, 2, 0, 0, 0, 0x333333));
        write("cat/x.bmp", rgb(2, 2, 0x808080, 0, 0, 0));
        Files.writeString(folder.resolve("dog/.DS_Store"), "hidden");
        Files.writeString(folder.resolve("README"), "beside the classes");
        Dataset data = Dataset.ofImages(folder, 3, 2, 2);
        assertThat(data).hasToString("Dataset of 3 samples: inputs 3 × 2 × 2, 2 classes");
        assertThat(data.classes()).containsExactly("cat", "dog");
        assertThat(new int[] {data.label(0), data.label(1), data.label(2)}).containsExactly(0, 1, 1);
        assertThat(data.input(1)[3]).isEqualTo(0x33 / 255f); // a.png in front of b.png
        assertThat(data.input(2)).containsExactly(1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1); // red, then green, then blue
        double[] grey = Dataset.ofImages(folder, 1, 2, 2).input(2);
        assertThat(grey).containsExactly(76 / 255f, 150 / 255f, 29 / 255f, 1);
    }

    @Test
    void picturesAreScaledByTheAreaThatAPixelCovers() throws IOException {
        write("a/1.png", rgb(4, 2, 0, 40, 100, 100, 80, 0, 100, 100));
        assertThat(bytes(1, 2)).containsExactly(30, 100);
        write("a/1.png", rgb(3, 1, 0, 90, 240)); // the middle one belongs to both by half
        assertThat(bytes(1, 2)).containsExactly(30, 190);
        write("a/1.png", rgb(2, 1, 10, 20)); // enlarged
        assertThat(bytes(2, 4)).containsExactly(10, 10, 20, 20, 10, 10, 20, 20);
        write("a/1.png", rgb(1, 1, 77));
        assertThat(bytes(3, 1)).containsExactly(77, 77, 77);
    }

    @Test
    void greyPicturesKeepTheirNumbers() throws IOException {
        BufferedImage grey = new BufferedImage(3, 1, BufferedImage.TYPE_BYTE_GRAY);
        for (int x = 0; x < 3; x++) grey.getRaster().setSample(x, 0, 0, 100 * x);
        write("a/1.png", grey);
        assertThat(bytes(1, 3)).containsExactly(0, 100, 200);
        BufferedImage deep = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
        for (int x = 0; x < 3; x++) deep.getRaster().setSample(x, 0, 0, 257 * 100 * x);
        write("a/1.png", deep);
        assertThat(bytes(1, 3)).containsExactly(0, 100, 200);
        BufferedImage ink = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_BINARY);
        ink.setRGB(1, 0, 0xffffff);
        write("a/1.png", ink);
        assertThat(bytes(1, 2)).containsExactly(0, 255);
    }

    @Test
    void transparentPicturesLieOnWhite() throws IOException {
        BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(0, 0, 0x00000000);
        image.setRGB(1, 0, 0xff000000);
        image.setRGB(2, 0, 0x33000000); // a fifth of black
        write("a/1.png", image);
        assertThat(bytes(1, 3)).containsExactly(255, 0, 204);
    }

    @Test
    void whatIsWrongIsNamed() throws IOException {
        assertRefused(
                folder.resolve("none"), 1, 1, 1, "none is no folder; expected one with a subfolder for each class");
        assertRefused(folder, 1, 1, 1, "has no subfolders; expected one for each class");
        Files.createDirectories(folder.resolve("empty"));
        assertRefused(
                folder, 1, 1, 1, folder.resolve("empty") + " has no pictures; put some in, or take the folder away");
        Path notes = Files.writeString(folder.resolve("empty/notes.txt"), "no picture");
        assertRefused(folder, 1, 1, 1, notes + " can't be read as a picture: it is none of PNG");
        write("whole/1.png", rgb(50, 50, new int[2500]));
        byte[] bytes = Files.readAllBytes(folder.resolve("whole/1.png"));
        Path cut = Files.write(folder.resolve("empty/notes.txt"), java.util.Arrays.copyOf(bytes, 60));
        assertRefused(folder, 1, 1, 1, cut + " can't be read as a picture: ");
        Files.delete(cut);
        write("empty/now.png", rgb(1, 1, 0));
        assertRefused(folder, 3, 30_000, 30_000, "2 pictures of 3 × 30000 × 30000 don't fit into 2 GB");
        assertRefused(folder, 2, 1, 1, "channels must be 1 (grey) or 3 (red, green, blue), but is 2");
        assertRefused(folder, 1, 0, 1, "height must be at least 1, but is 0");
        assertRefused(folder, 1, 1, -1, "width must be at least 1, but is -1");
        assertRefused(null, 1, 1, 1, "folder is null");
    }

    private static void assertRefused(Path folder, int channels, int height, int width, String words) {
        assertThatThrownBy(() -> Dataset.ofImages(folder, channels, height, width))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    /** The only picture in grey, as bytes. */
    private int[] bytes(int height, int width) {
        double[] input = Dataset.ofImages(folder, 1, height, width).input(0);
        return java.util.Arrays.stream(input)
                .mapToInt(x -> (int) Math.round(255 * x))
                .toArray();
    }

    /** Numbers below 256 are greys. */
    private static BufferedImage rgb(int width, int height, int... colours) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < colours.length; i++) {
            boolean isGrey = colours[i] < 256 && !(colours.length == 4 && width == 2);
            image.setRGB(i % width, i / width, isGrey ? colours[i] * 0x010101 : colours[i]);
        }
        return image;
    }

    private void write(String name, BufferedImage image) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(image, name.substring(name.length() - 3), file.toFile());
    }
}
