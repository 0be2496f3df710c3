package dev.gradus.jupyter.views;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

class TablePeekTest {
    @Test
    void theFirstRowsOfATable() {
        DoubleColumn weights = DoubleColumn.create("g", 1.5, 2);
        weights.appendMissing();
        Table table = Table.create("fruit")
                .addColumns(
                        StringColumn.create("name", "apple", "pear", "plum"),
                        weights,
                        BooleanColumn.create("ripe", true, false, true));
        TablePeek.Peek peek = TablePeek.peek(table, 10);
        assertThat(peek.size()).isEqualTo(3);
        assertThat(peek.columns()).extracting(TablePeek.Column::name).containsExactly("name", "g", "ripe");
        assertThat(peek.columns()).extracting(TablePeek.Column::isNumeric).containsExactly(false, true, false);
        assertThat(peek.columns().get(1).values()).containsExactly(1.5, 2, Double.NaN);
        assertThat(peek.columns().get(1).texts()).last().isEqualTo("");
        assertThat(TablePeek.peek(table, 1).columns().get(0).texts()).containsExactly("apple");
    }

    @Test
    void aFormatThatSomebodyChoseStays() {
        DoubleColumn weights = DoubleColumn.create("g", 1.26);
        weights.setPrintFormatter(NumberColumnFormatter.fixedWithGrouping(1));
        TablePeek.Column column = TablePeek.peek(Table.create("t").addColumns(weights), 1)
                .columns()
                .get(0);
        assertThat(column.values()).isEmpty();
        assertThat(column.texts()).containsExactly("1.3");
    }

    @Test
    void anythingElseIsNoTable() {
        assertThat(TablePeek.isTable("a table")).isFalse();
        assertThat(TablePeek.isTable(null)).isFalse();
        assertThatThrownBy(() -> TablePeek.peek("x", 1)).hasMessage("table is no Table of Tablesaw, but x");
    }

    @Test
    void withoutTablesawNothingIsATable() throws Exception {
        URL[] others = Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(entry -> !entry.contains("tablesaw"))
                .map(Path::of)
                .filter(Files::exists)
                .map(TablePeekTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(others, ClassLoader.getPlatformClassLoader())) {
            Class<?> tables = loader.loadClass("dev.gradus.jupyter.views.TablePeek");
            assertThat(tables.getMethod("isTable", Object.class).invoke(null, "x"))
                    .isEqualTo(false);
            Class<?> renderers = loader.loadClass("dev.gradus.jupyter.views.Renderers");
            assertThat(renderers.getMethod("types").invoke(null).toString())
                    .contains("Network")
                    .doesNotContain("tablesaw");
            assertThat(renderers.getMethod("render", Object.class).invoke(null, "x"))
                    .hasToString("{text/plain=x}");
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void numbersLookTheSameInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Table table = Table.create("t", DoubleColumn.create("x", 39.1, 18));
            assertThat(TablePeek.peek(table, 2).columns().get(0).values()).containsExactly(39.1, 18);
        } finally {
            Locale.setDefault(before);
        }
    }
}
