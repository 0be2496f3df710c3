package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Elu;
import dev.gradus.activation.Gelu;
import dev.gradus.activation.LeakyRelu;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.activation.Sigmoid;
import dev.gradus.activation.Softmax;
import dev.gradus.activation.Tanh;
import dev.gradus.data.AtomicFile;
import dev.gradus.data.Safetensors;
import dev.gradus.errors.LayerException;
import dev.gradus.errors.Names;
import dev.gradus.math.Shape;
import dev.gradus.onnx.Graph;
import dev.gradus.onnx.Graph.Attribute;
import dev.gradus.onnx.Operators;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A network in the operators of ONNX, as it is in use: dropout does nothing, batch normalisation goes by its running
 * numbers. A sequence is (samples, T, features) there, a picture (samples, channels, height, width).
 */
final class OnnxFile {
    private final Graph graph = new Graph();
    private final Operators operators = new Operators(graph);
    private final Map<String, Parameter> parameters;

    private OnnxFile(Network network) {
        parameters = network.parameters().stream().collect(Collectors.toMap(Parameter::name, Function.identity()));
    }

    static void save(Network network, Path file) {
        for (Parameter p : network.parameters()) WeightFile.checkFinite(p.name(), p.values());
        OnnxFile onnx = new OnnxFile(network);
        List<LayerSpec> specs = network.parts().stream().map(Network.Part::spec).toList();
        String last = onnx.chain("", specs, network.chain().layers(), network.inputShape(), "input");
        onnx.graph.node("output", "Identity", List.of(last));
        boolean tokens = network.inputShape().vocabulary() > 0;
        Map<String, String> notes =
                network.classes().isEmpty() ? Map.of() : Map.of("classes", Safetensors.list(network.classes()));
        int[] in = tokens ? new int[] {network.inputShape().rows()} : sizes(network.inputShape());
        byte[] model = onnx.graph.model("input", tokens, in, "output", sizes(network.outputShape()), notes);
        AtomicFile.write(file, out -> out.write(model));
    }

    private static int[] sizes(Shape shape) {
        if (shape.rows() == 1) return shape.row();
        return IntStream.concat(IntStream.of(shape.rows()), IntStream.of(shape.row()))
                .toArray();
    }

    // ---- layers ----

    /** Layers are counted as where the network is built: an activation behind one has a number of its own. */
    private String chain(String path, List<LayerSpec> specs, List<Layer> layers, Shape shape, String input) {
        String x = input;
        Shape at = shape;
        int index = 0;
        for (LayerSpec spec : specs) {
            Layer layer = layers.get(index);
            Activation activation = spec.activation();
            Shape behind = spec.outputShape(at);
            if (layer instanceof ActivationLayer) x = bend(path + index++, activation, behind, x);
            else {
                x = layer(path + index++, spec, layer, at, x);
                if (!(activation instanceof Linear)) x = bend(path + index++, activation, behind, x);
            }
            at = behind;
        }
        return x;
    }

    private String layer(String name, LayerSpec spec, Layer layer, Shape shape, String x) {
        if (spec instanceof DenseSpec) return operators.affine(name, x, weight(name, "weight"), weight(name, "bias"));
        if (spec instanceof Conv2dSpec conv) return convolution(name, conv, x);
        if (spec instanceof PoolSpec pool) return pooling(name, pool, x);
        if (spec instanceof FlattenSpec) return operators.reshape(name, x, -1, shape.size());
        if (spec instanceof DropoutSpec) return x;
        if (spec instanceof BatchNormSpec norm) return batchNorm(name, norm, shape, x);
        if (spec instanceof LayerNormSpec norm) return layerNorm(name, norm, x);
        if (spec instanceof ResidualSpec residual)
            return graph.node(
                    name, "Add", List.of(x, chain(name + ".", residual.block(), ((Proven) layer).inside(), shape, x)));
        if (spec instanceof EmbeddingSpec embedding) {
            String rows = graph.node(name, "Gather", List.of(weight(name, "weight"), x));
            return shape.rows() > 1 ? rows : operators.reshape(name + ".row", rows, -1, embedding.units());
        }
        if (spec instanceof PositionsSpec positions) return positions(name, positions, shape, x);
        if (spec instanceof RnnSpec rnn) return recurrent(name, "RNN", rnn.units(), x, 0);
        if (spec instanceof LstmSpec lstm) return recurrent(name, "LSTM", lstm.units(), x, 0, 3, 1, 2); // i, o, f, c
        if (spec instanceof GruSpec gru) return recurrent(name, "GRU", gru.units(), x, 1, 0, 2);
        if (spec instanceof AttentionSpec attention) return attention(name, attention, shape, x);
        if (spec instanceof OverTimeSpec over) return overTime(name, over, shape, x);
        throw refused(name, Names.of(layer), "a layer");
    }

    private static LayerException refused(String place, String name, String what) {
        return new LayerException(
                "layer " + place + " (" + name + ") is " + what
                        + " of one's own, which ONNX has no operator for; build the"
                        + " network of the library's own to take it elsewhere, or save its weights alone by saveWeights",
                place,
                name,
                (Throwable) null);
    }

    private String convolution(String name, Conv2dSpec conv, String x) {
        int p = conv.padding();
        return graph.node(
                name,
                "Conv",
                List.of(x, weight(name, "weight"), weight(name, "bias")),
                Attribute.of("strides", conv.stride(), conv.stride()),
                Attribute.of("pads", p, p, p, p));
    }

    private String pooling(String name, PoolSpec pool, String x) {
        return graph.node(
                name,
                pool.kind() == PoolSpec.Kind.MAX ? "MaxPool" : "AveragePool",
                List.of(x),
                Attribute.of("kernel_shape", pool.size(), pool.size()),
                Attribute.of("strides", pool.stride(), pool.stride()));
    }

    /** ONNX wants the channels behind the samples; of a sequence, its features. */
    private String batchNorm(String name, BatchNormSpec norm, Shape shape, String x) {
        boolean sequence = shape.rows() > 1;
        String y = graph.node(
                name,
                "BatchNormalization",
                List.of(
                        sequence ? operators.transpose(name + ".turned", x, 0, 2, 1) : x,
                        weight(name, "weight"),
                        weight(name, "bias"),
                        weight(name, "running_mean"),
                        weight(name, "running_var")),
                Attribute.of("epsilon", norm.epsilon()));
        return sequence ? operators.transpose(name + ".back", y, 0, 2, 1) : y;
    }

    private String layerNorm(String name, LayerNormSpec norm, String x) {
        return graph.node(
                name,
                "LayerNormalization",
                List.of(x, weight(name, "weight"), weight(name, "bias")),
                Attribute.of("axis", -1),
                Attribute.of("epsilon", norm.epsilon()));
    }

    private String positions(String name, PositionsSpec positions, Shape shape, String x) {
        int[] size = {shape.rows(), shape.columns()};
        String places = positions.isSinusoidal()
                ? graph.constant(name + ".waves", size, PositionsSpec.waves(size[0], size[1]))
                : weight(name, "weight");
        return graph.node(name, "Add", List.of(x, places));
    }

    /** From T rows one; of a single row there is nothing to do. */
    private String overTime(String name, OverTimeSpec over, Shape shape, String x) {
        if (shape.rows() == 1) return x;
        return over.kind() == OverTimeSpec.Kind.LAST
                ? operators.last(name, x, shape.rows(), shape.columns())
                : operators.meanOverTime(name, x);
    }

    /** @param gates which of ours stand where in ONNX's order */
    private String recurrent(String name, String operator, int n, String x, int... gates) {
        return operators.recurrent(
                name,
                operator,
                n,
                x,
                parameter(name + ".weight_ih_l0").values(),
                parameter(name + ".weight_hh_l0").values(),
                parameter(name + ".bias_ih_l0").values(),
                parameter(name + ".bias_hh_l0").values(),
                gates);
    }

    private String attention(String name, AttentionSpec attention, Shape shape, String x) {
        String qkv = operators.affine(name + ".qkv", x, weight(name, "in_proj_weight"), weight(name, "in_proj_bias"));
        String y = operators.heads(name, qkv, shape.rows(), shape.columns(), attention.heads(), attention.isCausal());
        return operators.affine(name, y, weight(name, "out_proj.weight"), weight(name, "out_proj.bias"));
    }

    // ---- activations ----

    private String bend(String name, Activation activation, Shape shape, String x) {
        List<String> in = List.of(x);
        if (activation instanceof Linear) return x;
        if (activation instanceof Relu) return graph.node(name, "Relu", in);
        if (activation instanceof LeakyRelu leaky)
            return graph.node(name, "LeakyRelu", in, Attribute.of("alpha", leaky.slope()));
        if (activation instanceof Elu elu) return graph.node(name, "Elu", in, Attribute.of("alpha", elu.alpha()));
        if (activation instanceof Gelu gelu)
            return graph.node(name, "Gelu", in, Attribute.of("approximate", gelu.isApproximate() ? "tanh" : "none"));
        if (activation instanceof Sigmoid) return graph.node(name, "Sigmoid", in);
        if (activation instanceof Tanh) return graph.node(name, "Tanh", in);
        if (activation instanceof Softmax) return softmax(name, shape, x);
        throw refused(name, activation.name(), "an activation");
    }

    /** Over all numbers of a row, which may be a picture. */
    private String softmax(String name, Shape shape, String x) {
        if (!shape.isPicture()) return graph.node(name, "Softmax", List.of(x), Attribute.of("axis", -1));
        String flat = operators.reshape(name + ".flat", x, -1, shape.columns());
        String a = graph.node(name + ".a", "Softmax", List.of(flat), Attribute.of("axis", -1));
        int[] row = shape.row();
        return operators.reshape(name, a, -1, row[0], row[1], row[2]);
    }

    // ---- weights ----

    /** A parameter of a layer as a constant; gives its name. */
    private String weight(String layer, String role) {
        Parameter p = parameter(layer + "." + role);
        return graph.constant(p.name(), p.shape(), p.values());
    }

    private Parameter parameter(String name) {
        return Objects.requireNonNull(parameters.get(name), name);
    }
}
