package dev.gradus.spark;

import dev.gradus.data.Dataset;
import dev.gradus.errors.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.spark.sql.Row;

/** A DataFrame's rows as samples, in the order of their keys. */
final class Frame {
    private Frame() {}

    static Dataset dataset(org.apache.spark.sql.Dataset<Row> frame, String key, String label) {
        List<String> columns = List.of(Require.notNull("frame", frame, "a DataFrame with a column of keys")
                .columns());
        check("key", key, columns);
        check("label", label, columns);
        List<String> inputs = new ArrayList<>(columns);
        inputs.removeAll(List.of(key, label));
        if (inputs.isEmpty())
            throw new IllegalArgumentException("frame has the columns " + columns + ", none of which is an input");
        Row[] rows = (Row[]) frame.sort(key).collect();
        if (rows.length == 0) throw new IllegalArgumentException("frame has no rows; expected at least one");
        for (int i = 0; i < rows.length; i++) checkKey(rows, i, key);
        List<String> classes = Arrays.stream(rows)
                .map(row -> value(row, label, key).toString())
                .distinct()
                .sorted()
                .toList();
        double[][] x = new double[rows.length][inputs.size()];
        int[] y = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < inputs.size(); j++) x[i][j] = number(rows[i], inputs.get(j), key);
            y[i] = classes.indexOf(value(rows[i], label, key).toString());
        }
        return Dataset.of(x, y).classes(classes.toArray(String[]::new));
    }

    private static void check(String argument, String name, List<String> columns) {
        if (!columns.contains(Require.notNull(argument, name, "the name of a column")))
            throw new IllegalArgumentException(
                    argument + " is \"" + name + "\", but the columns of the frame are " + columns);
    }

    private static void checkKey(Row[] rows, int i, String key) {
        Object now = value(rows[i], key, key);
        if (i > 0 && Objects.equals(now, value(rows[i - 1], key, key)))
            throw new IllegalArgumentException("key \"" + key + "\" is " + now
                    + " in two rows, so their order is not defined; expected a column that has each value once");
    }

    private static Object value(Row row, String column, String key) {
        Object value = row.get(row.fieldIndex(column));
        if (value == null)
            throw new IllegalArgumentException(
                    "\"" + column + "\" is missing in the row " + where(row, key) + "; leave such rows out");
        return value;
    }

    private static double number(Row row, String column, String key) {
        if (value(row, column, key) instanceof Number number) return number.doubleValue();
        throw new IllegalArgumentException("\"" + column + "\" is " + row.get(row.fieldIndex(column)) + " in the row "
                + where(row, key) + ", which is no number; turn it into one, or leave the column out");
    }

    private static String where(Row row, String key) {
        return "with " + key + " " + row.get(row.fieldIndex(key));
    }
}
