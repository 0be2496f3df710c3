package dev.gradus.data;

import dev.gradus.errors.Require;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * From Tablesaw's tables to datasets, and from results back to tables. Needs Tablesaw on the class path, which the rest
 * of the library does without.
 */
public final class Tables {
    /** The columns of text in the tables to learn with. */
    private static final Set<String> TEXTS = Set.of(
            "species",
            "diagnosis",
            "island",
            "sex",
            "account",
            "history",
            "purpose",
            "savings",
            "employment",
            "sex and status",
            "guarantors",
            "property",
            "other plans",
            "housing",
            "job",
            "telephone",
            "foreign worker",
            "credit");

    private Tables() {}

    /**
     * A dataset of a table's rows: columns of numbers as they are, columns of text one-hot, with the target in one
     * column: text means classes, which keep their names; numbers, or true and false as 1 and 0, are targets
     * themselves. {@link TableEncoder} does it for several tables alike.
     *
     * @param target the name of a column
     * @param inputs the names of the columns to learn from; by default all others
     * @throws IllegalArgumentException if a column isn't there, holds neither numbers nor text, or nearly nothing but
     *     numbers, or misses a value
     */
    public static Dataset dataset(Table table, String target, String... inputs) {
        return TableEncoder.of(table, target, inputs).dataset(table);
    }

    /**
     * The same where numbers in the target column, too, mean classes, such as the digits 0 to 9: each that occurs is one,
     * from the smallest to the largest. {@link TableEncoder#labelled} does it for several tables alike.
     *
     * @param target the name of a column of whole numbers, text, or true and false
     * @param inputs the names of the columns to learn from; by default all others
     * @throws IllegalArgumentException as above, or if the target holds numbers that are not whole, or more than 100
     */
    public static Dataset labelled(Table table, String target, String... inputs) {
        return TableEncoder.labelled(table, target, inputs).dataset(table);
    }

    /**
     * Reads a CSV file with a line of names: numbers, true and false, and text, separated by commas, semicolons or tabs.
     * Strict, where {@code Table.read()} makes 495 of 4,95: a comma in numbers is a decimal comma, unless it may separate
     * thousands, too, as may a point in a file with decimal commas. Empty fields, NA, N/A, NaN, null, ? and * are missing values.
     *
     * @throws IllegalArgumentException if a number can be read in two ways, or the file is no such table
     * @throws UncheckedIOException if it can't be read
     */
    public static Table read(Path file) {
        return TableReader.read(Require.notNull("file", file, "the path of a CSV file"));
    }

    /**
     * A result as a table: a {@code History} epoch by epoch, an {@code Evaluation} sample by sample, the trials of a
     * search.
     */
    public static Table of(Tabular result) {
        Require.notNull("result", result, "e.g. a History");
        Table table = Table.create(result.getClass().getSimpleName());
        result.columns().forEach((name, values) -> table.addColumns(column(name, values)));
        return table;
    }

    private static Column<?> column(String name, List<?> values) {
        if (all(Integer.class, values))
            return IntColumn.create(
                    name, values.stream().mapToInt(v -> (Integer) v).toArray());
        if (all(Number.class, values))
            return DoubleColumn.create(name, values.stream().mapToDouble(v -> ((Number) v).doubleValue()));
        if (all(Boolean.class, values))
            return BooleanColumn.create(
                    name, values.stream().map(v -> (Boolean) v).toList());
        return StringColumn.create(name, values.stream().map(v -> v == null ? "" : v.toString()));
    }

    private static boolean all(Class<?> type, List<?> values) {
        return !values.isEmpty() && values.stream().allMatch(type::isInstance);
    }

    // ---- tables to learn with ----

    /**
     * 150 irises: length and width of sepals and petals in cm, 50 flowers of each of three species, sorted by species.
     * R. A. Fisher, 1936; UCI Machine Learning Repository, CC BY 4.0.
     */
    public static Table iris() {
        return read("iris.csv", "iris");
    }

    /**
     * 569 tumours, of which 212 are malignant: mean, standard error and worst value of ten measures of the cell nuclei,
     * and the diagnosis. Breast Cancer Wisconsin (Diagnostic): W. Wolberg, O. Mangasarian, N. Street, W. Street; UCI
     * Machine Learning Repository, CC BY 4.0.
     */
    public static Table breastCancer() {
        return read("breast-cancer.csv", "breast cancer");
    }

    /**
     * 344 penguins of three species from three islands, sorted by species: length and depth of the bill and length of the
     * flipper in mm, mass in g, sex and year; two have no measures, nine more no sex. K. Gorman, Palmer Station LTER; A.
     * Horst, A. Hill, K. Gorman: palmerpenguins, CC0.
     */
    public static Table penguins() {
        return read("penguins.csv", "penguins");
    }

    /**
     * 303 patients of one clinic, 139 of them ill at the heart: age, sex, eleven findings (chest pain 1 to 4, ST slope and
     * thallium are codes), and the diagnosis, here "ill" for each of its four degrees. Six values are missing. Heart
     * Disease, Cleveland: A. Janosi, W. Steinbrunn, M. Pfisterer, R. Detrano; UCI Machine Learning Repository, CC BY 4.0.
     */
    public static Table heart() {
        return read("heart.csv", "heart");
    }

    /**
     * 1,000 credits, of which 300 went bad: seven numbers, 13 columns of codes, and how it went. In "sex and status" A92 is
     * a woman who is or was married, A91, A93 and A94 are men; women who are single don't occur. Statlog German Credit: H.
     * Hofmann; UCI Machine Learning Repository, CC BY 4.0.
     */
    public static Table germanCredit() {
        return read("german-credit.csv", "German credit");
    }

    /**
     * 68,055 ratings from 0 to 10 that 4,333 people gave 2,414 films, sorted by person: each of these has rated at least
     * five of these films, and each film has at least five such ratings. People are numbers from 0 on, films their titles
     * and years. MovieTweetings: S. Dooms, T. De Pessemier, L. Martens, 2013, MIT licence.
     */
    public static Table ratings() {
        try (BufferedReader titles = unzipped("films.txt.gz");
                BufferedReader rows = unzipped("ratings.csv.gz")) {
            List<String> films = titles.lines().toList();
            List<int[]> ratings = rows.lines()
                    .skip(1)
                    .map(row -> Arrays.stream(row.split(","))
                            .mapToInt(Integer::parseInt)
                            .toArray())
                    .toList();
            return Table.create("ratings")
                    .addColumns(
                            IntColumn.create("person", ratings.stream().mapToInt(row -> row[0])),
                            StringColumn.create("film", ratings.stream().map(row -> films.get(row[1]))),
                            IntColumn.create("rating", ratings.stream().mapToInt(row -> row[2])));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the ratings", e);
        }
    }

    private static BufferedReader unzipped(String file) throws IOException {
        return new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Tables.class.getResourceAsStream(file)), StandardCharsets.UTF_8));
    }

    /** Numbers in all columns but those. */
    private static Table read(String file, String name) {
        try (Reader reader = new InputStreamReader(Tables.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
            return Table.read()
                    .usingOptions(CsvReadOptions.builder(reader)
                            .tableName(name)
                            .locale(Locale.ROOT)
                            .columnTypes(column -> TEXTS.contains(column) ? ColumnType.STRING : ColumnType.DOUBLE));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }
}
