package dev.gradus.jupyter.views;

import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Matrix;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Arrays and matrices: the shape, then the first values, aligned. Plain text, since that is what they are. */
final class ArrayView {
    private static final int VALUES = 20; // in a single row
    private static final int ROWS = 10;
    private static final int COLUMNS = 10;
    private static final int DIGITS = 5;

    private ArrayView() {}

    static View of(Matrix matrix) {
        int rows = Math.min(ROWS, matrix.rows());
        int columns = Math.min(COLUMNS, matrix.columns());
        double[][] corner = new double[rows][columns];
        for (int i = 0; i < rows; i++) for (int j = 0; j < columns; j++) corner[i][j] = matrix.get(i, j);
        String title = Messages.text("matrix", matrix.shape());
        return text(title, lines(corner, columns < matrix.columns()), matrix.rows() - rows);
    }

    /** An array of numbers, or of rows of them. */
    static View of(Object array) {
        String type = array.getClass().getComponentType().getSimpleName();
        int n = Array.getLength(array);
        if (!array.getClass().getComponentType().isArray()) {
            double[] first = first(array, VALUES);
            return text(type + "[" + n + "]", lines(new double[][] {first}, first.length < n), 0);
        }
        int rows = Math.min(ROWS, n);
        double[][] corner = new double[rows][];
        boolean cut = false;
        for (int i = 0; i < rows; i++) {
            Object row = Array.get(array, i);
            corner[i] = row == null ? new double[0] : first(row, COLUMNS);
            cut |= row != null && Array.getLength(row) > COLUMNS;
        }
        return text(type.replace("[]", "[" + n + "]" + width(array, n)), lines(corner, cut), n - rows);
    }

    /** "[4]" if all rows have four numbers, else "[]". */
    private static String width(Object rows, int n) {
        int[] widths = IntStream.range(0, n)
                .map(i -> Array.get(rows, i) == null ? -1 : Array.getLength(Array.get(rows, i)))
                .distinct()
                .toArray();
        return widths.length == 1 && widths[0] >= 0 ? "[" + widths[0] + "]" : "[]";
    }

    private static double[] first(Object array, int most) {
        double[] values = new double[Math.min(most, Array.getLength(array))];
        for (int j = 0; j < values.length; j++) values[j] = Array.getDouble(array, j);
        return values;
    }

    /** " [5.1, 3.5, …]", all numbers in one format and right-aligned. */
    private static List<String> lines(double[][] rows, boolean cut) {
        String[] all = Numbers.column(
                DIGITS,
                IntStream.range(0, rows.length)
                        .boxed()
                        .flatMapToDouble(i -> IntStream.range(0, rows[i].length).mapToDouble(j -> rows[i][j]))
                        .toArray());
        int width = rows.length == 1
                ? 0
                : IntStream.range(0, all.length).map(i -> all[i].length()).max().orElse(0);
        List<String> lines = new ArrayList<>();
        int at = 0;
        for (double[] row : rows) {
            List<String> cells = new ArrayList<>();
            for (int j = 0; j < row.length; j++, at++)
                cells.add(" ".repeat(Math.max(0, width - all[at].length())) + all[at]);
            if (cut) cells.add("…");
            lines.add(" [" + String.join(", ", cells) + "]");
        }
        return lines;
    }

    private static View text(String title, List<String> lines, int more) {
        StringBuilder text = new StringBuilder(title);
        for (String line : lines) text.append('\n').append(line);
        if (more > 0) text.append("\n ").append(Messages.count("more", more));
        return new View(Html.NONE, text.toString());
    }
}
