package dev.gradus.check;

import dev.gradus.words.Bundle;

/** The words of this package: what checks say, and what the lessons ask. */
final class Texts {
    static final Bundle CHECKS = new Bundle(Texts.class, "checks");
    static final Bundle LESSONS = new Bundle(Texts.class, "lessons");

    private Texts() {}

    /** What a check says. */
    static String of(String key, Object... arguments) {
        return CHECKS.text(key, arguments);
    }

    /** What a lesson asks. */
    static String lesson(String key) {
        return LESSONS.pattern(key);
    }
}
