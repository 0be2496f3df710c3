package dev.gradus.jupyter.widgets;

import dev.gradus.errors.Require;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Something with a value that the reader sets: {@link Slider}, {@link Choice}, {@link Toggle}, {@link TextField} or {@link
 * Button}. A cell
 * reads the value any time, also while a loop runs that was started before.
 *
 * @param <T> what the value is
 */
public abstract class Control<T> extends Widget {
    private final String label;
    private final List<Consumer<T>> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> mirrors = new CopyOnWriteArrayList<>(); // panels that show it
    private volatile T value;

    Control(String label, T value) {
        this.label = Require.notNull("label", label, "the text beside it, e.g. \"η\"");
        this.value = value;
    }

    /** The text beside it. */
    public final String label() {
        return label;
    }

    /** What it is set to. */
    public final T value() {
        return value;
    }

    /** Calls the listener with each new value, from the page or from a cell. */
    final void listen(Consumer<T> listener) {
        listeners.add(Require.notNull("listener", listener, "e.g. v -> System.out.println(v)"));
    }

    /** It has another value already; the page only has to show it. */
    final void reflect(T value) {
        this.value = value;
        mirrors.forEach(Runnable::run);
    }

    /** A cell set it. */
    final void set(T value) {
        reflect(value);
        listeners.forEach(listener -> listener.accept(value));
    }

    /** A panel's page set it: what is no value of this control is ignored. Gives whether it was news. */
    final boolean fromPage(Object raw, Runnable panel) {
        T value = read(raw);
        if (value == null || value.equals(this.value)) return false;
        this.value = value;
        mirrors.stream().filter(mirror -> mirror != panel).forEach(Runnable::run);
        listeners.forEach(listener -> listener.accept(value));
        return true;
    }

    /** A panel shows it, and has to hear when a cell or another panel sets it. */
    final void mirror(Runnable panel) {
        mirrors.add(panel);
    }

    /** The page's word for a value; null where it makes no sense. */
    abstract @Nullable T read(Object raw);

    /** The value in the page's words. */
    abstract Object raw();

    /** What the page has to know to draw it. */
    abstract Map<String, Object> looks();

    /** The value for people, "0.1". */
    abstract String words();

    final Map<String, Object> spec(String id) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("id", id);
        spec.put("label", label);
        spec.putAll(looks());
        return spec;
    }

    @Override
    Panel makePanel() {
        return new Panel(List.of(this));
    }

    @Override
    public View view() {
        String line = label + " = " + words();
        return new View(Html.line(line), line);
    }
}
