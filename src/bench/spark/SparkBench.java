import static dev.gradus.Gradus.*;

import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import dev.gradus.spark.Spark;
import dev.gradus.train.Trainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * What many machines cost: a step on one machine, on one executor and on two, for networks and batches of several sizes;
 * and MNIST to 97 % here and by MLlib's MultilayerPerceptronClassifier, 784-128-64-10. CONTRIBUTING says how to start it.
 */
public final class SparkBench {
    private static final Mnist MNIST = Mnist.load();

    public static void main(String[] args) {
        try (JavaSparkContext cluster = Spark.local(2)) {
            System.out.println("seconds a step: here, one executor, two executors");
            for (int width : new int[] {128, 512, 2048})
                for (int m : new int[] {128, 2048}) steps(cluster, width + " wide, " + m, m, () -> dense(width, width));
            for (int m : new int[] {128, 2048}) steps(cluster, "convolution, " + m, m, SparkBench::convolution);
        }
        toNinetySeven();
        mllib(args.length == 0 ? 100 : Integer.parseInt(args[0]));
    }

    private interface Recipe {
        Network build();
    }

    private static Network dense(int one, int other) {
        return Network.input(784).dense(one, relu()).dense(other, relu()).dense(10, softmax()).seed(42).build();
    }

    private static Network convolution() {
        return Network.input(1, 28, 28)
                .conv2d(16, 5, relu())
                .maxPool(2)
                .conv2d(32, 5, relu())
                .maxPool(2)
                .flatten()
                .dense(10, softmax())
                .build();
    }

    /** The best of three trainings of five steps behind a first one; what a training costs once is taken off by one of one step. */
    private static void steps(JavaSparkContext cluster, String name, int m, Recipe recipe) {
        Dataset five = MNIST.train().take(5 * m);
        double here = step(Trainer.of(recipe.build()).batchSize(m), five);
        double one = step(Trainer.of(recipe.build()).batchSize(m).on(Spark.of(cluster)), five);
        double two = step(Trainer.of(recipe.build()).batchSize(m / 2).accumulate(2).on(Spark.of(cluster)), five);
        System.out.printf(Locale.ROOT, "%-20s %.4f   %.4f   %.4f%n", name, here, one, two);
    }

    private static double step(Trainer trainer, Dataset five) {
        List<Long> ends = new ArrayList<>();
        trainer.optimizer(sgd(0.1)).epochs(4).quiet().onEpoch(epoch -> ends.add(System.nanoTime())).fit(five);
        return IntStream.range(1, 4)
                .mapToDouble(e -> (ends.get(e) - ends.get(e - 1)) / 5e9)
                .min()
                .orElseThrow();
    }

    private static void toNinetySeven() {
        Network network = dense(128, 64);
        long start = System.nanoTime();
        Trainer trainer = Trainer.of(network).optimizer(sgd(0.1)).batchSize(128).quiet();
        trainer.onEpoch(epoch -> {
            if (network.evaluate(MNIST.test()).accuracy() >= 0.97) trainer.stop();
        });
        trainer.epochs(30).fit(MNIST.train());
        System.out.printf(
                Locale.ROOT,
                "Gradus, one machine: %.2f %% after %d epochs, %.1f s%n",
                100 * network.evaluate(MNIST.test()).accuracy(),
                network.epochs(),
                (System.nanoTime() - start) / 1e9);
    }

    private static void mllib(int iterations) {
        SparkSession session =
                SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
        try {
            var train = frame(session, MNIST.train()).repartition(2).cache();
            train.count();
            long start = System.nanoTime();
            var model = new MultilayerPerceptronClassifier()
                    .setLayers(new int[] {784, 128, 64, 10})
                    .setMaxIter(iterations)
                    .setSeed(42)
                    .fit(train);
            double seconds = (System.nanoTime() - start) / 1e9;
            var answers = model.transform(frame(session, MNIST.test()));
            double right = answers.filter("label = prediction").count() / 100.0;
            System.out.printf(
                    Locale.ROOT, "MLlib, L-BFGS, %d iterations: %.2f %% after %.1f s%n", iterations, right, seconds);
        } finally {
            session.stop();
        }
    }

    private static org.apache.spark.sql.Dataset<Row> frame(SparkSession session, Dataset data) {
        List<Row> rows = IntStream.range(0, data.size())
                .mapToObj(i -> RowFactory.create((double) data.label(i), Vectors.dense(data.input(i))))
                .toList();
        StructType type =
                new StructType().add("label", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType());
        return session.createDataFrame(rows, type);
    }
}
