package dev.gradus.optim;

import dev.gradus.nn.Parameter;
import java.util.List;

/** Shortens gradients that are too long, between the way backward and the step. */
@FunctionalInterface
public interface Clipping {
    /**
     * Limits the gradients of all parameters.
     *
     * @return the global norm before: ‖g‖ over all gradients together
     */
    double apply(List<Parameter> parameters);

    /** ‖g‖ = √(Σ g²) over the gradients of all parameters that are trained. */
    static double norm(List<Parameter> parameters) {
        double sum = 0;
        for (Parameter p : parameters) if (p.isTrained()) sum += p.gradient().sumOfSquares();
        return Math.sqrt(sum);
    }
}
