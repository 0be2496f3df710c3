package dev.gradus.jupyter.jjava;

import java.lang.reflect.Field;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletableFuture;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.MessageContext;
import org.dflib.jjava.jupyter.messages.MessageType;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** JJava's connection, with channels that lose nothing and wait for nothing. */
final class GradusConnection extends JupyterConnection {
    /** What the first cell and all else waits for; who asks what kernel this is gets an answer at once. */
    volatile CompletableFuture<Void> prepared = CompletableFuture.completedFuture(null);

    GradusConnection(KernelConnectionProperties properties)
            throws NoSuchAlgorithmException, InvalidKeyException, ReflectiveOperationException {
        super(properties);
        ZMQ.Context context =
                (ZMQ.Context) Hidden.field(JupyterConnection.class, "ctx").get(this);
        replace("iopub", new Outbox(context, properties.createHMACGenerator()));
        replace("shell", new PageChannel(context, properties.createHMACGenerator(), false, this));
        replace("control", new PageChannel(context, properties.createHMACGenerator(), true, this));
    }

    private void replace(String name, JupyterSocket channel) throws ReflectiveOperationException {
        Field field = Hidden.field(JupyterConnection.class, name);
        JupyterSocket unused = (JupyterSocket) field.get(this);
        field.set(this, channel);
        unused.close();
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
