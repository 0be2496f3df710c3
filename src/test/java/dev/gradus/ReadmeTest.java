package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of the README compile as printed. */
class ReadmeTest {
    private static final String IMPORTS = """
            import static dev.gradus.Gradus.*;
            import dev.gradus.data.*;
            import dev.gradus.math.*;
            import dev.gradus.nn.*;
            import dev.gradus.reuse.*;
            import dev.gradus.train.*;
            import java.util.*;
            """;

    private static List<String> programs() throws IOException {
        return Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    @Test
    void programsCompile(@TempDir Path folder) throws Exception {
        List<String> programs = programs();
        assertThat(programs).hasSize(5);
        Files.writeString(folder.resolve("Digits.java"), programs.get(0));
        Files.writeString(
                folder.resolve("Second.java"),
                IMPORTS + "class Second { void main(Network network, Mnist mnist, List<Epoch> log) {\n"
                        + programs.get(1) + "}}");
        Files.writeString(
                folder.resolve("Third.java"), IMPORTS + "class Third { void main() {\n" + programs.get(2) + "}}");
        Files.writeString(
                folder.resolve("Fifth.java"),
                IMPORTS
                        + "class Fifth { void main(Network network, Network student, Dataset data, double[][] examples, int[] labels) {\n"
                        + programs.get(4) + "}}");
        List<Path> files = List.of(
                folder.resolve("Digits.java"),
                folder.resolve("Second.java"),
                folder.resolve("Third.java"),
                folder.resolve("Fifth.java"));
        Compiled.into(folder, files);
    }

    /** What trains the README's two layers of sequences, and the library's in their place. */
    private static final String CELLS = """
            public class Cells {
                public static List<String> bits(String name) {
                    LayerSpec spec = switch (name) {
                        case "PlainRecurrent" -> PlainRecurrent::new;
                        case "OneHead" -> OneHead::new;
                        case "rnn" -> rnn(8);
                        default -> causalAttention(1);
                    };
                    Network network = Network.tokens(6, 5)
                            .embedding(8)
                            .positions()
                            .layer(spec)
                            .residual(block -> block.layer(spec))
                            .dense(5, softmax())
                            .seed(4)
                            .build();
                    RandomStream random = RandomStream.of(7, "tokens", 0);
                    int[][] tokens = new int[70][6];
                    for (int[] row : tokens) Arrays.setAll(row, t -> random.nextInt(5));
                    Dataset data = Dataset.ofTokens(tokens, tokens.clone()).classes(5);
                    History history =
                            Trainer.of(network).optimizer(adam(0.01)).batchSize(16).epochs(3).quiet().fit(data);
                    List<String> bits = new ArrayList<>();
                    for (Parameter p : network.parameters()) bits.add(p.name() + Arrays.toString(p.values()));
                    bits.add(Arrays.toString(network.predict(tokens[0])) + history.last());
                    return bits;
                }
            }
            """;

    /** Written out, they are the library's to the last bit. */
    @Test
    void layersInACellGiveTheBitsOfTheLibrary(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("Cells.java"), IMPORTS + programs().get(3) + CELLS);
        Compiled.into(folder, List.of(folder.resolve("Cells.java")));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Method bits = loader.loadClass("Cells").getMethod("bits", String.class);
            assertThat(bits.invoke(null, "PlainRecurrent")).isEqualTo(bits.invoke(null, "rnn"));
            assertThat(bits.invoke(null, "OneHead")).isEqualTo(bits.invoke(null, "causalAttention"));
            assertThat(bits.invoke(null, "OneHead")).isNotEqualTo(bits.invoke(null, "rnn"));
        }
    }
}
