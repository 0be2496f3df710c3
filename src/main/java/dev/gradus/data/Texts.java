package dev.gradus.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Texts to learn with, piece by piece; {@link Vocabulary} makes tokens of them. */
public final class Texts {
    private Texts() {}

    /**
     * 29,494 given names in small letters, 2 to 15 of a to z, each once. US
     * Social Security Administration, public domain, as in makemore by A. Karpathy, MIT licence.
     */
    public static List<String> names() {
        return lines("names.txt.gz");
    }

    /**
     * 4,163 Chinese quatrains of the Tang dynasty, public domain, in traditional characters: four lines of seven characters
     * with a mark behind each, 32 in all. Of a collection's quatrains those that need its 2,000 most frequent characters
     * alone. chinese-poetry, MIT licence.
     */
    public static List<String> quatrains() {
        return lines("quatrains.txt.gz");
    }

    private static List<String> lines(String file) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Texts.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }
}
