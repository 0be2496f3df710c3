package dev.gradus.spark;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.train.Shards;
import dev.gradus.train.Shards.Gradient;
import dev.gradus.train.Shards.Shard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;

/** The driver's side of a training: what goes out once, and what goes out and comes back in a step. */
final class Training {
    private final JavaSparkContext context;
    private final Network network;
    private final Dataset data;
    private final Loss loss;
    private final boolean inParts;
    private final Broadcast<Work> work;
    private final Map<Integer, JavaRDD<Dataset>> parts = new HashMap<>(); // by their first sample, where inParts
    private final List<Broadcast<Dataset>> sent = new ArrayList<>(); // the parts
    private final List<Matrix> parameters;
    private final List<Matrix> gradients; // of one shard, as the next
    private final List<Matrix> kept;

    /**
     * Sends the recipe and the data, and lets the executors unpack them.
     *
     * @param first a shard of the first step, which says whether each takes its samples from a part of the data
     * @throws IllegalStateException if something can't travel, an executor has another library or other data, or data are
     *     too large for an executor
     */
    Training(
            JavaSparkContext context,
            Spark.@Nullable Source source,
            Network network,
            Dataset data,
            Loss loss,
            Shard first) {
        this.context = context;
        this.network = network;
        this.data = data;
        this.loss = loss;
        inParts = source == null && first.to() - first.from() < data.size();
        if (source == null) Room.check(context, data, (first.to() - first.from()) / (double) data.size());
        parameters = network.parameters().stream().map(Parameter::matrix).toList();
        gradients = Shards.gradientsOf(network).stream().map(Matrix::like).toList();
        kept = Shards.keptBy(network).stream().map(Matrix::like).toList();
        work = context.broadcast(new Work(
                Library.digest(),
                Parcel.of("the network or its loss", new Recipe(network, loss, source)),
                source == null && !inParts ? data : null,
                source == null ? "" : Shards.digest(data),
                data.size()));
        try {
            tryOut();
        } catch (RuntimeException e) {
            end();
            throw e;
        }
    }

    boolean isOf(Network network, Dataset data, Loss loss) {
        return this.network == network && this.data == data && this.loss == loss;
    }

    /** As many tasks as the cluster can run at once: most executors have what they need then, or say what they lack. */
    private void tryOut() {
        Room.awaitExecutor(context);
        int n = Math.max(1, context.defaultParallelism());
        List<Integer> tasks = IntStream.range(0, n).boxed().toList();
        Broadcast<Work> work = this.work;
        Waiting.forAll(
                        "the executors could not start, or not unpack what they were sent; have they the driver's jar of Gradus, and a JDK that their Spark runs on?",
                        context.parallelize(tasks, n)
                                .map(i -> Objects.requireNonNullElse(
                                        Replica.unpacked(work).refusal(), ""))
                                .collectAsync())
                .forEach(Training::check);
    }

    private static void check(@Nullable String refusal) {
        if (refusal != null && !refusal.isEmpty()) throw new IllegalStateException(refusal);
    }

    /** The gradients of a step, in the order of its shards, wherever they were computed. */
    Iterator<Gradient> gradients(List<Shard> shards) {
        Broadcast<byte[]> weights = context.broadcast(Numbers.bytes(parameters));
        try {
            List<Answer> answers = Waiting.forAll(
                    "the cluster gave up on a step", answers(shards, weights).collectAsync());
            return answers.stream().map(this::gradient).iterator();
        } finally {
            weights.destroy();
        }
    }

    private JavaRDD<Answer> answers(List<Shard> shards, Broadcast<byte[]> weights) {
        Broadcast<Work> work = this.work;
        int epochs = network.epochs();
        if (!inParts)
            return context.parallelize(shards, shards.size())
                    .map(shard -> Replica.answer(work, weights, epochs, null, shard));
        @SuppressWarnings({"unchecked", "rawtypes"}) // an array of generics
        JavaRDD<Dataset> needed = context.union(shards.stream().map(this::part).toArray(JavaRDD[]::new));
        List<Shard> each = List.copyOf(shards);
        return needed.mapPartitionsWithIndex(
                (i, part) -> Stream.of(Replica.answer(work, weights, epochs, part.next(), each.get(i)))
                        .iterator(),
                true);
    }

    /** The part of the data that holds the shard's samples: it stays with the executor that took it first. */
    private JavaRDD<Dataset> part(Shard shard) {
        return parts.computeIfAbsent(shard.from(), from -> {
            Broadcast<Dataset> part = context.broadcast(data.filter(i -> i >= from && i < shard.to()));
            sent.add(part);
            return context.parallelize(List.of(from), 1).map(i -> part.value()).persist(StorageLevel.MEMORY_AND_DISK());
        });
    }

    private Gradient gradient(Answer answer) {
        check(answer.refusal());
        Numbers.set(gradients, answer.gradients());
        Numbers.set(kept, answer.kept());
        return new Gradient(answer.loss(), answer.weight(), answer.correct(), answer.answers(), gradients, kept);
    }

    /** The executors forget it. */
    void end() {
        if (context.sc().isStopped()) return;
        parts.values().forEach(part -> part.unpersist(false));
        sent.forEach(part -> part.destroy());
        work.destroy();
    }
}
