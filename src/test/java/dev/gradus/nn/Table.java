package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Elu;
import dev.gradus.activation.Gelu;
import dev.gradus.activation.Initializer;
import dev.gradus.activation.LeakyRelu;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.activation.Sigmoid;
import dev.gradus.activation.Softmax;
import dev.gradus.activation.Tanh;
import dev.gradus.loss.BinaryCrossEntropy;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Hinge;
import dev.gradus.loss.Huber;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanAbsoluteError;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything that has a gradient or draws numbers, by name: the rows of the table tests. A new one needs a row here. */
final class Table {
    static final Map<String, Activation> ACTIVATIONS = new TreeMap<>(Map.ofEntries(
            Map.entry("relu", new Relu()),
            Map.entry("leakyRelu", new LeakyRelu(0.01)),
            Map.entry("leakyRelu(0.2)", new LeakyRelu(0.2)),
            Map.entry("elu", new Elu(1)),
            Map.entry("elu(0.5)", new Elu(0.5)),
            Map.entry("gelu", new Gelu()),
            Map.entry("gelu.approximate", new Gelu().approximate()),
            Map.entry("sigmoid", new Sigmoid()),
            Map.entry("tanh", new Tanh()),
            Map.entry("softmax", new Softmax()),
            Map.entry("linear", new Linear()),
            Map.entry(
                    "own",
                    Activation.of(
                            "own", z -> (1 + z / (1 + Math.abs(z))) / 2, z -> Math.pow(1 + Math.abs(z), -2) / 2))));

    static final Map<String, Loss> LOSSES = new TreeMap<>(Map.ofEntries(
            Map.entry("crossEntropy", new CrossEntropy()),
            Map.entry("crossEntropy.weights", new CrossEntropy().weights(1, 5, 0.5)),
            Map.entry(
                    "crossEntropy.weightedMean",
                    new CrossEntropy().weights(1, 5, 0.5).weightedMean()),
            Map.entry("crossEntropy.temperature", new CrossEntropy().temperature(4)),
            Map.entry("binaryCrossEntropy", new BinaryCrossEntropy()),
            Map.entry("binaryCrossEntropy.weights", new BinaryCrossEntropy().weights(0.5, 3)),
            Map.entry("meanSquaredError", new MeanSquaredError()),
            Map.entry("meanAbsoluteError", new MeanAbsoluteError()),
            Map.entry("huber", new Huber(1)),
            Map.entry("huber(0.3)", new Huber(0.3)),
            Map.entry("hinge", new Hinge())));

    /** All give 3 numbers from 3. */
    static final Map<String, LayerSpec> LAYERS = new TreeMap<>(Map.ofEntries(
            Map.entry("dense", new DenseSpec(3, new Linear())),
            Map.entry("dense.l1", new DenseSpec(3, new Linear()).l1(0.01)),
            Map.entry("dense.l2", new DenseSpec(3, new Linear()).l2(0.02)),
            Map.entry("dense.l1.l2", new DenseSpec(3, new Linear()).l1(0.01).l2(0.02)),
            Map.entry("dropout", new DropoutSpec(0.4)),
            Map.entry("batchNorm", new BatchNormSpec()),
            Map.entry("batchNorm.keras", new BatchNormSpec().keras()),
            Map.entry("layerNorm", new LayerNormSpec()),
            Map.entry("layerNorm.epsilon", new LayerNormSpec().epsilon(0.1)),
            Map.entry(
                    "residual",
                    ResidualSpec.of(
                            block -> block.layerNorm().dense(5, new Tanh()).dense(3, new Linear())))));

    /** Those that need sequences; they come as 4 rows of 3. */
    static final Map<String, LayerSpec> SEQUENCE_LAYERS = new TreeMap<>(Map.ofEntries(
            Map.entry("last", new OverTimeSpec(OverTimeSpec.Kind.LAST)),
            Map.entry("meanOverTime", new OverTimeSpec(OverTimeSpec.Kind.MEAN)),
            Map.entry("flatten", new FlattenSpec()),
            Map.entry("dense", new DenseSpec(4, new Tanh())),
            Map.entry("batchNorm", new BatchNormSpec()),
            Map.entry("layerNorm", new LayerNormSpec()),
            Map.entry(
                    "residual",
                    ResidualSpec.of(block -> block.dense(3, new Tanh()).dropout(0.2))),
            Map.entry("positions", new PositionsSpec()),
            Map.entry("positions.sinusoidal", new PositionsSpec().sinusoidal()),
            Map.entry("rnn", new RnnSpec(3)),
            Map.entry("lstm", new LstmSpec(2)),
            Map.entry("gru", new GruSpec(3)),
            Map.entry("attention", new AttentionSpec(1)),
            Map.entry("attention.causal", new AttentionSpec(1).causal()),
            Map.entry("transformer", ResidualSpec.of(block -> block.attention(3).residual(inner -> inner.gru(3))))));

    /** Those that need tokens. */
    static final Map<String, LayerSpec> TOKEN_LAYERS = Map.of("embedding", new EmbeddingSpec(3));

    /** For whole networks. */
    static final Map<String, Penalty> PENALTIES = new TreeMap<>(Map.of(
            "none",
            Penalty.NONE,
            "l1",
            new Penalty(0.01, 0),
            "l2",
            new Penalty(0, 0.02),
            "l1l2",
            new Penalty(0.01, 0.02)));

    /** Those that need pictures; they come as 2 × 5 × 6. */
    static final Map<String, LayerSpec> PICTURE_LAYERS = Map.ofEntries(
            Map.entry("conv2d", new Conv2dSpec(3, 3, new Linear())),
            Map.entry("conv2d with stride", new Conv2dSpec(2, 3, new Linear()).stride(2)),
            Map.entry("conv2d with padding", new Conv2dSpec(3, 3, new Linear()).padding(1)),
            Map.entry(
                    "conv2d with both",
                    new Conv2dSpec(5, 2, new Linear()).stride(3).padding(2)),
            Map.entry("conv2d of one number", new Conv2dSpec(4, 1, new Linear())),
            Map.entry("conv2d of the whole", new Conv2dSpec(2, 5, new Linear())),
            Map.entry(
                    "conv2d.l1.l2", new Conv2dSpec(3, 3, new Linear()).l1(0.01).l2(0.02)),
            Map.entry("maxPool", new PoolSpec(PoolSpec.Kind.MAX, 2, 2)),
            Map.entry("maxPool with overlap", new PoolSpec(PoolSpec.Kind.MAX, 3, 1)),
            Map.entry("maxPool with gaps", new PoolSpec(PoolSpec.Kind.MAX, 2, 3)),
            Map.entry("averagePool", new PoolSpec(PoolSpec.Kind.AVERAGE, 2, 2)),
            Map.entry("averagePool with overlap", new PoolSpec(PoolSpec.Kind.AVERAGE, 3, 2)),
            Map.entry("flatten", new FlattenSpec()));

    static final Map<String, Initializer> INITIALIZERS = Map.of(
            "zeros", Initializer.zeros(),
            "constant", Initializer.constant(0.25),
            "smallRandom", Initializer.smallRandom(),
            "fanIn", Initializer.fanIn(),
            "xavier", Initializer.xavier(),
            "xavierNormal", Initializer.xavierNormal(),
            "he", Initializer.he(),
            "he(slope)", Initializer.he(0.5),
            "heUniform", Initializer.heUniform());

    private Table() {}

    /** The setup of a network's only layer, for inputs of this shape. */
    static LayerSetup setup(Shape shape, Initializer initializer, long seed, boolean inDouble) {
        NetworkBuilder.Blueprint blueprint =
                new NetworkBuilder.Blueprint(shape, List.of(), initializer, Penalty.NONE, seed);
        LayerSetup.Shared shared = new LayerSetup.Shared(blueprint, () -> 0, inDouble);
        return new LayerSetup(shared, "", 0, shape, initializer, Penalty.NONE);
    }

    /** A matrix in double precision. */
    static Matrix doubles(int rows, int columns, double... values) {
        Matrix matrix = Matrix.zeros(rows, columns).toDouble();
        matrix.setAll(values);
        return matrix;
    }
}
