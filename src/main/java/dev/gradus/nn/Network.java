package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.activation.Sigmoid;
import dev.gradus.activation.Softmax;
import dev.gradus.data.Dataset;
import dev.gradus.data.Reading;
import dev.gradus.data.Safetensors;
import dev.gradus.errors.Names;
import dev.gradus.errors.Require;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.loss.BinaryCrossEntropy;
import dev.gradus.loss.CrossEntropy;
import dev.gradus.loss.Loss;
import dev.gradus.loss.MeanSquaredError;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A chain of layers, and what trains and uses it. Forward, a batch runs through them from first to last; backward, the
 * gradient of the loss runs from last to first, and each layer takes from it what its parameters need.
 *
 * <p>A batch of m samples has m rows; of sequences of T things, m·T rows. Layers keep the last batch between forward and
 * backward, so a network serves one thread at a time and refuses a second one, in a training from beginning to end. Its
 * listeners are called in its own thread, and may evaluate and predict.
 *
 * <p>It can be sent to another machine (Java's serialization): as its recipe, from which it is built anew there, and its
 * weights. For files there is {@link #saveWeights(Path)}.
 */
public final class Network implements Serializable {
    /**
     * One layer of a network as it was listed, with its activation.
     *
     * @param spec its recipe
     * @param input the shape of one sample in front of it
     * @param output the shape of one sample behind it
     * @param parameters what it learns or keeps
     */
    public record Part(LayerSpec spec, Shape input, Shape output, List<Parameter> parameters) {}

    private final NetworkBuilder.Blueprint blueprint;
    private final Chain chain;
    private final List<Part> parts;
    private final List<Integer> ends; // for each part, its last layer
    private final Summary summary;
    private final Shape outputShape;
    private final Inference inference;
    private final Turn turn = new Turn();
    private @Nullable Loss loss; // of the last fit
    private @Nullable Reading reading; // of the targets of all training; null before any
    private int epochs;
    private long steps;
    private @Nullable Matrix outputGradient; // as many rows as a batch has outputs

    Network(NetworkBuilder.Blueprint blueprint, boolean inDouble) {
        this.blueprint = blueprint;
        LayerSetup.Shared shared = new LayerSetup.Shared(blueprint, this::steps, inDouble);
        Assembly assembly = new Assembly(shared, "", blueprint.inputShape(), blueprint.specs());
        chain = assembly.chain();
        parts = List.copyOf(assembly.parts());
        ends = assembly.ends();
        summary = new Summary(blueprint.inputShape().toString(), List.copyOf(assembly.rows()));
        outputShape = assembly.outputShape();
        inference = new Inference(this, assembly.widest());
        parameters().forEach(Parameter::zeroGradient); // one layer may have added to another's when it was tried
    }

    /**
     * Starts a network for inputs of n numbers.
     *
     * @param n at least 1
     */
    public static NetworkBuilder input(int n) {
        return new NetworkBuilder(Shape.of(Require.atLeast("n", n, 1)));
    }

    /** Starts a network for samples of this shape, such as another network's {@link #inputShape}. */
    public static NetworkBuilder input(Shape shape) {
        return new NetworkBuilder(Require.notNull("shape", shape, "that of one sample"));
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
            throw new IllegalArgumentException("a picture of " + Shape.of(channels, height, width)
                    + " is too large for one array; use a smaller one");
        return new NetworkBuilder(Shape.of(channels, height, width));
    }

    /**
     * Starts a network for sequences: each sample is so many rows.
     *
     * @param length T, rows of a sample, at least 1
     * @param features F, numbers of a row, at least 1
     */
    public static NetworkBuilder sequence(int length, int features) {
        Require.atLeast("length", length, 1);
        Require.atLeast("features", features, 1);
        return new NetworkBuilder(Shape.sequence(length, features));
    }

    /**
     * Starts a network for sequences of tokens: each row is one whole number, from 0 on and below the vocabulary, that
     * stands for a character or a word.
     *
     * @param length T, tokens of a sample, at least 1
     * @param vocabulary how many tokens there are, at least 1
     */
    public static NetworkBuilder tokens(int length, int vocabulary) {
        Require.atLeast("length", length, 1);
        return new NetworkBuilder(Shape.tokens(length, vocabulary));
    }

    // ---- forward and backward ----

    /**
     * Outputs of a batch x, a row for each row that {@link #outputShape} says. The result is overwritten by the next call.
     *
     * @param training whether {@link #backward} will follow
     */
    public Matrix forward(Matrix x, boolean training) {
        turn.begin();
        try {
            return chain.forward(x, training);
        } finally {
            turn.end();
        }
    }

    /**
     * {@link #forward}, and what comes out of every one of the {@link #parts} on the way: the last one is the result. All
     * are overwritten by the next call.
     */
    public List<Matrix> activations(Matrix x, boolean training) {
        List<Matrix> outputs = new ArrayList<>();
        turn.begin();
        try {
            chain.forward(0, x, training, (l, in, out) -> {
                if (ends.contains(l)) outputs.add(out);
            });
            return outputs;
        } finally {
            turn.end();
        }
    }

    /**
     * Adds ∂J/∂θ of the batch that went {@link #forward} last to the gradient of every parameter, and that of its penalty.
     *
     * @param a what forward gave
     * @param y the targets, of the same size
     * @return J, the loss of the batch, without the {@link #penalty}
     */
    public double backward(Loss loss, Matrix a, Matrix y) {
        DataChecks.targets(a, y);
        turn.begin();
        try {
            outputGradient = a.buffer(outputGradient, a.rows(), a.columns());
            Chain.Start start = chain.start(loss, a, y, outputGradient);
            chain.gradients(start.top(), outputGradient);
            for (Parameter p : parameters()) p.penalty().addGradient(p.matrix(), p.gradient());
            return start.loss();
        } finally {
            turn.end();
        }
    }

    /**
     * How J moves with what comes in, in inference: ∂J/∂x. The weights' own gradients stay as they are.
     *
     * @param x a batch, as {@link #forward} takes it
     * @param delta δ = ∂J/∂z, where z is what stands in front of the last activation: A − Y for cross-entropy behind
     *     softmax; a single 1 for the sum of one class alone
     * @return of x's size
     * @throws IllegalArgumentException if delta hasn't a row for each row of the output and a column for each output
     */
    public Matrix inputGradient(Matrix x, Matrix delta) {
        turn.begin();
        try {
            DataChecks.delta(chain.forward(x, false), delta);
            List<Matrix> before =
                    parameters().stream().map(p -> p.gradient().toDouble()).toList();
            Matrix dx = x.like();
            dx.copyFrom(chain.fromLogits(delta));
            for (int i = 0; i < before.size(); i++)
                parameters().get(i).gradient().setAll(before.get(i).toArray());
            return dx;
        } finally {
            turn.end();
        }
    }

    /** What the weights cost besides the loss, by L1 and L2: gradients contain it, reported losses don't. */
    public double penalty() {
        double sum = 0;
        for (Parameter p : parameters()) sum += p.penalty().value(p.matrix());
        return sum;
    }

    // ---- use ----

    /** The outputs for one input; of a sequence, all its rows one behind the other. */
    public double[] predict(double[] input) {
        return predict(new double[][] {input})[0];
    }

    /**
     * The outputs for each input; of a classifier, k is that for {@link #classes}.get(k).
     *
     * @throws IllegalArgumentException if an input has another size, or a number that isn't finite in single precision
     * @throws IllegalStateException if another thread trains or uses the network
     */
    public double[][] predict(double[][] inputs) {
        DataChecks.inputs(inputs, blueprint.inputShape());
        turn.begin();
        try {
            return inference.predict(inputs);
        } finally {
            turn.end();
        }
    }

    /** The outputs for one sequence of tokens, all rows one behind the other. */
    public double[] predict(int[] tokens) {
        Require.notNull("tokens", tokens, inputs() + " tokens");
        return predict(Arrays.stream(tokens).asDoubleStream().toArray());
    }

    /**
     * What happens inside of attention and recurrent layers on one input, as T rows each, by place and name: "2.1 head 0" is
     * who looks how much at whom there, T × T; "1 forget gate", "1 state" and their like have a column a unit.
     */
    public Map<String, double[][]> insides(double[] input) {
        DataChecks.inputs(new double[][] {input}, blueprint.inputShape());
        turn.begin();
        try {
            return inference.insides(input);
        } finally {
            turn.end();
        }
    }

    /** The same for one sequence of tokens. */
    public Map<String, double[][]> insides(int[] tokens) {
        Require.notNull("tokens", tokens, inputs() + " tokens");
        return insides(Arrays.stream(tokens).asDoubleStream().toArray());
    }

    /** Loss and accuracy on data, by the loss of the last training, else by the one natural to the output. */
    public Evaluation evaluate(Dataset data) {
        return evaluate(data, loss != null ? loss : naturalLoss());
    }

    /**
     * Loss and accuracy on data. Where data and training have names of classes, these are matched by name, in whichever
     * order, and some may be missing; classes without names go by position.
     *
     * @throws IllegalArgumentException if the data don't fit, such as by a class that the network doesn't know
     * @throws IllegalStateException if another thread trains or uses the network
     */
    public Evaluation evaluate(Dataset data, Loss loss) {
        Dataset fitted = fitted("data", data, loss);
        turn.begin();
        try {
            return inference.evaluate(fitted, fitted.shaped(data.inputShape()), loss);
        } finally {
            turn.end();
        }
    }

    /** J alone, by the loss's shortcut where it has one. */
    double value(Loss loss, Matrix a, Matrix y) {
        outputGradient = a.buffer(outputGradient, a.rows(), a.columns());
        return chain.start(loss, a, y, outputGradient).loss();
    }

    /** The loss that goes with the last layer: cross-entropy behind softmax, binary behind sigmoid, else mean squared. */
    public Loss naturalLoss() {
        if (outputActivation() instanceof Softmax) return new CrossEntropy();
        if (outputActivation() instanceof Sigmoid) return new BinaryCrossEntropy();
        return new MeanSquaredError();
    }

    /**
     * The data as this network takes them: inputs in its rows, and one column of targets for each of its outputs, also
     * where labels don't name the last classes; classes at the positions where the network has their names.
     *
     * @param name of the argument, for messages
     * @throws IllegalArgumentException if their sizes or classes are not this network's, or the loss can't take them
     */
    public Dataset fitted(String name, Dataset data, Loss loss) {
        return fitted(name, data, loss, reading);
    }

    /** The same for data that go with others, whose classes the network will know, such as those to validate on. */
    public Dataset fitted(String name, Dataset data, Loss loss, Dataset others) {
        return fitted(name, data, loss, others.reading());
    }

    private Dataset fitted(String name, Dataset data, Loss loss, @Nullable Reading known) {
        Require.notNull("loss", loss, "e.g. crossEntropy()");
        Dataset fitted = DataChecks.fitted(name, data, this, known);
        DataChecks.loss(name, fitted, outputActivation(), loss);
        return fitted;
    }

    /** Every layer with its output's shape and its number of parameters. */
    public Summary summary() {
        return summary;
    }

    /** Every layer as it was listed, with its recipe, shapes and parameters. */
    public List<Part> parts() {
        return parts;
    }

    Chain chain() {
        return chain;
    }

    /** All that is learnt or kept, from the first layer to the last. */
    public List<Parameter> parameters() {
        return chain.parameters();
    }

    /** The layer that has this parameter: "layer 0 (dense)". */
    public String layerOf(Parameter parameter) {
        for (int l = 0; l < chain.layers().size(); l++)
            if (chain.layers().get(l).parameters().contains(parameter))
                return "layer " + l + " (" + Names.of(chain.layers().get(l)) + ")";
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
        for (int i = 0; i < parameters().size(); i++)
            copy.parameters().get(i).take(parameters().get(i));
        copy.loss = loss;
        copy.reading = reading;
        copy.epochs = epochs;
        copy.steps = steps;
        return copy;
    }

    /** What goes to another machine; there it becomes a network again. */
    private Object writeReplace() {
        List<double[]> values = parameters().stream().map(Parameter::values).toList();
        List<Integer> frozen = IntStream.range(0, values.size())
                .filter(i ->
                        parameters().get(i).learns() && !parameters().get(i).isTrained())
                .boxed()
                .toList();
        boolean inDouble = parameters().stream().anyMatch(p -> p.matrix().isDouble());
        return new Packed(blueprint, inDouble, values, frozen, loss, reading, epochs, steps);
    }

    private record Packed(
            NetworkBuilder.Blueprint blueprint,
            boolean inDouble,
            List<double[]> values,
            List<Integer> frozen,
            @Nullable Loss loss,
            @Nullable Reading reading,
            int epochs,
            long steps)
            implements Serializable {
        private Object readResolve() {
            Network network = new Network(blueprint, inDouble);
            List<Parameter> parameters = network.parameters();
            for (int i = 0; i < values.size(); i++) parameters.get(i).set(values.get(i));
            for (int i : frozen) parameters.get(i).freeze();
            network.loss = loss;
            network.reading = reading;
            network.continueFrom(steps, epochs);
            return network;
        }
    }

    // ---- files ----

    /**
     * Writes all weights into a safetensors file that PyTorch's {@code load_state_dict} takes: names and shapes are those
     * of the {@code torch.nn.Sequential} with the same layers, where every activation but linear counts as one. Single
     * precision; double for a network made by {@link #toDouble}. The file appears whole or not at all. Names of classes
     * go with them, as a JSON list in the note {@code gradus.classes}, which PyTorch passes over.
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
     * Sets all weights from a safetensors file of this network or of the equivalent {@code torch.nn.Sequential}. What the
     * weights mean comes with them: the network's {@link #classes} are then those of the file, whatever they were before.
     * A file from elsewhere names none, and then classes go by position, as before any training.
     *
     * @throws IllegalArgumentException if a tensor is missing, unknown, of another shape or not finite, or if it is no
     *     valid file; the network then stays as it was
     * @throws java.io.UncheckedIOException if the file can't be read
     */
    public void loadWeights(Path file) {
        Require.notNull("file", file, "the path of a safetensors file");
        load(Safetensors.read(file), file.toString());
    }

    /** As above; the path as text. */
    public void loadWeights(String file) {
        loadWeights(file == null ? null : Path.of(file));
    }

    /** As above; from a file that has been read, such as one within a jar. */
    public void loadWeights(Safetensors weights) {
        load(Require.notNull("weights", weights, "a Safetensors"), "what was read");
    }

    private void load(Safetensors weights, String name) {
        turn.begin();
        try {
            reading = Reading.of(WeightFile.load(this, weights, name));
        } finally {
            turn.end();
        }
    }

    /**
     * Writes the whole network as an ONNX file (operators of version 20), which phones, browsers and onnxruntime run without
     * this library: layers, weights in single precision, and names of classes in the note {@code classes}, a JSON list. It is
     * the network in use, not in training. Input "input" is (samples, …), tokens as 64-bit integers; output "output". The
     * file appears whole or not at all.
     *
     * @throws dev.gradus.errors.LayerException if a layer or activation is none of the library's
     * @throws IllegalStateException if a weight is not finite
     * @throws java.io.UncheckedIOException if the file can't be written
     */
    public void saveOnnx(Path file) {
        OnnxFile.save(this, Require.notNull("file", file, "the path of the file to write"));
    }

    /** As above; the path as text. */
    public void saveOnnx(String file) {
        saveOnnx(file == null ? null : Path.of(file));
    }

    // ---- facts ----

    /** The shape of one input sample. */
    public Shape inputShape() {
        return blueprint.inputShape();
    }

    /** The shape of one sample's output: rows, and numbers in each. */
    public Shape outputShape() {
        return outputShape;
    }

    /** Numbers in one input, all its rows together. */
    public int inputs() {
        return blueprint.inputShape().size();
    }

    /** Numbers in one row of the output. */
    public int outputs() {
        return outputShape.columns();
    }

    /** The last layer's activation; linear where it has none. */
    public Activation outputActivation() {
        return chain.end();
    }

    /**
     * The names of the classes that the outputs stand for, in their order, as the data of the training called them
     * ("0", "1", … where they had no names); empty before any training, and where targets were numbers.
     */
    public List<String> classes() {
        return reading == null ? List.of() : reading.classes();
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

    /** Sets how much was trained, which also decides what dropout draws next. For trainers. */
    public void continueFrom(long steps, int epochs) {
        this.steps = steps;
        this.epochs = epochs;
    }

    /** Does a training, from its beginning to its end: other threads are refused meanwhile. For trainers. */
    public <T> T train(Supplier<T> training) {
        return turn.train(Require.notNull("training", training, "what to do meanwhile"));
    }

    /** Notes the data of a training, by whose classes {@link #evaluate} goes from then on. For trainers. */
    public void trainedOn(Dataset data) {
        Reading read = Require.notNull("data", data, "those of the training").reading();
        boolean keepsNames = read.classes().isEmpty();
        reading = keepsNames ? new Reading(classes(), read.isMultiLabel(), read.isSigned()) : read;
    }

    /** Notes the loss of a training, by which {@link #evaluate} goes from then on. For trainers. */
    public void trainedBy(Loss loss) {
        this.loss = Require.notNull("loss", loss, "that of the training");
    }

    /** Refuses batches that batch normalisation can't train on, the last one included. For trainers. */
    public void checkBatches(int samples, int batchSize) {
        DataChecks.batches(this, samples, batchSize);
    }

    @Override
    public String toString() {
        return summary().toString();
    }
}
