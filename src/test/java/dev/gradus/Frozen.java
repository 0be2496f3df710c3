package dev.gradus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers that somebody else's program wrote, frozen in a text file beside the script that made it. */
public final class Frozen {
    private Frozen() {}

    /** Lines of two words and numbers: "key what" to its numbers, in the order of the file. */
    public static Map<String, double[]> read(Class<?> test, String file) {
        return read(test, file, 2);
    }

    /** Lines of one word and numbers: the word to its numbers, in the order of the file. */
    public static Map<String, double[]> numbers(Class<?> test, String file) {
        return read(test, file, 1);
    }

    private static Map<String, double[]> read(Class<?> test, String file, int keyWords) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        try (InputStream in = test.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] words = line.split(" ");
                double[] values = Arrays.stream(words)
                        .skip(keyWords)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                numbers.put(String.join(" ", Arrays.copyOf(words, keyWords)), values);
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return numbers;
    }
}
