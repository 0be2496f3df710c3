package dev.gradus.nn;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.errors.LayerException;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import dev.gradus.train.Trainer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What onnxruntime computes of our files, against what we compute: every layer and activation of the tables. */
class OnnxTest {
    private static final int[] BATCHES = {1, 5, 7};
    private static double worst;

    @TempDir
    static Path folder;

    @TestFactory
    Stream<DynamicTest> everyLayerAndActivationIsTheSameElsewhere() {
        List<DynamicTest> tests = new ArrayList<>();
        Table.LAYERS.forEach(
                (name, spec) -> tests.add(test(name, Network.input(3).layer(spec))));
        Table.SEQUENCE_LAYERS.forEach((name, spec) ->
                tests.add(test("sequence, " + name, Network.sequence(4, 3).layer(spec))));
        Table.TOKEN_LAYERS.forEach((name, spec) ->
                tests.add(test("tokens, " + name, Network.tokens(4, 6).layer(spec))));
        Table.PICTURE_LAYERS.forEach((name, spec) ->
                tests.add(test("picture, " + name, Network.input(2, 5, 6).layer(spec))));
        Table.ACTIVATIONS.forEach((name, activation) -> {
            if (!name.equals("own"))
                tests.add(test(
                        "activation, " + name,
                        Network.input(3).dense(4, activation).activation(activation)));
        });
        tests.add(test("softmax of a picture", Network.input(2, 5, 6).activation(softmax())));
        tests.add(test(
                "batchNorm of a picture", Network.input(2, 5, 6).batchNorm().flatten()));
        tests.add(test("one token", Network.tokens(1, 6).embedding(3).dense(2, softmax())));
        tests.add(test("one row", Network.input(3).last().meanOverTime().flatten()));
        tests.add(test(
                "transformer",
                Network.tokens(5, 7)
                        .embedding(8)
                        .positions()
                        .residual(block -> block.layerNorm().causalAttention(2).dropout(0.1))
                        .residual(block -> block.layerNorm().dense(16, gelu()).dense(8, linear()))
                        .residual(block ->
                                block.residual(inner -> inner.dense(8, tanh())).activation(relu()))
                        .dense(7, softmax())));
        tests.add(test(
                "digits",
                Network.input(1, 28, 28)
                        .conv2d(4, 5, relu())
                        .batchNorm()
                        .maxPool(2)
                        .flatten()
                        .dense(10, softmax())));
        return tests.stream();
    }

    private static DynamicTest test(String name, NetworkBuilder builder) {
        return DynamicTest.dynamicTest(name, () -> compare(builder.seed(1).build()));
    }

    /** With parameters that aren't those of the beginning: γ, biases and running numbers, too. */
    private static void compare(Network network) throws OrtException {
        RandomStream random = RandomStream.of(2, "numbers", 0);
        for (Parameter p : network.parameters())
            p.set(Arrays.stream(p.values())
                    .map(w -> p.name().endsWith("running_var") ? 0.5 + Math.abs(w) : w + 0.3 * random.nextGaussian())
                    .toArray());
        Path file = folder.resolve("network.onnx");
        network.saveOnnx(file);
        for (int samples : BATCHES) {
            double[][] x = inputs(network.inputShape(), samples, random);
            double[] expected = Arrays.stream(network.predict(x))
                    .flatMapToDouble(Arrays::stream)
                    .toArray();
            double[] elsewhere = run(file, network.inputShape(), x);
            assertThat(elsewhere).containsExactly(expected, within(2e-5));
            for (int i = 0; i < expected.length; i++) worst = Math.max(worst, Math.abs(elsewhere[i] - expected[i]));
        }
    }

    @AfterAll
    static void tellsHowFarTheyAre() {
        System.out.printf(Locale.ROOT, "onnxruntime's numbers are at most %.1e from ours%n", worst);
    }

    private static double[][] inputs(Shape in, int samples, RandomStream random) {
        return IntStream.range(0, samples)
                .mapToObj(i -> IntStream.range(0, in.size())
                        .mapToDouble(
                                j -> in.vocabulary() > 0 ? (3 * i + 2 * j) % in.vocabulary() : random.nextGaussian())
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double[] run(Path file, Shape in, double[][] x) throws OrtException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file.toString());
                OnnxTensor input = tensor(environment, in, x);
                OrtSession.Result result = session.run(Map.of("input", input))) {
            OnnxTensor output = (OnnxTensor) result.get("output").orElseThrow();
            long[] declared =
                    ((TensorInfo) session.getOutputInfo().get("output").getInfo()).getShape();
            long[] shape = output.getInfo().getShape();
            assertThat(declared[0]).isEqualTo(-1); // any number of samples
            declared[0] = x.length;
            assertThat(shape).isEqualTo(declared);
            FloatBuffer buffer = output.getFloatBuffer();
            return IntStream.range(0, buffer.remaining())
                    .mapToDouble(buffer::get)
                    .toArray();
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Shape in, double[][] x) throws OrtException {
        double[] all = Arrays.stream(x).flatMapToDouble(Arrays::stream).toArray();
        if (in.vocabulary() > 0)
            return OnnxTensor.createTensor(
                    environment,
                    LongBuffer.wrap(Arrays.stream(all).mapToLong(v -> (long) v).toArray()),
                    new long[] {x.length, in.rows()});
        float[] floats = new float[all.length];
        for (int i = 0; i < all.length; i++) floats[i] = (float) all[i];
        long[] shape = in.rows() > 1
                ? new long[] {x.length, in.rows(), in.columns()}
                : in.isPicture()
                        ? new long[] {x.length, in.row()[0], in.row()[1], in.row()[2]}
                        : new long[] {x.length, in.columns()};
        return OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
    }

    @Test
    void classesGoWithIt() throws OrtException {
        Network network = Network.input(2).dense(2, softmax()).build();
        Dataset data =
                Dataset.of(new double[][] {{0, 1}, {1, 0}}, new int[] {0, 1}).classes("cat", "dog");
        Trainer.of(network).epochs(1).quiet().fit(data);
        Path file = folder.resolve("classes.onnx");
        network.saveOnnx(file.toString());
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(file.toString())) {
            assertThat(session.getMetadata().getCustomMetadata()).containsEntry("classes", "[\"cat\",\"dog\"]");
            assertThat(session.getMetadata().getProducerName()).isEqualTo("Gradus");
        }
    }

    // ---- what ONNX can't have ----

    private static final class Scale implements Layer {
        @Override
        public Matrix forward(Matrix x, boolean training) {
            return x.map(v -> 2 * v);
        }

        @Override
        public Matrix backward(Matrix delta) {
            return delta.map(v -> 2 * v);
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }
    }

    @Test
    void aLayerOfOnesOwnIsRefusedByName() {
        Path file = folder.resolve("own.onnx");
        Network network = Network.input(3)
                .dense(3, relu())
                .layer(setup -> new Scale())
                .dense(2, softmax())
                .build();
        assertThatThrownBy(() -> network.saveOnnx(file))
                .isInstanceOf(LayerException.class)
                .hasMessageStartingWith("layer 2 (Scale) is a layer of one's own, which ONNX has no operator for;");
        Network inside = Network.input(3)
                .residual(block -> block.dense(3, relu()).layer(setup -> new Scale()))
                .build();
        assertThatThrownBy(() -> inside.saveOnnx(file)).hasMessageStartingWith("layer 0.2 (Scale) is a layer");
        Network bent = Network.input(3)
                .dense(3, Activation.of("swish", z -> z * z, z -> 2 * z))
                .build();
        assertThatThrownBy(() -> bent.saveOnnx(file))
                .hasMessageStartingWith("layer 1 (swish) is an activation of one's own");
        assertThat(file).doesNotExist();
    }

    @Test
    void aWeightThatIsNoNumberIsNotSaved() {
        Network network = Network.input(1).dense(1, linear()).build();
        network.parameters().get(0).set(new double[] {Double.NaN});
        assertThatThrownBy(() -> network.saveOnnx(folder.resolve("nan.onnx")))
                .hasMessageContaining("0.weight holds NaN");
    }
}
