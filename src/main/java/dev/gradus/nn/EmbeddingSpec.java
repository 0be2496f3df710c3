package dev.gradus.nn;

import dev.gradus.errors.Require;
import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of an embedding: each token becomes a row of n numbers, its own, which are learnt. They start normally
 * distributed with variance 1, as PyTorch's Embedding, whose table it has in files. Bengio, Ducharme, Vincent and Jauvin, "A
 * neural probabilistic language model", 2003.
 *
 * @param units n, numbers of a token, at least 1
 */
public record EmbeddingSpec(int units) implements LayerSpec {
    public EmbeddingSpec {
        Require.atLeast("units", units, 1);
    }

    @Override
    public Layer build(LayerSetup setup) {
        Parameter table = setup.table(
                "weight", setup.inputShape().vocabulary(), units, (in, out, random) -> random.nextGaussian());
        return new Embedding(table, setup.inputShape().rows());
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        if (inputShape.vocabulary() == 0)
            throw new IllegalArgumentException("needs tokens, but its input is " + inputShape
                    + "; start the network with Network.tokens(length, vocabulary), or use .dense(" + units
                    + ", linear()) for numbers");
        return inputShape.withRow(units);
    }

    @Override
    public String toString() {
        return "embedding(" + units + ")";
    }

    /**
     * Y = E[x]: row r of Y is row x_r of the table E. It is a dense layer without bias whose inputs are one-hot, and has its
     * gradient: ∂J/∂E gets δ_r in row x_r, once for each place at which the token stands.
     */
    private static final class Embedding implements Proven {
        private final Parameter table; // E, V × n
        private final int length; // T
        private @Nullable Matrix x; // (m·T) × 1
        private @Nullable Matrix y; // (m·T) × n
        private @Nullable Matrix dx; // (m·T) × 1

        Embedding(Parameter table, int length) {
            this.table = table;
            this.length = length;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            int tokens = table.matrix().rows();
            for (int r = 0; r < x.rows(); r++) {
                double token = x.get(r, 0);
                if (!(token >= 0 && token < tokens && token == Math.rint(token)))
                    throw new IllegalArgumentException("token " + r % length + " of sample " + r / length + " is "
                            + Figures.text(token, 6) + ", but the network knows the tokens from 0 to " + (tokens - 1));
            }
            this.x = x;
            y = x.buffer(y, x.rows(), table.matrix().columns());
            table.matrix().gather(x, y);
            return y;
        }

        @Override
        public void gradients(Matrix delta) {
            if (x == null) throw new IllegalStateException("call forward before backward");
            table.gradient().scatterAdd(x, delta);
        }

        /** Names have no slope: ∂J/∂x is 0. */
        @Override
        public Matrix backward(Matrix delta) {
            gradients(delta);
            dx = delta.buffer(dx, delta.rows(), 1);
            return dx;
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(table);
        }

        @Override
        public boolean readsTokens() {
            return true;
        }

        @Override
        public String toString() {
            return "embedding";
        }
    }
}
