package dev.gradus.jupyter.widgets;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.gradus.chart.Screen;
import dev.gradus.jupyter.Notebook;
import dev.gradus.jupyter.host.Host;
import dev.gradus.jupyter.host.NotebookHost;
import dev.gradus.train.BetweenSteps;
import dev.gradus.train.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A page that writes down what it gets; a notebook with it begins and ends with each test. */
final class FakeHost implements NotebookHost, BeforeEachCallback, AfterEachCallback {
    private static final Gson JSON = new GsonBuilder().serializeNulls().create();

    final List<Map<String, String>> shown = new ArrayList<>();
    final List<Wire> wires = new ArrayList<>();
    final Map<String, Function<Channel, Consumer<Message>>> answers = new HashMap<>();

    @Nullable
    String place;

    int run;

    @Override
    public void beforeEach(ExtensionContext test) {
        Notebook.start(this);
    }

    /** The notebook is over: nobody is shown anything any more. */
    @Override
    public void afterEach(ExtensionContext test) {
        BetweenSteps.useNothing();
        Screen.use(null);
        Progress.use(() -> status -> {});
        Host.use(null);
    }

    /** One channel and all that went through it to the page. */
    static final class Wire implements Channel {
        private final String id;
        final Map<String, Object> opening;
        final Consumer<Message> receiver;
        final List<Message> sent = new ArrayList<>();
        boolean isOpen = true;

        Wire(String id, Map<String, Object> opening, Consumer<Message> receiver) {
            this.id = id;
            this.opening = sent(opening);
            this.receiver = receiver;
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public void send(Message message) {
            sent.add(message);
        }

        @Override
        public void end() {
            isOpen = false;
        }

        /** The state as the page has it now. */
        Map<String, Object> state() {
            Map<String, Object> state = new LinkedHashMap<>(map(opening.get("state")));
            for (Message message : sent) {
                Map<String, Object> data = sent(message.data());
                state.putAll(map(data.get("state")));
                List<?> paths = (List<?>) data.get("buffer_paths");
                for (int i = 0; i < paths.size(); i++)
                    state.put(
                            (String) ((List<?>) paths.get(i)).get(0),
                            message.buffers().get(i));
            }
            return state;
        }

        /** The page changes values. */
        void update(Map<String, Object> state) {
            receive(Map.of("method", "update", "state", state, "buffer_paths", List.of()));
        }

        /** The page sends what its controls are set to. */
        void move(Object values) {
            happen(Map.of("state", Map.of("values", values)));
        }

        /** With what its controls are set to, which may be news. */
        void press(String id, Map<String, Object> values) {
            happen(Map.of("press", id, "state", Map.of("values", values)));
        }

        void press(String id) {
            happen(Map.of("press", id));
        }

        private void happen(Map<String, Object> event) {
            receive(Map.of("method", "custom", "content", event));
        }

        void receive(Map<String, Object> data, byte[]... buffers) {
            receiver.accept(new Message(sent(data), List.of(buffers)));
        }
    }

    /** An object as it arrives behind a wire that carries text: every number is a double there. */
    static Map<String, Object> sent(Map<String, Object> data) {
        return map(JSON.fromJson(JSON.toJson(data), Map.class));
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object json) {
        return (Map<String, Object>) json;
    }

    @Override
    public void show(String id, Map<String, String> bundle) {
        shown.add(bundle);
    }

    @Override
    public void update(String id, Map<String, String> bundle) {
        shown.add(bundle);
    }

    @Override
    public Channel open(
            String target, Map<String, Object> opening, Map<String, Object> metadata, Consumer<Message> receiver) {
        Wire wire = new Wire("wire-" + System.identityHashCode(this) + "-" + wires.size(), opening, receiver);
        wires.add(wire);
        return wire;
    }

    @Override
    public @Nullable String place() {
        return place;
    }

    @Override
    public Object cell() {
        return run;
    }

    @Override
    public void answer(String target, Function<Channel, Consumer<Message>> receivers) {
        answers.put(target, receivers);
    }

    /** The wire that was opened last. */
    public Wire last() {
        return wires.get(wires.size() - 1);
    }
}
