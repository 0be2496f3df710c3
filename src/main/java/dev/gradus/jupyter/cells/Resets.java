package dev.gradus.jupyter.cells;

import dev.gradus.jupyter.host.Messages;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.VarSnippet;

/**
 * Variables that lost their value because something that they were made from was defined anew: JShell does so without a
 * word.
 */
public final class Resets {
    private final Map<String, String> causes = new LinkedHashMap<>(); // variable → what was defined anew
    private final List<String> fresh = new ArrayList<>(); // of the running cell

    /** JShell reports a change. */
    public synchronized void note(SnippetEvent event) {
        if (event.snippet() instanceof VarSnippet variable) {
            boolean reset = event.causeSnippet() instanceof DeclarationSnippet
                    && event.previousStatus() == Snippet.Status.VALID
                    && event.status() != Snippet.Status.OVERWRITTEN
                    && event.status() != Snippet.Status.DROPPED;
            if (!reset) causes.remove(variable.name());
            else if (!((DeclarationSnippet) event.causeSnippet()).name().equals(variable.name())) {
                causes.put(variable.name(), ((DeclarationSnippet) event.causeSnippet()).name());
                fresh.add(variable.name());
            }
        }
    }

    /** What to say of the variables that the running cell has reset, once. */
    public synchronized Optional<String> news() {
        fresh.retainAll(causes.keySet()); // the cell itself may have made some of them again
        if (fresh.isEmpty()) return Optional.empty();
        String text = fresh.stream()
                .distinct()
                .collect(Collectors.groupingBy(
                        causes::get, LinkedHashMap::new, Collectors.joining(Messages.text("list.comma"))))
                .entrySet()
                .stream()
                .map(entry -> Messages.text("error.reset", entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("\n"));
        fresh.clear();
        return Optional.of(text);
    }

    /** A hint if this variable was reset and not made again since. */
    synchronized Optional<String> hint(String variable) {
        return Optional.ofNullable(causes.get(variable))
                .map(cause -> Messages.text("error.was-reset", variable, cause));
    }

    /** A hint for a message that speaks of such a variable. */
    synchronized Optional<String> hintIn(String message) {
        return causes.keySet().stream()
                .filter(name -> message.matches("(?s).*\\b" + java.util.regex.Pattern.quote(name) + "\\b.*"))
                .findFirst()
                .flatMap(this::hint);
    }
}
