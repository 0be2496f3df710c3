package dev.gradus.nn;

import dev.gradus.math.Require;

/**
 * The recipe of batch normalisation: every feature, or every channel of pictures, is brought to mean 0 and variance 1 over
 * the batch, then scaled by γ and shifted by β, which are learnt (they start at 1 and 0). In inference running means of
 * both statistics take the place of the batch's. As PyTorch's BatchNorm1d and BatchNorm2d; {@link #keras} has Keras'
 * choices. Ioffe and Szegedy, "Batch normalization: accelerating deep network training by reducing internal covariate
 * shift", 2015.
 *
 * @param epsilon added to the variance, so that nothing is divided by 0; 1e-5 by default
 * @param momentum how much of a batch enters the running statistics, from 0 to 1; 0.1 by default. (Keras' momentum is what
 *     stays of the old ones: 1 minus this.)
 * @param unbiased whether the running variance divides by N − 1, as in PyTorch, instead of N, as in Keras; the batch itself
 *     is always normalised by N
 */
public record BatchNormSpec(double epsilon, double momentum, boolean unbiased) implements LayerSpec {
    public BatchNormSpec {
        Require.positive("epsilon", epsilon);
        if (!(momentum >= 0 && momentum <= 1))
            throw new IllegalArgumentException("momentum must lie between 0 and 1, but is " + momentum);
    }

    /** ε = 1e-5, momentum 0.1, unbiased. */
    public BatchNormSpec() {
        this(1e-5, 0.1, true);
    }

    /** The same with another ε. */
    public BatchNormSpec epsilon(double epsilon) {
        return new BatchNormSpec(epsilon, momentum, unbiased);
    }

    /** The same with another momentum. */
    public BatchNormSpec momentum(double momentum) {
        return new BatchNormSpec(epsilon, momentum, unbiased);
    }

    /** Keras' choices: ε = 1e-3, 0.01 of a batch enters the running statistics, variances divide by N. */
    public BatchNormSpec keras() {
        return new BatchNormSpec(1e-3, 0.01, false);
    }

    @Override
    public Layer build(LayerSetup setup) {
        int channels = setup.inputShape().row()[0];
        return new BatchNorm(
                this,
                setup.inputShape().rows(),
                setup.inputs() / channels,
                setup.constant("weight", channels, 1),
                setup.constant("bias", channels, 0),
                setup.state("running_mean", channels, 0),
                setup.state("running_var", channels, 1));
    }

    @Override
    public String toString() {
        return "batchNorm(ε " + epsilon + ", momentum " + momentum + (unbiased ? ")" : ", running variance by N)");
    }
}
