package dev.gradus.jupyter.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramsTest {
    private final JShell shell = JShell.builder().executionEngine("local").build();
    private final Programs programs = new Programs(shell);

    @AfterEach
    void close() {
        shell.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class A { public static void main(String[] args) { } } | A.main(new String[0])",
                "class A { static void main(String... args) throws Exception { } } | A.main(new String[0])",
                "class A { void main() { } } | new A().main()",
                "class A { A() { } void main(final String[] words) { } } | new A().main(new String[0])",
                "interface A { static void main(String[] a) { } } | A.main(new String[0])",
                "record A(int x) { static void main() { } } | A.main()",
                "enum A { B; public static void main(String[] a) { } } | A.main(new String[0])",
                "void main() { } | main()",
                "static void main(String[] a) { } | main(new String[0])",
                "class A { String text = \"void main(\"; } |",
                "class A { void main(int x) { } } |",
                "class A { void main(String[] x, int y) { } } |",
                "abstract class A { void main() { } } |",
                "class A { A(int x) { } void main() { } } |",
                "class A { private static void main(String[] a) { } } |",
                "class A { static class B { static void main(String[] a) { } } } |",
                "int domain(int x) { return x; } |",
            })
    void says_how_to_run_what_can_be_run(String code, String call) {
        programs.begin();
        shell.eval(code).forEach(programs::note);
        assertThat(programs.news())
                .isEqualTo(Optional.ofNullable(call).map(words -> "The program is defined. Run it with: " + words));
    }
}
