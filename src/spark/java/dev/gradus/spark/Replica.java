package dev.gradus.spark;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.train.Shards;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** The executor's side of a training: a network like the driver's, that computes gradients one shard at a time. */
final class Replica {
    private static final int MOST_TRAININGS = 3; // that an executor remembers
    private static final Map<String, Unpacked> TRAININGS = new LinkedHashMap<>();

    private final Network network;
    private final Shards local = Shards.local();

    private Replica(Network network) {
        this.network = network;
    }

    /** A training's data, and its networks: one for each task that runs at the same time. */
    private record Unpacked(@Nullable String refusal, Network network, Dataset data, Loss loss, Deque<Replica> idle) {}

    /** Why this executor can't take part; null if it can. */
    static @Nullable String refusal(Work work) {
        return unpacked(work).refusal();
    }

    /** The gradients of these shards, from the weights that were sent. */
    static Iterator<Answer> answers(Work work, Broadcast<byte[]> weights, int epochs, Iterator<Shards.Shard> shards) {
        Unpacked training = unpacked(work);
        List<Answer> answers = new ArrayList<>();
        Replica replica = training.idle.poll();
        if (replica == null) replica = new Replica(training.network.copy());
        while (shards.hasNext())
            answers.add(
                    training.refusal != null
                            ? Answer.refusal(training.refusal)
                            : replica.answer(training, weights.value(), epochs, shards.next()));
        training.idle.add(replica);
        return answers.iterator();
    }

    private Answer answer(Unpacked training, byte[] weights, int epochs, Shards.Shard shard) {
        List<Matrix> parameters =
                network.parameters().stream().map(Parameter::matrix).toList();
        Numbers.set(parameters, weights);
        network.continueFrom(shard.step(), epochs);
        Shards.Gradient found = local.gradients(network, training.data, training.loss, List.of(shard))
                .next();
        return new Answer(
                null,
                found.loss(),
                found.weight(),
                found.correct(),
                found.answers(),
                Numbers.bytes(found.gradients()),
                Numbers.bytes(found.kept()));
    }

    // ---- once a training ----

    private static synchronized Unpacked unpacked(Work work) {
        Unpacked known = TRAININGS.get(work.id());
        if (known != null) return known;
        limitThreads();
        Unpacked fresh = unpack(work);
        TRAININGS.put(work.id(), fresh);
        if (TRAININGS.size() > MOST_TRAININGS)
            TRAININGS.remove(TRAININGS.keySet().iterator().next());
        return fresh;
    }

    /** An executor runs as many tasks as it has cores: each has its share, before {@code Parallel} counts them. */
    static void limitThreads() {
        boolean isExecutor = !SparkEnv.get().executorId().equals("driver");
        if (isExecutor && System.getProperty("gradus.threads") == null)
            System.setProperty("gradus.threads", "" + TaskContext.get().cpus());
    }

    private static Unpacked unpack(Work work) {
        Recipe recipe = (Recipe) work.recipe().value().open();
        String refusal = Library.refusal(work.library());
        Dataset data = null;
        if (work.data() != null) data = work.data().value();
        else if (refusal == null) {
            Dataset read = recipe.network().fitted("data", recipe.source().read(), recipe.loss());
            data = read.take(work.size());
            if (!Shards.digest(data).equals(work.digest()))
                refusal = "an executor read " + read + ", which are not the " + work.size()
                        + " samples of the training, in their order; read the same files on all machines";
        }
        return new Unpacked(refusal, recipe.network(), data, recipe.loss(), new ConcurrentLinkedDeque<>());
    }
}
