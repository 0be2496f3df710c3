package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * Adadelta: steps as long as the recent steps were, in proportion to how large the gradient is beside recent gradients.
 * So the units are those of θ, and η = 1 is a learning rate to begin with.
 *
 * <pre>
 * s ← ρs + (1 − ρ) g²
 * Δ = √(u + ε) / √(s + ε) · g
 * u ← ρu + (1 − ρ) Δ²
 * θ ← θ − ηΔ
 * </pre>
 *
 * s and u start at 0, so that the first steps are tiny: ε alone sets them going. As in PyTorch, with its defaults
 * ρ = 0.9, ε = 1e-6; Keras has the same formula with ρ = 0.95 and ε = 1e-7 ({@link #asKeras}) and suggests η = 0.001.
 * Zeiler, "ADADELTA: an adaptive learning rate method", 2012.
 *
 * @param learningRate η, above 0, in the paper 1
 * @param rho ρ, at least 0 and below 1: how slowly the means forget
 * @param epsilon ε, above 0
 */
public record Adadelta(double learningRate, double rho, double epsilon) implements Optimizer {
    public Adadelta {
        Require.positive("learningRate", learningRate);
        Require.share("rho", rho);
        Require.positive("epsilon", epsilon);
    }

    public Adadelta(double learningRate) {
        this(learningRate, 0.9, 1e-6);
    }

    /** Another ρ. */
    public Adadelta rho(double rho) {
        return new Adadelta(learningRate, rho, epsilon);
    }

    /** Another ε. */
    public Adadelta epsilon(double epsilon) {
        return new Adadelta(learningRate, rho, epsilon);
    }

    /** Keras' defaults: ρ = 0.95, ε = 1e-7. */
    public Adadelta asKeras() {
        return new Adadelta(learningRate, 0.95, 1e-7);
    }

    @Override
    public Rule rule(Parameter parameter) {
        Matrix theta = parameter.matrix();
        Matrix g = parameter.gradient();
        Matrix s = theta.like();
        Matrix u = theta.like();
        Matrix root = theta.like();
        Matrix delta = theta.like();
        return Rule.of(List.of(s, u), (eta, t) -> {
            s.mixProduct(rho, 1 - rho, g, g);
            s.root(1, epsilon, root);
            delta.mixQuotient(0, 1, g, root, 0);
            u.root(1, epsilon, root);
            delta.mixProduct(0, 1, root, delta);
            u.mixProduct(rho, 1 - rho, delta, delta);
            theta.addScaled(-eta, delta);
        });
    }

    @Override
    public String toString() {
        return Call.of("adadelta", learningRate)
                .option("rho", rho, 0.9)
                .option("epsilon", epsilon, 1e-6)
                .toString();
    }
}
