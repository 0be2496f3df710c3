package dev.gradus.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** The bridge to Tablesaw, which need not be there: without it no object is a table. */
public final class Tables {
    private static final boolean PRESENT = isPresent();

    private Tables() {}

    private static boolean isPresent() {
        try {
            Class.forName("tech.tablesaw.api.Table", false, Tables.class.getClassLoader());
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
     * The beginning of a table, as texts.
     *
     * @param name what the table is called
     * @param size how many rows it has
     * @param columns the names of the columns
     * @param numeric for each column, whether it holds numbers
     * @param rows the first rows, cell by cell; a missing value is empty
     */
    public record Peek(String name, int size, List<String> columns, List<Boolean> numeric, List<List<String>> rows) {}

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
            List<List<String>> rows = new ArrayList<>();
            for (int i = 0; i < Math.min(most, table.rowCount()); i++) {
                List<String> row = new ArrayList<>();
                for (int j = 0; j < table.columnCount(); j++) row.add(table.getString(i, j));
                rows.add(row);
            }
            List<Boolean> numeric = table.columns().stream()
                    .map(column -> column instanceof NumericColumn && column.type() != ColumnType.BOOLEAN)
                    .toList();
            String name = table.name() == null ? "" : table.name();
            return new Peek(name, table.rowCount(), List.copyOf(table.columnNames()), numeric, rows);
        }
    }
}
