package dev.gradus.data;

import static dev.gradus.Gradus.adam;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.Digits;
import dev.gradus.data.photo.Ink;
import dev.gradus.nn.Network;
import dev.gradus.train.Trainer;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Digits of MNIST, photographed, come back as MNIST has them; and what is no digit is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DigitTest {
    private static final Dataset TEST = Digits.MNIST.test();
    private static final int COUNT = 40;

    @TempDir
    Path folder;

    private Network network;

    @BeforeAll
    void train() {
        network = Network.input(784)
                .dense(64, relu())
                .dense(10, softmax())
                .seed(1)
                .build();
        Trainer.of(network)
                .optimizer(adam(0.003))
                .epochs(3)
                .quiet()
                .fit(Digits.MNIST.train().take(20_000));
    }

    private static int sample(int i) {
        return 7 + 199 * i;
    }

    /** Of those that are read right as they are, how many are read right as photographs. */
    private int lost(Photograph photograph) throws IOException {
        int lost = 0;
        for (int i = 0; i < COUNT; i++) {
            double[] clean = TEST.input(sample(i));
            if (answer(clean) != TEST.label(sample(i))) continue;
            Path file = photograph.save(clean, i, folder.resolve("digit.png"));
            if (answer(Digit.read(file).pixels()) != TEST.label(sample(i))) lost++;
        }
        return lost;
    }

    private int answer(double[] pixels) {
        double[] p = network.predict(pixels);
        int best = 0;
        for (int k = 1; k < p.length; k++) if (p[k] > p[best]) best = k;
        return best;
    }

    private static final Photograph PLAIN = Photograph.PLAIN.at(7, 40, 120);

    @Test
    void photographsAreReadAlmostAsWellAsTheDigitsThemselves() throws IOException {
        for (Photograph photograph : List.of(
                PLAIN,
                PLAIN.lit(0.5, 0, 0),
                PLAIN.lit(0.3, 0.4, 0),
                PLAIN.lit(0.4, 0.3, 0.05),
                PLAIN.with(false, 0.5).lit(0.4, 0.3, 0.03),
                PLAIN.at(3, 180, 30).lit(0.3, 0, 0.03)))
            assertThat(lost(photograph)).as(photograph.toString()).isLessThanOrEqualTo(2);
    }

    /** A line of three pixels in four hundred: scaled to 28 × 28 it would be no more than a haze. */
    /** Chalk in a shadow is half as light, too. */
    @Test
    void theEdgeOfAShadowMayLieAcrossChalk() throws IOException {
        int lost = 0;
        for (int i = 0; i < COUNT; i++) {
            double[] clean = TEST.input(sample(i));
            BufferedImage photo = PLAIN.with(false, 0.5).of(clean, i);
            for (int y = 0; y < photo.getHeight(); y++)
                for (int x = 0; x < photo.getWidth(); x++) {
                    double into = (x + (i % 5 - 2) * 0.5 * (y - 280) - 180 + 4 * (i % 10)) / 60;
                    double light = 1 - 0.5 * Math.max(0, Math.min(1, into));
                    photo.setRGB(x, y, (int) (light * (photo.getRGB(x, y) & 255)) * 0x010101);
                }
            Path file = folder.resolve("shadow.png");
            ImageIO.write(photo, "png", file.toFile());
            if (answer(clean) == TEST.label(sample(i))
                    && answer(Digit.read(file).pixels()) != TEST.label(sample(i))) lost++;
        }
        assertThat(lost).as("of " + COUNT).isLessThanOrEqualTo(4);
    }

    @Test
    void aFinePenIsThickened() throws IOException {
        BufferedImage sheet = Photograph.PLAIN.of(new double[784], 0);
        Graphics2D g = sheet.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(new Color(0x203060));
        g.setStroke(new BasicStroke(3));
        g.drawPolyline(new int[] {120, 290, 285, 210, 190}, new int[] {150, 145, 170, 330, 440}, 5);
        g.dispose();
        double[] pixels = Digit.read(save(sheet)).pixels();
        assertThat(Arrays.stream(pixels).sum()).isBetween(50.0, 130.0);
        assertThat(answer(pixels)).isEqualTo(7);
    }

    @Test
    void aDigitOfMnistItselfIsReadAlike() throws IOException {
        int changed = 0;
        for (int i = 0; i < COUNT; i++) {
            double[] clean = TEST.input(sample(i));
            BufferedImage image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB); // some touch the edge of 28
            for (int k = 0; k < 784; k++)
                image.setRGB(6 + k % 28, 6 + k / 28, (int) Math.round(255 * clean[k]) * 0x010101);
            int said = answer(clean);
            if (answer(Digit.read(save(image)).pixels()) != said) changed++;
        }
        assertThat(changed).isLessThanOrEqualTo(1);
    }

    @Test
    void foldersAreClasses() throws IOException {
        for (int i = 0; i < 10; i++) {
            Path ofClass = Files.createDirectories(folder.resolve("mine/" + TEST.label(sample(i))));
            PLAIN.save(TEST.input(sample(i)), i, ofClass.resolve(i + ".png"));
        }
        Dataset mine = Digit.readFolder(folder.resolve("mine"));
        assertThat(mine.size()).isEqualTo(10);
        assertThat(mine.inputShape()).isEqualTo(TEST.inputShape());
        assertThat(network.evaluate(mine).accuracy()).isGreaterThan(0.75);
    }

    @Test
    void itSaysWhereAndHow() throws IOException {
        Digit digit = Digit.read(
                PLAIN.save(TEST.input(0), 0, folder.resolve("digit.png")).toString());
        assertThat(digit).hasToString("Digit of 95 × 74 pixels, dark on light, from a picture of 384 × 288");
        assertThat(digit.isDark()).isTrue();
        assertThat(digit.box().left()).isBetween(50, 80);
        assertThat(digit.photo()).hasSize(384 * 288);
        assertThat(digit.pixels()).hasSize(784);
    }

    // ---- what is no digit ----

    private Path save(BufferedImage image) throws IOException {
        Path file = folder.resolve("other.png");
        ImageIO.write(image, "png", file.toFile());
        return file;
    }

    private void refuses(Consumer<Graphics2D> drawn, Ink.Trouble trouble, String words) throws IOException {
        BufferedImage image = new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(new Color(0xd0d0c8));
        g.fillRect(0, 0, 300, 200);
        g.setColor(Color.DARK_GRAY);
        drawn.accept(g);
        g.dispose();
        Path file = save(image);
        assertThatThrownBy(() -> Digit.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no digit found in " + file)
                .hasMessageContaining(words)
                .cause()
                .isInstanceOfSatisfying(
                        Ink.NotFound.class, none -> assertThat(none.trouble()).isEqualTo(trouble));
    }

    @Test
    void whatIsNoDigitIsRefused() throws IOException {
        refuses(g -> {}, Ink.Trouble.BLANK, "nothing on it differs clearly from the paper");
        refuses(g -> g.fillRect(0, 0, 300, 60), Ink.Trouble.AT_THE_EDGE, "leave some paper around");
        refuses(
                g -> {
                    for (int x = 20; x < 280; x += 60) g.fillRect(x, 60, 10, 80);
                },
                Ink.Trouble.SEVERAL,
                "photograph one digit, alone");
        refuses(g -> g.fillRect(40, 90, 200, 12), Ink.Trouble.SEVERAL, "photograph one digit, alone");
        refuses(g -> g.fillRect(140, 90, 5, 9), Ink.Trouble.SMALL, "go nearer");
    }

    @Test
    void noiseIsNoDigit() throws IOException {
        BufferedImage noise = Photograph.PLAIN.lit(0.3, 0, 0.06).of(new double[784], 1);
        assertThatThrownBy(() -> Digit.read(save(noise)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no digit found");
    }

    /** A table beside the sheet, or a thumb, touches the edge. */
    @Test
    void whatTouchesTheEdgeIsLeftOut() throws IOException {
        double[] clean = TEST.input(0);
        BufferedImage alone = PLAIN.of(clean, 0);
        BufferedImage held = PLAIN.of(clean, 0);
        Graphics2D g = held.createGraphics();
        g.setColor(Color.BLACK);
        g.fillRect(0, 500, 60, 60);
        g.dispose();
        double[] expected = Digit.read(save(alone)).pixels();
        double[] found = Digit.read(save(held)).pixels();
        double away = 0;
        for (int k = 0; k < 784; k++) away += Math.abs(found[k] - expected[k]);
        assertThat(away / 784).isLessThan(0.04);
    }
}
