package dev.gradus.math;

import dev.gradus.errors.Require;
import java.util.function.IntUnaryOperator;

/**
 * What softmax and log-sum-exp have in common: e^(zₖ/T − max) of each row of a matrix, which the maximum keeps from
 * overflowing. Exponentials of short rows are computed together, or they would be too few for vectors.
 */
final class RowExponentials {
    private static final int TOGETHER = 256; // numbers, unless a row is longer

    private RowExponentials() {}

    /** What is done with the exponentials of row i: n numbers of e, from a place on. */
    interface Task {
        void accept(int i, double[] e, int at, int n, double max);
    }

    /**
     * Does the task for every row; several threads may share them.
     *
     * @param visible from the row to how many of its first columns count
     */
    static void each(Matrix z, double temperature, IntUnaryOperator visible, Task task) {
        int together = Math.max(1, TOGETHER / Math.max(1, z.columns())); // rows
        Parallel.rows(z.rows(), Matrix.TRANSCENDENTAL * z.size(), (from, to) -> {
            double[] e = Spare.take(Math.max(TOGETHER, z.columns()));
            double[] max = Spare.take(TOGETHER);
            for (int top = from; top < to; top += together)
                some(top, Math.min(top + together, to), z, temperature, visible, task, e, max);
            Spare.giveBack(e);
            Spare.giveBack(max);
        });
    }

    private static void some(
            int from,
            int to,
            Matrix z,
            double temperature,
            IntUnaryOperator visible,
            Task task,
            double[] e,
            double[] max) {
        int count = 0;
        for (int i = from; i < to; i++) {
            int n = visible(visible, i, z.columns());
            z.part(i, 0, n, e, count);
            max[i - from] = withoutMaximum(e, count, n, temperature);
            count += n;
        }
        Functions.exp(e, 0, count);
        for (int i = from, at = 0; i < to; i++) {
            int n = visible(visible, i, z.columns());
            task.accept(i, e, at, n, max[i - from]);
            at += n;
        }
    }

    private static int visible(IntUnaryOperator visible, int i, int columns) {
        return Require.within("visible", visible.applyAsInt(i), 1, columns);
    }

    /** z ← z/T − max, and that maximum; NaN if one of them is. */
    private static double withoutMaximum(double[] z, int at, int n, double temperature) {
        if (temperature != 1) for (int k = at; k < at + n; k++) z[k] /= temperature;
        double max = Functions.max(z, at, n);
        for (int k = at; k < at + n; k++) z[k] -= max;
        return max;
    }
}
