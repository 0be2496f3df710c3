package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;

/**
 * η = η₀ γᵉ behind e epochs. PyTorch's {@code ExponentialLR}.
 *
 * @param factor γ, above 0, often 0.9 to 0.99
 */
public record ExponentialDecay(double factor) implements Schedule {
    public ExponentialDecay {
        Require.positive("factor", factor);
    }

    @Override
    public double learningRate(double initial, Position position) {
        return initial * Functions.power(factor, position.epoch());
    }

    @Override
    public String toString() {
        return Call.of("exponentialDecay", factor).toString();
    }
}
