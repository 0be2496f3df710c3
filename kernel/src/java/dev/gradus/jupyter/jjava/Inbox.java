package dev.gradus.jupyter.jjava;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dflib.jjava.jupyter.channels.JupyterSocket;
import org.dflib.jjava.jupyter.channels.ShellChannel;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.slf4j.LoggerFactory;
import org.dflib.jjava.shaded.org.zeromq.SocketType;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;
import org.jspecify.annotations.Nullable;

/**
 * Reads the messages of a channel, and passes over what is none. Another kernel may have had the port before, and its
 * clients come back to hear a heart beat: JJava would take the next message for the rest of theirs, and answer them.
 */
final class Inbox extends JupyterSocket {
    private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
    /** The delimiter, signature, header, parent's header, metadata and content (Jupyter's "wire protocol"). */
    private static final int PARTS = 6;

    private final ShellChannel channel;
    private final ZMQ.Socket feed; // JJava reads from nothing but a socket, so each whole message goes through one more

    Inbox(ZMQ.Context context, HMACGenerator signer, ShellChannel channel) {
        super(context, SocketType.PAIR, signer, LoggerFactory.getLogger(Inbox.class));
        this.channel = channel;
        String address = "inproc://gradus-" + System.identityHashCode(this);
        bind(address);
        feed = context.socket(SocketType.PAIR);
        feed.connect(address);
    }

    /** It has no port: the messages come from the channel. */
    @Override
    public void bind(KernelConnectionProperties unused) {}

    /** The next message, or null if none is there. */
    @Nullable
    Message<?> next() {
        synchronized (channel) {
            if (closed || (channel.getEvents() & ZMQ.Poller.POLLIN) == 0) return null;
            List<byte[]> parts = new ArrayList<>();
            do parts.add(channel.recv());
            while (channel.hasReceiveMore());
            if (!isMessage(parts)) return null;
            for (byte[] part : parts.subList(0, parts.size() - 1)) feed.sendMore(part);
            feed.send(parts.get(parts.size() - 1));
            try {
                return readMessage();
            } catch (RuntimeException trouble) { // a wrong signature, for instance
                System.err.println("Gradus: a message could not be read: " + trouble);
                return null;
            }
        }
    }

    private static boolean isMessage(List<byte[]> parts) {
        for (int i = 0; i <= parts.size() - PARTS; i++) if (Arrays.equals(parts.get(i), DELIMITER)) return true;
        return false;
    }

    @Override
    public void close() {
        synchronized (channel) {
            feed.close();
            super.close();
        }
    }
}
