package dev.gradus.optim;

import dev.gradus.errors.Require;

/**
 * Multiplies η by a factor whenever the loss hasn't become better for more than so many epochs ("patience"). It looks at
 * the validation loss, where there is one. Better is what lies below the best so far by more than the threshold, a share of
 * it.
 *
 * <p>PyTorch's {@code ReduceLROnPlateau} (mode "min", threshold "rel") with its defaults: factor 0.1, patience 10,
 * threshold 1e-4, no cooldown, no minimum. (PyTorch leaves out a reduction by less than 1e-8; this doesn't.) Keras'
 * patience of n is n − 1 here.
 *
 * @param factor above 0 and below 1
 * @param patience epochs without progress that are borne, at least 0
 * @param threshold at least 0 and below 1
 * @param cooldown epochs after a reduction that don't count, at least 0
 * @param minimum the rate never falls below it, at least 0
 */
public record ReduceOnPlateau(double factor, int patience, double threshold, int cooldown, double minimum)
        implements Schedule {
    public ReduceOnPlateau {
        Require.between("factor", factor, 0, 1);
        Require.atLeast("patience", patience, 0);
        Require.share("threshold", threshold);
        Require.atLeast("cooldown", cooldown, 0);
        Require.notNegative("minimum", minimum);
    }

    public ReduceOnPlateau(double factor, int patience) {
        this(factor, patience, 1e-4, 0, 0);
    }

    /** Another threshold. */
    public ReduceOnPlateau threshold(double threshold) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimum);
    }

    /** Epochs after a reduction that don't count. */
    public ReduceOnPlateau cooldown(int cooldown) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimum);
    }

    /** The lowest rate. */
    public ReduceOnPlateau minimum(double minimum) {
        return new ReduceOnPlateau(factor, patience, threshold, cooldown, minimum);
    }

    /** Goes through all losses anew, so that there is nothing to remember. */
    @Override
    public double learningRate(double initial, Position position) {
        double eta = initial;
        double best = Double.POSITIVE_INFINITY;
        int bad = 0; // epochs without progress
        int rest = 0; // epochs that the cooldown still takes
        for (double loss : position.losses()) {
            boolean better = loss < best * (1 - threshold);
            if (better) best = loss;
            bad = better || rest > 0 ? 0 : bad + 1;
            rest = Math.max(0, rest - 1);
            if (bad > patience) {
                eta = Math.max(eta * factor, Math.min(eta, minimum));
                bad = 0;
                rest = cooldown;
            }
        }
        return eta;
    }

    @Override
    public String toString() {
        return Call.of("reduceOnPlateau", factor, patience)
                .option("threshold", threshold, 1e-4)
                .option("cooldown", cooldown, 0)
                .option("minimum", minimum, 0.0)
                .toString();
    }
}
