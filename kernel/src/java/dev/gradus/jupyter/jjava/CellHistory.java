package dev.gradus.jupyter.jjava;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        Predicate<String> fits = glob(search.getPattern() == null ? "*" : search.getPattern());
        List<Entry> found =
                entries.stream().filter(entry -> fits.test(entry.input)).toList();
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

    /** * stands for any text, ? for any character. */
    private static Predicate<String> glob(String pattern) {
        String regex = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf((char) c)))
                .collect(Collectors.joining());
        return Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
    }
}
