package dev.gradus.nn;

import dev.gradus.math.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every output sees every input: Z = XW + b, with W inputs × outputs and b one number an output. Its gradients, with
 * δ = ∂J/∂Z: ∂J/∂W = Xᵀδ, ∂J/∂b = column sums of δ, ∂J/∂X = δWᵀ (Rumelhart, Hinton and Williams, 1986).
 */
final class Dense implements Proven {
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
