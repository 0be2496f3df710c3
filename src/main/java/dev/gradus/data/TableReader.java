package dev.gradus.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * CSV files read strictly. Tablesaw takes them apart, but gives each column as text: its own numbers leave out every comma,
 * so that 4,95 is 495.
 */
final class TableReader {
    private static final String[] MISSING = {"", "NA", "N/A", "NaN", "null", "?", "*"};
    private static final int WIDEST = 100_000; // columns
    private static final char BYTE_ORDER_MARK = '\ufeff';

    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,9}");
    private static final Pattern POINT = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern COMMA = Pattern.compile("[+-]?(\\d+(,\\d*)?|,\\d+)([eE][+-]?\\d+)?");
    private static final Pattern ONE_MARK = Pattern.compile(POINT.pattern() + "|" + COMMA.pattern());
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}[.,]\\d{3}"); // or decimals
    private static final Pattern YES_OR_NO = Pattern.compile("(?i)true|false");

    private TableReader() {}

    static Table read(Path file) {
        try {
            Table texts = texts(file, separator(file));
            checkMarks(texts);
            Table table = Table.create(texts.name());
            for (int j = 0; j < texts.columnCount(); j++) table.addColumns(typed(texts.stringColumn(j)));
            return table;
        } catch (MalformedInputException e) {
            throw new IllegalArgumentException(file + " isn't written in UTF-8; save it in that encoding", e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    private static Table texts(Path file, char separator) throws IOException {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            reader.mark(1);
            if (reader.read() != BYTE_ORDER_MARK) reader.reset();
            return Table.read()
                    .usingOptions(CsvReadOptions.builder(reader)
                            .tableName(String.valueOf(file.getFileName()))
                            .separator(separator)
                            .locale(Locale.ROOT)
                            .maxNumberOfColumns(WIDEST)
                            .missingValueIndicator(MISSING)
                            .columnTypes(name -> ColumnType.STRING));
        } catch (RuntimeException e) { // Tablesaw throws whatever a broken file leads it to
            for (Throwable t = e; t != null; t = t.getCause()) if (t instanceof IOException io) throw io;
            throw new IllegalArgumentException(file + " can't be read as a table: " + e.getMessage(), e);
        }
    }

    /** The one of comma, semicolon and tab that the line of names has most of. */
    private static char separator(Path file) throws IOException {
        String names;
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            names = lines.readLine();
        }
        if (names == null || names.isBlank())
            throw new IllegalArgumentException(file + " begins with no names; expected a line of them, one a column");
        String bare = names.replaceAll("\"[^\"]*\"", "");
        return (char) ",;\t"
                .chars()
                .reduce((a, b) -> count(bare, b) > count(bare, a) ? b : a)
                .orElseThrow();
    }

    private static long count(String text, int letter) {
        return text.chars().filter(c -> c == letter).count();
    }

    private static Column<?> typed(StringColumn texts) {
        String name = texts.name();
        int n = texts.size();
        if (all(texts, YES_OR_NO)) {
            BooleanColumn column = BooleanColumn.create(name);
            for (int i = 0; i < n; i++)
                if (isMissing(texts, i)) column.appendMissing();
                else column.append(Boolean.parseBoolean(text(texts, i)));
            return column;
        }
        if (all(texts, WHOLE)) {
            IntColumn column = IntColumn.create(name);
            for (int i = 0; i < n; i++)
                if (isMissing(texts, i)) column.appendMissing();
                else column.append(Integer.parseInt(text(texts, i)));
            return column;
        }
        boolean points = all(texts, POINT);
        if (!points && !all(texts, COMMA)) return texts;
        if (!points) checkThousands(texts, ",");
        return DoubleColumn.create(
                name,
                IntStream.range(0, n)
                        .mapToDouble(i -> isMissing(texts, i)
                                ? Double.NaN
                                : Double.parseDouble(text(texts, i).replace(',', '.'))));
    }

    /** A comma in one column makes points doubtful in the others: who writes 4,95 may write 1.234 for a thousand. */
    private static void checkMarks(Table texts) {
        int commas = 0;
        for (int j = 0; j < texts.columnCount(); j++)
            if (hasDecimalCommas(texts.stringColumn(j))) commas++;
            else checkOneMark(texts.stringColumn(j));
        for (int j = 0; commas > 0 && j < texts.columnCount(); j++)
            if (all(texts.stringColumn(j), POINT)) checkThousands(texts.stringColumn(j), ".");
    }

    private static boolean hasDecimalCommas(StringColumn texts) {
        return all(texts, COMMA) && !all(texts, POINT);
    }

    /** Refuses a column of numbers of which some have a comma, others a point. */
    private static void checkOneMark(StringColumn texts) {
        if (!all(texts, ONE_MARK) || all(texts, POINT)) return;
        int comma = with(texts, ",")[0];
        int point = with(texts, ".")[0];
        throw new IllegalArgumentException("column \"" + texts.name() + "\" has \"" + text(texts, comma) + "\" in row "
                + comma + ", but \"" + text(texts, point) + "\" in row " + point
                + " (rows are counted from 0); write all its numbers in one way");
    }

    /** 4,95 tells that its column has decimal commas; where all are like 1,234, nobody knows. */
    private static void checkThousands(StringColumn texts, String mark) {
        int[] marked = with(texts, mark);
        if (marked.length == 0
                || !IntStream.of(marked)
                        .allMatch(i -> THOUSANDS.matcher(text(texts, i)).matches())) return;
        String first = text(texts, marked[0]);
        throw new IllegalArgumentException("column \"" + texts.name() + "\" has \"" + first + "\" in row " + marked[0]
                + " (rows are counted from 0), which may be " + first.replace(mark, "") + " or "
                + first.replace(mark, ".") + "; write it in one of these ways");
    }

    private static int[] with(StringColumn texts, String mark) {
        return IntStream.range(0, texts.size())
                .filter(i -> text(texts, i).contains(mark))
                .toArray();
    }

    /** Whether there are values, and all look like that. */
    private static boolean all(StringColumn texts, Pattern pattern) {
        int values = 0;
        for (int i = 0; i < texts.size(); i++) {
            if (isMissing(texts, i)) continue;
            if (!pattern.matcher(text(texts, i)).matches()) return false;
            values++;
        }
        return values > 0;
    }

    private static boolean isMissing(StringColumn texts, int i) {
        return text(texts, i).isEmpty();
    }

    private static String text(StringColumn texts, int i) {
        return texts.getString(i).trim();
    }
}
