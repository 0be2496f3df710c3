package dev.gradus.data;

import dev.gradus.errors.ArgumentException;
import dev.gradus.math.Matrix;
import java.io.Serializable;
import java.util.Arrays;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.function.DoublePredicate;

/** Where the targets of a dataset are stored: numbers, or classes. Splits and shuffles of it share one store. */
interface Targets extends Serializable {
    int MOST_CLASSES = 100_000; // beyond, somebody passed values for classes

    /** Numbers in one target. */
    int outputs();

    /** How many rows each target has: 1, or one for each row of a sequence. */
    default int rows() {
        return 1;
    }

    /** Those of these samples alone, in this order, read as before. */
    Targets only(int[] which);

    /** Class names; empty if the targets are no labels. */
    List<String> classes();

    /** The same targets with these classes, of which there are at least as many as occur; labels alone have any. */
    default Targets withClasses(List<String> names) {
        throw noLabels();
    }

    /** The smallest and the largest label that occur. */
    default IntSummaryStatistics labelRange() {
        throw noLabels();
    }

    private static IllegalStateException noLabels() {
        return new IllegalStateException(
                "the targets are numbers, which have no classes; give labels, Dataset.of(inputs, int[] labels)");
    }

    /**
     * The same targets, read as those that a network was trained on.
     *
     * @param data what messages call them
     * @param outputs how many classes a network has, to which labels are filled up
     */
    Targets as(String data, int outputs, Reading known);

    /** Whether some rows have no target. */
    default boolean hasGaps() {
        return false;
    }

    /**
     * Whether each target names a class: by a label; by a single number that is 0 or 1 (or −1 or +1); or by one 1 in a
     * row of 0 (or −1).
     */
    boolean isClassification();

    /** Whether each column is a question of yes and no: several of 0 and 1 (or −1 and +1), and not always one 1. */
    default boolean isMultiLabel() {
        return false;
    }

    /** Whether they are nothing but −1 and +1. */
    default boolean isSigned() {
        return false;
    }

    /** The class that the target of a sample names, and the names to call it by; where {@link #isClassification}. */
    int classOf(int sample);

    List<String> classNames();

    /** Writes the targets of the given samples into the rows of y ((m · rows) × outputs). */
    void copy(int[] which, Matrix y);

    /** What may be wrong with them if they don't fit a network; else empty. */
    default String hint() {
        return "";
    }

    /**
     * Given numbers, n × outputs.
     *
     * @param asClasses what to call for the same numbers as classes
     */
    record Numbers(
            double[][] values, String asClasses, boolean isClassification, boolean isMultiLabel, boolean isSigned)
            implements Targets {
        private static final int FEW = 20; // different whole numbers: they may be classes

        /** These numbers, read as they look; where nothing but 1 occurs, the no would be a 0. */
        static Numbers of(double[][] values, String asClasses) {
            return read(values, asClasses, false, all(values, y -> Math.abs(y) == 1) && !all(values, y -> y == 1));
        }

        private static Numbers read(double[][] values, String asClasses, boolean isMultiLabel, boolean isSigned) {
            boolean answers = all(values, y -> y == 1 || y == (isSigned ? -1 : 0));
            boolean several = values[0].length > 1
                    && (isMultiLabel || !Arrays.stream(values).allMatch(Numbers::isOne));
            return new Numbers(values, asClasses, answers && !several, answers && several, answers && isSigned);
        }

        private static boolean all(double[][] values, DoublePredicate condition) {
            return Arrays.stream(values).flatMapToDouble(Arrays::stream).allMatch(condition);
        }

        /** Whether a row says one yes. */
        private static boolean isOne(double[] row) {
            return Arrays.stream(row).filter(y -> y == 1).count() == 1;
        }

        /** What a look can't decide is as it was in the training: rows that each have one 1, and nothing but 1. */
        @Override
        public Numbers as(String data, int outputs, Reading known) {
            boolean signed = isSigned || known.isSigned() && all(values, y -> y == 1);
            return signed == isSigned && isMultiLabel == known.isMultiLabel()
                    ? this
                    : read(values, asClasses, known.isMultiLabel(), signed);
        }

        @Override
        public Targets only(int[] which) {
            return new Numbers(
                    Arrays.stream(which).mapToObj(i -> values[i]).toArray(double[][]::new),
                    asClasses,
                    isClassification,
                    isMultiLabel,
                    isSigned);
        }

        @Override
        public int outputs() {
            return values[0].length;
        }

        @Override
        public List<String> classes() {
            return List.of();
        }

        /** A single number means two classes: 1 is class 1; 0 or −1 is class 0. */
        @Override
        public int classOf(int sample) {
            double[] y = values[sample];
            int largest = 0;
            for (int k = 1; k < y.length; k++) if (y[k] > y[largest]) largest = k;
            return y.length > 1 ? largest : y[0] > 0 ? 1 : 0;
        }

        @Override
        public List<String> classNames() {
            return outputs() > 1 ? ClassNames.indices(outputs()) : List.of(isSigned ? "-1" : "0", "1");
        }

        @Override
        public void copy(int[] which, Matrix y) {
            for (int row = 0; row < which.length; row++) y.setRow(row, values[which[row]]);
        }

        /** For a few whole numbers that come again and again, such as 0 … 9. */
        @Override
        public String hint() {
            if (outputs() > 1 || isClassification()) return "";
            double[] kinds = Arrays.stream(values)
                    .mapToDouble(y -> y[0])
                    .distinct()
                    .limit(FEW + 1)
                    .sorted()
                    .toArray();
            boolean few = kinds.length > 1 && kinds.length <= FEW && 2 * kinds.length <= values.length;
            if (!few || !Arrays.stream(kinds).allMatch(y -> y == Math.rint(y) && Math.abs(y) < 1e9)) return "";
            return "the target is read as a quantity from " + (long) kinds[0] + " to " + (long) kinds[kinds.length - 1]
                    + "; if it is a class, use " + asClasses;
        }
    }

    /** Targets that are classes: one column for each. */
    interface OfClasses extends Targets {
        /** The same labels with these names, label k being at places[k] now. */
        Targets placed(int[] places, List<String> names);

        @Override
        default int outputs() {
            return classes().size();
        }

        @Override
        default boolean isClassification() {
            return true;
        }

        @Override
        default List<String> classNames() {
            return classes();
        }

        /** By name where both sides have names, else by position. */
        @Override
        default Targets as(String data, int outputs, Reading known) {
            if (!ClassNames.match(classes(), known.classes())) {
                ClassNames.checkStart(data, labelRange(), outputs);
                return withClasses(ClassNames.byPosition(classes(), known.classes(), outputs));
            }
            if (classes().equals(known.classes())) return this;
            return placed(ClassNames.places(data, classes(), known.classes()), known.classes());
        }
    }

    /** One class index a sample; one-hot as numbers. */
    record Labels(int[] labels, List<String> classes) implements OfClasses {
        /** A copy of these; as many classes as the largest says, called by their indices. */
        static Labels of(int[] labels) {
            for (int i = 0; i < labels.length; i++) check("labels[" + i + "]", labels[i], 0);
            int classes = Arrays.stream(labels).max().orElseThrow() + 1;
            return new Labels(labels.clone(), ClassNames.indices(classes));
        }

        private static void check(String name, int label, int least) {
            String expected = "a class index from 0 to " + (MOST_CLASSES - 1) + (least < 0 ? ", or -1 for none" : "");
            if (label < least || label >= MOST_CLASSES)
                throw new ArgumentException(
                        name + " is " + label + ", but a label is " + expected, name, expected, label);
        }

        @Override
        public Targets only(int[] which) {
            return new Labels(Arrays.stream(which).map(i -> labels[i]).toArray(), classes);
        }

        @Override
        public Labels withClasses(List<String> names) {
            return new Labels(labels, names);
        }

        @Override
        public IntSummaryStatistics labelRange() {
            return Arrays.stream(labels).summaryStatistics();
        }

        @Override
        public Labels placed(int[] places, List<String> names) {
            return new Labels(Arrays.stream(labels).map(k -> places[k]).toArray(), names);
        }

        /** 1 where it is this class, elsewhere 0. */
        Numbers question(int yes) {
            return Numbers.of(
                    Arrays.stream(labels)
                            .mapToObj(label -> new double[] {label == yes ? 1 : 0})
                            .toArray(double[][]::new),
                    "");
        }

        @Override
        public int classOf(int sample) {
            return labels[sample];
        }

        @Override
        public void copy(int[] which, Matrix y) {
            y.fill(0);
            for (int row = 0; row < which.length; row++) y.set(row, labels[which[row]], 1);
        }

        /** If none is 0, and nobody gave the classes names. */
        @Override
        public String hint() {
            int least = Arrays.stream(labels).min().orElse(0);
            if (least == 0 || !classes.equals(ClassNames.indices(classes.size()))) return "";
            return "the labels run from " + least + " to "
                    + Arrays.stream(labels).max().orElseThrow()
                    + ", but count from 0; unless the data just lacks class 0, take " + least + " from each";
        }
    }

    /** One class index for each row of each sample, or −1 for none; one-hot as numbers, and zeros where there is none. */
    record RowLabels(int[][] labels, List<String> classes) implements OfClasses {
        /** A copy of these; as many classes as the largest says, at least one. */
        static RowLabels of(String name, int[][] labels) {
            int[][] copy = Rows.copyOf(name, labels);
            int classes = 1;
            for (int i = 0; i < copy.length; i++)
                for (int t = 0; t < copy[i].length; t++) {
                    Labels.check(name + "[" + i + "][" + t + "]", copy[i][t], -1);
                    classes = Math.max(classes, copy[i][t] + 1);
                }
            return new RowLabels(copy, ClassNames.indices(classes));
        }

        @Override
        public Targets only(int[] which) {
            return new RowLabels(Arrays.stream(which).mapToObj(i -> labels[i]).toArray(int[][]::new), classes);
        }

        @Override
        public RowLabels withClasses(List<String> names) {
            return new RowLabels(labels, names);
        }

        @Override
        public IntSummaryStatistics labelRange() {
            return Arrays.stream(labels)
                    .flatMapToInt(Arrays::stream)
                    .filter(k -> k >= 0)
                    .summaryStatistics();
        }

        @Override
        public RowLabels placed(int[] places, List<String> names) {
            int[][] placed = Arrays.stream(labels)
                    .map(row ->
                            Arrays.stream(row).map(k -> k < 0 ? k : places[k]).toArray())
                    .toArray(int[][]::new);
            return new RowLabels(placed, names);
        }

        @Override
        public int rows() {
            return labels[0].length;
        }

        @Override
        public boolean hasGaps() {
            return Arrays.stream(labels).flatMapToInt(Arrays::stream).anyMatch(label -> label < 0);
        }

        @Override
        public int classOf(int sample) {
            throw new IllegalStateException("a sequence with a target a row belongs to no single class");
        }

        @Override
        public void copy(int[] which, Matrix y) {
            y.fill(0);
            for (int i = 0; i < which.length; i++)
                for (int t = 0; t < rows(); t++)
                    if (labels[which[i]][t] >= 0) y.set(i * rows() + t, labels[which[i]][t], 1);
        }
    }
}
