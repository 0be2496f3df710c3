package dev.gradus.math;

import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;

/**
 * A square window that moves over a picture of (channels, height, width), with zeros around it: the geometry that
 * convolution and pooling share. A sample's row holds its picture channel by channel, each row by row.
 *
 * @param size of each side of the window, called kernel size elsewhere
 * @param stride how far it moves at a time
 * @param padding rows and columns of zeros on every side of the picture
 */
public record Window(int channels, int height, int width, int size, int stride, int padding) {
    public Window {
        Require.atLeast("size", size, 1);
        Require.atLeast("stride", stride, 1);
        Require.atLeast("padding", padding, 0);
        if (size > Math.min(height, width) + 2L * padding)
            throw new ShapeException(
                    "a window of " + size + " × " + size + " is larger than its input of "
                            + picture(channels, height, width)
                            + (padding == 0 ? "" : " with padding " + padding),
                    tooSmall(height + 2 * padding, width + 2 * padding, size));
    }

    /**
     * The window on samples of this shape.
     *
     * @throws IllegalArgumentException if they are no pictures, or smaller than the window
     */
    public static Window on(Shape shape, int size, int stride, int padding) {
        if (!shape.isPicture())
            throw new ArgumentException(
                    "needs pictures of channels × height × width, but its input is " + shape
                            + "; start with Network.input(channels, height, width)",
                    "input",
                    "channels × height × width",
                    shape);
        int[] picture = shape.row();
        return new Window(picture[0], picture[1], picture[2], size, stride, padding);
    }

    /** Places of the window below each other: ⌊(height + 2·padding − size) / stride⌋ + 1, as in PyTorch. */
    public int outputHeight() {
        return (height + 2 * padding - size) / stride + 1;
    }

    /** Places of the window beside each other: ⌊(width + 2·padding − size) / stride⌋ + 1, as in PyTorch. */
    public int outputWidth() {
        return (width + 2 * padding - size) / stride + 1;
    }

    /** Numbers in one picture: channels · height · width. */
    public int inputs() {
        return channels * height * width;
    }

    /** Places of the window on one picture. */
    public int places() {
        return outputHeight() * outputWidth();
    }

    /** Numbers under the window, from all channels: channels · size². */
    public int taps() {
        return channels * size * size;
    }

    /** Refuses matrices whose rows are not the pictures in front of the window and what comes out behind it. */
    void check(Matrix x, Matrix z, int outputs) {
        if (x.rows() != z.rows() || x.columns() != inputs() || z.columns() != outputs)
            throw new ShapeException(
                    "a window on pictures of " + picture(channels, height, width) + " needs m × " + inputs()
                            + " inputs and m × " + outputs + " outputs, but they are " + x.shape() + " and "
                            + z.shape(),
                    new Mismatch(
                            Mismatch.Box.of("inputs", x.rows(), x.columns())
                                    .mark(x.rows() == z.rows(), x.columns() == inputs()),
                            Mismatch.Box.of("outputs", z.rows(), z.columns())
                                    .mark(x.rows() == z.rows(), z.columns() == outputs)));
    }

    private static Mismatch tooSmall(int height, int width, int size) {
        return new Mismatch(
                Mismatch.Box.of(Mismatch.Part.WINDOW, size, size).mark(size <= height, size <= width),
                Mismatch.Box.of(Mismatch.Part.PICTURE, height, width).mark(size <= height, size <= width));
    }

    private static String picture(int... shape) {
        return Shape.text(shape);
    }
}
