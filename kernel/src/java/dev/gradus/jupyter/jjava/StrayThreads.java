package dev.gradus.jupyter.jjava;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
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

    /** From now on the threads that run cells are stray ones. */
    static void note() {
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (runsCell(thread, stack)) STRAY.add(thread);
        });
    }

    /** A new cell begins, maybe on a thread that has come back. */
    static void forgetEnded() {
        if (!STRAY.isEmpty()) STRAY.removeIf(thread -> !runsCell(thread, thread.getStackTrace()));
    }

    /** How many still run. */
    static int count() {
        Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
        return (int) STRAY.stream()
                .filter(thread -> runsCell(thread, stacks.getOrDefault(thread, new StackTraceElement[0])))
                .count();
    }

    static void stopIfStray() {
        if (!STRAY.isEmpty() && STRAY.contains(Thread.currentThread())) throw new Stopped();
    }

    /** JJava runs cells on threads of this name; between cells they have nothing of JShell on them. */
    private static boolean runsCell(Thread thread, StackTraceElement[] stack) {
        return (thread.getName().startsWith("jjava-exec-") || thread.getName().startsWith(Rendering.THREAD))
                && Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("REPL."));
    }
}
