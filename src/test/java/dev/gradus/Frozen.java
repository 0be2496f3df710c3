package dev.gradus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers that somebody else's program wrote, frozen in a file beside the test: on each line two words and numbers. */
public final class Frozen {
    private Frozen() {}

    /** "key what" to its numbers, in the order of the file. */
    public static Map<String, double[]> read(Class<?> test, String file) {
        Map<String, double[]> numbers = new LinkedHashMap<>();
        try (InputStream in = test.getResourceAsStream(file)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] words = line.split(" ");
                double[] values = Arrays.stream(words)
                        .skip(2)
                        .mapToDouble(Double::parseDouble)
                        .toArray();
                numbers.put(words[0] + " " + words[1], values);
            });
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return numbers;
    }
}
