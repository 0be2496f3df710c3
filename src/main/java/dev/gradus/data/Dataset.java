package dev.gradus.data;

import dev.gradus.math.Check;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
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
    private final double @Nullable [][] targets; // n × outputs, or
    private final int @Nullable [] labels; // n class indices
    private final List<String> classes; // names; empty where there are no labels
    private final int[] inputShape; // (features) or (channels, height, width)
    private final int[] order; // which samples of the store, in which order

    private Dataset(
            Samples samples,
            double @Nullable [][] targets,
            int @Nullable [] labels,
            List<String> classes,
            int[] inputShape,
            int[] order) {
        this.samples = samples;
        this.targets = targets;
        this.labels = labels;
        this.classes = classes;
        this.inputShape = inputShape;
        this.order = order;
    }

    /** A view of the same samples. */
    private Dataset view(int[] order) {
        return new Dataset(samples, targets, labels, classes, inputShape, order);
    }

    /**
     * Inputs (n × features) with targets (n × outputs). The rows are copied.
     *
     * @throws IllegalArgumentException if there is no sample, the counts differ, rows have different lengths, or a
     *     number is not finite
     */
    public static Dataset of(double[][] inputs, double[][] targets) {
        double[][] x = copyOf("inputs", inputs);
        double[][] y = copyOf("targets", targets);
        checkCounts(x.length, "targets", y.length);
        return new Dataset(new Samples.Numbers(x), y, null, List.of(), new int[] {x[0].length}, all(x.length));
    }

    /**
     * Inputs (n × features) with one class index each, counted from 0; there are as many classes as the largest label
     * says.
     *
     * @throws IllegalArgumentException as above, or if a label is negative
     */
    public static Dataset of(double[][] inputs, int[] labels) {
        double[][] x = copyOf("inputs", inputs);
        if (labels == null) throw new IllegalArgumentException("labels is null; expected one class index a sample");
        checkCounts(x.length, "labels", labels.length);
        for (int i = 0; i < labels.length; i++)
            if (labels[i] < 0 || labels[i] >= MAX_CLASSES)
                throw new IllegalArgumentException("labels[" + i + "] is " + labels[i]
                        + ", but a label is a class index from 0 to " + (MAX_CLASSES - 1));
        int count = Arrays.stream(labels).max().orElseThrow() + 1;
        List<String> names =
                IntStream.range(0, count).mapToObj(Integer::toString).toList();
        return new Dataset(new Samples.Numbers(x), null, labels.clone(), names, new int[] {x[0].length}, all(x.length));
    }

    private static final int MAX_CLASSES = 100_000; // beyond, somebody passed values for classes

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
     * reads will do; each is scaled to height × width.
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
        return new Dataset(samples, null, labels, classes, shape, all(labels.length));
    }

    /** The same data with names for its classes, for tables and confusion matrices. */
    public Dataset named(String... classNames) {
        Check.notNull("classNames", classNames, "a name for each class");
        for (int k = 0; k < classNames.length; k++) Check.notNull("classNames[" + k + "]", classNames[k], "a name");
        if (classNames.length != classes.size())
            throw new IllegalArgumentException(
                    "classNames has " + classNames.length + " names, but the data has " + classes.size() + " classes");
        return new Dataset(samples, targets, labels, List.of(classNames), inputShape, order);
    }

    // ---- views ----

    /** The first n samples (all, if there are fewer). */
    public Dataset take(int n) {
        if (n < 1) throw new IllegalArgumentException("n must be at least 1, but is " + n);
        return view(Arrays.copyOf(order, Math.min(n, size())));
    }

    /** The same samples in an order that depends on the seed alone. */
    public Dataset shuffled(long seed) {
        int[] permutation = RandomStream.of(seed, "dataset", 0).permutation(size());
        return view(Arrays.stream(permutation).map(i -> order[i]).toArray());
    }

    /**
     * Cuts at floor(n · fraction), in the order that the samples have now: {@code shuffled(seed)} first if they are
     * sorted.
     *
     * @param fraction the share of the first part, in (0, 1)
     */
    public Split split(double fraction) {
        if (!(fraction > 0 && fraction < 1))
            throw new IllegalArgumentException("fraction must lie between 0 and 1, but is " + fraction);
        int cut = (int) Math.floor(size() * fraction);
        if (cut == 0 || cut == size())
            throw new IllegalArgumentException("fraction " + fraction + " of " + size()
                    + " samples leaves one part empty; use a larger dataset or another fraction");
        return new Split(view(Arrays.copyOf(order, cut)), view(Arrays.copyOfRange(order, cut, size())));
    }

    /**
     * Cuts like {@link #split}, in random order, and so that both parts hold each class in the proportion of the whole:
     * floor(n · fraction) samples go to the first part, shared among the classes by largest remainder.
     *
     * @throws IllegalArgumentException if a class has too few samples to be in both parts
     * @throws IllegalStateException if the targets are no classes
     */
    public Split stratifiedSplit(double fraction, long seed) {
        Check.between("fraction", fraction, 0, 1);
        return split(Splits.stratified(classIndices("stratifiedSplit"), classNames(), fraction, seed));
    }

    /**
     * Cuts the samples into k runs of neighbours, each of which is once held out ({@code second}) while the others are
     * there to learn from ({@code first}): cross-validation. The first n mod k runs are one sample longer. Use
     * {@code shuffled(seed).folds(k)} if the samples are sorted.
     */
    public List<Split> folds(int k) {
        Check.atLeast("k", k, 2);
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
        Check.atLeast("k", k, 2);
        return Splits.stratifiedFolds(classIndices("stratifiedFolds"), classNames(), k, seed).stream()
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
        return IntStream.range(0, size())
                .map(i -> labels != null ? label(i) : classOf(target(i)))
                .toArray();
    }

    /** A single target of 0 or 1 means two classes. */
    private static int classOf(double[] target) {
        int largest = 0;
        for (int k = 1; k < target.length; k++) if (target[k] > target[largest]) largest = k;
        return target.length == 1 ? (int) target[0] : largest;
    }

    private List<String> classNames() {
        return labels != null
                ? classes
                : IntStream.range(0, Math.max(2, outputs()))
                        .mapToObj(Integer::toString)
                        .toList();
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
        int yes = classes.indexOf(className);
        if (labels == null)
            throw new IllegalStateException("binary(\"" + className + "\") needs classes, but the data has targets");
        if (yes < 0)
            throw new IllegalArgumentException("className is " + className + ", but the classes are " + classes);
        double[][] answers = Arrays.stream(labels)
                .mapToObj(label -> new double[] {label == yes ? 1 : 0})
                .toArray(double[][]::new);
        return new Dataset(samples, answers, null, List.of(), inputShape, order);
    }

    /** Labels whose classes are known beforehand, though not all of them need occur. */
    static Dataset of(double[][] inputs, int[] labels, List<String> classes) {
        double[][] x = copyOf("inputs", inputs);
        return new Dataset(new Samples.Numbers(x), null, labels, classes, new int[] {x[0].length}, all(x.length));
    }

    /** The same targets for inputs (x − shift) / scale, both one number a feature. */
    Dataset rescaled(double[] shift, double[] scale) {
        return new Dataset(samples.rescaled(shift, scale), targets, labels, classes, inputShape, order);
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
        return labels != null ? classes.size() : targets()[0].length;
    }

    /** Class names; empty if the data has no labels. */
    public List<String> classes() {
        return classes;
    }

    /** A copy of the input of sample i. */
    public double[] input(int i) {
        Matrix x = Matrix.zeros(1, inputs()).toDouble();
        samples.copy(new int[] {order[checkIndex(i)]}, x);
        return x.row(0);
    }

    /** A copy of the target of sample i; one-hot for labelled data. */
    public double[] target(int i) {
        double[] y = new double[outputs()];
        if (labels != null) y[labels[order[checkIndex(i)]]] = 1;
        else System.arraycopy(targets()[order[checkIndex(i)]], 0, y, 0, y.length);
        return y;
    }

    /**
     * The class index of sample i.
     *
     * @throws IllegalStateException if the data has no labels
     */
    public int label(int i) {
        if (labels == null)
            throw new IllegalStateException("this dataset has targets, not labels; use target(" + i + ")");
        return labels[order[checkIndex(i)]];
    }

    /** Whether accuracy means something here: the data has labels, or every target is 0 or 1. */
    public boolean isClassification() {
        return labels != null
                || Arrays.stream(targets()).flatMapToDouble(Arrays::stream).allMatch(y -> y == 0 || y == 1);
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
        if (labels != null) y.fill(0);
        for (int row = 0; row < stored.length; row++)
            if (labels != null) y.set(row, labels[stored[row]], 1);
            else y.setRow(row, targets()[stored[row]]);
    }

    /** "Dataset of 60000 samples: inputs 1 × 28 × 28, 10 classes". */
    @Override
    public String toString() {
        String what =
                labels != null ? classes.size() + " classes" : outputs() + (outputs() == 1 ? " target" : " targets");
        return "Dataset of " + size() + (size() == 1 ? " sample" : " samples") + ": inputs " + Shapes.text(inputShape)
                + ", " + what;
    }

    // ---- checks ----

    private double[][] targets() {
        if (targets == null) throw new IllegalStateException("this dataset has labels, not targets");
        return targets;
    }

    private int checkIndex(int i) {
        if (i < 0 || i >= size())
            throw new IllegalArgumentException("i must lie between 0 and " + (size() - 1) + ", but is " + i);
        return i;
    }

    private static void checkCounts(int inputs, String name, int count) {
        if (inputs != count)
            throw new IllegalArgumentException("inputs has " + inputs + " samples, but " + name + " has " + count);
    }

    private static double[][] copyOf(String name, double[][] rows) {
        Check.notNull(name, rows, "rows of numbers, one a sample");
        if (rows.length == 0 || rows[0] == null || rows[0].length == 0)
            throw new IllegalArgumentException(name + " is empty; expected at least one row with one number");
        double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] == null || rows[i].length != rows[0].length)
                throw new IllegalArgumentException(name + "[" + i + "] has "
                        + (rows[i] == null ? "no" : rows[i].length) + " numbers, but " + name + "[0] has "
                        + rows[0].length);
            for (int j = 0; j < rows[i].length; j++)
                if (!Double.isFinite(rows[i][j]))
                    throw new IllegalArgumentException(
                            name + "[" + i + "][" + j + "] is " + rows[i][j] + "; expected a finite number");
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    private static int[] all(int n) {
        return IntStream.range(0, n).toArray();
    }
}
