package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * Momentum that looks ahead: the gradient counts where the ball is about to be, not where it is.
 *
 * <pre>
 * v ← μv + g
 * θ ← θ − η (g + μv)
 * </pre>
 *
 * Here θ is always the point ahead, so that g = ∂J/∂θ is taken there and no parameter has to move twice. v starts at 0.
 * As in PyTorch. {@link #asKeras} puts η inside: v ← μv − ηg, θ ← θ + μv − ηg; the two differ only while η changes.
 * Nesterov, "A method for solving the convex programming problem with convergence rate O(1/k²)", 1983; in this form
 * Bengio et al., "Advances in optimizing recurrent networks", 2012.
 *
 * @param learningRate η, above 0
 * @param momentum μ, at least 0 and below 1, often 0.9
 * @param keras whether η stands inside the velocity
 */
public record Nesterov(double learningRate, double momentum, boolean keras) implements WithMomentum {
    public Nesterov {
        Require.positive("learningRate", learningRate);
        Require.share("momentum", momentum);
    }

    public Nesterov(double learningRate, double momentum) {
        this(learningRate, momentum, false);
    }

    /** Another μ. */
    @Override
    public Nesterov momentum(double momentum) {
        return new Nesterov(learningRate, momentum, keras);
    }

    /** Keras' variant: η inside the velocity. */
    public Nesterov asKeras() {
        return new Nesterov(learningRate, momentum, true);
    }

    @Override
    public Rule rule(Parameter parameter) {
        Matrix theta = parameter.matrix();
        Matrix g = parameter.gradient();
        Matrix v = theta.like();
        return Rule.of(List.of(v), (eta, t) -> {
            v.mix(momentum, keras ? -eta : 1, g);
            theta.addScaled(-eta, g);
            theta.addScaled(keras ? momentum : -eta * momentum, v);
        });
    }

    @Override
    public String toString() {
        return Call.of("nesterov", learningRate, momentum)
                .option("asKeras", keras)
                .toString();
    }
}
