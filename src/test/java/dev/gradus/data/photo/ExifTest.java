package dev.gradus.data.photo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.data.Dataset;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifTest {
    private static final int SIDE = 16; // pixels of a block: JPEG keeps what doesn't change within it

    @TempDir
    Path folder;

    /** Written by hand from the standard: which side of the upright ABC/DEF the stored first row and column are. */
    @ParameterizedTest
    @CsvSource({
        "1, ABC/DEF, top, left",
        "2, CBA/FED, top, right",
        "3, FED/CBA, bottom, right",
        "4, DEF/ABC, bottom, left",
        "5, AD/BE/CF, left, top",
        "6, CF/BE/AD, right, top",
        "7, FC/EB/DA, right, bottom",
        "8, DA/EB/FC, left, bottom"
    })
    void photographsStandUpright(int orientation, String stored, String row, String column) throws IOException {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            write("a/1.jpg", withExif(jpeg(stored), exif(order, orientation)));
            write("a/2.jpg", jpeg("ABC/DEF"));
            Dataset data = Dataset.ofImages(folder, 1, 2 * SIDE, 3 * SIDE);
            assertThat(data.input(0)).as(row + ", " + column).containsExactly(data.input(1), within(2 / 255.0));
            double[] blocks = Dataset.ofImages(folder, 3, 2, 3).input(0);
            for (int k = 0; k < 18; k++)
                assertThat(blocks[k]).isCloseTo(grey((char) ('A' + k % 6)) / 255.0, within(0.01));
        }
    }

    @Test
    void whatSaysNothingOrIsDamagedIsUpright() throws IOException {
        byte[] six = exif(ByteOrder.BIG_ENDIAN, 6);
        assertThat(orientation(six)).isEqualTo(6);
        for (int end = 0; end < six.length - 6; end++) // up to the value, behind which the next list is named
        assertThat(orientation(Arrays.copyOf(six, end))).isEqualTo(1);
        for (int value : new int[] {0, 9, 256, 65535})
            assertThat(orientation(exif(ByteOrder.BIG_ENDIAN, value))).isEqualTo(1);
        byte[] none = six.clone();
        none[13] = 0; // no list at all: the header itself isn't one
        assertThat(orientation(none)).isEqualTo(1);
        assertThat(Exif.orientation(new ByteArrayInputStream(new byte[0]))).isEqualTo(1);
        assertThat(Exif.orientation(new ByteArrayInputStream(jpeg("AB")))).isEqualTo(1);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture("AB"), "png", png);
        assertThat(Exif.orientation(new ByteArrayInputStream(png.toByteArray())))
                .isEqualTo(1);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 20_000; i++) {
            byte[] file = withExif(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xda}, six);
            for (int change = random.nextInt(1, 4); change > 0; change--)
                file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            assertThat(Exif.orientation(new ByteArrayInputStream(file))).isBetween(1, 8);
        }
    }

    /** The picture is read all the same. */
    @Test
    void aDamagedBlockHarmsNoPicture() throws IOException {
        byte[] broken = exif(ByteOrder.LITTLE_ENDIAN, 6);
        Arrays.fill(broken, 10, 14, (byte) 0xff); // the list lies at −1
        write("a/1.jpg", withExif(jpeg("ABC/DEF"), broken));
        write("a/2.jpg", jpeg("ABC/DEF"));
        Dataset data = Dataset.ofImages(folder, 1, 2 * SIDE, 3 * SIDE);
        assertThat(data.input(0)).isEqualTo(data.input(1));
    }

    private static int orientation(byte[] exif) {
        byte[] file = withExif(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xda}, exif);
        return Exif.orientation(new ByteArrayInputStream(file));
    }

    /** A segment's content: another tag, then the orientation. */
    private static byte[] exif(ByteOrder order, int orientation) {
        ByteBuffer bytes = ByteBuffer.allocate(6 + 8 + 2 + 24 + 4).order(order);
        bytes.put("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1));
        bytes.put((order == ByteOrder.BIG_ENDIAN ? "MM" : "II").getBytes(StandardCharsets.ISO_8859_1));
        bytes.putShort((short) 42).putInt(8).putShort((short) 2);
        bytes.putShort((short) 0x100).putShort((short) 4).putInt(1).putInt(48); // the width
        bytes.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return bytes.array();
    }

    /** Behind another segment, as cameras write it. */
    private static byte[] withExif(byte[] jpeg, byte[] exif) {
        byte[] comment = {(byte) 0xff, (byte) 0xfe, 0, 4, 'h', 'i'};
        return ByteBuffer.allocate(jpeg.length + comment.length + 4 + exif.length)
                .put(jpeg, 0, 2)
                .put(comment)
                .putShort((short) 0xffe1)
                .putShort((short) (exif.length + 2))
                .put(exif)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    private static byte[] jpeg(String rows) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture(rows), "jpg", bytes);
        return bytes.toByteArray();
    }

    /** One block of grey a letter. */
    private static BufferedImage picture(String rows) {
        String[] lines = rows.split("/");
        BufferedImage image =
                new BufferedImage(SIDE * lines[0].length(), SIDE * lines.length, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++)
            for (int x = 0; x < image.getWidth(); x++)
                image.setRGB(x, y, grey(lines[y / SIDE].charAt(x / SIDE)) * 0x010101);
        return image;
    }

    private static int grey(char letter) {
        return 40 * (letter - 'A') + 20;
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.write(folder.resolve(name), bytes);
    }
}
