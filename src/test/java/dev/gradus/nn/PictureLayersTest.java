package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.Frozen;
import dev.gradus.activation.Initializer;
import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolution, pooling and flatten: gradients against differences, numbers against PyTorch's, shapes and messages. */
class PictureLayersTest {
    private static final int[] PICTURE = {2, 5, 6};
    private static final double H = 1e-4; // small, since the kinks of ReLU and max pooling are many
    private static final Map<String, double[]> FROZEN = Frozen.read(PictureLayersTest.class, "convolution.txt");
    private final RandomStream random = RandomStream.of(12, "pictures", 0);

    static Stream<String> layers() {
        return Table.PICTURE_LAYERS.keySet().stream().sorted();
    }

    // ---- gradients ----

    /** ∂ every output / ∂ every input and parameter. */
    @ParameterizedTest
    @MethodSource("layers")
    void theWholeJacobianAgreesWithCentralDifferences(String name) {
        LayerSpec spec = Table.PICTURE_LAYERS.get(name);
        Layer layer = spec.build(Table.setup(Shape.of(PICTURE), Initializer.he(), 5, true));
        Matrix x = doubles(2, Shape.size(PICTURE));
        double[][] jacobian = new double[layer.forward(x, true).size()][]; // outputs × numbers
        for (int out = 0; out < jacobian.length; out++) jacobian[out] = gradients(layer, x, out);
        int number = 0;
        for (Matrix theta : numbers(layer, x))
            for (int i = 0; i < theta.rows(); i++)
                for (int j = 0; j < theta.columns(); j++, number++) {
                    double[] slopes =
                            slopes(theta, i, j, () -> layer.forward(x, true).toArray());
                    for (int out = 0; out < jacobian.length; out++)
                        assertThat(jacobian[out][number])
                                .as("output %d by number %d", out, number)
                                .isCloseTo(slopes[out], within(1e-9));
                }
    }

    private static List<Matrix> numbers(Layer layer, Matrix x) {
        List<Matrix> numbers = new ArrayList<>(List.of(x));
        layer.parameters().forEach(p -> numbers.add(p.matrix()));
        return numbers;
    }

    /** ∂ one output / ∂ every number, by the layer's own way back. */
    private static double[] gradients(Layer layer, Matrix x, int output) {
        Matrix a = layer.forward(x, true);
        Matrix delta = a.like();
        delta.set(output / a.columns(), output % a.columns(), 1);
        layer.parameters().forEach(Parameter::zeroGradient);
        List<Matrix> gradients = new ArrayList<>(List.of(layer.backward(delta)));
        layer.parameters().forEach(p -> gradients.add(p.gradient()));
        return gradients.stream()
                .flatMapToDouble(g -> Arrays.stream(g.toArray()))
                .toArray();
    }

    /** ∂ every output / ∂ one number, by central differences at h and h/2, extrapolated to 0. */
    private static double[] slopes(Matrix theta, int i, int j, Supplier<double[]> outputs) {
        double old = theta.get(i, j);
        double[][] at = new double[4][];
        double[] steps = {H, -H, H / 2, -H / 2};
        for (int k = 0; k < 4; k++) {
            theta.set(i, j, old + steps[k]);
            at[k] = outputs.get();
        }
        theta.set(i, j, old);
        double[] slopes = new double[at[0].length];
        for (int out = 0; out < slopes.length; out++)
            slopes[out] = (4 * (at[2][out] - at[3][out]) / H - (at[0][out] - at[1][out]) / (2 * H)) / 3;
        return slopes;
    }

    static Stream<Arguments> compositions() {
        return layers().flatMap(first -> Stream.of("conv2d", "averagePool", "maxPool", "flatten")
                .flatMap(second -> Stream.of("relu", "tanh").map(bend -> Arguments.of(first, bend, second))));
    }

    /** A layer, a bend, another layer, dense layers and a loss. */
    @ParameterizedTest
    @MethodSource("compositions")
    void gradientsOfCompositionsAgreeWithCentralDifferences(String first, String bend, String second) {
        NetworkBuilder builder =
                Network.input(2, 5, 6).layer(Table.PICTURE_LAYERS.get(first)).activation(Table.ACTIVATIONS.get(bend));
        int[] shape =
                Table.PICTURE_LAYERS.get(first).outputShape(Shape.of(PICTURE)).row();
        if (shape.length == 3 && Math.min(shape[1], shape[2]) >= 3) builder.layer(Table.PICTURE_LAYERS.get(second));
        Network network = builder.flatten()
                .dense(4, tanh())
                .dense(3, softmax())
                .seed(3)
                .build()
                .toDouble();
        for (Parameter p : network.parameters()) // where the window sees padding alone, a bias of 0 is at ReLU's kink
        if (p.name().endsWith("bias")) p.matrix().copyFrom(doubles(1, p.matrix().columns()));
        Matrix x = doubles(3, 60);
        Matrix y = Table.doubles(3, 3, 1, 0, 0, 0, 1, 0, 0, 0, 1);
        Loss loss = crossEntropy();
        network.backward(loss, network.forward(x, true), y);
        for (Parameter p : network.parameters())
            for (int i = 0; i < p.matrix().rows(); i++)
                for (int j = 0; j < p.matrix().columns(); j++) {
                    double slope = GradientTest.slope(
                            p.matrix(), i, j, () -> loss.value(network.forward(x, true), y) + network.penalty(), H);
                    assertThat(p.gradient().get(i, j))
                            .as(p.name() + "[" + i + "][" + j + "]")
                            .isCloseTo(slope, within(1e-7 * Math.max(0.01, Math.abs(slope))));
                }
    }

    /** Single precision computes the same, as exactly as it can. */
    @Test
    void floatAgreesWithDouble() {
        Network network = Network.input(1, 28, 28)
                .layer(conv2d(8, 5, relu()).padding(2))
                .maxPool(2)
                .layer(conv2d(6, 3, tanh()).stride(2))
                .averagePool(2)
                .flatten()
                .dense(10, softmax())
                .seed(3)
                .build();
        Network exact = network.toDouble();
        Dataset.Split digits = Mnist.load().test().take(20).split(0.5);
        Matrix x = digits.first()
                .batch(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, 10, null)
                .inputs();
        Matrix y = digits.first()
                .batch(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 0, 10, null)
                .targets();
        double j = network.backward(crossEntropy(), network.forward(x, true), y);
        assertThat(j)
                .isCloseTo(
                        exact.backward(crossEntropy(), exact.forward(x.toDouble(), true), y.toDouble()), within(1e-5));
        for (int p = 0; p < network.parameters().size(); p++)
            assertThat(network.parameters().get(p).gradient().toArray())
                    .containsExactly(exact.parameters().get(p).gradient().toArray(), within(1e-4));
    }

    // ---- PyTorch's numbers ----

    static Stream<String> frozen() {
        return FROZEN.keySet().stream().map(key -> key.split(" ")[0]).distinct().sorted();
    }

    /** The first word of a key is the layers, written as one writes them here. */
    @ParameterizedTest
    @MethodSource("frozen")
    void outputsLossesAndGradientsArePyTorchs(String key) {
        double[] shape = FROZEN.get(key + " shape");
        int samples = (int) shape[0];
        NetworkBuilder builder = Network.input((int) shape[1], (int) shape[2], (int) shape[3]);
        for (String layer : key.split(";")) {
            String[] words = layer.split(":");
            int[] n = Arrays.stream(words).skip(1).mapToInt(Integer::parseInt).toArray();
            switch (words[0]) {
                case "conv2d" ->
                    builder.layer(conv2d(n[0], n[1], linear()).stride(n[2]).padding(n[3]));
                case "maxPool" -> builder.layer(maxPool(n[0]).stride(n[1]));
                case "averagePool" -> builder.layer(averagePool(n[0]).stride(n[1]));
                case "flatten" -> builder.flatten();
                case "dense" -> builder.dense(n[0], linear());
                default -> builder.activation(Table.ACTIVATIONS.get(words[0]));
            }
        }
        Network network = builder.build().toDouble();
        for (Parameter p : network.parameters()) p.set(turned(p, FROZEN.get(key + " " + p.name())));
        Matrix x = Table.doubles(samples, network.inputs(), FROZEN.get(key + " x"));
        Matrix y = Table.doubles(samples, network.outputs(), FROZEN.get(key + " y"));
        Matrix a = network.forward(x, true);
        assertThat(a.toArray()).as("a").containsExactly(FROZEN.get(key + " a"), within(1e-12));
        double j = network.backward(meanSquaredError(), a, y);
        assertThat(j).as("loss").isCloseTo(FROZEN.get(key + " loss")[0], within(1e-12));
        for (Parameter p : network.parameters())
            assertThat(p.gradient().toArray())
                    .as(p.name())
                    .containsExactly(turned(p, FROZEN.get(key + " d" + p.name())), within(1e-12));
    }

    /** PyTorch stores a dense layer's weights outputs × inputs; a convolution's are in our order. */
    private static double[] turned(Parameter p, double[] values) {
        if (p.shape().length != 2) return values;
        return Table.doubles(p.shape()[1], p.shape()[0], values).transposed().toArray();
    }

    // ---- shapes, weights, words ----

    @Test
    void layersObeyTheirDeclaredShapes() {
        for (int height = 1; height <= 9; height += 2)
            for (int width = 2; width <= 9; width += 3)
                for (int size = 1; size <= 5; size++)
                    for (int stride = 1; stride <= 4; stride++)
                        for (int padding = 0; padding <= 2; padding++)
                            for (LayerSpec spec : List.of(
                                    conv2d(3, size, relu()).stride(stride).padding(padding),
                                    maxPool(size).stride(stride),
                                    averagePool(size).stride(stride))) {
                                int around = spec instanceof Conv2dSpec ? 2 * padding : 0;
                                if (size > Math.min(height, width) + around) continue;
                                int[] shape = spec.outputShape(Shape.of(2, height, width))
                                        .row();
                                assertThat(shape)
                                        .containsExactly(
                                                spec instanceof Conv2dSpec ? 3 : 2,
                                                Math.floorDiv(height + around - size, stride) + 1,
                                                Math.floorDiv(width + around - size, stride) + 1);
                                Network network = Network.input(2, height, width)
                                        .layer(spec)
                                        .build();
                                assertThat(network.predict(new double[2 * height * width]))
                                        .hasSize(Shape.size(shape));
                                assertThat(network.outputs()).isEqualTo(Shape.size(shape));
                            }
    }

    @Test
    void weightsHavePyTorchsShapesAndTheirOwnFans() {
        Network network = Network.input(3, 8, 8)
                .conv2d(16, 5, relu())
                .maxPool(2)
                .conv2d(20, 2, tanh())
                .build();
        assertThat(network.parameters())
                .extracting(Parameter::name)
                .containsExactly("0.weight", "0.bias", "3.weight", "3.bias");
        assertThat(network.parameters().get(0).shape()).containsExactly(16, 3, 5, 5);
        assertThat(network.parameters().get(0).matrix().shape()).isEqualTo("16 × 75");
        assertThat(network.parameters().get(1).shape()).containsExactly(16);
        double[] w = network.parameters().get(0).values();
        assertThat(Math.sqrt(Arrays.stream(w).map(v -> v * v).average().orElseThrow()))
                .isCloseTo(Math.sqrt(2.0 / 75), within(0.01));
        assertThat(network.parameters().get(1).values()).containsOnly(0);
        Network fans = Network.input(3, 8, 8)
                .conv2d(16, 5, relu())
                .initializer((inputs, outputs, random) -> 1000 * inputs + outputs)
                .build();
        assertThat(fans.parameters().get(0).values()).containsOnly(1000 * 3 * 25 + 16 * 25);
    }

    @Test
    void picturesFitAndTheSummarySaysHow() {
        Network network = Network.input(1, 28, 28)
                .conv2d(16, 3, relu())
                .maxPool(2)
                .layer(conv2d(32, 3, relu()).stride(2).padding(1))
                .averagePool(3)
                .flatten()
                .dense(10, softmax())
                .build();
        assertThat(network.summary()).hasToString("""
                        layer                    output   parameters
                        input               1 × 28 × 28
                        conv2d, relu       16 × 26 × 26          160
                        maxPool            16 × 13 × 13            0
                        conv2d, relu         32 × 7 × 7        4,640
                        averagePool          32 × 2 × 2            0
                        flatten                     128            0
                        dense, softmax               10        1,290
                        total                                  6,090""");
        Dataset digits = Mnist.load().test().take(300);
        assertThat(network.evaluate(digits).loss()).isBetween(1.0, 5.0);
        assertThat(network.copy().predict(digits.input(7))).isEqualTo(network.predict(digits.input(7)));
        assertThat(network.predict(new double[][] {digits.input(0), digits.input(7)})[1])
                .isEqualTo(network.predict(digits.input(7)));
    }

    @Test
    void recipesReadAsTheyAreWritten() {
        assertThat(conv2d(8, 3, relu())).hasToString("conv2d(8, 3, relu)");
        assertThat(conv2d(8, 3, relu()).stride(2).padding(1)).hasToString("conv2d(8, 3, relu).stride(2).padding(1)");
        assertThat(conv2d(8, 3, relu()).l1(0.1).l2(0.2)).hasToString("conv2d(8, 3, relu).l1(0.1).l2(0.2)");
        assertThat(maxPool(2)).hasToString("maxPool(2)");
        assertThat(averagePool(3).stride(2)).hasToString("averagePool(3).stride(2)");
        assertThat(flatten()).hasToString("flatten()");
    }

    @Test
    void mistakesAreRefusedWithWords() {
        assertThatThrownBy(() -> Network.input(0, 28, 28)).hasMessage("channels must be at least 1, but is 0");
        assertThatThrownBy(() -> Network.input(1, -1, 28)).hasMessage("height must be at least 1, but is -1");
        assertThatThrownBy(() -> Network.input(1, 28, 0)).hasMessage("width must be at least 1, but is 0");
        assertThatThrownBy(() -> Network.input(1000, 10_000, 10_000)).hasMessageContaining("1000 × 10000 × 10000");
        assertThatThrownBy(() -> conv2d(0, 3, relu())).hasMessage("filters must be at least 1, but is 0");
        assertThatThrownBy(() -> conv2d(1, 0, relu())).hasMessage("kernel must be at least 1, but is 0");
        assertThatThrownBy(() -> conv2d(1, 3, null)).hasMessageContaining("activation is null");
        assertThatThrownBy(() -> conv2d(1, 3, relu()).stride(0)).hasMessage("stride must be at least 1, but is 0");
        assertThatThrownBy(() -> conv2d(1, 3, relu()).padding(-1)).hasMessage("padding must be at least 0, but is -1");
        assertThatThrownBy(() -> maxPool(0)).hasMessage("size must be at least 1, but is 0");
        assertThatThrownBy(() -> averagePool(2).stride(0)).hasMessage("stride must be at least 1, but is 0");

        NetworkBuilder small = Network.input(1, 4, 4).conv2d(8, 3, relu()).maxPool(2);
        assertThatThrownBy(() -> small.conv2d(4, 3, relu()).build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("layer 3, conv2d(4, 3, relu): a window of 3 × 3 is larger than its input of 8 × 1 × 1");
        assertThatThrownBy(() -> Network.input(1, 4, 4).maxPool(5).build())
                .hasMessage("layer 0, maxPool(5): a window of 5 × 5 is larger than its input of 1 × 4 × 4");
        assertThatThrownBy(() -> Network.input(784).conv2d(8, 3, relu()).build())
                .hasMessage("layer 0, conv2d(8, 3, relu): needs pictures of channels × height × width, but its input"
                        + " is 784; start with Network.input(channels, height, width)");
        assertThatThrownBy(() -> Network.input(1, 28, 28).dense(10, softmax()).build())
                .hasMessage("layer 0, dense(10, softmax): needs rows of numbers, but its input is 1 × 28 × 28; put"
                        + " .flatten() in front of it");
        assertThatThrownBy(
                        () -> Network.input(1, 9000, 9000).conv2d(99, 1, relu()).build())
                .hasMessageContaining("makes too many outputs");
        Network network =
                Network.input(1, 32, 32).flatten().dense(10, softmax()).build();
        assertThatThrownBy(() -> network.evaluate(Mnist.load().test()))
                .hasMessage("data has inputs of 1 × 28 × 28 (784 numbers), but the network takes 1 × 32 × 32 (1024);"
                        + " use Network.input(1, 28, 28)");
        Network flat = Network.input(28, 28, 1).flatten().dense(10, softmax()).build();
        assertThatThrownBy(() -> flat.evaluate(Mnist.load().test()))
                .hasMessage("data has pictures of 1 × 28 × 28, but the network takes 28 × 28 × 1 (channels × height ×"
                        + " width)");
    }

    private Matrix doubles(int rows, int columns) {
        return Table.doubles(
                rows,
                columns,
                Stream.generate(random::nextGaussian)
                        .limit((long) rows * columns)
                        .mapToDouble(v -> v)
                        .toArray());
    }
}
