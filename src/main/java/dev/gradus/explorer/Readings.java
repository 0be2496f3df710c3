package dev.gradus.explorer;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.data.Points;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The numbers that a picture of an exploration is drawn from, measured on a copy of its network. Layer 0 are the features, the
 * last one the output.
 */
public final class Readings {
    /** Cells in a row of a map, and rows. */
    public static final int SIDE = 40;

    /**
     * What one neuron answers all over the plane.
     *
     * @param values row by row from low y to high
     * @param reach the largest size that its colours stand for: 1 for tanh, sigmoid and softmax, else that of the values
     */
    public record NeuronMap(double[] values, double reach) {
        /** Each cell as a byte, −127 … 127 of the reach. */
        void write(byte[] to, int at) {
            for (int i = 0; i < values.length; i++)
                to[at + i] = (byte) Math.round(127 * Math.max(-1, Math.min(1, values[i] / reach)));
        }
    }

    private final Exploration it;
    private final Network copy;
    private final double[] window;
    private final Matrix plane; // features of all cells
    private final List<NeuronMap> inputs;

    /** For an exploration whose points' range doesn't change any more. */
    public Readings(Exploration it) {
        this.it = it;
        copy = it.network();
        Points points = it.points();
        window = window(points);
        double[][] features = points.inputs(cells(window, SIDE));
        plane = Matrix.of(features);
        inputs =
                IntStream.range(0, plane.columns()).mapToObj(j -> map(plane, j)).toList();
    }

    // ---- the plane ----

    /** x₁, x₂, y₁, y₂: a table with room around, other points from −6 to 6 or as far as they reach. */
    public static double[] window(Points points) {
        List<Points.Point> all = Stream.concat(points.trainPoints().stream(), points.testPoints().stream())
                .toList();
        double[] x = range(all.stream().mapToDouble(Points.Point::x).toArray(), points.isTable());
        double[] y = range(all.stream().mapToDouble(Points.Point::y).toArray(), points.isTable());
        return new double[] {x[0], x[1], y[0], y[1]};
    }

    private static double[] range(double[] values, boolean table) {
        double low = Arrays.stream(values).min().orElse(-5);
        double high = Arrays.stream(values).max().orElse(5);
        if (!table) return new double[] {Math.min(-6, low - 0.5), Math.max(6, high + 0.5)};
        double room = high > low ? 0.15 * (high - low) : 1;
        return new double[] {low - room, high + room};
    }

    /** The middles of all cells, row by row from below. */
    public static double[][] cells(double[] window, int side) {
        double[][] cells = new double[side * side][];
        for (int i = 0; i < cells.length; i++)
            cells[i] = new double[] {
                window[0] + (window[1] - window[0]) * (i % side + 0.5) / side,
                window[2] + (window[3] - window[2]) * (i / side + 0.5) / side
            };
        return cells;
    }

    /** From where to where the maps go: x₁, x₂, y₁, y₂. */
    public double[] window() {
        return window.clone();
    }

    // ---- what the network does ----

    private Network now() {
        double[][] weights = it.weights();
        for (int i = 0; i < weights.length; i++) copy.parameters().get(i).set(weights[i]);
        return copy;
    }

    /** The maps of all neurons, layer by layer; the first layer is that of the features. */
    public List<List<NeuronMap>> maps() {
        List<List<NeuronMap>> maps = new ArrayList<>();
        maps.add(inputs);
        for (Matrix layer : now().activations(plane, false))
            maps.add(IntStream.range(0, layer.columns())
                    .mapToObj(j -> map(layer, j))
                    .toList());
        return maps;
    }

    /** The maps one behind the other, a byte a cell. */
    public static byte[] bytes(List<List<NeuronMap>> maps) {
        List<NeuronMap> all = maps.stream().flatMap(List::stream).toList();
        byte[] bytes = new byte[all.size() * SIDE * SIDE];
        for (int i = 0; i < all.size(); i++) all.get(i).write(bytes, i * SIDE * SIDE);
        return bytes;
    }

    private static NeuronMap map(Matrix layer, int column) {
        double[] values = new double[layer.rows()];
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = layer.get(i, column);
            largest = Math.max(largest, Math.abs(values[i]));
        }
        return new NeuronMap(values, Math.max(largest, 1));
    }

    /** What a layer answers to each point to learn from; layer 0 are its features. */
    public double[][] answers(int layer) {
        Dataset data = it.data();
        Matrix x = all(data).inputs();
        Matrix a = layer == 0 ? x : now().activations(x, false).get(layer - 1);
        return IntStream.range(0, a.rows()).mapToObj(a::row).toArray(double[][]::new);
    }

    /** Loss and accuracy on the points to learn from, and on those kept back if there are some. */
    public List<Evaluation> evaluations() {
        Network network = now();
        List<Evaluation> both = new ArrayList<>();
        both.add(network.evaluate(it.data(), network.naturalLoss()));
        if (it.points().hasTest()) both.add(network.evaluate(it.points().test(), network.naturalLoss()));
        return both;
    }

    /** ∂J/∂θ over all points to learn from, parameter by parameter, the penalty's among it. */
    public double[][] gradients() {
        Network network = now();
        Loss loss = network.naturalLoss();
        var batch = all(network.fitted("points", it.data(), loss));
        network.parameters().forEach(Parameter::zeroGradient);
        network.backward(loss, network.forward(batch.inputs(), true), batch.targets());
        return network.parameters().stream().map(p -> p.gradient().toArray()).toArray(double[][]::new);
    }

    private static Batch all(Dataset data) {
        return data.batch(IntStream.range(0, data.size()).toArray(), 0, data.size(), null);
    }
}
