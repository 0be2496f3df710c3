package dev.gradus.activation;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;

/**
 * Leaky ReLU: z where z > 0, elsewhere slope · z, so that no unit falls silent for good; the derivative at the kink is the
 * slope. The default of 0.01 is PyTorch's; that of Keras' layer is 0.3. Maas, Hannun and Ng, "Rectifier
 * nonlinearities improve neural network acoustic models", 2013.
 *
 * @param slope of the negative side, 0.01 by default
 */
public record LeakyRelu(double slope) implements Activation {
    public LeakyRelu {
        Require.finite("slope", slope);
    }

    @Override
    public String name() {
        return "leakyRelu";
    }

    @Override
    public void forward(Matrix z, Matrix a) {
        z.leak(slope, a);
    }

    /** ∂J/∂z = ∂J/∂a where z > 0, elsewhere slope · ∂J/∂a. */
    @Override
    public void backward(Matrix z, Matrix a, Matrix da, Matrix dz) {
        da.leakWhere(z, slope, dz);
    }

    @Override
    public Initializer initializer() {
        return Initializer.he(slope);
    }

    @Override
    public String toString() {
        return slope == 0.01 ? name() : "leakyRelu(" + slope + ")";
    }
}
