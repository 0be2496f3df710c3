package dev.gradus.train;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.errors.Require;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.nn.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Films a network while it learns: a listener that a {@link Trainer} calls behind each epoch. It starts with the network
 * as it is, and keeps about as many frames as asked, evenly spread over however many epochs there will be, and the last.
 *
 * <pre>{@code
 * Recording recording = Recording.of(network, data);
 * Trainer.of(network).onEpoch(recording).epochs(500).fit(data);
 * }</pre>
 *
 * <p>It measures on a copy of the network, so the training is the same with it as without: on up to 100 samples, spread
 * evenly over the data, and as in training (dropout on, batch normalisation by the batch).
 */
public final class Recording implements Consumer<Epoch> {
    /** Cells in a row of the map that a frame of a network of two inputs has, and rows. */
    public static final int MAP = 40;

    private static final int SAMPLES = 100;
    private static final int QUANTILES = 200; // that stand for the numbers of one layer
    private static final int WEIGHTS = 4096; // the largest table that is kept whole
    private static final int PICTURES = 9; // of what single units look for

    /**
     * Numbers of one layer.
     *
     * @param name e.g. "0.weight" or "dense, relu"
     * @param rows of the table that they are; 1 where they are only quantiles, from the lowest to the highest
     * @param values row by row
     */
    public record Layer(String name, int rows, double[] values) {
        /** The root of the mean of their squares: how large they typically are. */
        public double size() {
            return Math.sqrt(Arrays.stream(values).map(v -> v * v).average().orElse(0));
        }

        /** "0.weight: 2 × 8 numbers of the size 0.412". */
        @Override
        public String toString() {
            return name + ": " + rows + " × " + values.length / rows + " numbers of the size " + (float) size();
        }
    }

    /**
     * The network behind one epoch.
     *
     * @param number of epochs that the network has been trained for
     * @param epoch what the training measured in it; null in front of the training
     * @param map for two inputs, the outputs all over the {@link #window}, row by row from below; else empty
     * @param weights of each layer that has a table of them; of a large one the first units that see a picture
     * @param activations of each layer behind its activation, as quantiles
     * @param gradients ∂J/∂W of each layer with weights, as quantiles
     */
    public record Frame(
            int number,
            @Nullable Epoch epoch,
            double[][] map,
            List<Layer> weights,
            List<Layer> activations,
            List<Layer> gradients) {
        /** The epoch's number and figures. */
        @Override
        public String toString() {
            return epoch == null ? "before training" : epoch.toString();
        }
    }

    private final Network network;
    private final Network copy;
    private final Dataset data;
    private final Loss loss;
    private final Batch batch;
    private final double[] window;
    private final int about;
    private final List<Frame> kept = new ArrayList<>();
    private int every = 1; // epochs between two frames that are kept
    private final List<Epoch> epochs = new ArrayList<>(); // all
    private @Nullable Epoch waiting; // the newest epoch, if no frame that is kept shows it: the copy has its weights
    private @Nullable Frame last; // of that epoch, if somebody asked for it already

    private Recording(Network network, Dataset data, Loss loss, int about) {
        this.network = network;
        this.data = data;
        this.loss = loss;
        this.about = about;
        copy = network.copy();
        int m = Math.min(SAMPLES, data.size());
        int[] spread = IntStream.range(0, m)
                .map(i -> (int) ((long) i * data.size() / m))
                .toArray();
        batch = data.batch(spread, 0, m, null);
        window = network.inputs() == 2 ? windowOf(data) : new double[0];
        kept.add(frame(null));
    }

    /** Starts recording this network, on this data: usually those that it will learn from. */
    public static Recording of(Network network, Dataset data) {
        Require.notNull("network", network, "a Network");
        Dataset fitted = network.fitted("data", data, network.naturalLoss());
        network.checkBatches(Math.min(SAMPLES, data.size()), SAMPLES);
        return new Recording(network, fitted, network.naturalLoss(), 40);
    }

    /** The loss whose gradients are recorded; by default the one natural to the output, as in a {@link Trainer}. */
    public Recording loss(Loss loss) {
        return new Recording(network, network.fitted("data", data, loss), loss, about);
    }

    /** About how many frames to keep, 40 by default: never more than that and one, and from half of it on. */
    public Recording keep(int frames) {
        return new Recording(network, data, loss, Require.atLeast("frames", frames, 2));
    }

    // ---- recording ----

    /** An epoch is over. */
    @Override
    public void accept(Epoch epoch) {
        List<Parameter> from = network.parameters();
        List<Parameter> to = copy.parameters();
        for (int p = 0; p < from.size(); p++)
            to.get(p).matrix().copyFrom(from.get(p).matrix());
        copy.continueFrom(network.steps(), network.epochs());
        epochs.add(epoch);
        waiting = epoch;
        last = null;
        if (epochs.size() % every != 0) return;
        keepWaiting();
        if (kept.size() <= about) return;
        for (int i = (kept.size() - 1) / 2; i >= 0; i--) if (2 * i + 1 < kept.size()) kept.remove(2 * i + 1);
        every *= 2;
        if (epochs.size() % every != 0) waiting = epoch; // it was thrown out, and is still the last
    }

    private void keepWaiting() {
        kept.add(frame(waiting));
        waiting = null;
    }

    private Frame frame(@Nullable Epoch epoch) {
        double[][] map = window.length == 0 ? new double[0][] : copy.predict(plane());
        List<Parameter> weights =
                copy.parameters().stream().filter(p -> p.shape().length > 1).toList();
        for (Parameter p : copy.parameters()) p.zeroGradient();
        List<Matrix> outputs = copy.activations(batch.inputs(), true);
        List<Layer> activations = new ArrayList<>();
        List<Summary.Row> rows = copy.summary().rows();
        for (int r = 0; r < rows.size(); r++)
            activations.add(quantiles(rows.get(r).layer(), outputs.get(r)));
        copy.backward(loss, outputs.get(outputs.size() - 1), batch.targets());
        return new Frame(
                copy.epochs(),
                epoch,
                map,
                weights.stream().flatMap(p -> tables(p).stream()).toList(),
                activations,
                weights.stream().map(p -> quantiles(p.name(), p.gradient())).toList());
    }

    private static Layer quantiles(String name, Matrix matrix) {
        double[] sorted = matrix.toArray();
        Arrays.sort(sorted);
        int n = Math.min(QUANTILES, sorted.length);
        double[] quantiles = new double[n];
        for (int i = 0; i < n; i++) quantiles[i] = sorted[(int) ((i + 0.5) / n * sorted.length)];
        return new Layer(name, 1, quantiles);
    }

    /** A table of weights; of the first layer above pictures, what its first units see. */
    private List<Layer> tables(Parameter weight) {
        Matrix w = weight.matrix();
        int[] shape = weight.shape();
        int[] input = data.inputShape().row();
        boolean filters = shape.length == 4;
        if (!filters && !(input.length == 3 && weight.name().startsWith("0.") && w.rows() == data.inputs()))
            return w.size() > WEIGHTS ? List.of() : List.of(new Layer(weight.name(), w.rows(), w.toArray()));
        int height = filters ? shape[2] : input[1];
        int width = filters ? shape[3] : input[2];
        List<Layer> pictures = new ArrayList<>();
        for (int unit = 0; unit < Math.min(PICTURES, filters ? w.rows() : w.columns()); unit++) {
            double[] first = new double[height * width]; // of the first channel
            for (int i = 0; i < first.length; i++) first[i] = filters ? w.get(unit, i) : w.get(i, unit);
            String name = weight.name() + "[" + unit + "]";
            pictures.add(new Layer(name, height, first));
        }
        return pictures;
    }

    // ---- the plane of two inputs ----

    /** x₁, x₂, y₁, y₂: the samples with room around. */
    private static double[] windowOf(Dataset data) {
        double[] window = new double[4];
        for (int j = 0; j < 2; j++) {
            int column = j;
            double[] sorted = IntStream.range(0, data.size())
                    .mapToDouble(i -> data.input(i)[column])
                    .sorted()
                    .toArray();
            double low = sorted[0];
            double high = sorted[sorted.length - 1];
            double room = high > low ? 0.2 * (high - low) : 1;
            window[2 * j] = low - room;
            window[2 * j + 1] = high + room;
        }
        return window;
    }

    /** The middles of all cells, row by row from below. */
    private double[][] plane() {
        double[][] plane = new double[MAP * MAP][];
        for (int i = 0; i < plane.length; i++)
            plane[i] = new double[] {
                window[0] + (window[1] - window[0]) * (i % MAP + 0.5) / MAP,
                window[2] + (window[3] - window[2]) * (i / MAP + 0.5) / MAP
            };
        return plane;
    }

    // ---- what was recorded ----

    /** The frames so far: first the network as it was at the beginning, last as the newest epoch left it. */
    public List<Frame> frames() {
        if (waiting == null) return List.copyOf(kept);
        if (last == null) last = frame(waiting);
        List<Frame> all = new ArrayList<>(kept);
        all.add(last);
        return List.copyOf(all);
    }

    /** All epochs so far, also those without a frame. */
    public List<Epoch> epochs() {
        return List.copyOf(epochs);
    }

    /** For a network of two inputs, from where to where its maps go: x₁, x₂, y₁, y₂; else empty. */
    public double[] window() {
        return window.clone();
    }

    /** The samples that it was given. */
    public Dataset data() {
        return data;
    }

    /** "Recording of 41 frames over 500 epochs". */
    @Override
    public String toString() {
        int frames = kept.size() + (waiting == null ? 0 : 1);
        return "Recording of " + frames + (frames == 1 ? " frame" : " frames") + " over " + epochs.size()
                + (epochs.size() == 1 ? " epoch" : " epochs");
    }
}
