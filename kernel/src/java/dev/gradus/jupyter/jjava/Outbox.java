package dev.gradus.jupyter.jjava;

import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/** What goes to the page, from whichever thread; whoever has something to send waits until it is on its way. */
final class Outbox extends IOPubChannel {
    private static final Uninterrupted SENDER = new Uninterrupted("gradus-outbox");

    Outbox(ZMQ.Context context, HMACGenerator signer) {
        super(context, signer);
        setSndHWM(0); // with ZeroMQ's own limit of 1000 a flood of output loses messages, the last one among them
    }

    @Override
    public void sendMessage(Message<?> message) {
        SENDER.call(() -> {
            super.sendMessage(message);
            return true;
        });
    }
}
