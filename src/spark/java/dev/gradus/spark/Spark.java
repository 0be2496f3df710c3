package dev.gradus.spark;

import dev.gradus.data.Dataset;
import dev.gradus.errors.Require;
import dev.gradus.loss.Loss;
import dev.gradus.nn.Network;
import dev.gradus.search.Search;
import dev.gradus.search.SearchResults;
import dev.gradus.search.Trial;
import dev.gradus.search.Trials;
import dev.gradus.train.Shards;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of Apache Spark, for trainings and for searches:
 *
 * <pre>{@code
 * Trainer.of(network).accumulate(4).on(Spark.of(context)).fit(data);
 * Search.random(42).logarithmic("learningRate", 1e-3, 1).on(Spark.of(context)).run(trial -> …);
 * }</pre>
 *
 * <p>A training takes k = {@link dev.gradus.train.Trainer#accumulate} mini-batches a step; each is a task, so that up to k
 * executors work at once. Weights go out once a step and gradients come back in the shards' order, wherever they were
 * computed: one, two or any number of executors give the same bits, which are those of one machine with the same
 * accumulate(k), and an executor that is lost costs time alone. The Trainer's every setting holds; validation, optimizer
 * and checkpoints stay with the driver.
 *
 * <p>Data are shuffled as a whole, so every executor holds all of them: they are sent once a training, and must fit into what
 * Spark lets an executor keep, 0.6 of {@code spark.executor.memory} without 300 MB (and into one array, 2 GB of pixels).
 * Larger ones are refused. With {@link dev.gradus.train.Trainer#shuffleWithinShards} an executor gets the parts of its
 * shards alone; the driver has all data in either case.
 *
 * <p>Executors need the same jar of Gradus as the driver, and say so if they have another. Their JDK may be another
 * one, if it is one that Spark runs on: those of a JDK that it can't start on are missed, not waited for. {@code
 * --add-modules jdk.incubator.vector} in {@code spark.executor.extraJavaOptions} makes them fast.
 */
public final class Spark implements Shards, Trials {
    private final JavaSparkContext context;
    private final @Nullable Source source;
    private @Nullable Training training; // the one under way

    /** How a machine reads data that lie where all machines can read them. */
    @FunctionalInterface
    public interface Source extends Serializable {
        Dataset read();
    }

    private Spark(JavaSparkContext context, @Nullable Source source) {
        this.context = context;
        this.source = source;
    }

    /**
     * A cluster of real processes on this machine, as lesson 20 uses it: so many executors with one core each. One that
     * ends is replaced, again and again, but gives up on a task that lost twenty of them.
     *
     * @param executors at least 1
     * @throws IllegalStateException where the process wasn't started by {@code python3 kernel/gradus.py spark}, which names
     *     a Spark (SPARK_HOME) and the library's jar (GRADUS_SPARK_JAR)
     */
    public static JavaSparkContext local(int executors) {
        Require.atLeast("executors", executors, 1);
        String jar = System.getenv("GRADUS_SPARK_JAR");
        if (jar == null || System.getenv("SPARK_HOME") == null)
            throw new IllegalStateException("there is no Spark for executors on this machine; start with python3"
                    + " kernel/gradus.py spark, or give a context of your own to Spark.of");
        SparkConf conf = new SparkConf()
                .setAppName("Gradus")
                .setMaster("local-cluster[" + executors + ",1,1024]")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.ui.enabled", "false")
                .set("spark.executor.memory", "1g")
                .set("spark.executor.extraClassPath", jar)
                .set("spark.executor.extraJavaOptions", "--add-modules jdk.incubator.vector")
                .set("spark.locality.wait", "0")
                .set(
                        "spark.task.maxFailures",
                        "20") // a lost executor's task counts as failed; one may be too large for any
                .set("spark.deploy.maxExecutorRetries", "-1");
        try {
            return new JavaSparkContext(conf);
        } catch (UnsupportedOperationException e) { // of what Java took away since
            throw new IllegalStateException(
                    "this Spark doesn't run on Java " + Runtime.version().feature() + " (" + e.getMessage()
                            + "); start with another JDK, such as 17 or 21, in JAVA_HOME",
                    e);
        }
    }

    /** The cluster of this context. */
    public static Spark of(JavaSparkContext context) {
        return new Spark(Require.notNull("context", context, "a JavaSparkContext"), null);
    }

    /**
     * Lets each executor read the data of a training itself, instead of sending them, e.g. {@code () ->
     * Dataset.ofIdx(images, labels)} or {@code () -> Tables.labelled(Tables.read(path), "label")}. They must be those that
     * {@code fit} is given: an executor that reads others is refused. It holds all of them, however they are shuffled.
     */
    public Spark reading(Source source) {
        return new Spark(context, Require.notNull("source", source, "e.g. () -> Dataset.ofIdx(images, labels)"));
    }

    /**
     * The rows of a DataFrame as a dataset, in the order of their keys: a DataFrame has no order of its own, so that two
     * reads may differ. All columns but two are inputs.
     *
     * @param key a column of whole numbers or texts, each once
     * @param label a column of classes, which the sorted labels name
     * @throws IllegalArgumentException if a column isn't there, a key comes twice, or an input is no number
     */
    public static Dataset dataset(org.apache.spark.sql.Dataset<Row> frame, String key, String label) {
        return Frame.dataset(frame, key, label);
    }

    @Override
    public Iterator<Gradient> gradients(Network network, Dataset data, Loss loss, List<Shard> shards) {
        if (training == null || !training.isOf(network, data, loss)) {
            end();
            training = new Training(context, source, network, data, loss, shards.get(0));
        }
        return training.gradients(shards);
    }

    /** Takes what was sent out back from the executors. */
    @Override
    public void end() {
        if (training != null) training.end();
        training = null;
    }

    @Override
    public void run(List<Trial> trials, Search.Score score, Consumer<SearchResults.Result> results) {
        new Trying(context, trials, score).run(results);
    }

    /** "Spark (local-cluster[2,1,1024])". */
    @Override
    public String toString() {
        return "Spark (" + context.master() + ")";
    }
}
