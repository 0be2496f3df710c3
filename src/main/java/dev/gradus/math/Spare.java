package dev.gradus.math;

/** Rows of doubles that a thread has done with, for the next who needs one of that length: a step makes no new ones. */
final class Spare {
    private static final int KEPT = 4;
    private static final ThreadLocal<double[][]> ROWS = ThreadLocal.withInitial(() -> new double[KEPT][]);

    private Spare() {}

    /** A row of n numbers, whatever they are. Nobody else has it until it is given back. */
    static double[] take(int n) {
        double[][] rows = ROWS.get();
        for (int i = 0; i < KEPT; i++) {
            double[] row = rows[i];
            if (row != null && row.length == n) {
                rows[i] = null;
                return row;
            }
        }
        return new double[n];
    }

    static void giveBack(double[] row) {
        double[][] rows = ROWS.get();
        int place = KEPT - 1; // what lies there goes, if all places are taken
        for (int i = 0; i < KEPT; i++) if (rows[i] == null) place = i;
        rows[place] = row;
    }
}
