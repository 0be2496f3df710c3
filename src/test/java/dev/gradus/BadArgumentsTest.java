package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.data.Dataset;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.nn.Activation;
import dev.gradus.nn.DenseSpec;
import dev.gradus.nn.Initializer;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Linear;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.optim.ClipNorm;
import dev.gradus.optim.Clipping;
import dev.gradus.optim.ConstantRate;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Schedule;
import dev.gradus.optim.Sgd;
import dev.gradus.train.Trainer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every entry point with every bad argument that its types allow: what is refused is refused by an exception for
 * arguments or states whose message shows what came, and never by an index, a cast or a null somewhere inside.
 */
class BadArgumentsTest {
    private static final double[][] INPUTS = {{0, 1}, {1, 0}, {1, 1}, {0, 0}};

    private static final Map<Class<?>, Supplier<Object>> GOOD = Map.ofEntries(
            Map.entry(int.class, () -> 2),
            Map.entry(long.class, () -> 2L),
            Map.entry(double.class, () -> 0.5),
            Map.entry(boolean.class, () -> true),
            Map.entry(String.class, () -> "x"),
            Map.entry(Path.class, () -> Path.of("no such file.safetensors")),
            Map.entry(double[].class, () -> new double[] {0, 1}),
            Map.entry(int[].class, () -> new int[] {0, 1, 1, 0}),
            Map.entry(double[][].class, () -> INPUTS),
            Map.entry(String[].class, () -> new String[] {"no", "yes"}),
            Map.entry(Activation.class, Linear::new),
            Map.entry(LayerSpec.class, () -> new DenseSpec(2, new Linear())),
            Map.entry(Initializer.class, Initializer::he),
            Map.entry(Loss.class, CrossEntropy::new),
            Map.entry(Optimizer.class, () -> new Sgd(0.1)),
            Map.entry(Schedule.class, ConstantRate::new),
            Map.entry(Clipping.class, () -> new ClipNorm(1)),
            Map.entry(Consumer.class, () -> (Consumer<Object>) value -> {}),
            Map.entry(DoubleUnaryOperator.class, () -> (DoubleUnaryOperator) x -> x),
            Map.entry(Dataset.class, BadArgumentsTest::data));

    private static final Map<Class<?>, List<Object>> BAD = Map.of(
            int.class, List.of(0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE),
            long.class, List.of(0L, -1L, Long.MIN_VALUE),
            double.class, List.of(0.0, -1.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY),
            double[].class, List.of(new double[0], new double[] {Double.NaN, 1}, new double[] {1, 2, 3}),
            int[].class, List.of(new int[0], new int[] {-1, 0, 0, 0}, new int[] {1}),
            double[][].class,
                    List.of(
                            new double[0][],
                            new double[][] {{}},
                            new double[][] {null, {1, 2}},
                            new double[][] {{1, 2}, {1}},
                            new double[][] {{Double.NaN, 0}}),
            String.class, List.of(""),
            String[].class, List.of(new String[0], new String[] {null, "yes"}));

    /** The first is a check itself, and its first argument no more than a name. */
    private static final Set<String> LEFT_OUT = Set.of("checkData", "equals");

    private static Dataset data() {
        return Dataset.of(INPUTS, new int[] {0, 1, 1, 0});
    }

    private static Network network() {
        return Network.input(2).dense(2, Gradus.softmax()).build();
    }

    /** Whose methods are entry points, and one of each to call them on. */
    private static final Map<Class<?>, Supplier<Object>> ENTRIES = Map.of(
            Gradus.class, () -> null,
            NetworkBuilder.class, () -> Network.input(2),
            Network.class, BadArgumentsTest::network,
            Dataset.class, BadArgumentsTest::data,
            Trainer.class, () -> Trainer.of(network()).quiet().epochs(1));

    static Stream<Method> methods() {
        return ENTRIES.keySet().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() > 0)
                .filter(method -> !LEFT_OUT.contains(method.getName()))
                .filter(method -> Arrays.stream(method.getParameterTypes()).allMatch(GOOD::containsKey));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whatIsRefusedIsRefusedInWords(Method method) throws Exception {
        Class<?>[] types = method.getParameterTypes();
        for (int p = 0; p < types.length; p++) {
            List<Object> values = new ArrayList<>(BAD.getOrDefault(types[p], List.of()));
            if (!types[p].isPrimitive()) values.add(null);
            for (Object bad : values) {
                Object[] arguments =
                        Arrays.stream(types).map(type -> GOOD.get(type).get()).toArray();
                arguments[p] = bad;
                call(method, arguments, p);
            }
        }
    }

    private static void call(Method method, Object[] arguments, int p) throws IllegalAccessException {
        String what = method.getDeclaringClass().getSimpleName() + "." + method.getName() + " with "
                + Arrays.deepToString(arguments);
        try {
            method.invoke(ENTRIES.get(method.getDeclaringClass()).get(), arguments);
            assertThat(arguments[p]).as(what + " passed").isNotNull().isNotEqualTo(Double.NaN);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            assertThat(thrown.getClass().getSimpleName())
                    .as(what + ": " + thrown)
                    .isIn("IllegalArgumentException", "IllegalStateException", "UncheckedIOException");
            if (!thrown.getClass().getSimpleName().equals("UncheckedIOException"))
                assertThat(thrown.getMessage()).as(what).hasSizeGreaterThan(20).contains(" ");
            if (arguments[p] == null) assertThat(thrown.getMessage()).as(what).contains("null");
        }
    }
}
