package dev.gradus;

import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.nn.Activation;
import dev.gradus.nn.AveragePoolSpec;
import dev.gradus.nn.Conv2dSpec;
import dev.gradus.nn.DenseSpec;
import dev.gradus.nn.FlattenSpec;
import dev.gradus.nn.Initializer;
import dev.gradus.nn.Linear;
import dev.gradus.nn.MaxPoolSpec;
import dev.gradus.nn.Relu;
import dev.gradus.nn.Sigmoid;
import dev.gradus.nn.Softmax;
import dev.gradus.nn.Tanh;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Sgd;

/** The one static import: {@code import static dev.gradus.Gradus.*;} brings every factory. */
public final class Gradus {
    private Gradus() {}

    // ---- layers ----

    /** A dense layer, for {@code .layer(…)}; see {@link DenseSpec}. */
    public static DenseSpec dense(int units, Activation activation) {
        return new DenseSpec(units, activation);
    }

    /** A convolution, for {@code .layer(…)}; see {@link Conv2dSpec}. */
    public static Conv2dSpec conv2d(int filters, int kernel, Activation activation) {
        return new Conv2dSpec(filters, kernel, activation, 1, 0);
    }

    /** Max pooling, for {@code .layer(…)}; see {@link MaxPoolSpec}. */
    public static MaxPoolSpec maxPool(int size) {
        return new MaxPoolSpec(size, size);
    }

    /** Average pooling, for {@code .layer(…)}; see {@link AveragePoolSpec}. */
    public static AveragePoolSpec averagePool(int size) {
        return new AveragePoolSpec(size, size);
    }

    /** From pictures to rows of numbers, for {@code .layer(…)}; see {@link FlattenSpec}. */
    public static FlattenSpec flatten() {
        return new FlattenSpec();
    }

    // ---- activations ----

    /** See {@link Relu}. */
    public static Activation relu() {
        return new Relu();
    }

    /** See {@link Sigmoid}. */
    public static Activation sigmoid() {
        return new Sigmoid();
    }

    /** See {@link Tanh}. */
    public static Activation tanh() {
        return new Tanh();
    }

    /** See {@link Softmax}. */
    public static Activation softmax() {
        return new Softmax();
    }

    /** See {@link Linear}. */
    public static Activation linear() {
        return new Linear();
    }

    // ---- losses ----

    /** See {@link CrossEntropy}. */
    public static Loss crossEntropy() {
        return new CrossEntropy();
    }

    /** See {@link MeanSquaredError}. */
    public static Loss meanSquaredError() {
        return new MeanSquaredError();
    }

    // ---- initialisers ----

    /** See {@link Initializer#smallRandom}. */
    public static Initializer smallRandom() {
        return Initializer.smallRandom();
    }

    /** See {@link Initializer#xavier}. */
    public static Initializer xavier() {
        return Initializer.xavier();
    }

    /** See {@link Initializer#he}. */
    public static Initializer he() {
        return Initializer.he();
    }

    // ---- optimizers ----

    /** See {@link Sgd}. */
    public static Optimizer sgd(double learningRate) {
        return new Sgd(learningRate);
    }
}
