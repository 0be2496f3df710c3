package dev.gradus.data;

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

    /** Two parts of a dataset. */
    public record Split(Dataset first, Dataset second) {}

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
        if (rows == null || rows.length == 0 || rows[0] == null || rows[0].length == 0)
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
