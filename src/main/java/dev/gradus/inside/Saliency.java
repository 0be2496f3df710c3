package dev.gradus.inside;

import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import dev.gradus.nn.Network;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which numbers of one input an output hangs on, as maps with a number for each of the input's. A map says how the network
 * reacts, not why; whether it says anything is tried by {@link #deletion}, and by weights drawn at random, which should change
 * it (Adebayo et al., "Sanity checks for saliency maps", 2018).
 *
 * <pre>{@code
 * Saliency why = Saliency.of(network, digit, 7);
 * Charts.heat("∂z/∂x", List.of(why.gradient(), why.gradientTimesInput()), 28, 28, 2)
 * }</pre>
 */
public final class Saliency {
    private final Network network;
    private final double[] x;
    private final int k;

    private Saliency(Network network, double[] x, int k) {
        this.network = network;
        this.x = x;
        this.k = k;
    }

    /**
     * Of one answer; the network is asked anew by each method, and stays as it is.
     *
     * @param x one input, as {@code network.predict} takes it
     * @param k which output, from 0 on
     * @throws IllegalArgumentException if the input doesn't fit, the network gives several rows, or it has no output k
     */
    public static Saliency of(Network network, double[] x, int k) {
        Require.notNull("network", network, "a Network");
        Require.notNull("x", x, network.inputs() + " numbers");
        Require.within("k", k, 0, network.outputs() - 1);
        if (network.outputShape().rows() > 1)
            throw new IllegalArgumentException(
                    "network gives " + network.outputShape().rows()
                            + " rows of outputs; expected a single one, as behind last() or meanOverTime()");
        network.predict(x); // refuses what doesn't fit
        return new Saliency(network, x.clone(), k);
    }

    // ---- by the gradient ----

    /**
     * How fast zₖ, the sum in front of the last activation, grows with each number: ∂zₖ/∂x. Behind a softmax that is sure of
     * its answer everything is flat; in front of it nothing is. Simonyan, Vedaldi and Zisserman, "Deep inside convolutional
     * networks", 2014.
     *
     * @throws IllegalArgumentException if inputs are tokens: names have no slope
     */
    public double[] gradient() {
        Shape shape = network.inputShape();
        if (shape.vocabulary() > 0)
            throw new IllegalArgumentException(
                    "network takes tokens, which are names and have no gradient; use occlusion with the token of a gap");
        Matrix row = Matrix.zeros(1, x.length);
        row.setRow(0, x);
        Matrix one = Matrix.zeros(1, network.outputs());
        one.set(0, k, 1);
        return network.inputGradient(row.reshape(shape.rows(), shape.columns()), one)
                .toArray();
    }

    /**
     * x ⊙ ∂zₖ/∂x: what a straight line with this slope would owe to each number. Where x is 0 it is 0, so that the input
     * shows through whatever the network has learnt. Shrikumar et al., "Not just a black box", 2016.
     *
     * @throws IllegalArgumentException as {@link #gradient}
     */
    public double[] gradientTimesInput() {
        double[] map = gradient();
        for (int i = 0; i < map.length; i++) map[i] *= x[i];
        return map;
    }

    // ---- by trying ----

    /**
     * How much output k falls when a square around each place is covered: aₖ(x) − aₖ(covered). What lies beyond the edge
     * isn't covered; of several channels all are, and share the number. Zeiler and Fergus, "Visualizing and understanding
     * convolutional networks", 2014.
     *
     * @param width numbers in a row of the picture, 28 of MNIST's
     * @param side of the square, odd
     * @param fill what it is covered with, e.g. 0, MNIST's paper
     * @throws IllegalArgumentException if the input has no such rows, or side is even
     */
    public double[] occlusion(int width, int side, double fill) {
        Shape shape = network.inputShape();
        int channels = shape.isPicture() ? shape.row()[0] : 1;
        int places = x.length / channels;
        Require.within("width", width, 1, places);
        if (places % width != 0 || shape.isPicture() && shape.row()[2] != width)
            throw new IllegalArgumentException(
                    "width is " + width + ", but the input of " + shape + " has no rows of so many numbers");
        if (Require.atLeast("side", side, 1) % 2 == 0)
            throw new IllegalArgumentException(
                    "side is " + side + "; expected an odd number, so that the square has a middle");
        double[][] covered = new double[places][];
        for (int p = 0; p < places; p++) {
            covered[p] = x.clone();
            for (int i = Math.max(0, p / width - side / 2);
                    i <= Math.min(places / width - 1, p / width + side / 2);
                    i++)
                for (int j = Math.max(0, p % width - side / 2); j <= Math.min(width - 1, p % width + side / 2); j++)
                    for (int c = 0; c < channels; c++) covered[p][c * places + i * width + j] = fill;
        }
        double before = network.predict(x)[k];
        double[][] after = network.predict(covered);
        return IntStream.range(0, x.length)
                .mapToDouble(i -> before - after[i % places][k])
                .toArray();
    }

    /**
     * Output k while the numbers are deleted one by one, the one with the largest number in the map first, equal ones in
     * their order: a map that knows what counts makes it fall fast. It prefers maps that know what deleting does: with 0
     * for fill, those which are 0 where x is. Petsiuk, Das and Saenko, "RISE", 2018.
     *
     * @param map as many numbers as the input
     * @param fill what a deleted number becomes
     * @return of x as it is, then behind each deletion
     * @throws IllegalArgumentException if the map has another size, or a number that isn't finite
     */
    public double[] deletion(double[] map, double fill) {
        if (Require.notNull("map", map, x.length + " numbers").length != x.length)
            throw new ShapeException(
                    "map has " + map.length + " numbers, but the input has " + x.length + "; give one for each",
                    Mismatch.numbers("map", map.length, "x", x.length));
        for (int i = 0; i < map.length; i++) Require.finite("map[" + i + "]", map[i]);
        int[] order = IntStream.range(0, map.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> 0 - map[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] inputs = new double[x.length + 1][];
        inputs[0] = x;
        for (int d = 0; d < x.length; d++) {
            inputs[d + 1] = inputs[d].clone();
            inputs[d + 1][order[d]] = fill;
        }
        return Arrays.stream(network.predict(inputs)).mapToDouble(a -> a[k]).toArray();
    }

    /** "Saliency of output 7 (0.9981) for an input of 784 numbers". */
    @Override
    public String toString() {
        return "Saliency of output " + k + " (" + Figures.text(network.predict(x)[k], 4) + ") for an input of "
                + x.length + " numbers";
    }
}
