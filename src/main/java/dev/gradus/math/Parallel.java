package dev.gradus.math;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The only class that knows about threads. Work is split by rows or columns of the <em>result</em>, never inside a sum,
 * so that the number of threads can't change a bit. {@code -Dgradus.threads=1} switches it off.
 *
 * <p>Each thread begins with the same part of the rows every time, since its core's cache still has what it wrote there,
 * and takes a few at a time; then it helps with the other parts: whoever is slower, because it woke later or shares its
 * core with another process, does less.
 *
 * <p>A training step hands out work every few microseconds, so whoever waits looks around for a moment before it sleeps:
 * waking a thread takes longer than most of this work. But it does sleep: where other processes hold the cores, a thread
 * that only looked around would keep the others from getting anything done.
 */
public final class Parallel {
    /** Threads in use: the system property {@code gradus.threads}, else the cores given to this process. */
    public static final int THREADS = Math.max(
            1, Integer.getInteger("gradus.threads", Runtime.getRuntime().availableProcessors()));

    private static final long WORTH_SPLITTING = 150_000; // operations; below, handing over costs more than it saves
    private static final int SHARES = 4; // for each thread
    private static final int SINGLY = 0; // at least so many: one at a time
    private static final int TILE = 6; // rows that the vector kernels compute together
    private static final long PATIENCE = 1_000_000; // nanoseconds until whoever waits falls asleep

    private static final AtomicBoolean BUSY = new AtomicBoolean();
    private static final Worker[] WORKERS = new Worker[THREADS - 1];

    static {
        for (int w = 0; w < WORKERS.length; w++) {
            WORKERS[w] = new Worker(w + 1);
            WORKERS[w].start();
        }
    }

    private Parallel() {}

    /** Rows [from, to) of a result. */
    interface Rows {
        void compute(int from, int to);
    }

    /** Computes rows 0 … n − 1, at a cost of so many operations together, and returns when all are done. */
    static void rows(int n, long operations, Rows rows) {
        rows(n, 1, operations, rows);
    }

    /** The same for pieces of work, each of them large enough for a thread to take it alone. */
    static void pieces(int n, long operations, Rows pieces) {
        rows(n, SINGLY, operations, pieces);
    }

    /**
     * The same where each taking costs something: at least so many rows at a time, but no more than a thread's fair part.
     *
     * <p>One method, since the compiler follows calls to a depth of 15 and no further: from a training step to the inside of
     * a vector's operation there is hardly one left, and where it stops there every vector becomes an object.
     */
    static void rows(int n, int atLeast, long operations, Rows rows) {
        int parts = operations < WORTH_SPLITTING ? 1 : Math.min(THREADS, n);
        if (parts == 1 || !BUSY.compareAndSet(false, true)) { // another thread is training, too: it has the workers
            rows.compute(0, n);
            return;
        }
        try {
            Job job = new Job(n, parts, atLeast, rows);
            for (int w = 0; w < parts - 1; w++) WORKERS[w].hand(job);
            job.work(0);
            job.await();
        } finally {
            BUSY.set(false);
        }
    }

    /** Runs the task on a thread of its own, which doesn't keep the program from ending. */
    static Thread inBackground(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Spends a microsecond and lets others have the core; false if it is time to sleep. */
    private static boolean lookAround(long since) {
        for (int i = 0; i < 20; i++) Thread.onSpinWait();
        Thread.yield();
        return System.nanoTime() - since < PATIENCE;
    }

    /** One call of {@link #rows}. */
    private static final class Job {
        private final int n;
        private final int parts;
        private final int share; // rows taken at a time
        private final Rows rows;
        private final Thread caller = Thread.currentThread();
        private final AtomicLongArray next; // of each part: the first row that nobody has taken
        private final AtomicInteger missing; // rows
        private volatile @Nullable Throwable failure;

        Job(int n, int parts, int atLeast, Rows rows) {
            this.n = n;
            this.parts = parts;
            this.rows = rows;
            int few = Math.max(atLeast, (n - 1) / (SHARES * parts) + 1);
            int fair = (n - 1) / parts + 1;
            share = n <= parts || atLeast == SINGLY ? 1 : (Math.min(few, fair) + TILE - 1) / TILE * TILE;
            next = new AtomicLongArray(parts);
            for (int part = 1; part < parts; part++) next.set(part, start(part));
            missing = new AtomicInteger(n);
        }

        /** The first row of a part, which whole shares lie in front of. */
        private long start(int part) {
            long shares = (n - 1) / share + 1;
            return Math.min(n, shares * part / parts * share);
        }

        /** Takes rows of this part, then of the others, until all are taken. */
        void work(int part) {
            for (int i = 0; i < parts; i++) take((part + i) % parts);
        }

        private void take(int part) {
            long end = start(part + 1);
            for (long first; (first = next.getAndAdd(part, share)) < end; ) {
                int from = (int) first;
                int to = (int) Math.min(first + share, end);
                try {
                    rows.compute(from, to);
                } catch (Throwable t) {
                    failure = t;
                }
                if (missing.addAndGet(from - to) == 0) LockSupport.unpark(caller);
            }
        }

        /** Waits even when interrupted, since the others still write to our arrays; the interruption is kept. */
        void await() {
            boolean interrupted = false;
            for (long since = System.nanoTime(); missing.get() > 0; ) {
                if (!lookAround(since)) {
                    LockSupport.park(this);
                    interrupted |= Thread.interrupted();
                }
            }
            if (interrupted) Thread.currentThread().interrupt();
            if (failure != null) throw new IllegalStateException("a part of the computation failed", failure);
        }
    }

    private static final class Worker extends Thread {
        private final AtomicReference<@Nullable Job> job = new AtomicReference<>();

        private final int part;

        Worker(int part) {
            super("gradus-worker");
            this.part = part;
            setDaemon(true);
        }

        void hand(Job next) {
            job.set(next);
            LockSupport.unpark(this); // costs next to nothing if it is awake
        }

        @Override
        public void run() {
            for (long since = System.nanoTime(); ; ) {
                if (job.get() != null) {
                    job.getAndSet(null).work(part);
                    since = System.nanoTime();
                } else if (!lookAround(since)) {
                    LockSupport.park(this);
                }
            }
        }
    }
}
