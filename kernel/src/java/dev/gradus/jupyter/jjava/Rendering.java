package dev.gradus.jupyter.jjava;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.jspecify.annotations.Nullable;

/** Runs what calls methods of the learner's outside of a cell, on a thread that can be left alone: a toString may never end. */
final class Rendering {
    static final String THREAD = "gradus-show-";
    private static final int MORE = 40; // interruptions
    private static final long PAUSE = 50; // milliseconds between them

    private final ExecutorService threads = Executors.newCachedThreadPool(Background.threads("gradus-show"));
    private final Renderer renderer;
    private volatile @Nullable Future<?> running;

    Rendering(Renderer renderer) {
        this.renderer = renderer;
    }

    /** The forms of a value; whatever its own methods throw comes out. */
    DisplayData of(Object value) throws Throwable {
        return value instanceof DisplayData ready ? ready : call(() -> renderer.render(value));
    }

    <T> T call(Callable<T> task) throws Throwable {
        AtomicReference<Thread> thread = new AtomicReference<>();
        Future<T> future = threads.submit(() -> {
            StrayThreads.forgetThis();
            thread.set(Thread.currentThread());
            try {
                return task.call();
            } finally {
                thread.set(null);
            }
        });
        running = future;
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        } catch (CancellationException e) {
            Background.start("gradus-insist", () -> insist(thread));
            throw new EvaluationInterruptedException("");
        } finally {
            running = null;
        }
    }

    /** One of the learner's methods that took the interruption and returned may be followed by the next one. */
    private static void insist(AtomicReference<Thread> running) {
        for (int i = 0; i < MORE; i++) {
            Background.pause(PAUSE);
            Thread thread = running.get();
            if (thread == null) return;
            thread.interrupt();
        }
    }

    void interrupt() {
        Future<?> future = running;
        if (future != null) future.cancel(true);
    }
}
