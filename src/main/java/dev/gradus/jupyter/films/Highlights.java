package dev.gradus.jupyter.films;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Chooses frames by how far something moved, not by equal steps in time. The distances say how far it had gone in each
 * frame, along its way; they never fall. The first frame and the last are always chosen.
 */
final class Highlights {
    /** Of the whole way, what can hardly be seen in a picture. */
    private static final double UNSEEN = 0.05;

    private Highlights() {}

    /** Those nearest to equal pieces of the way; each once. */
    static int[] even(double[] distances, int most) {
        int last = distances.length - 1;
        IntStream between = IntStream.range(1, most - 1).map(i -> nearest(distances, i * distances[last] / (most - 1)));
        return IntStream.concat(between, IntStream.of(0, last))
                .sorted()
                .distinct()
                .toArray();
    }

    private static int nearest(double[] distances, double target) {
        int found = Arrays.binarySearch(distances, target);
        if (found >= 0) return found;
        int above = -found - 1;
        return target - distances[above - 1] <= distances[above] - target ? above - 1 : above;
    }

    /**
     * Few of them, of which each shows something new: Σ gap² is as small as it can be, where no gap may be so small that
     * it can hardly be seen.
     */
    static int[] few(double[] distances, int most) {
        int last = distances.length - 1;
        double[][] costs = new double[most][last + 1]; // of the way up to a frame, with so many chosen before it
        int[][] before = new int[most][last + 1];
        for (double[] row : costs) Arrays.fill(row, Double.POSITIVE_INFINITY);
        costs[0][0] = 0;
        for (int n = 1; n < most; n++)
            for (int to = 1; to <= last; to++)
                for (int from = 0; from < to; from++) {
                    double gap = distances[to] - distances[from];
                    boolean isSeen = gap > UNSEEN * distances[last] || from == 0 && to == last;
                    if (!isSeen || costs[n - 1][from] + gap * gap >= costs[n][to]) continue;
                    costs[n][to] = costs[n - 1][from] + gap * gap;
                    before[n][to] = from;
                }
        int best = 0;
        for (int n = 1; n < most; n++) if (costs[n][last] < costs[best][last]) best = n;
        int[] chosen = new int[best + 1];
        chosen[best] = last;
        for (int n = best; n > 0; n--) chosen[n - 1] = before[n][chosen[n]];
        return chosen;
    }
}
