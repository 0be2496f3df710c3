package dev.gradus.train;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.NotFinite;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Clipping;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One step of the optimizer: the gradient of a mini-batch, or of several together, then every parameter moves. The same
 * place and the same numbers give the same step, however often it is taken.
 */
final class Step {
    private final Settings settings;
    private final Network network;
    private final Dataset data;
    private final Loss loss;
    private final List<Matrix> gradients;
    private final List<Matrix> kept;
    private int[] order = {}; // of the samples in the epoch under way
    private int orderOf; // the epoch that this order is for
    private @Nullable Matrix targets; // of one shard

    Step(Settings settings, Network network, Dataset data, Loss loss) {
        this.settings = settings;
        this.network = network;
        this.data = data;
        this.loss = loss;
        gradients = Shards.gradientsOf(network);
        kept = Shards.keptBy(network);
    }

    /** Mini-batches in an epoch. */
    int batches() {
        int batches = 0;
        for (int p = 0; p < parts(); p++) batches += (start(p + 1) - start(p) - 1) / settings.batchSize() + 1;
        return batches;
    }

    /**
     * Leaves in the parameters the gradient of the step from here; gives what its mini-batches gave. Where their loss is
     * no finite number it ends behind the first such one.
     */
    Place.Sums gradient(Place from) {
        List<Shards.Shard> shards = shards(from);
        Iterator<Shards.Gradient> each = settings.shards().gradients(network, data, loss, shards);
        return shards.size() == 1 && each.hasNext() ? alone(each.next()) : together(shards, each);
    }

    private Place.Sums alone(Shards.Gradient found) {
        copy(found.gradients(), gradients);
        copy(found.kept(), kept);
        return sums(found);
    }

    /**
     * G ← G + (wᵢ/W) gᵢ over the shards in their order, where wᵢ is the weight of shard i's targets and W that of all; each
     * sum is one fused multiply-add, with wᵢ/W rounded to the parameter's precision. Running numbers move by the same mean
     * of what each shard would move them by, r ← r + (wᵢ/W)(rᵢ − r₀), so that those which no shard moves keep their bits.
     * Where no row of any shard has a target, all shards count the same.
     */
    private Place.Sums together(List<Shards.Shard> shards, Iterator<Shards.Gradient> each) {
        double all = 0; // W
        for (Shards.Shard shard : shards) all += weight(shard);
        List<Matrix> before = copies(kept);
        List<Matrix> gradientSums = zeros(gradients);
        List<Matrix> keptSums = copies(before);
        Place.Sums sums = Place.Sums.NONE;
        while (each.hasNext() && Double.isFinite(sums.loss())) {
            copy(before, kept);
            Shards.Gradient found = each.next();
            double share = all == 0 ? 1.0 / shards.size() : found.weight() / all;
            add(share, found.gradients(), gradientSums);
            add(share, minus(found.kept(), before), keptSums);
            sums = sums.plus(sums(found));
        }
        if (sums.count() < shards.size() && Double.isFinite(sums.loss()))
            throw new IllegalStateException(settings.shards() + " gave " + sums.count() + " gradients for "
                    + shards.size() + " shards; give one for each, in their order");
        copy(gradientSums, gradients);
        copy(keptSums, kept);
        return sums;
    }

    private static Place.Sums sums(Shards.Gradient found) {
        return new Place.Sums(found.loss() * found.weight(), found.weight(), found.correct(), found.answers(), 1);
    }

    private double weight(Shards.Shard shard) {
        targets = data.targets(shard.samples(), 0, shard.samples().length, targets);
        return loss.weight(targets);
    }

    /** Which of the numbers of the step from here may be too large for it. */
    String tooLarge(Place from) {
        return NotFinite.tooLarge(data, shards(from).get(0).samples());
    }

    /** Why a mini-batch of the step from here has no finite loss or gradient although all weights are finite. */
    String whyNotFinite(Place from) {
        List<Shards.Shard> shards = shards(from);
        int number = 0;
        while (number < shards.size() - 1 && hasFinite(shards.get(number))) number++;
        Shards.Shard shard = shards.get(number);
        network.continueFrom(shard.step(), network.epochs());
        return NotFinite.loss(network, data, shard.samples(), loss);
    }

    private boolean hasFinite(Shards.Shard shard) {
        Shards.Gradient found =
                settings.shards().gradients(network, data, loss, List.of(shard)).next();
        return Double.isFinite(found.loss()) && found.gradients().stream().allMatch(Matrix::isFinite);
    }

    /** Clips, then moves every parameter against its gradient; gives ‖∂J/∂θ‖ before clipping if somebody wants it. */
    double move(Memory memory, double learningRate, Place from) {
        network.parameters().forEach(Parameter::maskGradient);
        double norm = settings.limits().gradient() > 0 ? Clipping.norm(network.parameters()) : Double.NaN;
        for (Clipping clipping : settings.clippings()) clipping.apply(network.parameters());
        memory.step(learningRate, from.t() + 1);
        return norm;
    }

    // ---- which samples ----

    /** Parts take turns; the last step has none of those that are used up, which are the last ones. */
    private List<Shards.Shard> shards(Place from) {
        int[] order = order(from.epoch());
        List<Shards.Shard> shards = new ArrayList<>();
        int last = (int) Math.min(batches(), from.batch() + (long) settings.accumulate());
        for (int b = from.batch(); b < last; b++) {
            int part = b % parts();
            int first = start(part) + b / parts() * settings.batchSize();
            int end = (int) Math.min(start(part + 1), first + (long) settings.batchSize());
            int[] samples = Arrays.copyOfRange(order, first, end);
            shards.add(new Shards.Shard(samples, from.batches() + b - from.batch(), start(part), start(part + 1)));
        }
        return shards;
    }

    /** How many parts the data have, each with a shuffle of its own; no part is empty. */
    private int parts() {
        return settings.withinShards() ? Math.min(settings.accumulate(), data.size()) : 1;
    }

    /** The first sample of a part. */
    private int start(int part) {
        return part * (data.size() / parts()) + Math.min(part, data.size() % parts());
    }

    /** The samples of an epoch in the order in which it takes them, part by part. */
    private int[] order(int epoch) {
        if (orderOf != epoch) {
            order = IntStream.range(0, data.size()).toArray();
            if (settings.shuffle()) shuffle(RandomStream.of(network.seed(), "shuffle", epoch));
        }
        orderOf = epoch;
        return order;
    }

    private void shuffle(RandomStream random) {
        for (int p = 0; p < parts(); p++) {
            int first = start(p);
            int[] permutation = random.permutation(start(p + 1) - first);
            for (int i = 0; i < permutation.length; i++) order[first + i] = first + permutation[i];
        }
    }

    // ---- lists of matrices ----

    private static List<Matrix> zeros(List<Matrix> like) {
        return like.stream().map(Matrix::like).toList();
    }

    private static List<Matrix> copies(List<Matrix> of) {
        List<Matrix> copies = zeros(of);
        copy(of, copies);
        return copies;
    }

    private static List<Matrix> minus(List<Matrix> some, List<Matrix> others) {
        return IntStream.range(0, some.size())
                .mapToObj(i -> some.get(i).minus(others.get(i)))
                .toList();
    }

    private static void copy(List<Matrix> from, List<Matrix> to) {
        for (int i = 0; i < to.size(); i++)
            if (from.get(i) != to.get(i)) to.get(i).copyFrom(from.get(i));
    }

    private static void add(double share, List<Matrix> some, List<Matrix> to) {
        for (int i = 0; i < to.size(); i++) to.get(i).addScaled(share, some.get(i));
    }
}
