package dev.gradus.data;

import dev.gradus.math.ArgumentException;
import dev.gradus.math.Mismatch;
import dev.gradus.math.Require;
import dev.gradus.math.ShapeException;
import org.jspecify.annotations.Nullable;

/** Rows of numbers that somebody gave us. */
final class Rows {
    private Rows() {}

    /** A copy; refused unless there are rows, all of one length and of finite numbers. */
    static double[][] copyOf(String name, double[][] rows) {
        Require.notNull(name, rows, "rows of numbers, one a sample");
        if (rows.length == 0 || rows[0] == null || rows[0].length == 0)
            throw new ArgumentException(
                    name + " is empty; expected at least one row with one number",
                    name,
                    "at least one row with one number",
                    "empty");
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null || rows[i].length != rows[0].length)
                throw uneven(name + "[" + i + "]", rows[i], name + "[0]", rows[0].length);
            for (int j = 0; j < rows[i].length; j++)
                if (!Double.isFinite(rows[i][j])) throw notFinite(name + "[" + i + "][" + j + "]", rows[i][j]);
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    private static ShapeException uneven(String name, double @Nullable [] row, String first, int length) {
        return new ShapeException(
                name + " has " + (row == null ? "no" : row.length) + " numbers, but " + first + " has " + length,
                Mismatch.numbers(name, row == null ? 0 : row.length, first, length));
    }

    private static ArgumentException notFinite(String name, double value) {
        return new ArgumentException(
                name + " is " + value + "; expected a finite number", name, "a finite number", value);
    }
}
