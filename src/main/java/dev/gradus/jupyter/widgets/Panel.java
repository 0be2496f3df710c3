package dev.gradus.jupyter.widgets;

import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.NotebookHost;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What panel.js draws: controls, and below them what a widget makes of their values. The page knows it by these names:
 *
 * <pre>
 * controls  what there is to touch        values   what it is set to, by the controls' ids
 * html      what is shown below           trouble  what went wrong, or nothing
 * </pre>
 */
final class Panel implements WidgetModel.Listener {
    /** What the page says by itself, so that the reader did nothing that would end a trouble. */
    private static final String DRAWN = "drawn";

    private final Map<String, Control<?>> controls = new LinkedHashMap<>();
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final String script;
    private final Runnable mirror = this::mirror;
    private Runnable redraw = () -> {};
    private BiConsumer<String, Object> other = (name, value) -> {};
    private Consumer<Map<String, Object>> event = happening -> {};
    private @Nullable WidgetModel model;

    Panel(List<? extends Control<?>> controls) {
        this(controls, PageFiles.PANEL);
    }

    /** With another script than panel.js; see {@link PageFiles}. */
    Panel(List<? extends Control<?>> controls, String script) {
        this.script = script;
        for (Control<?> control : controls) {
            this.controls.put("c" + this.controls.size(), control);
            control.mirror(mirror);
        }
        values.put("trouble", "");
    }

    /** What to do when a control has a new value; it calls {@link #set}. */
    Panel onChange(Runnable redraw) {
        this.redraw = redraw;
        return this;
    }

    /** What to do when the page changes something that is no control. */
    Panel onOther(BiConsumer<String, Object> other) {
        this.other = other;
        return this;
    }

    /** What to do when something happens there that is no press of a button: an object with the name "do". */
    Panel onEvent(Consumer<Map<String, Object>> event) {
        this.event = event;
        return this;
    }

    /** By which id the page knows a control. */
    String id(Control<?> control) {
        return controls.entrySet().stream()
                .filter(entry -> entry.getValue() == control)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Changes what the page shows, or will show. */
    synchronized Panel set(Map<String, Object> changes) {
        values.putAll(changes);
        if (model != null) model.set(changes);
        return this;
    }

    /** The view for a cell's output; null where the kernel can't. */
    synchronized @Nullable String open(NotebookHost host) {
        if (model == null || !model.isOpen()) {
            Map<String, Object> all = new LinkedHashMap<>(values);
            all.put(
                    "controls",
                    controls.entrySet().stream()
                            .map(entry -> entry.getValue().spec(entry.getKey()))
                            .toList());
            all.put("values", settings());
            model = WidgetModel.open(host, script, all, this);
        }
        return model == null ? null : model.view(host);
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        controls.forEach((id, control) -> settings.put(id, control.raw()));
        return settings;
    }

    /** A control was set, but not on this page. */
    private synchronized void mirror() {
        if (model == null) return;
        model.set(Map.of("values", settings()));
        act(redraw);
    }

    @Override
    public void changed(Map<String, Object> news) {
        if (news.get("values") instanceof Map<?, ?> settings)
            act(() -> {
                boolean changed = false;
                try {
                    for (Map.Entry<?, ?> setting : settings.entrySet())
                        changed |= hand(setting.getKey(), setting.getValue());
                } finally { // a listener may fail
                    if (model != null) model.keep(Map.of("values", settings())); // of all controls; some came
                }
                if (changed) redraw.run();
            });
        news.forEach((name, value) -> {
            if (!name.equals("values")) act(() -> other.accept(name, value));
        });
    }

    @Override
    public void happened(Map<String, Object> event) {
        Object pressed = event.get("press");
        if (DRAWN.equals(event.get("do"))) this.event.accept(event);
        else if (event.get("do") != null) act(() -> this.event.accept(event));
        else if (pressed != null)
            act(() -> {
                if (hand(pressed, "pressed")) redraw.run();
            });
    }

    private boolean hand(@Nullable Object id, @Nullable Object value) {
        Control<?> control = id == null ? null : controls.get(id);
        return control != null && value != null && control.fromPage(value, mirror);
    }

    /** What goes wrong is shown, and ends nothing. */
    void act(Runnable action) {
        try {
            action.run();
            if (!"".equals(values.get("trouble"))) set(Map.of("trouble", ""));
        } catch (Throwable failure) {
            set(Map.of("trouble", trouble(failure).toString()));
        }
    }

    /** A failure in one line: its name and its message; a refusal has no name. */
    static Html trouble(Throwable failure) {
        if (failure instanceof Refusal) return Html.line("⚠ " + failure.getMessage());
        String message = String.valueOf(failure.getMessage());
        return Html.line("⚠ " + failure.getClass().getSimpleName() + (message.equals("null") ? "" : ": " + message));
    }
}
