package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.host.Adapters;
import dev.gradus.jupyter.host.NotebookHost;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.dflib.jjava.jupyter.kernel.comm.Comm;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.comm.CommCloseCommand;
import org.dflib.jjava.jupyter.messages.comm.CommMsgCommand;
import org.dflib.jjava.shaded.com.google.gson.Gson;
import org.dflib.jjava.shaded.com.google.gson.GsonBuilder;
import org.dflib.jjava.shaded.com.google.gson.JsonObject;
import org.dflib.jjava.shaded.com.google.gson.reflect.TypeToken;

/** A comm of JJava's as a channel of ours. */
final class PageComm extends Comm implements NotebookHost.Channel {
    private static final Gson JSON = new GsonBuilder().serializeNulls().create();

    private final CommManager manager;
    Consumer<NotebookHost.Message> receiver = message -> {};

    PageComm(CommManager manager, String id, String target) {
        super(manager, id, target);
        this.manager = manager;
    }

    @Override
    public String id() {
        return getID();
    }

    @Override
    public void send(NotebookHost.Message message) {
        // Without bytes null and no empty list, with which JJava would begin a message that never ends.
        List<byte[]> buffers = message.buffers().isEmpty() ? null : message.buffers();
        Adapters.send(() -> {
            if (!isClosed()) send(object(message.data()), null, buffers);
        });
    }

    @Override
    public void end() {
        Adapters.send(() -> {
            if (!isClosed()) close();
        });
    }

    static JsonObject object(Map<String, Object> data) {
        return JSON.toJsonTree(data).getAsJsonObject();
    }

    private static Map<String, Object> map(JsonObject data) {
        return JSON.fromJson(data, new TypeToken<Map<String, Object>>() {}.getType());
    }

    /** Whatever gets out of here would end the thread that reads all messages. */
    @Override
    protected void onMessage(Message<CommMsgCommand> message) {
        try {
            manager.setMessageContext(message); // what is sent now is an answer to it
            List<byte[]> buffers = message.getBlobs();
            receiver.accept(new NotebookHost.Message(
                    map(message.getContent().getData()), buffers == null ? List.of() : buffers));
        } catch (Throwable failure) {
            System.err.println("Gradus: a message from the page could not be handled: " + failure);
        }
    }

    @Override
    protected void onClose(Message<CommCloseCommand> message, boolean sending) {}
}
