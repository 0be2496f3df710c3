package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.Map;

/**
 * The recipe of the gated recurrent unit: an update gate mixes hₜ₋₁ with a candidate, for which a reset gate says how much of
 * hₜ₋₁ counts. Cho et al., "Learning phrase representations using RNN encoder–decoder for statistical machine translation",
 * 2014. As PyTorch's GRU: the gates are r, z, n side by side in W, U and the biases, r multiplies hₜ₋₁U + c and not hₜ₋₁ (as
 * in the paper's first version), and z says what stays. Its weights start as the network says, Xavier by default, its biases
 * at 0.
 *
 * @param units numbers of hₜ, at least 1
 */
public record GruSpec(int units) implements LayerSpec {
    public GruSpec {
        Require.atLeast("units", units, 1);
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new Gru(setup, units);
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        Recurrent.checkSequence(inputShape);
        return inputShape.withRow(units);
    }

    @Override
    public String toString() {
        return "gru(" + units + ")";
    }

    private static final class Gru extends Recurrent {
        private Matrix gates = Matrix.zeros(0, 0); // r, z, n side by side, (m·T) × 3n
        private Matrix offered = gates; // the part of S that r multiplies, (m·T) × n
        private Matrix dp = gates; // ∂J/∂P, (m·T) × 3n
        private Matrix direct = gates; // ∂J/∂hₜ₋₁ past S, m × n

        Gru(LayerSetup setup, int units) {
            super(setup, units, 3);
        }

        @Override
        void remember(Matrix x, int m) {
            gates = x.buffer(gates, x.rows(), 3 * n);
            offered = x.buffer(offered, x.rows(), n);
            dp = x.buffer(dp, x.rows(), 3 * n);
            direct = x.buffer(direct, m, n);
        }

        /** r = σ(P_r + S_r), z = σ(P_z + S_z), n = tanh(Pₙ + r ⊙ Sₙ); then hₜ = (1 − z) ⊙ n + z ⊙ hₜ₋₁. */
        @Override
        void forward(int t) {
            int z = n, candidate = 2 * n; // where each begins; r at 0
            states().eachRow((sample, s) -> {
                int row = row(sample, t);
                offered.setPart(row, 0, n, s, candidate);
                for (int j = 0; j < candidate; j++) s[j] += p().get(row, j);
                Functions.sigmoid(s, 0, candidate);
                for (int j = candidate; j < 3 * n; j++) s[j] = p().get(row, j) + s[j - candidate] * s[j];
                Functions.tanh(s, candidate, 3 * n);
                gates.setRow(row, s);
                before().part(row, 0, n, s, 0); // r itself is done with
                for (int j = 0; j < n; j++) s[j] = (1 - s[z + j]) * s[candidate + j] + s[z + j] * s[j];
                h().setPart(row, 0, n, s, 0);
            });
        }

        /**
         * ∂J/∂n = ∂J/∂hₜ ⊙ (1 − z) and ∂J/∂z = ∂J/∂hₜ ⊙ (hₜ₋₁ − n); behind tanh, ∂J/∂r = ∂J/∂Pₙ ⊙ Sₙ and ∂J/∂Sₙ = ∂J/∂Pₙ ⊙ r.
         * hₜ₋₁ also gets z ⊙ ∂J/∂hₜ.
         */
        @Override
        void backward(int t) {
            step(t, gates).eachRow((sample, d) -> {
                int row = row(sample, t);
                for (int j = 0; j < n; j++) {
                    double r = d[j], z = d[n + j], candidate = d[2 * n + j];
                    double dh = dh().get(sample, j);
                    direct.set(sample, j, dh * z);
                    d[2 * n + j] = dh * (1 - z) * (1 - candidate * candidate);
                    d[n + j] = dh * (before().get(row, j) - candidate) * z * (1 - z);
                    d[j] = d[2 * n + j] * offered.get(row, j) * r * (1 - r);
                }
                dp.setRow(row, d);
                for (int j = 0; j < n; j++) d[2 * n + j] *= gates.get(row, j);
                ds().setRow(row, d);
            });
        }

        @Override
        Matrix dp() {
            return dp;
        }

        @Override
        void addDirect(Matrix later) {
            later.addScaled(1, direct);
        }

        @Override
        public Map<String, Matrix> insides() {
            return Map.of("reset gate", gates.columns(0, n), "update gate", gates.columns(n, 2 * n), "state", h());
        }

        @Override
        public String toString() {
            return "gru";
        }
    }
}
