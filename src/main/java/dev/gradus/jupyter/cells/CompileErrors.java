package dev.gradus.jupyter.cells;

import dev.gradus.Gradus;
import dev.gradus.jupyter.host.Messages;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;

/** Says why the compiler refuses a piece of a cell: each place with the compiler's words, and what helps. */
final class CompileErrors {
    private static final int WIDTH = 160; // characters of a line
    private static final int HINTED = 5; // errors; to look for a name takes its time

    private final JShell shell;
    private final SnippetPlaces places;
    private final Resets resets;

    CompileErrors(JShell shell, SnippetPlaces places, Resets resets) {
        this.shell = shell;
        this.places = places;
        this.resets = resets;
    }

    Explanation of(Snippet snippet) {
        List<String> lines = new ArrayList<>();
        String first = null;
        int hinted = 0;
        for (Diag error : shell.diagnostics(snippet).filter(Diag::isError).toList()) {
            String message = words(error);
            if (first == null) first = message;
            else lines.add("");
            lines.addAll(pointed(snippet, error));
            lines.add(Words.bold(message));
            if (hinted++ < HINTED) hints(snippet, error).forEach(hint -> lines.add("→ " + hint));
        }
        if (snippet instanceof DeclarationSnippet declaration) {
            String missing = shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "));
            if (!missing.isEmpty()) {
                String message = Messages.text("error.undefined", declaration.name(), Words.simple(missing));
                if (first == null) first = message;
                lines.add(Words.bold(message));
            }
        }
        return new Explanation("CompileError", first == null ? "" : first, lines, Map.of());
    }

    /** The line of the cell, and ^^^ below the place. */
    private List<String> pointed(Snippet snippet, Diag error) {
        String source = snippet.source();
        int start = (int) Math.max(0, Math.min(error.getStartPosition(), source.length()));
        int end = (int) Math.max(start, Math.min(error.getEndPosition(), source.length()));
        int point = (int) Math.max(start, Math.min(error.getPosition(), source.length()));
        if (source.substring(start, point).indexOf('\n') >= 0) start = point; // the sentence began on another line
        int lineStart = source.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
        if (start < lineStart) lineStart = start;
        int lineEnd = source.indexOf('\n', start);
        String text = source.substring(lineStart, lineEnd < 0 ? source.length() : lineEnd);
        int column = start - lineStart;
        int number = 1
                + (int) source.substring(0, lineStart)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        Optional<SnippetPlaces.Place> place = places.of(snippet.id(), number);
        if (place.isPresent() && place.get().text().contains(text.strip()) && !text.isBlank()) {
            column += place.get().text().indexOf(text.strip()) - text.indexOf(text.strip());
            text = place.get().text();
        }
        if (text.length() > WIDTH) { // of a line of thousands of numbers, the place
            int from = Math.max(0, Math.min(column - WIDTH / 3, text.length() - WIDTH));
            text = text.substring(from, from + WIDTH);
            column -= from;
        }
        int marks = Math.max(1, Math.min(end - start, text.length() - column));
        String under =
                text.substring(0, Math.max(0, Math.min(column, text.length()))).replaceAll("[^\t]", " ");
        return List.of( // the place on a line of its own, because Chinese characters have another width
                place.map(places::title).orElse("").strip(), text, under + Words.bold("^".repeat(marks)));
    }

    /** The compiler's words in one line, without package names, in the page's language. */
    private static String words(Diag error) {
        Locale locale = Messages.language().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        StringBuilder words = new StringBuilder();
        for (String line : error.getMessage(locale).lines().map(String::strip).toList()) {
            if (line.equals("location: class") || line.equals("位置: 类"))
                continue; // JShell's own class, which has no name
            String part = line.replaceFirst("^(symbol|符号):\\s*", "").replaceFirst("^(location|位置):\\s*", "$1: ");
            if (!words.isEmpty()) words.append(line.startsWith("symbol") || line.startsWith("符号") ? ": " : "; ");
            words.append(part.replaceAll("\\s+", " ").replaceFirst(";$", ""));
        }
        return Words.simple(words.toString());
    }

    private List<String> hints(Snippet snippet, Diag error) {
        List<String> hints = new ArrayList<>();
        String source = snippet.source();
        int start = (int) Math.max(0, Math.min(error.getStartPosition(), source.length()));
        int at = (int) Math.max(0, Math.min(error.getPosition(), source.length()));
        String name = Meant.name(source, start);
        if (hides(name)) hints.add(Messages.text("error.hides", name));
        resets.hint(name).ifPresent(hints::add);
        waits(name).ifPresent(hints::add);
        if (hints.isEmpty())
            hint(String.valueOf(error.getCode()), source, start, at).ifPresent(hints::add);
        return hints;
    }

    private Optional<String> hint(String kind, String source, int start, int at) {
        return switch (kind) {
            case "compiler.err.limit.code",
                    "compiler.err.limit.code.too.large.for.try.stmt",
                    "compiler.err.limit.pool",
                    "compiler.err.limit.string",
                    "compiler.err.limit.string.overflow" -> Optional.of(Messages.text("error.too-large"));
            case "compiler.err.illegal.char" -> Lookalikes.hint(source, at);
            case "compiler.err.doesnt.exist" ->
                source.contains("dev.gradus.spark")
                        ? Optional.of(Messages.text("error.spark"))
                        : Meant.hint(shell, source, start);
            case "compiler.err.illegal.start.of.expr" ->
                source.startsWith("package ") ? Optional.of(Messages.text("error.package")) : Optional.empty();
            default -> kind.startsWith("compiler.err.cant.resolve") ? Meant.hint(shell, source, at) : Optional.empty();
        };
    }

    /** Whether this is defined, but waits for something else. */
    private Optional<String> waits(String name) {
        return shell.snippets()
                .filter(snippet -> snippet instanceof DeclarationSnippet declaration
                        && declaration.name().equals(name))
                .flatMap(snippet -> Waiting.of(shell, (DeclarationSnippet) snippet).stream())
                .findFirst();
    }

    /** Whether a method that the learner wrote hides all of Gradus' methods of this name: Java looks no further. */
    private boolean hides(String name) {
        return shell.methods().anyMatch(method -> method.name().equals(name))
                && Arrays.stream(Gradus.class.getMethods())
                        .anyMatch(method -> Modifier.isStatic(method.getModifiers())
                                && method.getName().equals(name));
    }

    /** A cell that ends too early. */
    static Explanation incomplete(String rest) {
        String message = Messages.text("error.incomplete");
        String first = rest.lines().findFirst().orElse("");
        return new Explanation("CompileError", message, List.of(first, Words.bold(message)), Map.of());
    }
}
