package dev.gradus.check;

import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What goes wrong in a loop over the samples that a part sums.
 *
 * @param m how many samples there are; 0 where nothing is summed
 */
record Loops(Part part, int m) {
    /** Some of them alone, each with the right summand; a division in the loop, and an index that doesn't move. */
    List<Product.Slip> slips() {
        if (m == 0) return List.of();
        List<Product.Slip> slips = new ArrayList<>();
        ranges((slip, from, to) -> slips.add(
                new Product.Slip(Explanation.of(slip, String.valueOf(to)), some(part::truth, slip, from, to))));
        if (part.mean) slips.add(new Product.Slip(Explanation.of(Mistake.DIVIDED_IN_LOOP), this::dividedInLoop));
        if (part.samples.size() > 1)
            for (String name : part.samples)
                slips.add(new Product.Slip(
                        Explanation.of(Mistake.INDEX_STUCK, name + "[0]"), g -> part.truth(g.stuck(name))));
        return slips;
    }

    /** Some of them alone, and a mistake of the part in it, too. */
    List<Product.Slip> slipsOfMistakes() {
        if (m == 0) return List.of();
        List<Product.Slip> slips = new ArrayList<>();
        ranges((slip, from, to) -> part.mistakes.forEach((mistake, wrong) -> {
            if (!part.factors.containsKey(mistake))
                slips.add(new Product.Slip(
                        Explanation.of(slip, String.valueOf(to)).and(mistake), some(wrong, slip, from, to)));
        }));
        return slips;
    }

    @FunctionalInterface
    private interface Ranges {
        void of(Mistake slip, int from, int to);
    }

    private void ranges(Ranges each) {
        each.of(Mistake.FIRST_LEFT_OUT, 1, m);
        each.of(Mistake.LAST_LEFT_OUT, 0, m - 1);
        each.of(Mistake.RETURNED_TOO_EARLY, 0, 1);
        each.of(Mistake.ASSIGNED, m - 1, m);
        for (int k = 2; k < m - 1; k++) each.of(Mistake.FIRST_ONES, 0, k);
    }

    /** The samples from one to before another; a mean is still divided by m. */
    private Function<Given, Matrix> some(Function<Given, Matrix> formula, Mistake slip, int from, int to) {
        double share = part.mean && slip != Mistake.FIRST_ONES ? (double) (to - from) / m : 1;
        return g -> formula.apply(g.some(part.samples, from, to)).map(v -> share * v);
    }

    private Matrix dividedInLoop(Given g) {
        Matrix sum = part.truth(g).like();
        for (int i = 0; i < m; i++) {
            Matrix summand = part.truth(g.some(part.samples, i, i + 1));
            sum = summand.minus(sum.map(v -> -v)).map(v -> v / m);
        }
        return sum;
    }
}
