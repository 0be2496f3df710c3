package dev.gradus.jupyter.host;

import dev.gradus.words.Bundle;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * The texts of a page by key, in the language that the system property {@code gradus.language} names: {@code en}, the
 * default, or {@code zh}. The operating system has no say. A text is a pattern of {@link String#format}, filled with
 * {@link Locale#ROOT}, so that numbers look the same everywhere.
 */
public final class Messages {
    public static final List<String> LANGUAGES = Bundle.LANGUAGES;
    private static final Bundle TEXTS = new Bundle(Messages.class, "messages");

    private Messages() {}

    /** The language now. */
    public static String language() {
        return Bundle.language();
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
        return String.format(Locale.ROOT, TEXTS.pattern(key), arguments);
    }

    /** The text {@code key.one} or {@code key.many}, whose first argument is n. */
    public static String count(String key, long n) {
        return text(key + (n == 1 ? ".one" : ".many"), n);
    }

    public static Properties bundle(String language) {
        return TEXTS.in(language);
    }
}
