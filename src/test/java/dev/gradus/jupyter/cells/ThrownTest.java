package dev.gradus.jupyter.cells;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which object JShell speaks of, from a shell that passes on words alone. */
class ThrownTest {
    private final JShell shell = JShell.builder().executionEngine("local").build();
    private final Thrown thrown = new Thrown();

    @AfterEach
    void close() {
        shell.close();
    }

    private JShellException words(String failure) {
        return shell.eval("throw new " + failure + ";").get(0).exception();
    }

    @Test
    void itHasTheClassAndTheMessage() {
        JShellException words = words("IllegalStateException(\"a\")");
        thrown.note(new IllegalStateException("b"));
        thrown.note(new IllegalStateException());
        thrown.note(new IllegalArgumentException("a"));
        assertThat(thrown.of(words)).isSameAs(words);
        Throwable meant = new IllegalStateException("a");
        thrown.note(meant);
        thrown.note(new Error("a"));
        assertThat(thrown.of(words)).isSameAs(meant);
        Throwable silent = new Error();
        thrown.note(silent);
        assertThat(thrown.of(words("Error()"))).isSameAs(silent);
    }

    @Test
    void itIsTheNewestOfTheseAndOfThisCell() {
        JShellException words = words("Error(\"a\")");
        thrown.note(new Error("a"));
        Throwable newest = new Error("a");
        thrown.note(newest);
        assertThat(thrown.of(words)).isSameAs(newest);
        for (int i = 0; i < 100; i++) thrown.note(new Error("b"));
        assertThat(thrown.of(words)).isSameAs(words);
        thrown.note(newest);
        thrown.forget();
        assertThat(thrown.of(words)).isSameAs(words);
    }

    @Test
    void whatIsNoExceptionOfJShellsIsMeantItself() {
        Throwable own = new Error("a");
        thrown.note(new Error("a"));
        assertThat(thrown.of(own)).isSameAs(own);
        assertThat(thrown.of(null)).isNull();
    }

    @Test
    void anExplainedCellLetsGoOfWhatItThrew() {
        Explainer explainer = new Explainer(shell, new SnippetPlaces(), new Resets(), thrown);
        JShellException words = words("Error(\"a\")");
        thrown.note(new Error("a"));
        explainer.thrown(words);
        assertThat(thrown.of(words)).isSameAs(words);
        thrown.note(new Error("a"));
        explainer.begin(1, "");
        assertThat(thrown.of(words)).isSameAs(words);
    }
}
