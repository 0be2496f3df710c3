package dev.gradus.spark;

import static dev.gradus.Gradus.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.math.Engine;
import dev.gradus.nn.Layer;
import dev.gradus.nn.LayerSetup;
import dev.gradus.nn.LayerSpec;
import dev.gradus.nn.Network;
import dev.gradus.search.Search;
import dev.gradus.search.SearchResults;
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import scala.jdk.javaapi.CollectionConverters;

class SparkTest {
    private static final String EXPECTED = Task.onOneMachine();
    private static final String EXPECTED_WITHIN = within(trainer -> trainer, Task.data());

    private static String within(UnaryOperator<Trainer> where, Dataset data) {
        Network network = Task.network();
        return Task.bits(
                network,
                where.apply(Task.trainer(network).shuffleWithinShards()).fit(data));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anyNumberOfExecutorsGivesTheBitsOfOneMachine(int executors) {
        try (JavaSparkContext context = Cluster.of(executors)) {
            Network network = Task.network();
            Spark spark = Spark.of(context);
            if (executors == 2) spark = spark.reading(Task::data);
            String bits = Task.bits(network, Task.trainer(network).on(spark).fit(Task.data()));
            assertThat(bits).isEqualTo(EXPECTED);
            Spark cluster = Spark.of(context);
            assertThat(within(trainer -> trainer.on(cluster), Task.data()))
                    .isEqualTo(EXPECTED_WITHIN)
                    .isNotEqualTo(EXPECTED);
            assertThat(context.parallelize(List.of(1, 2), 2)
                            .map(i -> Engine.threads())
                            .collect())
                    .as("threads of executors of one core")
                    .containsOnly(1);
            if (executors == 2) searchesAlike(context);
        }
    }

    /** Neither data nor weights nor what was made of them, however a training ends, and however it shuffles. */
    @Test
    void executorsKeepNothingOfATraining() throws InterruptedException {
        Dataset data = Mnist.load().train().take(8000); // 6 MB
        try (JavaSparkContext context = Cluster.of(2)) {
            for (boolean within : new boolean[] {false, true})
                for (boolean fails : new boolean[] {false, true}) {
                    Trainer trainer = Task.trainer(Task.network())
                            .batchSize(1000)
                            .epochs(1)
                            .on(Spark.of(context));
                    if (within) trainer.shuffleWithinShards();
                    long[] during = {0};
                    trainer.onEpoch(epoch -> {
                        during[0] = kept(context);
                        if (fails) throw new IllegalStateException("a listener's");
                    });
                    if (fails) assertThatThrownBy(() -> trainer.fit(data)).hasMessage("a listener's");
                    else trainer.fit(data);
                    assertThat(during[0]).isGreaterThan(3_000_000);
                    for (int i = 0; i < 200 && kept(context) > 1_000_000; i++) Thread.sleep(50);
                    assertThat(kept(context))
                            .as("within shards: %s, fails: %s", within, fails)
                            .isLessThan(1_000_000);
                    assertThat(context.getPersistentRDDs()).isEmpty();
                }
        }
    }

    /** Bytes of blocks on all machines. */
    private static long kept(JavaSparkContext context) {
        long sum = 0;
        for (var room : CollectionConverters.asJava(context.sc().getExecutorMemoryStatus())
                .values()) sum += (Long) room._1() - (Long) room._2();
        return sum;
    }

    /** An executor with 21 MB for them. */
    @Test
    void dataThatAreTooLargeAreRefusedAndMayComeInParts() {
        Dataset data = Mnist.load().train(); // 45 MB
        try (JavaSparkContext context = Cluster.of(1, "spark.memory.fraction", "0.1")) {
            Trainer trainer = Trainer.of(Network.input(784).dense(10, softmax()).build())
                    .batchSize(15_000)
                    .accumulate(4)
                    .epochs(1)
                    .quiet()
                    .on(Spark.of(context));
            assertThatThrownBy(() -> trainer.fit(data))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the data that an executor needs take 46 MB, and it has room for 22 MB, since"
                            + " spark.executor.memory is 512m; give executors more memory, or let each have a part of"
                            + " the data, with .shuffleWithinShards() and accumulate(k) for k parts");
            assertThat(trainer.shuffleWithinShards().fit(data).epochs()).hasSize(1);
        }
    }

    /** Scores, failures and the table are those of one machine, and listeners hear them in order. */
    private static void searchesAlike(JavaSparkContext context) {
        Dataset data = Task.data().take(200);
        Search.Score score = trial -> {
            if (trial.integer("units") == 3) throw new IllegalArgumentException("three is refused");
            if (trial.integer("units") == 4) throw new NullPointerException();
            Network network = Network.input(784)
                    .dense(trial.integer("units"), trial.value("activation", dev.gradus.activation.Activation.class))
                    .dense(10, softmax())
                    .build();
            Trainer.of(network)
                    .optimizer(sgd(trial.real("rate")))
                    .epochs(1)
                    .quiet()
                    .fit(data);
            return network.evaluate(data).loss();
        };
        List<Integer> heard = new ArrayList<>();
        SearchResults here = search().run(score);
        SearchResults there = search().on(Spark.of(context))
                .onTrial(result -> heard.add(result.trial().number()))
                .run(score);
        assertThat(there.columns()).hasToString(here.columns().toString());
        assertThat(there).hasToString(here.toString());
        assertThat(there.toString()).contains("three is refused", "NullPointerException");
        assertThat(heard).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    }

    private static Search search() {
        return Search.random(4)
                .values("units", 2, 3, 4, 8)
                .values("activation", relu(), tanh())
                .logarithmic("rate", 0.01, 1)
                .trials(8);
    }

    /** In the driver's process, where a context may be "local". */
    @Test
    void whatCantTravelOrDiffersIsRefusedByName() {
        try (JavaSparkContext context = Cluster.of("local[2]")) {
            Object heavy = new Object();
            LayerSpec spec = setup -> {
                assertThat(heavy).isNotNull();
                return dense(3, relu()).build(setup);
            };
            Network network = Network.input(784)
                    .layer(spec)
                    .flatten()
                    .dense(10, softmax())
                    .build();
            assertThatThrownBy(() -> Trainer.of(network).on(Spark.of(context)).fit(Task.data()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the network or its loss holds a java.lang.Object, which can't travel to another"
                            + " machine; make it where it is used, or let its class implement Serializable");
            assertThatThrownBy(() -> Task.trainer(Task.network())
                            .on(Spark.of(context).reading(() -> Task.data().shuffled(1)))
                            .fit(Task.data()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("which are not the 630 samples of the training");
            assertThatThrownBy(() -> Task.trainer(Task.network())
                            .on(Spark.of(context)
                                    .reading(() -> Dataset.ofIdx(Path.of("no-images"), Path.of("no-labels"))))
                            .fit(Task.data()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("an executor could not read the data: ")
                    .hasMessageContaining("no-images");
            assertThatThrownBy(() -> Search.grid()
                            .values("a", 1, 2)
                            .on(Spark.of(context))
                            .run(trial -> heavy.hashCode()))
                    .hasMessageContaining("what judges the trials, or a value that they try, holds a java.lang.Object");
            framesHaveTheOrderOfTheirKeys(context);
        }
    }

    private static void framesHaveTheOrderOfTheirKeys(JavaSparkContext context) {
        StructType type = new StructType()
                .add("id", DataTypes.LongType)
                .add("x", DataTypes.DoubleType)
                .add("kind", DataTypes.StringType)
                .add("z", DataTypes.IntegerType);
        List<Row> rows = List.of(
                RowFactory.create(3L, 0.5, "b", 1),
                RowFactory.create(1L, 1.5, "a", 2),
                RowFactory.create(2L, 2.5, "b", 3));
        SparkSession session = SparkSession.builder().sparkContext(context.sc()).getOrCreate();
        Dataset data = Spark.dataset(session.createDataFrame(rows, type).repartition(3), "id", "kind");
        assertThat(data.classes()).containsExactly("a", "b");
        assertThat(List.of(data.label(0), data.label(1), data.label(2))).containsExactly(0, 1, 1);
        assertThat(data.input(0)).containsExactly(1.5, 2);
        assertThat(data.input(2)).containsExactly(0.5, 1);
        var frame = session.createDataFrame(rows, type);
        assertThatThrownBy(() -> Spark.dataset(frame, "nr", "kind"))
                .hasMessage("key is \"nr\", but the columns of the frame are [id, x, kind, z]");
        assertThatThrownBy(() -> Spark.dataset(frame, "kind", "z"))
                .hasMessageContaining("key \"kind\" is b in two rows");
        assertThatThrownBy(() -> Spark.dataset(frame, "id", "z"))
                .hasMessage("\"kind\" is a in the row with id 1, which is no number; turn it into one, or leave the"
                        + " column out");
    }

    /** A layer of one's own, as a class in a jar or a lambda; and another library on the executors. */
    @Test
    void executorsWithAnotherLibraryAreRefused(@TempDir Path other) throws IOException {
        Path classes = Path.of("target/spark/classes");
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.toList()) {
                Path copy = other.resolve(classes.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(copy);
                else if (!file.endsWith("LearningRateFinder.class")) Files.copy(file, copy);
            }
        }
        String path = other + ":" + Path.of("target/spark/test-classes").toAbsolutePath();
        try (JavaSparkContext context = Cluster.of(1, "spark.executor.extraClassPath", path)) {
            Network network = Task.network();
            assertThatThrownBy(() -> Task.trainer(network).on(Spark.of(context)).fit(Task.data()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageMatching("executor 0 has another Gradus \\(\\w{16}\\) than the driver \\(\\w{16}\\),"
                            + " and might compute other bits; give all machines the same jar");
            assertThat(network.steps()).isZero();
            SearchResults results =
                    Search.grid().values("a", 1).on(Spark.of(context)).run(trial -> 1.0);
            assertThat(results.toString()).contains("another Gradus");
        }
    }

    /** As with a JDK that Spark doesn't know: each dies at once, and is replaced for ever. */
    @Test
    void executorsThatCantStartAreRefused() {
        try (JavaSparkContext context = Cluster.of(
                1,
                "spark.executorEnv.JAVA_HOME",
                "/no/jdk",
                "spark.network.timeout",
                "6s",
                "spark.network.timeoutInterval",
                "3s",
                "spark.executor.heartbeatInterval",
                "2s")) {
            Network network = Task.network();
            assertThatThrownBy(() -> Task.trainer(network).on(Spark.of(context)).fit(Task.data()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("no executor has come up in 6 seconds (spark.network.timeout)");
            assertThat(network.steps()).isZero();
        }
    }

    /** y = s ⊙ x, as in the README. */
    static final class Twice implements Layer {
        Twice(LayerSetup setup) {}

        @Override
        public dev.gradus.math.Matrix forward(dev.gradus.math.Matrix x, boolean training) {
            return x.map(v -> 2 * v);
        }

        @Override
        public dev.gradus.math.Matrix backward(dev.gradus.math.Matrix delta) {
            return delta.map(v -> 2 * v);
        }

        @Override
        public List<dev.gradus.nn.Parameter> parameters() {
            return List.of();
        }
    }

    @Test
    void aLayerOfOnesOwnTravels() {
        try (JavaSparkContext context = Cluster.of("local[2]")) {
            String here = own(trainer -> trainer);
            assertThat(own(trainer -> trainer.on(Spark.of(context)))).isEqualTo(here);
        }
    }

    private static String own(UnaryOperator<Trainer> where) {
        Network network =
                Network.input(784).layer(Twice::new).dense(10, softmax()).build();
        return Task.bits(
                network,
                where.apply(Trainer.of(network).accumulate(2).epochs(1).quiet()).fit(Task.data()));
    }
}
