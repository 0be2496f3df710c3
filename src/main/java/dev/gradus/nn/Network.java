package dev.gradus.nn;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.loss.BinaryCrossEntropy;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Check;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shapes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A chain of layers. Forward, a batch runs through them from first to last; backward, the gradient of the loss runs from
 * last to first, and each layer takes from it what its parameters need.
 *
 * <p>Layers keep the last batch between the two, so a network serves one thread at a time.
 */
public final class Network {
    private static final int INFERENCE_BATCH = 500; // bounds the memory of predict and evaluate, and so does this:
    private static final int INFERENCE_NUMBERS = INFERENCE_BATCH * 8192; // behind a layer, at 4 bytes each

    private final int[] inputShape;
    private final List<LayerSpec> specs;
    private final @Nullable Initializer initializer;
    private final Penalty penalty;
    private final long seed;
    private final List<Layer> layers = new ArrayList<>();
    private final List<Summary.Row> rows = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>(); // for each row, its last layer
    private final int outputs;
    private int widest; // numbers of one sample behind the widest layer
    private @Nullable Loss loss; // of the last fit
    private int epochs;
    private long steps;
    private @Nullable Matrix outputGradient; // m × outputs

    Network(
            int[] inputShape,
            List<LayerSpec> specs,
            @Nullable Initializer initializer,
            Penalty penalty,
            long seed,
            boolean inDouble) {
        this.penalty = penalty;
        this.inputShape = inputShape;
        this.specs = specs;
        this.initializer = initializer;
        this.seed = seed;
        Matrix probe = inDouble ? Matrix.zeros(1, inputs()).toDouble() : Matrix.zeros(1, inputs());
        int[] shape = inputShape;
        for (LayerSpec spec : specs) {
            int from = layers.size();
            int[] output = add(spec, shape, inDouble);
            probe = probe(from, probe, shape, output);
            shape = output;
        }
        outputs = Shapes.size(shape);
    }

    /** Sends one sample of zeros through the newest layers, so that one's own layer fails here and not in training. */
    private Matrix probe(int from, Matrix x, int[] input, int[] output) {
        Matrix a = x;
        for (Layer layer : layers.subList(from, layers.size())) a = layer.forward(a, false);
        if (a.rows() != 1 || a.columns() != Shapes.size(output))
            throw new IllegalStateException("layer " + from + " (" + nameOf(layers.get(from)) + ") gives " + a.shape()
                    + " for one sample of " + Shapes.text(input) + ", but its recipe says 1 × " + Shapes.size(output)
                    + "; override outputShape in the recipe");
        return a;
    }

    /** Builds one layer and its activation behind what is there; gives the shape of a sample behind them. */
    private int[] add(LayerSpec spec, int[] shape, boolean inDouble) {
        Activation activation = spec.activation();
        Initializer start = initializer != null ? initializer : activation.initializer();
        int[] output = outputShape(spec, shape);
        Penalty own = spec.penalty();
        Layer layer = spec.build(
                new LayerSetup(layers.size(), shape, start, own != null ? own : penalty, seed, this::steps, inDouble));
        String name = nameOf(layer);
        layers.add(layer);
        if (!(activation instanceof Linear || layer instanceof ActivationLayer)) {
            layers.add(new ActivationLayer(activation));
            name += ", " + activation.name();
        }
        rows.add(new Summary.Row(name, Shapes.text(output), count(layer, true), count(layer, false)));
        ends.add(layers.size() - 1);
        return output;
    }

    private static long count(Layer layer, boolean trained) {
        return layer.parameters().stream()
                .filter(parameter -> parameter.isTrained() == trained)
                .mapToLong(parameter -> parameter.matrix().size())
                .sum();
    }

    /** Before anything is built, so that what doesn't fit is named with its place in the network. */
    private int[] outputShape(LayerSpec spec, int[] shape) {
        try {
            int[] output = spec.outputShape(shape);
            widest = Math.max(widest, Shapes.size(output));
            return output;
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("layer " + layers.size() + ", " + spec + ": " + e.getMessage(), e);
        } catch (ArithmeticException e) {
            throw new IllegalStateException(
                    "layer " + layers.size() + ", " + spec + ": an input of " + Shapes.text(shape)
                            + " makes too many outputs for one array; use fewer units or filters",
                    e);
        }
    }

    /** What a layer calls itself; its class, if it has no toString of its own. */
    private static String nameOf(Layer layer) {
        String name = layer.toString();
        return name.startsWith(layer.getClass().getName() + "@")
                ? layer.getClass().getSimpleName()
                : name;
    }

    /**
     * Starts a network for inputs of n numbers.
     *
     * @param n at least 1
     */
    public static NetworkBuilder input(int n) {
        if (n < 1) throw new IllegalArgumentException("n must be at least 1, but is " + n);
        return new NetworkBuilder(new int[] {n});
    }

    /**
     * Starts a network for pictures; a row of numbers is the same picture channel by channel, each row by row.
     *
     * @param channels 1 for grey, 3 for colour
     */
    public static NetworkBuilder input(int channels, int height, int width) {
        Check.atLeast("channels", channels, 1);
        Check.atLeast("height", height, 1);
        Check.atLeast("width", width, 1);
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
        if (inputs == null) throw new IllegalArgumentException("inputs is null; expected one row a sample");
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i] == null)
                throw new IllegalArgumentException("inputs[" + i + "] is null; expected " + inputs() + " numbers");
            if (inputs[i].length != inputs())
                throw new IllegalArgumentException("inputs[" + i + "] has " + inputs[i].length
                        + " numbers, but the network takes " + Shapes.text(inputShape)
                        + (inputShape.length > 1 ? " = " + inputs() : ""));
        }
        double[][] outputs = new double[inputs.length][];
        for (int from = 0; from < inputs.length; from += inferenceBatch()) {
            int to = Math.min(from + inferenceBatch(), inputs.length);
            Matrix x = Matrix.zeros(to - from, inputs());
            for (int i = from; i < to; i++) x.setRow(i - from, inputs[i]);
            Matrix a = forward(x, false);
            for (int i = from; i < to; i++) outputs[i] = a.row(i - from);
        }
        return outputs;
    }

    /** Loss and accuracy on data, by the loss of the last training, else by the one natural to the output. */
    public Evaluation evaluate(Dataset data) {
        return evaluate(data, loss != null ? loss : naturalLoss());
    }

    /** Loss and accuracy on data. */
    public Evaluation evaluate(Dataset data, Loss loss) {
        checkData("data", data);
        Check.notNull("loss", loss, "e.g. crossEntropy()");
        int[] order = IntStream.range(0, data.size()).toArray();
        double[][] outputs = new double[data.size()][];
        double sum = 0;
        Batch batch = null;
        for (int from = 0; from < data.size(); from += inferenceBatch()) {
            batch = data.batch(order, from, Math.min(from + inferenceBatch(), data.size()), batch);
            Matrix a = forward(batch.inputs(), false);
            sum += batch.size() * valueOf(loss, a, batch.targets());
            for (int i = 0; i < batch.size(); i++) outputs[from + i] = a.row(i);
        }
        return new Evaluation(data, outputs, sum / data.size());
    }

    private int inferenceBatch() {
        return Math.max(1, Math.min(INFERENCE_BATCH, INFERENCE_NUMBERS / Math.max(1, widest)));
    }

    /** J alone, by the loss's shortcut where it has one. */
    private double valueOf(Loss loss, Matrix a, Matrix y) {
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
        return new Summary(Shapes.text(inputShape), List.copyOf(rows));
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
                return "layer " + l + " (" + nameOf(layers.get(l)) + ")";
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
        Network copy = new Network(inputShape, specs, initializer, penalty, seed, inDouble);
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
        if (file == null) throw new IllegalArgumentException("file is null; expected the path of the file to write");
        WeightFile.save(this, file);
    }

    /** As above; the path as text. */
    public void saveWeights(String file) {
        if (file == null) throw new IllegalArgumentException("file is null; expected the path of the file to write");
        saveWeights(Path.of(file));
    }

    /**
     * Sets all weights from a safetensors file of this network or of the equivalent {@code torch.nn.Sequential}.
     *
     * @throws IllegalArgumentException if a tensor is missing, unknown, of another shape or not finite, or if it is no
     *     valid file; the network then stays as it was
     * @throws java.io.UncheckedIOException if the file can't be read
     */
    public void loadWeights(Path file) {
        if (file == null) throw new IllegalArgumentException("file is null; expected the path of a safetensors file");
        WeightFile.load(this, file);
    }

    /** As above; the path as text. */
    public void loadWeights(String file) {
        if (file == null) throw new IllegalArgumentException("file is null; expected the path of a safetensors file");
        loadWeights(Path.of(file));
    }

    // ---- facts ----

    /** Numbers in one input. */
    public int inputs() {
        return Shapes.size(inputShape);
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
        return seed;
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
        this.loss = Check.notNull("loss", loss, "that of the epoch");
        epochs++;
    }

    /** Refuses data whose sizes are not this network's. */
    public void checkData(String name, Dataset data) {
        if (data == null) throw new IllegalArgumentException(name + " is null; expected a Dataset");
        if (data.inputs() != inputs())
            throw new IllegalArgumentException(name + " has inputs of " + Shapes.text(data.inputShape()) + " ("
                    + data.inputs() + " numbers), but the network takes " + Shapes.text(inputShape) + " (" + inputs()
                    + "); use Network.input("
                    + (inputShape.length == 3 && data.inputShape().length == 3
                            ? Shapes.text(data.inputShape()).replace(" ×", ",")
                            : data.inputs())
                    + ")");
        if (inputShape.length == 3 && data.inputShape().length == 3 && !Arrays.equals(inputShape, data.inputShape()))
            throw new IllegalArgumentException(name + " has pictures of " + Shapes.text(data.inputShape())
                    + ", but the network takes " + Shapes.text(inputShape) + " (channels × height × width)");
        if (data.outputs() != outputs)
            throw new IllegalArgumentException(name + " has targets of " + data.outputs() + " numbers"
                    + (data.classes().isEmpty() ? "" : " (one a class)") + ", but the last layer gives " + outputs
                    + "; end the network with .dense(" + data.outputs() + ", …)");
    }

    /** Refuses batches that batch normalisation can't train on, the last one included. For trainers. */
    public void checkBatches(int samples, int batchSize) {
        Check.atLeast("batchSize", batchSize, 1);
        int last = samples % batchSize == 0 ? Math.min(samples, batchSize) : samples % batchSize;
        for (int l = 0; l < layers.size(); l++)
            if (layers.get(l) instanceof BatchNorm && !((BatchNorm) layers.get(l)).canTrainOn(last))
                throw new IllegalArgumentException("layer " + l + " (batchNorm) can't train on a batch of one sample,"
                        + " but " + samples + " samples in batches of " + batchSize + " leave "
                        + (samples == last ? "no more" : "one for the last") + "; use another batch size, or take("
                        + (samples - 1) + ")");
    }

    @Override
    public String toString() {
        return summary().toString();
    }
}
