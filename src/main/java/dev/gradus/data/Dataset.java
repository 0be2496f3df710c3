package dev.gradus.data;

import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Samples to learn from: n inputs, each with its target. Immutable; {@link #take}, {@link #shuffled} and {@link #split}
 * give views that share the numbers.
 */
public final class Dataset implements Serializable {
    private final Samples samples;
    private final Targets targets;
    private final Shape inputShape; // of one sample
    private final int[] order; // which samples of the store, in which order

    private static final int NO_PADDING = -1;

    private Dataset(Samples samples, Targets targets, Shape inputShape, int[] order) {
        this.samples = samples;
        this.targets = targets;
        this.inputShape = inputShape;
        this.order = order;
    }

    /** All samples of a store, in its order. */
    private Dataset(Samples samples, Targets targets, Shape inputShape) {
        this(samples, targets, inputShape, IntStream.range(0, samples.size()).toArray());
    }

    /** A view of the same samples. */
    private Dataset view(int[] order) {
        return new Dataset(samples, targets, inputShape, order);
    }

    /**
     * Inputs (n × features) with targets (n × outputs). The rows are copied. Targets that are all 0 and 1, or all −1 and
     * +1, are answers: a single column says no or yes, rows with one 1 each name a class ({@link #isClassification}), and
     * else each column answers a question of its own ({@link #isMultiLabel}).
     *
     * @throws IllegalArgumentException if there is no sample, the counts differ, rows have different lengths, or a
     *     number is not finite
     */
    public static Dataset of(double[][] inputs, double[][] targets) {
        Samples x = Samples.of("inputs", Rows.checked("inputs", inputs));
        double[][] y = Rows.copyOf("targets", targets);
        checkCounts(x.size(), "targets", y.length);
        return new Dataset(x, Targets.Numbers.of(y, "Dataset.of(inputs, int[] labels)"), Shape.of(x.features()));
    }

    /**
     * Inputs (n × features) with one class index each, counted from 0; there are as many classes as the largest label
     * says, or as {@link #classes(int)} does.
     *
     * @throws IllegalArgumentException as above, or if a label is negative
     */
    public static Dataset of(double[][] inputs, int[] labels) {
        Samples x = Samples.of("inputs", Rows.checked("inputs", inputs));
        Require.notNull("labels", labels, "one class index a sample");
        checkCounts(x.size(), "labels", labels.length);
        return new Dataset(x, Targets.Labels.of(labels), Shape.of(x.features()));
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
        Samples samples = new Samples.Pixels(pixels, Shape.size(shape));
        checkCounts(samples.size(), "labels", labels.length);
        return new Dataset(samples, new Targets.Labels(labels, classes), Shape.of(shape));
    }

    /**
     * Sequences (n × T × F: each sample T rows of F numbers) with one class index each, counted from 0.
     *
     * @throws IllegalArgumentException as above, or if the sequences differ in length
     */
    public static Dataset ofSequences(double[][][] inputs, int[] labels) {
        Samples x = Samples.of("inputs", Rows.flattened("inputs", inputs));
        Require.notNull("labels", labels, "one class index a sample");
        checkCounts(x.size(), "labels", labels.length);
        Shape shape = Shape.sequence(inputs[0].length, inputs[0][0].length);
        return new Dataset(x, Targets.Labels.of(labels), shape);
    }

    /**
     * Sequences of tokens (n × T, whole numbers from 0 on) with one class index each, counted from 0.
     *
     * @throws IllegalArgumentException as above
     */
    public static Dataset ofTokens(int[][] tokens, int[] labels) {
        int[][] x = Rows.copyOf("tokens", tokens);
        Require.notNull("labels", labels, "one class index a sample");
        checkCounts(x.length, "labels", labels.length);
        return ofTokens(x, Targets.Labels.of(labels));
    }

    /**
     * Sequences of tokens (n × T) with a class index for each of them, such as the token that comes next.
     *
     * @param next n × T, from 0 on; −1 says that there is none, and is not counted
     * @throws IllegalArgumentException as above
     */
    public static Dataset ofTokens(int[][] tokens, int[][] next) {
        int[][] x = Rows.copyOf("tokens", tokens);
        Targets.RowLabels targets = Targets.RowLabels.of("next", next);
        checkCounts(x.length, "next", next.length);
        if (x[0].length != targets.rows())
            throw new IllegalArgumentException("tokens has " + x[0].length + " a sample, but next has " + targets.rows()
                    + "; give one for each token, and -1 where there is none");
        return ofTokens(x, targets);
    }

    private static Dataset ofTokens(int[][] x, Targets targets) {
        int largest = 0;
        for (int i = 0; i < x.length; i++)
            for (int t = 0; t < x[i].length; t++)
                largest = Math.max(largest, Require.atLeast("tokens[" + i + "][" + t + "]", x[i][t], 0));
        return new Dataset(new Samples.Tokens(x, NO_PADDING), targets, Shape.tokens(x[0].length, largest + 1));
    }

    /**
     * Says which token stands for nothing and only fills up sequences, at their ends, as {@link
     * Vocabulary#encode(String, int)} does. A network in which something would read it as if it were said, such as {@code
     * last}, is refused then; recurrent layers and causal attention don't, where a row in front of it is asked.
     *
     * @param token from 0 on
     * @throws IllegalArgumentException if another token stands behind it, or a row of it has a target (give −1 there)
     * @throws IllegalStateException if the inputs are no tokens
     */
    public Dataset padding(int token) {
        Require.atLeast("token", token, 0);
        if (!(samples instanceof Samples.Tokens tokens))
            throw new IllegalStateException(
                    "the inputs are " + inputShape + ", no tokens, which alone have padding; use Dataset.ofTokens");
        for (int i = 0; i < order.length; i++) checkPadding(i, token);
        Shape shape = Shape.tokens(inputShape.rows(), Math.max(inputShape.vocabulary(), token + 1));
        return new Dataset(new Samples.Tokens(tokens.values(), token), targets, shape, order);
    }

    private void checkPadding(int i, int token) {
        double[] x = input(i);
        double[] y = targetRows() > 1 ? target(i) : new double[0];
        boolean isOver = false;
        for (int t = 0; t < x.length; t++) {
            if (isOver && x[t] != token)
                throw new IllegalArgumentException("sample " + i + " has the padding " + token + " at place " + (t - 1)
                        + " and token " + (int) x[t] + " behind it; padding fills up sequences at their ends");
            isOver = x[t] == token;
            for (int k = 0; isOver && k < outputs() && y.length > 0; k++)
                if (y[t * outputs() + k] != 0)
                    throw new IllegalArgumentException("sample " + i + " has a target at place " + t
                            + ", where its input is the padding " + token + "; give -1 there");
        }
    }

    /** The first sample with padding at its end; −1 if there is none. */
    public int firstPadded() {
        int last = inputShape.size() - 1;
        for (int i = 0; samples.padding() >= 0 && i < order.length; i++)
            if (input(i)[last] == samples.padding()) return i;
        return -1;
    }

    /**
     * Says how many classes there are, also where the last of them don't occur in the labels. Names that they have stay;
     * the others are called by their indices.
     */
    public Dataset classes(int n) {
        ClassNames.checkStart("the data", targets.labelRange(), n);
        Require.within("n", n, Math.max(1, targets.labelRange().getMax() + 1), Targets.MOST_CLASSES);
        return withClasses(ClassNames.filled(classes(), n));
    }

    /** Says which classes there are, in the order of the labels: names for tables and confusion matrices. */
    public Dataset classes(String... names) {
        Require.notNull("names", names, "a name for each class");
        for (int k = 0; k < names.length; k++) Require.notNull("names[" + k + "]", names[k], "a name");
        int largest = targets.labelRange().getMax();
        ClassNames.checkStart("the data", targets.labelRange(), names.length);
        if (names.length <= largest)
            throw new IllegalArgumentException("names has " + names.length + " names, but the labels go up to "
                    + largest + ", counted from 0; "
                    + (targetHint().isEmpty() ? "give one for each class" : targetHint()));
        return withClasses(ClassNames.different("names", List.of(names)));
    }

    private Dataset withClasses(List<String> names) {
        return new Dataset(samples, targets.withClasses(names), inputShape, order);
    }

    /** The same data, each sample in other rows of as many numbers. For networks. */
    public Dataset shaped(Shape inputShape) {
        if (Require.notNull("inputShape", inputShape, "that of the network").size() != samples.features())
            throw new IllegalArgumentException("inputShape is " + inputShape + ", " + inputShape.size()
                    + " numbers, but a sample has " + samples.features());
        boolean sameRows = inputShape.rows() == this.inputShape.rows(); // then pictures stay pictures
        return sameRows ? this : new Dataset(samples, targets, inputShape, order);
    }

    /**
     * The same data with targets read as those of a training. Where both have names of classes, labels become the
     * positions that the names have there; else they are positions already, and classes that only the network has are
     * added. For networks.
     *
     * @param name of the argument, for messages
     * @param outputs of the network
     * @throws IllegalArgumentException if a class is none of those that are known, or labels don't count from 0
     */
    public Dataset readAs(String name, int outputs, Reading known) {
        Targets read =
                targets.as(name, outputs, Require.notNull("known", known, "how the training's targets are read"));
        return read == targets ? this : new Dataset(samples, read, inputShape, order);
    }

    /** How these targets are read. */
    public Reading reading() {
        return new Reading(classes(), isMultiLabel(), isSigned());
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
     * Those samples of which this is true: {@code data.filter(i -> data.label(i) != 3)}. The classes stay as they are.
     *
     * @param which of a sample's number, from 0 on
     * @throws IllegalArgumentException if there is none
     */
    public Dataset filter(IntPredicate which) {
        Require.notNull("which", which, "e.g. i -> data.label(i) != 3");
        int[] left = IntStream.range(0, size()).filter(which).map(i -> order[i]).toArray();
        if (left.length == 0)
            throw new IllegalArgumentException("which is true of none of the " + size() + " samples; expected some");
        return view(left);
    }

    /**
     * The same inputs with other targets (n × outputs), such as a teacher's answers. How they are read: see
     * {@link #of(double[][], double[][])}.
     *
     * @throws IllegalArgumentException if there are more or fewer than samples, or as there
     */
    public Dataset withTargets(double[][] targets) {
        double[][] y = Rows.copyOf("targets", targets);
        checkCounts(size(), "targets", y.length);
        double[][] stored = new double[samples.size()][];
        Arrays.fill(stored, y[0]); // samples that are not in this view
        for (int i = 0; i < y.length; i++) stored[order[i]] = y[i];
        return new Dataset(samples, Targets.Numbers.of(stored, "the data's own labels"), inputShape, order);
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
        if (isMultiLabel())
            throw new IllegalStateException(method + " needs one class a sample, but each answers " + outputs()
                    + " questions of yes and no; use shuffled(seed) and split or folds");
        if (!isClassification())
            throw new IllegalStateException(
                    method + " needs classes, but the targets are numbers; use shuffled(seed) and split or folds");
        if (targetRows() > 1)
            throw new IllegalStateException(method + " needs one class a sample, but each has " + targetRows()
                    + "; use shuffled(seed) and split");
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
            throw new ArgumentException(
                    "className is " + className + ", but the classes are " + classes(),
                    "className",
                    "one of " + classes(),
                    className);
        return new Dataset(samples, labels.question(yes), inputShape, order);
    }

    /** Samples that a table was made of. */
    static Dataset of(Samples inputs, Targets targets) {
        return new Dataset(inputs, targets, Shape.of(inputs.features()));
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
                "an input divided by " + divisor,
                Samples.Ranges.of(samples, order).largest() / divisor);
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

    /** Numbers of one sample. */
    public int inputs() {
        return samples.features();
    }

    /** The shape of one sample: (features), (channels, height, width), or rows of a sequence. */
    public Shape inputShape() {
        return inputShape;
    }

    /** How many targets a sample has: 1, or one for each row of a sequence. */
    public int targetRows() {
        return targets.rows();
    }

    /** Whether some rows of sequences have no target, and so a row of zeros in a {@link Batch}. */
    public boolean hasGaps() {
        return targets.hasGaps();
    }

    /** The targets in one matrix, for a loss to look at; of labels one row is enough. */
    public Matrix targetsToCheck() {
        if (!classes().isEmpty()) {
            Matrix one = Matrix.zeros(1, outputs());
            one.set(0, 0, 1);
            return one;
        }
        Matrix all = Matrix.zeros(size(), outputs());
        targets.copy(order, all);
        return all;
    }

    /** Numbers in one row of targets: classes, or columns of the targets. */
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

    /** A copy of the target of sample i; one-hot for labelled data, and of sequences with a target a row all rows. */
    public double[] target(int i) {
        Matrix y = Matrix.zeros(targetRows(), outputs()).toDouble();
        targets.copy(new int[] {order[checkIndex(i)]}, y);
        return y.toArray();
    }

    /**
     * The class index of sample i.
     *
     * @throws IllegalStateException if the data has no labels
     */
    public int label(int i) {
        if (!(targets instanceof Targets.Labels labels))
            throw new IllegalStateException("this dataset has "
                    + (targetRows() > 1 ? "a label a row" : "targets, not labels") + "; use target(" + i + ")");
        return labels.classOf(order[checkIndex(i)]);
    }

    /**
     * How many samples each class has, in the order of {@link #classNames}.
     *
     * @throws IllegalStateException if the targets are no classes, or a sample has several
     */
    public int[] classCounts() {
        int[] counts = new int[targets.classNames().size()];
        for (int k : classIndices("classCounts()")) counts[k]++;
        return counts;
    }

    /** What to call the classes: as {@link #classes} does, else by the numbers that stand for them. */
    public List<String> classNames() {
        return targets.classNames();
    }

    /**
     * Whether each target names one class: by a label; by a single number where all are 0 and 1, or all −1 and +1; or by
     * a row that has one 1, and else 0 or −1.
     */
    public boolean isClassification() {
        return targets.isClassification();
    }

    /**
     * Whether each target answers several questions of yes and no, one a column: all are 0 and 1, or all −1 and +1, and
     * the rows don't have exactly one 1 each.
     */
    public boolean isMultiLabel() {
        return targets.isMultiLabel();
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
        int m = to - from;
        Matrix x = SINGLE.buffer(old == null ? null : old.inputs(), m * inputShape.rows(), inputShape.columns());
        Matrix y = targets(which, from, to, old == null ? null : old.targets());
        samples.copy(stored(which, from, to), x.reshape(m, inputs()));
        return old != null && x == old.inputs() && y == old.targets() ? old : new Batch(x, y, m);
    }

    private static final Matrix SINGLE = Matrix.zeros(0, 0); // stands for the precision

    /** The targets alone of these samples, a row for each row that has one. */
    public Matrix targets(int[] which, int from, int to, @Nullable Matrix old) {
        Matrix y = SINGLE.buffer(old, (to - from) * targetRows(), outputs());
        targets.copy(stored(which, from, to), y);
        return y;
    }

    /** Where the store has these samples. */
    private int[] stored(int[] which, int from, int to) {
        int[] stored = new int[to - from];
        for (int i = 0; i < stored.length; i++) stored[i] = order[which[from + i]];
        return stored;
    }

    /** What goes to another machine: a part of the data takes nothing else of their store along. */
    private Object writeReplace() {
        return order.length < samples.size() ? new Dataset(samples.only(order), targets.only(order), inputShape) : this;
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
        return Samples.Ranges.of(samples, order).hint();
    }

    /** "Dataset of 60000 samples: inputs 1 × 28 × 28, 10 classes"; with a hint, if numbers may be meant as classes. */
    @Override
    public String toString() {
        String what = !classes().isEmpty()
                ? outputs() + " classes"
                : outputs()
                        + (outputs() == 1 ? " target" : " targets")
                        + (targetHint().isEmpty() ? "" : " (" + targetHint() + ")");
        return "Dataset of " + size() + (size() == 1 ? " sample" : " samples") + ": inputs " + inputShape + ", " + what;
    }

    // ---- checks ----

    private int checkIndex(int i) {
        return Require.within("i", i, 0, size() - 1);
    }

    private static void checkCounts(int inputs, String name, int count) {
        if (inputs != count)
            throw new ShapeException(
                    "inputs has " + inputs + " samples, but " + name + " has " + count,
                    Mismatch.samples("inputs", inputs, name, count));
    }
}
