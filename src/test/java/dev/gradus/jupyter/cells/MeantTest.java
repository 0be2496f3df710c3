package dev.gradus.jupyter.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeantTest {
    private static JShell shell;
    private static CompileErrors errors;

    @BeforeAll
    static void begin() {
        shell = JShell.builder().executionEngine("local").build();
        for (String name : new String[] {"static dev.gradus.Gradus.*", "dev.gradus.nn.*", "java.util.*"})
            shell.eval("import " + name + ";");
        errors = new CompileErrors(shell, new SnippetPlaces(), new Resets());
    }

    @AfterAll
    static void end() {
        shell.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sigmod() | Did you mean sigmoid?",
                "softMax() | Did you mean softmax?",
                "adma(0.1) | Did you mean adam?",
                "relu | relu is a method. Write relu(…) with its brackets.",
                "Math.abs | abs is a method. Write abs(…) with its brackets.",
                "Netwrok.input(2) | Did you mean Network?",
                "string s = \"a\"; | Did you mean String?",
                "\"a\".lenght() | Did you mean length?",
                "Sytem.out.println() | Did you mean System?",
                "system.out.println() | Did you mean System?",
                "print(3) | Did you mean System.out.print?",
                "println(3) | Did you mean System.out.println?",
                "ture | Did you mean true?",
                "None |",
                "unknown(3) |",
                "x = 3 | A new variable needs its type in front: var x = …",
                "x == 3 |",
                "Network | Network is a class, and no value.",
                "f（3） | （ only looks like Java's (.",
                "int y = 3； | ； only looks like Java's ;.",
                "1\u00a0+ 1 | This blank is none for Java.",
                "1\u200b+ 1 | There is a character here that one can't see.",
                "package demo; | A cell is in no package.",
            })
    void says_what_may_be_meant(String code, String hint) {
        SnippetEvent event = shell.eval(code).get(0);
        assertThat(shell.diagnostics(event.snippet()).anyMatch(Diag::isError)).isTrue();
        Optional<String> found = errors.of(event.snippet()).lines().stream()
                .filter(line -> line.startsWith("→ "))
                .findFirst();
        if (hint == null) assertThat(found).isEmpty();
        else assertThat(found.orElseThrow()).startsWith("→ " + hint);
    }

    @ParameterizedTest
    @CsvSource({
        "relu, relu, 0",
        "relu, rellu, 1",
        "relu, rel, 1",
        "relu, rela, 1",
        "relu, rleu, 1",
        "a, abcd, 3",
        "kitten, sitting, 3",
        "ab, ba, 1"
    })
    void counts_what_was_typed_wrong(String one, String other, int errors) {
        assertThat(Meant.distance(one, other)).isEqualTo(errors);
        assertThat(Meant.distance(other, one)).isEqualTo(errors);
    }
}
