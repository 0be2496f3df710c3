package dev.gradus.train;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The trainings under way in this program. Whoever has a stop button, such as a notebook, ends them from any thread
 * without knowing the trainers.
 */
public final class Trainings {
    private static final Set<Control> RUNNING = new LinkedHashSet<>();
    private static final ThreadLocal<Boolean> APART = ThreadLocal.withInitial(() -> false);
    private static boolean stopping;

    private Trainings() {}

    /**
     * Trains where no cell and no program waits for it, as a page does in the background with a pause button of its own:
     * {@link #stop} doesn't end it, and {@link #running} doesn't count it.
     */
    public static void apart(Runnable training) {
        boolean before = APART.get();
        APART.set(true);
        try {
            training.run();
        } finally {
            APART.set(before);
        }
    }

    /** Whether a {@link Trainer#fit} is under way. */
    public static synchronized boolean running() {
        return !RUNNING.isEmpty();
    }

    /**
     * Ends all trainings before their next step, as {@link Trainer#stop} does, and those that begin before {@link
     * #allow} before their first: a loop over trainings ends soon, too.
     *
     * @return whether there was one; if not, nothing happens
     */
    public static synchronized boolean stop() {
        if (RUNNING.isEmpty()) return false;
        stopping = true;
        RUNNING.forEach(Control::stop);
        return true;
    }

    /** From now on trainings may begin again; in a notebook, with each cell. */
    public static synchronized void allow() {
        stopping = false;
    }

    static synchronized void begin(Control control) {
        control.begin();
        if (APART.get()) return;
        RUNNING.add(control);
        if (stopping) control.stop();
    }

    static synchronized void end(Control control) {
        RUNNING.remove(control);
    }
}
