package dev.gradus.data;

import dev.gradus.errors.ArgumentException;
import dev.gradus.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which samples go where when a dataset is cut. Positions are counted in the order that the dataset has now. */
final class Splits {
    /** The positions of two parts. */
    record Parts(int[] first, int[] second) {}

    private static final double ROUNDING = 0x1p-52; // how far a double may lie from the fraction that it stands for

    private static final double EQUAL = 0x1p20; // remainders are compared in millionths, since they are rounded, too

    private Splits() {}

    /**
     * floor(n · fraction) for the fraction that is meant: 0.29 of 100 are 29, though the double next to 0.29 makes
     * 28.999999999999996 of them, and 1 − 0.9 of 100 are 10.
     */
    static int floor(int n, double fraction) {
        return (int) Math.floor(n * (fraction + ROUNDING));
    }

    /**
     * Cuts every class alike: walks through the samples in random order and gives the first part what it is due of each
     * class.
     *
     * @param classes the class of each sample
     * @param names of the classes, for messages
     */
    static Parts stratified(int[] classes, List<String> names, double fraction, long seed) {
        int[] counts = counts(classes, names.size());
        int[] due = shares(counts, fraction);
        for (int k = 0; k < due.length; k++)
            if (counts[k] > 0 && (due[k] == 0 || due[k] == counts[k]))
                throw new IllegalArgumentException(
                        "fraction " + fraction + " of the " + counts[k] + " samples of class " + names.get(k)
                                + " leaves one part without it; use another fraction, or more samples of it");
        List<Integer> first = new ArrayList<>();
        List<Integer> second = new ArrayList<>();
        for (int i : RandomStream.of(seed, "stratified split", 0).permutation(classes.length))
            (due[classes[i]]-- > 0 ? first : second).add(i);
        return new Parts(ints(first), ints(second));
    }

    /** floor(n · fraction) samples, shared among the classes by largest remainder (of equals, the first class). */
    private static int[] shares(int[] counts, double fraction) {
        int[] shares =
                Arrays.stream(counts).map(count -> floor(count, fraction)).toArray();
        int left = floor(Arrays.stream(counts).sum(), fraction)
                - Arrays.stream(shares).sum();
        IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -Math.rint((counts[k] * fraction - shares[k]) * EQUAL)))
                .limit(Math.max(0, left))
                .forEach(k -> shares[k]++);
        return shares;
    }

    /** k runs of neighbours, each in turn the second part; the first n mod k are one longer. */
    static List<Parts> folds(int n, int k) {
        if (k > n)
            throw new ArgumentException(
                    "k is " + k + ", but there are only " + n + " samples to fold", "k", "at most " + n, k);
        int[] fold = new int[n];
        for (int f = 0, i = 0; f < k; f++) for (int end = i + n / k + (f < n % k ? 1 : 0); i < end; i++) fold[i] = f;
        return folds(fold, IntStream.range(0, n).toArray(), k);
    }

    /** k parts with equally many of each class, give or take one: deals the samples out, class by class, like cards. */
    static List<Parts> stratifiedFolds(int[] classes, List<String> names, int k, long seed) {
        int[] counts = counts(classes, names.size());
        for (int c = 0; c < counts.length; c++)
            if (counts[c] > 0 && counts[c] < k)
                throw new IllegalArgumentException("class " + names.get(c) + " has " + counts[c]
                        + (counts[c] == 1 ? " sample" : " samples") + ", but each of k = " + k
                        + " folds needs one; use fewer folds, or more samples of it");
        int[] order = RandomStream.of(seed, "stratified folds", 0).permutation(classes.length);
        int[] next = new int[counts.length]; // where in the round each class goes on, so that folds are equally large
        for (int c = 1; c < next.length; c++) next[c] = next[c - 1] + counts[c - 1];
        int[] fold = new int[classes.length];
        for (int i : order) fold[i] = next[classes[i]]++ % k;
        return folds(fold, order, k);
    }

    /** In the given order, those of fold f become the second part of number f, the others its first. */
    private static List<Parts> folds(int[] fold, int[] order, int k) {
        return IntStream.range(0, k)
                .mapToObj(f -> new Parts(
                        Arrays.stream(order).filter(i -> fold[i] != f).toArray(),
                        Arrays.stream(order).filter(i -> fold[i] == f).toArray()))
                .toList();
    }

    private static int[] counts(int[] classes, int count) {
        int[] counts = new int[count];
        for (int k : classes) counts[k]++;
        return counts;
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }
}
