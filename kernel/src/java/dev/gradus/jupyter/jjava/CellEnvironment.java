package dev.gradus.jupyter.jjava;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.channels.StdinChannel;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.jupyter.messages.publish.PublishStream;
import org.dflib.jjava.jupyter.messages.publish.PublishStream.StreamType;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one message. Printed lines are gathered for a moment, since each message costs more than its text, and
 * go out before anything else does, so that the page shows everything in the order in which it happened.
 */
final class CellEnvironment extends ShellReplyEnvironment {
    private static final int GATHERED = 8192; // characters
    private static final long PATIENCE = 40; // milliseconds

    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(Background.threads("gradus-clock"));

    private final StringBuilder text = new StringBuilder();
    private StreamType type = StreamType.OUT;
    private boolean due;
    private volatile @Nullable Thread deferring; // the flag of JJava's class belongs to no thread

    CellEnvironment(ShellChannel shell, StdinChannel stdin, JupyterSocket iopub, MessageContext context) {
        super(shell, stdin, iopub, context);
    }

    @Override
    public void writeToStdOut(String text) {
        write(StreamType.OUT, text);
    }

    @Override
    public void writeToStdErr(String text) {
        write(StreamType.ERR, text);
    }

    private synchronized void write(StreamType type, String more) {
        StrayThreads.stopIfStray();
        if (type != this.type) flush();
        this.type = type;
        text.append(more);
        if (text.length() >= GATHERED) flush();
        else if (!due) {
            due = true;
            CLOCK.schedule(this::flush, PATIENCE, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void flush() {
        due = false;
        if (text.isEmpty()) return;
        PublishStream stream = new PublishStream(type, text.toString());
        text.setLength(0);
        getIopub().sendMessage(new Message<>(getContext(), stream.getType(), stream));
    }

    @Override
    public ShellReplyEnvironment defer() {
        deferring = Thread.currentThread();
        return this;
    }

    private boolean defers() {
        if (deferring != Thread.currentThread()) return false;
        deferring = null;
        return true;
    }

    /** The page sends a widget's next value when it hears that we are idle: here before the answer to this one is drawn. */
    @Override
    public void setBusyDeferIdle() {
        if (getContext().getHeader().getType() != MessageType.COMM_MSG_COMMAND) super.setBusyDeferIdle();
        else {
            setStatusBusy();
            setStatusIdle();
        }
    }

    @Override
    public void publish(Message<?> message) {
        StrayThreads.stopIfStray();
        if (defers()) defer(() -> send(message));
        else send(message);
    }

    private synchronized void send(Message<?> message) {
        flush();
        getIopub().sendMessage(message);
    }

    @Override
    public void reply(Message<?> message) {
        if (defers()) defer(() -> getShell().sendMessage(message));
        else getShell().sendMessage(message);
    }
}
