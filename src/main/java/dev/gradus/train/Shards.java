package dev.gradus.train;

import dev.gradus.data.Dataset;
import dev.gradus.errors.Require;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * Who computes the gradients of a step: this machine, unless {@link Trainer#on} says otherwise. A step has as many shards
 * as {@link Trainer#accumulate} says. The gradient of each is computed by itself, from the weights and running numbers of
 * before the step, so it doesn't matter where or when; added up are they in their order, and so k machines give the bits
 * that one gives.
 */
@FunctionalInterface
public interface Shards {
    /**
     * A mini-batch of a step.
     *
     * @param samples which of the data
     * @param step what its random numbers depend on: set {@code network.continueFrom(step, …)} before forward
     * @param from the first of the samples that a shard at this place has in any step: 0, but where they are {@linkplain
     *     Trainer#shuffleWithinShards shuffled within shards}
     * @param to behind the last one
     */
    record Shard(int[] samples, long step, int from, int to) implements Serializable {}

    /**
     * What a mini-batch gave.
     *
     * @param loss J, its mean loss
     * @param weight what that is the mean over, {@link Loss#weight}
     * @param correct right answers, where targets are classes or questions of yes and no; see {@link
     *     dev.gradus.evaluation.Counting}
     * @param answers all answers
     * @param gradients the numbers of {@link #gradientsOf} behind its way back; read before the next one is asked for
     * @param kept the numbers of {@link #keptBy} behind its way forward
     */
    record Gradient(double loss, double weight, int correct, int answers, List<Matrix> gradients, List<Matrix> kept) {}

    /** The gradients of these shards, in their order. */
    Iterator<Gradient> gradients(Network network, Dataset data, Loss loss, List<Shard> shards);

    /** The training is over, however it ended: what was kept for its next step may be forgotten. */
    default void end() {}

    /** This machine, one shard after the other, by the network itself; what the others do for their shares. */
    static Shards local() {
        return new LocalShards();
    }

    /** What two machines compare to know that they have the same data: see {@link Digest}. */
    static String digest(Dataset data) {
        return Digest.of(Require.notNull("data", data, "a Dataset"));
    }

    /** ∂J/∂θ of each parameter that learns, frozen or not, in the network's order. */
    static List<Matrix> gradientsOf(Network network) {
        return network.parameters().stream()
                .filter(Parameter::learns)
                .map(Parameter::gradient)
                .toList();
    }

    /** The parameters that don't learn, such as running means, in the network's order. */
    static List<Matrix> keptBy(Network network) {
        return network.parameters().stream()
                .filter(p -> !p.learns())
                .map(Parameter::matrix)
                .toList();
    }
}
