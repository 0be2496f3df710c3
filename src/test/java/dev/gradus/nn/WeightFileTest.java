package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gradus.Python;
import dev.gradus.activation.Gelu;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.activation.Softmax;
import dev.gradus.activation.Tanh;
import dev.gradus.data.Safetensors;
import dev.gradus.data.StoredTensor;
import dev.gradus.math.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights to PyTorch and back; the files that PyTorch wrote, and their outputs, come from weights.py. */
class WeightFileTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/gradus/nn");

    @TempDir
    Path folder;

    private static Network mlp() {
        return Network.input(3)
                .dense(4, new Relu())
                .dense(3, new Tanh())
                .dense(2, new Softmax())
                .build();
    }

    @Test
    void theWeightsOfPyTorchGiveTheOutputsOfPyTorch() throws IOException {
        Network network = mlp();
        network.loadWeights(FOLDER.resolve("mlp.safetensors"));
        double[][] inputs = rows(frozen("mlp x"), 3);
        assertThat(flat(network.predict(inputs))).containsExactly(frozen("mlp a"), within(1e-6));
    }

    @Test
    void whatWasLoadedIsSavedByteByByte() {
        Path file = folder.resolve("again.safetensors");
        Network network = mlp();
        network.loadWeights(FOLDER.resolve("mlp.safetensors").toString());
        network.saveWeights(file.toString());
        assertThat(file).hasSameBinaryContentAs(FOLDER.resolve("mlp.safetensors"));
    }

    private static Network convnet() {
        return Network.input(2, 6, 6)
                .conv2d(3, 3, new Relu())
                .batchNorm()
                .maxPool(2)
                .flatten()
                .dropout(0.5)
                .dense(5, new Linear())
                .batchNorm()
                .dense(2, new Softmax())
                .build();
    }

    @Test
    void aConvolutionalNetworkOfPyTorchGivesItsOutputs() throws IOException {
        Network network = convnet();
        network.loadWeights(FOLDER.resolve("convnet.safetensors"));
        double[][] inputs = rows(frozen("convnet x"), 72);
        assertThat(flat(network.predict(inputs))).containsExactly(frozen("convnet a"), within(1e-6));
    }

    @Test
    void kernelsAndRunningStatisticsHaveTheNamesOfPyTorch() {
        Path file = folder.resolve("convnet.safetensors");
        Network network = convnet();
        network.loadWeights(FOLDER.resolve("convnet.safetensors"));
        network.continueFrom(3, 0); // as many batches as PyTorch had seen
        network.saveWeights(file);
        assertThat(file).hasSameBinaryContentAs(FOLDER.resolve("convnet.safetensors"));
    }

    /** Blocks within blocks; their names nest. */
    private static Network residual() {
        return Network.input(3)
                .residual(block -> block.layerNorm().dense(5, new Tanh()).dense(3, new Linear()))
                .residual(block -> block.batchNorm().residual(inner -> inner.dense(3, new Relu())))
                .dense(2, new Softmax())
                .build();
    }

    @Test
    void aResidualNetworkOfPyTorchGivesItsOutputs() throws IOException {
        Network network = residual();
        network.loadWeights(FOLDER.resolve("residual.safetensors"));
        assertThat(network.parameters())
                .extracting(Parameter::name)
                .containsExactly(
                        "0.0.weight",
                        "0.0.bias",
                        "0.1.weight",
                        "0.1.bias",
                        "0.3.weight",
                        "0.3.bias",
                        "1.0.weight",
                        "1.0.bias",
                        "1.0.running_mean",
                        "1.0.running_var",
                        "1.1.0.weight",
                        "1.1.0.bias",
                        "2.weight",
                        "2.bias");
        assertThat(flat(network.predict(rows(frozen("residual x"), 3))))
                .containsExactly(frozen("residual a"), within(1e-6));
        Path file = folder.resolve("residual.safetensors");
        network.continueFrom(3, 0); // as many batches as PyTorch had seen
        network.saveWeights(file);
        assertThat(file).hasSameBinaryContentAs(FOLDER.resolve("residual.safetensors"));
    }

    private static Network recurrent() {
        return Network.sequence(5, 3)
                .lstm(4)
                .gru(6)
                .rnn(2)
                .last()
                .dense(2, new Softmax())
                .build();
    }

    private static Network transformer() {
        return Network.tokens(5, 6)
                .embedding(4)
                .positions()
                .residual(block -> block.layerNorm().causalAttention(2))
                .residual(block -> block.layerNorm().dense(8, new Gelu()).dense(4, new Linear()))
                .attention(1)
                .dense(6, new Softmax())
                .build();
    }

    /** Stacked gates, in-projections and tables, with their names and shapes. */
    @ParameterizedTest
    @ValueSource(strings = {"recurrent", "transformer"})
    void sequencesOfPyTorchGiveItsOutputs(String name) throws IOException {
        Network network = network(name);
        network.loadWeights(FOLDER.resolve(name + ".safetensors"));
        double[][] inputs = rows(frozen(name + " x"), network.inputs());
        assertThat(flat(network.predict(inputs))).containsExactly(frozen(name + " a"), within(1e-6));
        Path file = folder.resolve("again.safetensors");
        network.saveWeights(file);
        assertThat(file).hasSameBinaryContentAs(FOLDER.resolve(name + ".safetensors"));
        assertThat(Safetensors.read(file).tensor(name.equals("recurrent") ? "1.weight_hh_l0" : "2.1.in_proj_weight"))
                .hasToString(name.equals("recurrent") ? "F32 (18 × 6)" : "F32 (12 × 4)");
    }

    @Test
    void theCountOfBatchesMayBeMissing() {
        Map<String, StoredTensor> tensors = tensorsOf("convnet");
        tensors.remove("2.num_batches_tracked");
        Network network = convnet();
        network.loadWeights(written(tensors));
        for (Parameter parameter : network.parameters().subList(2, 6)) // of the first batch normalisation
        assertThat(parameter.values()).isEqualTo(tensors.get(parameter.name()).values());
    }

    // ---- what doesn't fit ----

    @Test
    void aFileThatDoesNotFitChangesNothing() {
        Map<String, StoredTensor> tensors = tensorsOf("mlp");
        tensors.remove("0.bias");
        tensors.put("2.weight", StoredTensor.floats(new int[] {4, 3}, new double[12]));
        tensors.put("4.bias", StoredTensor.floats(new int[] {2}, 0, Double.NaN));
        tensors.put("6.weight", StoredTensor.floats(new int[] {1, 2}, 0, 0));
        Path file = written(tensors);
        Network network = mlp();
        List<double[]> before =
                network.parameters().stream().map(Parameter::values).toList();
        assertThatThrownBy(() -> network.loadWeights(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        file + " doesn't fit this network, which stays as it was: 0.bias (4) is missing in the file;"
                                + " 2.weight is (4 × 3) in the file, but (3 × 4) in the network;"
                                + " 4.bias holds NaN at place 1, where the network needs a finite number;"
                                + " 6.weight (1 × 2) is in the file, but not in the network."
                                + " Build the network with the layers that the file was saved from"
                                + " (dense weights are outputs × inputs in a file)");
        for (int p = 0; p < before.size(); p++)
            assertThat(network.parameters().get(p).values()).isEqualTo(before.get(p));
    }

    @Test
    void manyProblemsAreCounted() {
        Network deep = Network.input(3)
                .dense(4, new Relu())
                .dense(5, new Relu())
                .dense(5, new Relu())
                .dense(5, new Relu())
                .dense(2, new Softmax())
                .build();
        assertThatThrownBy(() -> deep.loadWeights(FOLDER.resolve("mlp.safetensors")))
                .hasMessageContaining("; and 2 more. Build");
    }

    @Test
    void weightsThatAreNoNumbersAreNotSaved() {
        Network network = mlp();
        Path file = folder.resolve("good.safetensors");
        network.saveWeights(file);
        network.parameters().get(3).set(new double[] {1, Double.NaN, 1});
        assertThatThrownBy(() -> network.saveWeights(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("2.bias holds NaN; weights that stopped being numbers are not saved");
        mlp().loadWeights(file);
    }

    @Test
    void doublePrecisionIsKept() {
        Path file = folder.resolve("double.safetensors");
        Network exact = mlp().toDouble();
        double[] values = {0.1, 1 / 3.0, 1e300};
        exact.parameters().get(3).set(values);
        exact.saveWeights(file);
        assertThat(Safetensors.read(file).tensor("2.bias")).hasToString("F64 (3)");
        Network again = mlp().toDouble();
        again.loadWeights(file);
        assertThat(again.parameters().get(3).values()).isEqualTo(values);
        assertThatThrownBy(() -> mlp().loadWeights(file))
                .hasMessageContaining("2.bias holds 1.0E300 at place 2, where the network needs a finite number");
    }

    @Test
    void mistakesAreRefusedWithWords() {
        LayerSpec twice = setup -> {
            Parameter first = setup.constant("scale", 3, 1);
            return new Layer() {
                @Override
                public Matrix forward(Matrix x, boolean training) {
                    return x;
                }

                @Override
                public Matrix backward(Matrix delta) {
                    delta.addColumnSums(first.gradient());
                    return delta;
                }

                @Override
                public List<Parameter> parameters() {
                    return List.of(first, first);
                }
            };
        };
        assertThatThrownBy(() -> Network.input(3).layer(twice).build())
                .hasMessageStartingWith("layer 0 (")
                .hasMessageEndingWith(") lists the parameter 0.scale twice, so that every step would move it twice; let"
                        + " one layer list it in parameters(), once");
        assertThatThrownBy(() -> mlp().saveWeights((Path) null)).hasMessageContaining("file is null");
        assertThatThrownBy(() -> mlp().saveWeights((String) null)).hasMessageContaining("file is null");
        assertThatThrownBy(() -> mlp().loadWeights((Path) null)).hasMessageContaining("file is null");
        assertThatThrownBy(() -> mlp().loadWeights((String) null)).hasMessageContaining("file is null");
    }

    private static Map<String, StoredTensor> tensorsOf(String name) {
        return new LinkedHashMap<>(
                Safetensors.read(FOLDER.resolve(name + ".safetensors")).tensors());
    }

    private Path written(Map<String, StoredTensor> tensors) {
        Path file = folder.resolve("changed.safetensors");
        new Safetensors(tensors, Map.of()).write(file);
        return file;
    }

    // ---- with PyTorch itself ----

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "residual", "recurrent", "transformer"})
    void pyTorchLoadsOurFile(String name) throws Exception {
        assumeTrue(Python.has("torch", "safetensors"), Python.MISSING);
        Path file = folder.resolve("ours.safetensors");
        Network network = network(name);
        network.saveWeights(file);
        assertSameAsPyTorch(name, network, file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mlp", "residual", "recurrent", "transformer"})
    void weLoadTheFileOfPyTorch(String name) throws Exception {
        assumeTrue(Python.has("torch", "safetensors"), Python.MISSING);
        Path file = folder.resolve("theirs.safetensors");
        Python.run("", FOLDER.resolve("weights.py"), "make", name, file, 2);
        Network network = network(name);
        network.loadWeights(file);
        assertSameAsPyTorch(name, network, file);
    }

    private static Network network(String name) {
        return switch (name) {
            case "mlp" -> mlp();
            case "residual" -> residual();
            case "recurrent" -> recurrent();
            default -> transformer();
        };
    }

    private static void assertSameAsPyTorch(String name, Network network, Path file) throws Exception {
        double[][] inputs = rows(frozen(name + " x"), network.inputs());
        String lines = Arrays.stream(inputs)
                .map(row -> Arrays.stream(row).mapToObj(Double::toString).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n"));
        String outputs = Python.run(lines, FOLDER.resolve("weights.py"), "run", name, file);
        double[] theirs = Arrays.stream(outputs.trim().split("\\s+"))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(flat(network.predict(inputs))).containsExactly(theirs, within(1e-6));
    }

    // ---- frozen numbers ----

    private static double[] frozen(String key) throws IOException {
        return Files.readAllLines(FOLDER.resolve("weights.txt")).stream()
                .filter(line -> line.startsWith(key + " "))
                .map(line -> Arrays.stream(line.substring(key.length() + 1).split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .findFirst()
                .orElseThrow();
    }

    private static double[][] rows(double[] values, int columns) {
        return IntStream.range(0, values.length / columns)
                .mapToObj(i -> Arrays.copyOfRange(values, i * columns, (i + 1) * columns))
                .toArray(double[][]::new);
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
