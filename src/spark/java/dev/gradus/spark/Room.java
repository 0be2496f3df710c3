package dev.gradus.spark;

import dev.gradus.data.Dataset;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Whether there are executors, and the data of a training fit into one: those that can't start, or are too small, would end
 * and be replaced for ever.
 */
final class Room {
    private static final long RESERVED = 300L << 20; // bytes that Spark takes for itself, as the next
    private static final double STORAGE = 0.6;

    private Room() {}

    /**
     * Looks before they are sent.
     *
     * @param share of them that an executor needs
     * @throws IllegalStateException if they are larger than what Spark keeps for data
     */
    static void check(JavaSparkContext context, Dataset data, double share) {
        if (context.isLocal()) return; // they are there
        SparkConf conf = context.getConf();
        String memory = conf.get("spark.executor.memory", "1g");
        double room = conf.getDouble("spark.memory.fraction", STORAGE)
                * (conf.getSizeAsBytes("spark.executor.memory", memory) - RESERVED);
        double bytes = share * bytes(data);
        if (bytes > room)
            throw new IllegalStateException("the data that an executor needs take " + mega(bytes)
                    + " MB, and it has room for " + mega(room) + " MB, since spark.executor.memory is " + memory
                    + "; give executors more memory, or let each have a part of the data, with"
                    + " .shuffleWithinShards() and accumulate(k) for k parts");
    }

    /**
     * Waits for the first one.
     *
     * @throws IllegalStateException if none is there after spark.network.timeout
     */
    static void awaitExecutor(JavaSparkContext context) {
        long seconds = context.getConf().getTimeAsSeconds("spark.network.timeout", "120s");
        long end = System.nanoTime() + seconds * 1_000_000_000;
        while (!context.isLocal() && context.sc().getExecutorMemoryStatus().size() < 2) { // the driver is one
            if (System.nanoTime() > end)
                throw new IllegalStateException("no executor has come up in " + seconds + " seconds"
                        + " (spark.network.timeout); has the cluster room for one of spark.executor.memory, and does its"
                        + " Spark run on its JDK? The executors' own logs say more");
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while there was no executor yet", e);
            }
        }
    }

    private static long mega(double bytes) {
        return (long) Math.ceil(bytes / (1 << 20));
    }

    /** As many as they take on their way. */
    private static long bytes(Dataset data) {
        long[] count = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int b) {
                count[0]++;
            }

            @Override
            public void write(byte[] b, int from, int length) {
                count[0] += length;
            }
        };
        try (ObjectOutputStream out = new ObjectOutputStream(counting)) {
            out.writeObject(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count[0];
    }
}
