package dev.gradus.jupyter.widgets;

import dev.gradus.errors.Require;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.View;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to press: {@code Button.of("again").onPress(() -> …)}. Its value is how often it was pressed, so that it can be
 * the seed of something random: {@code interact(Button.of("again"), seed -> …)}.
 */
public final class Button extends Control<Integer> {
    private Button(String label) {
        super(label, 0);
    }

    /** A button that nobody has pressed yet. */
    public static Button of(String label) {
        return new Button(label);
    }

    /** Does this whenever it is pressed. */
    public Button onPress(Runnable action) {
        Require.notNull("action", action, "e.g. () -> System.out.println(\"pressed\")");
        listen(count -> action.run());
        return this;
    }

    /** As if the reader pressed it. */
    public void press() {
        set(value() + 1);
    }

    @Override
    @Nullable
    Integer read(Object raw) {
        return "pressed".equals(raw) ? value() + 1 : null;
    }

    @Override
    Object raw() {
        return value();
    }

    @Override
    Map<String, Object> looks() {
        return Map.of("kind", "button");
    }

    @Override
    public View view() {
        String line = "[" + label() + "]";
        return new View(Html.line(line), line);
    }

    @Override
    String words() {
        return String.valueOf(value());
    }
}
