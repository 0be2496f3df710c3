package dev.gradus.optim;

import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.io.Serializable;
import java.util.List;

/**
 * How gradients move parameters. An optimizer is an immutable recipe; what it remembers from step to step lives in the
 * rules it makes, one for each parameter, so that one recipe serves any number of runs.
 */
public interface Optimizer extends Serializable {
    /** η, the learning rate to start with. */
    double learningRate();

    /** Makes the rule, with its memory, that moves this parameter. */
    Rule rule(Parameter parameter);

    /** Moves one parameter. */
    @FunctionalInterface
    interface Rule {
        /**
         * One step against the parameter's gradient.
         *
         * @param learningRate η of this step
         * @param t the number of this step since the optimizer started, from 1
         */
        void step(double learningRate, long t);

        /** All that the rule remembers from step to step, so that a checkpoint can keep it and bring it back. */
        default List<Matrix> state() {
            return List.of();
        }

        /** A rule that remembers these matrices from step to step. */
        static Rule of(List<Matrix> state, Rule step) {
            return new Rule() {
                @Override
                public void step(double learningRate, long t) {
                    step.step(learningRate, t);
                }

                @Override
                public List<Matrix> state() {
                    return state;
                }
            };
        }
    }
}
