package dev.gradus.nn;

import dev.gradus.math.Convolution;
import dev.gradus.math.Matrix;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every output sees a small window of the picture, through the same weights at every place: Z = W ∗ X + b. Its gradients
 * are those of a dense layer whose weights are mostly zero and otherwise shared, so each sums over all places: see
 * {@link Convolution}.
 */
final class Conv2d implements Proven {
    private final Convolution convolution;
    private final Parameter weight; // W, filters × channels·kernel²
    private final Parameter bias; // b, 1 × filters
    private final int outputs; // filters · places
    private final int inputs; // channels · height · width
    private @Nullable Matrix x; // m × inputs
    private @Nullable Matrix z; // m × outputs
    private @Nullable Matrix dx; // m × inputs

    Conv2d(Convolution convolution, Parameter weight, Parameter bias, int inputs, int outputs) {
        this.convolution = convolution;
        this.weight = weight;
        this.bias = bias;
        this.inputs = inputs;
        this.outputs = outputs;
    }

    @Override
    public Matrix forward(Matrix x, boolean training) {
        this.x = x;
        z = x.buffer(z, x.rows(), outputs);
        convolution.forward(x, weight.matrix(), bias.matrix(), z);
        return z;
    }

    @Override
    public Matrix backward(Matrix delta) {
        gradients(delta);
        dx = delta.buffer(dx, delta.rows(), inputs);
        convolution.backward(delta, weight.matrix(), dx);
        return dx;
    }

    @Override
    public void gradients(Matrix delta) {
        if (x == null) throw new IllegalStateException("call forward before backward");
        convolution.addGradients(x, delta, weight.gradient(), bias.gradient());
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(weight, bias);
    }

    @Override
    public String toString() {
        return "conv2d";
    }
}
