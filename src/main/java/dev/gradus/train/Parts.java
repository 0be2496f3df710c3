package dev.gradus.train;

import dev.gradus.data.Dataset;
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

    /** Sorted data would put whole classes on one side. */
    private static void checkClasses(Dataset data, Dataset.Split split, double validationSplit, long seed) {
        if (data.classes().isEmpty() || data.targetRows() > 1) return;
        boolean[] inTraining = classesIn(split.first());
        boolean[] inHeld = classesIn(split.second());
        boolean[] anywhere = classesIn(data);
        for (int k = 0; k < anywhere.length; k++)
            if (anywhere[k] && !(inTraining[k] && inHeld[k]))
                throw new IllegalArgumentException("class " + data.classes().get(k) + " is missing from the "
                        + (inTraining[k] ? "validation" : "training") + " part of validationSplit(" + validationSplit
                        + "); is the data sorted? Try data.shuffled(" + seed + ")");
    }

    private static boolean[] classesIn(Dataset data) {
        boolean[] found = new boolean[data.outputs()];
        for (int i = 0; i < data.size(); i++) found[data.label(i)] = true;
        return found;
    }
}
