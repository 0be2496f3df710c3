package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.errors.Require;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of a dense layer; of a sequence, every row goes through it by itself.
 *
 * @param units outputs, at least 1
 * @param activation what follows
 * @param penalty what its weights cost; null leaves that to the network
 */
public record DenseSpec(
        int units, Activation activation, @Nullable Penalty penalty) implements LayerSpec {
    public DenseSpec {
        Require.atLeast("units", units, 1);
        Require.notNull("activation", activation, "an activation; linear() means none");
    }

    /** Penalised as the network says. */
    public DenseSpec(int units, Activation activation) {
        this(units, activation, null);
    }

    /** The same layer with λ Σ|w| of its own, whatever the network says; see {@link Penalty}. */
    public DenseSpec l1(double lambda) {
        return new DenseSpec(units, activation, own().withL1(Require.notNegative("lambda", lambda)));
    }

    /** The same layer with λ Σw² of its own, whatever the network says; see {@link Penalty}. */
    public DenseSpec l2(double lambda) {
        return new DenseSpec(units, activation, own().withL2(Require.notNegative("lambda", lambda)));
    }

    private Penalty own() {
        return penalty == null ? Penalty.NONE : penalty;
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new Dense(setup.parameter("weight", setup.inputs(), units), setup.constant("bias", units, 0));
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        if (inputShape.row().length > 1)
            throw new IllegalArgumentException(
                    "needs rows of numbers, but its input is " + inputShape + "; put .flatten() in front of it");
        return inputShape.withRow(units);
    }

    @Override
    public String toString() {
        return "dense(" + units + ", " + activation + ")" + (penalty == null ? "" : "." + penalty);
    }

    /**
     * Every output sees every input: Z = XW + b, with W inputs × outputs and b one number an output. Its gradients, with
     * δ = ∂J/∂Z: ∂J/∂W = Xᵀδ, ∂J/∂b = column sums of δ, ∂J/∂X = δWᵀ (Rumelhart, Hinton and Williams, 1986).
     */
    static final class Dense implements Proven {
        private final Parameter weight; // W, inputs × outputs
        private final Parameter bias; // b, 1 × outputs
        private @Nullable Matrix x; // m × inputs
        private @Nullable Matrix z; // m × outputs
        private @Nullable Matrix dx; // m × inputs

        Dense(Parameter weight, Parameter bias) {
            this.weight = weight;
            this.bias = bias;
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            this.x = x;
            z = x.buffer(z, x.rows(), weight.matrix().columns());
            x.multiply(weight.matrix(), bias.matrix(), z);
            return z;
        }

        @Override
        public Matrix backward(Matrix delta) {
            gradients(delta);
            dx = delta.buffer(dx, delta.rows(), weight.matrix().rows());
            delta.multiplyTransposed(weight.matrix(), dx);
            return dx;
        }

        @Override
        public void gradients(Matrix delta) {
            if (x == null) throw new IllegalStateException("call forward before backward");
            x.addTransposedProduct(delta, weight.gradient());
            delta.addColumnSums(bias.gradient());
        }

        @Override
        public List<Parameter> parameters() {
            return List.of(weight, bias);
        }

        @Override
        public String toString() {
            return "dense";
        }
    }
}
