package dev.gradus.jupyter.cells;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportsTest {
    private final JShell shell = JShell.builder().executionEngine("local").build();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void allAreTakenInOneStep() {
        assertThat(Imports.takeAtOnce(shell)).isTrue();
        assertThat(shell.imports()).hasSize(1);
        understands("List.of(1)", "Slider.class", "interact(null)", "Trainer.class", "Table.class");
    }

    /** Learners write imports that are there already, and names of their own. */
    @Test
    void anImportMadeAgainLeavesTheOthers() {
        Imports.takeAtOnce(shell);
        takes(Imports.code().lines().findFirst().orElseThrow());
        takes("import java.util.List;");
        takes("record Slider(int x) {}");
        understands("List.of(1)", "Toggle.class", "new Slider(3).x()", "Trainer.class", "Table.class");
    }

    @Test
    void saysSoWhenTheyAreRefused() {
        JShell knowsNothingOfOurs = JShell.builder()
                .executionEngine("local")
                .compilerOptions("--class-path", "")
                .build();
        try (knowsNothingOfOurs) {
            assertThat(Imports.takeAtOnce(knowsNothingOfOurs)).isFalse();
        }
    }

    private void understands(String... expressions) {
        for (String expression : expressions) takes("var x = " + expression + ";");
    }

    private void takes(String snippet) {
        assertThat(shell.eval(snippet).get(0).status()).as(snippet).isEqualTo(Snippet.Status.VALID);
    }
}
