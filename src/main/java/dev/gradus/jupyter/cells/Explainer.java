package dev.gradus.jupyter.cells;

import dev.gradus.errors.LayerException;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.ShapeException;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.jupyter.views.MismatchView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.UnresolvedReferenceException;

/**
 * Says what went wrong in a cell: the learner's line first, then the error in its own words, then what helps. Frames of
 * the library, of the JDK and of JShell are left out.
 */
public final class Explainer {
    private static final int CALLERS = 6; // shown at most
    private static final int CAUSES = 3;
    private static final int DEPTH = 20; // of causes to look at, which may go round in a circle

    private final JShell shell;
    private final SnippetPlaces places;
    private final Resets resets;
    private final CompileErrors compiler;
    private final Programs programs;
    private final Waiting waiting;

    public Explainer(JShell shell, SnippetPlaces places, Resets resets) {
        this.shell = shell;
        this.places = places;
        this.resets = resets;
        compiler = new CompileErrors(shell, places, resets);
        programs = new Programs(shell);
        waiting = new Waiting(shell);
    }

    /** A cell begins. */
    public void begin(int cell, String code) {
        places.begin(cell, code);
        programs.begin();
        waiting.begin();
    }

    /** JShell reports a change. */
    public void note(SnippetEvent event) {
        resets.note(event);
        programs.note(event);
        waiting.note(event);
        Snippet snippet = event.snippet();
        boolean isNew = event.causeSnippet() == null && event.status() != Snippet.Status.DROPPED;
        if (isNew) places.note(snippet.id(), snippet.source());
    }

    /** What is to be said of a cell that ran well. */
    public List<String> news() {
        return Stream.of(programs.news(), waiting.news(), resets.news())
                .flatMap(Optional::stream)
                .toList();
    }

    /** A snippet that the compiler refused: each place with the words of the compiler. */
    public Explanation refused(Snippet snippet) {
        return compiler.of(snippet);
    }

    /** A cell that ends too early. */
    public Explanation incomplete(String rest) {
        return CompileErrors.incomplete(rest);
    }

    // ---- what was thrown ----

    /** An exception that came out of a cell. */
    public Explanation thrown(Throwable failure) {
        if (failure instanceof UnresolvedReferenceException unresolved) return undefined(unresolved);
        if (failure instanceof CellFailure cell) return thrown(cell.failure(), stack(cell.lines()));
        return thrown(failure, stack(Words.stack(failure)));
    }

    private Explanation thrown(Throwable failure, List<SnippetPlaces.Place> stack) {
        String name = name(failure);
        String message = message(failure);
        List<String> lines = new ArrayList<>();
        if (!stack.isEmpty())
            lines.add(places.title(stack.get(0)) + stack.get(0).text().strip());
        lines.add(Words.bold(name + (message.isEmpty() ? "" : ": " + message)));
        hint(failure, name, message).ifPresent(hint -> lines.add("→ " + hint));
        Throwable cause = Words.cause(failure);
        for (int i = 0; i < CAUSES && cause != null && cause != failure; i++, cause = Words.cause(cause))
            lines.add(Messages.text(
                    "error.cause", name(cause) + (message(cause).isEmpty() ? "" : ": " + message(cause))));
        callers(stack, lines);
        Map<String, String> picture = mismatch(failure)
                .map(shapes -> new MismatchView(shapes).view().bundle())
                .orElse(Map.of());
        return new Explanation(name, message, lines, picture);
    }

    /** The shapes that this is about, if it or what led to it says so. */
    private Optional<Mismatch> mismatch(Throwable failure) {
        Throwable next = failure;
        for (int i = 0; i < DEPTH && next != null; i++, next = Words.cause(next)) {
            if (next instanceof ShapeException e) return Optional.of(e.mismatch());
            if (next instanceof LayerException e && e.mismatch() != null) return Optional.of(e.mismatch());
        }
        return Optional.empty();
    }

    /** The learner's own lines, the innermost first. */
    private List<SnippetPlaces.Place> stack(StackTraceElement[] frames) {
        List<SnippetPlaces.Place> stack = new ArrayList<>();
        Map<String, Optional<Snippet>> known = new HashMap<>();
        for (StackTraceElement frame : frames) place(frame, known).ifPresent(stack::add);
        return stack;
    }

    /** JShell calls a snippet's file "#" and its id; in a thrown error as it is, the class still has JShell's name. */
    private Optional<SnippetPlaces.Place> place(StackTraceElement frame, Map<String, Optional<Snippet>> known) {
        String file = frame.getFileName();
        if (file != null && file.startsWith("#"))
            return places.of(file.substring(1), Math.max(1, frame.getLineNumber()));
        if (!frame.getClassName().startsWith("REPL.")) return Optional.empty();
        return known.computeIfAbsent(frame.getClassName(), this::wrappedIn).flatMap(snippet -> place(frame, snippet));
    }

    /** The snippet that JShell wraps in this class, or that it is in; also one that is gone. */
    private Optional<Snippet> wrappedIn(String className) {
        return shell.snippets()
                .filter(snippet -> snippet.kind() != Snippet.Kind.ERRONEOUS && snippet.kind() != Snippet.Kind.IMPORT)
                .filter(snippet -> (className + "$")
                        .startsWith(shell.sourceCodeAnalysis().wrapper(snippet).fullClassName() + "$"))
                .reduce((older, newer) -> newer);
    }

    /** The line in the snippet. */
    private Optional<SnippetPlaces.Place> place(StackTraceElement frame, Snippet snippet) {
        SourceCodeAnalysis.SnippetWrapper wrapper = shell.sourceCodeAnalysis().wrapper(snippet);
        String wrapped = wrapper.wrapped();
        int at = 0;
        for (int line = 1; line < frame.getLineNumber() && at >= 0; line++) at = wrapped.indexOf('\n', at) + 1;
        while (at < wrapped.length() && Character.isWhitespace(wrapped.charAt(at))) at++;
        int inSource = wrapper.wrappedToSourcePosition(at);
        String source = snippet.source();
        if (inSource < 0 || inSource > source.length()) return Optional.empty();
        int line = 1
                + (int) source.substring(0, inSource)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        return places.of(snippet.id(), line);
    }

    private void callers(List<SnippetPlaces.Place> stack, List<String> lines) {
        List<SnippetPlaces.Place> callers = stack.stream()
                .skip(1)
                .distinct()
                .filter(place -> !place.equals(stack.get(0)))
                .toList();
        for (SnippetPlaces.Place place : callers.subList(0, Math.min(CALLERS, callers.size())))
            lines.add("  " + Messages.text("error.called", places.title(place))
                    + place.text().strip());
        if (callers.size() > CALLERS) lines.add("  …");
    }

    private Optional<String> hint(Throwable failure, String name, String message) {
        if (name.equals("StackOverflowError")) return Optional.of(Messages.text("error.endless-calls"));
        if (name.equals("InternalError") && message.contains("StackOverflowError"))
            return Optional.of(Messages.text("error.too-deep"));
        if (name.equals("OutOfMemoryError")) return Optional.of(Messages.text("error.memory"));
        if (name.equals("HeadlessException")) return Optional.of(Messages.text("error.window"));
        if (name.equals("UndefinedMagicException"))
            return Optional.of(
                    Messages.text("error.magic", String.join(", %", Magics.LINES), String.join(", %%", Magics.CELLS)));
        if (name.equals("NullPointerException")) return resets.hintIn(message);
        return Optional.empty();
    }

    private Explanation undefined(UnresolvedReferenceException failure) {
        DeclarationSnippet snippet = failure.getSnippet();
        String missing =
                shell.unresolvedDependencies(snippet).map(Words::simple).collect(Collectors.joining(", "));
        String message = Messages.text("error.undefined", snippet.name(), missing);
        List<String> lines = new ArrayList<>();
        List<SnippetPlaces.Place> stack = stack(failure.getStackTrace());
        if (!stack.isEmpty())
            lines.add(places.title(stack.get(0)) + stack.get(0).text().strip());
        lines.add(Words.bold(message));
        Stream.of(missing.split("\\W+"))
                .map(resets::hint)
                .flatMap(Optional::stream)
                .forEach(hint -> lines.add("→ " + hint));
        callers(stack, lines);
        return new Explanation("UndefinedError", message, lines, Map.of());
    }

    // ---- what was stopped ----

    /** A cell that the stop button ended, and whether something of it goes on nevertheless. */
    public Explanation stopped(boolean runsOn) {
        String message = Messages.text("error.stopped");
        List<String> lines = new ArrayList<>(List.of(Words.bold(message)));
        if (runsOn) lines.add("→ " + Messages.text("error.runs-on"));
        return new Explanation("Stopped", message, lines, Map.of());
    }

    /** Something to know, without an error. */
    public static Map<String, String> note(String text) {
        return new View(Html.line(text), text).bundle();
    }

    // ---- words ----

    private static String name(Throwable failure) {
        String name = failure instanceof EvalException e
                ? e.getExceptionClassName()
                : failure.getClass().getName();
        return name.substring(1 + Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')));
    }

    private static String message(Throwable failure) {
        return Words.simple(Words.of(failure));
    }
}
