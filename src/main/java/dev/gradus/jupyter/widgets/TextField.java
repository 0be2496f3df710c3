package dev.gradus.jupyter.widgets;

import dev.gradus.errors.Require;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A line of text to type: {@code TextField.of("✎").at("emma")}. Every key makes a new value. */
public final class TextField extends Control<String> {
    private static final int LONGEST = 500; // of what a page may send

    private TextField(String label) {
        super(label, "");
    }

    /** A line that is empty. */
    public static TextField of(String label) {
        return new TextField(label);
    }

    /** Writes into it, on the page, too. */
    public TextField at(String text) {
        set(Require.notNull("text", text, "what stands in the line, \"\" for nothing"));
        return this;
    }

    /** Calls the listener with each new value. */
    public TextField onChange(Consumer<String> listener) {
        listen(listener);
        return this;
    }

    @Override
    @Nullable
    String read(Object raw) {
        return raw instanceof String text && text.length() <= LONGEST ? text : null;
    }

    @Override
    Object raw() {
        return value();
    }

    @Override
    Map<String, Object> looks() {
        return Map.of("kind", "text");
    }

    @Override
    String words() {
        return value();
    }
}
