package dev.gradus.data;

import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Require;
import dev.gradus.math.Shapes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Samples to learn from: n inputs, each with its target. Immutable; {@link #take}, {@link #shuffled} and {@link #split}
 * give views that share the numbers.
 */
public final class Dataset {
    private final Samples samples;
    private final Targets targets;
    private final int[] inputShape; // (features) or (channels, height, width)
    private final int[] order; // which samples of the store, in which order

    private Dataset(Samples samples, Targets targets, int[] inputShape, int[] order) {
        this.samples = samples;
        this.targets = targets;
        this.inputShape = inputShape;
        this.order = order;
    }

    /** All samples of a store, in its order. */
    private Dataset(Samples samples, Targets targets, int... inputShape) {
        this(samples, targets, inputShape, IntStream.range(0, samples.size()).toArray());
    }

    /** A view of the same samples. */
    private Dataset view(int[] order) {
        return new Dataset(samples, targets, inputShape, order);
    }

    /**
     * Inputs (n × features) with targets (n × outputs). The rows are copied.
     *
     * @throws IllegalArgumentException if there is no sample, the counts differ, rows have different lengths, or a
     *     number is not finite
     */
    public static Dataset of(double[][] inputs, double[][] targets) {
        Samples x = Samples.of("inputs", Rows.checked("inputs", inputs));
        double[][] y = Rows.copyOf("targets", targets);
        checkCounts(x.size(), "targets", y.length);
        return new Dataset(x, new Targets.Numbers(y, "Dataset.of(inputs, int[] labels)"), x.features());
    }

    /**
     * Inputs (n × features) with one class index each, counted from 0; there are as many classes as the largest label
     * says.
     *
     * @throws IllegalArgumentException as above, or if a label is negative
     */
    public static Dataset of(double[][] inputs, int[] labels) {
        Samples x = Samples.of("inputs", Rows.checked("inputs", inputs));
        Require.notNull("labels", labels, "one class index a sample");
        checkCounts(x.size(), "labels", labels.length);
        return new Dataset(x, Targets.Labels.of(labels), x.features());
    }

    /**
     * Grey pictures and labels from two IDX files, the format of MNIST and its many successors; packed by gzip or not.
     * There are as many classes as the largest label says.
     *
     * @throws IllegalArgumentException if a file is damaged, holds something else, or the counts differ
     * @throws java.io.UncheckedIOException if a file can't be read
     */
    public static Dataset ofIdx(Path images, Path labels) {
        return Idx.dataset(images, labels);
    }

    /**
     * Pictures from a folder with one subfolder a class: the subfolders, by name, are the classes. Any picture that Java
     * reads will do; each is scaled to height × width, and photographs are turned as the camera was held.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @throws IllegalArgumentException if there is no class, a class is empty, or a file is no picture
     * @throws java.io.UncheckedIOException if a file can't be read
     */
    public static Dataset ofImages(Path folder, int channels, int height, int width) {
        return ImageFolder.read(folder, channels, height, width);
    }

    /** Pictures of (channels, height, width), one byte a number, with labels. */
    static Dataset ofPixels(byte[] pixels, int[] shape, int[] labels, List<String> classes) {
        Samples samples = new Samples.Pixels(pixels, Shapes.size(shape));
        checkCounts(samples.size(), "labels", labels.length);
        return new Dataset(samples, new Targets.Labels(labels, classes), shape);
    }

    /** The same data with names for its classes, for tables and confusion matrices. */
    public Dataset named(String... classNames) {
        Require.notNull("classNames", classNames, "a name for each class");
        for (int k = 0; k < classNames.length; k++) Require.notNull("classNames[" + k + "]", classNames[k], "a name");
        if (classNames.length != classes().size())
            throw new IllegalArgumentException("classNames has " + classNames.length + " names, but the data has "
                    + classes().size() + " classes" + (targetHint().isEmpty() ? "" : ": " + targetHint()));
        return targets instanceof Targets.Labels labels
                ? new Dataset(samples, labels.named(List.of(classNames)), inputShape, order)
                : this;
    }

    // ---- views ----

    /** The first n samples (all, if there are fewer). */
    public Dataset take(int n) {
        Require.atLeast("n", n, 1);
        return view(Arrays.copyOf(order, Math.min(n, size())));
    }

    /** The same samples in an order that depends on the seed alone. */
    public Dataset shuffled(long seed) {
        int[] permutation = RandomStream.of(seed, "dataset", 0).permutation(size());
        return view(Arrays.stream(permutation).map(i -> order[i]).toArray());
    }

    /**
     * Cuts at floor(n · fraction), in the order that the samples have now: {@code shuffled(seed)} first if they are
     * sorted. 0.29 of 100 samples are 29, though the double next to 0.29 lies below it.
     *
     * @param fraction the share of the first part, in (0, 1)
     */
    public Split split(double fraction) {
        Require.between("fraction", fraction, 0, 1);
        int cut = Splits.floor(size(), fraction);
        if (cut == 0 || cut == size())
            throw new IllegalArgumentException("fraction " + fraction + " of " + size()
                    + " samples leaves one part empty; use a larger dataset or another fraction");
        return splitAt(cut);
    }

    /**
     * The first samples, so many, and the others, in the order that they have now.
     *
     * @param first how many samples the first part gets, from 1 to n − 1
     */
    public Split splitAt(int first) {
        if (size() < 2)
            throw new IllegalArgumentException("a dataset of one sample can't be split; expected at least 2 samples");
        Require.within("first", first, 1, size() - 1);
        return new Split(view(Arrays.copyOf(order, first)), view(Arrays.copyOfRange(order, first, size())));
    }

    /**
     * Cuts like {@link #split}, in random order, and so that both parts hold each class in the proportion of the whole:
     * floor(n · fraction) samples go to the first part, shared among the classes by largest remainder.
     *
     * @throws IllegalArgumentException if a class has too few samples to be in both parts
     * @throws IllegalStateException if the targets are no classes
     */
    public Split stratifiedSplit(double fraction, long seed) {
        Require.between("fraction", fraction, 0, 1);
        return split(Splits.stratified(classIndices("stratifiedSplit"), targets.classNames(), fraction, seed));
    }

    /**
     * Cuts the samples into k runs of neighbours, each of which is once held out ({@code second}) while the others are
     * there to learn from ({@code first}): cross-validation. The first n mod k runs are one sample longer. Use
     * {@code shuffled(seed).folds(k)} if the samples are sorted.
     */
    public List<Split> folds(int k) {
        Require.atLeast("k", k, 2);
        return Splits.folds(size(), k).stream().map(this::split).toList();
    }

    /**
     * Like {@link #folds}, in random order, and so that every fold has as many samples of each class as any other, give
     * or take one.
     *
     * @throws IllegalArgumentException if a class has fewer than k samples
     * @throws IllegalStateException if the targets are no classes
     */
    public List<Split> stratifiedFolds(int k, long seed) {
        Require.atLeast("k", k, 2);
        return Splits.stratifiedFolds(classIndices("stratifiedFolds"), targets.classNames(), k, seed).stream()
                .map(this::split)
                .toList();
    }

    private Split split(Splits.Parts parts) {
        return new Split(view(at(parts.first())), view(at(parts.second())));
    }

    /** Where the store has the samples of these positions. */
    private int[] at(int[] positions) {
        return Arrays.stream(positions).map(i -> order[i]).toArray();
    }

    private int[] classIndices(String method) {
        if (!isClassification())
            throw new IllegalStateException(
                    method + " needs classes, but the targets are numbers; use shuffled(seed) and split or folds");
        return Arrays.stream(order).map(targets::classOf).toArray();
    }

    /** Two parts of a dataset. */
    public record Split(Dataset first, Dataset second) {}

    // ---- other targets, other inputs ----

    /**
     * The same samples with the question "is it this class?": one target, 1 for the class and 0 for all others, as a
     * network with a single sigmoid output answers it.
     *
     * @param className one of {@link #classes}, e.g. {@code "5"} for a digit
     */
    public Dataset binary(String className) {
        if (!(targets instanceof Targets.Labels labels))
            throw new IllegalStateException("binary(\"" + className + "\") needs classes, but the data has targets");
        int yes = classes().indexOf(Require.notNull("className", className, "one of " + classes()));
        if (yes < 0)
            throw new IllegalArgumentException("className is " + className + ", but the classes are " + classes());
        return new Dataset(samples, labels.question(yes), inputShape, order);
    }

    /** Samples that a table was made of. */
    static Dataset of(Samples inputs, Targets targets) {
        return new Dataset(inputs, targets, inputs.features());
    }

    /**
     * The same data with every input divided by this number, as it is done with pixels from 0 to 255 to bring them between
     * 0 and 1. {@link Standardizer} treats each feature by itself.
     *
     * @param divisor above 0
     */
    public Dataset dividedBy(double divisor) {
        Require.positive("divisor", divisor);
        Require.single(
                "an input divided by " + divisor, Ranges.of(samples, order).largest() / divisor);
        return new Dataset(samples.dividedBy(divisor), targets, inputShape, order);
    }

    /** The same targets for inputs (x − shift) / scale, both one number a feature. */
    Dataset rescaled(double[] shift, double[] scale) {
        return new Dataset(samples.rescaled(shift, scale), targets, inputShape, order);
    }

    // ---- contents ----

    /** n, the number of samples. */
    public int size() {
        return order.length;
    }

    /** Features of one sample. */
    public int inputs() {
        return samples.features();
    }

    /** (features), or (channels, height, width) for pictures. */
    public int[] inputShape() {
        return inputShape.clone();
    }

    /** Numbers in one target: classes, or columns of the targets. */
    public int outputs() {
        return targets.outputs();
    }

    /** Class names; empty if the data has no labels. */
    public List<String> classes() {
        return targets.classes();
    }

    /** A copy of the input of sample i. */
    public double[] input(int i) {
        Matrix x = Matrix.zeros(1, inputs()).toDouble();
        samples.copy(new int[] {order[checkIndex(i)]}, x);
        return x.row(0);
    }

    /** A copy of the target of sample i; one-hot for labelled data. */
    public double[] target(int i) {
        Matrix y = Matrix.zeros(1, outputs()).toDouble();
        targets.copy(new int[] {order[checkIndex(i)]}, y);
        return y.row(0);
    }

    /**
     * The class index of sample i.
     *
     * @throws IllegalStateException if the data has no labels
     */
    public int label(int i) {
        if (!(targets instanceof Targets.Labels labels))
            throw new IllegalStateException("this dataset has targets, not labels; use target(" + i + ")");
        return labels.classOf(order[checkIndex(i)]);
    }

    /** Whether accuracy means something here: the data has labels, or all targets are 0 and 1, or all are −1 and +1. */
    public boolean isClassification() {
        return targets.isClassification();
    }

    /** Whether all targets are −1 and +1. */
    public boolean isSigned() {
        return targets.isSigned();
    }

    /**
     * The samples {@code which[from]} … {@code which[to − 1]} as matrices.
     *
     * @param old a batch to overwrite if its size fits, or null
     */
    public Batch batch(int[] which, int from, int to, @Nullable Batch old) {
        Matrix x = SINGLE.buffer(old == null ? null : old.inputs(), to - from, inputs());
        Matrix y = SINGLE.buffer(old == null ? null : old.targets(), to - from, outputs());
        fill(which, from, x, y);
        return old != null && x == old.inputs() && y == old.targets() ? old : new Batch(x, y);
    }

    private static final Matrix SINGLE = Matrix.zeros(0, 0); // stands for the precision

    private void fill(int[] which, int from, Matrix x, Matrix y) {
        int[] stored = new int[x.rows()]; // where the store has them
        for (int row = 0; row < stored.length; row++) stored[row] = order[which[from + row]];
        samples.copy(stored, x);
        targets.copy(stored, y);
    }

    // ---- words ----

    /**
     * What may be wrong with the targets if they don't fit a network, such as "the target is read as a quantity from 0 to
     * 9; …" for classes that were given as numbers, or that labels from 1 on count from 0; empty if nothing is.
     */
    public String targetHint() {
        return targets.hint();
    }

    /**
     * What to do about inputs that are so large that training diverges, with the range that they have; empty if they lie
     * between −20 and 20.
     */
    public String rangeHint() {
        return Ranges.of(samples, order).hint();
    }

    /** "Dataset of 60000 samples: inputs 1 × 28 × 28, 10 classes"; with a hint, if numbers may be meant as classes. */
    @Override
    public String toString() {
        String what = targets instanceof Targets.Labels
                ? outputs() + " classes"
                : outputs()
                        + (outputs() == 1 ? " target" : " targets")
                        + (targetHint().isEmpty() ? "" : " (" + targetHint() + ")");
        return "Dataset of " + size() + (size() == 1 ? " sample" : " samples") + ": inputs " + Shapes.text(inputShape)
                + ", " + what;
    }

    // ---- checks ----

    private int checkIndex(int i) {
        return Require.within("i", i, 0, size() - 1);
    }

    private static void checkCounts(int inputs, String name, int count) {
        if (inputs != count)
            throw new IllegalArgumentException("inputs has " + inputs + " samples, but " + name + " has " + count);
    }
}
