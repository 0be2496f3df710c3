package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * Clips the norm of all gradients together and keeps their direction: g ← g · min(1, c / (‖g‖ + ε)). PyTorch's
 * {@code clip_grad_norm_}, whose ε is 1e-6; Keras and the paper have none ({@code .epsilon(0)}). A norm that is no finite
 * number leaves the gradients as they are, so that one can see where it came from. Pascanu, Mikolov and Bengio, "On the
 * difficulty of training recurrent neural networks", 2013.
 *
 * @param limit c, above 0
 * @param epsilon ε, at least 0
 */
public record ClipNorm(double limit, double epsilon) implements Clipping {
    public ClipNorm {
        Require.positive("limit", limit);
        Require.notNegative("epsilon", epsilon);
    }

    public ClipNorm(double limit) {
        this(limit, 1e-6);
    }

    /** Another ε. */
    public ClipNorm epsilon(double epsilon) {
        return new ClipNorm(limit, epsilon);
    }

    @Override
    public double apply(List<Parameter> parameters) {
        double norm = Clipping.norm(parameters);
        double factor = limit / (norm + epsilon);
        if (factor < 1 && Double.isFinite(norm))
            for (Parameter p : parameters) if (p.isTrained()) p.gradient().scale(factor);
        return norm;
    }

    @Override
    public String toString() {
        return Call.of("clipNorm", limit).option("epsilon", epsilon, 1e-6).toString();
    }
}
