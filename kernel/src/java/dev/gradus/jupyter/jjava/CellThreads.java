package dev.gradus.jupyter.jjava;

import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads that run cells, in place of JJava's. */
final class CellThreads extends ThreadPoolExecutor {
    private static final String NAME = "gradus-cell";
    private static final String PLAIN_NAME = "jjava-exec-"; // those of JJava itself

    CellThreads() {
        super(0, Integer.MAX_VALUE, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), Background.threads(NAME));
    }

    /** Whether this thread runs cells, in our kernel or in JJava's. */
    static boolean contain(Thread thread) {
        return isOurs(thread) || thread.getName().startsWith(PLAIN_NAME);
    }

    private static boolean isOurs(Thread thread) {
        return thread.getName().startsWith(NAME + "-");
    }

    /** A thread may come back between a cell's begin and its first statement: what was stopped on it is over. */
    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        StrayThreads.forgetThis();
    }

    /** A cell that runs another piece of code, as %%cost does, has to do so itself. */
    @Override
    public void execute(Runnable task) {
        if (isOurs(Thread.currentThread())) task.run();
        else super.execute(task);
    }
}
