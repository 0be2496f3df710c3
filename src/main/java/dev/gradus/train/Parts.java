package dev.gradus.train;

import dev.gradus.data.Dataset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The data of a training.
 *
 * @param training to learn from
 * @param held to measure on behind each epoch, if there is any
 */
record Parts(Dataset training, @Nullable Dataset held) {
    /** Either what is given for validation, or a share of the data, or nothing is held out. */
    static Parts of(Dataset data, @Nullable Dataset validation, double validationSplit, long seed) {
        if (validationSplit == 0) return new Parts(data, validation);
        if (validation == null) return split(data, validationSplit, seed);
        throw new IllegalStateException(
                "validation(dataset) and validationSplit(" + validationSplit + ") exclude each other; remove one");
    }

    /** Holds out the last share of the data, in the order that it has. */
    private static Parts split(Dataset data, double validationSplit, long seed) {
        int first = (int) Math.floor(data.size() * (1 - validationSplit)); // as Keras does, to the sample
        if (first == 0 || first == data.size())
            throw new IllegalArgumentException("validationSplit(" + validationSplit + ") of " + data.size()
                    + " samples leaves one part empty; use a larger dataset, another share, or validation(dataset)");
        Dataset.Split split = data.splitAt(first);
        checkClasses(data, split, validationSplit, seed);
        return new Parts(split.first(), split.second());
    }

    /** Sorted data would put whole classes on one side, and too few samples can't be of every class. */
    private static void checkClasses(Dataset data, Dataset.Split split, double validationSplit, long seed) {
        if (!data.isClassification() || data.targetRows() > 1) return;
        int missing = missing(data, split);
        if (missing < 0) return;
        throw new IllegalArgumentException("class " + data.classNames().get(missing) + " is missing from the "
                + (split.first().classCounts()[missing] > 0 ? "validation" : "training") + " part of validationSplit("
                + validationSplit + "), " + split.second().size() + " of " + data.size() + " samples"
                + advice(data, 1 - validationSplit, seed));
    }

    /** A class that occurs, but not on both sides; −1 if there is none. */
    private static int missing(Dataset data, Dataset.Split split) {
        int[] anywhere = data.classCounts();
        int[] first = split.first().classCounts();
        int[] second = split.second().classCounts();
        for (int k = 0; k < anywhere.length; k++) if (anywhere[k] > 0 && (first[k] == 0 || second[k] == 0)) return k;
        return -1;
    }

    /** What helps, tried before it is said. */
    private static String advice(Dataset data, double fraction, long seed) {
        if (missing(data, data.shuffled(seed).split(fraction)) < 0)
            return "; is the data sorted? Try data.shuffled(" + seed + ")";
        int[] counts = data.classCounts();
        String own = "give data of their own, .validation(dataset)";
        if (Arrays.stream(counts).anyMatch(n -> n == 1))
            return "; a class of a single sample can't be on both sides: " + own;
        if (canStratify(data, fraction, seed))
            return "; cut every class alike, Dataset.Split split = data.stratifiedSplit(" + (float) fraction + ", "
                    + seed + "), for .validation(split.second()) and .fit(split.first()), or " + own;
        return ", too few for " + Arrays.stream(counts).filter(n -> n > 0).count()
                + " classes; hold out a larger share, or " + own;
    }

    private static boolean canStratify(Dataset data, double fraction, long seed) {
        try {
            data.stratifiedSplit(fraction, seed);
            return true;
        } catch (IllegalArgumentException tooFew) {
            return false;
        }
    }
}
