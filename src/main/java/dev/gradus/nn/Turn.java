package dev.gradus.nn;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is. Layers keep the batch that went forward last, so two threads in one network would mix up their
 * numbers: the second is refused. A thread that has its turn may go in again, as a listener of a training does.
 */
final class Turn {
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();
    private int depth; // of the owner's calls within each other
    private volatile boolean trains;

    /** A training has its turn from beginning to end. */
    <T> T train(Supplier<T> training) {
        begin();
        boolean before = trains;
        trains = true;
        try {
            return training.get();
        } finally {
            trains = before;
            end();
        }
    }

    /** Begins what one thread at a time may do. */
    void begin() {
        Thread me = Thread.currentThread();
        if (owner.get() != me && !owner.compareAndSet(null, me)) throw refused(owner.get());
        depth++;
    }

    void end() {
        if (--depth == 0) owner.set(null);
    }

    private IllegalStateException refused(@Nullable Thread other) {
        return new IllegalStateException("this network is being " + (trains ? "trained" : "used") + " by another thread"
                + (other == null ? "" : ", \"" + other.getName() + "\"")
                + ", and serves one at a time; wait for it, or make network.copy() beforehand, one for each thread");
    }
}
