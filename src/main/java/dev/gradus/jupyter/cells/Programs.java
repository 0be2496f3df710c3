package dev.gradus.jupyter.cells;

import dev.gradus.jupyter.host.Messages;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.jspecify.annotations.Nullable;

/** A pasted program with a main method: a cell defines it, and nothing happens. */
final class Programs {
    private static final Pattern WORDS = Pattern.compile("\\bmain\\(String(\\[\\]|\\.\\.\\.)[^,()]*\\)");

    private final JShell shell;
    private @Nullable DeclarationSnippet program;
    private boolean doesMore;

    Programs(JShell shell) {
        this.shell = shell;
    }

    synchronized void begin() {
        program = null;
        doesMore = false;
    }

    synchronized void note(SnippetEvent event) {
        if (event.causeSnippet() != null || event.status() != Snippet.Status.VALID) return;
        Snippet snippet = event.snippet();
        if (snippet.subKind().isExecutable()) doesMore = true;
        else if (snippet instanceof DeclarationSnippet declaration
                && snippet.source().contains("main")) program = declaration;
    }

    /** How to run the program that the cell defines and doesn't run. */
    synchronized Optional<String> news() {
        if (doesMore || program == null) return Optional.empty();
        return methods(program)
                .flatMap(method -> call(method).stream())
                .findFirst()
                .map(call -> Messages.text("cell.main", call));
    }

    private static Stream<String> methods(DeclarationSnippet program) {
        String name = program.name();
        if (program instanceof MethodSnippet) return name.equals("main") ? Stream.of("main") : Stream.empty();
        return isMadeWithoutArguments(program)
                ? Stream.of(name + ".main", "new " + name + "().main")
                : Stream.of(name + ".main");
    }

    /** As JShell knows the method: a program's takes the words of a command line, or nothing. */
    private Optional<String> call(String method) {
        List<String> signatures =
                shell.sourceCodeAnalysis().documentation(method + "(", method.length() + 1, false).stream()
                        .map(Documentation::signature)
                        .toList();
        if (signatures.stream().anyMatch(one -> WORDS.matcher(one).find()))
            return Optional.of(method + "(new String[0])");
        return signatures.stream().anyMatch(one -> one.contains("main()"))
                ? Optional.of(method + "()")
                : Optional.empty();
    }

    private static boolean isMadeWithoutArguments(DeclarationSnippet type) {
        return type.subKind() == Snippet.SubKind.CLASS_SUBKIND
                && !type.source().contains("abstract ")
                && !Pattern.compile("\\b" + Pattern.quote(type.name()) + "\\s*\\(\\s*[^)\\s]")
                        .matcher(type.source())
                        .find();
    }
}
