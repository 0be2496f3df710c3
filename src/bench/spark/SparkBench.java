import static dev.gradus.Gradus.*;

import dev.gradus.data.Dataset;
import dev.gradus.data.Mnist;
import dev.gradus.nn.Network;
import dev.gradus.spark.Spark;
import dev.gradus.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
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
 * What many machines cost, as Markdown; {@code gradus.py bench --spark} starts it twice. {@code steps}, with one thread: a
 * step here, on one executor and on two. {@code accuracy}: MNIST to 97 %, here, on two executors and by MLlib.
 */
public final class SparkBench {
    private static final Mnist MNIST = Mnist.load();
    private static final int STEPS = 3; // an epoch
    private static final double GIGABIT = 1e9 / 8; // bytes a second

    private final boolean quick;

    private SparkBench(boolean quick) {
        this.quick = quick;
    }

    public static void main(String[] args) throws IOException {
        SparkBench bench = new SparkBench(List.of(args).contains("--quick"));
        if (args[0].equals("steps")) bench.steps();
        else bench.accuracy();
    }

    // ---- a step ----

    /** @param bytes of all weights */
    private record Case(String name, int batch, Supplier<Network> recipe, double bytes) {
        static Case of(String name, int batch, Supplier<Network> recipe) {
            return new Case(name, batch, recipe, 4.0 * recipe.get().summary().parameters());
        }
    }

    private void steps() throws IOException {
        List<Case> cases = new ArrayList<>();
        for (int width : quick ? new int[] {128, 512} : new int[] {128, 512, 2048})
            for (int m : batches()) cases.add(Case.of("784-" + width + "-" + width + "-10", m, () -> dense(width, width)));
        for (int m : batches()) cases.add(Case.of("convolutions", m, SparkBench::convolution));
        int[] shards = {1, 2, 4, 8};
        Case small = Case.of("784-16-16-10", 8, () -> dense(16, 16));

        Map<Case, Double> here = new LinkedHashMap<>();
        for (Case each : cases) here.put(each, step(each, 1, null));
        Map<Case, double[]> there = new LinkedHashMap<>(); // on one and on two executors
        cases.forEach(each -> there.put(each, new double[2]));
        double[][] overhead = new double[2][shards.length];
        for (int n = 1; n <= 2; n++)
            try (JavaSparkContext cluster = Spark.local(n)) {
                for (int i = 0; i < (quick ? 1 : 10); i++) step(small, 2, cluster); // until compilers are done
                for (Case each : cases) there.get(each)[n - 1] = step(each, n, cluster);
                for (int i = 0; i < shards.length; i++)
                    overhead[n - 1][i] = step(small, shards[i], cluster) - step(small, shards[i], null);
            }

        String day = LocalDate.now().format(DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH));
        print("Measured by `python3 kernel/gradus.py bench --spark%s` on %s: %s, %d cores, Java %s, Spark %s; executors of"
                + " one core each are processes on this machine.%n%n", quick ? " --quick" : "", day, cpu(),
                Runtime.getRuntime().availableProcessors(), Runtime.version(), org.apache.spark.package$.MODULE$.SPARK_VERSION());
        print("What a step costs beyond its work (784-16-16-10, 8 digits in all), in milliseconds:%n%n"
                + "| shards | one executor | two executors |%n| ---: | ---: | ---: |%n");
        for (int i = 0; i < shards.length; i++)
            print("| %d | %.1f | %.1f |%n", shards[i], 1000 * overhead[0][i], 1000 * overhead[1][i]);

        // delay + x / speed by least squares, x = 2n · bytes, over the steps of few digits
        List<double[]> points = new ArrayList<>();
        for (Case each : cases)
            for (int n = 1; n <= 2; n++)
                if (each.batch == batches()[0])
                    points.add(new double[] {2 * n * each.bytes, there.get(each)[n - 1] - here.get(each) / n});
        double x = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
        double y = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
        double speed = points.stream().mapToDouble(p -> (p[0] - x) * (p[0] - x)).sum()
                / points.stream().mapToDouble(p -> (p[0] - x) * (p[1] - y)).sum();
        double delay = y - x / speed;
        print("%nThe time of a step on n executors is about **work / n + delay + 2 · n · bytes · (1 / %.0f MB/s + 1 /"
                + " bandwidth)**. The delay of %.1f ms and the %.0f MB/s at which weights are packed, copied and unpacked where"
                + " there is no cable are those that lie next to the steps of %d digits below (least squares). Two pay where"
                + " the work takes longer than 2 · delay + 8 · bytes · (1 / %.0f MB/s + 1 / bandwidth).%n%n",
                speed / 1e6, 1000 * delay, speed / 1e6, batches()[0], speed / 1e6);
        print("Milliseconds a step, “here” with one core, and what the formula says for two executors without a cable:%n%n"
                + "| network | weights | digits a step | here | one executor | two executors | formula |%n"
                + "| --- | ---: | ---: | ---: | ---: | ---: | ---: |%n");
        for (Case each : cases)
            print("| %s | %.1f MB | %,d | %.1f | %.1f | %.1f | %.1f |%n", each.name, each.bytes / 1e6, each.batch,
                    1000 * here.get(each), 1000 * there.get(each)[0], 1000 * there.get(each)[1],
                    1000 * (here.get(each) / 2 + delay + 4 * each.bytes / speed));
        print("%nDigits a step from which two executors pay, by the formula:%n%n"
                + "| network | without a cable | 10 Gbit/s | 1 Gbit/s |%n| --- | ---: | ---: | ---: |%n");
        for (Case each : cases)
            if (each.batch == batches()[1]) {
                double digit = here.get(each) / each.batch;
                double without = 2 * delay + 8 * each.bytes / speed;
                print("| %s | %,.0f | %,.0f | %,.0f |%n", each.name, without / digit,
                        (without + 8 * each.bytes / (10 * GIGABIT)) / digit, (without + 8 * each.bytes / GIGABIT) / digit);
            }
        print("%n");
    }

    private int[] batches() {
        return quick ? new int[] {64, 256} : new int[] {128, 2048};
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

    /** Seconds of a step of so many shards in the best of three epochs behind a first one. */
    private static double step(Case each, int shards, JavaSparkContext cluster) {
        Trainer trainer = Trainer.of(each.recipe.get()).optimizer(sgd(0.1)).batchSize(each.batch / shards);
        trainer.accumulate(shards).epochs(4).quiet();
        if (cluster != null) trainer.on(Spark.of(cluster));
        List<Long> ends = new ArrayList<>();
        trainer.onEpoch(epoch -> ends.add(System.nanoTime())).fit(MNIST.train().take(STEPS * each.batch));
        return IntStream.range(1, 4)
                .mapToDouble(e -> (ends.get(e) - ends.get(e - 1)) / (1e9 * STEPS))
                .min()
                .orElseThrow();
    }

    // ---- to 97 % ----

    private void accuracy() {
        int iterations = quick ? 3 : 25; // more from training to training of MLlib
        print("MNIST by 784-128-64-10, with two cores, until 97 %% of the test digits are right. Gradus by batches of 128"
                + " (SGD 0.1) is asked behind each epoch; MLlib trains anew with %d iterations more each time, of which only"
                + " the last training counts:%n%n"
                + "|  | right | after | seconds |%n| --- | ---: | ---: | ---: |%n", iterations);
        gradus("Gradus, one machine", null);
        try (JavaSparkContext cluster = Spark.local(2)) {
            gradus("Gradus, two executors", cluster);
        }
        mllib(iterations, quick ? 2 : 8);
    }

    private void gradus(String name, JavaSparkContext cluster) {
        Network network = dense(128, 64);
        Trainer trainer = Trainer.of(network).optimizer(sgd(0.1)).quiet().epochs(quick ? 1 : 30);
        trainer.batchSize(128);
        if (cluster != null) trainer.batchSize(64).accumulate(2).on(Spark.of(cluster));
        trainer.onEpoch(epoch -> {
            if (network.evaluate(MNIST.test()).accuracy() >= 0.97) trainer.stop();
        });
        long start = System.nanoTime();
        trainer.fit(MNIST.train());
        double seconds = (System.nanoTime() - start) / 1e9;
        row(name, network.evaluate(MNIST.test()).accuracy(), network.epochs() + " epochs", seconds);
    }

    private static void mllib(int more, int trainings) {
        SparkSession session =
                SparkSession.builder().master("local[2]").config("spark.ui.enabled", "false").getOrCreate();
        try {
            var train = frame(session, MNIST.train()).repartition(2).cache();
            train.count();
            var test = frame(session, MNIST.test()).repartition(2).cache();
            int iterations = 0;
            double right = 0;
            double seconds = 0;
            while (right < 0.97 && iterations < trainings * more) {
                iterations += more;
                long start = System.nanoTime();
                var model = new MultilayerPerceptronClassifier()
                        .setLayers(new int[] {784, 128, 64, 10})
                        .setMaxIter(iterations)
                        .setSeed(42)
                        .fit(train);
                seconds = (System.nanoTime() - start) / 1e9;
                right = model.transform(test).filter("label = prediction").count() / (double) MNIST.test().size();
            }
            row("MLlib, local[2], L-BFGS", right, iterations + " iterations", seconds);
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

    private static void row(String name, double right, String after, double seconds) {
        print("| %s | %.2f %% | %s | %.1f |%n", name, 100 * right, after, seconds);
    }

    // ---- words ----

    private static void print(String format, Object... arguments) {
        System.out.printf(Locale.ROOT, format, arguments);
    }

    private static String cpu() throws IOException {
        return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }
}
