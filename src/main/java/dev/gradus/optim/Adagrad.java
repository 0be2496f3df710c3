package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.List;

/**
 * Adagrad: each number has its own step, the shorter the more gradient it has seen. Steps only ever become shorter.
 *
 * <pre>
 * s ← s + g²
 * θ ← θ − ηₜ g / (√s + ε)      with ηₜ = η / (1 + (t − 1) decay)
 * </pre>
 *
 * As in PyTorch, with its defaults: s starts at 0, ε = 1e-10, no decay. {@link #asKeras} takes ε into the root,
 * g / √(s + ε), and starts s at 0.1. Duchi, Hazan and Singer, "Adaptive subgradient methods for online learning and
 * stochastic optimization", 2011.
 *
 * @param learningRate η, above 0, often 0.01
 * @param epsilon ε, at least 0: keeps the quotient finite
 * @param initialAccumulator where s starts, at least 0
 * @param decay at least 0: shortens all steps over time
 * @param keras whether ε stands inside the root
 */
public record Adagrad(double learningRate, double epsilon, double initialAccumulator, double decay, boolean keras)
        implements Optimizer {
    public Adagrad {
        Require.positive("learningRate", learningRate);
        Require.notNegative("epsilon", epsilon);
        Require.notNegative("initialAccumulator", initialAccumulator);
        Require.notNegative("decay", decay);
    }

    public Adagrad(double learningRate) {
        this(learningRate, 1e-10, 0, 0, false);
    }

    /** Another ε. */
    public Adagrad epsilon(double epsilon) {
        return new Adagrad(learningRate, epsilon, initialAccumulator, decay, keras);
    }

    /** Another start of s. */
    public Adagrad initialAccumulator(double initialAccumulator) {
        return new Adagrad(learningRate, epsilon, initialAccumulator, decay, keras);
    }

    /** Another decay. */
    public Adagrad decay(double decay) {
        return new Adagrad(learningRate, epsilon, initialAccumulator, decay, keras);
    }

    /** Keras' variant: ε = 1e-7 inside the root, s starts at 0.1. */
    public Adagrad asKeras() {
        return new Adagrad(learningRate, 1e-7, 0.1, decay, true);
    }

    @Override
    public Rule rule(Parameter parameter) {
        Matrix theta = parameter.matrix();
        Matrix g = parameter.gradient();
        Matrix s = theta.like();
        Matrix root = theta.like();
        s.fill(initialAccumulator);
        return Rule.of(List.of(s), (eta, t) -> {
            s.mixProduct(1, 1, g, g);
            s.root(1, keras ? epsilon : 0, root);
            theta.mixQuotient(1, -eta / (1 + (t - 1) * decay), g, root, keras ? 0 : epsilon);
        });
    }

    @Override
    public String toString() {
        return Call.of("adagrad", learningRate)
                .option("asKeras", keras)
                .option("epsilon", epsilon, 1e-10)
                .option("initialAccumulator", initialAccumulator, 0.0)
                .option("decay", decay, 0.0)
                .toString();
    }
}
