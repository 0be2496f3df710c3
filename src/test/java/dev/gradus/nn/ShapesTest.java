package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.activation.Initializer;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers give what their recipes declare, over odd sizes, forward and backward, with numbers in it. */
class ShapesTest {
    static Stream<Arguments> layers() {
        TreeMap<String, LayerSpec> specs = new TreeMap<>(Table.LAYERS);
        Table.ACTIVATIONS.forEach((name, activation) -> specs.put(name, setup -> new ActivationLayer(activation)));
        return specs.entrySet().stream().map(spec -> Arguments.of(spec.getKey(), spec.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layers")
    void areAsDeclared(String name, LayerSpec spec) {
        for (int width : spec instanceof ResidualSpec ? new int[] {3} : new int[] {1, 3, 10, 17, 127}) {
            Layer layer = spec.build(Table.setup(Shape.of(width), Initializer.xavier(), 5, false));
            int outputs = spec.outputShape(Shape.of(width)).columns();
            for (int samples : new int[] {1, 7, 129, 7}) {
                Matrix x = Matrix.zeros(samples, width);
                x.map(v -> 0.3, x);
                check(layer.forward(x, false), samples, outputs);
                if (samples == 1 && name.startsWith("batchNorm")) continue;
                check(layer.forward(x, true), samples, outputs);
                Matrix delta = x.like(samples, outputs);
                delta.fill(1);
                check(layer.backward(delta), samples, width);
                for (Parameter p : layer.parameters())
                    assertThat(Arrays.stream(p.gradient().toArray()).allMatch(Double::isFinite))
                            .as(p.name())
                            .isTrue();
            }
        }
    }

    private static void check(Matrix result, int rows, int columns) {
        assertThat(result.shape()).isEqualTo(rows + " × " + columns);
        assertThat(Arrays.stream(result.toArray()).allMatch(Double::isFinite)).isTrue();
    }
}
