package dev.gradus.check;

import dev.gradus.data.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was solved and guessed, by key. Lives as long as the session, or, where {@link Check#keep} asked for it, in a text
 * file of lines such as {@code 01.slope CORRECT}; never with the code or the time. What was correct once stays so.
 */
public final class Journal {
    private static final Map<String, String> ENTRIES = new TreeMap<>();
    private static @Nullable Path file;

    private final Map<String, String> entries;

    private Journal(Map<String, String> entries) {
        this.entries = entries;
    }

    static synchronized Journal now() {
        return new Journal(new TreeMap<>(ENTRIES));
    }

    /** Notes an outcome or a guess; gives a line to show if the file can't be written. */
    static synchronized String note(String key, String what) {
        if ("CORRECT".equals(ENTRIES.get(key))) return "";
        ENTRIES.put(key, what);
        try {
            write();
            return "";
        } catch (UncheckedIOException e) {
            return Texts.of("journal.trouble", e.getMessage());
        }
    }

    /** What was noted under a key; null if nothing was. */
    static synchronized @Nullable String entry(String key) {
        return ENTRIES.get(key);
    }

    static synchronized Journal keep(Path path) {
        if (Files.exists(path)) read(path);
        file = path;
        write();
        return now();
    }

    /** For tests: forgets everything, but leaves the file. */
    static synchronized void forget() {
        ENTRIES.clear();
        file = null;
    }

    private static void read(Path path) {
        List<String> lines;
        try {
            lines = Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + e, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).trim().split("\\s+");
            if (words.length == 1 && words[0].isEmpty()) continue;
            if (words.length != 2)
                throw new IllegalArgumentException(
                        "line " + (i + 1) + " of " + path
                                + " must be a key and a word, such as \"01.slope CORRECT\"; give the name of a new file, or delete it");
            if (!"CORRECT".equals(ENTRIES.get(words[0]))) ENTRIES.put(words[0], words[1]);
        }
    }

    private static void write() {
        if (file == null) return;
        String text = ENTRIES.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue() + "\n")
                .collect(Collectors.joining());
        AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What was noted: the key with "CORRECT", "NOT_YET", "NOT_ATTEMPTED", or a guess. */
    public Map<String, String> entries() {
        return Map.copyOf(entries);
    }

    /** One line for each key. */
    @Override
    public String toString() {
        if (entries.isEmpty()) return Texts.of("journal.empty");
        return entries.entrySet().stream()
                .map(e -> word(e.getValue()) + Texts.of("colon") + title(e.getKey()))
                .collect(Collectors.joining("\n"));
    }

    private static String word(String entry) {
        return switch (entry) {
            case "CORRECT", "NOT_YET", "NOT_ATTEMPTED" ->
                Texts.of("check." + entry.toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            default -> Texts.of("journal.guess", entry);
        };
    }

    private static String title(String key) {
        boolean guess = key.startsWith("predict.");
        String text = guess ? key : "exercise." + key + ".title";
        String shown = guess ? key.substring("predict.".length()) : key;
        return shown + (Texts.LESSONS.has(text) ? "  " + Texts.lesson(text) : "");
    }
}
