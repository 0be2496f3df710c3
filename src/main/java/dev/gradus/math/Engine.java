package dev.gradus.math;

import java.util.concurrent.atomic.LongAdder;

/** What computes here: which loops, on how many threads, and how much they have done. */
public final class Engine {
    private static final LongAdder MULTIPLY_ADDS = new LongAdder();

    private Engine() {}

    /** The loops that this JVM was given: {@code vector}, or {@code scalar}, which take longer for the same bits. */
    public static String kernels() {
        return Kernels.CHOSEN instanceof ScalarKernels ? "scalar" : "vector";
    }

    /** Lets the fast loops be compiled from now on, in the background: for whoever has something else to do first. */
    public static void wake() {
        kernels();
    }

    /** The threads that share a large product; see {@link Parallel}. */
    public static int threads() {
        return Parallel.THREADS;
    }

    /**
     * The multiply-adds a·b + c of all products of matrices and all convolutions since the start, on all threads: m·k·n
     * for A (m × k) · B (k × n), and one for each weight at each place of a convolution, also where it meets padding.
     * What touches each number once, such as an activation, isn't counted.
     */
    public static long multiplyAdds() {
        return MULTIPLY_ADDS.sum();
    }

    /** Once for each product, never inside its loops: a few nanoseconds beside microseconds. */
    static void count(long multiplyAdds) {
        MULTIPLY_ADDS.add(multiplyAdds);
    }
}
