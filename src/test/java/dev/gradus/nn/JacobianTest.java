package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gradus.activation.Initializer;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import java.util.List;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer and activation alone: each derivative of each output by each input and each parameter. */
class JacobianTest {
    private static final double H = 1e-3;

    static Stream<Arguments> layers() {
        TreeMap<String, LayerSpec> specs = new TreeMap<>(Table.LAYERS);
        Table.ACTIVATIONS.forEach((name, activation) -> specs.put(name, setup -> new ActivationLayer(activation)));
        return specs.entrySet().stream()
                .flatMap(spec -> Stream.of(new int[] {3}, new int[] {2, 3, 1})
                        .filter(shape ->
                                shape.length == 1 || !(spec.getKey().matches("layerNorm.*|residual"))) // rows alone
                        .map(shape -> Arguments.of(spec.getKey(), spec.getValue(), shape)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void agreesWithCentralDifferences(String name, LayerSpec spec, int[] shape) {
        Layer layer = spec.build(Table.setup(Shape.of(shape), Initializer.xavier(), 5, true));
        RandomStream random = RandomStream.of(7, "jacobian", 0);
        List<Parameter> trained =
                layer.parameters().stream().filter(Parameter::isTrained).toList();
        for (Parameter p : trained) fill(p.matrix(), random);
        Matrix x = Matrix.zeros(4, Shape.size(shape)).toDouble();
        fill(x, random);
        Matrix y = layer.forward(x, true);
        for (int i = 0; i < y.rows(); i++)
            for (int k = 0; k < y.columns(); k++) {
                int row = i;
                int column = k;
                DoubleSupplier output = () -> layer.forward(x, true).get(row, column);
                Matrix delta = y.like(y.rows(), y.columns()); // ∂output/∂y
                delta.set(i, k, 1);
                trained.forEach(Parameter::zeroGradient);
                layer.forward(x, true);
                Matrix dx = layer.backward(delta).transposed().transposed();
                compare(name + ": output " + i + ", " + k + " by x", dx, x, output);
                for (Parameter p : trained)
                    compare(name + ": output " + i + ", " + k + " by " + p.name(), p.gradient(), p.matrix(), output);
            }
    }

    private static void compare(String what, Matrix derivatives, Matrix at, DoubleSupplier output) {
        for (int i = 0; i < at.rows(); i++)
            for (int k = 0; k < at.columns(); k++) {
                double numeric = (4 * difference(at, i, k, output, H / 2) - difference(at, i, k, output, H)) / 3;
                assertThat(derivatives.get(i, k))
                        .as(what + "[" + i + "][" + k + "]")
                        .isCloseTo(numeric, within(1e-7 * Math.max(0.01, Math.abs(numeric))));
            }
    }

    private static double difference(Matrix at, int i, int k, DoubleSupplier output, double h) {
        double old = at.get(i, k);
        at.set(i, k, old + h);
        double above = output.getAsDouble();
        at.set(i, k, old - h);
        double below = output.getAsDouble();
        at.set(i, k, old);
        return (above - below) / (2 * h);
    }

    /** Away from 0, where some activations bend. */
    private static void fill(Matrix matrix, RandomStream random) {
        matrix.map(
                v -> {
                    double value = random.nextGaussian();
                    return value + 0.05 * Math.signum(value);
                },
                matrix);
    }
}
