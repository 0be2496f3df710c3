package dev.gradus.jupyter.jjava;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Threads of cells that were stopped. A thread can't be killed, only asked; one that pays no attention ends as soon as it
 * prints or shows something, and until then it is known.
 */
final class StrayThreads {
    /** Ends a stray thread from within, since it listens to nothing else. */
    static final class Stopped extends Error {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    private static final Set<Thread> STRAY =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private StrayThreads() {}

    /** From now on the threads that run cells are stray ones; gives those that were not before. */
    static Set<Thread> note() {
        Set<Thread> fresh = new HashSet<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (runsCell(thread, stack) && STRAY.add(thread)) fresh.add(thread);
        });
        return fresh;
    }

    /** A new cell begins, maybe on a thread that has come back. */
    static void forgetEnded() {
        if (!STRAY.isEmpty()) STRAY.removeIf(thread -> !runsCell(thread, thread.getStackTrace()));
    }

    /** This thread has come to its end after all, and begins something new. */
    static void forgetThis() {
        STRAY.remove(Thread.currentThread());
    }

    /** Whether one of these still runs. */
    static boolean anyRuns(Set<Thread> threads) {
        return threads.stream().anyMatch(thread -> runsCell(thread, thread.getStackTrace()));
    }

    /** To be called where a thread shows something. */
    static void stopIfStray() {
        if (!STRAY.isEmpty() && STRAY.contains(Thread.currentThread())) throw new Stopped();
    }

    /** Between cells their threads have nothing of JShell on them. */
    private static boolean runsCell(Thread thread, StackTraceElement[] stack) {
        return (CellThreads.contain(thread) || thread.getName().startsWith(Rendering.THREAD))
                && Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("REPL."));
    }
}
