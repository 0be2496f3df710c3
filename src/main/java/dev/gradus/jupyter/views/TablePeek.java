package dev.gradus.jupyter.views;

import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Looks into Tablesaw's tables where Tablesaw is; without it no object is a table. {@code dev.gradus.data.Tables} is for those who have one. */
public final class TablePeek {
    private static final boolean PRESENT = isPresent();

    private TablePeek() {}

    private static boolean isPresent() {
        try {
            Class.forName("tech.tablesaw.api.Table", false, TablePeek.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }

    /** Tablesaw's table, if Tablesaw is there. */
    public static Optional<Class<?>> type() {
        return PRESENT ? Optional.of(Bridge.type()) : Optional.empty();
    }

    /** Whether this is one of Tablesaw's tables. */
    public static boolean isTable(@Nullable Object thing) {
        return PRESENT && Bridge.type().isInstance(thing);
    }

    /**
     * The beginning of a table.
     *
     * @param name what the table is called
     * @param size how many rows it has
     */
    public record Peek(String name, int size, List<Column> columns) {}

    /**
     * The beginning of a column.
     *
     * @param name what the column is called
     * @param isNumeric whether it holds numbers
     * @param texts the first values; a missing one is empty
     * @param values the same as numbers, NaN for a missing one, if the column leaves their form open; else empty
     */
    public record Column(String name, boolean isNumeric, List<String> texts, double[] values) {}

    /**
     * The first rows of a table.
     *
     * @param rows how many at most
     * @throws IllegalArgumentException if it is no table
     */
    public static Peek peek(@Nullable Object table, int rows) {
        if (!isTable(table)) throw new IllegalArgumentException("table is no Table of Tablesaw, but " + table);
        return Bridge.peek(table, rows);
    }

    /** Loaded only where Tablesaw is. */
    private static final class Bridge {
        static Class<?> type() {
            return Table.class;
        }

        static Peek peek(Object thing, int most) {
            Table table = (Table) thing;
            int rows = Math.min(most, table.rowCount());
            List<Column> columns =
                    table.columns().stream().map(column -> peek(column, rows)).toList();
            return new Peek(table.name() == null ? "" : table.name(), table.rowCount(), columns);
        }

        private static Column peek(tech.tablesaw.columns.Column<?> column, int rows) {
            List<String> texts =
                    IntStream.range(0, rows).mapToObj(column::getString).toList();
            boolean numeric = column instanceof NumericColumn && !(column instanceof BooleanColumn);
            double[] values = {};
            if (numeric) {
                NumericColumn<?> numbers = (NumericColumn<?>) column;
                double[] first = IntStream.range(0, rows)
                        .mapToDouble(i -> column.isMissing(i) ? Double.NaN : numbers.getDouble(i))
                        .toArray();
                if (IntStream.range(0, rows).allMatch(i -> column.isMissing(i) || isExact(texts.get(i), first[i])))
                    values = first;
            }
            return new Column(column.name(), numeric, texts, values);
        }

        /** Whether the text is the number itself, in no format that somebody chose; Tablesaw writes it as the country does. */
        private static boolean isExact(String text, double value) {
            char point = DecimalFormatSymbols.getInstance().getDecimalSeparator();
            try {
                return Double.parseDouble(text.replace(point, '.')) == value;
            } catch (NumberFormatException formatted) {
                return false;
            }
        }
    }
}
