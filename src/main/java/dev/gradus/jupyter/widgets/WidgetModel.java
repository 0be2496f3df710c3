package dev.gradus.jupyter.widgets;

import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.NotebookHost;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The kernel's side of one widget on the page: named values that both sides see, and events of the page. It speaks the
 * protocol of Jupyter's widgets, version 2.1, with anywidget's model on the page, which runs our own script.
 *
 * <p>A value is whatever a {@link NotebookHost.Message} carries, or a {@code byte[]}, which travels beside it.
 */
public final class WidgetModel {
    static final String VIEW = "application/vnd.jupyter.widget-view+json";
    private static final String ANYWIDGET = "~0.11.*"; // the version of its protocol that our script is written for

    /** All that are open, so that a page that was reloaded gets them back. */
    private static final Map<String, WidgetModel> OPEN = Collections.synchronizedMap(new LinkedHashMap<>());

    /** What the page does. */
    interface Listener {
        /** The page changed these values. */
        void changed(Map<String, Object> values);

        /** Something happened there, for example a button was pressed; values that changed before came first. */
        void happened(Map<String, Object> event);
    }

    private final Map<String, Object> state = new LinkedHashMap<>();
    private final Listener listener;
    private volatile NotebookHost.@Nullable Channel channel; // null: it isn't open

    /** The cells that show it, each with the run that did; guarded by OPEN. */
    private final Map<String, Object> cells = new HashMap<>();

    private WidgetModel(String script, Map<String, Object> values, Listener listener) {
        this.listener = listener;
        state.put("_model_module", "anywidget");
        state.put("_model_module_version", ANYWIDGET);
        state.put("_model_name", "AnyModel");
        state.put("_view_module", "anywidget");
        state.put("_view_module_version", ANYWIDGET);
        state.put("_view_name", "AnyView");
        state.put("_view_count", null);
        state.put("_anywidget_id", "dev.gradus." + script);
        state.put("_esm", PageFiles.script(script));
        state.put("_css", PageFiles.style(script));
        state.put("lost", Messages.text("widget.lost"));
        state.putAll(values);
    }

    /** Opens a widget that this script draws; null where the kernel can't. */
    static @Nullable WidgetModel open(NotebookHost host, String script, Map<String, Object> values, Listener listener) {
        WidgetModel model = new WidgetModel(script, values, listener);
        Parts parts = Parts.of(model.state, List.of());
        Map<String, Object> opening = new LinkedHashMap<>();
        opening.put("state", parts.values);
        opening.put("buffer_paths", List.of()); // not every kernel sends bytes with it; they follow
        NotebookHost.Channel channel = host.open("jupyter.widget", opening, Map.of("version", "2.1.0"), model::receive);
        if (channel == null) return null;
        model.channel = channel;
        OPEN.put(channel.id(), model);
        Map<String, Object> bytes = new LinkedHashMap<>(model.state);
        bytes.keySet().removeAll(parts.values.keySet());
        if (!bytes.isEmpty()) model.send(bytes);
        return model;
    }

    boolean isOpen() {
        return channel != null;
    }

    /** What the running cell shows, so that the page shows the widget. */
    String view(NotebookHost host) {
        String cell = host.place();
        Object run = host.cell();
        if (cell != null && run != null) stand(cell, run);
        return "{\"version_major\":2,\"version_minor\":0,\"model_id\":\"" + id() + "\"}";
    }

    private String id() {
        NotebookHost.Channel channel = this.channel;
        return channel == null ? "" : channel.id();
    }

    /** A cell that runs again has lost what it showed before. What no other cell shows is let go, with all that it holds. */
    private void stand(String cell, Object run) {
        synchronized (OPEN) {
            cells.put(cell, run);
            for (WidgetModel model : List.copyOf(OPEN.values()))
                if (!run.equals(model.cells.getOrDefault(cell, run))) {
                    model.cells.remove(cell);
                    if (model.cells.isEmpty()) model.close();
                }
        }
    }

    private void close() {
        NotebookHost.Channel closing = channel;
        channel = null;
        if (closing == null) return;
        OPEN.remove(closing.id());
        closing.end();
    }

    /** Changes values on the page; all at once. */
    void set(Map<String, Object> values) {
        keep(values);
        send(values);
    }

    /** Values that the page has already, for when it asks again. */
    void keep(Map<String, Object> values) {
        synchronized (state) {
            state.putAll(values);
        }
    }

    private void send(Map<String, Object> values) {
        NotebookHost.Channel channel = this.channel;
        if (channel == null) return;
        Parts parts = Parts.of(values, List.of());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("method", "update");
        data.put("state", parts.values);
        data.put("buffer_paths", parts.paths);
        channel.send(new NotebookHost.Message(data, parts.buffers));
    }

    /** Never fails: it runs on the thread on which the kernel lives. */
    private void receive(NotebookHost.Message message) {
        try {
            Map<String, Object> data = message.data();
            if ("update".equals(data.get("method"))) change(values(data, message.buffers()));
            else if ("request_state".equals(data.get("method"))) send(snapshot());
            else if (data.get("content") instanceof Map<?, ?> event) {
                if (event.get("state") instanceof Map<?, ?> news) change(text(news));
                listener.happened(text(event));
            }
        } catch (Throwable failure) {
            System.err.println("Gradus: a widget could not do what the page asked for: " + failure);
        }
    }

    private void change(Map<String, Object> values) {
        keep(values);
        listener.changed(values);
    }

    /** The changed values, with the bytes where they belong. */
    private static Map<String, Object> values(Map<String, Object> data, List<byte[]> buffers) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (data.get("state") instanceof Map<?, ?> state) values.putAll(text(state));
        if (data.get("buffer_paths") instanceof List<?> paths)
            for (int i = 0; i < Math.min(paths.size(), buffers.size()); i++)
                if (paths.get(i) instanceof List<?> path && path.size() == 1 && path.get(0) instanceof String name)
                    values.put(name, buffers.get(i));
        return values;
    }

    private static Map<String, Object> text(Map<?, ?> map) {
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put(String.valueOf(key), value));
        return result;
    }

    private Map<String, Object> snapshot() {
        synchronized (state) {
            return new LinkedHashMap<>(state);
        }
    }

    // ---- a page that was reloaded ----

    /** Gives a page that asks for them all widgets with their values of now. */
    public static void answerReloads(NotebookHost host) {
        host.answer("jupyter.widget.control", page -> asked -> {
            try {
                if ("request_states".equals(asked.data().get("method"))) page.send(all());
            } catch (Throwable failure) {
                System.err.println("Gradus: the widgets could not be brought back: " + failure);
            }
        });
    }

    private static NotebookHost.Message all() {
        Map<String, Object> states = new LinkedHashMap<>();
        List<List<String>> paths = new ArrayList<>();
        List<byte[]> buffers = new ArrayList<>();
        synchronized (OPEN) {
            OPEN.forEach((id, model) -> {
                Map<String, Object> state = model.snapshot();
                Parts parts = Parts.of(state, List.of(id, "state"));
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("model_name", state.get("_model_name"));
                entry.put("model_module", state.get("_model_module"));
                entry.put("model_module_version", state.get("_model_module_version"));
                entry.put("state", parts.values);
                states.put(id, entry);
                paths.addAll(parts.paths);
                buffers.addAll(parts.buffers);
            });
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("method", "update_states");
        answer.put("states", states);
        answer.put("buffer_paths", paths);
        return new NotebookHost.Message(answer, buffers);
    }

    /** Values apart from bytes, which travel beside them. */
    private record Parts(Map<String, Object> values, List<List<String>> paths, List<byte[]> buffers) {
        static Parts of(Map<String, Object> all, List<String> where) {
            Parts parts = new Parts(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
            all.forEach((name, value) -> {
                if (value instanceof byte[] bytes) {
                    List<String> path = new ArrayList<>(where);
                    path.add(name);
                    parts.paths.add(path);
                    parts.buffers.add(bytes);
                } else parts.values.put(name, value);
            });
            return parts;
        }
    }
}
