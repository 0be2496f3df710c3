package dev.gradus.jupyter.jjava;

import dev.gradus.jupyter.cells.Words;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import jdk.jshell.execution.DirectExecutionControl;
import jdk.jshell.spi.SPIResolutionException;
import org.dflib.jjava.jupyter.telemetry.TelemetryCollector;
import org.jspecify.annotations.Nullable;

/**
 * Runs what JShell compiled, on the cells' threads. JShell itself passes on texts only, so it gets keys, for which the
 * values and what was thrown are fetched here.
 */
final class CellControl extends DirectExecutionControl {
    /** In place of a class' name: what was stopped. */
    static final String INTERRUPTED = "stopped by the stop button";

    final CellClasses classes;
    private final CellThreads threads = new CellThreads();
    private final Set<Future<?>> running = ConcurrentHashMap.newKeySet();
    private final AtomicLong keys = new AtomicLong();
    private final Map<String, Object> values = new ConcurrentHashMap<>();
    private final Map<String, Throwable> failures = new ConcurrentHashMap<>();
    private final ThreadLocal<TelemetryCollector<?>> meter = new ThreadLocal<>();

    CellControl(CellClasses classes) {
        super(classes);
        this.classes = classes;
    }

    /** Runs on a cell's thread what belongs to a cell without being Java. */
    <T> T call(Callable<T> task) throws Exception {
        Future<T> done = threads.submit(task);
        running.add(done);
        try {
            return done.get();
        } finally {
            running.remove(done);
        }
    }

    @Override
    protected String invoke(Method code) throws Exception {
        String key = "gradus-" + keys.incrementAndGet();
        try {
            Object value = metered(() -> call(() -> code.invoke(null)));
            if (value != null) values.put(key, value);
            return key;
        } catch (CancellationException stopped) {
            throw new UserException(INTERRUPTED, INTERRUPTED, stopped.getStackTrace());
        } catch (ExecutionException e) {
            Throwable failure = e.getCause();
            if (failure instanceof InvocationTargetException) failure = failure.getCause();
            if (failure instanceof SPIResolutionException missing)
                throw new ResolutionException(missing.id(), missing.getStackTrace());
            failures.put(key, failure);
            throw new UserException(key, failure.getClass().getName(), stack(failure));
        }
    }

    /** Its own method may be the learner's. */
    private StackTraceElement[] stack(Throwable failure) throws Exception {
        try {
            return call(() -> Words.stack(failure));
        } catch (CancellationException stopped) {
            return new StackTraceElement[0];
        }
    }

    private <T> T metered(Callable<T> task) throws Exception {
        TelemetryCollector<?> collector = meter.get();
        return collector == null ? task.call() : metered(task, collector);
    }

    private static <T, M> T metered(Callable<T> task, TelemetryCollector<M> collector) throws Exception {
        M begun = collector.measurementStart();
        try {
            return task.call();
        } finally {
            collector.measurementEnd(begun);
        }
    }

    /** The value for a key, once; null for none. */
    @Nullable
    Object takeValue(String key) {
        return values.remove(key);
    }

    /** What was thrown, once. */
    @Nullable
    Throwable takeFailure(String key) {
        return failures.remove(key);
    }

    void measure(@Nullable TelemetryCollector<?> collector) {
        TelemetryCollector<?> before = meter.get();
        if (collector == null && before != null) before.stop();
        meter.set(collector);
    }

    void interrupt() {
        running.forEach(one -> one.cancel(true));
    }

    @Override
    public void stop() {
        threads.shutdownNow();
    }
}
