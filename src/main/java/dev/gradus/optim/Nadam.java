package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * Nadam: Adam whose momentum looks ahead, as {@link Nesterov}'s does, and grows from β₁/2 to β₁ as it goes.
 *
 * <pre>
 * m ← β₁m + (1 − β₁) g          μₜ = β₁ (1 − ½ · 0.96^(ψt))
 * v ← β₂v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
 * θ ← θ − η ( (1 − μₜ) / (1 − μ₁ ⋯ μₜ) · g + μₜ₊₁ / (1 − μ₁ ⋯ μₜ₊₁) · m ) / (√v̂ + ε)
 * </pre>
 *
 * m and v start at 0. As in PyTorch, with its defaults β₁ = 0.9, β₂ = 0.999, ε = 1e-8, ψ = 0.004; Keras has the same
 * formula with ψ = 1 and ε = 1e-7 ({@link #asKeras}), with which μ has grown up after a hundred steps. Dozat,
 * "Incorporating Nesterov momentum into Adam", 2016.
 *
 * @param learningRate η, above 0, often 0.002
 * @param beta1 β₁, at least 0 and below 1: how slowly m forgets
 * @param beta2 β₂, at least 0 and below 1: how slowly v forgets
 * @param epsilon ε, at least 0
 * @param momentumDecay ψ, at least 0: how fast μ grows
 */
public record Nadam(double learningRate, double beta1, double beta2, double epsilon, double momentumDecay)
        implements Optimizer {
    private static final double LOG_096 = Functions.log(0.96);

    public Nadam {
        Require.positive("learningRate", learningRate);
        Require.share("beta1", beta1);
        Require.share("beta2", beta2);
        Require.notNegative("epsilon", epsilon);
        Require.notNegative("momentumDecay", momentumDecay);
    }

    public Nadam(double learningRate) {
        this(learningRate, 0.9, 0.999, 1e-8, 0.004);
    }

    /** Another β₁. */
    public Nadam beta1(double beta1) {
        return new Nadam(learningRate, beta1, beta2, epsilon, momentumDecay);
    }

    /** Another β₂. */
    public Nadam beta2(double beta2) {
        return new Nadam(learningRate, beta1, beta2, epsilon, momentumDecay);
    }

    /** Another ε. */
    public Nadam epsilon(double epsilon) {
        return new Nadam(learningRate, beta1, beta2, epsilon, momentumDecay);
    }

    /** Another ψ. */
    public Nadam momentumDecay(double momentumDecay) {
        return new Nadam(learningRate, beta1, beta2, epsilon, momentumDecay);
    }

    /** Keras' defaults: ψ = 1, ε = 1e-7. */
    public Nadam asKeras() {
        return new Nadam(learningRate, beta1, beta2, 1e-7, 1);
    }

    @Override
    public Rule rule(Parameter parameter) {
        Matrix theta = parameter.matrix();
        Matrix g = parameter.gradient();
        Matrix m = theta.like();
        Matrix v = theta.like();
        Matrix root = theta.like();
        Product product = new Product();
        return Rule.of(List.of(m, v), (eta, t) -> {
            double mu = mu(t);
            double next = mu(t + 1);
            double soFar = product.until(t);
            m.mix(beta1, 1 - beta1, g);
            v.mixProduct(beta2, 1 - beta2, g, g);
            v.root(1 / (1 - Functions.power(beta2, t)), 0, root); // √v̂
            theta.mixQuotient(1, -eta * (1 - mu) / (1 - soFar), g, root, epsilon);
            theta.mixQuotient(1, -eta * next / (1 - soFar * next), m, root, epsilon);
        });
    }

    private double mu(long t) {
        return beta1 * (1 - 0.5 * Functions.exp(momentumDecay * t * LOG_096));
    }

    /** μ₁ ⋯ μₜ: a function of t alone, so that a checkpoint needn't keep it; only the way from t − 1 to t is short. */
    private final class Product {
        private long t;
        private double value = 1;

        double until(long step) {
            if (step < t) {
                t = 0;
                value = 1;
            }
            while (t < step) value *= mu(++t);
            return value;
        }
    }

    @Override
    public String toString() {
        return Call.of("nadam", learningRate)
                .option("beta1", beta1, 0.9)
                .option("beta2", beta2, 0.999)
                .option("epsilon", epsilon, 1e-8)
                .option("momentumDecay", momentumDecay, 0.004)
                .toString();
    }
}
