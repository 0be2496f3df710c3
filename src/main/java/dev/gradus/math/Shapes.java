package dev.gradus.math;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The shape of one sample: (features), or (channels, height, width). */
public final class Shapes {
    private Shapes() {}

    /** How many numbers that is. */
    public static int size(int[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }

    /** "1 × 28 × 28". */
    public static String text(int[] shape) {
        return Arrays.stream(shape).mapToObj(Integer::toString).collect(Collectors.joining(" × "));
    }
}
