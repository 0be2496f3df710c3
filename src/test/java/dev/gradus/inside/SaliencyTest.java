package dev.gradus.inside;

import static dev.gradus.Gradus.batchNorm;
import static dev.gradus.Gradus.dropout;
import static dev.gradus.Gradus.layerNorm;
import static dev.gradus.Gradus.linear;
import static dev.gradus.Gradus.relu;
import static dev.gradus.Gradus.sigmoid;
import static dev.gradus.Gradus.softmax;
import static dev.gradus.Gradus.tanh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.activation.Activation;
import dev.gradus.errors.ShapeException;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Maps against central differences, and against numbers worked out by hand. */
class SaliencyTest {
    /** What stands in front of an end of three numbers, by its name. */
    private static final Map<String, Function<Activation, NetworkBuilder>> NETWORKS = new LinkedHashMap<>();

    static {
        NETWORKS.put("dense", end -> Network.input(6).dense(5, tanh()).dense(3, end));
        NETWORKS.put(
                "relu",
                end -> Network.input(6).dense(8, relu()).dense(4, relu()).dense(3, end));
        NETWORKS.put("one layer", end -> Network.input(6).dense(3, end));
        NETWORKS.put(
                "convolution",
                end -> Network.input(2, 5, 4).conv2d(3, 3, tanh()).flatten().dense(3, end));
        NETWORKS.put(
                "pooling",
                end -> Network.input(1, 4, 4).averagePool(2).flatten().dense(3, end));
        NETWORKS.put(
                "batchNorm",
                end -> Network.input(6).dense(5, tanh()).layer(batchNorm()).dense(3, end));
        NETWORKS.put(
                "layerNorm",
                end -> Network.input(6).dense(5, tanh()).layer(layerNorm()).dense(3, end));
        NETWORKS.put(
                "dropout",
                end -> Network.input(6).dense(5, tanh()).layer(dropout(0.5)).dense(3, end));
        NETWORKS.put(
                "residual",
                end -> Network.input(6).residual(b -> b.dense(6, tanh())).dense(3, end));
        NETWORKS.put("lstm", end -> Network.sequence(4, 3).lstm(5).last().dense(3, end));
        NETWORKS.put(
                "attention",
                end -> Network.sequence(4, 6).attention(2).meanOverTime().dense(3, end));
    }

    private static double[] drawn(int n) {
        RandomStream random = RandomStream.of(18, "x", 0);
        return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    /** The same weights, moved away from where biases and running means start. */
    private static Network with(NetworkBuilder layers) {
        Network network = layers.seed(3).build();
        RandomStream random = RandomStream.of(18, "weights", 0);
        for (Parameter p : network.parameters())
            p.set(Arrays.stream(p.values())
                    .map(v -> 0.5 + random.nextUniform(-0.4, 0.4))
                    .map(v -> p.learns() ? v - 0.5 : v)
                    .toArray());
        return network;
    }

    /** ∂zₖ/∂x of the same network with a linear end, in double precision. */
    private static double[] differences(Network linear, double[] x, int k) {
        Network exact = linear.toDouble();
        Matrix row = Matrix.zeros(1, x.length).toDouble();
        row.setAll(x);
        double[] slopes = new double[x.length];
        double h = 1e-5;
        for (int i = 0; i < x.length; i++) {
            row.set(0, i, x[i] + h);
            double above = z(exact, row, k);
            row.set(0, i, x[i] - h);
            slopes[i] = (above - z(exact, row, k)) / (2 * h);
            row.set(0, i, x[i]);
        }
        return slopes;
    }

    private static double z(Network network, Matrix row, int k) {
        Matrix x = row.reshape(network.inputShape().rows(), network.inputShape().columns());
        return network.forward(x, false).get(0, k);
    }

    @TestFactory
    Stream<DynamicTest> gradientsAreThoseOfDifferences() {
        return NETWORKS.entrySet().stream()
                .flatMap(row -> Stream.of(softmax(), sigmoid(), linear())
                        .map(end -> DynamicTest.dynamicTest(row.getKey() + ", " + end.name(), () -> {
                            Network network = with(row.getValue().apply(end));
                            double[] x = drawn(network.inputs());
                            for (int k = 0; k < 3; k++) {
                                double[] expected =
                                        differences(with(row.getValue().apply(linear())), x, k);
                                Saliency why = Saliency.of(network, x, k);
                                assertThat(why.gradient()).containsExactly(expected, within(2e-4));
                                double[] product = IntStream.range(0, x.length)
                                        .mapToDouble(i -> x[i] * expected[i])
                                        .toArray();
                                assertThat(why.gradientTimesInput()).containsExactly(product, within(4e-4));
                            }
                        })));
    }

    /** zₖ is a sum here, so what is covered is missing from it, and nothing else. */
    private static Network sum() {
        Network network = Network.input(1, 3, 4).flatten().dense(2, linear()).build();
        double[] weights = new double[24];
        for (int i = 0; i < 12; i++) weights[2 * i + 1] = i + 1;
        network.parameters().get(0).set(weights);
        return network;
    }

    private static final double[] X = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    @Test
    void occlusionIsWhatTheCoveredSquareOwes() {
        Saliency why = Saliency.of(sum(), X, 1);
        double[] squares = Arrays.stream(X).map(v -> v * v).toArray();
        assertThat(why.occlusion(4, 1, 0)).containsExactly(squares);
        assertThat(why.gradientTimesInput()).containsExactly(squares);
        assertThat(why.gradient()).containsExactly(X);
        double[] wide = why.occlusion(4, 3, 0);
        assertThat(wide[0]).isEqualTo(1 + 4 + 25 + 36); // in the corner a quarter of the square lies beyond
        assertThat(wide[5]).isEqualTo(1 + 4 + 9 + 25 + 36 + 49 + 81 + 100 + 121);
        assertThat(why.occlusion(4, 1, 1)[11]).isEqualTo(12 * 11);
        assertThat(Saliency.of(sum(), X, 0).occlusion(4, 1, 0)).containsOnly(0);
    }

    @Test
    void allChannelsOfAPlaceAreCovered() {
        Network network = Network.input(2, 1, 3).flatten().dense(1, linear()).build();
        network.parameters().get(0).set(new double[] {1, 10, 100, 1000, 10_000, 100_000});
        double[] ones = {1, 1, 1, 1, 1, 1};
        assertThat(Saliency.of(network, ones, 0).occlusion(3, 1, 0))
                .containsExactly(1001, 10_010, 100_100, 1001, 10_010, 100_100);
    }

    @Test
    void tokensAreCoveredByTheTokenOfAGap() {
        Network network = Network.tokens(3, 4)
                .embedding(2)
                .meanOverTime()
                .dense(2, softmax())
                .build();
        double[] map = Saliency.of(network, new double[] {1, 2, 0}, 1).occlusion(3, 1, 0);
        double whole = network.predict(new double[] {1, 2, 0})[1];
        assertThat(map[0]).isEqualTo(whole - network.predict(new double[] {0, 2, 0})[1]);
        assertThat(map[2]).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Saliency.of(network, new double[] {1, 2, 0}, 1).gradient())
                .withMessageContaining("names and have no gradient; use occlusion");
    }

    @Test
    void deletionBeginsWithTheLargestAndKeepsTheOrderOfEqualOnes() {
        Saliency why = Saliency.of(sum(), X, 1);
        double[] map = {0, 2, -1, -0.0, 0, 0, 0, 0, 0, 0, 0, 9};
        assertThat(why.deletion(map, 0)).containsExactly(650, 506, 502, 501, 485, 460, 424, 375, 311, 230, 130, 9, 0);
        double[] toOne = why.deletion(map, 1);
        assertThat(toOne[0]).isEqualTo(650);
        assertThat(toOne[12]).isEqualTo(78);
    }

    @Test
    void theNetworkStaysAsItIs() {
        Network network = with(NETWORKS.get("batchNorm").apply(softmax()));
        for (Parameter p : network.parameters()) p.gradient().fill(0.25);
        double[] before = network.parameters().stream()
                .flatMapToDouble(p -> Arrays.stream(p.values()))
                .toArray();
        Saliency why = Saliency.of(network, drawn(6), 2);
        why.deletion(why.gradient(), 0);
        why.occlusion(3, 1, 0);
        for (Parameter p : network.parameters())
            assertThat(p.gradient().toArray()).containsOnly(0.25);
        assertThat(network.parameters().stream().flatMapToDouble(p -> Arrays.stream(p.values())))
                .containsExactly(Arrays.stream(before).boxed().toArray(Double[]::new));
        assertThat(why)
                .hasToString(
                        "Saliency of output 2 (" + why.toString().substring(22, 28) + ") for an input of 6 numbers");
    }

    /** What every machine gets, to the last bit. */
    @Test
    void theSameBitsEverywhere() {
        Network network = with(NETWORKS.get("relu").apply(softmax()));
        Saliency why = Saliency.of(network, drawn(6), 1);
        assertThat(Stream.of(why.gradient(), why.occlusion(3, 1, 0), why.deletion(why.gradientTimesInput(), 0))
                        .map(Arrays::hashCode))
                .containsExactly(-772243073, 910503695, -8249592);
    }

    @Test
    void badArgumentsAreNamed() {
        Network network = sum();
        refused(() -> Saliency.of(null, X, 0), "network is null; expected a Network");
        refused(() -> Saliency.of(network, null, 0), "x is null; expected 12 numbers");
        refused(() -> Saliency.of(network, new double[11], 0), "11 numbers, but the network takes 1 × 3 × 4 = 12");
        refused(() -> Saliency.of(network, X, 2), "k must lie between 0 and 1, but is 2");
        Network rows = Network.sequence(3, 2).rnn(4).dense(2, softmax()).build();
        refused(() -> Saliency.of(rows, new double[6], 0), "network gives 3 rows of outputs; expected a single one");
        Saliency why = Saliency.of(network, X, 0);
        refused(() -> why.occlusion(4, 2, 0), "side is 2; expected an odd number");
        refused(() -> why.occlusion(4, -1, 0), "side must be at least 1, but is -1");
        refused(() -> why.occlusion(3, 1, 0), "width is 3, but the input of 1 × 3 × 4 has no rows of so many numbers");
        refused(() -> why.occlusion(13, 1, 0), "width must lie between 1 and 12, but is 13");
        refused(() -> why.occlusion(4, 1, Double.NaN), "NaN");
        refused(() -> why.deletion(null, 0), "map is null; expected 12 numbers");
        refused(() -> why.deletion(new double[3], 0), "map has 3 numbers, but the input has 12; give one for each");
        double[] broken = X.clone();
        broken[5] = Double.NaN;
        refused(() -> why.deletion(broken, 0), "map[5] must be a finite number, but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network.inputGradient(Matrix.of(new double[][] {X}), Matrix.zeros(1, 3)))
                .isInstanceOf(ShapeException.class)
                .withMessage("delta is 1 × 3, but the outputs are 1 × 2; give ∂J/∂z for each output");
    }

    private static void refused(Runnable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call::run).withMessageContaining(message);
    }
}
