package dev.gradus.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Linear;
import dev.gradus.activation.Relu;
import dev.gradus.activation.Sigmoid;
import dev.gradus.activation.Softmax;
import dev.gradus.activation.Tanh;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The tape as a judge that shares no code with layers, losses and matrices: whole networks out of single values, their
 * outputs, losses and all gradients against {@code network.toDouble()}.
 */
class OracleTest {
    private static final int SAMPLES = 5;
    private static final int INPUTS = 3;
    private static final int OUTPUTS = 3;
    private final RandomStream random = RandomStream.of(5, "oracle", 0);

    @ParameterizedTest
    @CsvSource({
        "relu, linear, mse, 4",
        "tanh, linear, mse, 7",
        "sigmoid, linear, mse, 1",
        "linear, tanh, mse, 4",
        "relu, sigmoid, mse, 5",
        "tanh, relu, mse, 4",
        "sigmoid, softmax, mse, 4",
        "softmax, linear, mse, 4",
        "relu, softmax, crossEntropy, 6",
        "tanh, softmax, crossEntropy, 4",
        "sigmoid, softmax, crossEntropy, 2",
        "relu, sigmoid, crossEntropy, 4"
    })
    void everyNumberOfTheNetworkIsTheTapes(String hidden, String output, String lossName, int units) {
        Network network = Network.input(INPUTS)
                .dense(units, activation(hidden))
                .dense(units + 1, activation(hidden))
                .dense(OUTPUTS, activation(output))
                .seed(9)
                .build()
                .toDouble();
        for (Parameter p : network.parameters()) p.set(numbers(p.values().length));
        Matrix x = matrix(SAMPLES, INPUTS, numbers(SAMPLES * INPUTS));
        Matrix y = matrix(SAMPLES, OUTPUTS, numbers(SAMPLES * OUTPUTS));
        boolean isCrossEntropy = lossName.equals("crossEntropy");
        if (isCrossEntropy)
            for (int i = 0; i < SAMPLES; i++) for (int k = 0; k < OUTPUTS; k++) y.set(i, k, i % OUTPUTS == k ? 1 : 0);
        Loss loss = isCrossEntropy ? new CrossEntropy() : new MeanSquaredError();

        Matrix a = network.forward(x, true);
        double j = network.backward(loss, a, y);

        List<Value[]> tape =
                network.parameters().stream().map(p -> values(p.values())).toList();
        List<Value> terms = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            Value[] row = values(x.row(i));
            for (int layer = 0; layer < 3; layer++) {
                Value[] z = dense(row, tape.get(2 * layer), tape.get(2 * layer + 1));
                row = activate(layer < 2 ? hidden : output, z);
            }
            for (int k = 0; k < OUTPUTS; k++) {
                assertThat(a.get(i, k)).as("a[" + i + "][" + k + "]").isCloseTo(row[k].value(), within(1e-12));
                double yik = y.get(i, k);
                terms.add(
                        isCrossEntropy
                                ? row[k].log().times(-yik)
                                : row[k].minus(yik).pow(2));
            }
        }
        Value total = Value.sum(terms).over(isCrossEntropy ? SAMPLES : SAMPLES * OUTPUTS);
        total.backward();

        assertThat(j).isCloseTo(total.value(), within(1e-12));
        for (int p = 0; p < tape.size(); p++) {
            double[] gradients =
                    Arrays.stream(tape.get(p)).mapToDouble(Value::gradient).toArray();
            assertThat(network.parameters().get(p).gradient().toArray())
                    .as(network.parameters().get(p).name())
                    .containsExactly(gradients, within(1e-12));
            assertThat(Arrays.stream(gradients).anyMatch(g -> Math.abs(g) > 1e-4))
                    .isTrue();
        }
    }

    /** z = xW + b. */
    private static Value[] dense(Value[] x, Value[] w, Value[] b) {
        Value[] z = b.clone();
        for (int k = 0; k < b.length; k++)
            for (int i = 0; i < x.length; i++) z[k] = z[k].plus(x[i].times(w[i * b.length + k]));
        return z;
    }

    private static Value[] activate(String name, Value[] z) {
        if (name.equals("softmax")) {
            Value[] e = map(Value::exp, z);
            Value sum = Value.sum(e);
            return map(v -> v.over(sum), e);
        }
        return switch (name) {
            case "relu" -> map(Value::relu, z);
            case "tanh" -> map(Value::tanh, z);
            case "sigmoid" -> map(Value::sigmoid, z);
            default -> z;
        };
    }

    private static Value[] map(UnaryOperator<Value> f, Value[] values) {
        return Arrays.stream(values).map(f).toArray(Value[]::new);
    }

    private static Activation activation(String name) {
        return switch (name) {
            case "relu" -> new Relu();
            case "tanh" -> new Tanh();
            case "sigmoid" -> new Sigmoid();
            case "softmax" -> new Softmax();
            default -> new Linear();
        };
    }

    private static Value[] values(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Value::of).toArray(Value[]::new);
    }

    private double[] numbers(int n) {
        return IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
    }

    private static Matrix matrix(int rows, int columns, double[] values) {
        Matrix matrix = Matrix.zeros(rows, columns).toDouble();
        matrix.setAll(values);
        return matrix;
    }
}
