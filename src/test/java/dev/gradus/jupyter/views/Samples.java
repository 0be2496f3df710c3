package dev.gradus.jupyter.views;

import static dev.gradus.Gradus.linear;
import static dev.gradus.Gradus.softmax;

import dev.gradus.data.Dataset;
import dev.gradus.data.Digit;
import dev.gradus.nn.Network;
import dev.gradus.train.History;
import dev.gradus.train.Trainer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Small things to show. */
public final class Samples {
    static final String[] HOSTILE = {
        "<script>alert(1)</script>", "\"><img src=x onerror='alert(2)'>", "$x$ \\(y\\) &amp;"
    };

    private Samples() {}

    /** 30 samples of three classes. */
    public static Dataset classes(String... names) {
        double[][] inputs = new double[30][];
        int[] labels = new int[30];
        for (int i = 0; i < 30; i++) {
            labels[i] = i % 3;
            inputs[i] = new double[] {i % 3, 0.25 * i};
        }
        return Dataset.of(inputs, labels).classes(names);
    }

    public static Dataset numbers() {
        return Dataset.of(new double[][] {{0}, {1}, {2}, {3}}, new double[][] {{0}, {2}, {4}, {6}});
    }

    public static Network classifier() {
        return Network.input(2).dense(3, softmax()).seed(1).build();
    }

    static History history(int epochs) {
        Trainer trainer = Trainer.of(classifier()).validationSplit(0.2).quiet();
        return epochs == 0 ? trainer.history() : trainer.epochs(epochs).fit(classes("a", "b", "c"));
    }

    static History regression(int epochs) {
        return Trainer.of(line()).epochs(epochs).quiet().fit(numbers());
    }

    public static Network line() {
        return Network.input(1).dense(1, linear()).seed(1).build();
    }

    /** A bar, which may be a 1. */
    static Digit digit() {
        try {
            Path file = Files.createTempFile("digit", ".png");
            BufferedImage image = new BufferedImage(60, 80, BufferedImage.TYPE_INT_RGB);
            for (int i = 0; i < 60 * 80; i++)
                image.setRGB(i % 60, i / 60, i % 60 / 8 == 3 && i / 60 / 20 % 3 > 0 ? 0x202020 : 0xe0e0e0);
            ImageIO.write(image, "png", file.toFile());
            Digit digit = Digit.read(file);
            Files.delete(file);
            return digit;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
