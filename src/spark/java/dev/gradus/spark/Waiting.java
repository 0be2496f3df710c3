package dev.gradus.spark;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.apache.spark.api.java.JavaFutureAction;

/** Waits for what a cluster computes. */
final class Waiting {
    private Waiting() {}

    /**
     * All that it gives. Interrupting the thread waits on, and the thread is interrupted afterwards: a step is taken whole or
     * not at all.
     *
     * @param what to say if it fails
     */
    static <T> List<T> forAll(String what, JavaFutureAction<List<T>> action) {
        boolean interrupted = false;
        try {
            while (true)
                try {
                    return action.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
        } catch (ExecutionException | CancellationException e) {
            throw failure(what, e);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** Spark's reports have a page of stack traces behind their first line. */
    static IllegalStateException failure(String what, Exception e) {
        Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
        String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new IllegalStateException(what + ": " + message, cause);
    }
}
