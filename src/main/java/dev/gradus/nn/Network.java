package dev.gradus.nn;

import dev.gradus.data.Dataset;
import dev.gradus.loss.BinaryCrossEntropy;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Matrix;
import dev.gradus.math.Require;
import dev.gradus.math.Shapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A chain of layers. Forward, a batch runs through them from first to last; backward, the gradient of the loss runs from
 * last to first, and each layer takes from it what its parameters need.
 *
 * <p>Layers keep the last batch between the two, so a network serves one thread at a time.
 */
public final class Network {
    private final Blueprint blueprint;
    private final List<Layer> layers;
    private final List<Integer> ends; // for each row of the summary, its last layer
    private final Summary summary;
    private final int outputs;
    private final Inference inference;
    private @Nullable Loss loss; // of the last fit
    private int epochs;
    private long steps;
    private @Nullable Matrix outputGradient; // m × outputs

    Network(Blueprint blueprint, boolean inDouble) {
        this.blueprint = blueprint;
        Assembly assembly = new Assembly(blueprint, this::steps, inDouble);
        layers = assembly.layers();
        ends = assembly.ends();
        summary = assembly.summary();
        outputs = assembly.outputs();
        inference = new Inference(this, assembly.widest());
    }

    /**
     * Starts a network for inputs of n numbers.
     *
     * @param n at least 1
     */
    public static NetworkBuilder input(int n) {
        return new NetworkBuilder(new int[] {Require.atLeast("n", n, 1)});
    }

    /**
     * Starts a network for pictures; a row of numbers is the same picture channel by channel, each row by row.
     *
     * @param channels 1 for grey, 3 for colour
     */
    public static NetworkBuilder input(int channels, int height, int width) {
        Require.atLeast("channels", channels, 1);
        Require.atLeast("height", height, 1);
        Require.atLeast("width", width, 1);
        if ((long) channels * height > Integer.MAX_VALUE / width)
            throw new IllegalArgumentException("a picture of " + Shapes.text(new int[] {channels, height, width})
                    + " is too large for one array; use a smaller one");
        return new NetworkBuilder(new int[] {channels, height, width});
    }

    // ---- forward and backward ----

    /**
     * Outputs (m × outputs) of a batch x (m × inputs). The result is overwritten by the next call.
     *
     * @param training whether {@link #backward} will follow
     */
    public Matrix forward(Matrix x, boolean training) {
        Matrix a = x;
        for (Layer layer : layers) a = layer.forward(a, training);
        return a;
    }

    /**
     * {@link #forward}, and what comes out of every row of the {@link #summary} on the way: the last one is the result. All
     * are overwritten by the next call.
     */
    public List<Matrix> activations(Matrix x, boolean training) {
        List<Matrix> outputs = new ArrayList<>();
        Matrix a = x;
        for (int l = 0; l < layers.size(); l++) {
            a = layers.get(l).forward(a, training);
            if (ends.contains(l)) outputs.add(a);
        }
        return outputs;
    }

    /**
     * Adds ∂J/∂θ of the batch that went {@link #forward} last to the gradient of every parameter, and that of its penalty.
     *
     * @param a what forward gave, m × outputs
     * @param y the targets, m × outputs
     * @return J, the loss of the batch, without the {@link #penalty}
     */
    public double backward(Loss loss, Matrix a, Matrix y) {
        outputGradient = a.buffer(outputGradient, a.rows(), a.columns());
        Matrix delta = outputGradient;
        int top = layers.size() - 1;
        OptionalDouble shortcut = shortcut(loss, a, y, delta);
        if (shortcut.isPresent()) top--; // δ stands behind the last activation already
        else loss.gradient(a, y, delta);
        int lowest = lowestWithParameters();
        for (int l = top; l >= lowest; l--) {
            layers.get(l).gradients(delta);
            if (l > lowest) delta = layers.get(l).backward(delta); // nobody needs ∂J/∂x of the data
        }
        for (Parameter p : parameters()) p.penalty().addGradient(p.matrix(), p.gradient());
        return shortcut.orElseGet(() -> loss.value(a, y));
    }

    /** What the weights cost besides the loss, by L1 and L2: gradients contain it, reported losses don't. */
    public double penalty() {
        double sum = 0;
        for (Parameter p : parameters()) sum += p.penalty().value(p.matrix());
        return sum;
    }

    private OptionalDouble shortcut(Loss loss, Matrix a, Matrix y, Matrix delta) {
        if (!(layers.get(layers.size() - 1) instanceof ActivationLayer)) return OptionalDouble.empty();
        ActivationLayer last = (ActivationLayer) layers.get(layers.size() - 1);
        return loss.fromLogits(last.activation.name(), last.logits(), a, y, delta);
    }

    private int lowestWithParameters() {
        int l = 0;
        while (l < layers.size() && layers.get(l).parameters().isEmpty()) l++;
        return l;
    }

    // ---- use ----

    /** The outputs for one input. */
    public double[] predict(double[] input) {
        return predict(new double[][] {input})[0];
    }

    /** The outputs for each input. */
    public double[][] predict(double[][] inputs) {
        DataChecks.inputs(inputs, blueprint.inputShape());
        return inference.predict(inputs);
    }

    /** Loss and accuracy on data, by the loss of the last training, else by the one natural to the output. */
    public Evaluation evaluate(Dataset data) {
        return evaluate(data, loss != null ? loss : naturalLoss());
    }

    /** Loss and accuracy on data. */
    public Evaluation evaluate(Dataset data, Loss loss) {
        checkData("data", data);
        Require.notNull("loss", loss, "e.g. crossEntropy()");
        return inference.evaluate(data, loss);
    }

    /** J alone, by the loss's shortcut where it has one. */
    double value(Loss loss, Matrix a, Matrix y) {
        outputGradient = a.buffer(outputGradient, a.rows(), a.columns());
        return shortcut(loss, a, y, outputGradient).orElseGet(() -> loss.value(a, y));
    }

    /** The loss that goes with the last layer: cross-entropy behind softmax, binary behind sigmoid, else mean squared. */
    public Loss naturalLoss() {
        return switch (outputActivation()) {
            case "softmax" -> new CrossEntropy();
            case "sigmoid" -> new BinaryCrossEntropy();
            default -> new MeanSquaredError();
        };
    }

    /** Every layer with its output's shape and its number of parameters. */
    public Summary summary() {
        return summary;
    }

    /** For tests. */
    List<Layer> layers() {
        return layers;
    }

    /** All that is learnt, from the first layer to the last. */
    public List<Parameter> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }

    /** The layer that has this parameter: "layer 0 (dense)". */
    public String layerOf(Parameter parameter) {
        for (int l = 0; l < layers.size(); l++)
            if (layers.get(l).parameters().contains(parameter))
                return "layer " + l + " (" + Assembly.nameOf(layers.get(l)) + ")";
        throw new IllegalArgumentException(parameter.name() + " is no parameter of this network");
    }

    /** An independent network with the same layers, weights and number of epochs. */
    public Network copy() {
        return copy(false);
    }

    /** The same network in double precision: slow, for checks of gradients. Its batches must be double, too. */
    public Network toDouble() {
        return copy(true);
    }

    private Network copy(boolean inDouble) {
        Network copy = new Network(blueprint, inDouble);
        List<Parameter> from = parameters();
        List<Parameter> to = copy.parameters();
        for (int i = 0; i < from.size(); i++)
            to.get(i).matrix().copyFrom(from.get(i).matrix());
        copy.loss = loss;
        copy.epochs = epochs;
        copy.steps = steps;
        return copy;
    }

    // ---- files ----

    /**
     * Writes all weights into a safetensors file that PyTorch's {@code load_state_dict} takes: names and shapes are those
     * of the {@code torch.nn.Sequential} with the same layers, where every activation but linear counts as one. Single
     * precision; double for a network made by {@link #toDouble}. The file appears whole or not at all.
     *
     * @throws IllegalStateException if a weight is not finite
     * @throws java.io.UncheckedIOException if the file can't be written
     */
    public void saveWeights(Path file) {
        WeightFile.save(this, Require.notNull("file", file, "the path of the file to write"));
    }

    /** As above; the path as text. */
    public void saveWeights(String file) {
        saveWeights(file == null ? null : Path.of(file));
    }

    /**
     * Sets all weights from a safetensors file of this network or of the equivalent {@code torch.nn.Sequential}.
     *
     * @throws IllegalArgumentException if a tensor is missing, unknown, of another shape or not finite, or if it is no
     *     valid file; the network then stays as it was
     * @throws java.io.UncheckedIOException if the file can't be read
     */
    public void loadWeights(Path file) {
        WeightFile.load(this, Require.notNull("file", file, "the path of a safetensors file"));
    }

    /** As above; the path as text. */
    public void loadWeights(String file) {
        loadWeights(file == null ? null : Path.of(file));
    }

    // ---- facts ----

    /** Numbers in one input. */
    public int inputs() {
        return Shapes.size(blueprint.inputShape());
    }

    /** Numbers in one output. */
    public int outputs() {
        return outputs;
    }

    /** The name of the last layer's activation. */
    public String outputActivation() {
        Layer last = layers.get(layers.size() - 1);
        return last instanceof ActivationLayer ? ((ActivationLayer) last).activation.name() : "linear";
    }

    /** The seed given to the builder. */
    public long seed() {
        return blueprint.seed();
    }

    /** Epochs trained so far; a second training goes on from here. */
    public int epochs() {
        return epochs;
    }

    /** Mini-batches trained so far; what dropout draws depends on it. */
    public long steps() {
        return steps;
    }

    /** Notes that one more mini-batch was trained. For trainers. */
    public void stepTrained() {
        steps++;
    }

    /** Sets how much was trained, when an earlier state of the weights comes back. For trainers. */
    public void continueFrom(long steps, int epochs) {
        this.steps = steps;
        this.epochs = epochs;
    }

    /** Notes that one more epoch was trained, by this loss. For trainers. */
    public void epochTrained(Loss loss) {
        this.loss = Require.notNull("loss", loss, "that of the epoch");
        epochs++;
    }

    /** Refuses data whose sizes are not this network's. */
    public void checkData(String name, Dataset data) {
        DataChecks.dataset(name, data, blueprint.inputShape(), outputs);
    }

    /** Refuses batches that batch normalisation can't train on, the last one included. For trainers. */
    public void checkBatches(int samples, int batchSize) {
        DataChecks.batches(layers, samples, batchSize);
    }

    @Override
    public String toString() {
        return summary().toString();
    }
}
