package dev.gradus.chart;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Leaves out points that can't be seen, since XChart draws each piece of a line by itself, which takes its time. */
final class Thinning {
    private static final int STRIPS = (Card.WIDTH - Card.AROUND_PLOT) / 2; // about as wide as a line is thick

    private Thinning() {}

    /**
     * Which points to draw: of those that follow each other in one strip of the plot the first, the lowest, the highest
     * and the last; of those that are NaN the first, which makes the gap.
     *
     * @param x from 0 to 1 over the plot
     */
    static int[] kept(double[] x, double[] y) {
        IntStream.Builder kept = IntStream.builder();
        for (int start = 0, end; start < x.length; start = end) {
            end = start + 1;
            while (end < x.length && strip(x, y, end) == strip(x, y, start)) end++;
            if (Double.isNaN(y[start])) {
                kept.add(start);
                continue;
            }
            int low = start;
            int high = start;
            for (int i = start; i < end; i++) {
                if (y[i] < y[low]) low = i;
                if (y[i] > y[high]) high = i;
            }
            IntStream.of(start, low, high, end - 1).sorted().distinct().forEach(kept::add);
        }
        return kept.build().toArray();
    }

    /** All points without a value are one strip. */
    private static long strip(double[] x, double[] y, int i) {
        return Double.isNaN(y[i]) ? Long.MIN_VALUE : (long) Math.floor(x[i] * STRIPS);
    }

    static double[] of(double[] values, int[] kept) {
        return Arrays.stream(kept).mapToDouble(i -> values[i]).toArray();
    }
}
