package dev.gradus.spark;

import dev.gradus.data.Dataset;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.train.Shards;
import dev.gradus.train.Shards.Shard;
import java.util.List;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** The executor's side of a training: a network like the driver's, that computes gradients one shard at a time. */
final class Replica {
    private final Network network;
    private final Shards local = Shards.local();

    private Replica(Network network) {
        this.network = network;
    }

    /** What this executor made of what was sent. */
    static Work.Unpacked unpacked(Broadcast<Work> work) {
        limitThreads(); // before data are read, which may count them
        return work.value().unpacked();
    }

    /**
     * The gradient of a shard, from the weights that were sent.
     *
     * @param part the samples from {@code shard.from()} on; null where the executor has all
     */
    static Answer answer(
            Broadcast<Work> work, Broadcast<byte[]> weights, int epochs, @Nullable Dataset part, Shard shard) {
        Work.Unpacked training = unpacked(work);
        if (training.refusal() != null) return Answer.refusal(training.refusal());
        Replica replica = training.idle().poll();
        if (replica == null) replica = new Replica(training.network().copy());
        Dataset data = part == null ? training.data() : part;
        Answer answer = replica.answer(training, weights.value(), epochs, data, part == null ? shard : inPart(shard));
        training.idle().add(replica);
        return answer;
    }

    private static Shard inPart(Shard shard) {
        int[] samples = shard.samples().clone();
        for (int i = 0; i < samples.length; i++) samples[i] -= shard.from();
        return new Shard(samples, shard.step(), 0, shard.to() - shard.from());
    }

    private Answer answer(Work.Unpacked training, byte[] weights, int epochs, Dataset data, Shard shard) {
        List<Matrix> parameters =
                network.parameters().stream().map(Parameter::matrix).toList();
        Numbers.set(parameters, weights);
        network.continueFrom(shard.step(), epochs);
        Shards.Gradient found =
                local.gradients(network, data, training.loss(), List.of(shard)).next();
        return new Answer(
                null,
                found.loss(),
                found.weight(),
                found.correct(),
                found.answers(),
                Numbers.bytes(found.gradients()),
                Numbers.bytes(found.kept()));
    }

    /** An executor runs as many tasks as it has cores: each has its share, before {@code Parallel} counts them. */
    static void limitThreads() {
        boolean isExecutor = !SparkEnv.get().executorId().equals("driver");
        if (isExecutor && System.getProperty("gradus.threads") == null)
            System.setProperty("gradus.threads", "" + TaskContext.get().cpus());
    }
}
