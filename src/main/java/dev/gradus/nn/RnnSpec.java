package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.Map;

/**
 * The recipe of the plain recurrent layer: hₜ = tanh(xₜW + b + hₜ₋₁U + c), all T rows of h. As PyTorch's RNN with tanh; its
 * weights start as the network says, Xavier by default, and its biases at 0. Elman, "Finding structure in time", 1990.
 *
 * @param units numbers of hₜ, at least 1
 */
public record RnnSpec(int units) implements LayerSpec {
    public RnnSpec {
        Require.atLeast("units", units, 1);
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new Rnn(setup, units);
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        Recurrent.checkSequence(inputShape);
        return inputShape.withRow(units);
    }

    @Override
    public String toString() {
        return "rnn(" + units + ")";
    }

    private static final class Rnn extends Recurrent {
        Rnn(LayerSetup setup, int units) {
            super(setup, units, 1);
        }

        /** hₜ = tanh(Pₜ + Sₜ). */
        @Override
        void forward(int t) {
            sums(t).eachRow((i, z) -> {
                Functions.tanh(z, 0, n);
                h().setRow(row(i, t), z);
            });
        }

        /** ∂J/∂Sₜ = ∂J/∂hₜ ⊙ (1 − hₜ²). */
        @Override
        void backward(int t) {
            dh().eachRow((i, d) -> {
                int r = row(i, t);
                for (int j = 0; j < n; j++) {
                    double h = h().get(r, j);
                    ds().set(r, j, d[j] * (1 - h * h));
                }
            });
        }

        @Override
        public Map<String, Matrix> insides() {
            return Map.of("state", h());
        }

        @Override
        public String toString() {
            return "rnn";
        }
    }
}
