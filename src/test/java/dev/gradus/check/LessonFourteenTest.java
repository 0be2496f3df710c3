package dev.gradus.check;

import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.sgd;
import static dev.gradus.Gradus.softmax;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradus.Python;
import dev.gradus.data.Dataset;
import dev.gradus.data.Standardizer;
import dev.gradus.data.TableEncoder;
import dev.gradus.data.Tables;
import dev.gradus.nn.Network;
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tech.tablesaw.api.Table;

/** What lesson 14 prints without running it: the messages of tables that don't fit, and programs in Python. */
class LessonFourteenTest {
    private static final String[] MEASURES = {"bill_length_mm", "bill_depth_mm", "flipper_length_mm", "body_mass_g"};

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"en", "zh"})
    void theMessagesAreThoseThatCome(String language) throws IOException {
        List<String> said = quoted(text(language, "fit-text"));
        Table gaps = read("species;bill\nA;1\nB;2\nA;3\nA;\nB;\n");
        TableEncoder known = TableEncoder.of(read("kind;y\nu;1\nv;2\n"), "y");
        List<ThrowingCallable> causes = List.of(
                () -> read("a;b\n1,234;1\n5;1\n"),
                () -> read("a;b\n4,95;1\n5.10;1\n"),
                () -> Tables.labelled(gaps, "species"),
                () -> Tables.dataset(read("a;b\n1,5;1\n2,5;1\n3,5;2\n4,5;1\n5,5;1\nn/a;1\n"), "b"),
                () -> Tables.dataset(
                        read("name;y\n"
                                + IntStream.range(0, 101)
                                        .mapToObj(i -> "n" + i + ";1\n")
                                        .collect(Collectors.joining())),
                        "y"),
                () -> known.dataset(read("kind;y\nw;1\n")),
                () -> Trainer.of(network(4, 1))
                        .quiet()
                        .fit(Tables.labelled(
                                Tables.penguins().dropRowsWithMissingValues().removeColumns("year"), "species")));
        assertThat(said).hasSameSizeAs(causes);
        for (int i = 0; i < said.size(); i++) assertThatThrownBy(causes.get(i)).hasMessageContaining(said.get(i));
    }

    /** The last code in each row of the table. */
    private static List<String> quoted(String text) {
        return text.lines()
                .filter(line -> line.startsWith("| ") && line.contains("`"))
                .map(line -> line.substring(line.indexOf('|', 2)))
                .map(cell -> cell.substring(cell.indexOf('`') + 1, cell.lastIndexOf('`')))
                .toList();
    }

    private Table read(String content) throws IOException {
        return Tables.read(Files.writeString(folder.resolve("table.csv"), content));
    }

    private static Network network(int inputs, long seed) {
        return Network.input(inputs)
                .dense(16, relu())
                .dense(3, softmax())
                .seed(seed)
                .build();
    }

    @Test
    void bothEditionsPrintTheSamePrograms() throws IOException {
        assertThat(programs("zh")).hasSize(2).isEqualTo(programs("en"));
    }

    /** By whom each is for. */
    private static Map<String, String> programs(String language) throws IOException {
        return Pattern.compile("```python\n# (\\w+)\n(.*?)```", Pattern.DOTALL)
                .matcher(text(language, "elsewhere"))
                .results()
                .collect(Collectors.toMap(program -> program.group(1), program -> program.group(2)));
    }

    @Test
    void thePrintedProgramsTakeTheWeightsAndGiveSomeBack() throws Exception {
        assumeTrue(Python.has("torch", "keras", "safetensors"), Python.MISSING);
        Dataset.Split split = Tables.labelled(Tables.penguins().dropRowsWithMissingValues(), "species", MEASURES)
                .stratifiedSplit(0.7, 1);
        Standardizer scale = Standardizer.of(split.first());
        Dataset training = scale.apply(split.first());
        Dataset validation = scale.apply(split.second());
        Network mine = network(4, 1);
        Trainer.of(mine).optimizer(sgd(0.1)).batchSize(10).epochs(30).quiet().fit(training);
        mine.saveWeights(folder.resolve("penguins.safetensors"));
        write("training.csv", training);
        write("validation.csv", validation);
        String first = Arrays.stream(mine.predict(validation.input(0)))
                .mapToObj(p -> String.format(Locale.ROOT, "%.4f", p))
                .collect(Collectors.joining(" "));
        returns("PyTorch", "", first, validation);
        for (String backend : List.of("tensorflow", "torch", "jax"))
            if (Python.has(backend)) returns("Keras", backend, first, validation);
    }

    /** What a program says to the first penguin, and whether its own network comes back as it was. */
    private void returns(String name, String backend, String first, Dataset validation) throws Exception {
        Path script = Files.writeString(
                folder.resolve("program.py"),
                "import os\nos.chdir(os.path.dirname(os.path.abspath(__file__)))\n"
                        + (backend.isEmpty() ? "" : "os.environ['KERAS_BACKEND'] = '" + backend + "'\n")
                        + programs("en").get(name));
        List<String> printed = Python.run("", script).lines().toList();
        System.out.println(name + " " + backend + ": " + printed);
        assertThat(printed.get(0)).as(name + " " + backend).isEqualTo(first);
        double accuracy = Double.parseDouble(printed.get(1));
        assertThat(accuracy).as(name + " " + backend).isGreaterThan(0.94);
        Network returned = network(4, 2);
        returned.loadWeights(
                folder.resolve(name.equals("Keras") ? "from-keras.safetensors" : "from-torch.safetensors"));
        assertThat((float) returned.evaluate(validation).accuracy())
                .as(name + " " + backend)
                .isEqualTo((float) accuracy);
    }

    private void write(String name, Dataset data) throws IOException {
        Files.write(
                folder.resolve(name),
                IntStream.range(0, data.size())
                        .mapToObj(i -> Arrays.stream(data.input(i))
                                        .mapToObj(v -> v + ",")
                                        .collect(Collectors.joining())
                                + data.label(i))
                        .toList());
    }

    /** The words of a cell, of which the file has each line as a text of its own. */
    private static String text(String language, String id) throws IOException {
        String lesson = Files.readString(Path.of("notebooks", language, "14-yours.ipynb"));
        String cell = lesson.substring(lesson.indexOf("\"id\": \"" + id + "\""));
        int source = cell.indexOf("\"source\": [");
        return cell.substring(source, cell.indexOf("\n   ]", source))
                .lines()
                .skip(1)
                .map(line -> line.strip().replaceFirst("^\"", "").replaceFirst("\",?$", ""))
                .map(line -> line.replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\"))
                .collect(Collectors.joining());
    }
}
