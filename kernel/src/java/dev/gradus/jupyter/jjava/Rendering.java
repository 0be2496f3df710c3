package dev.gradus.jupyter.jjava;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.kernel.execution.EvaluationInterruptedException;
import org.jspecify.annotations.Nullable;

/** Runs what calls methods of the learner's outside of a cell, on a thread that can be left alone: a toString may never end. */
final class Rendering {
    static final String THREAD = "gradus-show-";

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
        Future<T> future = threads.submit(() -> {
            StrayThreads.forgetThis();
            return task.call();
        });
        running = future;
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        } catch (CancellationException e) {
            throw new EvaluationInterruptedException("");
        } finally {
            running = null;
        }
    }

    void interrupt() {
        Future<?> future = running;
        if (future != null) future.cancel(true);
    }
}
