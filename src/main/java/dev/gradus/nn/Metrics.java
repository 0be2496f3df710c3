package dev.gradus.nn;

import dev.gradus.math.Matrix;

/** How outputs become answers. */
public final class Metrics {
    private Metrics() {}

    /** The class that an output or a one-hot target stands for: the largest of several, or 0/1 cut at ½. */
    static int classOf(double[] output) {
        if (output.length == 1) return output[0] >= 0.5 ? 1 : 0;
        int best = 0;
        for (int k = 1; k < output.length; k++) if (output[k] > output[best]) best = k;
        return best;
    }

    /** How many rows of A name the class that Y names, both m × K. */
    public static int correct(Matrix outputs, Matrix targets) {
        int correct = 0;
        for (int i = 0; i < outputs.rows(); i++) if (classOf(outputs, i) == classOf(targets, i)) correct++;
        return correct;
    }

    private static int classOf(Matrix outputs, int i) {
        return outputs.columns() == 1 ? (outputs.get(i, 0) >= 0.5 ? 1 : 0) : outputs.argMax(i);
    }
}
