package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * Adam ("adaptive moments"): momentum, divided by the root of the mean square of recent gradients.
 *
 * <pre>
 * m ← β₁m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
 * v ← β₂v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
 * θ ← θ − η m̂ / (√v̂ + ε)
 * </pre>
 *
 * m and v start at 0; the quotients by 1 − βᵗ make up for that. As in PyTorch, with its defaults β₁ = 0.9, β₂ = 0.999,
 * ε = 1e-8. {@link #asKeras} adds ε before the correction, θ ← θ − η √(1 − β₂ᵗ) / (1 − β₁ᵗ) · m / (√v + ε), with
 * ε = 1e-7; the paper calls this one ε̂. Kingma and Ba, "Adam: a method for stochastic optimization", 2014.
 *
 * @param learningRate η, above 0, often 0.001; hardly any number moves by more in a step
 * @param beta1 β₁, at least 0 and below 1: how slowly m forgets
 * @param beta2 β₂, at least 0 and below 1: how slowly v forgets
 * @param epsilon ε, at least 0
 * @param keras whether ε is added before the correction
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon, boolean keras)
        implements Optimizer {
    public Adam {
        Require.positive("learningRate", learningRate);
        Require.share("beta1", beta1);
        Require.share("beta2", beta2);
        Require.notNegative("epsilon", epsilon);
    }

    public Adam(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8, false);
    }

    /** Another β₁. */
    public Adam beta1(double beta1) {
        return new Adam(learningRate, beta1, beta2, epsilon, keras);
    }

    /** Another β₂. */
    public Adam beta2(double beta2) {
        return new Adam(learningRate, beta1, beta2, epsilon, keras);
    }

    /** Another ε. */
    public Adam epsilon(double epsilon) {
        return new Adam(learningRate, beta1, beta2, epsilon, keras);
    }

    /** Keras' variant: ε = 1e-7, added before the correction. */
    public Adam asKeras() {
        return new Adam(learningRate, beta1, beta2, 1e-7, true);
    }

    @Override
    public Rule rule(Parameter parameter) {
        Matrix theta = parameter.matrix();
        Matrix g = parameter.gradient();
        Matrix m = theta.like();
        Matrix v = theta.like();
        Matrix root = theta.like();
        return Rule.of(List.of(m, v), (eta, t) -> {
            double correction1 = 1 - Functions.power(beta1, t);
            double correction2 = 1 - Functions.power(beta2, t);
            m.mix(beta1, 1 - beta1, g);
            v.mixProduct(beta2, 1 - beta2, g, g);
            v.root(1 / correction2, 0, root); // √v̂
            theta.mixQuotient(1, -eta / correction1, m, root, keras ? epsilon / Math.sqrt(correction2) : epsilon);
        });
    }

    @Override
    public String toString() {
        return Call.of("adam", learningRate)
                .option("asKeras", keras)
                .option("beta1", beta1, 0.9)
                .option("beta2", beta2, 0.999)
                .option("epsilon", epsilon, 1e-8)
                .toString();
    }
}
