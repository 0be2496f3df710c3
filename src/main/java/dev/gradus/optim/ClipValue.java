package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * Clips each number of the gradient by itself: g ← min(c, max(−c, g)). This changes the gradient's direction; see
 * {@link ClipNorm} for one that doesn't. PyTorch's {@code clip_grad_value_}.
 *
 * @param limit c, above 0
 */
public record ClipValue(double limit) implements Clipping {
    public ClipValue {
        Require.positive("limit", limit);
    }

    @Override
    public double apply(List<Parameter> parameters) {
        double norm = Clipping.norm(parameters);
        for (Parameter p : parameters) if (p.isTrained()) p.gradient().clamp(-limit, limit);
        return norm;
    }

    @Override
    public String toString() {
        return Call.of("clipValue", limit).toString();
    }
}
