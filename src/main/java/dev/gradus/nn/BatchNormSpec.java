package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

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

    /**
     * Batch normalisation. Each of the C channels has N numbers in a batch: m for plain features, m·T for sequences, m·h·w for
     * pictures, whose rows hold one channel behind the other. With their mean μ and variance σ² = 1/N Σ(x − μ)² and r = 1/√(σ² + ε):
     *
     * <p>x̂ = (x − μ) r, y = γ x̂ + β.
     */
    static final class BatchNorm implements Proven {
        private final BatchNormSpec spec;
        private final int length; // T, rows of one sample
        private final int positions; // h·w, numbers of a channel in one sample; 1 for plain features
        private final Parameter gamma; // γ, 1 × C
        private final Parameter beta; // β, 1 × C
        private final Parameter runningMean; // 1 × C
        private final Parameter runningVariance; // 1 × C
        private final Matrix scale; // 1 × n, as the next three: a number a column, n = C·h·w
        private final Matrix shift;
        private final Matrix sums;
        private final Matrix products;
        private final double[] mean; // μ, C
        private final double[] r; // 1/√(σ² + ε), C
        private int count; // N of the last batch; 0 if that was inference
        private @Nullable Matrix inferred; // X of the last batch, if that was inference
        private @Nullable Matrix centred; // X − μ, m × n
        private @Nullable Matrix y; // m × n
        private @Nullable Matrix dx; // m × n

        BatchNorm(
                BatchNormSpec spec,
                int length,
                int positions,
                Parameter gamma,
                Parameter beta,
                Parameter mean,
                Parameter variance) {
            this.spec = spec;
            this.length = length;
            this.positions = positions;
            this.gamma = gamma;
            this.beta = beta;
            this.runningMean = mean;
            this.runningVariance = variance;
            int channels = gamma.matrix().size();
            scale = gamma.matrix().like(1, channels * positions);
            shift = scale.like(1, scale.columns());
            sums = scale.like(1, scale.columns());
            products = scale.like(1, scale.columns());
            this.mean = new double[channels];
            r = new double[channels];
        }

        /** Whether statistics of so many samples mean something: a single number has no variance. */
        boolean canTrainOn(int samples) {
            return (long) samples * length * positions > 1;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            y = x.buffer(y, x.rows(), x.columns());
            if (training) normalise(x, y);
            else infer(x, y);
            return y;
        }

        /** By the statistics of this batch, which also move the running ones. */
        private void normalise(Matrix x, Matrix y) {
            if (!canTrainOn(x.rows() / length))
                throw new IllegalStateException(
                        "batchNorm() can't train on a batch of one sample: a single number has no"
                                + " variance; use larger batches, or forward(x, false) for inference");
            count = x.rows() * positions;
            centred = x.buffer(centred, x.rows(), x.columns());

            sums.fill(0);
            x.addColumnSums(sums);
            for (int c = 0; c < mean.length; c++) mean[c] = ofChannel(sums, c) / count; // μ = 1/N Σ x
            x.affine(spread(scale, c -> 1), spread(shift, c -> -mean[c]), centred); // X − μ

            products.fill(0);
            centred.addColumnProducts(centred, products);
            for (int c = 0; c < r.length; c++) {
                double variance = ofChannel(products, c) / count; // σ² = 1/N Σ (x − μ)²
                r[c] = 1 / Math.sqrt(variance + spec.epsilon());
                remember(runningMean.matrix(), c, mean[c]);
                remember(runningVariance.matrix(), c, spec.unbiased() ? variance * count / (count - 1) : variance);
            }
            centred.affine(
                    spread(scale, c -> at(gamma, c) * r[c]), spread(shift, c -> at(beta, c)), y); // γ (x − μ) r + β
        }

        private void remember(Matrix running, int c, double now) {
            running.set(0, c, (1 - spec.momentum()) * running.get(0, c) + spec.momentum() * now);
        }

        /** By the running statistics: y = γ r x + (β − γ r μ). */
        private void infer(Matrix x, Matrix y) {
            count = 0;
            inferred = x;
            for (int c = 0; c < r.length; c++) r[c] = 1 / Math.sqrt(at(runningVariance, c) + spec.epsilon());
            spread(scale, c -> at(gamma, c) * r[c]);
            spread(shift, c -> at(beta, c) - at(gamma, c) * r[c] * at(runningMean, c));
            x.affine(scale, shift, y);
        }

        /**
         * An input reaches J on three ways, since μ and σ² depend on it, too. With g = ∂J/∂x̂ = γ δ and x̂ = (x − μ) r:
         *
         * <pre>
         * through x̂ itself:                                        g r
         * through σ²:  ∂J/∂σ² = Σ g (x − μ) · (−½ r³),  ∂σ²/∂x = 2(x − μ)/N  gives  −x̂ r · 1/N Σ g x̂
         * through μ:   ∂J/∂μ  = −r Σ g,  ∂μ/∂x = 1/N               gives  −r · 1/N Σ g
         * </pre>
         *
         * (σ² depends on μ as well, but ∂σ²/∂μ = −2/N Σ(x − μ) = 0.) Together:
         *
         * <p>∂J/∂x = γ r (δ − 1/N Σ δ − x̂ · 1/N Σ δ x̂), where both sums are ∂J/∂β and ∂J/∂γ of this batch.
         */
        @Override
        public Matrix backward(Matrix delta) {
            if (count == 0) return backwardOfInference(delta);
            if (centred == null) throw new IllegalStateException("call forward before backward");
            addGradients(delta, centred);
            dx = delta.buffer(dx, delta.rows(), delta.columns());
            // −γ r (x − μ) r² · 1/N Σ δ (x − μ) − γ r · 1/N Σ δ
            spread(scale, c -> -at(gamma, c) * r[c] * r[c] * r[c] * ofChannel(products, c) / count);
            spread(shift, c -> -at(gamma, c) * r[c] * ofChannel(sums, c) / count);
            centred.affine(scale, shift, dx);
            dx.addScaledColumns(delta, spread(scale, c -> at(gamma, c) * r[c])); // + γ r δ
            return dx;
        }

        /** The running statistics don't depend on the batch, so one way remains: ∂J/∂x = γ r δ. */
        private Matrix backwardOfInference(Matrix delta) {
            if (inferred == null) throw new IllegalStateException("call forward before backward");
            centred = delta.buffer(centred, delta.rows(), delta.columns());
            inferred.affine(spread(scale, c -> 1), spread(shift, c -> -at(runningMean, c)), centred);
            addGradients(delta, centred);
            dx = delta.buffer(dx, delta.rows(), delta.columns());
            dx.fill(0);
            dx.addScaledColumns(delta, spread(scale, c -> at(gamma, c) * r[c]));
            return dx;
        }

        /** ∂J/∂β = Σ δ and ∂J/∂γ = Σ δ x̂ over the N numbers of a channel. */
        private void addGradients(Matrix delta, Matrix centred) {
            sums.fill(0);
            delta.addColumnSums(sums);
            products.fill(0);
            delta.addColumnProducts(centred, products); // Σ δ (x − μ); times r it is Σ δ x̂
            for (int c = 0; c < r.length; c++) {
                add(beta, c, ofChannel(sums, c));
                add(gamma, c, ofChannel(products, c) * r[c]);
            }
        }

        // ---- a number a channel, a number a column ----

        private static double at(Parameter parameter, int c) {
            return parameter.matrix().get(0, c);
        }

        private static void add(Parameter parameter, int c, double gradient) {
            parameter.gradient().set(0, c, parameter.gradient().get(0, c) + gradient);
        }

        /** Writes the number of each channel to all its columns. */
        private Matrix spread(Matrix row, IntToDoubleFunction ofChannel) {
            for (int c = 0, at = 0; c < r.length; c++) {
                double value = ofChannel.applyAsDouble(c);
                for (int p = 0; p < positions; p++) row.set(0, at++, value);
            }
            return row;
        }

        /** The sum over a channel's columns. */
        private double ofChannel(Matrix row, int c) {
            double sum = 0;
            for (int p = 0; p < positions; p++) sum += row.get(0, c * positions + p);
            return sum;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(gamma, beta, runningMean, runningVariance);
        }

        /** Its means are over all rows. */
        @Override
        public boolean looksAhead() {
            return length > 1;
        }

        @Override
        public String toString() {
            return "batchNorm";
        }
    }
}
