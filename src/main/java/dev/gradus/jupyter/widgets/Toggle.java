package dev.gradus.jupyter.widgets;

import dev.gradus.jupyter.host.Messages;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** On or off: {@code Toggle.of("shuffle").at(true)}. */
public final class Toggle extends Control<Boolean> {
    private Toggle(String label) {
        super(label, false);
    }

    /** A toggle that is off. */
    public static Toggle of(String label) {
        return new Toggle(label);
    }

    /** Sets it, on the page, too. */
    public Toggle at(boolean on) {
        set(on);
        return this;
    }

    /** Calls the listener with each new value. */
    public Toggle onChange(Consumer<Boolean> listener) {
        listen(listener);
        return this;
    }

    @Override
    @Nullable
    Boolean read(Object raw) {
        return raw instanceof Boolean on ? on : null;
    }

    @Override
    Object raw() {
        return value();
    }

    @Override
    Map<String, Object> looks() {
        return Map.of("kind", "toggle");
    }

    @Override
    String words() {
        return Messages.text(value() ? "widget.on" : "widget.off");
    }
}
