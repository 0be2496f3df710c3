package dev.gradus.train;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What happens in front of each step of any training, on its thread: a notebook lets the reader's clicks in there, which
 * otherwise would wait until the cell ends. While a training is paused it goes on happening, some fifty times a second.
 */
public final class BetweenSteps {
    static final long PAUSE = 20; // milliseconds between two calls in a pause

    private static volatile @Nullable Runnable task;

    private BetweenSteps() {}

    /** From now on this happens; it should take no time to speak of, and must not throw. */
    public static void use(Runnable task) {
        BetweenSteps.task = Objects.requireNonNull(task, "task is null; expected what is to happen between two steps");
    }

    /** Nothing happens any more, as at the beginning. */
    public static void useNothing() {
        task = null;
    }

    /** Gives whether there was anything to do. */
    static boolean happen() {
        Runnable now = task;
        if (now == null) return false;
        now.run();
        return true;
    }
}
