package dev.gradus.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gradus.activation.Activation;
import dev.gradus.activation.Relu;
import dev.gradus.activation.Tanh;
import dev.gradus.loss.Huber;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every layer, activation and loss: the gradient that it computes against differences of the loss, in double. */
class GradientTest {
    private static final double H = 2e-4;
    private static final double MARGIN = 0.02; // from every kink; a difference over H moves nothing that far
    private static final int SAMPLES = 5;
    private final RandomStream random = RandomStream.of(11, "gradients", 0);

    static Stream<Arguments> layersAndLosses() {
        return Table.LAYERS.keySet().stream()
                .flatMap(layer -> Table.LOSSES.keySet().stream().map(loss -> Arguments.of(layer, loss)));
    }

    private static boolean fits(Activation output, Loss loss) {
        try {
            loss.check(output, oneHot(1, 3));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Behind each hidden activation and in front of each output activation; in single precision, too. */
    @ParameterizedTest
    @MethodSource("layersAndLosses")
    void gradientsAgreeWithCentralDifferences(String layer, String loss) {
        for (String hidden : Table.ACTIVATIONS.keySet())
            for (String output : Table.ACTIVATIONS.keySet())
                if (fits(Table.ACTIVATIONS.get(output), Table.LOSSES.get(loss)))
                    gradientsAgree(
                            hidden + ", " + layer + ", " + output + ", " + loss,
                            Network.input(5)
                                    .dense(3, Table.ACTIVATIONS.get(hidden))
                                    .layer(Table.LAYERS.get(layer))
                                    .activation(Table.ACTIVATIONS.get(output)),
                            loss);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "l1", "l2", "l1l2"})
    void penaltiesOfTheWholeNetworkAgreeToo(String penalty) {
        for (String output : List.of("linear", "softmax", "sigmoid"))
            for (String loss : Table.LOSSES.keySet())
                if (fits(Table.ACTIVATIONS.get(output), Table.LOSSES.get(loss)))
                    gradientsAgree(
                            penalty + ", " + output + ", " + loss,
                            Network.input(5)
                                    .l2(Table.PENALTIES.get(penalty).l2())
                                    .dense(4, new Tanh())
                                    .batchNorm()
                                    .dense(4, new Relu())
                                    .dropout(0.3)
                                    .dense(3, Table.ACTIVATIONS.get(output))
                                    .l1(Table.PENALTIES.get(penalty).l1()),
                            loss);
    }

    private void gradientsAgree(String what, NetworkBuilder builder, String lossName) {
        Loss loss = Table.LOSSES.get(lossName);
        Network single;
        Network network;
        Matrix x;
        Matrix y;
        long seed = 0;
        do {
            if (++seed > 1000) throw new AssertionError(what + " has a kink wherever one looks");
            single = builder.seed(seed).build();
            network = single.toDouble();
            x = numbers(SAMPLES, 5);
            y = targets(lossName);
        } while (isNearAKink(network, lossName, x, y));
        compare(what, network, loss, x, y);
        compareSingle(what, single, network, loss, x, y);
    }

    private void compare(String what, Network network, Loss loss, Matrix x, Matrix y) {
        double j = network.backward(loss, network.forward(x, true), y);
        assertThat(j).as(what).isCloseTo(loss.value(network.forward(x, true), y), within(1e-12));
        DoubleSupplier value = () -> loss.value(network.forward(x, true), y) + network.penalty();
        for (Parameter p : network.parameters()) {
            if (!p.isTrained()) continue;
            Matrix theta = p.matrix();
            for (int i = 0; i < theta.rows(); i++)
                for (int k = 0; k < theta.columns(); k++) {
                    double numeric = slope(theta, i, k, value);
                    assertThat(p.gradient().get(i, k))
                            .as(what + ": " + p.name() + "[" + i + "][" + k + "]")
                            .isCloseTo(numeric, within(1e-7 * Math.max(0.01, Math.abs(numeric))));
                }
        }
    }

    /** Single precision computes the same, as exactly as it can. */
    private static void compareSingle(String what, Network single, Network exact, Loss loss, Matrix x, Matrix y) {
        double j = single.backward(loss, single.forward(single(x), true), single(y));
        assertThat(j).as(what).isCloseTo(loss.value(exact.forward(x, true), y), within(1e-4 * Math.max(1, j)));
        for (int p = 0; p < single.parameters().size(); p++) {
            double[] expected = exact.parameters().get(p).gradient().toArray();
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(single.parameters().get(p).gradient().toArray())
                    .as(what + ": " + single.parameters().get(p).name())
                    .containsExactly(expected, within(1e-4 * Math.max(0.1, largest)));
        }
    }

    private static Matrix single(Matrix exact) {
        Matrix result = Matrix.zeros(exact.rows(), exact.columns());
        result.copyFrom(exact);
        return result;
    }

    /** Activations bend at 0, the penalty |w| at 0, and some losses where they say. */
    private static boolean isNearAKink(Network network, String loss, Matrix x, Matrix y) {
        Matrix a = network.forward(x, true);
        boolean dropped = false; // then an exact 0 stays there
        for (Layer layer : network.chain().layers()) {
            if (layer instanceof ActivationLayer && isNear(((ActivationLayer) layer).logits(), 0, dropped)) return true;
            dropped = layer instanceof DropoutSpec.Dropout;
        }
        for (Parameter p : network.parameters()) if (p.penalty().l1() > 0 && isNear(p.matrix(), 0, false)) return true;
        Matrix error = a.like(a.rows(), a.columns());
        error.copyFrom(a);
        if (loss.equals("hinge")) { // a = y, with −1 for 0
            y.map(side -> side == 0 ? -1 : side, error);
            return isNear(error.times(a), 1, false);
        }
        error.addScaled(-1, y);
        if (loss.equals("meanAbsoluteError")) return isNear(error, 0, false);
        error.map(Math::abs, error);
        return loss.startsWith("huber") && isNear(error, ((Huber) Table.LOSSES.get(loss)).delta(), false);
    }

    private static boolean isNear(Matrix values, double kink, boolean zeroStays) {
        return Arrays.stream(values.toArray())
                .anyMatch(v -> !(zeroStays && v == 0) && Math.abs(v - kink) < (kink == 0 ? MARGIN / 4 : MARGIN));
    }

    private Matrix targets(String loss) {
        if (loss.startsWith("crossEntropy") || loss.equals("hinge")) return oneHot(SAMPLES, 3);
        Matrix y = numbers(SAMPLES, 3);
        if (loss.startsWith("binaryCrossEntropy")) y.map(v -> v > 1 ? 1 : v < 0 ? 0 : (float) v, y);
        return y;
    }

    /** A softmax or sigmoid in front of a loss without the shortcut gives what the shortcut gives. */
    @ParameterizedTest
    @CsvSource({
        "softmax, crossEntropy",
        "softmax, crossEntropy.weights",
        "softmax, crossEntropy.weightedMean",
        "sigmoid, binaryCrossEntropy",
        "sigmoid, binaryCrossEntropy.weights"
    })
    void theShortcutIsTheLongWay(String activation, String lossName) {
        Network network = Network.input(5)
                .dense(3, Table.ACTIVATIONS.get(activation))
                .seed(3)
                .build()
                .toDouble();
        Matrix x = numbers(SAMPLES, 5);
        Matrix y = oneHot(SAMPLES, 3);
        Loss shortcut = Table.LOSSES.get(lossName);
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

    @Test
    void everythingWithAGradientHasItsRow() {
        assertThat(implementations(Activation.class)).isEqualTo(classNames(Table.ACTIVATIONS.values()));
        assertThat(implementations(Loss.class)).isEqualTo(classNames(Table.LOSSES.values()));
        Set<String> layers = classNames(Table.LAYERS.values());
        layers.addAll(classNames(Table.PICTURE_LAYERS.values()));
        layers.addAll(classNames(Table.SEQUENCE_LAYERS.values()));
        layers.addAll(classNames(Table.TOKEN_LAYERS.values()));
        assertThat(implementations(LayerSpec.class)).isEqualTo(layers);
    }

    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gradus.activation", "dev.gradus.nn", "dev.gradus.loss");

    private static Set<String> implementations(Class<?> type) {
        return PRODUCT.stream()
                .filter(c -> c.isAssignableTo(type) && !c.isInterface())
                .filter(c -> c.isTopLevelClass()
                        && !c.getModifiers().contains(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    private static Set<String> classNames(Collection<?> objects) {
        return objects.stream()
                .map(Object::getClass)
                .filter(type -> !type.isAnonymousClass())
                .map(Class::getName)
                .collect(Collectors.toSet());
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
                Stream.generate(() -> (double) (float) random.nextGaussian())
                        .limit((long) rows * columns)
                        .mapToDouble(v -> v)
                        .toArray());
    }

    private static Matrix oneHot(int rows, int columns) {
        Matrix y = Matrix.zeros(rows, columns).toDouble();
        for (int i = 0; i < rows; i++) y.set(i, i % columns, 1);
        return y;
    }
}
