package dev.gradus.nn;

import dev.gradus.math.Pooling;
import dev.gradus.math.Require;
import dev.gradus.math.Shape;
import dev.gradus.math.Window;

/**
 * The recipe of max pooling: {@code maxPool(2)}, or {@code maxPool(3).stride(2)}. From (channels, height, width) it makes
 * (channels, ⌊(height − size) / stride⌋ + 1, the same of the width), as PyTorch's MaxPool2d. Ranzato et al., "Unsupervised
 * learning of invariant feature hierarchies", 2007.
 *
 * @param size height and width of the window, at least 1
 * @param stride how far the window moves at a time; by default its size, so that windows don't overlap
 */
public record MaxPoolSpec(int size, int stride) implements LayerSpec {
    public MaxPoolSpec {
        Require.atLeast("size", size, 1);
        Require.atLeast("stride", stride, 1);
    }

    /** The window moves so far at a time. */
    public MaxPoolSpec stride(int stride) {
        return new MaxPoolSpec(size, stride);
    }

    @Override
    public Layer build(LayerSetup setup) {
        Window window = Window.on(setup.inputShape(), size, stride, 0);
        return new MaxPool(
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
        return "maxPool(" + size + ")" + (stride == size ? "" : ".stride(" + stride + ")");
    }
}
