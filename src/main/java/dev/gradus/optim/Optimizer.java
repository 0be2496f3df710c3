package dev.gradus.optim;

import dev.gradus.nn.Parameter;

/**
 * How gradients move parameters. An optimizer is an immutable recipe; what it remembers from step to step lives in the
 * rules it makes, one for each parameter, so that one recipe serves any number of runs.
 */
public interface Optimizer {
    /** η, the learning rate to start with. */
    double learningRate();

    /** Makes the rule, with its memory, that moves this parameter. */
    Rule rule(Parameter parameter);

    /** Moves one parameter. */
    @FunctionalInterface
    interface Rule {
        /** One step against the parameter's gradient. */
        void step(double learningRate);
    }
}
