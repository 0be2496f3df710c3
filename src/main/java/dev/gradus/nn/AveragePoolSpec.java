package dev.gradus.nn;

import dev.gradus.math.Pooling;
import dev.gradus.math.Require;
import dev.gradus.math.Shape;
import dev.gradus.math.Window;

/**
 * The recipe of average pooling: {@code averagePool(2)}, or {@code averagePool(3).stride(2)}. From (channels, height, width)
 * it makes (channels, ⌊(height − size) / stride⌋ + 1, the same of the width), as PyTorch's AvgPool2d. LeCun et al.,
 * "Backpropagation applied to handwritten zip code recognition", 1989.
 *
 * @param size height and width of the window, at least 1
 * @param stride how far the window moves at a time; by default its size, so that windows don't overlap
 */
public record AveragePoolSpec(int size, int stride) implements LayerSpec {
    public AveragePoolSpec {
        Require.atLeast("size", size, 1);
        Require.atLeast("stride", stride, 1);
    }

    /** The window moves so far at a time. */
    public AveragePoolSpec stride(int stride) {
        return new AveragePoolSpec(size, stride);
    }

    @Override
    public Layer build(LayerSetup setup) {
        Window window = Window.on(setup.inputShape(), size, stride, 0);
        return new AveragePool(
                new Pooling(window),
                window.inputs(),
                outputShape(setup.inputShape()).columns());
    }

    @Override
    public Shape outputShape(Shape inputShape) {
        Window window = Window.on(inputShape, size, stride, 0);
        return inputShape.withRow(window.channels(), window.outputHeight(), window.outputWidth());
    }

    @Override
    public String toString() {
        return "averagePool(" + size + ")" + (stride == size ? "" : ".stride(" + stride + ")");
    }
}
