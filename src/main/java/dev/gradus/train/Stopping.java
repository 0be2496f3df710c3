package dev.gradus.train;

import dev.gradus.math.Matrix;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a training before its last epoch. Early stopping as in Keras: an epoch improves if its loss is below the best so
 * far by more than minDelta; after so many epochs in a row that don't, the training ends, with the weights of the best
 * one. (Prechelt, "Early stopping – but when?", 1998.)
 */
final class Stopping {
    /**
     * When to stop.
     *
     * @param loss an epoch's loss below which the training ends
     * @param gradient a norm of a step's gradient below which it ends
     * @param patience epochs without improvement; 0 for no end of it
     * @param minDelta what counts as none
     * @param restoresBest whether the weights of the best epoch come back; only with patience
     */
    record Limits(double loss, double gradient, int patience, double minDelta, boolean restoresBest) {
        static final Limits NONE = new Limits(Double.NEGATIVE_INFINITY, 0, 0, 0, true);

        Limits withLoss(double loss) {
            return new Limits(loss, gradient, patience, minDelta, restoresBest);
        }

        Limits withGradient(double gradient) {
            return new Limits(loss, gradient, patience, minDelta, restoresBest);
        }

        Limits withPatience(int patience, double minDelta) {
            return new Limits(loss, gradient, patience, minDelta, restoresBest);
        }

        Limits withRestoreBest(boolean restoresBest) {
            return new Limits(loss, gradient, patience, minDelta, restoresBest);
        }

        /** The settings of early stopping, for comparison. */
        String early() {
            return patience == 0 ? "none" : patience + " (minDelta " + minDelta + ", restoreBest " + restoresBest + ")";
        }

        boolean keepsBest() {
            return patience > 0 && restoresBest;
        }
    }

    private final Limits limits;
    private final boolean validates; // whether it watches the validation loss, not the training loss
    private final @Nullable Snapshot bestWeights;
    private double best = Double.POSITIVE_INFINITY;
    private int bestEpoch; // its number; 0 before the first
    private int waited; // epochs since

    Stopping(Limits limits, List<Matrix> weights, boolean validates) {
        this.limits = limits;
        this.validates = validates;
        bestWeights = limits.keepsBest() ? new Snapshot(weights) : null;
    }

    /** The loss that is watched: on the validation data where there are any. */
    static double lossOf(Epoch epoch) {
        return Double.isNaN(epoch.validationLoss()) ? epoch.trainingLoss() : epoch.validationLoss();
    }

    /** An epoch is over. */
    void note(Epoch epoch) {
        waited++;
        if (!(lossOf(epoch) < best - limits.minDelta)) return;
        best = lossOf(epoch);
        bestEpoch = epoch.number();
        waited = 0;
        if (bestWeights != null) bestWeights.take();
    }

    /** Why the training has to end behind this epoch, the last one noted, or null. */
    @Nullable
    Reason after(Epoch epoch) {
        double loss = lossOf(epoch);
        if (loss < limits.loss)
            return Reason.of(
                    validates ? Reason.Kind.VALIDATION_LOSS : Reason.Kind.TRAINING_LOSS,
                    text("%.4g", loss),
                    limits.loss,
                    epoch.number());
        if (limits.patience > 0 && waited >= limits.patience)
            return Reason.of(validates ? Reason.Kind.VALIDATION_PATIENCE : Reason.Kind.TRAINING_PATIENCE, waited);
        return null;
    }

    /** A step's gradient had this norm; gives why the training has to end, or null. */
    @Nullable
    Reason after(double norm) {
        return norm < limits.gradient ? Reason.of(Reason.Kind.GRADIENT, text("%.4g", norm), limits.gradient) : null;
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    /** The training is over: brings the best weights back, and says so if they are not the last ones. */
    Optional<Reason> restoreBest() {
        if (bestWeights == null || bestEpoch == 0) return Optional.empty();
        bestWeights.restore();
        return Optional.of(Reason.of(
                validates ? Reason.Kind.BEST_BY_VALIDATION : Reason.Kind.BEST_BY_TRAINING,
                bestEpoch,
                text("%.4f", best)));
    }

    // ---- for checkpoints ----

    double best() {
        return best;
    }

    int bestEpoch() {
        return bestEpoch;
    }

    int waited() {
        return waited;
    }

    /** Copies of the best epoch's weights, in the order of the network's parameters; empty if none are kept. */
    List<Matrix> bestWeights() {
        return bestWeights == null || bestEpoch == 0 ? List.of() : bestWeights.kept();
    }

    /** Continues from there; the numbers of {@link #bestWeights} are to be brought back by the caller. */
    void resume(double best, int bestEpoch, int waited) {
        this.best = best;
        this.bestEpoch = bestEpoch;
        this.waited = waited;
    }
}
