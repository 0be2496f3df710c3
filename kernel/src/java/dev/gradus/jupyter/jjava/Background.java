package dev.gradus.jupyter.jjava;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads that don't keep the kernel alive. */
final class Background {
    private Background() {}

    static ThreadFactory threads(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    static void start(String name, Runnable task) {
        threads(name).newThread(task).start();
    }

    static void startIn(long milliseconds, String name, Runnable task) {
        start(name, () -> {
            pause(milliseconds);
            task.run();
        });
    }

    /** An interruption ends it and is kept for later. */
    static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
