package dev.gradus.loss;

import dev.gradus.activation.Activation;
import dev.gradus.math.Matrix;

/**
 * J = 1/(mK) Σᵢ Σₖ max(0, 1 − yᵢₖ aᵢₖ): nothing to pay once the score a lies on the right side by a margin of 1. Targets are
 * −1 and +1; a 0 is read as −1, so that one-hot and 0/1 targets serve as well. The mean over all m·K elements, as Keras'
 * Hinge; of several outputs, each is a question of its own. (PyTorch's MultiMarginLoss compares outputs with each other.)
 * Cortes and Vapnik, "Support-vector networks", 1995.
 */
public final class Hinge implements Loss {
    @Override
    public double value(Matrix a, Matrix y) {
        Demands.alike(a, y);
        double sum = 0;
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) sum += Math.max(0, 1 - side(y.get(i, k)) * a.get(i, k));
        return sum / a.size();
    }

    /** ∂J/∂a = −y / (mK) where {@code ya < 1}, elsewhere 0. */
    @Override
    public void gradient(Matrix a, Matrix y, Matrix gradient) {
        Demands.alike(a, y);
        for (int i = 0; i < a.rows(); i++)
            for (int k = 0; k < a.columns(); k++) {
                double side = side(y.get(i, k));
                gradient.set(i, k, side * a.get(i, k) < 1 ? -side / a.size() : 0);
            }
    }

    private static double side(double y) {
        return y == 0 ? -1 : y;
    }

    @Override
    public void check(Activation activation, Matrix targets) {
        int outputs = targets.columns();
        if (Demands.all(Demands.tried(activation, outputs), a -> a >= 0))
            throw new IllegalArgumentException("hinge() needs scores of both signs, but the last layer is "
                    + activation.name() + ", whose outputs are never negative; end the network with .dense(" + outputs
                    + ", linear())");
        boolean sides = Demands.all(targets, y -> Math.abs(y) == 1) || Demands.all(targets, y -> y == 0 || y == 1);
        if (!sides)
            throw new IllegalArgumentException("hinge() needs targets of -1 and 1, or of 0 and 1, but they are "
                    + Demands.words(targets) + "; " + Demands.advice(targets));
    }

    @Override
    public String toString() {
        return "hinge()";
    }
}
