package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;
import java.util.ArrayList;
import java.util.List;

/**
 * RMSprop: divides each gradient by the root of the mean square of its recent values, so that all numbers move about as
 * fast.
 *
 * <pre>
 * s ← ρs + (1 − ρ) g²
 * θ ← θ − η g / (√s + ε)
 * </pre>
 *
 * {@link #centred} subtracts the mean's square, as in a variance: m ← ρm + (1 − ρ) g and √(s − m²) instead of √s; then a
 * gradient that doesn't change is divided by little more than ε, so choose a larger one (1e-4 in the paper).
 * {@link #momentum} lets the quotients roll on: v ← μv + g / (√s + ε), θ ← θ − ηv.
 *
 * <p>As in PyTorch, with its defaults ρ = 0.99, ε = 1e-8. {@link #asKeras} takes ε into the root, g / √(s + ε), and η into
 * v; its defaults are ρ = 0.9, ε = 1e-7. Tieleman and Hinton, "Lecture 6.5: rmsprop", Coursera, 2012; centred and with
 * momentum: Graves, "Generating sequences with recurrent neural networks", 2013.
 *
 * @param learningRate η, above 0, often 0.001 to 0.01
 * @param rho ρ, at least 0 and below 1: how slowly the means forget
 * @param epsilon ε, at least 0
 * @param momentum μ, at least 0 and below 1
 * @param isCentred whether the mean's square is subtracted
 * @param keras whether ε stands inside the root, and η inside the velocity
 */
public record RmsProp(
        double learningRate, double rho, double epsilon, double momentum, boolean isCentred, boolean keras)
        implements Optimizer {
    public RmsProp {
        Require.positive("learningRate", learningRate);
        Require.share("rho", rho);
        Require.notNegative("epsilon", epsilon);
        Require.share("momentum", momentum);
    }

    public RmsProp(double learningRate) {
        this(learningRate, 0.99, 1e-8, 0, false, false);
    }

    /** Another ρ. */
    public RmsProp rho(double rho) {
        return new RmsProp(learningRate, rho, epsilon, momentum, isCentred, keras);
    }

    /** Another ε. */
    public RmsProp epsilon(double epsilon) {
        return new RmsProp(learningRate, rho, epsilon, momentum, isCentred, keras);
    }

    /** With momentum. */
    public RmsProp momentum(double momentum) {
        return new RmsProp(learningRate, rho, epsilon, momentum, isCentred, keras);
    }

    /** Divides by the standard deviation instead of the root mean square. */
    public RmsProp centred() {
        return new RmsProp(learningRate, rho, epsilon, momentum, true, keras);
    }

    /** Keras' variant: ρ = 0.9, ε = 1e-7 inside the root. */
    public RmsProp asKeras() {
        return new RmsProp(learningRate, 0.9, 1e-7, momentum, isCentred, true);
    }

    @Override
    public Rule rule(Parameter parameter) {
        Matrix theta = parameter.matrix();
        Matrix g = parameter.gradient();
        Matrix s = theta.like();
        Matrix m = isCentred ? theta.like() : null;
        Matrix v = momentum > 0 ? theta.like() : null;
        Matrix root = theta.like();
        List<Matrix> state = new ArrayList<>(List.of(s));
        if (m != null) state.add(m);
        if (v != null) state.add(v);
        return Rule.of(List.copyOf(state), (eta, t) -> {
            s.mixProduct(rho, 1 - rho, g, g);
            if (m != null) { // root = s − m²
                m.mix(rho, 1 - rho, g);
                root.fill(0);
                root.addScaled(1, s);
                root.mixProduct(1, -1, m, m);
            }
            (m == null ? s : root).root(1, keras ? epsilon : 0, root);
            if (v == null) {
                theta.mixQuotient(1, -eta, g, root, keras ? 0 : epsilon);
            } else {
                v.mixQuotient(momentum, keras ? eta : 1, g, root, keras ? 0 : epsilon);
                theta.addScaled(keras ? -1 : -eta, v);
            }
        });
    }

    @Override
    public String toString() {
        return Call.of("rmsprop", learningRate)
                .option("asKeras", keras)
                .option("rho", rho, 0.99)
                .option("epsilon", epsilon, 1e-8)
                .option("momentum", momentum, 0.0)
                .option("centred", isCentred)
                .toString();
    }
}
