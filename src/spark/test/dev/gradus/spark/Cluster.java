package dev.gradus.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Clusters of real processes on this machine. */
final class Cluster {
    private static final Path CLASSES = Path.of("target/spark/classes").toAbsolutePath();
    private static final Path TESTS = Path.of("target/spark/test-classes").toAbsolutePath();

    private Cluster() {}

    /** So many executors, each a JVM of its own. */
    static JavaSparkContext of(int executors, String... more) {
        return of("local-cluster[" + executors + ",1,512]", more);
    }

    static JavaSparkContext of(String master, String... more) {
        SparkConf conf = new SparkConf()
                .setAppName("test")
                .setMaster(master)
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.executor.memory", "512m")
                .set("spark.executor.extraClassPath", CLASSES + ":" + TESTS)
                .set("spark.executor.extraJavaOptions", "--add-modules jdk.incubator.vector")
                .set("spark.ui.enabled", "false")
                .set("spark.locality.wait", "0")
                .set("spark.task.maxFailures", "1000") // a killed executor's task counts as failed
                .set("spark.deploy.maxExecutorRetries", "-1");
        for (int i = 0; i < more.length; i += 2) conf.set(more[i], more[i + 1]);
        return new JavaSparkContext(conf);
    }

    /** The executors' processes. */
    static List<ProcessHandle> executors() {
        try (Stream<ProcessHandle> children = ProcessHandle.current().descendants()) {
            return children.filter(p -> p.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                    .filter(p -> p.info().command().orElse("").endsWith("java"))
                    .toList();
        }
    }

    /** What a program of a test sees. */
    static Map<String, String> environment() {
        return Map.of("SPARK_HOME", System.getenv("SPARK_HOME"), "SPARK_SCALA_VERSION", "2.13");
    }
}
