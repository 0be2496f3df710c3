package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.activation.Initializer;
import dev.gradus.activation.Softmax;
import dev.gradus.activation.Tanh;
import dev.gradus.loss.Loss;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Sgd;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our double-precision path against PyTorch's numbers, frozen in pytorch.txt by the script beside it. */
class PyTorchTest {
    @Test
    void everyActivationAndLossIsThere() {
        List<String> used = networks().flatMap(key -> Stream.of(key.split("-"))).toList();
        assertThat(used)
                .containsAll(Table.LOSSES.keySet())
                .containsAll(Table.PENALTIES.keySet().stream()
                        .filter(p -> !p.equals("none"))
                        .toList());
        assertThat(used)
                .containsAll(Table.ACTIVATIONS.keySet().stream()
                        .filter(a -> !a.equals("own"))
                        .toList());
    }

    private static final Map<String, double[]> FROZEN = Frozen.read(PyTorchTest.class, "pytorch.txt");

    static Stream<String> networks() {
        return FROZEN.keySet().stream()
                .map(key -> key.split(" ")[0])
                .filter(key -> key.contains("-"))
                .distinct()
                .sorted();
    }

    @ParameterizedTest
    @MethodSource("networks")
    void outputsGradientsAndStepsAreThose(String key) {
        String[] names = key.split("-");
        Penalty penalty = Table.PENALTIES.get(names.length > 3 ? names[3] : "none");
        Network network = Network.input(3)
                .dense(4, Table.ACTIVATIONS.get(names[0]))
                .dense(3, Table.ACTIVATIONS.get(names[1]))
                .l1(penalty.l1())
                .l2(penalty.l2())
                .build()
                .toDouble();
        Loss loss = Table.LOSSES.get(names[2]);
        List<String> roles = List.of("w1", "b1", "w2", "b2");
        for (int p = 0; p < 4; p++) network.parameters().get(p).set(frozen(key, roles.get(p)));
        Matrix x = Table.doubles(5, 3, frozen(key, "x"));
        Matrix y = Table.doubles(5, 3, frozen(key, "y"));
        Optimizer sgd = new Sgd(0.1);

        double[] losses = new double[5];
        for (int step = 0; step < 5; step++) {
            network.parameters().forEach(Parameter::zeroGradient);
            Matrix a = network.forward(x, true);
            losses[step] = network.backward(loss, a, y) + network.penalty();
            if (step == 0) {
                same("a", a.toArray(), frozen(key, "a"));
                for (int p = 0; p < 4; p++)
                    same(
                            "d" + roles.get(p),
                            network.parameters().get(p).gradient().toArray(),
                            frozen(key, "d" + roles.get(p)));
            }
            for (Parameter p : network.parameters()) sgd.rule(p).step(0.1, 1);
        }
        same("losses", losses, frozen(key, "losses"));
        for (int p = 0; p < 4; p++)
            same(roles.get(p), network.parameters().get(p).values(), frozen(key, roles.get(p) + "-after"));
    }

    // ---- sequences ----

    /** Layers alone, two samples of 4 rows with 3 numbers each. */
    @ParameterizedTest
    @ValueSource(strings = {"layerNorm", "layerNorm.epsilon", "residual", "last", "meanOverTime"})
    void layersOfSequencesAreThose(String key) {
        Map<String, LayerSpec> specs = new HashMap<>(Table.LAYERS);
        specs.putAll(Table.SEQUENCE_LAYERS);
        specs.put("residual", Table.LAYERS.get("residual"));
        Layer layer = specs.get(key).build(Table.setup(Shape.sequence(4, 3), Initializer.zeros(), 0, true));
        setParameters(key, layer.parameters(), PyTorchTest::inLayer);
        Matrix x = Table.doubles(8, 3, frozen(key, "x"));
        Matrix y = layer.forward(x, true);
        same("y", y.toArray(), frozen(key, "y"));
        Matrix delta = Table.doubles(y.rows(), 3, frozen(key, "delta"));
        same("dx", layer.backward(delta).toArray(), frozen(key, "dx"));
        sameGradients(key, layer.parameters(), PyTorchTest::inLayer);
        layer.parameters().forEach(Parameter::zeroGradient);
        layer.gradients(delta);
        sameGradients(key, layer.parameters(), PyTorchTest::inLayer);
    }

    /** Ours begins with the layer's place, "0.weight", theirs with what is within it. */
    private static String inLayer(String name) {
        return name.substring(2);
    }

    /** Ten steps each; also where some rows have no target, as by PyTorch's ignore_index. */
    @ParameterizedTest
    @ValueSource(strings = {"sequence.mean", "sequence.last", "sequence.rows", "sequence.rows.weightedMean"})
    void networksOfSequencesAreThose(String key) {
        NetworkBuilder builder = Network.sequence(4, 3);
        switch (key) {
            case "sequence.mean" ->
                builder.layer(Table.LAYERS.get("residual")).dense(4, new Tanh()).meanOverTime();
            case "sequence.last" ->
                builder.layerNorm().layer(Table.LAYERS.get("residual")).last();
            default -> builder.layer(Table.LAYERS.get("residual"));
        }
        Network network = builder.dense(3, new Softmax()).build().toDouble();
        List<Parameter> parameters = network.parameters();
        setParameters(key, parameters, name -> name);
        Matrix x = Table.doubles(8, 3, frozen(key, "x"));
        double[] classes = frozen(key, "y");
        Matrix y = x.like(classes.length, 3);
        for (int i = 0; i < classes.length; i++) if (classes[i] >= 0) y.set(i, (int) classes[i], 1);
        Loss loss = Table.LOSSES.get(key.endsWith("weightedMean") ? "crossEntropy.weightedMean" : "crossEntropy");
        double[] losses = new double[10];
        for (int step = 0; step < 10; step++) {
            parameters.forEach(Parameter::zeroGradient);
            Matrix a = network.forward(x, true);
            losses[step] = network.backward(loss, a, y);
            assertThat(losses[step]).isCloseTo(loss.value(a, y), within(1e-12));
            if (step == 0) {
                same("a", a.toArray(), frozen(key, "a"));
                sameGradients(key, parameters, name -> name);
            }
            for (Parameter p : parameters) new Sgd(0.3).rule(p).step(0.3, 1);
        }
        same("losses", losses, frozen(key, "losses"));
        for (Parameter p : parameters) same(p.name(), p.values(), frozen(key, p.name() + "-after"));
    }

    private static void setParameters(String key, List<Parameter> parameters, UnaryOperator<String> inTorch) {
        for (Parameter p : parameters) p.set(frozen(key, inTorch.apply(p.name())));
    }

    private static void sameGradients(String key, List<Parameter> parameters, UnaryOperator<String> inTorch) {
        for (Parameter p : parameters)
            same(p.name(), p.gradient().toArray(), frozen(key, "d" + inTorch.apply(p.name())));
    }

    static void same(String what, double[] ours, double[] theirs) {
        assertThat(ours).as(what).containsExactly(theirs, within(1e-12));
    }

    static double[] frozen(String key, String what) {
        double[] values = FROZEN.get(key + " " + what);
        assertThat(values).as("numbers of " + key + " " + what).isNotNull();
        return values;
    }
}
