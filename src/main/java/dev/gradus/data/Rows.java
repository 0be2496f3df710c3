package dev.gradus.data;

import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Heap;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows of numbers that somebody gave us. */
final class Rows {
    private Rows() {}

    /** The same rows; refused unless there are any, all of one length and of numbers that are finite as floats, too. */
    static double[][] checked(String name, double[][] rows) {
        Require.notNull(name, rows, "rows of numbers, one a sample");
        if (rows.length == 0 || rows[0] == null || rows[0].length == 0)
            throw new ArgumentException(
                    name + " is empty; expected at least one row with one number",
                    name,
                    "at least one row with one number",
                    "empty");
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null || rows[i].length != rows[0].length)
                throw uneven(name + "[" + i + "]", rows[i], name + "[0]", rows[0].length);
            for (int j = 0; j < rows[i].length; j++)
                if (!Float.isFinite((float) rows[i][j])) Require.single(name + "[" + i + "][" + j + "]", rows[i][j]);
        }
        return rows;
    }

    /** A copy, checked alike. */
    static double[][] copyOf(String name, double[][] rows) {
        checked(name, rows);
        String what = "a copy of " + name + " (" + rows.length + " × " + rows[0].length + ")";
        return Heap.allot(what, (long) Double.BYTES * rows.length * rows[0].length, () -> {
            double[][] copy = new double[rows.length][];
            for (int i = 0; i < rows.length; i++) copy[i] = rows[i].clone();
            return copy;
        });
    }

    /** The same for whole numbers. */
    static int[][] copyOf(String name, int[][] rows) {
        Require.notNull(name, rows, "rows of whole numbers, one a sample");
        if (rows.length == 0 || rows[0] == null || rows[0].length == 0)
            throw new IllegalArgumentException(name + " is empty; expected at least one row with one number");
        for (int i = 0; i < rows.length; i++)
            checkLength(name, i, rows[i] == null ? -1 : rows[i].length, rows[0].length);
        return Arrays.stream(rows).map(int[]::clone).toArray(int[][]::new);
    }

    /** Sequences of T rows with F numbers each as rows of T · F numbers; refused unless all are alike. */
    static double[][] flattened(String name, double[][][] sequences) {
        Require.notNull(name, sequences, "sequences, each of them rows of numbers");
        if (sequences.length == 0)
            throw new IllegalArgumentException(name + " is empty; expected at least one sequence");
        double[][] flat = new double[sequences.length][];
        int features = 0;
        for (int i = 0; i < flat.length; i++) {
            double[][] sequence = checked(name + "[" + i + "]", sequences[i]);
            if (i == 0) features = sequence[0].length;
            checkLength(name, i, sequence.length, sequences[0].length);
            if (sequence[0].length != features)
                throw new IllegalArgumentException(name + "[" + i + "] has rows of " + sequence[0].length
                        + " numbers, but those of " + name + "[0] have " + features);
            flat[i] = Arrays.stream(sequence).flatMapToDouble(Arrays::stream).toArray();
        }
        return flat;
    }

    private static void checkLength(String name, int i, int length, int expected) {
        if (length != expected)
            throw new ShapeException(
                    name + "[" + i + "] has length " + (length < 0 ? "null" : length) + ", but " + name + "[0] has "
                            + expected
                            + "; every sequence has equally many rows: cut long ones, and fill short ones up",
                    Mismatch.numbers(name + "[" + i + "]", Math.max(0, length), name + "[0]", expected));
    }

    private static ShapeException uneven(String name, double @Nullable [] row, String first, int length) {
        return new ShapeException(
                name + " has " + (row == null ? "no" : row.length) + " numbers, but " + first + " has " + length,
                Mismatch.numbers(name, row == null ? 0 : row.length, first, length));
    }
}
