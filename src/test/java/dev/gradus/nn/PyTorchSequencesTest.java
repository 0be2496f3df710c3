package dev.gradus.nn;

import static dev.gradus.nn.PyTorchTest.same;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.activation.Gelu;
import dev.gradus.activation.Initializer;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Softmax;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import dev.gradus.optim.Sgd;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers of sequences in double precision against PyTorch's numbers, frozen in sequences.txt by the script beside it. */
class PyTorchSequencesTest {
    private static final int SAMPLES = 2;
    private static final int LENGTH = 4;
    private static final int VOCABULARY = 6;
    private static final Map<String, double[]> FROZEN = Frozen.read(PyTorchSequencesTest.class, "sequences.txt");

    private static final Map<String, LayerSpec> LAYERS = new TreeMap<>(Map.ofEntries(
            Map.entry("embedding", new EmbeddingSpec(3)),
            Map.entry("positions", new PositionsSpec()),
            Map.entry("positions.sinusoidal", new PositionsSpec().sinusoidal()),
            Map.entry("positions.sinusoidal.4", new PositionsSpec().sinusoidal()),
            Map.entry("rnn", new RnnSpec(5)),
            Map.entry("lstm", new LstmSpec(5)),
            Map.entry("gru", new GruSpec(5)),
            Map.entry("attention", new AttentionSpec(1)),
            Map.entry("attention.heads", new AttentionSpec(3)),
            Map.entry("attention.causal", new AttentionSpec(1).causal()),
            Map.entry("attention.causal.heads", new AttentionSpec(2).causal())));

    private static final Map<String, NetworkBuilder> NETWORKS = new TreeMap<>(Map.of(
            "rnn.last",
            Network.sequence(LENGTH, 3).rnn(5).last().dense(3, new Softmax()),
            "rnn.rows",
            Network.sequence(LENGTH, 3).rnn(4).dense(3, new Softmax()),
            "lstm.last",
            Network.sequence(LENGTH, 3).lstm(5).last().dense(3, new Softmax()),
            "lstm.lstm.mean",
            Network.sequence(LENGTH, 3).lstm(4).lstm(3).meanOverTime().dense(3, new Softmax()),
            "gru.last",
            Network.sequence(LENGTH, 3).gru(5).last().dense(3, new Softmax()),
            "gru.residual",
            Network.tokens(LENGTH, VOCABULARY)
                    .embedding(4)
                    .residual(block -> block.gru(4))
                    .dense(VOCABULARY, new Softmax()),
            "transformer",
            Network.tokens(LENGTH, VOCABULARY)
                    .embedding(4)
                    .positions()
                    .residual(block -> block.layerNorm().causalAttention(2))
                    .residual(block -> block.layerNorm().dense(8, new Gelu()).dense(4, new Linear()))
                    .layerNorm()
                    .dense(VOCABULARY, new Softmax()),
            "attention.mean",
            Network.sequence(LENGTH, 4)
                    .layer(new PositionsSpec().sinusoidal())
                    .residual(block -> block.attention(2))
                    .meanOverTime()
                    .dense(3, new Softmax())));

    static Stream<String> layers() {
        return LAYERS.keySet().stream();
    }

    static Stream<String> networks() {
        return NETWORKS.keySet().stream();
    }

    @Test
    void everythingFrozenIsUsed() {
        assertThat(FROZEN.keySet().stream().map(key -> key.split(" ")[0]))
                .hasSameElementsAs(Stream.concat(layers(), networks()).toList());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void layersAreThose(String key) {
        double[] numbers = frozen(key, "x");
        int features = numbers.length / (SAMPLES * LENGTH);
        Shape shape = key.equals("embedding") ? Shape.tokens(LENGTH, VOCABULARY) : Shape.sequence(LENGTH, features);
        Layer layer = LAYERS.get(key).build(Table.setup(shape, Initializer.zeros(), 0, true));
        List<Parameter> parameters = layer.parameters();
        for (Parameter p : parameters) p.set(frozen(key, role(p)));
        Matrix x = Table.doubles(SAMPLES * LENGTH, features, numbers);
        layer.forward(x.map(v -> key.equals("embedding") ? 0 : v / 2), true); // nothing of it stays
        layer.backward(layer.forward(x.map(v -> v), true).map(v -> v));
        parameters.forEach(Parameter::zeroGradient);

        Matrix y = layer.forward(x, true);
        same("y", y.toArray(), frozen(key, "y"));
        Matrix delta = Table.doubles(y.rows(), y.columns(), frozen(key, "delta"));
        Matrix dx = layer.backward(delta);
        same("delta", delta.toArray(), frozen(key, "delta"));
        if (!key.equals("embedding")) same("dx", dx.toArray(), frozen(key, "dx"));
        for (Parameter p : parameters) same(p.name(), p.gradient().toArray(), frozen(key, "d" + role(p)));
        layer.gradients(delta); // adds to what is there
        for (Parameter p : parameters)
            same(p.name(), p.gradient().map(v -> v / 2).toArray(), frozen(key, "d" + role(p)));
        same("y", layer.forward(x, false).toArray(), frozen(key, "y"));
    }

    /** Ours begins with the layer's place, "0.weight". */
    private static String role(Parameter p) {
        return p.name().substring(2);
    }

    /** Outputs, all gradients and ten steps each; also where some rows have no target. */
    @ParameterizedTest
    @MethodSource("networks")
    void networksAreThose(String key) {
        Network network = NETWORKS.get(key).build().toDouble();
        List<Parameter> parameters = network.parameters();
        for (Parameter p : parameters) p.set(frozen(key, p.name()));
        double[] numbers = frozen(key, "x");
        Matrix x = Table.doubles(SAMPLES * LENGTH, numbers.length / (SAMPLES * LENGTH), numbers);
        double[] classes = frozen(key, "y");
        Matrix y = x.like(classes.length, network.outputs());
        for (int i = 0; i < classes.length; i++) if (classes[i] >= 0) y.set(i, (int) classes[i], 1);
        double[] losses = new double[10];
        for (int step = 0; step < losses.length; step++) {
            parameters.forEach(Parameter::zeroGradient);
            Matrix a = network.forward(x, true);
            losses[step] = network.backward(new CrossEntropy(), a, y);
            if (step == 0) {
                same("a", a.toArray(), frozen(key, "a"));
                for (Parameter p : parameters) same(p.name(), p.gradient().toArray(), frozen(key, "d" + p.name()));
            }
            for (Parameter p : parameters) new Sgd(0.3).rule(p).step(0.3, 1);
        }
        assertThat(losses).containsExactly(frozen(key, "losses"), within(1e-10)); // steps make small differences larger
        for (Parameter p : parameters)
            assertThat(p.values()).as(p.name()).containsExactly(frozen(key, p.name() + "-after"), within(1e-10));
    }

    private static double[] frozen(String key, String what) {
        double[] values = FROZEN.get(key + " " + what);
        assertThat(values).as("numbers of " + key + " " + what).isNotNull();
        return values;
    }
}
