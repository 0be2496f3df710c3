package dev.gradus.nn;

import dev.gradus.math.Shapes;

/**
 * The recipe of a dense layer.
 *
 * @param units outputs, at least 1
 * @param activation what follows
 */
public record DenseSpec(int units, Activation activation) implements LayerSpec {
    public DenseSpec {
        if (units < 1) throw new IllegalArgumentException("units must be at least 1, but is " + units);
        if (activation == null) throw new IllegalArgumentException("activation is null; linear() means none");
    }

    @Override
    public Layer build(LayerSetup setup) {
        return new Dense(setup.parameter("weight", setup.inputs(), units), setup.constant("bias", units, 0));
    }

    @Override
    public int[] outputShape(int... inputShape) {
        if (inputShape.length > 1)
            throw new IllegalArgumentException("needs rows of numbers, but its input is " + Shapes.text(inputShape)
                    + "; put .flatten() in front of it");
        return new int[] {units};
    }

    @Override
    public String toString() {
        return "dense(" + units + ", " + activation + ")";
    }
}
