package dev.gradus.jupyter.cells;

import dev.gradus.jupyter.host.Messages;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;

/** What a cell defines with the help of names that nothing has yet: Java waits for them, for a typing error for ever. */
final class Waiting {
    private final JShell shell;
    private final Set<DeclarationSnippet> fresh = new LinkedHashSet<>(); // of the running cell

    Waiting(JShell shell) {
        this.shell = shell;
    }

    synchronized void begin() {
        fresh.clear();
    }

    synchronized void note(SnippetEvent event) {
        if (event.causeSnippet() == null && event.snippet() instanceof DeclarationSnippet snippet) fresh.add(snippet);
    }

    /** Which of the cell's definitions wait at its end; what stands below in the same cell is there by then. */
    synchronized Optional<String> news() {
        String text =
                fresh.stream().flatMap(snippet -> of(shell, snippet).stream()).collect(Collectors.joining("\n"));
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** What a definition waits for, if it does. */
    static Optional<String> of(JShell shell, DeclarationSnippet snippet) {
        Snippet.Status status = shell.status(snippet);
        if (status != Snippet.Status.RECOVERABLE_DEFINED && status != Snippet.Status.RECOVERABLE_NOT_DEFINED)
            return Optional.empty();
        String missing =
                shell.unresolvedDependencies(snippet).map(Words::simple).collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(Messages.text("error.undefined", snippet.name(), missing));
    }
}
