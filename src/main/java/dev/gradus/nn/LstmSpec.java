package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.Arrays;
import java.util.Map;

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
        private Matrix passed = gates; // ∂J/∂cₜ as it comes from step t + 1, m × n

        Lstm(LayerSetup setup, int units) {
            super(setup, units, 4);
        }

        @Override
        void remember(Matrix x, int m) {
            gates = x.buffer(gates, x.rows(), 4 * n);
            cells = x.buffer(cells, x.rows(), n);
            bent = x.buffer(bent, x.rows(), n);
            passed = x.buffer(passed, m, n);
        }

        /** cₜ₋₁ of a sample, from a place on; 0 before the first step. */
        private void cellBefore(int row, int t, double[] to, int at) {
            if (t > 0) cells.part(row - 1, 0, n, to, at);
            else Arrays.fill(to, at, at + n, 0);
        }

        /**
         * With z = Pₜ + Sₜ: i = σ(zᵢ) what enters, f = σ(z_f) what stays, g = tanh(z_g) what it would be, o = σ(zₒ) what leaves;
         * then cₜ = i ⊙ g + f ⊙ cₜ₋₁ and hₜ = o ⊙ tanh(cₜ).
         */
        @Override
        void forward(int t) {
            int f = n, g = 2 * n, o = 3 * n; // where each begins; i at 0
            sums(t).eachRow((sample, z) -> {
                int row = row(sample, t);
                Functions.sigmoid(z, 0, g);
                Functions.tanh(z, g, o);
                Functions.sigmoid(z, o, 4 * n);
                gates.setRow(row, z);
                for (int j = 0; j < n; j++) z[j] *= z[g + j];
                cellBefore(row, t, z, g); // g itself is done with
                for (int j = 0; j < n; j++) z[j] += z[f + j] * z[g + j];
                cells.setPart(row, 0, n, z, 0);
                Functions.tanh(z, 0, n);
                bent.setPart(row, 0, n, z, 0);
                for (int j = 0; j < n; j++) z[j] *= z[o + j];
                h().setPart(row, 0, n, z, 0);
            });
        }

        /**
         * cₜ reaches the loss through hₜ and through cₜ₊₁: ∂J/∂cₜ = ∂J/∂hₜ ⊙ o ⊙ (1 − tanh²(cₜ)) + ∂J/∂cₜ₊₁ ⊙ fₜ₊₁. From it
         * ∂J/∂i = ∂J/∂cₜ ⊙ g, ∂J/∂f = ∂J/∂cₜ ⊙ cₜ₋₁, ∂J/∂g = ∂J/∂cₜ ⊙ i; and ∂J/∂o = ∂J/∂hₜ ⊙ tanh(cₜ).
         */
        @Override
        void backward(int t) {
            step(t, gates).eachRow((sample, z) -> {
                int row = row(sample, t);
                for (int j = 0; j < n; j++) {
                    double i = z[j], f = z[n + j], g = z[2 * n + j], o = z[3 * n + j];
                    double a = bent.get(row, j);
                    double before = t == 0 ? 0 : cells.get(row - 1, j);
                    double dh = dh().get(sample, j);
                    double dc = dh * o * (1 - a * a) + (isLast(t) ? 0 : passed.get(sample, j));
                    passed.set(sample, j, dc * f);
                    z[j] = dc * g * i * (1 - i);
                    z[n + j] = dc * before * f * (1 - f);
                    z[2 * n + j] = dc * i * (1 - g * g);
                    z[3 * n + j] = dh * a * o * (1 - o);
                }
                ds().setRow(row, z);
            });
        }

        @Override
        public Map<String, Matrix> insides() {
            return Map.of(
                    "input gate", gates.columns(0, n),
                    "forget gate", gates.columns(n, 2 * n),
                    "output gate", gates.columns(3 * n, 4 * n),
                    "bent cell", bent,
                    "state", h());
        }

        @Override
        public String toString() {
            return "lstm";
        }
    }
}
