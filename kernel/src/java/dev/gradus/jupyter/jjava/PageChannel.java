package dev.gradus.jupyter.jjava;

import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** Where the page's messages come in: it waits less than JJava's, and survives strangers and what goes wrong in a handler. */
final class PageChannel extends ShellChannel {
    private static final long PAUSE = 5; // milliseconds between two looks for a message; JJava's own is 50
    private static final long LOOK = 100; // milliseconds that one look may last

    final Inbox inbox;
    private final GradusConnection connection;
    /** Nothing is closed while somebody looks for messages. */
    private final ReadWriteLock open = new ReentrantReadWriteLock();

    private volatile boolean isClosed;

    PageChannel(ZMQ.Context context, HMACGenerator signer, boolean isControl, GradusConnection connection) {
        super(context, signer, isControl, connection, PAUSE);
        this.connection = connection;
        inbox = new Inbox(context, signer, this);
    }

    /** JJava's loop begins here; that it reads a stranger's message before it is ours, is hardly possible. */
    @Override
    public void bind(KernelConnectionProperties properties) {
        super.bind(properties);
        try {
            Loop loop = (Loop) Hidden.field(ShellChannel.class, "ioloop").get(this);
            ZMQ.Poller poller = ctx.poller(1);
            poller.register(this, ZMQ.Poller.POLLIN);
            Hidden.field(Loop.class, "loopBody").set(loop, (LongSupplier) () -> handleNext(poller));
            loop.onError(
                    failure -> { // it would end the thread that reads messages, and with it the kernel
                        if (!isClosed) System.err.println("Gradus: a message could not be handled: " + failure);
                        return PAUSE;
                    });
        } catch (ReflectiveOperationException | RuntimeException changed) {
            System.err.println("Gradus: can't watch over the channels: " + changed);
        }
    }

    /** Sleeps until something comes: to look for it every few milliseconds takes a thirtieth of a core. */
    private long handleNext(ZMQ.Poller poller) {
        open.readLock().lock();
        try {
            if (isClosed) return 0;
            poller.poll(LOOK);
        } finally {
            open.readLock().unlock();
        }
        Message<?> message = inbox.next();
        if (message != null) MessageQueue.handle(connection, connection.prepareReplyEnv(this, message), message);
        return 0;
    }

    @Override
    public void close() {
        open.writeLock().lock();
        try {
            isClosed = true;
        } finally {
            open.writeLock().unlock();
        }
        inbox.close();
        super.close();
    }
}
