package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;

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
            states().eachRow((i, s) -> {
                int row = row(i, t);
                for (int j = 0; j < 2 * n; j++) s[j] += p().get(row, j);
                Functions.sigmoid(s, 0, 2 * n);
                for (int j = 0; j < n; j++) {
                    offered.set(row, j, s[2 * n + j]);
                    s[2 * n + j] = p().get(row, 2 * n + j) + s[j] * s[2 * n + j];
                }
                Functions.tanh(s, 2 * n, 3 * n);
                gates.setRow(row, s);
                for (int j = 0; j < n; j++) {
                    double z = s[n + j];
                    h().set(row, j, (1 - z) * s[2 * n + j] + z * before().get(row, j));
                }
            });
        }

        /**
         * ∂J/∂n = ∂J/∂hₜ ⊙ (1 − z) and ∂J/∂z = ∂J/∂hₜ ⊙ (hₜ₋₁ − n); behind tanh, ∂J/∂r = ∂J/∂Pₙ ⊙ Sₙ and ∂J/∂Sₙ = ∂J/∂Pₙ ⊙ r.
         * hₜ₋₁ also gets z ⊙ ∂J/∂hₜ.
         */
        @Override
        void backward(int t) {
            dh().eachRow((i, d) -> {
                int row = row(i, t);
                for (int j = 0; j < n; j++) {
                    double r = gates.get(row, j);
                    double z = gates.get(row, n + j);
                    double candidate = gates.get(row, 2 * n + j);
                    double dn = d[j] * (1 - z) * (1 - candidate * candidate);
                    double dz = d[j] * (before().get(row, j) - candidate) * z * (1 - z);
                    double dr = dn * offered.get(row, j) * r * (1 - r);
                    dp.set(row, j, dr);
                    dp.set(row, n + j, dz);
                    dp.set(row, 2 * n + j, dn);
                    ds().set(row, j, dr);
                    ds().set(row, n + j, dz);
                    ds().set(row, 2 * n + j, dn * r);
                    direct.set(i, j, d[j] * z);
                }
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
        public String toString() {
            return "gru";
        }
    }
}
