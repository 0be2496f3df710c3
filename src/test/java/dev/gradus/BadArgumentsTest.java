package dev.gradus;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.gradus.activation.Activation;
import dev.gradus.activation.Elu;
import dev.gradus.activation.Initializer;
import dev.gradus.activation.LeakyRelu;
import dev.gradus.activation.Linear;
import dev.gradus.autodiff.Value;
import dev.gradus.check.GradientCheck;
import dev.gradus.data.Dataset;
import dev.gradus.data.Omniglot;
import dev.gradus.data.Standardizer;
import dev.gradus.data.TableEncoder;
import dev.gradus.data.Tables;
import dev.gradus.data.Tabular;
import dev.gradus.data.Vocabulary;
import dev.gradus.descent.Descent;
import dev.gradus.descent.Objective;
import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.LayerException;
import dev.gradus.errors.ShapeException;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.evaluation.RocCurve;
import dev.gradus.loss.BinaryCrossEntropy;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Huber;
import dev.gradus.loss.Loss;
import dev.gradus.loss.Penalty;
import dev.gradus.math.Shape;
import dev.gradus.nn.AttentionSpec;
import dev.gradus.nn.BatchNormSpec;
import dev.gradus.nn.Conv2dSpec;
import dev.gradus.nn.DenseSpec;
import dev.gradus.nn.DropoutSpec;
import dev.gradus.nn.EmbeddingSpec;
import dev.gradus.nn.GruSpec;
import dev.gradus.nn.LayerNormSpec;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.LstmSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.NetworkBuilder;
import dev.gradus.nn.OverTimeSpec;
import dev.gradus.nn.Parameter;
import dev.gradus.nn.PoolSpec;
import dev.gradus.nn.PositionsSpec;
import dev.gradus.nn.ResidualSpec;
import dev.gradus.nn.RnnSpec;
import dev.gradus.optim.Adadelta;
import dev.gradus.optim.Adagrad;
import dev.gradus.optim.Adam;
import dev.gradus.optim.AdamW;
import dev.gradus.optim.Adamax;
import dev.gradus.optim.ClipNorm;
import dev.gradus.optim.ClipValue;
import dev.gradus.optim.Clipping;
import dev.gradus.optim.ConstantRate;
import dev.gradus.optim.CosineDecay;
import dev.gradus.optim.ExponentialDecay;
import dev.gradus.optim.Momentum;
import dev.gradus.optim.Nadam;
import dev.gradus.optim.Nesterov;
import dev.gradus.optim.OneCycle;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.ReduceOnPlateau;
import dev.gradus.optim.RmsProp;
import dev.gradus.optim.Schedule;
import dev.gradus.optim.Sgd;
import dev.gradus.optim.StepDecay;
import dev.gradus.optim.WarmUp;
import dev.gradus.reuse.Distillation;
import dev.gradus.reuse.Prototypes;
import dev.gradus.reuse.Pruning;
import dev.gradus.reuse.Rounding;
import dev.gradus.reuse.Transfer;
import dev.gradus.search.LearningRateFinder;
import dev.gradus.search.Search;
import dev.gradus.train.Trainer;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.Table;

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
            Map.entry(double[][][].class, () -> new double[][][] {INPUTS, INPUTS, INPUTS, INPUTS}),
            Map.entry(int[][].class, () -> new int[4][3]),
            Map.entry(Shape.class, () -> Shape.of(2)),
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
            Map.entry(Dataset.class, BadArgumentsTest::data),
            Map.entry(Network.class, BadArgumentsTest::network),
            Map.entry(boolean[].class, () -> new boolean[] {true, false}),
            Map.entry(Object[].class, () -> new Object[] {1, 2}),
            Map.entry(DoubleBinaryOperator.class, () -> (DoubleBinaryOperator) (x, y) -> x + y),
            Map.entry(ToDoubleFunction.class, () -> (ToDoubleFunction<Object>) x -> 0.5),
            Map.entry(UnaryOperator.class, () -> UnaryOperator.identity()),
            Map.entry(BinaryOperator.class, () -> (BinaryOperator<Object>) (x, y) -> x),
            Map.entry(Function.class, () -> (Function<Value[], Value>) x -> x[0]),
            Map.entry(Objective.class, Objective::rosenbrock),
            Map.entry(Value.class, () -> Value.of(2)),
            Map.entry(Value[].class, () -> new Value[] {Value.of(2)}),
            Map.entry(Table.class, Tables::iris),
            Map.entry(Tabular.class, () -> network().evaluate(data())));

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
            String[].class, List.of(new String[0], new String[] {null, "yes"}),
            Object[].class, List.of(new Object[0], new Object[] {null, 1}));

    /** No entries: a check itself, what networks ask of their layers and losses, and what Java asks of every object. */
    private static final Set<String> LEFT_OUT = Set.of("fitted", "check", "outputShape", "equals");

    private static Dataset data() {
        return Dataset.of(INPUTS, new int[] {0, 1, 1, 0});
    }

    private static Network network() {
        return Network.input(2).dense(2, Gradus.softmax()).build();
    }

    /** Whose constructors and methods are entry points, and one of each to call them on. */
    private static final Map<Class<?>, Supplier<Object>> ENTRIES = Map.ofEntries(
            Map.entry(Gradus.class, () -> null),
            Map.entry(NetworkBuilder.class, () -> Network.input(2)),
            Map.entry(Network.class, BadArgumentsTest::network),
            Map.entry(Parameter.class, () -> network().parameters().get(0)),
            Map.entry(Evaluation.class, () -> network().evaluate(data())),
            Map.entry(RocCurve.class, () -> null),
            Map.entry(Penalty.class, () -> Penalty.NONE),
            Map.entry(Dataset.class, BadArgumentsTest::data),
            Map.entry(Standardizer.class, () -> Standardizer.of(data())),
            Map.entry(Omniglot.class, () -> null),
            Map.entry(Pruning.class, () -> null),
            Map.entry(Rounding.class, () -> Rounding.of(network(), 8)),
            Map.entry(Distillation.class, () -> null),
            Map.entry(Transfer.class, () -> null),
            Map.entry(Prototypes.class, () -> Prototypes.of(INPUTS, new int[] {0, 1, 1, 0})),
            Map.entry(Tables.class, () -> null),
            Map.entry(TableEncoder.class, () -> TableEncoder.of(Tables.iris(), "species")),
            Map.entry(Trainer.class, () -> Trainer.of(network()).quiet().epochs(1)),
            Map.entry(LearningRateFinder.class, () -> LearningRateFinder.of(network())),
            Map.entry(Search.class, () -> Search.random(1).uniform("x", 0, 1).trials(2)),
            Map.entry(GradientCheck.class, () -> null),
            Map.entry(Descent.class, () -> Descent.of(Objective.rosenbrock()).from(1, 2)),
            Map.entry(Objective.class, Objective::rosenbrock),
            Map.entry(Value.class, () -> Value.of(1)),
            Map.entry(DenseSpec.class, () -> Gradus.dense(2, new Linear())),
            Map.entry(Conv2dSpec.class, () -> Gradus.conv2d(2, 2, new Linear())),
            Map.entry(PoolSpec.class, () -> Gradus.maxPool(2)),
            Map.entry(OverTimeSpec.class, Gradus::last),
            Map.entry(DropoutSpec.class, () -> Gradus.dropout(0.5)),
            Map.entry(BatchNormSpec.class, Gradus::batchNorm),
            Map.entry(LayerNormSpec.class, Gradus::layerNorm),
            Map.entry(ResidualSpec.class, () -> null),
            Map.entry(EmbeddingSpec.class, () -> Gradus.embedding(2)),
            Map.entry(PositionsSpec.class, Gradus::positions),
            Map.entry(RnnSpec.class, () -> Gradus.rnn(2)),
            Map.entry(LstmSpec.class, () -> Gradus.lstm(2)),
            Map.entry(GruSpec.class, () -> Gradus.gru(2)),
            Map.entry(AttentionSpec.class, () -> Gradus.attention(2)),
            Map.entry(Vocabulary.class, () -> Vocabulary.of("xyz")),
            Map.entry(Shape.class, () -> Shape.of(2)),
            Map.entry(Activation.class, () -> null),
            Map.entry(LeakyRelu.class, () -> null),
            Map.entry(Elu.class, () -> null),
            Map.entry(Initializer.class, () -> null),
            Map.entry(CrossEntropy.class, CrossEntropy::new),
            Map.entry(BinaryCrossEntropy.class, BinaryCrossEntropy::new),
            Map.entry(Huber.class, () -> null),
            Map.entry(Sgd.class, () -> null),
            Map.entry(Momentum.class, () -> new Momentum(0.1, 0.9)),
            Map.entry(Nesterov.class, () -> new Nesterov(0.1, 0.9)),
            Map.entry(Adagrad.class, () -> Gradus.adagrad(1)),
            Map.entry(Adadelta.class, () -> Gradus.adadelta(1)),
            Map.entry(RmsProp.class, () -> Gradus.rmsprop(1)),
            Map.entry(Adam.class, () -> Gradus.adam(1)),
            Map.entry(AdamW.class, () -> Gradus.adamW(1)),
            Map.entry(Adamax.class, () -> Gradus.adamax(1)),
            Map.entry(Nadam.class, () -> Gradus.nadam(1)),
            Map.entry(StepDecay.class, () -> null),
            Map.entry(ExponentialDecay.class, () -> null),
            Map.entry(CosineDecay.class, Gradus::cosineDecay),
            Map.entry(WarmUp.class, () -> null),
            Map.entry(OneCycle.class, Gradus::oneCycle),
            Map.entry(ReduceOnPlateau.class, () -> Gradus.reduceOnPlateau(0.5, 2)),
            Map.entry(ClipNorm.class, () -> Gradus.clipNorm(1)),
            Map.entry(ClipValue.class, () -> null));

    /** Where not being a number is no mistake: a tape computes with whatever comes, and a loss may be none. */
    private static final Set<Class<?>> TAKES_NAN = Set.of(Value.class, Evaluation.class);

    static Stream<Executable> entries() {
        return ENTRIES.keySet().stream()
                .sorted(Comparator.comparing(Class::getName))
                .flatMap(type -> Stream.concat(
                        Arrays.stream(type.getDeclaredConstructors()), Arrays.stream(type.getDeclaredMethods())))
                .filter(entry -> Modifier.isPublic(entry.getModifiers()) && !entry.isSynthetic())
                .filter(entry -> entry.getParameterCount() > 0 && !LEFT_OUT.contains(entry.getName()))
                .filter(entry -> Arrays.stream(entry.getParameterTypes()).allMatch(GOOD::containsKey));
    }

    /** Constructors and options of what is not listed here would escape. */
    @Test
    void everySpecAndEveryOptimizerIsAnEntry() {
        assertThat(new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages(
                                        "dev.gradus.activation", "dev.gradus.nn", "dev.gradus.loss", "dev.gradus.optim")
                                .stream()
                                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC) && type.isRecord())
                                .filter(type -> Stream.of(
                                                LayerSpec.class, Loss.class, Activation.class, Optimizer.class)
                                        .anyMatch(type::isAssignableTo))
                                .map(JavaClass::reflect)
                                .filter(type -> type.getRecordComponents().length > 0))
                .isNotEmpty()
                .isSubsetOf(ENTRIES.keySet());
    }

    @ParameterizedTest
    @MethodSource("entries")
    void whatIsRefusedIsRefusedInWords(Executable entry) throws Exception {
        Class<?>[] types = entry.getParameterTypes();
        for (int p = 0; p < types.length; p++) {
            List<Object> values = new ArrayList<>(BAD.getOrDefault(types[p], List.of()));
            if (!types[p].isPrimitive()) values.add(null);
            for (Object bad : values) {
                Object[] arguments =
                        Arrays.stream(types).map(type -> GOOD.get(type).get()).toArray();
                arguments[p] = bad;
                call(entry, arguments, p);
            }
        }
    }

    private static void call(Executable entry, Object[] arguments, int p) throws ReflectiveOperationException {
        Class<?> type = entry.getDeclaringClass();
        String what = type.getSimpleName() + "." + entry.getName() + " with " + Arrays.deepToString(arguments);
        boolean mayBeNull = Arrays.stream(entry.getAnnotatedParameterTypes()[p].getAnnotations())
                .anyMatch(annotation -> annotation instanceof Nullable);
        try {
            if (entry instanceof Method method) method.invoke(ENTRIES.get(type).get(), arguments);
            else ((Constructor<?>) entry).newInstance(arguments);
            if (!mayBeNull) assertThat(arguments[p]).as(what + " passed").isNotNull();
            if (!TAKES_NAN.contains(type))
                assertThat(arguments[p]).as(what + " passed").isNotEqualTo(Double.NaN);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            assertThat(thrown.getClass())
                    .as(what + ": " + thrown)
                    .isIn(
                            ArgumentException.class,
                            ShapeException.class,
                            LayerException.class,
                            IllegalArgumentException.class,
                            IllegalStateException.class,
                            UncheckedIOException.class);
            if (!(thrown instanceof UncheckedIOException))
                assertThat(thrown.getMessage()).as(what).hasSizeGreaterThan(20).contains(" ");
            if (arguments[p] == null) assertThat(thrown.getMessage()).as(what).contains("null");
        }
    }
}
