package dev.gradus.math;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The only class that knows about threads. Work is split by rows of the <em>result</em>, never inside a sum, so that
 * the number of threads can't change a bit. {@code -Dgradus.threads=1} switches it off.
 */
public final class Parallel {
    /** Threads in use: the system property {@code gradus.threads}, else the cores given to this process. */
    public static final int THREADS = Math.max(
            1, Integer.getInteger("gradus.threads", Runtime.getRuntime().availableProcessors()));

    private static final long WORTH_SPLITTING = 100_000; // operations; below, waking a thread costs more than it saves

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(Math.max(1, THREADS - 1), task -> {
        Thread worker = new Thread(task, "gradus-worker");
        worker.setDaemon(true);
        return worker;
    });

    private Parallel() {}

    /** Rows [from, to) of a result. */
    interface Rows {
        void compute(int from, int to);
    }

    /** Computes rows 0 … n − 1, at a cost of so many operations together, and returns when all are done. */
    static void rows(int n, long operations, Rows rows) {
        int parts = operations < WORTH_SPLITTING ? 1 : Math.min(THREADS, n);
        if (parts == 1) {
            rows.compute(0, n);
            return;
        }
        CountDownLatch done = new CountDownLatch(parts - 1);
        for (int part = 1; part < parts; part++) {
            int from = (int) ((long) n * part / parts);
            int to = (int) ((long) n * (part + 1) / parts);
            WORKERS.execute(() -> {
                try {
                    rows.compute(from, to);
                } finally {
                    done.countDown();
                }
            });
        }
        rows.compute(0, n / parts);
        awaitAll(done);
    }

    /** Waits even when interrupted, since the others still write to our arrays; the interruption is kept for later. */
    private static void awaitAll(CountDownLatch done) {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
