package dev.gradus.nn;

import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Matrix;
import java.util.Map;

/** Everything that has a gradient or draws numbers, by name: the rows of the table tests. A new one needs a row here. */
final class Table {
    static final Map<String, Activation> ACTIVATIONS = Map.of(
            "relu", new Relu(),
            "sigmoid", new Sigmoid(),
            "tanh", new Tanh(),
            "softmax", new Softmax(),
            "linear", new Linear());

    static final Map<String, Loss> LOSSES =
            Map.of("crossEntropy", new CrossEntropy(), "meanSquaredError", new MeanSquaredError());

    static final Map<String, LayerSpec> LAYERS = Map.of("dense", new DenseSpec(3, new Linear()));

    /** Those that need pictures; they come as 2 × 5 × 6. */
    static final Map<String, LayerSpec> PICTURE_LAYERS = Map.ofEntries(
            Map.entry("conv2d", new Conv2dSpec(3, 3, new Linear(), 1, 0)),
            Map.entry("conv2d with stride", new Conv2dSpec(2, 3, new Linear(), 2, 0)),
            Map.entry("conv2d with padding", new Conv2dSpec(3, 3, new Linear(), 1, 1)),
            Map.entry("conv2d with both", new Conv2dSpec(5, 2, new Linear(), 3, 2)),
            Map.entry("conv2d of one number", new Conv2dSpec(4, 1, new Linear(), 1, 0)),
            Map.entry("conv2d of the whole", new Conv2dSpec(2, 5, new Linear(), 1, 0)),
            Map.entry("maxPool", new MaxPoolSpec(2, 2)),
            Map.entry("maxPool with overlap", new MaxPoolSpec(3, 1)),
            Map.entry("maxPool with gaps", new MaxPoolSpec(2, 3)),
            Map.entry("averagePool", new AveragePoolSpec(2, 2)),
            Map.entry("averagePool with overlap", new AveragePoolSpec(3, 2)),
            Map.entry("flatten", new FlattenSpec()));

    static final Map<String, Initializer> INITIALIZERS = Map.of(
            "smallRandom", Initializer.smallRandom(),
            "xavier", Initializer.xavier(),
            "he", Initializer.he());

    private Table() {}

    /** A matrix in double precision. */
    static Matrix doubles(int rows, int columns, double... values) {
        Matrix matrix = Matrix.zeros(rows, columns).toDouble();
        matrix.setAll(values);
        return matrix;
    }
}
