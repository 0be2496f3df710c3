package dev.gradus.words;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * Texts by key, one UTF-8 file for each language, in the language that the system property {@code gradus.language} names:
 * {@code en}, the default, or {@code zh}. The operating system has no say.
 */
public final class Bundle {
    /** All languages; each file has the same keys. */
    public static final List<String> LANGUAGES = List.of("en", "zh");

    private final Class<?> owner;
    private final String name;
    private final Map<String, Properties> texts = new HashMap<>();

    /** The files {@code name_en.properties} … that lie beside a class. */
    public Bundle(Class<?> owner, String name) {
        this.owner = owner;
        this.name = name;
    }

    /** The language now. */
    public static String language() {
        String asked = System.getProperty("gradus.language", "");
        return LANGUAGES.contains(asked) ? asked : LANGUAGES.get(0);
    }

    /**
     * The text for a key, as it stands in the file.
     *
     * @throws IllegalArgumentException if there is none
     */
    public String pattern(String key) {
        String pattern = in(language()).getProperty(key);
        if (pattern == null) throw new IllegalArgumentException("there is no text " + key + " in " + language());
        return pattern;
    }

    /**
     * The text for a key; if there are arguments, as a pattern of {@link String#format} filled with {@link Locale#ROOT}, so
     * that numbers look the same everywhere.
     */
    public String text(String key, Object... arguments) {
        return arguments.length == 0 ? pattern(key) : String.format(Locale.ROOT, pattern(key), arguments);
    }

    /** Whether there is a text for a key. */
    public boolean has(String key) {
        return in(language()).containsKey(key);
    }

    /** All texts of one language. */
    public synchronized Properties in(String language) {
        return texts.computeIfAbsent(language, this::read);
    }

    private Properties read(String language) {
        String file = name + "_" + language + ".properties";
        try (InputStream in = owner.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException(file + " is missing; is the Gradus jar complete?");
            Properties read = new Properties();
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }
}
