package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import java.util.Collection;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every layer, activation and loss: the gradient that it computes against differences of the loss, in double. */
class GradientTest {
    private static final double H = 1e-3;
    private static final int SAMPLES = 4;
    private final RandomStream random = RandomStream.of(11, "gradients", 0);

    static Stream<Arguments> compositions() {
        return Table.LAYERS.keySet().stream()
                .flatMap(layer -> Table.ACTIVATIONS.keySet().stream()
                        .flatMap(hidden -> Table.ACTIVATIONS.keySet().stream()
                                .flatMap(output -> Table.LOSSES.keySet().stream()
                                        .filter(loss -> fits(output, Table.LOSSES.get(loss)))
                                        .map(loss -> Arguments.of(layer, hidden, output, loss)))));
    }

    private static boolean fits(String output, Loss loss) {
        try {
            loss.check(output);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @MethodSource("compositions")
    void gradientsAgreeWithCentralDifferences(String layer, String hidden, String output, String lossName) {
        Loss loss = Table.LOSSES.get(lossName);
        Network network = Network.input(5)
                .dense(4, Table.ACTIVATIONS.get(hidden))
                .layer(Table.LAYERS.get(layer))
                .activation(Table.ACTIVATIONS.get(output))
                .seed(3)
                .build()
                .toDouble();
        Matrix x = numbers(SAMPLES, 5);
        Matrix y = lossName.equals("crossEntropy") ? oneHot(SAMPLES, 3) : numbers(SAMPLES, 3);
        double j = network.backward(loss, network.forward(x, true), y);
        assertThat(j).isCloseTo(loss.value(network.forward(x, true), y), within(1e-12));
        for (Parameter p : network.parameters()) {
            Matrix theta = p.matrix();
            DoubleSupplier value = () -> loss.value(network.forward(x, true), y);
            for (int i = 0; i < theta.rows(); i++)
                for (int k = 0; k < theta.columns(); k++) {
                    double numeric = slope(theta, i, k, value);
                    assertThat(p.gradient().get(i, k))
                            .as(p.name() + "[" + i + "][" + k + "]")
                            .isCloseTo(numeric, within(1e-7 * Math.max(0.01, Math.abs(numeric))));
                }
        }
    }

    /** A softmax, sigmoid or tanh in front of a loss without the shortcut gives what the shortcut gives. */
    @Test
    void theShortcutIsTheLongWay() {
        Network network =
                Network.input(5).dense(3, new Softmax()).seed(3).build().toDouble();
        Matrix x = numbers(SAMPLES, 5);
        Matrix y = oneHot(SAMPLES, 3);
        Loss shortcut = Table.LOSSES.get("crossEntropy");
        Loss longWay = new Loss() {
            @Override
            public double value(Matrix a, Matrix y) {
                return shortcut.value(a, y);
            }

            @Override
            public void gradient(Matrix a, Matrix y, Matrix gradient) {
                shortcut.gradient(a, y, gradient);
            }
        };
        network.backward(shortcut, network.forward(x, true), y);
        double[] expected = network.parameters().get(0).gradient().toArray();
        network.parameters().forEach(Parameter::zeroGradient);
        network.backward(longWay, network.forward(x, true), y);
        assertThat(network.parameters().get(0).gradient().toArray()).containsExactly(expected, within(1e-14));
    }

    /** Single precision computes the same, as exactly as it can. */
    @Test
    void floatAgreesWithDouble() {
        Network network = Network.input(50)
                .dense(30, new Tanh())
                .dense(10, new Softmax())
                .seed(3)
                .build();
        Network exact = network.toDouble();
        Matrix x = numbers(20, 50);
        Matrix y = oneHot(20, 10);
        Matrix xf = Matrix.zeros(20, 50);
        xf.copyFrom(x);
        Matrix yf = Matrix.zeros(20, 10);
        yf.copyFrom(y);
        Loss loss = Table.LOSSES.get("crossEntropy");
        double j = network.backward(loss, network.forward(xf, true), yf);
        assertThat(j).isCloseTo(exact.backward(loss, exact.forward(x, true), y), within(1e-5));
        for (int p = 0; p < 4; p++)
            assertThat(network.parameters().get(p).gradient().toArray())
                    .containsExactly(exact.parameters().get(p).gradient().toArray(), within(1e-5));
    }

    @Test
    void everythingWithAGradientHasItsRow() {
        assertThat(implementations(Activation.class)).isEqualTo(classNames(Table.ACTIVATIONS.values()));
        assertThat(implementations(Loss.class)).isEqualTo(classNames(Table.LOSSES.values()));
        Set<String> layers = classNames(Table.LAYERS.values());
        layers.addAll(classNames(Table.PICTURE_LAYERS.values()));
        assertThat(implementations(LayerSpec.class)).isEqualTo(layers);
    }

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gradus");

    private static Set<String> implementations(Class<?> type) {
        return PRODUCT.stream()
                .filter(c -> c.isAssignableTo(type) && !c.isInterface())
                .filter(c -> c.isTopLevelClass()
                        && !c.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    private static Set<String> classNames(Collection<?> objects) {
        return objects.stream().map(o -> o.getClass().getName()).collect(Collectors.toSet());
    }

    private static double slope(Matrix theta, int i, int k, DoubleSupplier value) {
        return slope(theta, i, k, value, H);
    }

    /** Central differences at h and h/2, extrapolated to 0 (Richardson): the error falls with h⁴. */
    static double slope(Matrix theta, int i, int k, DoubleSupplier value, double h) {
        return (4 * centralDifference(theta, i, k, value, h / 2) - centralDifference(theta, i, k, value, h)) / 3;
    }

    private static double centralDifference(Matrix theta, int i, int k, DoubleSupplier value, double h) {
        double old = theta.get(i, k);
        theta.set(i, k, old + h);
        double above = value.getAsDouble();
        theta.set(i, k, old - h);
        double below = value.getAsDouble();
        theta.set(i, k, old);
        return (above - below) / (2 * h);
    }

    private Matrix numbers(int rows, int columns) {
        return Table.doubles(
                rows,
                columns,
                Stream.generate(random::nextGaussian)
                        .limit((long) rows * columns)
                        .mapToDouble(v -> v)
                        .toArray());
    }

    private Matrix oneHot(int rows, int columns) {
        Matrix y = Matrix.zeros(rows, columns).toDouble();
        for (int i = 0; i < rows; i++) y.set(i, i % columns, 1);
        return y;
    }
}
