package dev.gradus.jupyter.films;

import dev.gradus.evaluation.RocCurve;

/**
 * A threshold that the reader slides over answers, from where all are suspected to where nobody is: each is a dot, those
 * that should be yes above the others, and a strong square while it is wrong. (Of more than 400 answers every second is a
 * dot, every third, …; the counts and the curve are those of all.) The counts of the confusion matrix change along, and the
 * point walks on the ROC curve. Like every {@link Replay} it is drawn on the page, and needs no kernel.
 *
 * <pre>{@code
 * Threshold.slide(p, ill)        // p[i] ≥ t: suspected
 * }</pre>
 */
public final class Threshold {
    private Threshold() {}

    /**
     * Over all thresholds: from 0 to 1 where all scores lie between, otherwise from the lowest score to above the highest.
     *
     * @param scores how sure each "yes" is, such as a probability; any finite numbers
     * @param truth whether it is a yes
     * @throws IllegalArgumentException if the counts differ, a score is not finite, or all samples are of one kind
     */
    public static Replay slide(double[] scores, boolean[] truth) {
        RocCurve curve = RocCurve.of(scores, truth);
        return new Replay(new ThresholdReel(scores.clone(), truth.clone(), curve));
    }
}
