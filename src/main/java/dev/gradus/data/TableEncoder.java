package dev.gradus.data;

import dev.gradus.math.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * How the rows of a table become samples, decided by the training table, so that the test table is read alike: a column
 * of numbers is one feature; true and false are 1 and 0; a column of text becomes one feature for each text that occurs,
 * in alphabetical order, of which the right one is 1 (one-hot).
 */
public final class TableEncoder {
    private static final int MOST_CATEGORIES = 100; // beyond, a column holds names or numbers, not kinds

    private final Field target;
    private final List<Field> inputs;

    /** A column; with its categories if it holds text, else with none. */
    private record Field(String column, List<String> categories) {
        boolean isText() {
            return !categories.isEmpty();
        }

        int width() {
            return Math.max(1, categories.size());
        }
    }

    private TableEncoder(Field target, List<Field> inputs) {
        this.target = target;
        this.inputs = inputs;
    }

    /**
     * Learns the columns and their categories.
     *
     * @param target the column to predict
     * @param inputs the columns to learn from; by default all others
     * @throws IllegalArgumentException if a column isn't there, holds neither numbers nor text, or misses a value
     */
    public static TableEncoder of(Table training, String target, String... inputs) {
        Require.notNull("training", training, "a Table of Tablesaw");
        Require.notNull("inputs", inputs, "names of columns");
        if (training.rowCount() == 0) throw new IllegalArgumentException("training has no rows");
        String goal = find(training, "target", target).name();
        List<String> names = new ArrayList<>();
        if (inputs.length == 0) names.addAll(training.columnNames());
        else
            for (int i = 0; i < inputs.length; i++)
                names.add(find(training, "inputs[" + i + "]", inputs[i]).name());
        if (inputs.length == 0) names.remove(goal);
        Set<String> seen = new HashSet<>(Set.of(goal));
        for (String name : names)
            if (!seen.add(name))
                throw new IllegalArgumentException("column " + quoted(name)
                        + (name.equals(goal) ? " is the target; it can't be an input, too" : " is an input twice"));
        if (names.isEmpty())
            throw new IllegalArgumentException(
                    "the table has no column but the target " + quoted(goal) + "; expected at least one input");
        Field toPredict = field(training, goal);
        if (toPredict.categories().size() == 1)
            throw new IllegalArgumentException("column " + quoted(goal) + " holds nothing but "
                    + quoted(toPredict.categories().get(0)) + "; a target needs at least two classes");
        return new TableEncoder(
                toPredict, names.stream().map(name -> field(training, name)).toList());
    }

    private static Field field(Table table, String name) {
        Column<?> column = table.column(name);
        checkKind(column);
        checkMissing(column);
        List<String> categories = column instanceof StringColumn text
                ? text.asList().stream().distinct().sorted().toList()
                : List.of();
        if (categories.size() > MOST_CATEGORIES)
            throw new IllegalArgumentException("column " + quoted(name) + " has " + categories.size()
                    + " different texts, more than the " + MOST_CATEGORIES
                    + " that can be told apart; leave it out: name the inputs, or table.removeColumns("
                    + quoted(name) + ")");
        return new Field(name, categories);
    }

    // ---- what it learnt ----

    /** One name for each feature: the column's, and for text "colour=red". */
    public List<String> inputNames() {
        return inputs.stream()
                .flatMap(field -> field.isText()
                        ? field.categories().stream().map(category -> field.column() + "=" + category)
                        : List.of(field.column()).stream())
                .toList();
    }

    /** The classes of the target, in alphabetical order; empty if it holds numbers. */
    public List<String> classes() {
        return target.categories();
    }

    // ---- tables to samples ----

    /**
     * The rows of this table, which may be the training table or any other with the same columns.
     *
     * @throws IllegalArgumentException if a column isn't there, holds something else than in the training table, or
     *     misses a value
     */
    public Dataset dataset(Table table) {
        double[][] x = inputs(table);
        double[][] y = encode(table, List.of(target));
        if (!target.isText()) return Dataset.of(x, y);
        int[] labels = Arrays.stream(y)
                .mapToInt(row -> IntStream.range(0, row.length)
                        .filter(k -> row[k] == 1)
                        .findFirst()
                        .orElseThrow())
                .toArray();
        return Dataset.of(x, labels, target.categories());
    }

    /** The inputs alone, for {@code network.predict}; the table need not have the target. */
    public double[][] inputs(Table table) {
        Require.notNull("table", table, "a Table of Tablesaw");
        return encode(table, inputs);
    }

    /** One row a row of the table (n × features of these fields). */
    private static double[][] encode(Table table, List<Field> fields) {
        double[][] rows = new double[table.rowCount()]
                [fields.stream().mapToInt(Field::width).sum()];
        int at = 0;
        for (Field field : fields) {
            Column<?> column = find(table, "table", field.column());
            checkKind(column);
            if (column instanceof StringColumn != field.isText())
                throw new IllegalArgumentException("column " + quoted(field.column()) + " holds "
                        + (field.isText()
                                ? "no text, but in the training table it did"
                                : "text, but in the training table it did not"));
            checkMissing(column);
            for (int i = 0; i < rows.length; i++)
                if (field.isText()) rows[i][at + category(field, column, i)] = 1;
                else rows[i][at] = number(column, i);
            at += field.width();
        }
        return rows;
    }

    private static int category(Field field, Column<?> column, int row) {
        int category = field.categories().indexOf(column.getString(row));
        if (category < 0)
            throw new IllegalArgumentException("column " + quoted(field.column()) + " has "
                    + quoted(column.getString(row)) + " in row " + row
                    + ", but the training table knew only " + field.categories());
        return category;
    }

    private static double number(Column<?> column, int row) {
        double value = column instanceof BooleanColumn yes
                ? (yes.get(row) ? 1 : 0)
                : ((NumericColumn<?>) column).getDouble(row);
        if (!Float.isFinite((float) value))
            Require.single("column " + quoted(column.name()) + ", row " + row + ",", value);
        return value;
    }

    // ---- checks ----

    private static Column<?> find(Table table, String argument, String name) {
        if (name == null || !table.containsColumn(name))
            throw new IllegalArgumentException(
                    argument.equals("table")
                            ? "the table has no column " + quoted(name) + ", but " + table.columnNames()
                            : argument + " is " + quoted(name) + ", but the table has the columns "
                                    + table.columnNames());
        return table.column(name);
    }

    private static void checkKind(Column<?> column) {
        if (!(column instanceof NumericColumn || column instanceof BooleanColumn || column instanceof StringColumn))
            throw new IllegalArgumentException("column " + quoted(column.name()) + " holds "
                    + column.type().name() + "; expected numbers or text: make numbers of it, or leave it out");
    }

    private static void checkMissing(Column<?> column) {
        // StringColumn's isMissing doesn't see what its setMissing did; its getString gives an empty text all the same.
        int[] missing = IntStream.range(0, column.size())
                .filter(i -> column.isMissing(i)
                        || (column instanceof StringColumn
                                && column.getString(i).isEmpty()))
                .toArray();
        if (missing.length == 0) return;
        throw new IllegalArgumentException("column " + quoted(column.name()) + " has no value in row " + missing[0]
                + (missing.length > 1 ? " and " + (missing.length - 1) + " more" : "")
                + " (rows are counted from 0); drop such rows with table.dropRowsWithMissingValues(), fill them in, or"
                + " leave the column out");
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }

    /** "TableEncoder of 4 features to species: setosa, versicolor, virginica". */
    @Override
    public String toString() {
        int features = inputNames().size();
        return "TableEncoder of " + features + (features == 1 ? " feature to " : " features to ") + target.column()
                + (target.isText() ? ": " + String.join(", ", target.categories()) : "");
    }
}
