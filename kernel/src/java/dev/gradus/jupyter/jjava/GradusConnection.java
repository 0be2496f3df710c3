package dev.gradus.jupyter.jjava;

import java.lang.reflect.Field;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.Loop;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** JJava's connection, which loses no message, waits less, and survives what goes wrong in a handler. */
final class GradusConnection extends JupyterConnection {
    private static final long PAUSE = 5; // milliseconds between two looks for a message; JJava's own is 50

    /** What the first cell and all else waits for; who asks what kernel this is gets an answer at once. */
    volatile CompletableFuture<Void> prepared = CompletableFuture.completedFuture(null);

    GradusConnection(KernelConnectionProperties properties)
            throws NoSuchAlgorithmException, InvalidKeyException, ReflectiveOperationException {
        super(properties);
        ZMQ.Context context =
                (ZMQ.Context) field(JupyterConnection.class, "ctx").get(this);
        IOPubChannel unused = iopub;
        field(JupyterConnection.class, "iopub").set(this, new Outbox(context, properties.createHMACGenerator()));
        unused.close();
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
        for (ShellChannel channel : new ShellChannel[] {shell, control}) keepAlive(channel);
    }

    /** An error in a handler would end the thread that reads messages, and with it the kernel. */
    private static void keepAlive(ShellChannel channel) {
        try {
            ((Loop) field(ShellChannel.class, "ioloop").get(channel)).onError(failure -> {
                System.err.println("Gradus: a message could not be handled: " + failure);
                return PAUSE;
            });
        } catch (ReflectiveOperationException | RuntimeException changed) {
            System.err.println("Gradus: can't watch over the channels: " + changed);
        }
    }

    @Override
    public ShellReplyEnvironment prepareReplyEnv(ShellChannel channel, MessageContext context) {
        if (channel == shell && context.getHeader().getType() != MessageType.KERNEL_INFO_REQUEST) prepared.join();
        return new CellEnvironment(channel, stdin, iopub, context);
    }
}
