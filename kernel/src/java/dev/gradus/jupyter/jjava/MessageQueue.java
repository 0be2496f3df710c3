package dev.gradus.jupyter.jjava;

import java.util.ArrayList;
import java.util.List;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellHandler;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageType;

/** The messages that wait behind a cell. When it fails, the cells among them are not run: "Run All" stops there. */
final class MessageQueue {
    private static final long UNDER_WAY = 20; // milliseconds in which a cell that was sent with the others arrives

    private final JupyterConnection connection;

    MessageQueue(JupyterConnection connection) {
        this.connection = connection;
    }

    /** Takes all that waits now. Before the reply: what somebody sends who has seen it, is meant to run. */
    static List<Message<?>> take(PageChannel channel) {
        List<Message<?>> waiting = new ArrayList<>(Listening.takeKept()); // read while the cell ran
        long end = System.nanoTime() + UNDER_WAY * 1_000_000;
        while (System.nanoTime() < end) {
            Message<?> message = channel.inbox.next();
            if (message != null) waiting.add(message);
            else Background.pause(1);
        }
        return waiting;
    }

    /** Answers them in their order: cells are refused, everything else is done. */
    void refuse(ShellChannel channel, List<Message<?>> waiting, int count) {
        for (Message<?> message : waiting) {
            ShellReplyEnvironment page = connection.prepareReplyEnv(channel, message);
            if (message.getHeader().getType() == MessageType.EXECUTE_REQUEST) {
                page.setStatusBusy();
                page.reply(new Replies.Aborted(count));
                page.setStatusIdle();
            } else handle(connection, page, message);
        }
    }

    /** As the channel's own loop does it. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static void handle(JupyterConnection connection, ShellReplyEnvironment page, Message<?> message) {
        ShellHandler handler =
                connection.getHandler((MessageType) message.getHeader().getType());
        if (handler == null) return;
        try {
            handler.handle(page, message);
        } catch (Exception | Error failure) {
            System.err.println("Gradus: a message could not be handled: " + failure);
        } finally {
            page.resolveDeferrals();
        }
        if (page.isMarkedForShutdown()) connection.close();
    }
}
