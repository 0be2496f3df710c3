package dev.gradus.jupyter.jjava;

import java.lang.reflect.Field;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.dflib.jjava.jupyter.channels.DefaultReplyEnvironment;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.DisplayStream;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;
import org.jspecify.annotations.Nullable;

/**
 * Lets messages of the page in while a cell runs. JJava's reading thread waits for the cell then, so the cell's own thread
 * may read: it handles at once what is meant for widgets, and keeps the rest for the reading thread, in its order.
 *
 * <p>It needs some private fields of JJava's. Where they are missing, messages wait until the cell ends, as always.
 */
final class Listening {
    private static final long EVERY = 10_000_000; // nanoseconds between two looks
    private static final long PAUSE = 5; // milliseconds between two messages, where JJava itself waits 50

    private static final Uninterrupted READER = new Uninterrupted("gradus-reader");

    /** What came while a cell ran and is not done yet. */
    private static final Deque<Message<?>> KEPT = new ArrayDeque<>();

    private final BaseKernel kernel;
    private @Nullable Insides insides;
    private boolean isHopeless;
    private volatile long next; // when to look again, by System.nanoTime

    Listening(BaseKernel kernel) {
        this.kernel = kernel;
    }

    /** What has to be known of JJava to read for it. */
    private record Insides(ShellChannel shell, JupyterConnection connection, Loop loop) {}

    /** Takes what was kept and not yet done: for a kernel that refuses the cells behind one that failed. */
    static List<Message<?>> takeKept() {
        synchronized (KEPT) {
            List<Message<?>> kept = new ArrayList<>(KEPT);
            KEPT.clear();
            return kept;
        }
    }

    /** Looks whether the page sent something; from any other thread than the cell's it does nothing. */
    void listen() {
        long now = System.nanoTime();
        if (now - next < 0) return;
        next = now + EVERY;
        Thread thread = Thread.currentThread();
        if (thread.isInterrupted() || !CellThreads.contain(thread)) return;
        Insides jjava = insides();
        // A cell that was given up goes on as a thread, while JJava reads again.
        if (jjava == null || !(LockSupport.getBlocker(jjava.loop) instanceof Future)) return;
        try {
            read(jjava);
        } catch (RuntimeException trouble) {
            isHopeless = true;
            insides = null;
            System.err.println("Gradus: widgets can't be heard while a cell runs: " + trouble);
        }
    }

    private void read(Insides jjava) {
        boolean handled = false;
        for (Message<?> message : READER.call(() -> arrived(jjava))) {
            String type = message.getHeader().getType().getName();
            if (type.startsWith("comm_") || type.equals("kernel_info_request")) {
                handle(jjava, message);
                handled = true;
            } else keep(jjava, message);
        }
        // The page took the answer for the end of the cell.
        if (handled && environment() instanceof DefaultReplyEnvironment cell) cell.setStatusBusy();
    }

    private static List<Message<?>> arrived(Insides jjava) {
        List<Message<?>> messages = new ArrayList<>();
        for (Message<?> next = next(jjava); next != null; next = next(jjava)) messages.add(next);
        return messages;
    }

    private static @Nullable Message<?> next(Insides jjava) {
        if (jjava.shell instanceof PageChannel ours) return ours.inbox.next();
        synchronized (jjava.shell) {
            return (jjava.shell.getEvents() & ZMQ.Poller.POLLIN) == 0 ? null : jjava.shell.readMessage();
        }
    }

    private static void keep(Insides jjava, Message<?> message) {
        synchronized (KEPT) {
            KEPT.add(message);
        }
        jjava.loop.doNext(() -> {
            Message<?> first;
            synchronized (KEPT) {
                first = KEPT.poll();
            }
            if (first != null) handle(jjava, first);
        });
    }

    private static void handle(Insides jjava, Message<?> message) {
        MessageQueue.handle(jjava.connection, jjava.connection.prepareReplyEnv(jjava.shell, message), message);
    }

    // ---- inside JJava ----

    /** Makes JJava look for messages more often, so that widgets follow the mouse; to be called while a cell runs. */
    void hurry() {
        insides();
    }

    private synchronized @Nullable Insides insides() {
        if (insides != null || isHopeless) return insides;
        try {
            ShellChannel shell = (ShellChannel) get(DefaultReplyEnvironment.class, "shell", environment());
            if (shell == null) return null; // no cell has run yet
            JupyterConnection connection = (JupyterConnection) get(ShellChannel.class, "connection", shell);
            Loop loop = (Loop) get(ShellChannel.class, "ioloop", shell);
            insides = new Insides(shell, connection, loop);
            hurry(loop);
        } catch (ReflectiveOperationException | RuntimeException changed) {
            isHopeless = insides == null;
        }
        return insides;
    }

    /** What the running cell shows goes through it; null when none runs. */
    private @Nullable Object environment() {
        try {
            return get(DisplayStream.class, "env", kernel.getIO().display);
        } catch (ReflectiveOperationException | RuntimeException changed) {
            return null;
        }
    }

    /** The loop's body says how long to sleep behind it. */
    private static void hurry(Loop loop) throws ReflectiveOperationException {
        Field body = Hidden.field(Loop.class, "loopBody");
        LongSupplier old = (LongSupplier) body.get(loop);
        body.set(loop, (LongSupplier) () -> Math.min(old.getAsLong(), PAUSE));
    }

    private static @Nullable Object get(Class<?> type, String field, @Nullable Object of)
            throws ReflectiveOperationException {
        return of == null ? null : Hidden.field(type, field).get(of);
    }
}
