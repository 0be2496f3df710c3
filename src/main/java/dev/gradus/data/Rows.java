package dev.gradus.data;

import dev.gradus.math.Memory;
import dev.gradus.math.Require;

/** Rows of numbers that somebody gave us. */
final class Rows {
    private Rows() {}

    /** A copy; refused unless there are rows, all of one length and of numbers that are finite as floats, too. */
    static double[][] copyOf(String name, double[][] rows) {
        Require.notNull(name, rows, "rows of numbers, one a sample");
        if (rows.length == 0 || rows[0] == null || rows[0].length == 0)
            throw new IllegalArgumentException(name + " is empty; expected at least one row with one number");
        int columns = rows[0].length;
        String what = "a copy of " + name + " (" + rows.length + " × " + columns + ")";
        return Memory.allot(what, (long) Double.BYTES * rows.length * columns, () -> {
            double[][] copy = new double[rows.length][];
            for (int i = 0; i < rows.length; i++) copy[i] = copyOf(name, i, rows[i], columns);
            return copy;
        });
    }

    private static double[] copyOf(String name, int i, double[] row, int columns) {
        if (row == null || row.length != columns)
            throw new IllegalArgumentException(name + "[" + i + "] has " + (row == null ? "no" : row.length)
                    + " numbers, but " + name + "[0] has " + columns);
        for (int j = 0; j < columns; j++)
            if (!Float.isFinite((float) row[j])) Require.single(name + "[" + i + "][" + j + "]", row[j]);
        return row.clone();
    }
}
