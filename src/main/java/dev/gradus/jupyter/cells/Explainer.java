package dev.gradus.jupyter.cells;

import dev.gradus.Gradus;
import dev.gradus.errors.LayerException;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.ShapeException;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.jupyter.views.MismatchView;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
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
    private static final int WIDTH = 160; // characters of a line
    private static final int DEPTH = 20; // of causes to look at, which may go round in a circle

    private static final String BOLD = "\u001b[1m"; // and no colour: JupyterLab's errors stand on red
    private static final String PLAIN = "\u001b[0m";

    private final JShell shell;
    private final SnippetPlaces places;
    private final Resets resets;
    private final Programs programs = new Programs();

    public Explainer(JShell shell, SnippetPlaces places, Resets resets) {
        this.shell = shell;
        this.places = places;
        this.resets = resets;
    }

    /** A cell begins. */
    public void begin(int cell, String code) {
        places.begin(cell, code);
        programs.begin();
    }

    /** JShell reports a change. */
    public void note(SnippetEvent event) {
        resets.note(event);
        programs.note(event);
        Snippet snippet = event.snippet();
        boolean isNew = event.causeSnippet() == null && event.status() != Snippet.Status.DROPPED;
        if (isNew) places.note(snippet.id(), snippet.source());
    }

    /** How to run the program that the cell defines and doesn't run. */
    public Optional<String> program() {
        return programs.news();
    }

    // ---- what does not compile ----

    /** A snippet that the compiler refused: each place with the words of the compiler. */
    public Explanation refused(Snippet snippet) {
        List<String> lines = new ArrayList<>();
        String first = null;
        for (Diag error : shell.diagnostics(snippet).filter(Diag::isError).toList()) {
            String message = words(error);
            if (first == null) first = message;
            else lines.add("");
            lines.addAll(pointed(snippet, error));
            lines.add(BOLD + message + PLAIN);
            hints(snippet, error).forEach(hint -> lines.add("→ " + hint));
        }
        if (snippet instanceof DeclarationSnippet declaration) {
            String missing = shell.unresolvedDependencies(declaration).collect(Collectors.joining(", "));
            if (!missing.isEmpty()) {
                String message = Messages.text("error.undefined", declaration.name(), simple(missing));
                if (first == null) first = message;
                lines.add(BOLD + message + PLAIN);
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
                title(place, false).strip(), text, under + BOLD + "^".repeat(marks) + PLAIN);
    }

    /** The compiler's words in one line, without package names, in the page's language. */
    private static String words(Diag error) {
        Locale locale = Messages.language().equals("zh") ? Locale.SIMPLIFIED_CHINESE : Locale.ENGLISH;
        StringBuilder words = new StringBuilder();
        for (String line : error.getMessage(locale).lines().map(String::strip).toList()) {
            if (line.matches("(location: class|位置: 类)\\s*")) continue; // JShell's own class, which has no name
            String part = line.replaceFirst("^(symbol|符号):\\s*", "").replaceFirst("^(location|位置):\\s*", "$1: ");
            if (!words.isEmpty()) words.append(line.startsWith("symbol") || line.startsWith("符号") ? ": " : "; ");
            words.append(part.replaceAll("\\s+", " ").replaceFirst(";$", ""));
        }
        return simple(words.toString());
    }

    private List<String> hints(Snippet snippet, Diag error) {
        List<String> hints = new ArrayList<>();
        String source = snippet.source();
        int at = (int) Math.max(0, Math.min(error.getStartPosition(), source.length()));
        int end = at;
        while (end < source.length() && Character.isJavaIdentifierPart(source.charAt(end))) end++;
        String name = source.substring(at, end);
        if (hides(name)) hints.add(Messages.text("error.hides", name));
        resets.hint(name).ifPresent(hints::add);
        if (String.valueOf(error.getCode()).startsWith("compiler.err.limit"))
            hints.add(Messages.text("error.too-large"));
        if (hints.isEmpty() && String.valueOf(error.getCode()).startsWith("compiler.err.cant.resolve"))
            Meant.hint(shell, source, (int) Math.max(0, Math.min(error.getPosition(), source.length())))
                    .ifPresent(hints::add);
        return hints;
    }

    /** Whether a method that the learner wrote hides all of Gradus' methods of this name: Java looks no further. */
    private boolean hides(String name) {
        return shell.methods().anyMatch(method -> method.name().equals(name))
                && Arrays.stream(Gradus.class.getMethods())
                        .anyMatch(method -> Modifier.isStatic(method.getModifiers())
                                && method.getName().equals(name));
    }

    /** A cell that ends too early. */
    public Explanation incomplete(String rest) {
        String message = Messages.text("error.incomplete");
        String first = rest.lines().findFirst().orElse("");
        return new Explanation("CompileError", message, List.of(first, BOLD + message + PLAIN), Map.of());
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
            lines.add(title(Optional.of(stack.get(0)), false)
                    + stack.get(0).text().strip());
        lines.add(BOLD + name + (message.isEmpty() ? "" : ": " + message) + PLAIN);
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
        for (StackTraceElement frame : frames) place(frame).ifPresent(stack::add);
        return stack;
    }

    /** JShell calls a snippet's file "#" and its id; in a thrown error as it is, the class still has JShell's name. */
    private Optional<SnippetPlaces.Place> place(StackTraceElement frame) {
        String file = frame.getFileName();
        if (file != null && file.startsWith("#"))
            return places.of(file.substring(1), Math.max(1, frame.getLineNumber()));
        if (!frame.getClassName().startsWith("REPL.")) return Optional.empty();
        return Stream.of(shell.types(), shell.methods(), shell.variables())
                .flatMap(snippets -> snippets)
                .flatMap(snippet -> place(frame, snippet).stream())
                .findFirst();
    }

    /** The line in the snippet, if the frame is from the class that JShell wraps it in. */
    private Optional<SnippetPlaces.Place> place(StackTraceElement frame, Snippet snippet) {
        SourceCodeAnalysis.SnippetWrapper wrapper = shell.sourceCodeAnalysis().wrapper(snippet);
        if (!(frame.getClassName() + "$").startsWith(wrapper.fullClassName() + "$")) return Optional.empty();
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
            lines.add(title(Optional.of(place), true) + place.text().strip());
        if (callers.size() > CALLERS) lines.add("  …");
    }

    private Optional<String> hint(Throwable failure, String name, String message) {
        if (name.equals("StackOverflowError")) return Optional.of(Messages.text("error.endless-calls"));
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
                shell.unresolvedDependencies(snippet).map(Explainer::simple).collect(Collectors.joining(", "));
        String message = Messages.text("error.undefined", snippet.name(), missing);
        List<String> lines = new ArrayList<>();
        List<SnippetPlaces.Place> stack = stack(failure.getStackTrace());
        if (!stack.isEmpty())
            lines.add(title(Optional.of(stack.get(0)), false)
                    + stack.get(0).text().strip());
        lines.add(BOLD + message + PLAIN);
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
        List<String> lines = new ArrayList<>(List.of(BOLD + message + PLAIN));
        if (runsOn) lines.add("→ " + Messages.text("error.runs-on"));
        return new Explanation("Stopped", message, lines, Map.of());
    }

    /** Something to know, without an error. */
    public static Map<String, String> note(String text) {
        return new View(Html.line(text), text).bundle();
    }

    // ---- words ----

    /** "line 3:  ", or "cell 2, line 3:  " if that is another cell; for callers "  called in …". */
    private String title(Optional<SnippetPlaces.Place> place, boolean caller) {
        if (place.isEmpty()) return "";
        boolean here = place.get().cell() == places.cell();
        String where = here
                ? Messages.text("error.line", place.get().line())
                : Messages.text(
                        "error.cell-line", place.get().cell(), place.get().line());
        return (caller ? "  " + Messages.text("error.called", where) : where) + "  ";
    }

    private static String name(Throwable failure) {
        String name = failure instanceof EvalException e
                ? e.getExceptionClassName()
                : failure.getClass().getName();
        return name.substring(1 + Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')));
    }

    private static String message(Throwable failure) {
        return simple(Words.of(failure));
    }

    /** Without the packages that a cell imports, and without JShell's own names. */
    static String simple(String text) {
        return text.replaceAll("REPL\\.\\$JShell\\$\\w+[.$]", "")
                .replaceAll("\\bjava\\.(lang|util|io|util\\.function|util\\.stream|nio\\.file)\\.(?=[A-Z])", "")
                .replaceAll("\\bdev\\.gradus\\.(\\w+\\.)?(?=[A-Z])", "");
    }
}
