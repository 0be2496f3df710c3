package dev.gradus.jupyter.jjava;

import java.lang.reflect.Field;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** JJava's connection, which loses no message, waits less, and survives what goes wrong in a handler. */
final class GradusConnection extends JupyterConnection {
    private static final long PAUSE = 5; // milliseconds between two looks for a message; JJava's own is 50
    private static final long LOOK = 100; // milliseconds that one look may last

    /** What the first cell and all else waits for; who asks what kernel this is gets an answer at once. */
    volatile CompletableFuture<Void> prepared = CompletableFuture.completedFuture(null);

    final Inbox shellInbox;
    private final Inbox controlInbox;
    private final ZMQ.Context context;
    /** Nothing is closed while somebody looks for messages. */
    private final ReadWriteLock open = new ReentrantReadWriteLock();

    private volatile boolean isClosed;

    GradusConnection(KernelConnectionProperties properties)
            throws NoSuchAlgorithmException, InvalidKeyException, ReflectiveOperationException {
        super(properties);
        context = (ZMQ.Context) field(JupyterConnection.class, "ctx").get(this);
        IOPubChannel unused = iopub;
        field(JupyterConnection.class, "iopub").set(this, new Outbox(context, properties.createHMACGenerator()));
        unused.close();
        shellInbox = new Inbox(context, properties.createHMACGenerator(), shell);
        controlInbox = new Inbox(context, properties.createHMACGenerator(), control);
        for (ShellChannel channel : new ShellChannel[] {shell, control})
            field(ShellChannel.class, "sleep").setLong(channel, PAUSE);
    }

    static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    @Override
    public void connect() {
        super.connect();
        for (ShellChannel channel : new ShellChannel[] {shell, control})
            try {
                Loop loop = (Loop) field(ShellChannel.class, "ioloop").get(channel);
                keepAlive(loop);
                waitForMessages(loop, channel, channel == shell ? shellInbox : controlInbox);
            } catch (ReflectiveOperationException | RuntimeException changed) {
                System.err.println("Gradus: can't watch over the channels: " + changed);
            }
    }

    /** An error in a handler would end the thread that reads messages, and with it the kernel. */
    private void keepAlive(Loop loop) {
        loop.onError(failure -> {
            if (!isClosed) System.err.println("Gradus: a message could not be handled: " + failure);
            return PAUSE;
        });
    }

    /** Sleeps until something comes; to look for it every few milliseconds takes a thirtieth of a core. */
    private void waitForMessages(Loop loop, ShellChannel channel, Inbox inbox) throws ReflectiveOperationException {
        ZMQ.Poller poller = context.poller(1);
        poller.register(channel, ZMQ.Poller.POLLIN);
        field(Loop.class, "loopBody").set(loop, (LongSupplier) () -> {
            open.readLock().lock();
            try {
                if (isClosed) return 0;
                poller.poll(LOOK);
            } finally {
                open.readLock().unlock();
            }
            Message<?> message = inbox.next();
            if (message != null) MessageQueue.handle(this, prepareReplyEnv(channel, message), message);
            return 0;
        });
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            isClosed = true;
        } finally {
            open.writeLock().unlock();
        }
        shellInbox.close();
        controlInbox.close();
        super.close();
    }

    /** Not for the heartbeat, which sleeps for half a second and has nothing to finish. */
    @Override
    public void waitUntilClose() {
        shell.waitUntilClose();
        control.waitUntilClose();
    }

    @Override
    public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
        if (channel == shell && context.getHeader().getType() != MessageType.KERNEL_INFO_REQUEST) prepared.join();
        return new CellEnvironment(channel, stdin, iopub, context);
    }
}
