package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

class TablesTest {
    private static Table fruit() {
        return Table.create(
                "fruit",
                IntColumn.create("weight", 150, 7, 120),
                StringColumn.create("colour", "red", "blue", "green"),
                BooleanColumn.create("ripe", true, false, true),
                DoubleColumn.create("price", 0.5, 0.1, 0.4),
                StringColumn.create("name", "apple", "berry", "apple"));
    }

    @Test
    void textBecomesClassesOrOneColumnAKind() {
        Dataset data = Tables.dataset(fruit(), "name");
        assertThat(data).hasToString("Dataset of 3 samples: inputs 6, 2 classes");
        assertThat(data.classes()).containsExactly("apple", "berry");
        assertThat(IntStream.range(0, 3).map(data::label)).containsExactly(0, 1, 0);
        assertThat(data.input(0)).containsExactly(150, 0, 0, 1, 1, 0.5);
        assertThat(data.input(1)).containsExactly(7, 1, 0, 0, 0, 0.1);
        TableEncoder encoder = TableEncoder.of(fruit(), "name");
        assertThat(encoder.inputNames())
                .containsExactly("weight", "colour=blue", "colour=green", "colour=red", "ripe", "price");
        assertThat(encoder.classes()).containsExactly("apple", "berry");
        assertThat(encoder).hasToString("TableEncoder of 6 features to name: apple, berry");
    }

    @Test
    void numbersAreTargets() {
        Dataset prices = Tables.dataset(fruit(), "price", "weight", "ripe");
        assertThat(prices).hasToString("Dataset of 3 samples: inputs 2, 1 target");
        assertThat(prices.isClassification()).isFalse();
        assertThat(prices.target(2)).containsExactly(0.4);
        Dataset ripe = Tables.dataset(fruit(), "ripe", "weight");
        assertThat(ripe.isClassification()).isTrue();
        assertThat(ripe.target(1)).containsExactly(0);
    }

    private static Table digits(int... labels) {
        return Table.create(
                IntColumn.create("label", labels),
                IntColumn.create(
                        "pixel0",
                        IntStream.range(0, labels.length).map(i -> 51 * i % 256).toArray()));
    }

    @Test
    void numbersAreClassesForWhomAsks() {
        Table table = digits(7, 0, 10, 7, 0, 7);
        String hint =
                "the target is read as a quantity from 0 to 10; if it is a class, use Tables.labelled(table, \"label\")";
        assertThat(Tables.dataset(table, "label").targetHint()).isEqualTo(hint);
        Dataset data = Tables.labelled(table, "label");
        assertThat(data).hasToString("Dataset of 6 samples: inputs 1, 3 classes");
        assertThat(data.classes()).containsExactly("0", "7", "10");
        assertThat(IntStream.range(0, 6).map(data::label)).containsExactly(1, 0, 2, 1, 0, 1);
        assertThat(data.input(5)).containsExactly(255);
        TableEncoder encoder = TableEncoder.labelled(table, "label", "pixel0");
        assertThat(encoder).hasToString("TableEncoder of 1 feature to label: 0, 7, 10");
        assertThat(encoder.dataset(digits(10, 7)).label(0)).isEqualTo(2);
        assertMessage(
                () -> encoder.dataset(digits(7, 8)),
                "column \"label\" has \"8\" in row 1, but the training table knew only [0, 7, 10]");
        assertThat(Tables.labelled(fruit(), "name").classes()).containsExactly("apple", "berry");
        assertThat(Tables.labelled(fruit(), "ripe").classes()).containsExactly("false", "true");
        assertMessage(
                () -> Tables.labelled(fruit(), "price"),
                "column \"price\" has 0.1, which is no whole number; expected classes: whole numbers, text, or true and"
                        + " false");
        assertMessage(
                () -> Tables.labelled(digits(3, 3), "label"),
                "column \"label\" holds nothing but \"3\"; a target needs at least two classes");
        assertMessage(
                () -> Tables.labelled(digits(IntStream.range(0, 101).toArray()), "label"),
                "column \"label\" has 101 different numbers, more than the 100 that can be told apart");
    }

    /** As many bytes as pixels: a table of 42,000 digits takes 33 MB. */
    @Test
    void wholeNumbersUpTo255AreStoredAsBytes() {
        assertThat(Samples.of(
                        "x",
                        TableEncoder.of(fruit(), "name", "weight", "colour", "ripe")
                                .inputs(fruit())))
                .isInstanceOf(Samples.Bytes.class);
        Dataset data = Tables.dataset(fruit(), "name", "weight", "colour", "ripe");
        double[] batch = data.batch(new int[] {2, 0}, 0, 2, null).inputs().toArray();
        assertThat(batch).containsExactly(120, 0, 1, 0, 1, 150, 0, 0, 1, 1);
    }

    @Test
    void textThatIsNearlyAllNumbersIsRefused() {
        Table cars = Table.create(
                StringColumn.create("hp", "100", "110.5", "?", "9e1", " 95 ", "-3"),
                IntColumn.create("price", 1, 2, 3, 4, 5, 7));
        String odd =
                "column \"hp\" is text, since it has \"?\" in row 2 (rows are counted from 0) among 5 numbers; have it"
                        + " read as missing, with CsvReadOptions' missingValueIndicator(\"?\"), and drop such rows with"
                        + " table.dropRowsWithMissingValues() or fill them in";
        assertMessage(() -> Tables.dataset(cars, "price"), odd);
        assertMessage(() -> Tables.dataset(cars, "hp"), odd);
        Table numbers = cars.copy().replaceColumn(IntColumn.create("hp", 1, 2, 3, 4, 5, 6));
        TableEncoder encoder = TableEncoder.of(numbers, "price");
        assertMessage(() -> encoder.dataset(cars), odd);
        Table commas = cars.copy().replaceColumn(StringColumn.create("hp", "4,95", "5", "?", "1,5", "2,5", "1"));
        assertMessage(
                () -> Tables.dataset(commas, "price"),
                "column \"hp\" is text, with \"4,95\" in row 0 and 2 more (rows are counted from 0); read the file with"
                        + " Tables.read(path), which knows decimal commas, or write plain numbers with a decimal point;"
                        + " \"?\" in row 2 is no number: leave that field empty if the value is missing");
        assertMessage(
                () -> Tables.dataset(
                        cars.copy().replaceColumn(StringColumn.create("hp", "5%", "6%", "7%", "8%", "9%", "1")),
                        "price"),
                "column \"hp\" is text, with \"5%\" in row 0 and 4 more");
        for (StringColumn kinds : List.of(
                StringColumn.create("hp", "4", "6", "8", "4", "6", "4"), // numbers on purpose
                StringColumn.create("hp", "4", "6", "8", "4", "rotary", "electric"),
                StringColumn.create("hp", "1a", "1b", "2a", "2b", "3", "3"))) {
            Table table = cars.copy().replaceColumn(kinds);
            assertThat(Tables.dataset(table, "price").inputs()).isEqualTo(kinds.countUnique());
        }
    }

    // ---- files ----

    private Table read(String csv) throws Exception {
        return Tables.read(Files.writeString(folder.resolve("t.csv"), csv));
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"en-US", "de-DE", "ar-EG-u-nu-arab"})
    void filesAreReadAsTheyAreWritten(String tag) throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            Table german = read("\ufeffhp;price;ok;name\n100;4,95;true;Bär\n?;1,234;FALSE;\"a;b\"\n110;,5;NA;x\n");
            assertThat(german.columnNames()).containsExactly("hp", "price", "ok", "name");
            assertThat(german.columns())
                    .extracting(column -> column.type().name())
                    .containsExactly("INTEGER", "DOUBLE", "BOOLEAN", "STRING");
            assertThat(german.doubleColumn("price").asDoubleArray()).containsExactly(4.95, 1.234, 0.5);
            assertThat(german.column("hp").isMissing(1)).isTrue();
            assertThat(german.column("ok").isMissing(2)).isTrue();
            assertThat(german.booleanColumn("ok").get(1)).isFalse();
            assertThat(german.stringColumn("name").asList()).containsExactly("Bär", "a;b", "x");
            Table plain = read("a,b,c,d\n1,2.50,-3e2,\"4,95\"\n12345678901,.5,+7,\"10\"\n");
            assertThat(plain.row(0).getDouble("d")).isEqualTo(4.95);
            assertThat(plain.row(1).getDouble("a")).isEqualTo(12345678901.0);
            assertThat(plain.doubleColumn("c").asDoubleArray()).containsExactly(-300, 7);
            assertThat(read("a\tb\n1\t2\n").intColumn("b").get(0)).isEqualTo(2);
            assertThat(read("a;b\n1.234,56;2\n").column("a").type().name()).isEqualTo("STRING");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whatNobodyCanReadIsRefused() throws Exception {
        assertThatThrownBy(() -> read("a;b\n1,234;1\n5;1\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("column \"a\" has \"1,234\" in row 0 (rows are counted from 0), which may be 1234 or 1.234;"
                        + " write it in one of these ways");
        assertThatThrownBy(() -> read("a;b\n4,95;1.234\n5;12.500\n"))
                .hasMessage("column \"b\" has \"1.234\" in row 0 (rows are counted from 0), which may be 1234 or 1.234;"
                        + " write it in one of these ways");
        assertThat(read("a;b\n4,95;1.234\n5;12.5\n").column("b").getString(0)).isEqualTo("1.234");
        assertThatThrownBy(() -> read("a;b\n4,95;1\n5.10;1\n7;1\n"))
                .hasMessage(
                        "column \"a\" has \"4,95\" in row 0, but \"5.10\" in row 1 (rows are counted from 0); write all"
                                + " its numbers in one way");
        assertThatThrownBy(() -> read("")).hasMessageContaining("begins with no names; expected a line of them");
        assertThatThrownBy(() -> read("a,b\n1\n2,3,4\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("can't be read as a table: ");
        for (String csv : List.of("a;b\nBär;1\n", "Bär;b\n1;1\n"))
            assertThatThrownBy(() -> Tables.read(
                            Files.write(folder.resolve("old.csv"), csv.getBytes(StandardCharsets.ISO_8859_1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("old.csv isn't written in UTF-8; save it in that encoding");
        assertThatThrownBy(() -> Tables.read(folder.resolve("none.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.csv");
        assertMessage(() -> Tables.read(null), "file is null; expected the path of a CSV file");
    }

    @Test
    void otherTablesAreReadLikeTheTrainingTable() {
        TableEncoder encoder = TableEncoder.of(fruit(), "name");
        Table others = fruit().where(fruit().intColumn("weight").isGreaterThan(140));
        Dataset data = encoder.dataset(others);
        assertThat(data.classes()).containsExactly("apple", "berry");
        assertThat(data.outputs()).isEqualTo(2);
        assertThat(data.input(0)).containsExactly(150, 0, 0, 1, 1, 0.5);
        Table unnamed = fruit().removeColumns("name");
        assertThat(encoder.inputs(unnamed)[2]).containsExactly(120, 0, 1, 0, 1, 0.4);
        assertThatThrownBy(() -> encoder.dataset(unnamed))
                .hasMessage("the table has no column \"name\", but [weight, colour, ripe, price]");
        Table strange = fruit().replaceColumn(StringColumn.create("colour", "red", "pink", "red"));
        assertThatThrownBy(() -> encoder.dataset(strange))
                .hasMessage(
                        "column \"colour\" has \"pink\" in row 1, but the training table knew only [blue, green, red]");
        Table texts = fruit().replaceColumn(StringColumn.create("weight", "1", "2", "3"));
        assertThatThrownBy(() -> encoder.dataset(texts))
                .hasMessage("column \"weight\" holds text, but in the training table it did not");
        Table numbers = fruit().replaceColumn(IntColumn.create("colour", 1, 2, 3));
        assertThatThrownBy(() -> encoder.dataset(numbers))
                .hasMessage("column \"colour\" holds no text, but in the training table it did");
    }

    @Test
    void missingValuesAreRefusedByColumnAndRow() {
        for (String name : List.of("weight", "colour", "ripe", "price", "name")) {
            Table table = fruit().emptyCopy();
            for (int i : new int[] {0, 1, 1, 2}) table.append(fruit().row(i));
            Column<?> gap = table.column(name).emptyCopy();
            for (int i = 0; i < 4; i++)
                if (i == 2) gap.appendMissing();
                else gap.appendObj(table.column(name).get(i));
            table.replaceColumn(gap);
            assertThatThrownBy(() -> Tables.dataset(table, "name"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "column \"" + name + "\" has no value in row 2 (rows are counted from 0); drop such rows"
                                    + " with table.dropRowsWithMissingValues(), fill them in, or leave the column out");
            assertThat(Tables.dataset(table.dropRowsWithMissingValues(), "name").size())
                    .isEqualTo(3);
            table.column(name).setMissing(3); // a text's isMissing doesn't tell
            assertThatThrownBy(() -> Tables.dataset(table, "name")).hasMessageContaining("in row 2 and 1 more (rows");
        }
    }

    @Test
    void whatIsNoDataIsRefusedWithWords() {
        assertMessage(() -> Tables.dataset(null, "name"), "training is null; expected a Table of Tablesaw");
        assertMessage(() -> Tables.dataset(fruit().emptyCopy(), "name"), "training has no rows");
        for (String target : List.of("name", "price"))
            assertMessage(
                    () -> TableEncoder.of(fruit(), target).dataset(fruit().emptyCopy()),
                    "table has no rows; expected at least one");
        assertMessage(
                () -> Tables.dataset(fruit(), "nam"),
                "target is \"nam\", but the table has the columns [weight, colour, ripe, price, name]");
        assertMessage(() -> Tables.dataset(fruit(), null), "target is \"null\", but the table has");
        assertMessage(() -> Tables.dataset(fruit(), "name", "price", "x"), "inputs[1] is \"x\", but the table has");
        assertMessage(
                () -> Tables.dataset(fruit(), "name", "price", "name"),
                "column \"name\" is the target; it can't be an input, too");
        assertMessage(() -> Tables.dataset(fruit(), "name", "price", "price"), "column \"price\" is an input twice");
        assertMessage(
                () -> Tables.dataset(Table.create(fruit().column("name")), "name"),
                "the table has no column but the target \"name\"; expected at least one input");
        Table one = fruit().replaceColumn(StringColumn.create("name", "apple", "apple", "apple"));
        assertMessage(
                () -> Tables.dataset(one, "name"),
                "column \"name\" holds nothing but \"apple\"; a target needs at least two classes");
        Table dated = fruit().addColumns(DateColumn.create("day", LocalDate.EPOCH, LocalDate.EPOCH, LocalDate.EPOCH));
        assertMessage(
                () -> Tables.dataset(dated, "name"),
                "column \"day\" holds LOCAL_DATE; expected numbers or text: make numbers of it, or leave it out");
        Table infinite = fruit().replaceColumn(DoubleColumn.create("price", 1, Double.POSITIVE_INFINITY, 2));
        assertMessage(
                () -> Tables.dataset(infinite, "name"),
                "column \"price\", row 1, is Infinity; expected a finite number");
        for (String name : List.of("price", "name")) { // of an input, of a target
            Table huge = fruit().replaceColumn(DoubleColumn.create(name, 1, 2, -1e39));
            assertMessage(
                    () -> Tables.dataset(huge, "name"),
                    "column \"" + name + "\", row 2, is -1.0E39; expected at most 3.4E38 in size");
        }
        Table many = Table.create(
                DoubleColumn.create(
                        "y", IntStream.range(0, 101).asDoubleStream().toArray()),
                StringColumn.create("id", IntStream.range(0, 101).mapToObj(i -> "id " + i)));
        assertMessage(
                () -> Tables.dataset(many, "y"),
                "column \"id\" has 101 different texts, more than the 100 that can be told apart; leave it out: name the"
                        + " inputs, or table.removeColumns(\"id\")");
    }

    private static void assertMessage(Runnable call, String words) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(words);
    }

    // ---- results as tables ----

    @Test
    void resultsBecomeTables() {
        Map<String, List<?>> columns = new LinkedHashMap<>();
        columns.put("number", List.of(1, 2));
        columns.put("loss", List.of(0.5, Double.NaN));
        columns.put("mixed", List.of(1, 2.5));
        columns.put("good", List.of(true, false));
        columns.put("text", Arrays.asList("x", null));
        columns.put("any", List.of(LocalDate.EPOCH, 3));
        Table table = Tables.of(() -> columns);
        assertThat(table.columns())
                .extracting(Column::name)
                .containsExactly("number", "loss", "mixed", "good", "text", "any");
        assertThat(table.columns())
                .extracting(column -> column.type().name())
                .containsExactly("INTEGER", "DOUBLE", "DOUBLE", "BOOLEAN", "STRING", "STRING");
        assertThat(table.column("loss").isMissing(1)).isTrue();
        assertThat(table.column("text").isMissing(1)).isTrue();
        assertThat(table.stringColumn("any").get(0)).isEqualTo("1970-01-01");
        assertThatThrownBy(() -> Tables.of(null)).hasMessage("result is null; expected e.g. a History");
    }

    // ---- bundled tables ----

    /** SHA-256 of the bundled files: the published numbers below a line of names, with names of classes. */
    @ParameterizedTest
    @CsvSource({
        "iris.csv, dad19dc3817625a5490ab6be0fdb592efdcd6921badbbaf4275cef90bcfaa994",
        "breast-cancer.csv, af399a019264f7999e6b395ee90576e46564867aa4c8a40797c96be87dc1be55",
        "penguins.csv, f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93",
        "heart.csv, ed5391d959d7d5ffe7665abed2ab1563a39598d59edb4bbe52c1ecf6432b05d4",
        "german-credit.csv, 88b636489f6383bba4e7b3c055ee4949318ac1348ff95b1fcb936d1b5a435acd"
    })
    void theFilesAreThose(String file, String digest) throws Exception {
        byte[] bytes = Tables.class.getResourceAsStream(file).readAllBytes();
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)))
                .isEqualTo(digest);
    }

    @ParameterizedTest
    @CsvSource({"en-US", "de-DE", "zh-CN", "ar-EG-u-nu-arab"})
    void theyAreReadInAllCountries(String tag) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(tag));
        try {
            Table iris = Tables.iris();
            assertThat(iris.name()).isEqualTo("iris");
            assertThat(iris.shape()).isEqualTo("iris: 150 rows X 5 cols");
            assertThat(iris.doubleColumn("petal length").mean()).isBetween(3.757, 3.759);
            Dataset flowers = Tables.dataset(iris, "species");
            assertThat(flowers.classes()).containsExactly("setosa", "versicolor", "virginica");
            assertThat(flowers.input(0)).containsExactly(5.1, 3.5, 1.4, 0.2);
            assertThat(flowers.label(149)).isEqualTo(2);
            Table tumours = Tables.breastCancer();
            assertThat(tumours.columnCount()).isEqualTo(31);
            assertThat(tumours.stringColumn("diagnosis").countOccurrences("malignant"))
                    .isEqualTo(212);
            assertThat(tumours.stringColumn("diagnosis").countOccurrences("benign"))
                    .isEqualTo(357);
            assertThat(tumours.doubleColumn("mean area").get(0)).isEqualTo(1001);
            assertThat(tumours.missingValueCounts().row(0).getDouble(0)).isZero();
            Table penguins = Tables.penguins();
            assertThat(penguins.shape()).isEqualTo("penguins: 344 rows X 8 cols");
            assertThat(penguins.doubleColumn("flipper_length_mm").countMissing())
                    .isEqualTo(2);
            assertThat(penguins.stringColumn("sex").countMissing()).isEqualTo(11);
            assertThat(penguins.doubleColumn("body_mass_g").mean()).isBetween(4201.75, 4201.76);
            assertThat(penguins.stringColumn("species").unique().asList())
                    .containsExactlyInAnyOrder("Adelie", "Chinstrap", "Gentoo");
            Table heart = Tables.heart();
            assertThat(heart.shape()).isEqualTo("heart: 303 rows X 14 cols");
            assertThat(heart.stringColumn("diagnosis").countOccurrences("ill")).isEqualTo(139);
            assertThat(heart.stringColumn("sex").countOccurrences("female")).isEqualTo(97);
            assertThat(heart.doubleColumn("ST depression").get(0)).isEqualTo(2.3);
            assertThat(heart.dropRowsWithMissingValues().rowCount()).isEqualTo(297);
            Table credit = Tables.germanCredit();
            assertThat(credit.shape()).isEqualTo("German credit: 1000 rows X 21 cols");
            assertThat(credit.stringColumn("credit").countOccurrences("bad")).isEqualTo(300);
            assertThat(credit.stringColumn("sex and status").countOccurrences("A92"))
                    .isEqualTo(310);
            assertThat(credit.doubleColumn("age").get(0)).isEqualTo(67);
            assertThat(Tables.dataset(credit, "credit").classes()).containsExactly("bad", "good");
        } finally {
            Locale.setDefault(before);
        }
    }
}
