package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.errors.Require;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Convolution;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import dev.gradus.math.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recipe of a convolution: {@code conv2d(32, 3, relu())}, or {@code conv2d(32, 5, relu()).stride(2).padding(1)}. From
 * (channels, height, width) it makes (filters, ⌊(height + 2·padding − kernel) / stride⌋ + 1, the same of the width), as
 * PyTorch's Conv2d; Keras' {@code padding="same"} is {@code padding(kernel / 2)} where the kernel is odd and the stride 1.
 * Weights are (filters, channels, kernel, kernel), in PyTorch's order, and biases (filters). LeCun et al.,
 * "Backpropagation applied to handwritten zip code recognition", 1989.
 *
 * @param filters channels of the output, at least 1
 * @param kernel height and width of the window, at least 1
 * @param activation what follows
 * @param stride how far the window moves at a time; 1 by default
 * @param padding rows and columns of zeros on every side of the picture; 0 by default
 * @param penalty what its weights cost; null leaves that to the network
 */
public record Conv2dSpec(
        int filters,
        int kernel,
        Activation activation,
        int stride,
        int padding,
        @Nullable Penalty penalty) implements LayerSpec {
    public Conv2dSpec {
        Require.atLeast("filters", filters, 1);
        Require.atLeast("kernel", kernel, 1);
        Require.notNull("activation", activation, "one; linear() means none");
        Require.atLeast("stride", stride, 1);
        Require.atLeast("padding", padding, 0);
    }

    /** Windows that move by one, on the picture alone, penalised as the network says. */
    public Conv2dSpec(int filters, int kernel, Activation activation) {
        this(filters, kernel, activation, 1, 0, null);
    }

    /** The window moves so far at a time. */
    public Conv2dSpec stride(int stride) {
        return new Conv2dSpec(filters, kernel, activation, stride, padding, penalty);
    }

    /** So many rows and columns of zeros on every side of the picture. */
    public Conv2dSpec padding(int padding) {
        return new Conv2dSpec(filters, kernel, activation, stride, padding, penalty);
    }

    /** The same layer with λ Σ|w| of its own, whatever the network says; see {@link Penalty}. */
    public Conv2dSpec l1(double lambda) {
        return penalised(own().withL1(Require.notNegative("lambda", lambda)));
    }

    /** The same layer with λ Σw² of its own, whatever the network says; see {@link Penalty}. */
    public Conv2dSpec l2(double lambda) {
        return penalised(own().withL2(Require.notNegative("lambda", lambda)));
    }

    private Conv2dSpec penalised(Penalty penalty) {
        return new Conv2dSpec(filters, kernel, activation, stride, padding, penalty);
    }

    private Penalty own() {
        return penalty == null ? Penalty.NONE : penalty;
    }

    @Override
    public Layer build(LayerSetup setup) {
        Window window = Window.on(setup.inputShape(), kernel, stride, padding);
        int[] shape = {filters, window.channels(), kernel, kernel};
        return new Conv2d(
                new Convolution(window, filters),
                setup.parameter("weight", shape, window.taps(), filters * kernel * kernel),
                setup.constant("bias", filters, 0),
                window.inputs(),
                filters * window.places());
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        Window window = Window.on(inputShape, kernel, stride, padding);
        return inputShape.withRow(filters, window.outputHeight(), window.outputWidth());
    }

    @Override
    public String toString() {
        return "conv2d(" + filters + ", " + kernel + ", " + activation + ")"
                + (stride == 1 ? "" : ".stride(" + stride + ")")
                + (padding == 0 ? "" : ".padding(" + padding + ")")
                + (penalty == null ? "" : "." + penalty);
    }

    /**
     * Every output sees a small window of the picture, through the same weights at every place: Z = W ∗ X + b. Its gradients
     * are those of a dense layer whose weights are mostly zero and otherwise shared, so each sums over all places: see
     * {@link Convolution}.
     */
    static final class Conv2d implements Proven {
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
}
