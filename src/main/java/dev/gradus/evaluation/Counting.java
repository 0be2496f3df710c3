package dev.gradus.evaluation;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;

/**
 * How the right answers to some data are counted: one a sample where targets are classes; one an output where each is a
 * question of yes and no; none where they are numbers.
 */
public final class Counting {
    private final boolean classes;
    private final boolean questions;
    private final boolean gaps; // whether a row of zeros in Y is no class, but a row without a target
    private final double boundary;

    private Counting(Dataset data, Loss loss) {
        classes = data.isClassification();
        questions = data.isMultiLabel();
        gaps = data.hasGaps();
        boundary = Metrics.boundary(data, loss);
    }

    /** For these data, and outputs that were taught by this loss. */
    public static Counting of(Dataset data, Loss loss) {
        return new Counting(data, loss);
    }

    /** Whether there is a right and a wrong. */
    public boolean counts() {
        return classes || questions;
    }

    /** How many answers of A are those of Y, both m × K. */
    public int correct(Matrix outputs, Matrix targets) {
        if (!counts()) return 0;
        return (int)
                outputs.sumOverRows((i, a) -> questions ? questions(a, targets, i) : isRight(a, targets, i) ? 1 : 0);
    }

    private boolean isRight(double[] a, Matrix targets, int i) {
        return !(gaps && isGap(targets, i)) && Metrics.classOf(a, boundary) == classOf(targets, i);
    }

    private int questions(double[] a, Matrix targets, int i) {
        int right = 0;
        for (int k = 0; k < a.length; k++) if (a[k] >= boundary == targets.get(i, k) >= Metrics.OF_TARGETS) right++;
        return right;
    }

    /** How many answers Y asks for. */
    public int answers(Matrix targets) {
        if (questions) return targets.size();
        int count = targets.rows();
        if (gaps) for (int i = 0; i < targets.rows(); i++) if (isGap(targets, i)) count--;
        return count;
    }

    private static boolean isGap(Matrix targets, int i) {
        for (int k = 0; k < targets.columns(); k++) if (targets.get(i, k) != 0) return false;
        return true;
    }

    private static int classOf(Matrix targets, int i) {
        return targets.columns() == 1 ? (targets.get(i, 0) >= Metrics.OF_TARGETS ? 1 : 0) : targets.argMax(i);
    }
}
