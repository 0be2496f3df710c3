package dev.gradus.jupyter.jjava;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * One thread that uses a channel for others and that nobody interrupts: ZeroMQ closes a channel for good if the thread
 * that uses it is being interrupted, and the stop button interrupts cells.
 */
final class Uninterrupted {
    private final ExecutorService thread;

    Uninterrupted(String name) {
        thread = Executors.newSingleThreadExecutor(Background.threads(name));
    }

    /** Has it done and waits for it, in any case; an interruption is kept for later. */
    <T> T call(Callable<T> task) {
        Future<T> done = thread.submit(task);
        boolean interrupted = false;
        try {
            while (true)
                try {
                    return done.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a message could not pass: " + e.getCause(), e.getCause());
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }
}
