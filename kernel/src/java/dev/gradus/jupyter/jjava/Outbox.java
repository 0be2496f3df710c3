package dev.gradus.jupyter.jjava;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dflib.jjava.jupyter.channels.IOPubChannel;
import org.dflib.jjava.jupyter.messages.HMACGenerator;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.shaded.org.zeromq.ZMQ;

/**
 * What goes to the page. One thread sends it all, because sending on a thread that is being interrupted closes the
 * channel for good, and the stop button interrupts cells; whoever has something to send waits until it is on its way.
 */
final class Outbox extends IOPubChannel {
    private static final ExecutorService SENDER =
            Executors.newSingleThreadExecutor(Background.threads("gradus-outbox"));

    Outbox(ZMQ.Context context, HMACGenerator signer) {
        super(context, signer);
        setSndHWM(0); // with ZeroMQ's own limit of 1000 a flood of output loses messages, the last one among them
    }

    @Override
    public void sendMessage(Message<?> message) {
        Future<?> sent = SENDER.submit(() -> super.sendMessage(message));
        boolean interrupted = false;
        while (true)
            try {
                sent.get();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (interrupted) Thread.currentThread().interrupt();
                throw new IllegalStateException("a message could not be sent", e.getCause());
            }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
