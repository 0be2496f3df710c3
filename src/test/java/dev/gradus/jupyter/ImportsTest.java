package dev.gradus.jupyter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
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
        assertTrue(Imports.takeAtOnce(shell));
        assertEquals(1, shell.imports().count());
        understands("List.of(1)", "Slider.class", "interact(null)", "Trainer.class", "Table.class");
    }

    /** Learners write imports that are there already, and names of their own. */
    @Test
    void anImportMadeAgainLeavesTheOthers() {
        Imports.takeAtOnce(shell);
        only(shell.eval(Imports.code().lines().findFirst().orElseThrow()));
        only(shell.eval("import java.util.List;"));
        only(shell.eval("record Slider(int x) {}"));
        understands("List.of(1)", "Toggle.class", "new Slider(3).x()", "Trainer.class", "Table.class");
    }

    @Test
    void saysSoWhenTheyAreRefused() {
        JShell knowsNothingOfOurs = JShell.builder()
                .executionEngine("local")
                .compilerOptions("--class-path", "")
                .build();
        try (knowsNothingOfOurs) {
            assertFalse(Imports.takeAtOnce(knowsNothingOfOurs));
        }
    }

    private void understands(String... expressions) {
        for (String expression : expressions)
            assertEquals(
                    Snippet.Status.VALID,
                    only(shell.eval("var x = " + expression + ";")).status(),
                    expression);
    }

    private static SnippetEvent only(List<SnippetEvent> events) {
        assertEquals(
                Snippet.Status.VALID,
                events.get(0).status(),
                () -> events.get(0).snippet().source());
        return events.get(0);
    }
}
