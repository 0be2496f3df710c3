package dev.gradus.jupyter.cells;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import jdk.jshell.EvalException;
import org.jspecify.annotations.Nullable;

/**
 * What the running cell threw: the objects themselves, with all that they know. JShell passes on no more of one than its
 * class' name, its message and its stack.
 */
public final class Thrown {
    private static final int MOST = 16; // a cell may run others, and catch what comes out of them

    private final Deque<Throwable> newest = new ArrayDeque<>();

    /** This came out of a piece of code, whichever thread ran it. */
    public synchronized void note(Throwable failure) {
        newest.addFirst(failure);
        if (newest.size() > MOST) newest.removeLast();
    }

    /** Lets go of all of them. */
    public synchronized void forget() {
        newest.clear();
    }

    /** The object that JShell speaks of, or what is given if that is no exception of JShell's, or nobody noted it. */
    synchronized @Nullable Throwable of(@Nullable Throwable failure) {
        if (!(failure instanceof EvalException words)) return failure;
        return newest.stream().filter(one -> isMeant(words, one)).findFirst().orElse(failure);
    }

    /** Where there is no message, kernels say "null". */
    private static boolean isMeant(EvalException words, Throwable one) {
        return one.getClass().getName().equals(words.getExceptionClassName())
                && Objects.toString(one.getMessage()).equals(Objects.toString(words.getMessage()));
    }
}
