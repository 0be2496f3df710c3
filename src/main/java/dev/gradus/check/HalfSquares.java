package dev.gradus.check;

import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;

/** J = 1/(2m) Σ‖a − y‖², the squared error of derivations by hand: the ½ cancels the 2 of the square. */
final class HalfSquares implements Loss {
    @Override
    public double value(Matrix a, Matrix y) {
        return a.minus(y).sumOfSquares() / (2 * a.rows());
    }

    /** ∂J/∂a = (a − y)/m. */
    @Override
    public void gradient(Matrix a, Matrix y, Matrix gradient) {
        a.minus(y).map(e -> e / a.rows(), gradient);
    }

    @Override
    public String toString() {
        return "half squared error";
    }
}
