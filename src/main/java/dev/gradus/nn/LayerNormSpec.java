package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of layer normalisation: every row, by itself, is brought to mean 0 and variance 1, then scaled by γ and
 * shifted by β, one of each a column, which are learnt (they start at 1 and 0). It asks nothing of a batch, so it is the
 * same in training and in use. As PyTorch's LayerNorm. Ba, Kiros and Hinton, "Layer normalization", 2016.
 *
 * @param epsilon added to the variance, so that nothing is divided by 0; 1e-5 by default
 */
public record LayerNormSpec(double epsilon) implements LayerSpec {
    public LayerNormSpec {
        Require.positive("epsilon", epsilon);
    }

    /** ε = 1e-5. */
    public LayerNormSpec() {
        this(1e-5);
    }

    /** The same with another ε. */
    public LayerNormSpec epsilon(double epsilon) {
        return new LayerNormSpec(epsilon);
    }

    @Override
    public Layer build(LayerSetup setup) {
        int n = setup.inputs();
        return new LayerNorm(epsilon, setup.constant("weight", n, 1), setup.constant("bias", n, 0));
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        if (inputShape.row().length > 1)
            throw new IllegalArgumentException("needs rows of numbers, but its input is " + inputShape
                    + "; use .batchNorm() for pictures, or put .flatten() in front of it");
        return inputShape;
    }

    @Override
    public String toString() {
        return "layerNorm(ε " + epsilon + ")";
    }

    /** Of a row of n numbers μ = 1/n Σ x, σ² = 1/n Σ (x − μ)², r = 1/√(σ² + ε), x̂ = (x − μ) r; then y = γ x̂ + β. */
    private static final class LayerNorm implements Proven {
        private final double epsilon;
        private final Parameter gamma; // γ, 1 × n
        private final Parameter beta; // β, 1 × n
        private double[] r = {}; // one a row
        private @Nullable Matrix normal; // x̂, m × n
        private @Nullable Matrix y; // m × n
        private @Nullable Matrix dx; // m × n

        LayerNorm(double epsilon, Parameter gamma, Parameter beta) {
            this.epsilon = epsilon;
            this.gamma = gamma;
            this.beta = beta;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            Matrix out = x.buffer(normal, x.rows(), x.columns());
            double[] scales = r.length == x.rows() ? r : new double[x.rows()];
            x.eachRow((i, row) -> {
                double sum = 0;
                for (double v : row) sum += v;
                double mean = sum / row.length;
                double squares = 0;
                for (double v : row) squares += (v - mean) * (v - mean);
                scales[i] = 1 / Math.sqrt(squares / row.length + epsilon);
                for (int j = 0; j < row.length; j++) row[j] = (row[j] - mean) * scales[i];
                out.setRow(i, row);
            });
            r = scales;
            normal = out;
            y = x.buffer(y, x.rows(), x.columns());
            normal.affine(gamma.matrix(), beta.matrix(), y);
            return y;
        }

        /**
         * ∂J/∂β = Σ δ and ∂J/∂γ = Σ δ x̂ over the rows. With g = γ δ, and since μ and σ² of a row depend on all of its
         * numbers (see batch normalisation, which does the same by columns): ∂J/∂x = r (g − 1/n Σ g − x̂ · 1/n Σ g x̂).
         */
        @Override
        public Matrix backward(Matrix delta) {
            if (normal == null) throw new IllegalStateException("call forward before backward");
            Matrix xHat = normal;
            delta.addColumnSums(beta.gradient());
            delta.addColumnProducts(xHat, gamma.gradient());
            Matrix out = delta.buffer(dx, delta.rows(), delta.columns());
            delta.eachRow((i, g) -> {
                double sum = 0;
                double products = 0;
                for (int j = 0; j < g.length; j++) {
                    g[j] *= gamma.matrix().get(0, j);
                    sum += g[j];
                    products += g[j] * xHat.get(i, j);
                }
                for (int j = 0; j < g.length; j++)
                    g[j] = r[i] * (g[j] - sum / g.length - xHat.get(i, j) * products / g.length);
                out.setRow(i, g);
            });
            dx = out;
            return dx;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(gamma, beta);
        }

        @Override
        public String toString() {
            return "layerNorm";
        }
    }
}
