package dev.gradus.spark;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.train.Shards;
import dev.gradus.train.Shards.Gradient;
import dev.gradus.train.Shards.Shard;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;

/** The driver's side of a training: what goes out once, and what goes out and comes back in a step. */
final class Training {
    private final JavaSparkContext context;
    private final Network network;
    private final Dataset data;
    private final Loss loss;
    private final Work work;
    private final List<Matrix> parameters;
    private final List<Matrix> gradients; // of one shard, as the next
    private final List<Matrix> kept;

    /**
     * Sends the recipe and the data, and lets the executors unpack them.
     *
     * @throws IllegalStateException if something can't travel, or an executor has another library or other data
     */
    Training(JavaSparkContext context, Spark.@Nullable Source source, Network network, Dataset data, Loss loss) {
        this.context = context;
        this.network = network;
        this.data = data;
        this.loss = loss;
        Parcel recipe = Parcel.of("the network or its loss", new Recipe(network, loss, source));
        work = new Work(
                UUID.randomUUID().toString(),
                Library.digest(),
                context.broadcast(recipe),
                source == null ? context.broadcast(data) : null,
                source == null ? "" : Shards.digest(data),
                data.size());
        parameters = network.parameters().stream().map(Parameter::matrix).toList();
        gradients = Shards.gradientsOf(network).stream().map(Matrix::like).toList();
        kept = Shards.keptBy(network).stream().map(Matrix::like).toList();
        tryOut();
    }

    boolean isOf(Network network, Dataset data, Loss loss) {
        return this.network == network && this.data == data && this.loss == loss;
    }

    /** As many tasks as the cluster can run at once: most executors have what they need then, or say what they lack. */
    private void tryOut() {
        int n = Math.max(1, context.defaultParallelism());
        List<Integer> tasks = IntStream.range(0, n).boxed().toList();
        Work work = this.work;
        Waiting.forAll(
                        "the executors could not unpack what they were sent; have they the driver's jar of Gradus?",
                        context.parallelize(tasks, n)
                                .map(i -> Objects.requireNonNullElse(Replica.refusal(work), ""))
                                .collectAsync())
                .forEach(Training::check);
    }

    private static void check(@Nullable String refusal) {
        if (refusal != null && !refusal.isEmpty()) throw new IllegalStateException(refusal);
    }

    /** The gradients of a step, in the order of its shards, wherever they were computed. */
    Iterator<Gradient> gradients(List<Shard> shards) {
        Broadcast<byte[]> weights = context.broadcast(Numbers.bytes(parameters));
        Work work = this.work;
        int epochs = network.epochs();
        try {
            List<Answer> answers = Waiting.forAll(
                    "the cluster gave up on a step",
                    context.parallelize(shards, shards.size())
                            .mapPartitions(each -> Replica.answers(work, weights, epochs, each))
                            .collectAsync());
            return answers.stream().map(this::gradient).iterator();
        } finally {
            weights.destroy();
        }
    }

    private Gradient gradient(Answer answer) {
        check(answer.refusal());
        Numbers.set(gradients, answer.gradients());
        Numbers.set(kept, answer.kept());
        return new Gradient(answer.loss(), answer.weight(), answer.correct(), answer.answers(), gradients, kept);
    }

    /** The executors may forget it. */
    void end() {
        work.recipe().destroy();
        if (work.data() != null) work.data().destroy();
    }
}
