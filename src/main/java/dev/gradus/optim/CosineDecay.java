package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;

/**
 * Half a wave from η₀ down to η_min over the whole training, T steps, and η_min from there on:
 *
 * <pre>
 * η = η_min + ½ (η₀ − η_min) (1 + cos(πt / T))
 * </pre>
 *
 * PyTorch's {@code CosineAnnealingLR}, stepped behind each batch; its default η_min is 0, too. Loshchilov and Hutter, "SGDR:
 * stochastic gradient descent with warm restarts", 2016 (here without the restarts).
 *
 * @param minimum η_min, at least 0
 */
public record CosineDecay(double minimum) implements Schedule {
    public CosineDecay {
        Require.notNegative("minimum", minimum);
    }

    public CosineDecay() {
        this(0);
    }

    /** Another η_min. */
    public CosineDecay minimum(double minimum) {
        return new CosineDecay(minimum);
    }

    @Override
    public double learningRate(double initial, Position position) {
        return between(initial, minimum, position.step() / (double) Math.max(1, position.steps()));
    }

    /** Half a wave: at share 0 of the way this is from, at share 1 to. */
    static double between(double from, double to, double share) {
        return to + (from - to) / 2 * (1 + Functions.cos(Math.PI * Math.min(1, share)));
    }

    @Override
    public String toString() {
        return Call.of("cosineDecay").option("minimum", minimum, 0.0).toString();
    }
}
