package dev.gradus.reuse;

import dev.gradus.activation.Softmax;
import dev.gradus.errors.Require;
import dev.gradus.nn.DenseSpec;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.Arrays;
import java.util.List;

/**
 * A classifier that needs no training: of each class the mean of its few examples is kept, its prototype c, and an input is
 * taken for the class whose prototype is nearest. What is near is up to the features f, which a network makes ({@link
 * Transfer#body}). Snell, Swersky and Zemel, "Prototypical networks for few-shot learning", 2017; the nearest mean itself is
 * older than all of this.
 */
public final class Prototypes {
    private final double[][] means; // c, a row a class

    private Prototypes(double[][] means) {
        this.means = means;
    }

    /**
     * The mean of each class.
     *
     * @param features a row an example
     * @param labels its class each, counted from 0, every class at least once
     */
    public static Prototypes of(double[][] features, int[] labels) {
        int n = Require.notNull("features", features, "a row an example").length;
        Require.notNull("labels", labels, "a class each");
        if (n == 0 || labels.length != n)
            throw new IllegalArgumentException("features has " + n + " rows and labels " + labels.length
                    + " numbers; expected a label for each row, and at least one");
        int width = Require.notNull("features[0]", features[0], "numbers").length;
        int[] counts = new int[1 + Arrays.stream(labels).max().orElseThrow()];
        double[][] means = new double[counts.length][width];
        for (int i = 0; i < n; i++) {
            Require.within("labels[" + i + "]", labels[i], 0, counts.length - 1);
            if (Require.notNull("features[" + i + "]", features[i], width + " numbers").length != width)
                throw new IllegalArgumentException(
                        "features[" + i + "] has " + features[i].length + " numbers, but features[0] has " + width);
            counts[labels[i]]++;
            for (int j = 0; j < width; j++) means[labels[i]][j] += Require.finite("a feature", features[i][j]);
        }
        for (int k = 0; k < means.length; k++) {
            if (counts[k] == 0)
                throw new IllegalArgumentException("labels has no class " + k + "; give each an example");
            for (int j = 0; j < width; j++) means[k][j] /= counts[k];
        }
        return new Prototypes(means);
    }

    /** ‖f − c‖² to each prototype. */
    public double[] distances(double[] f) {
        if (Require.notNull("f", f, "features").length != means[0].length)
            throw new IllegalArgumentException(
                    "f has " + f.length + " numbers, but a prototype has " + means[0].length);
        double[] distances = new double[means.length];
        for (int k = 0; k < means.length; k++)
            for (int j = 0; j < f.length; j++) distances[k] += (f[j] - means[k][j]) * (f[j] - means[k][j]);
        return distances;
    }

    /** The class whose prototype is nearest. */
    public int nearest(double[] f) {
        double[] distances = distances(f);
        int best = 0;
        for (int k = 1; k < distances.length; k++) if (distances[k] < distances[best]) best = k;
        return best;
    }

    /**
     * The same as a network: −‖f − c‖² = 2 f·c − ‖c‖² − ‖f‖², and softmax doesn't see what is equal for all classes, so a
     * dense layer with W = 2c and b = −‖c‖² behind the body does it (section 2.4 of the paper).
     *
     * @param body what made the features; gives one row of as many numbers
     */
    public Network network(Network body) {
        int width = Require.notNull("body", body, "what made the features")
                .outputShape()
                .size();
        if (width != means[0].length)
            throw new IllegalArgumentException(
                    "body gives " + width + " numbers, but a prototype has " + means[0].length);
        Network network = Transfer.newHead(body, body.seed(), new DenseSpec(means.length, new Softmax()));
        List<Parameter> head = network.parameters()
                .subList(body.parameters().size(), network.parameters().size());
        double[] w = new double[width * means.length];
        double[] b = new double[means.length];
        for (int k = 0; k < means.length; k++)
            for (int j = 0; j < width; j++) {
                w[j * means.length + k] = 2 * means[k][j];
                b[k] -= means[k][j] * means[k][j];
            }
        head.get(0).set(w);
        head.get(1).set(b);
        return network;
    }

    /** "5 prototypes of 144 numbers". */
    @Override
    public String toString() {
        return means.length + " prototypes of " + means[0].length + " numbers";
    }
}
