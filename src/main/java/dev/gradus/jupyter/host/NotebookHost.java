package dev.gradus.jupyter.host;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a kernel must offer. A bundle has one form of the same output for each MIME type, text/plain among them. */
public interface NotebookHost {
    /** Shows a bundle below the running cell, under an id that nothing else has. */
    void show(String id, Map<String, String> bundle);

    /** Replaces what was shown under the id. */
    void update(String id, Map<String, String> bundle);

    /** Something equal for as long as one cell runs; null where the kernel doesn't tell. */
    default @Nullable Object cell() {
        return null;
    }

    /** Where on the page the running cell stands, the same for each of its runs; null where the page doesn't tell. */
    default @Nullable String place() {
        return null;
    }

    /** What runs the cells and its version, such as "JJava 1.0a8". */
    default String kernel() {
        return "?";
    }

    /**
     * Runs code and shows what it ends with, as if it were a cell. The meter is on while the code itself runs; where the
     * kernel can't tell that from compiling it, all the time.
     */
    default void run(String code, Meter meter) throws Exception {
        throw new UnsupportedOperationException("this kernel can't run a cell inside a cell");
    }
    // ---- channels to the page, which Jupyter calls comms ----

    /**
     * What goes through a channel.
     *
     * @param data a JSON object: maps with text as keys, lists, double arrays, numbers, text, booleans and null
     * @param buffers bytes that travel beside it
     */
    record Message(Map<String, Object> data, List<byte[]> buffers) {}

    /** A channel to the page. */
    interface Channel {
        /** The id by which the page knows it. */
        String id();

        /** Sends to the page; does nothing where the page is gone. */
        void send(Message message);

        /** Tells the page that nothing more comes. */
        void end();
    }

    /**
     * Opens a channel. What comes from the page goes to the receiver, on a thread of the kernel or, while a cell runs, in
     * {@link #listen}.
     *
     * @param opening what the message that opens it carries, a JSON object
     * @param metadata of that message, a JSON object
     * @return null where the kernel has no channels
     */
    default @Nullable Channel open(
            String target, Map<String, Object> opening, Map<String, Object> metadata, Consumer<Message> receiver) {
        return null;
    }

    /** From now on the page may open channels of this name; the function gives the receiver for each. */
    default void answer(String target, Function<Channel, Consumer<Message>> receivers) {}

    /** Lets in what the page sent while a cell runs; to be called often, on the cell's thread. */
    default void listen() {}
}
