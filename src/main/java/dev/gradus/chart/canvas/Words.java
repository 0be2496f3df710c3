package dev.gradus.chart.canvas;

import dev.gradus.words.Bundle;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The words in pictures by key, in the reader's language; in English where no font of this machine has its letters, since
 * the bundled font has no Chinese ones.
 */
public final class Words {
    static final Bundle BUNDLE = new Bundle(Words.class, "words");

    private Words() {}

    /** The word for a key, e.g. {@code epoch}. */
    public static String of(String key) {
        return of(key, Fonts::canDraw);
    }

    static String of(String key, Predicate<String> drawable) {
        String word = BUNDLE.text(key);
        return drawable.test(word)
                ? word
                : Objects.requireNonNull(BUNDLE.in("en").getProperty(key), key);
    }
}
