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
