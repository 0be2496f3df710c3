package dev.gradus.jupyter.views;

import java.util.Arrays;

/** Chooses frames by how far something moved, not by equal steps in time. */
final class Highlights {
    /** Of the whole way, what can't be seen in a picture. */
    private static final double UNSEEN = 0.005;

    private Highlights() {}

    /**
     * The first frame, the last, and between them those that cut the way into about equal pieces. Fewer than asked for
     * where a frame would show what the one before it or the last one shows.
     *
     * @param distances how far it had gone in each frame, along its way; never falling
     */
    static int[] of(double[] distances, int most) {
        int last = distances.length - 1;
        int pieces = Math.min(most, distances.length) - 1;
        int[] chosen = new int[Math.max(1, pieces + 1)];
        int n = 1; // the first is 0
        for (int i = 1; i < pieces; i++) {
            int latest = last - pieces + i;
            int frame = Math.min(latest, Math.max(chosen[n - 1] + 1, nearest(distances, i * distances[last] / pieces)));
            if (differs(distances, chosen[n - 1], frame) && differs(distances, frame, last)) chosen[n++] = frame;
        }
        if (last > 0) chosen[n++] = last;
        return Arrays.copyOf(chosen, n);
    }

    private static boolean differs(double[] distances, int from, int to) {
        return distances[to] - distances[from] > UNSEEN * distances[distances.length - 1];
    }

    private static int nearest(double[] distances, double target) {
        int found = Arrays.binarySearch(distances, target);
        if (found >= 0) return found;
        int above = Math.min(-found - 1, distances.length - 1);
        return above > 0 && target - distances[above - 1] <= distances[above] - target ? above - 1 : above;
    }
}
