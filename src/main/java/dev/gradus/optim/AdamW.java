package dev.gradus.optim;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Parameter;

/**
 * Adam with decoupled weight decay: every step shrinks θ itself, beside what the gradient does.
 *
 * <pre>
 * θ ← θ − ηλθ, then a step of {@link Adam}
 * </pre>
 *
 * An L2 penalty would put 2λθ into g instead, where Adam's division takes most of it away again. As in PyTorch, with its
 * defaults λ = 0.01, β₁ = 0.9, β₂ = 0.999, ε = 1e-8; {@link #asKeras} takes λ = 0.004 and Keras' ε. Both let biases decay,
 * too; {@link #weightsOnly} spares them. Loshchilov and Hutter, "Decoupled weight decay regularization", 2017 (where the
 * decay is λθ times the schedule's factor, without η).
 *
 * @param learningRate η, above 0, often 0.001
 * @param weightDecay λ, at least 0
 * @param beta1 β₁, at least 0 and below 1
 * @param beta2 β₂, at least 0 and below 1
 * @param epsilon ε, at least 0
 * @param isWeightsOnly whether parameters of one dimension (biases) don't decay
 * @param keras whether ε is added before Adam's correction
 */
public record AdamW(
        double learningRate,
        double weightDecay,
        double beta1,
        double beta2,
        double epsilon,
        boolean isWeightsOnly,
        boolean keras)
        implements Optimizer {
    public AdamW {
        Require.positive("learningRate", learningRate);
        Require.notNegative("weightDecay", weightDecay);
        Require.share("beta1", beta1);
        Require.share("beta2", beta2);
        Require.notNegative("epsilon", epsilon);
    }

    public AdamW(double learningRate) {
        this(learningRate, 0.01, 0.9, 0.999, 1e-8, false, false);
    }

    /** Another λ. */
    public AdamW weightDecay(double weightDecay) {
        return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, isWeightsOnly, keras);
    }

    /** Another β₁. */
    public AdamW beta1(double beta1) {
        return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, isWeightsOnly, keras);
    }

    /** Another β₂. */
    public AdamW beta2(double beta2) {
        return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, isWeightsOnly, keras);
    }

    /** Another ε. */
    public AdamW epsilon(double epsilon) {
        return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, isWeightsOnly, keras);
    }

    /** Biases, and all other parameters of one dimension, don't decay. */
    public AdamW weightsOnly() {
        return new AdamW(learningRate, weightDecay, beta1, beta2, epsilon, true, keras);
    }

    /** Keras' variant: λ = 0.004, ε = 1e-7 and added before the correction. */
    public AdamW asKeras() {
        return new AdamW(learningRate, 0.004, beta1, beta2, 1e-7, isWeightsOnly, true);
    }

    @Override
    public Rule rule(Parameter parameter) {
        Matrix theta = parameter.matrix();
        Rule adam = new Adam(learningRate, beta1, beta2, epsilon, keras).rule(parameter);
        double lambda = isWeightsOnly && parameter.shape().length == 1 ? 0 : weightDecay;
        return Rule.of(adam.state(), (eta, t) -> {
            theta.addScaled(-eta * lambda, theta);
            adam.step(eta, t);
        });
    }

    @Override
    public String toString() {
        return Call.of("adamW", learningRate)
                .option("asKeras", keras)
                .option("weightDecay", weightDecay, 0.01)
                .option("beta1", beta1, 0.9)
                .option("beta2", beta2, 0.999)
                .option("epsilon", epsilon, 1e-8)
                .option("weightsOnly", isWeightsOnly)
                .toString();
    }
}
