package dev.gradus.data;

import dev.gradus.errors.Require;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tech.tablesaw.api.Table;

/**
 * How the rows of a table become samples, decided by the training table, so that the test table is read alike: a column
 * of numbers is one feature; true and false are 1 and 0; a column of text becomes one feature for each text that occurs,
 * in alphabetical order, of which the right one is 1 (one-hot).
 */
public final class TableEncoder {
    private final TableField target;
    private final List<TableField> inputs;

    private TableEncoder(TableField target, List<TableField> inputs) {
        this.target = target;
        this.inputs = inputs;
    }

    /**
     * Learns the columns and their categories. Text in the target column means classes, numbers are quantities.
     *
     * @param target the column to predict
     * @param inputs the columns to learn from; by default all others
     * @throws IllegalArgumentException if a column isn't there, holds neither numbers nor text, or nearly nothing but
     *     numbers, or misses a value
     */
    public static TableEncoder of(Table training, String target, String... inputs) {
        List<String> names = names(training, target, inputs);
        return new TableEncoder(TableField.of(training, target).forTarget(), fields(training, names));
    }

    /**
     * The same where numbers in the target column, too, mean classes: each number that occurs is one, called by it, from
     * the smallest to the largest.
     *
     * @param target the column to predict: text, whole numbers, or true and false
     * @param inputs the columns to learn from; by default all others
     * @throws IllegalArgumentException as above, or if the target holds numbers that are not whole, or more than 100
     */
    public static TableEncoder labelled(Table training, String target, String... inputs) {
        List<String> names = names(training, target, inputs);
        return new TableEncoder(TableField.labels(training, target).forTarget(), fields(training, names));
    }

    private static List<TableField> fields(Table training, List<String> names) {
        return names.stream().map(name -> TableField.of(training, name)).toList();
    }

    /** The columns to learn from. */
    private static List<String> names(Table training, String target, String... inputs) {
        Require.notNull("training", training, "a Table of Tablesaw");
        Require.notNull("inputs", inputs, "names of columns");
        if (training.rowCount() == 0) throw new IllegalArgumentException("training has no rows");
        String goal = TableField.find(training, "target", target).name();
        List<String> names = new ArrayList<>();
        if (inputs.length == 0) names.addAll(training.columnNames());
        else
            for (int i = 0; i < inputs.length; i++)
                names.add(TableField.find(training, "inputs[" + i + "]", inputs[i])
                        .name());
        if (inputs.length == 0) names.remove(goal);
        Set<String> seen = new HashSet<>(Set.of(goal));
        for (String name : names)
            if (!seen.add(name))
                throw new IllegalArgumentException("column " + quoted(name)
                        + (name.equals(goal) ? " is the target; it can't be an input, too" : " is an input twice"));
        if (names.isEmpty())
            throw new IllegalArgumentException(
                    "the table has no column but the target " + quoted(goal) + "; expected at least one input");
        return names;
    }

    // ---- what it learnt ----

    /** One name for each feature: the column's, and for text "colour=red". */
    public List<String> inputNames() {
        return inputs.stream()
                .flatMap(field -> field.isCategorical()
                        ? field.categories().stream().map(category -> field.column() + "=" + category)
                        : Stream.of(field.column()))
                .toList();
    }

    /** The classes of the target, in alphabetical order, numbers by size; empty if it holds quantities. */
    public List<String> classes() {
        return target.categories();
    }

    // ---- tables to samples ----

    /**
     * The rows of this table, which may be the training table or any other with the same columns.
     *
     * @throws IllegalArgumentException if the table has no rows, a column isn't there, holds something else than in the
     *     training table, or misses a value
     */
    public Dataset dataset(Table table) {
        Require.notNull("table", table, "a Table of Tablesaw");
        if (table.rowCount() == 0) throw new IllegalArgumentException("table has no rows; expected at least one");
        List<TableField.Reader> readers = readers(table);
        Samples x = Samples.of("the table", table.rowCount(), features(), (i, row) -> read(readers, i, row));
        TableField.Reader y = target.reader(table, 0);
        if (target.isCategorical())
            return Dataset.of(x, new Targets.Labels(labels(y, table.rowCount()), target.categories()));
        double[][] values = new double[table.rowCount()][1];
        for (int i = 0; i < values.length; i++) y.read(i, values[i]);
        return Dataset.of(x, Targets.Numbers.of(values, "Tables.labelled(table, " + quoted(target.column()) + ")"));
    }

    private int[] labels(TableField.Reader reader, int n) {
        double[] oneHot = new double[target.width()];
        return IntStream.range(0, n)
                .map(i -> {
                    reader.read(i, oneHot);
                    return IntStream.range(0, oneHot.length)
                            .filter(k -> oneHot[k] == 1)
                            .findFirst()
                            .orElseThrow();
                })
                .toArray();
    }

    /** The inputs alone, for {@code network.predict}; the table need not have the target. */
    public double[][] inputs(Table table) {
        Require.notNull("table", table, "a Table of Tablesaw");
        List<TableField.Reader> readers = readers(table);
        double[][] rows = new double[table.rowCount()][features()];
        for (int i = 0; i < rows.length; i++) read(readers, i, rows[i]);
        return rows;
    }

    private int features() {
        return inputs.stream().mapToInt(TableField::width).sum();
    }

    private List<TableField.Reader> readers(Table table) {
        List<TableField.Reader> readers = new ArrayList<>();
        int at = 0;
        for (TableField field : inputs) {
            readers.add(field.reader(table, at));
            at += field.width();
        }
        return readers;
    }

    private static void read(List<TableField.Reader> readers, int i, double[] row) {
        for (TableField.Reader reader : readers) reader.read(i, row);
    }

    private static String quoted(String text) {
        return TableField.quoted(text);
    }

    /** "TableEncoder of 4 features to species: setosa, versicolor, virginica". */
    @Override
    public String toString() {
        int features = inputNames().size();
        return "TableEncoder of " + features + (features == 1 ? " feature to " : " features to ") + target.column()
                + (target.isCategorical() ? ": " + String.join(", ", target.categories()) : "");
    }
}
