package dev.gradus.check;

import dev.gradus.math.Matrix;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** What a learner's formula gave, whatever its type. */
final class Answer {
    private Answer() {}

    /** Its parts: the elements of a list or an array of objects, where several are expected, else the thing itself. */
    static List<@Nullable Object> parts(@Nullable Object answer, int expected, boolean firstIsMatrix) {
        if (expected > 1 && answer instanceof List<?> list) return new ArrayList<>(list);
        boolean rowsOfOneMatrix = answer instanceof double[][] && firstIsMatrix;
        if (expected > 1 && answer instanceof Object[] array && !rowsOfOneMatrix)
            return new ArrayList<>(Arrays.asList(array));
        List<@Nullable Object> single = new ArrayList<>();
        single.add(answer);
        return single;
    }

    /** Whether nothing was filled in: null, or NaN and nothing else, which is what TODO is. */
    static boolean isUnfilled(@Nullable Object part) {
        if (part == null) return true;
        if (part instanceof List<?> list)
            return !list.isEmpty() && list.stream().allMatch(Answer::isUnfilled);
        Matrix matrix = matrix(part);
        return matrix != null
                && matrix.size() > 0
                && Arrays.stream(matrix.toArray()).allMatch(Double::isNaN);
    }

    /** The numbers in double precision; null if these are none, or not of one length in each row. */
    static @Nullable Matrix matrix(@Nullable Object part) {
        if (part instanceof Matrix matrix) return matrix.toDouble();
        if (part instanceof Number number) return Given.matrix(1, 1, number.doubleValue());
        if (part instanceof List<?> list) return matrix(list.toArray());
        if (part == null || !part.getClass().isArray()) return null;
        int n = Array.getLength(part);
        double[][] rows = new double[n][];
        boolean flat = true;
        for (int i = 0; i < n; i++) {
            Object element = Array.get(part, i);
            double[] row = row(element);
            if (row == null) return null;
            flat &= element instanceof Number;
            rows[i] = row;
            if (row.length != rows[0].length) return null;
        }
        double[] all = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        return flat ? Given.matrix(1, n, all) : Given.matrix(n, all.length / n, all);
    }

    private static double @Nullable [] row(@Nullable Object element) {
        if (element instanceof Number number) return new double[] {number.doubleValue()};
        if (element instanceof List<?> list) return row(list.toArray());
        if (element == null || !element.getClass().isArray()) return null;
        double[] row = new double[Array.getLength(element)];
        for (int j = 0; j < row.length; j++) {
            if (!(Array.get(element, j) instanceof Number number)) return null;
            row[j] = number.doubleValue();
        }
        return row;
    }

    /** "3 × 4", "5 numbers", "a number", or in words what it is where these are no numbers. */
    static String shape(@Nullable Object part) {
        Matrix matrix = matrix(part);
        if (matrix != null) return shape(matrix);
        if (part == null) return Texts.of("shape.nothing");
        if (part instanceof CharSequence) return Texts.of("shape.text");
        if (part instanceof Boolean) return Texts.of("shape.boolean");
        if (part instanceof OptionalDouble) return Texts.of("shape.wrapped", ".getAsDouble()");
        if (part instanceof OptionalInt) return Texts.of("shape.wrapped", ".getAsInt()");
        if (part instanceof Optional<?>) return Texts.of("shape.wrapped", ".get()");
        if (part instanceof BaseStream<?, ?>) return Texts.of("shape.stream");
        boolean list = part instanceof List<?> || part.getClass().isArray();
        return Texts.of(list ? "shape.list" : "shape.other");
    }

    static String shape(Matrix matrix) {
        if (matrix.size() == 1) return Texts.of("shape.number");
        return matrix.rows() == 1 ? Texts.of("shape.numbers", matrix.columns()) : matrix.shape();
    }
}
