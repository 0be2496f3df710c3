package dev.gradus.optim;

import dev.gradus.errors.Require;

/**
 * Another schedule, whose first n steps are shorter: η = (t + 1) / n · schedule(t) behind {@code t < n} steps, so that large
 * first gradients do no harm. As PyTorch's {@code LinearLR} with a start factor of 1/n over n − 1 steps. Goyal et al., "Accurate,
 * large minibatch SGD", 2017.
 *
 * @param steps n, at least 1
 * @param schedule what to warm up; it sees the same positions as without
 */
public record WarmUp(int steps, Schedule schedule) implements Schedule {
    public WarmUp {
        Require.atLeast("steps", steps, 1);
        Require.notNull("schedule", schedule, "e.g. cosineDecay()");
    }

    @Override
    public double learningRate(double initial, Position position) {
        return schedule.learningRate(initial, position) * Math.min(1, (position.step() + 1) / (double) steps);
    }

    @Override
    public String toString() {
        return Call.of("warmUp", steps, schedule).toString();
    }
}
