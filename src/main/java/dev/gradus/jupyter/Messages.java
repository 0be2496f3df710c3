package dev.gradus.jupyter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The texts of a page by key, in the language that the system property {@code gradus.language} names: {@code en}, the
 * default, or {@code zh}. The operating system has no say. A text is a pattern of {@link String#format}, filled with
 * {@link Locale#ROOT}, so that numbers look the same everywhere.
 */
public final class Messages {
    static final List<String> LANGUAGES = List.of("en", "zh");
    private static final Map<String, Properties> BUNDLES = new ConcurrentHashMap<>();

    private Messages() {}

    /** The language now. */
    public static String language() {
        String asked = System.getProperty("gradus.language", "");
        return LANGUAGES.contains(asked) ? asked : LANGUAGES.get(0);
    }

    /**
     * Changes the language from now on.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static void use(String language) {
        if (!LANGUAGES.contains(language))
            throw new IllegalArgumentException(text("language.unknown", language, String.join(", ", LANGUAGES)));
        System.setProperty("gradus.language", language);
    }

    /**
     * The text for a key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static String text(String key, Object... arguments) {
        String pattern = bundle(language()).getProperty(key);
        if (pattern == null) throw new IllegalArgumentException("there is no text " + key + " in " + language());
        return String.format(Locale.ROOT, pattern, arguments);
    }

    /** The text {@code key.one} or {@code key.many}, whose first argument is n. */
    static String count(String key, long n) {
        return text(key + (n == 1 ? ".one" : ".many"), n);
    }

    static Properties bundle(String language) {
        return BUNDLES.computeIfAbsent(language, Messages::read);
    }

    private static Properties read(String language) {
        String file = "messages_" + language + ".properties";
        try (InputStream in = Messages.class.getResourceAsStream(file)) {
            if (in == null) throw new IllegalStateException(file + " is missing; is the Gradus jar complete?");
            Properties texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }
}
