package dev.gradus.train;

import static dev.gradus.Gradus.*;
import static dev.gradus.train.OwnSequenceParts.embedding;
import static dev.gradus.train.OwnSequenceParts.recurrent;
import static dev.gradus.train.OwnSequenceParts.rowsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.check.GradientCheck;
import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.data.Safetensors;
import dev.gradus.math.Differences;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerSetup;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Parameter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layers of sequences of one's own: their gradients, whether they learn, their files, and layers within layers. */
class OwnSequencePartsTest {
    private static final int LENGTH = 6;
    private static final int VOCABULARY = 5;

    @TempDir
    private Path folder;

    private static NetworkBuilder builder(String name) {
        return switch (name) {
            case "embedding" ->
                Network.tokens(LENGTH, VOCABULARY).layer(embedding(8)).dense(VOCABULARY, softmax());
            case "attention" ->
                Network.tokens(LENGTH, VOCABULARY)
                        .layer(embedding(8))
                        .layer(OwnSequenceParts.Places::new)
                        .residual(block -> block.layerNorm().layer(OwnSequenceParts.Head::new))
                        .dense(VOCABULARY, softmax());
            default ->
                Network.tokens(LENGTH, VOCABULARY)
                        .layer(embedding(4))
                        .layer(recurrent(16))
                        .dense(VOCABULARY, softmax());
        };
    }

    /** Sequences of any tokens; what is asked of each row is the next token of a cycle, or the first of all. */
    private static Dataset data(String name, int n) {
        RandomStream random = RandomStream.of(7, "tokens", 0);
        int[][] tokens = new int[n][LENGTH];
        int[][] asked = new int[n][LENGTH];
        for (int i = 0; i < n; i++)
            for (int t = 0; t < LENGTH; t++) {
                tokens[i][t] = random.nextInt(VOCABULARY);
                asked[i][t] = name.equals("embedding") ? (tokens[i][t] * 2 + 1) % VOCABULARY : tokens[i][0];
            }
        return Dataset.ofTokens(tokens, asked).classes(VOCABULARY);
    }

    // ---- gradients ----

    @ParameterizedTest
    @ValueSource(strings = {"embedding", "attention", "recurrent"})
    void gradientsAgreeWithCentralDifferences(String name) {
        Network network = builder(name).seed(1).build();
        Dataset data = data(name, 5);
        GradientCheck check = GradientCheck.of(network, crossEntropy(), data);
        assertThat(check.passed()).as(check.toString()).isTrue();
        assertThat(check.rows()).hasSameSizeAs(network.parameters());

        Network exact = network.toDouble();
        Batch batch = data.batch(new int[] {0, 1, 2, 3}, 0, 4, null);
        Matrix x = batch.inputs().toDouble();
        Matrix y = batch.targets().toDouble();
        exact.backward(crossEntropy(), exact.forward(x, true), y);
        for (Parameter p : exact.parameters())
            for (int i = 0; i < p.matrix().rows(); i++)
                for (int k = 0; k < p.matrix().columns(); k++) {
                    int row = i;
                    int column = k;
                    double old = p.matrix().get(i, k);
                    double slope = Differences.slope(
                            value -> {
                                p.matrix().set(row, column, value);
                                return crossEntropy().value(exact.forward(x, true), y);
                            },
                            old,
                            5e-4);
                    p.matrix().set(i, k, old);
                    assertThat(p.gradient().get(i, k))
                            .as(p.name() + "[" + i + "][" + k + "]")
                            .isCloseTo(slope, within(1e-7 * Math.max(0.01, Math.abs(slope))));
                }
    }

    // ---- learning ----

    @ParameterizedTest
    @ValueSource(strings = {"embedding", "attention", "recurrent"})
    void theyLearn(String name) {
        Network network = builder(name).seed(1).build();
        Dataset data = data(name, 400);
        double before = network.evaluate(data).accuracy();
        History history = Trainer.of(network)
                .optimizer(adam(0.01))
                .epochs(25)
                .clipNorm(1)
                .validationSplit(0.25)
                .quiet()
                .fit(data);
        assertThat(before).isLessThan(0.5);
        assertThat(history.last().validationAccuracy()).isGreaterThan(0.97);
    }

    /** A text that repeats: behind a few letters there is only one that can follow. */
    @Test
    void theNextLetterOfAText() {
        String text = "gradus ad parnassum. ".repeat(20);
        int[] letters = text.chars().distinct().sorted().toArray();
        int[] tokens = text.chars().map(c -> Arrays.binarySearch(letters, c)).toArray();
        int n = 200;
        int[][] inputs = new int[n][];
        int[][] next = new int[n][];
        for (int i = 0; i < n; i++) {
            inputs[i] = Arrays.copyOfRange(tokens, i, i + 8);
            next[i] = Arrays.copyOfRange(tokens, i + 1, i + 9);
            next[i][0] = -1; // of one letter alone nobody knows
            next[i][1] = -1;
            next[i][2] = -1;
        }
        Network network = Network.tokens(8, letters.length)
                .layer(embedding(8))
                .layer(recurrent(24))
                .dense(letters.length, softmax())
                .seed(1)
                .build();
        Dataset data = Dataset.ofTokens(inputs, next).classes(letters.length);
        Trainer.of(network).optimizer(adam(0.01)).epochs(20).clipNorm(1).quiet().fit(data);
        assertThat(network.evaluate(data).accuracy()).isGreaterThan(0.99);
        StringBuilder written = new StringBuilder("gradus a");
        for (int i = 0; i < 40; i++) {
            int[] last = written.substring(i)
                    .chars()
                    .map(c -> Arrays.binarySearch(letters, c))
                    .toArray();
            double[] a = network.predict(last);
            int from = 7 * letters.length;
            int best = IntStream.range(0, letters.length).reduce(0, (k, l) -> a[from + l] > a[from + k] ? l : k);
            written.append((char) letters[best]);
        }
        assertThat(text).startsWith(written);
    }

    // ---- files ----

    @ParameterizedTest
    @ValueSource(strings = {"embedding", "attention", "recurrent"})
    void savedLoadedAndCopied(String name) {
        Network network = builder(name).seed(1).build();
        Path file = folder.resolve("own.safetensors");
        network.saveWeights(file);
        Network again = builder(name).seed(2).build();
        int[] tokens = {0, 4, 3, 1, 1, 2};
        assertThat(again.predict(tokens)).isNotEqualTo(network.predict(tokens));
        again.loadWeights(file);
        assertThat(again.predict(tokens)).isEqualTo(network.predict(tokens));
        assertThat(network.copy().predict(tokens)).isEqualTo(network.predict(tokens));
        Parameter table = network.parameters().get(0);
        Safetensors tensors = Safetensors.read(file);
        assertThat(tensors.tensor("0.weight").shape()).containsExactly(VOCABULARY, name.equals("recurrent") ? 4 : 8);
        assertThat(tensors.tensor("0.weight").values()).isEqualTo(table.values());
        int last = name.equals("attention") ? 3 : name.equals("recurrent") ? 2 : 1;
        assertThat(tensors.tensor(last + ".weight").shape()[0]).isEqualTo(VOCABULARY); // outputs × inputs
    }

    // ---- layers within a layer ----

    /** y = f(x) + g(x), each a layer or a chain of ours. */
    private static final class Sum implements Layer {
        private final Layer f;
        private final Layer g;

        Sum(LayerSetup setup, int n) {
            f = dense(n, linear()).build(setup.inside(0, setup.inputShape()));
            g = setup.inside(1, setup.inputShape())
                    .chain(List.of(
                            dense(7, tanh()), dropout(0.5), dense(n, linear()).l2(0.5)));
        }

        @Override
        public Matrix forward(Matrix x, boolean training) {
            return f.forward(x, training).plus(g.forward(x, training));
        }

        @Override
        public Matrix backward(Matrix delta) {
            return f.backward(delta).plus(g.backward(delta));
        }

        @Override
        public List<Parameter> parameters() {
            return Stream.concat(f.parameters().stream(), g.parameters().stream())
                    .toList();
        }
    }

    private static NetworkBuilder ofSums() {
        return Network.sequence(3, 4)
                .layer(rowsOf(6, setup -> new Sum(setup, 6)))
                .residual(block -> block.layer(rowsOf(6, setup -> new Sum(setup, 6))))
                .last()
                .dense(3, softmax());
    }

    @Test
    void namesNest() {
        assertThat(ofSums().build().parameters())
                .extracting(Parameter::name)
                .containsExactly(
                        "0.0.weight",
                        "0.0.bias",
                        "0.1.0.weight",
                        "0.1.0.bias",
                        "0.1.3.weight",
                        "0.1.3.bias",
                        "1.0.0.weight",
                        "1.0.0.bias",
                        "1.0.1.0.weight",
                        "1.0.1.0.bias",
                        "1.0.1.3.weight",
                        "1.0.1.3.bias",
                        "3.weight",
                        "3.bias");
    }

    @Test
    void layersWithinALayerAreCheckedSavedAndCopied() {
        Network network = ofSums().seed(3).build();
        double[][][] inputs = new double[9][3][4];
        int[] labels = new int[9];
        RandomStream random = RandomStream.of(1, "inputs", 0);
        for (int i = 0; i < 9; i++) {
            labels[i] = i % 3;
            for (double[] row : inputs[i]) Arrays.setAll(row, k -> random.nextGaussian());
        }
        Dataset data = Dataset.ofSequences(inputs, labels);
        GradientCheck check = GradientCheck.of(network, crossEntropy(), data);
        assertThat(check.passed()).as(check.toString()).isTrue();
        Trainer.of(network)
                .optimizer(momentum(0.1, 0.9))
                .batchSize(4)
                .epochs(5)
                .quiet()
                .fit(data);

        double[] x = data.input(4);
        Path file = folder.resolve("sums.safetensors");
        network.saveWeights(file);
        Network again = ofSums().seed(8).build();
        again.loadWeights(file);
        assertThat(again.predict(x)).isEqualTo(network.predict(x));
        Network copy = network.copy();
        assertThat(copy.predict(x)).isEqualTo(network.predict(x));
        Trainer.of(copy).epochs(2).quiet().fit(data);
        assertThat(copy.predict(x)).isNotEqualTo(network.predict(x));
        Trainer.of(network).epochs(2).quiet().fit(data);
        assertThat(copy.predict(x)).isEqualTo(network.predict(x)); // dropout within, too, draws by seed and step
        assertThat(network.penalty())
                .isCloseTo(0.5 * (squares(network, "0.1.3.weight") + squares(network, "1.0.1.3.weight")), within(1e-6));
    }

    private static double squares(Network network, String name) {
        return network.parameters().stream()
                .filter(p -> p.name().equals(name))
                .mapToDouble(p -> p.matrix().sumOfSquares())
                .sum();
    }

    /** Two equal layers, wherever they stand, start with weights of their own. */
    @Test
    void equalLayersStartDifferently() {
        Network network = Network.input(4)
                .dense(4, tanh())
                .residual(block -> block.dense(4, tanh()).dense(4, tanh()))
                .residual(block -> block.dense(4, tanh()).residual(inner -> inner.dense(4, tanh())))
                .seed(1)
                .build();
        List<String> weights = network.parameters().stream()
                .filter(p -> p.name().endsWith("weight"))
                .map(p -> Arrays.toString(p.values()))
                .toList();
        assertThat(weights).hasSize(5).doesNotHaveDuplicates();
    }

    /** Masks of dropout alone, in a residual, and deeper: what comes out is least where they are 0. */
    @Test
    void masksWithinDifferFromThoseWithout() {
        Matrix ones = Matrix.zeros(1, 64).map(zero -> 1);
        NetworkBuilder[] builders = {
            Network.input(64).dropout(0.5),
            Network.input(64).residual(block -> block.dropout(0.5)),
            Network.input(64).residual(block -> block.residual(inner -> inner.dropout(0.5))),
            Network.input(64).residual(block -> block.activation(linear()).dropout(0.5)),
            Network.input(64).activation(linear()).residual(block -> block.dropout(0.5))
        };
        List<String> masks = Arrays.stream(builders)
                .map(builder -> builder.seed(4).build().forward(ones, true))
                .map(y -> {
                    double least = Arrays.stream(y.toArray()).min().orElseThrow();
                    return Arrays.toString(y.map(v -> v > least ? 1 : 0).toArray());
                })
                .toList();
        assertThat(masks).doesNotHaveDuplicates().allMatch(mask -> mask.contains("0") && mask.contains("1"));
    }

    /** What would fall together in a file is found when it is built. */
    @Test
    void oneNameForTwoIsRefusedWithWords() {
        String words = "two parameters are called 0.0.weight; give each of a layer's its own role, and layers within a"
                + " layer a setup of their own, setup.inside(i, shape)";
        LayerSpec twoChains =
                setup -> new Both(setup.chain(List.of(dense(4, linear()))), setup.chain(List.of(dense(4, linear()))));
        LayerSpec sameNumber = setup -> new Both(
                dense(4, linear()).build(setup.inside(0, setup.inputShape())),
                dense(4, linear()).build(setup.inside(0, setup.inputShape())));
        LayerSpec chainAndInside = setup -> new Both(
                setup.chain(List.of(dense(4, linear()))),
                dense(4, linear()).build(setup.inside(0, setup.inputShape())));
        for (LayerSpec spec : List.of(twoChains, sameNumber, chainAndInside))
            assertThatThrownBy(() -> Network.input(4).layer(spec).build())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(words);
        LayerSpec right = setup -> new Both(
                setup.inside(0, setup.inputShape()).chain(List.of(dense(4, linear()))),
                setup.inside(1, setup.inputShape()).chain(List.of(dense(4, linear()))));
        assertThat(Network.input(4).layer(right).build().parameters())
                .extracting(Parameter::name)
                .containsExactly("0.0.0.weight", "0.0.0.bias", "0.1.0.weight", "0.1.0.bias");
    }

    private record Both(Layer f, Layer g) implements Layer {
        @Override
        public Matrix forward(Matrix x, boolean training) {
            return g.forward(f.forward(x, training), training);
        }

        @Override
        public Matrix backward(Matrix delta) {
            return f.backward(g.backward(delta));
        }

        @Override
        public List<Parameter> parameters() {
            return Stream.concat(f.parameters().stream(), g.parameters().stream())
                    .toList();
        }
    }
}
