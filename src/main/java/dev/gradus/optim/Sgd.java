package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.nn.Parameter;

/**
 * Gradient descent: θ ← θ − η ∂J/∂θ; "stochastic" when the gradient comes from a mini-batch. As in PyTorch and Keras.
 * Robbins and Monro, "A stochastic approximation method", 1951.
 *
 * @param learningRate η, above 0
 */
public record Sgd(double learningRate) implements Optimizer {
    public Sgd {
        Require.positive("learningRate", learningRate);
    }

    @Override
    public Rule rule(Parameter parameter) {
        return (eta, t) -> parameter.matrix().addScaled(-eta, parameter.gradient());
    }

    @Override
    public String toString() {
        return "sgd(" + learningRate + ")";
    }
}
