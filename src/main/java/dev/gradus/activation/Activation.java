package dev.gradus.activation;

import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.io.Serializable;
import java.util.function.DoubleUnaryOperator;

/**
 * The bend between two layers: A = σ(Z), for a whole batch (m × n). One's own is a name with a lambda pair, see
 * {@link #of}, or a class.
 */
public interface Activation extends Serializable {
    /** As in {@code "relu"}: for people alone, nobody decides anything by it. */
    String name();

    /** Writes A = σ(Z) into a. */
    void forward(Matrix z, Matrix a);

    /** Writes ∂J/∂Z into dz, from ∂J/∂A = da; dz = da ⊙ σ′(z) where σ works element by element. */
    void backward(Matrix z, Matrix a, Matrix da, Matrix dz);

    /** Where weights in front of this activation start, unless the network says otherwise. */
    default Initializer initializer() {
        return Initializer.xavier();
    }

    /**
     * An activation of one's own: {@code Activation.of("swish", z -> …, z -> …)}.
     *
     * @param f σ, one number at a time
     * @param derivative σ′(z)
     */
    static Activation of(String name, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
        Require.notNull("name", name, "a text");
        Require.notNull("f", f, "σ, e.g. z -> z * z");
        Require.notNull("derivative", derivative, "σ′, e.g. z -> 2 * z");
        return new Activation() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void forward(Matrix z, Matrix a) {
                z.map(f, a);
            }

            @Override
            public void backward(Matrix z, Matrix a, Matrix da, Matrix dz) {
                for (int i = 0; i < z.rows(); i++)
                    for (int j = 0; j < z.columns(); j++)
                        dz.set(i, j, da.get(i, j) * derivative.applyAsDouble(z.get(i, j)));
            }

            @Override
            public String toString() {
                return name;
            }
        };
    }
}
