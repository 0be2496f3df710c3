package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * Gradient descent with momentum: a ball that rolls down the loss and keeps a share μ of its velocity.
 *
 * <pre>
 * v ← μv + g
 * θ ← θ − ηv
 * </pre>
 *
 * g = ∂J/∂θ; v starts at 0. As in PyTorch. {@link #asKeras} puts η inside, as Sutskever et al. do: v ← μv − ηg,
 * θ ← θ + v. The two differ only while η changes: here a new η acts at once, there v still carries the old one. Polyak,
 * "Some methods of speeding up the convergence of iteration methods", 1964; Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", 2013.
 *
 * @param learningRate η, above 0
 * @param momentum μ, at least 0 and below 1, often 0.9; in the long run each gradient moves θ by η/(1 − μ)
 * @param keras whether η stands inside the velocity
 */
public record Momentum(double learningRate, double momentum, boolean keras) implements WithMomentum {
    public Momentum {
        Require.positive("learningRate", learningRate);
        Require.share("momentum", momentum);
    }

    public Momentum(double learningRate, double momentum) {
        this(learningRate, momentum, false);
    }

    /** Another μ. */
    @Override
    public Momentum momentum(double momentum) {
        return new Momentum(learningRate, momentum, keras);
    }

    /** Keras' variant: η inside the velocity. */
    public Momentum asKeras() {
        return new Momentum(learningRate, momentum, true);
    }

    @Override
    public Rule rule(Parameter parameter) {
        Matrix theta = parameter.matrix();
        Matrix g = parameter.gradient();
        Matrix v = theta.like();
        return Rule.of(List.of(v), (eta, t) -> {
            v.mix(momentum, keras ? -eta : 1, g);
            theta.addScaled(keras ? 1 : -eta, v);
        });
    }

    @Override
    public String toString() {
        return Call.of("momentum", learningRate, momentum)
                .option("asKeras", keras)
                .toString();
    }
}
