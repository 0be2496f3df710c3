package dev.gradus.jupyter.jjava;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.messages.request.HistoryRequest;
import org.jspecify.annotations.Nullable;

/** What was run in this session. Earlier sessions are not kept. */
final class CellHistory {
    private static final int SESSION = 1;

    private record Entry(int cell, String input, @Nullable String output) {}

    private final List<Entry> entries = new ArrayList<>();

    synchronized void add(int cell, String input, @Nullable String output) {
        entries.add(new Entry(cell, input, output));
    }

    /** Jupyter's form: [session, cell, input], or [session, cell, [input, output]]. */
    synchronized List<List<Object>> answer(HistoryRequest request) {
        return chosen(request).stream()
                .map(entry -> List.<Object>of(
                        SESSION,
                        entry.cell,
                        request.includeOutput() ? Arrays.asList(entry.input, entry.output) : entry.input))
                .toList();
    }

    private List<Entry> chosen(HistoryRequest request) {
        if (request instanceof HistoryRequest.Tail tail) return last(entries, tail.getMaxReturnLength());
        if (request instanceof HistoryRequest.Range range)
            return range.getSessionIndex() != 0 && range.getSessionIndex() != SESSION
                    ? List.of()
                    : entries.stream()
                            .filter(entry -> entry.cell >= range.getStart()
                                    && (range.getStop() <= 0 || entry.cell < range.getStop()))
                            .toList();
        if (request instanceof HistoryRequest.Search search) return found(search);
        return List.of();
    }

    private List<Entry> found(HistoryRequest.Search search) {
        String pattern = search.getPattern() == null ? "*" : search.getPattern();
        List<Entry> found =
                entries.stream().filter(entry -> fits(entry.input, pattern)).toList();
        if (search.filterUnique()) {
            Map<String, Entry> newest = new LinkedHashMap<>();
            for (Entry entry : found) {
                newest.remove(entry.input);
                newest.put(entry.input, entry);
            }
            found = List.copyOf(newest.values());
        }
        return search.getMaxReturnLength() > 0 ? last(found, search.getMaxReturnLength()) : found;
    }

    private static List<Entry> last(List<Entry> entries, int n) {
        return entries.subList(Math.max(0, entries.size() - Math.max(0, n)), entries.size());
    }

    /** * stands for any text, ? for any character. Where the rest doesn't fit, only the last * takes one character more. */
    private static boolean fits(String text, String pattern) {
        int t = 0;
        int p = 0;
        int star = -1;
        int from = 0; // where the text behind the last * begins
        while (t < text.length()) {
            char wanted = p < pattern.length() ? pattern.charAt(p) : 0;
            if (p < pattern.length() && wanted == '*') {
                star = p++;
                from = t;
            } else if (p < pattern.length() && (wanted == '?' || wanted == text.charAt(t))) {
                t++;
                p++;
            } else if (star >= 0) {
                t = ++from;
                p = star + 1;
            } else return false;
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') p++;
        return p == pattern.length();
    }
}
