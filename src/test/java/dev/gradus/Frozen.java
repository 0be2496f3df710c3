package dev.gradus;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Numbers that others computed, frozen in a text file beside the script that made it: each line a key and its numbers. */
public final class Frozen {
    private Frozen() {}

    /** The lines of a file in the resources of the test's package, by their first word. */
    public static Map<String, double[]> numbers(Class<?> test, String file) {
        Map<String, double[]> numbers = new TreeMap<>();
        try (InputStream in = test.getResourceAsStream(file)) {
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .forEach(words -> numbers.put(
                            words[0],
                            Arrays.stream(words)
                                    .skip(1)
                                    .mapToDouble(Double::parseDouble)
                                    .toArray()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return numbers;
    }
}
