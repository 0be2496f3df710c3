package dev.gradus.data;

import dev.gradus.errors.Require;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A column of a table, as it is read.
 *
 * @param column its name
 * @param isText whether it holds text
 * @param categories what occurs in it, if each is to be a feature or class of its own; else none
 */
record TableField(String column, boolean isText, List<String> categories) {
    private static final int MOST_CATEGORIES = 100; // beyond, a column holds names or numbers, not kinds

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d[\\d.,]*|[.,]\\d+)([eE][+-]?\\d+)?\\s*%?");

    private static final Pattern STRANGE = Pattern.compile("[,%]"); // in a number

    private static final double NEARLY_ALL = 0.8; // numbers in a column of text: the rest were meant as numbers, too

    /** Numbers as a quantity, text as categories. */
    static TableField of(Table table, String name) {
        Column<?> column = table.column(name);
        checkKind(column);
        checkMissing(column);
        if (!(column instanceof StringColumn text)) return new TableField(name, false, List.of());
        checkNoNumbers(text);
        return new TableField(
                name,
                true,
                few(name, "texts", text.asList().stream().distinct().sorted().toList()));
    }

    /** Text or whole numbers, or true and false, as classes. */
    static TableField labels(Table table, String name) {
        Column<?> column = table.column(name);
        TableField field = of(table, name);
        if (field.isText) return field;
        double[] kinds = IntStream.range(0, column.size())
                .mapToDouble(i -> number(column, i))
                .distinct()
                .sorted()
                .toArray();
        List<String> classes = few(
                name,
                "numbers",
                Arrays.stream(kinds).mapToObj(kind -> category(column, kind)).toList());
        return new TableField(name, false, classes);
    }

    private static List<String> few(String name, String what, List<String> categories) {
        if (categories.size() > MOST_CATEGORIES)
            throw new IllegalArgumentException("column " + quoted(name) + " has " + categories.size() + " different "
                    + what + ", more than the " + MOST_CATEGORIES
                    + " that can be told apart; leave it out: name the inputs, or table.removeColumns("
                    + quoted(name) + ")");
        return categories;
    }

    /** Refused if there is one class only. */
    TableField forTarget() {
        if (categories.size() == 1)
            throw new IllegalArgumentException("column " + quoted(column) + " holds nothing but "
                    + quoted(categories.get(0)) + "; a target needs at least two classes");
        return this;
    }

    boolean isCategorical() {
        return !categories.isEmpty();
    }

    /** Numbers in a sample that it becomes. */
    int width() {
        return Math.max(1, categories.size());
    }

    // ---- reading ----

    /** Writes what row i of a table has in this column to its place in a sample. */
    interface Reader {
        void read(int i, double[] sample);
    }

    /**
     * @param at where the sample has this field
     * @throws IllegalArgumentException if the column isn't there, holds something else than in the training table, or
     *     misses a value
     */
    Reader reader(Table table, int at) {
        Column<?> there = find(table, "table", column);
        checkKind(there);
        if (there instanceof StringColumn text && !isText) checkNoNumbers(text);
        if (there instanceof StringColumn != isText)
            throw new IllegalArgumentException("column " + quoted(column) + " holds "
                    + (isText
                            ? "no text, but in the training table it did"
                            : "text, but in the training table it did not"));
        checkMissing(there);
        if (!isCategorical()) return (i, sample) -> sample[at] = number(there, i);
        int[] which = IntStream.range(0, there.size())
                .map(i -> indexOf(category(there, i), i))
                .toArray();
        return (i, sample) -> {
            Arrays.fill(sample, at, at + width(), 0);
            sample[at + which[i]] = 1;
        };
    }

    private int indexOf(String category, int row) {
        int index = categories.indexOf(category);
        if (index < 0)
            throw new IllegalArgumentException("column " + quoted(column) + " has " + quoted(category) + " in row "
                    + row + ", but the training table knew only " + categories);
        return index;
    }

    private static String category(Column<?> column, int row) {
        return column instanceof StringColumn ? column.getString(row) : category(column, number(column, row));
    }

    /** What a number is called as a class. */
    private static String category(Column<?> column, double number) {
        if (number != Math.rint(number) || Math.abs(number) > 1L << 53)
            throw new IllegalArgumentException("column " + quoted(column.name()) + " has " + number
                    + ", which is no whole number; expected classes: whole numbers, text, or true and false");
        return column instanceof BooleanColumn ? String.valueOf(number == 1) : String.valueOf((long) number);
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

    static Column<?> find(Table table, String argument, String name) {
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
        int[] missing = rows(
                column,
                i -> column.isMissing(i)
                        || (column instanceof StringColumn
                                && column.getString(i).isEmpty()));
        if (missing.length == 0) return;
        throw new IllegalArgumentException("column " + quoted(column.name()) + " has no value in row " + missing[0]
                + more(missing) + " (rows are counted from 0); drop such rows with"
                + " table.dropRowsWithMissingValues(), fill them in, or leave the column out");
    }

    /** One "?" makes text of a column of numbers, and a decimal comma or a sign of percent may do so, too. */
    private static void checkNoNumbers(StringColumn column) {
        int[] numbers = rows(column, i -> isNumber(column.getString(i)));
        int[] others = rows(column, i -> !isNumber(column.getString(i)));
        int[] strange = rows(
                column,
                i -> isNumber(column.getString(i))
                        && STRANGE.matcher(column.getString(i)).find());
        if (numbers.length < NEARLY_ALL * column.size()) return;
        if (strange.length > 0)
            throw new IllegalArgumentException("column " + quoted(column.name()) + " is text, with "
                    + quoted(column.getString(strange[0])) + " in row " + strange[0] + more(strange)
                    + " (rows are counted from 0); read the file with Tables.read(path), which knows decimal commas, or"
                    + " write plain numbers with a decimal point"
                    + (others.length == 0
                            ? ""
                            : "; " + quoted(column.getString(others[0])) + " in row " + others[0]
                                    + " is no number: leave that field empty if the value is missing"));
        if (others.length > 0)
            throw new IllegalArgumentException("column " + quoted(column.name()) + " is text, since it has "
                    + quoted(column.getString(others[0])) + " in row " + others[0] + more(others)
                    + " (rows are counted from 0) among " + numbers.length + " numbers; have it read as missing, with"
                    + " CsvReadOptions' missingValueIndicator(" + quoted(column.getString(others[0]))
                    + "), and drop such rows with table.dropRowsWithMissingValues() or fill them in");
    }

    private static boolean isNumber(String text) {
        return NUMBER.matcher(text.trim()).matches();
    }

    private static int[] rows(Column<?> column, IntPredicate condition) {
        return IntStream.range(0, column.size()).filter(condition).toArray();
    }

    private static String more(int[] rows) {
        return rows.length > 1 ? " and " + (rows.length - 1) + " more" : "";
    }

    static String quoted(String text) {
        return '"' + text + '"';
    }
}
