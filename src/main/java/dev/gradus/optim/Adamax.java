package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * AdaMax: Adam with the largest recent gradient in the place of the root of the mean square.
 *
 * <pre>
 * m ← β₁m + (1 − β₁) g
 * u ← max(β₂u, |g| + ε)
 * θ ← θ − η / (1 − β₁ᵗ) · m / u
 * </pre>
 *
 * m and u start at 0. As in PyTorch, with its defaults β₁ = 0.9, β₂ = 0.999, ε = 1e-8. {@link #asKeras} adds ε later,
 * u ← max(β₂u, |g|) and m / (u + ε), with ε = 1e-7. Kingma and Ba, "Adam: a method for stochastic optimization", 2014,
 * section 7.1.
 *
 * @param learningRate η, above 0, often 0.002
 * @param beta1 β₁, at least 0 and below 1: how slowly m forgets
 * @param beta2 β₂, at least 0 and below 1: how slowly u forgets
 * @param epsilon ε, above 0, since u may be 0
 * @param keras whether ε is added to u at the division
 */
public record Adamax(double learningRate, double beta1, double beta2, double epsilon, boolean keras)
        implements Optimizer {
    public Adamax {
        Require.positive("learningRate", learningRate);
        Require.share("beta1", beta1);
        Require.share("beta2", beta2);
        Require.positive("epsilon", epsilon);
    }

    public Adamax(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8, false);
    }

    /** Another β₁. */
    public Adamax beta1(double beta1) {
        return new Adamax(learningRate, beta1, beta2, epsilon, keras);
    }

    /** Another β₂. */
    public Adamax beta2(double beta2) {
        return new Adamax(learningRate, beta1, beta2, epsilon, keras);
    }

    /** Another ε. */
    public Adamax epsilon(double epsilon) {
        return new Adamax(learningRate, beta1, beta2, epsilon, keras);
    }

    /** Keras' variant: ε = 1e-7, added at the division. */
    public Adamax asKeras() {
        return new Adamax(learningRate, beta1, beta2, 1e-7, true);
    }

    @Override
    public Rule rule(Parameter parameter) {
        Matrix theta = parameter.matrix();
        Matrix g = parameter.gradient();
        Matrix m = theta.like();
        Matrix u = theta.like();
        return Rule.of(List.of(m, u), (eta, t) -> {
            m.mix(beta1, 1 - beta1, g);
            u.keepLarger(beta2, g, keras ? 0 : epsilon);
            theta.mixQuotient(1, -eta / (1 - Functions.power(beta1, t)), m, u, keras ? epsilon : 0);
        });
    }

    @Override
    public String toString() {
        return Call.of("adamax", learningRate)
                .option("asKeras", keras)
                .option("beta1", beta1, 0.9)
                .option("beta2", beta2, 0.999)
                .option("epsilon", epsilon, 1e-8)
                .toString();
    }
}
