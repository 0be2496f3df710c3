package dev.gradus.reuse;

import dev.gradus.errors.Require;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Sets weights to 0 for good: the smallest of all layers together, or any. What is left may learn on, the zeros stay (see
 * {@link Parameter#holdZeros}), in copies and files, too. LeCun, Denker and Solla, "Optimal brain damage", 1989, for the
 * thought; by size, and training on behind it: Han, Pool, Tran and Dally, "Learning both weights and connections for
 * efficient neural networks", 2015.
 *
 * <p>Weights are parameters of two sizes or more, so no biases and none of the few numbers of a normalisation.
 *
 * @param weights how many there are
 * @param left how many of them are not 0
 * @param threshold the size of the largest that went; 0 if none did
 */
public record Pruning(int weights, int left, double threshold) {
    public Pruning {
        Require.atLeast("weights", weights, 1);
        Require.within("left", left, 0, weights);
        Require.notNegative("threshold", threshold);
    }

    /**
     * Sets the smallest weights to 0, by |w|, all layers in one row: a layer with larger weights keeps more of them.
     *
     * @param network is changed; {@code network.copy()} keeps the old one
     * @param share of all weights that is 0 then, at least 0 and below 1; what is 0 already counts
     */
    public static Pruning bySize(Network network, double share) {
        List<Parameter> parameters = parameters(network);
        double[] sizes = Arrays.stream(weights(network)).map(Math::abs).toArray();
        int gone = gone(share, sizes.length);
        double[] sorted = sizes.clone();
        Arrays.sort(sorted);
        double threshold = gone == 0 ? 0 : sorted[gone - 1];
        long equal =
                Arrays.stream(sorted).limit(gone).filter(w -> w == threshold).count(); // that go of this very size
        boolean[] keeps = new boolean[sizes.length];
        for (int i = 0; i < sizes.length; i++) keeps[i] = sizes[i] > threshold || sizes[i] == threshold && equal-- <= 0;
        return prune(parameters, keeps, threshold);
    }

    /**
     * Sets any weights to 0, each with the same chance: what pruning by size has to be better than.
     *
     * @param network is changed
     * @param share of all weights to set to 0, at least 0 and below 1
     * @param seed decides which
     */
    public static Pruning atRandom(Network network, double share, long seed) {
        List<Parameter> parameters = parameters(network);
        double[] weights = weights(network);
        int[] permutation = RandomStream.of(seed, "pruning", 0).permutation(weights.length);
        boolean[] keeps = new boolean[weights.length];
        Arrays.fill(keeps, true);
        double threshold = 0;
        for (int i = 0; i < gone(share, weights.length); i++) {
            keeps[permutation[i]] = false;
            threshold = Math.max(threshold, Math.abs(weights[permutation[i]]));
        }
        return prune(parameters, keeps, threshold);
    }

    /** All weights of a network, layer by layer. */
    public static double[] weights(Network network) {
        return parameters(network).stream()
                .flatMapToDouble(p -> Arrays.stream(p.values()))
                .toArray();
    }

    private static List<Parameter> parameters(Network network) {
        List<Parameter> weights = Require.notNull("network", network, "one that has learnt").parameters().stream()
                .filter(Pruning::isWeight)
                .toList();
        if (weights.isEmpty())
            throw new IllegalArgumentException("network has no weights; expected a dense layer, say");
        return weights;
    }

    /** No bias, and none of the few numbers of a normalisation. */
    static boolean isWeight(Parameter p) {
        return p.learns() && p.shape().length > 1;
    }

    private static int gone(double share, int weights) {
        return (int) Math.rint(Require.share("share", share) * weights);
    }

    private static Pruning prune(List<Parameter> parameters, boolean[] keeps, double threshold) {
        int at = 0;
        int left = 0;
        for (Parameter p : parameters) {
            double[] w = p.values();
            for (int i = 0; i < w.length; i++) {
                if (!keeps[at++]) w[i] = 0;
                if (w[i] != 0) left++;
            }
            p.set(w);
            p.holdZeros();
        }
        return new Pruning(keeps.length, left, threshold);
    }

    /** "10,906 of 109,056 weights left (10.0 %); the largest that went: 0.0567". */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d of %,d weights left (%.1f %%); the largest that went: %.4f",
                left,
                weights,
                100.0 * left / weights,
                threshold);
    }
}
