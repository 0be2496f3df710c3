package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

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
            import dev.gradus.train.*;
            import java.util.*;
            """;

    @Test
    void programsCompile(@TempDir Path folder) throws Exception {
        List<String> programs = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(programs).hasSize(3);
        Files.writeString(folder.resolve("Digits.java"), programs.get(0));
        Files.writeString(
                folder.resolve("Second.java"),
                IMPORTS + "class Second { void main(Network network, Mnist mnist, List<Epoch> log) {\n"
                        + programs.get(1) + "}}");
        Files.writeString(
                folder.resolve("Third.java"), IMPORTS + "class Third { void main() {\n" + programs.get(2) + "}}");
        List<Path> files =
                List.of(folder.resolve("Digits.java"), folder.resolve("Second.java"), folder.resolve("Third.java"));
        Compiled.into(folder, files);
    }
}
