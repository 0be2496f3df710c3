package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;

/**
 * The recipe of long short-term memory: beside hₜ there is a cell cₜ, to which little is done from step to step, so that
 * gradients live long; gates decide what enters it, stays in it and leaves it. Hochreiter and Schmidhuber, "Long short-term
 * memory", 1997, with the forget gate of Gers, Schmidhuber and Cummins, 2000. As PyTorch's LSTM, whose order of gates is i,
 * f, g, o, side by side in W, U and the biases; no peepholes, no projection. Its weights start as the network says, Xavier by
 * default, and all biases at 0, that of the forget gate, too.
 *
 * @param units numbers of hₜ and cₜ, at least 1
 */
public record LstmSpec(int units) implements LayerSpec {
    public LstmSpec {
        Require.atLeast("units", units, 1);
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new Lstm(setup, units);
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        Recurrent.checkSequence(inputShape);
        return inputShape.withRow(units);
    }

    @Override
    public String toString() {
        return "lstm(" + units + ")";
    }

    private static final class Lstm extends Recurrent {
        private Matrix gates = Matrix.zeros(0, 0); // i, f, g, o side by side, (m·T) × 4n
        private Matrix cells = gates; // c, (m·T) × n
        private Matrix bent = gates; // tanh(c), (m·T) × n
        private Matrix dc = gates; // ∂J/∂cₜ as it comes from step t + 1, m × n

        Lstm(LayerSetup setup, int units) {
            super(setup, units, 4);
        }

        @Override
        void remember(Matrix x, int m) {
            gates = x.buffer(gates, x.rows(), 4 * n);
            cells = x.buffer(cells, x.rows(), n);
            bent = x.buffer(bent, x.rows(), n);
            dc = x.buffer(dc, m, n);
        }

        private double cellBefore(int row, int t, int j) {
            return t == 0 ? 0 : cells.get(row - 1, j);
        }

        /**
         * With z = Pₜ + Sₜ: i = σ(zᵢ) what enters, f = σ(z_f) what stays, g = tanh(z_g) what it would be, o = σ(zₒ) what leaves;
         * then cₜ = f ⊙ cₜ₋₁ + i ⊙ g and hₜ = o ⊙ tanh(cₜ).
         */
        @Override
        void forward(int t) {
            sums(t).eachRow((i, z) -> {
                int r = row(i, t);
                Functions.sigmoid(z, 0, 2 * n);
                Functions.tanh(z, 2 * n, 3 * n);
                Functions.sigmoid(z, 3 * n, 4 * n);
                gates.setRow(r, z);
                for (int j = 0; j < n; j++) {
                    double c = z[n + j] * cellBefore(r, t, j) + z[j] * z[2 * n + j];
                    cells.set(r, j, c);
                    z[j] = c;
                }
                Functions.tanh(z, 0, n);
                for (int j = 0; j < n; j++) {
                    bent.set(r, j, z[j]);
                    h().set(r, j, z[3 * n + j] * z[j]);
                }
            });
        }

        /**
         * cₜ reaches the loss through hₜ and through cₜ₊₁: ∂J/∂cₜ = ∂J/∂hₜ ⊙ o ⊙ (1 − tanh²(cₜ)) + ∂J/∂cₜ₊₁ ⊙ fₜ₊₁. From it
         * ∂J/∂i = ∂J/∂cₜ ⊙ g, ∂J/∂f = ∂J/∂cₜ ⊙ cₜ₋₁, ∂J/∂g = ∂J/∂cₜ ⊙ i; and ∂J/∂o = ∂J/∂hₜ ⊙ tanh(cₜ).
         */
        @Override
        void backward(int t) {
            dh().eachRow((s, d) -> {
                int r = row(s, t);
                for (int j = 0; j < n; j++) {
                    double i = gates.get(r, j);
                    double f = gates.get(r, n + j);
                    double g = gates.get(r, 2 * n + j);
                    double o = gates.get(r, 3 * n + j);
                    double a = bent.get(r, j);
                    double dcell = d[j] * o * (1 - a * a) + (isLast(t) ? 0 : dc.get(s, j));
                    ds().set(r, j, dcell * g * i * (1 - i));
                    ds().set(r, n + j, dcell * cellBefore(r, t, j) * f * (1 - f));
                    ds().set(r, 2 * n + j, dcell * i * (1 - g * g));
                    ds().set(r, 3 * n + j, d[j] * a * o * (1 - o));
                    dc.set(s, j, dcell * f);
                }
            });
        }

        @Override
        public String toString() {
            return "lstm";
        }
    }
}
