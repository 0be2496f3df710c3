package dev.gradus.optim;

import dev.gradus.errors.Require;

/**
 * One cycle over the whole training of T steps: from a low rate up to the optimizer's, which is the peak here, and down to
 * almost 0.
 *
 * <pre>
 * from η₀ / 25 to η₀               over the first 0.3 T steps
 * from η₀ to η₀ / 25 / 10,000      over the rest
 * </pre>
 *
 * each along half a wave, or along a line with {@link #linear}. PyTorch's {@code OneCycleLR} with its defaults, where η₀
 * is called {@code max_lr}; but momentum stays as it is, as with {@code cycle_momentum=False}. Smith and Topin,
 * "Super-convergence: very fast training of neural networks using large learning rates", 2018 (with lines).
 *
 * @param rise the share of the steps that the way up takes, between 0 and 1
 * @param startDivisor η₀ divided by this is the first rate, above 0
 * @param endDivisor the first rate divided by this is the last, above 0
 * @param isLinear whether the ways are lines
 */
public record OneCycle(double rise, double startDivisor, double endDivisor, boolean isLinear) implements Schedule {
    public OneCycle {
        Require.between("rise", rise, 0, 1);
        Require.positive("startDivisor", startDivisor);
        Require.positive("endDivisor", endDivisor);
    }

    public OneCycle() {
        this(0.3, 25, 1e4, false);
    }

    /** Another share of the steps for the way up. */
    public OneCycle rise(double rise) {
        return new OneCycle(rise, startDivisor, endDivisor, isLinear);
    }

    /** Another start. */
    public OneCycle startDivisor(double startDivisor) {
        return new OneCycle(rise, startDivisor, endDivisor, isLinear);
    }

    /** Another end. */
    public OneCycle endDivisor(double endDivisor) {
        return new OneCycle(rise, startDivisor, endDivisor, isLinear);
    }

    /** Along lines instead of waves. */
    public OneCycle linear() {
        return new OneCycle(rise, startDivisor, endDivisor, true);
    }

    @Override
    public double learningRate(double initial, Position position) {
        double start = initial / startDivisor;
        double peak = rise * position.steps() - 1; // the step with the highest rate; the first step is 0
        double last = position.steps() - 1;
        long t = position.step();
        return t < peak ? way(start, initial, t / peak) : way(initial, start / endDivisor, (t - peak) / (last - peak));
    }

    private double way(double from, double to, double share) {
        return isLinear ? from + (to - from) * Math.min(1, share) : CosineDecay.between(from, to, share);
    }

    @Override
    public String toString() {
        return Call.of("oneCycle")
                .option("rise", rise, 0.3)
                .option("startDivisor", startDivisor, 25.0)
                .option("endDivisor", endDivisor, 1e4)
                .option("linear", isLinear)
                .toString();
    }
}
