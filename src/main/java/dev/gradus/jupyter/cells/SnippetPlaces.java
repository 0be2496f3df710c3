package dev.gradus.jupyter.cells;

import dev.gradus.jupyter.host.Messages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where JShell's snippets lie: in which cell, and from which line of it on. */
public final class SnippetPlaces {
    /**
     * A line of a cell.
     *
     * @param cell the cell's number as the page shows it
     * @param line counted from 1
     * @param text what stands there
     */
    public record Place(int cell, int line, String text) {}

    private record Snippet(int cell, int firstLine, List<String> lines) {}

    private final Map<String, Snippet> snippets = new ConcurrentHashMap<>();
    private int cell;
    private String code = "";
    private List<String> lines = List.of();
    private int from; // behind the snippet before

    /** A cell begins. */
    public void begin(int cell, String code) {
        this.cell = cell;
        this.code = code;
        lines = code.lines().toList(); // one list for all snippets of a cell
        from = 0;
    }

    /** The number of the newest cell. */
    public int cell() {
        return cell;
    }

    /** "line 3:  ", or "cell 2, line 3:  " if that is another cell. */
    String title(Place place) {
        String where = place.cell == cell
                ? Messages.text("error.line", place.line)
                : Messages.text("error.cell-line", place.cell, place.line);
        return where + "  ";
    }

    /** The next part of the cell, as JShell took it, is a snippet of this id. */
    public void note(String id, String source) {
        String text = source.strip();
        if (text.endsWith(";")) text = text.substring(0, text.length() - 1).stripTrailing(); // JShell may have added it
        int found = code.indexOf(text, from);
        int start = found < 0 ? from : found;
        // A snippet's lines are counted from where its source begins, white space included.
        int blank = source.length() - source.stripLeading().length();
        int first = lineOf(start)
                - (int) source.substring(0, blank)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        snippets.put(id, new Snippet(cell, first, lines));
        if (found >= 0) from = found + text.length();
    }

    private int lineOf(int at) {
        return 1
                + (int) code.substring(0, Math.min(at, code.length()))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    /** The place of a line of a snippet, counted from 1. */
    public Optional<Place> of(String id, int line) {
        Snippet snippet = snippets.get(id);
        if (snippet == null) return Optional.empty();
        int inCell = snippet.firstLine + line - 1;
        boolean known = inCell >= 1 && inCell <= snippet.lines.size();
        return Optional.of(new Place(snippet.cell, inCell, known ? snippet.lines.get(inCell - 1) : ""));
    }
}
