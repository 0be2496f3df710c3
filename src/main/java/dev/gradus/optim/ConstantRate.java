package dev.gradus.optim;

/** η = η₀ at every step: what happens without a schedule. */
public record ConstantRate() implements Schedule {
    @Override
    public double learningRate(double initial, Position position) {
        return initial;
    }

    @Override
    public String toString() {
        return "constantRate()";
    }
}
