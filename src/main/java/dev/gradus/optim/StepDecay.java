package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;

/**
 * A staircase: η = η₀ γ^⌊e / n⌋ behind e epochs, so that every n epochs the rate is multiplied by γ. PyTorch's
 * {@code StepLR}, whose default γ is 0.1.
 *
 * @param epochs n, at least 1
 * @param factor γ, above 0, often 0.1
 */
public record StepDecay(int epochs, double factor) implements Schedule {
    public StepDecay {
        Require.atLeast("epochs", epochs, 1);
        Require.positive("factor", factor);
    }

    @Override
    public double learningRate(double initial, Position position) {
        return initial * Functions.power(factor, position.epoch() / epochs);
    }

    @Override
    public String toString() {
        return Call.of("stepDecay", epochs, factor).toString();
    }
}
