package dev.gradus.errors;

import java.util.function.IntFunction;
import java.util.function.Supplier;

/** Arrays that may be too large for this JVM: the error says how much was asked for, and what there is. */
public final class Heap {
    private Heap() {}

    /**
     * What the allocation gives.
     *
     * @param what is allocated, in words that "needs 3052 MB" can follow
     * @param bytes it takes, about
     * @throws OutOfMemoryError with both, and what to do
     */
    public static <T> T allot(String what, long bytes, Supplier<T> allocation) {
        try {
            return allocation.get();
        } catch (OutOfMemoryError e) {
            throw tooLarge(what, bytes, e);
        }
    }

    /**
     * The numbers of a matrix, of so many bytes each.
     *
     * @param array from how many numbers to an array of them
     * @throws OutOfMemoryError that names the matrix, and says what to do
     */
    public static <T> T matrix(int rows, int columns, int bytes, IntFunction<T> array) {
        try {
            return array.apply(Math.multiplyExact(rows, columns));
        } catch (OutOfMemoryError e) {
            throw tooLarge("a " + rows + " × " + columns + " matrix", (long) rows * columns * bytes, e);
        }
    }

    private static OutOfMemoryError tooLarge(String what, long bytes, OutOfMemoryError cause) {
        Runtime java = Runtime.getRuntime();
        long used = java.totalMemory() - java.freeMemory();
        OutOfMemoryError error = new OutOfMemoryError(what + " needs " + megabytes(bytes) + " MB, but of the "
                + megabytes(java.maxMemory()) + " MB that this JVM may take " + megabytes(used)
                + " are in use; keep less at once, or start java with -Xmx" + megabytes((used + bytes) / 4 * 5)
                + "m, if the machine has it");
        error.initCause(cause);
        return error;
    }

    private static long megabytes(long bytes) {
        return (bytes >> 20) + 1;
    }
}
