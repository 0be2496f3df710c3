package dev.gradus.jupyter.cells;

import dev.gradus.jupyter.host.Messages;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.MethodSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.TypeDeclSnippet;
import org.jspecify.annotations.Nullable;

/** A pasted program with a main method: a cell defines it, and nothing happens. */
final class Programs {
    private static final Pattern MAIN = Pattern.compile("(\\bstatic\\s+)?\\bvoid\\s+main\\s*\\(\\s*(\\)?)");

    private @Nullable String call;
    private boolean doesMore;

    synchronized void begin() {
        call = null;
        doesMore = false;
    }

    synchronized void note(SnippetEvent event) {
        if (event.causeSnippet() != null || event.status() != Snippet.Status.VALID) return;
        Snippet snippet = event.snippet();
        if (snippet instanceof TypeDeclSnippet || snippet instanceof MethodSnippet) {
            Matcher main = MAIN.matcher(snippet.source());
            if (!main.find()) return;
            String arguments = main.group(2).isEmpty() ? "(new String[0])" : "()";
            if (snippet instanceof TypeDeclSnippet type)
                call = (main.group(1) == null ? "new " + type.name() + "()" : type.name()) + ".main" + arguments;
            else if (((MethodSnippet) snippet).name().equals("main")) call = "main" + arguments;
        } else if (snippet.subKind().isExecutable()) doesMore = true;
    }

    synchronized Optional<String> news() {
        return doesMore ? Optional.empty() : Optional.ofNullable(call).map(code -> Messages.text("cell.main", code));
    }
}
