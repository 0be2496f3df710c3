package dev.gradus.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gradus.Programs;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that end in the middle. */
class FaultsTest {
    private static final boolean DEEP = Boolean.getBoolean("gradus.deep");
    private static final int KILLS = DEEP ? 50 : 5;

    /**
     * Executors are killed until there were enough, each at a random moment of a step behind the one that saw the last kill;
     * only then may the training end.
     */
    @Test
    void killedExecutorsChangeNoBit() throws InterruptedException {
        AtomicInteger kills = new AtomicInteger();
        AtomicInteger steps = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        Thread killer = new Thread(() -> {
            RandomStream random = RandomStream.of(1, "kills", 0);
            int seen = 0;
            while (!over.get() && kills.get() < KILLS) {
                try {
                    while (!over.get() && steps.get() == seen) Thread.sleep(2);
                    Thread.sleep(random.nextInt(300));
                } catch (InterruptedException e) {
                    return;
                }
                seen = steps.get();
                List<ProcessHandle> executors = Cluster.executors();
                if (!executors.isEmpty()
                        && executors.get(random.nextInt(executors.size())).destroyForcibly()) kills.incrementAndGet();
            }
        });
        try (JavaSparkContext context = Cluster.of(2)) {
            Network network = Task.network();
            Network alone = Task.network();
            Spark spark = Spark.of(context);
            killer.start();
            // As many epochs as it takes, on both sides.
            int[] epochs = {0};
            var trainer = Task.trainer(network).epochs(100_000).on((each, data, loss, shards) -> {
                steps.incrementAndGet();
                return spark.gradients(each, data, loss, shards);
            });
            trainer.onEpoch(epoch -> {
                epochs[0] = epoch.number();
                if (kills.get() >= KILLS) trainer.stop();
            });
            var history = trainer.fit(Task.data());
            over.set(true);
            var same = Task.trainer(alone).epochs(100_000);
            same.onEpoch(epoch -> {
                if (epoch.number() == epochs[0]) same.stop();
            });
            assertThat(Task.bits(network, history)).isEqualTo(Task.bits(alone, same.fit(Task.data())));
            assertThat(kills).hasValueGreaterThanOrEqualTo(KILLS);
            System.out.println(kills + " executors killed in " + steps + " steps, the same bits");
        } finally {
            over.set(true);
            killer.join();
        }
    }

    /** The driver is killed, too; it goes on from its checkpoint. */
    @Test
    void aKilledDriverGoesOnFromItsCheckpoint(@TempDir Path folder) throws IOException, InterruptedException {
        Path checkpoint = folder.resolve("training.safetensors");
        Process first = driver(checkpoint).redirectErrorStream(true).start();
        while (first.isAlive() && !Files.exists(checkpoint)) Thread.sleep(20);
        assertThat(first.isAlive())
                .as("the first driver trains when it is killed")
                .isTrue();
        first.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
        String bits = Programs.output(driver(checkpoint)).strip();
        assertThat(bits).startsWith("resumed ");
        Network alone = Task.network();
        assertThat(bits.substring("resumed ".length()))
                .isEqualTo(Task.bits(alone, Task.trainer(alone).epochs(6).fit(Task.data())));
    }

    private static ProcessBuilder driver(Path checkpoint) {
        List<String> options = List.of(
                "--add-modules=jdk.incubator.vector", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-Xmx512m");
        return Programs.java(Programs.THIS_JDK, options, Driver.class.getName(), checkpoint.toString());
    }

    /** A program that trains with a checkpoint, from the one that is there. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] args) {
            Path checkpoint = Path.of(args[0]);
            boolean resumes = Files.exists(checkpoint);
            try (JavaSparkContext context = Cluster.of("local[2]")) {
                Network network = Task.network();
                var trainer = Task.trainer(network)
                        .epochs(6)
                        .checkpoint(checkpoint)
                        .checkpointEvery(1)
                        .on(Spark.of(context));
                if (resumes) trainer.resume(checkpoint);
                var history = trainer.fit(Task.data());
                System.out.println((resumes ? "resumed " : "") + Task.bits(network, history));
            }
        }
    }
}
