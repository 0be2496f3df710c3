package dev.gradus.data;

import dev.gradus.errors.Require;
import dev.gradus.math.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Points in the plane, each of a class: the toy data on which one sees what a network does. {@code circle()}, {@code xor()},
 * {@code gaussians()} and {@code spiral()} of {@code Gradus} make two classes between −5 and 5, after the kinds of data that
 * TensorFlow Playground offers; {@link #of} takes a table of two columns; {@link #and} adds a point of one's own.
 *
 * <pre>{@code
 * Points points = circle().noise(0.1).seed(3);
 * Trainer.of(network).validation(points.test()).fit(points.train());
 * }</pre>
 *
 * Immutable; the same settings give the same points on every machine. Its {@code toString} is the code that makes it.
 */
public final class Points {
    /** What can be computed from a point (x, y) and fed to a network. */
    public static final List<String> FEATURES = List.of("x", "y", "x²", "y²", "xy", "sin x", "sin y");

    private static final int MOST = 10_000; // samples
    private static final int WRITTEN = 30; // points of a table that still fit into a line of code

    /** A point and its class. */
    public record Point(double x, double y, int label) {}

    private final PointKind kind;
    private final List<Point> given; // of a table
    private final List<String> names; // of the classes
    private int samples;
    private double noise;
    private double testShare;
    private long seed;
    private List<String> features = List.of("x", "y");
    private boolean oneHot;
    private List<Point> added = List.of();
    private @Nullable Parts parts; // drawn when somebody asks

    /** Both parts of the points. */
    private record Parts(List<Point> train, List<Point> test) {}

    private Points(PointKind kind, List<Point> given, List<String> names) {
        this.kind = kind;
        this.given = given;
        this.names = names;
        samples = given.size();
        oneHot = names.size() > 2;
    }

    /** The same, of which a method then changes one thing before anybody sees it. */
    private Points copy() {
        Points copy = new Points(kind, given, names);
        copy.samples = samples;
        copy.noise = noise;
        copy.testShare = testShare;
        copy.seed = seed;
        copy.features = features;
        copy.oneHot = oneHot;
        copy.added = added;
        return copy;
    }

    private static Points start(PointKind kind) {
        Points points = new Points(kind, List.of(), List.of("0", "1"));
        points.samples = 400;
        points.testShare = 0.5;
        return points;
    }

    /** Class 1 in a disc of radius 2.5, class 0 in the ring from 3.5 to 5 around it. No line parts them. */
    public static Points circle() {
        return start(PointKind.CIRCLE);
    }

    /**
     * Four clouds in the corners at (±3, ±3): class 1 where x and y have the same sign. No line parts them, and two neurons
     * can.
     */
    public static Points xor() {
        return start(PointKind.XOR);
    }

    /** Two round clouds, class 0 about (−2, −2), class 1 about (2, 2). A line parts them. */
    public static Points gaussians() {
        return start(PointKind.GAUSSIANS);
    }

    /** Two arms that turn round each other, the hardest of them. */
    public static Points spiral() {
        return start(PointKind.SPIRAL);
    }

    /** No points at all, to be added by {@link #and} or with the mouse. */
    public static Points own() {
        return new Points(PointKind.OWN, List.of(), List.of("0", "1"));
    }

    /**
     * A table of two columns with classes: labels, or one target that is 0 or 1. All of it is for training unless {@link
     * #testShare} says otherwise. Columns of different units should be standardised before, see {@link Standardizer}.
     *
     * @throws IllegalArgumentException if it has another number of columns, or no classes
     */
    public static Points of(Dataset data) {
        if (Require.notNull("data", data, "a Dataset of two columns").inputs() != 2)
            throw new IllegalArgumentException("data has " + data.inputs() + " columns, but a plane has 2; choose two"
                    + " of them, e.g. Dataset.of(inputs, labels) with rows of two numbers");
        if (!data.isClassification() || data.targetRows() > 1)
            throw new IllegalArgumentException(
                    "data has quantities for targets, but points need classes; give labels, e.g. Dataset.of(inputs,"
                            + " int[] labels)");
        List<String> names = data.classNames();
        if (names.size() < 2)
            throw new IllegalArgumentException("data has one class, " + names + "; expected at least two");
        return new Points(PointKind.GIVEN, PointKind.table(data), names);
    }

    // ---- settings ----

    /** How many to draw, both parts together; 400 by default. */
    public Points samples(int samples) {
        drawn("samples");
        Require.within("samples", samples, 4, MOST);
        Points points = copy();
        points.samples = samples;
        return points;
    }

    /**
     * How far points stray from where their class belongs, from 0, the default, to 1; 0.5 mixes the classes thoroughly.
     * Each coordinate moves by up to 5 · noise; Gaussian clouds get wider instead.
     */
    public Points noise(double noise) {
        drawn("noise");
        if (!(noise >= 0 && noise <= 1))
            throw new IllegalArgumentException("noise must lie from 0 to 1, but is " + noise);
        Points points = copy();
        points.noise = noise;
        return points;
    }

    private void drawn(String method) {
        if (kind == PointKind.GIVEN || kind == PointKind.OWN)
            throw new IllegalStateException(
                    method + " needs points that are drawn at random, such as circle(), but these" + " were given");
    }

    /** The share that is kept back to test on, from 0 (none) to below 1; 0.5 by default, 0 for points that were given. */
    public Points testShare(double testShare) {
        Require.share("testShare", testShare);
        Points points = copy();
        points.testShare = testShare;
        return points;
    }

    /** Which points are drawn, and which of them are kept back; 0 by default. */
    public Points seed(long seed) {
        Points points = copy();
        points.seed = seed;
        return points;
    }

    /**
     * What a network is to see of each point, some of {@link #FEATURES}, in this order; x and y by default.
     *
     * @throws IllegalArgumentException if there is none, or one that is none of them
     */
    public Points features(String... features) {
        List<String> list = List.of(Require.notNull("features", features, "some of " + FEATURES));
        for (String feature : list)
            if (!FEATURES.contains(feature))
                throw new IllegalArgumentException("features has \"" + feature + "\"; expected some of " + FEATURES);
        if (list.isEmpty() || list.stream().distinct().count() < list.size())
            throw new IllegalArgumentException(
                    "features is " + list + "; expected at least one of " + FEATURES + ", and none of them twice");
        Points points = copy();
        points.features = list;
        return points;
    }

    /** With a target for each class, as softmax needs it; without, two classes have one target, 0 or 1, as for sigmoid. */
    public Points oneHot() {
        Points points = copy();
        points.oneHot = true;
        return points;
    }

    /** One more point to learn from. */
    public Points and(double x, double y, int label) {
        Require.single("x", x);
        Require.single("y", y);
        Require.within("label", label, 0, names.size() - 1);
        List<Point> more = new ArrayList<>(added);
        more.add(new Point(x, y, label));
        Points points = copy();
        points.added = List.copyOf(more);
        return points;
    }

    // ---- what it gives ----

    /** The points to learn from. */
    public Dataset train() {
        if (parts().train.isEmpty())
            throw new IllegalStateException("there are no points to learn from yet; add some, e.g. .and(1, 2, 0)");
        return dataset(parts().train);
    }

    /**
     * The points kept back.
     *
     * @throws IllegalStateException if there are none; see {@link #testShare}
     */
    public Dataset test() {
        if (!hasTest()) throw new IllegalStateException("no points are kept back; say how many, e.g. .testShare(0.5)");
        return dataset(parts().test);
    }

    /** Whether points are kept back to test on. */
    public boolean hasTest() {
        return !parts().test.isEmpty();
    }

    /** The points to learn from, as points. */
    public List<Point> trainPoints() {
        return parts().train;
    }

    /** The points kept back, as points. */
    public List<Point> testPoints() {
        return parts().test;
    }

    /** The names of the classes, in the order of the labels. */
    public List<String> classes() {
        return names;
    }

    /** What a network is to see. */
    public List<String> features() {
        return features;
    }

    /** How many targets a point has: 1 for two classes unless {@link #oneHot}, else one a class. */
    public int outputs() {
        return oneHot ? names.size() : 1;
    }

    /** How many are drawn. */
    public int samples() {
        return samples;
    }

    /** How far they stray. */
    public double noise() {
        return noise;
    }

    /** The share kept back. */
    public double testShare() {
        return testShare;
    }

    /** The seed of the points. */
    public long seed() {
        return seed;
    }

    /** Whether they are drawn at random, so that samples and noise can be chosen. */
    public boolean isDrawn() {
        return kind != PointKind.GIVEN && kind != PointKind.OWN;
    }

    /** Where they come from: "circle", "xor", "gaussians", "spiral", "own" or, of a table, "given". */
    public String kind() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Whether they are those of a table, see {@link #of}. */
    public boolean isTable() {
        return kind == PointKind.GIVEN;
    }

    /** Whether {@code toString} is all that it takes; else it calls a table {@code data} that is too large for it. */
    public boolean isWritten() {
        return kind != PointKind.GIVEN || given.size() <= WRITTEN;
    }

    /** The features of places in the plane, a row of two numbers each. */
    public double[][] inputs(double[][] places) {
        return Arrays.stream(places)
                .map(p -> features.stream()
                        .mapToDouble(feature -> PointKind.feature(feature, p[0], p[1]))
                        .toArray())
                .toArray(double[][]::new);
    }

    private Dataset dataset(List<Point> points) {
        double[][] x = inputs(points.stream().map(p -> new double[] {p.x, p.y}).toArray(double[][]::new));
        int[] labels = points.stream().mapToInt(Point::label).toArray();
        return oneHot
                ? Dataset.of(x, labels).classes(names.toArray(String[]::new))
                : Dataset.of(
                        x, Arrays.stream(labels).mapToObj(k -> new double[] {k}).toArray(double[][]::new));
    }

    /** The last points of a random order are kept back; those that were added never. */
    private Parts parts() {
        if (parts != null) return parts;
        List<Point> all = kind == PointKind.GIVEN ? given : kind.draw(samples, noise, seed);
        int cut = all.size() - (int) Math.floor(all.size() * testShare + 1e-9);
        int[] order = testShare == 0
                ? IntStream.range(0, all.size()).toArray()
                : RandomStream.of(seed, "points.test", 0).permutation(all.size());
        List<Point> train = new ArrayList<>();
        List<Point> test = new ArrayList<>();
        for (int i = 0; i < order.length; i++) (i < cut ? train : test).add(all.get(order[i]));
        train.addAll(added);
        parts = new Parts(List.copyOf(train), List.copyOf(test));
        return parts;
    }

    /** The code that makes these points, {@code circle().noise(0.1).seed(3)}; of a large table see {@link #isWritten}. */
    @Override
    public String toString() {
        StringBuilder code = new StringBuilder(kind.code(given, names, WRITTEN));
        if (isDrawn() && samples != 400)
            code.append(".samples(").append(samples).append(')');
        if (noise > 0) code.append(".noise(").append(noise).append(')');
        if (testShare != (isDrawn() ? 0.5 : 0))
            code.append(".testShare(").append(testShare).append(')');
        if (seed != 0)
            code.append(".seed(")
                    .append(seed)
                    .append(seed == (int) seed ? "" : "L")
                    .append(')');
        if (!features.equals(List.of("x", "y")))
            code.append(features.stream().collect(Collectors.joining("\", \"", ".features(\"", "\")")));
        if (oneHot && names.size() == 2) code.append(".oneHot()");
        for (Point p : added) code.append(".and(" + p.x + ", " + p.y + ", " + p.label + ")");
        return code.toString();
    }
}
