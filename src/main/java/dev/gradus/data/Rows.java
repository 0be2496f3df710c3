package dev.gradus.data;

import dev.gradus.math.Memory;
import dev.gradus.math.Require;

/** Rows of numbers that somebody gave us. */
final class Rows {
    private Rows() {}

    /** The same rows; refused unless there are any, all of one length and of numbers that are finite as floats, too. */
    static double[][] checked(String name, double[][] rows) {
        Require.notNull(name, rows, "rows of numbers, one a sample");
        if (rows.length == 0 || rows[0] == null || rows[0].length == 0)
            throw new IllegalArgumentException(name + " is empty; expected at least one row with one number");
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null || rows[i].length != rows[0].length)
                throw new IllegalArgumentException(name + "[" + i + "] has "
                        + (rows[i] == null ? "no" : rows[i].length) + " numbers, but " + name + "[0] has "
                        + rows[0].length);
            for (int j = 0; j < rows[i].length; j++)
                if (!Float.isFinite((float) rows[i][j])) Require.single(name + "[" + i + "][" + j + "]", rows[i][j]);
        }
        return rows;
    }

    /** A copy, checked alike. */
    static double[][] copyOf(String name, double[][] rows) {
        checked(name, rows);
        String what = "a copy of " + name + " (" + rows.length + " × " + rows[0].length + ")";
        return Memory.allot(what, (long) Double.BYTES * rows.length * rows[0].length, () -> {
            double[][] copy = new double[rows.length][];
            for (int i = 0; i < rows.length; i++) copy[i] = rows[i].clone();
            return copy;
        });
    }
}
