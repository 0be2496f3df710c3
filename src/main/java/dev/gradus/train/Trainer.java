package dev.gradus.train;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Schedule;
import dev.gradus.optim.Sgd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: epochs of mini-batches, each one step of the optimizer. Everything has a default; a second
 * {@link #fit} goes on where the first ended. Interrupting the thread ends the training behind the current step and
 * keeps weights and history.
 *
 * <p>{@link #pause}, {@link #resume()}, {@link #step}, {@link #stop} and {@link #learningRate(double)} may be called from
 * any thread while it trains, and are heard before the next step.
 */
public final class Trainer {
    // What a run needs to know. Settings are read when it begins.
    final Network network;
    final List<Optimizer.Rule> rules = new ArrayList<>(); // one for each trained parameter, with the optimizer's memory
    long steps; // of the optimizer so far
    final List<Consumer<Epoch>> listeners = new ArrayList<>();
    final List<Clipping> clippings = new ArrayList<>();
    final Log log = new Log(); // of all trainings
    final Control control;
    Optimizer optimizer = new Sgd(0.01);
    Schedule schedule = CONSTANT;
    Stopping.Limits limits = Stopping.Limits.NONE;
    int batchSize = 32;
    int accumulate = 1;
    int epochs = 10;
    boolean shuffle = true;
    boolean checksNumbers = true;
    boolean quiet;

    @Nullable
    Path checkpointFile;

    int checkpointEvery; // steps; 0 for behind epochs alone

    private @Nullable Path resumeFile;
    private @Nullable Loss loss;
    private double validationSplit;
    private @Nullable Dataset validation;

    private static final Schedule CONSTANT = (initial, position) -> initial;

    private Trainer(Network network) {
        this.network = network;
        control = new Control(optimizer.learningRate());
    }

    /** A trainer for this network, whose weights it will change. */
    public static Trainer of(Network network) {
        if (network == null) throw new IllegalArgumentException("network is null; expected a Network");
        return new Trainer(network);
    }

    // ---- what to do ----

    /** What to minimise; by default cross-entropy behind softmax, otherwise the mean squared error. */
    public Trainer loss(Loss loss) {
        if (loss == null) throw new IllegalArgumentException("loss is null; expected e.g. crossEntropy()");
        this.loss = loss;
        return this;
    }

    /** How to step; {@code sgd(0.01)} by default. What the previous optimizer remembered is forgotten. */
    public Trainer optimizer(Optimizer optimizer) {
        if (optimizer == null) throw new IllegalArgumentException("optimizer is null; expected e.g. sgd(0.1)");
        this.optimizer = optimizer;
        control.learningRate(optimizer.learningRate());
        rules.clear();
        steps = 0;
        return this;
    }

    /**
     * The learning rate to use instead of the optimizer's, from the next step on, also while it trains. A schedule takes
     * it for its initial rate.
     *
     * @param learningRate η, above 0
     */
    public Trainer learningRate(double learningRate) {
        control.learningRate(positive("learningRate", learningRate));
        return this;
    }

    /** η as it is set now; a schedule may make more or less of it. */
    public double learningRate() {
        return control.learningRate();
    }

    /** How the learning rate changes in the course of one training; by default it doesn't. */
    public Trainer schedule(Schedule schedule) {
        if (schedule == null) throw new IllegalArgumentException("schedule is null; expected a Schedule");
        this.schedule = schedule;
        return this;
    }

    /** Samples in a mini-batch; 32 by default. The last one of an epoch may be smaller. */
    public Trainer batchSize(int batchSize) {
        this.batchSize = atLeastOne("batchSize", batchSize);
        return this;
    }

    /**
     * Mini-batches in a step; 1 by default. The step's gradient is the mean over all their samples, so that k of m
     * samples each give what one of k·m gives, in the memory that one of m takes. The last step of an epoch takes the
     * mini-batches that are left, and their mean. (What looks at a whole batch, such as batch normalisation, sees one
     * mini-batch at a time.)
     */
    public Trainer accumulate(int batches) {
        accumulate = atLeastOne("batches", batches);
        return this;
    }

    /** Shortens each step's gradient, over all parameters, to a norm of c where it is longer; see {@link Clipping}. */
    public Trainer clipNorm(double c) {
        clippings.add(Clipping.byNorm(positive("c", c)));
        return this;
    }

    /** Cuts each number of a step's gradient to −c … c; see {@link Clipping}. */
    public Trainer clipValue(double c) {
        clippings.add(Clipping.byValue(positive("c", c)));
        return this;
    }

    /** How often all samples are seen; 10 by default. */
    public Trainer epochs(int epochs) {
        this.epochs = atLeastOne("epochs", epochs);
        return this;
    }

    /** Whether each epoch takes the samples in a new order, which the seed decides; true by default. */
    public Trainer shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

    /**
     * Holds out the last samples of the data, from floor(n (1 − fraction)) on and before any shuffling, as Keras does, to
     * be measured behind each epoch. 0, the default, holds out none.
     */
    public Trainer validationSplit(double fraction) {
        if (!(fraction >= 0 && fraction < 1))
            throw new IllegalArgumentException("fraction must lie between 0 and 1, but is " + fraction);
        validationSplit = fraction;
        return this;
    }

    /** Data of its own to be measured behind each epoch. */
    public Trainer validation(Dataset data) {
        network.checkData("data", data);
        validation = data;
        return this;
    }

    // ---- when to stop ----

    /**
     * Early stopping: ends the training behind so many epochs in a row whose loss was not below the best so far, and
     * brings the weights of the best epoch back however it ends. The loss is the validation loss if there is validation
     * data.
     */
    public Trainer patience(int epochs) {
        return patience(epochs, 0);
    }

    /** The same, and only a loss below the best by more than minDelta counts as better. */
    public Trainer patience(int epochs, double minDelta) {
        if (!(minDelta >= 0 && minDelta < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException("minDelta must be at least 0, but is " + minDelta);
        limits = limits.withPatience(atLeastOne("epochs", epochs), minDelta);
        return this;
    }

    /** Whether {@link #patience} brings the best weights back, true by default, or leaves the last ones. */
    public Trainer restoreBest(boolean restoreBest) {
        limits = limits.withRestoreBest(restoreBest);
        return this;
    }

    /** Ends the training behind the first epoch whose loss is below; the validation loss if there is validation data. */
    public Trainer stopBelow(double loss) {
        if (Double.isNaN(loss)) throw new IllegalArgumentException("loss must be a number, but is NaN");
        limits = limits.withLoss(loss);
        return this;
    }

    /**
     * Ends the training behind the first step whose gradient, over all parameters and before clipping, has a norm below.
     * Mini-batches make it jump about; with a batch of all samples it is the gradient of the loss itself.
     */
    public Trainer stopBelowGradient(double norm) {
        limits = limits.withGradient(positive("norm", norm));
        return this;
    }

    /**
     * Whether a loss or a weight that stops being a finite number ends the training with an exception that tells where,
     * and brings back the weights of before the step that led to it; true by default. Otherwise it goes on with whatever
     * comes out.
     */
    public Trainer checkNumbers(boolean checkNumbers) {
        checksNumbers = checkNumbers;
        return this;
    }

    // ---- checkpoints ----

    /**
     * Writes the whole state of the training to this file behind each epoch, and where it is stopped or interrupted. A
     * crash at any moment leaves a file that is whole: the new or the one before.
     */
    public Trainer checkpoint(Path file) {
        if (file == null) throw new IllegalArgumentException("file is null; expected the path of a file to write");
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder))
            throw new IllegalArgumentException("file is " + file + ", but there is no folder " + folder);
        checkpointFile = file;
        return this;
    }

    /** As {@link #checkpoint(Path)}. */
    public Trainer checkpoint(String file) {
        return checkpoint(path(file));
    }

    /** Writes the checkpoint behind every so many steps, too. */
    public Trainer checkpointEvery(int steps) {
        checkpointEvery = atLeastOne("steps", steps);
        return this;
    }

    /**
     * Makes the next {@link #fit} go on from a checkpoint, to the same bits as if it had never ended. Network, settings
     * and data must be those of then; only the number of epochs and the limits at which to stop may differ.
     *
     * @throws IllegalArgumentException if there is no such file; from fit, if it is the checkpoint of another training
     */
    public Trainer resume(Path file) {
        if (file == null) throw new IllegalArgumentException("file is null; expected the path of a checkpoint");
        if (!Files.isRegularFile(file))
            throw new IllegalArgumentException(
                    "file is " + file + ", which is not there; train without resume(…) the first time");
        resumeFile = file;
        return this;
    }

    /** As {@link #resume(Path)}. */
    public Trainer resume(String file) {
        return resume(path(file));
    }

    // ---- while it trains ----

    /** Calls the listener behind each epoch. */
    public Trainer onEpoch(Consumer<Epoch> listener) {
        if (listener == null) throw new IllegalArgumentException("listener is null; expected e.g. e -> println(e)");
        listeners.add(listener);
        return this;
    }

    /** Shows no progress. */
    public Trainer quiet() {
        quiet = true;
        return this;
    }

    /** Ends the training that is under way before its next step; weights and history stay. */
    public void stop() {
        control.stop();
    }

    /** Makes the training wait before its next step, until {@link #resume()}, {@link #step} or {@link #stop}. */
    public void pause() {
        control.pause();
    }

    /** Ends a pause. */
    public void resume() {
        control.resume();
    }

    /** Lets the training take one step, and then wait. */
    public void step() {
        control.step();
    }

    /** All epochs that this trainer completed, also after a training that ended in an exception, and while it trains. */
    public History history() {
        return log.history();
    }

    // ---- training ----

    /**
     * Trains on the data.
     *
     * @return the epochs of this training, and why it ended
     * @throws IllegalArgumentException if data, network and loss don't fit each other
     * @throws IllegalStateException if the loss or a weight stops being a finite number; see {@link #checkNumbers}
     */
    public History fit(Dataset data) {
        Loss loss = this.loss != null ? this.loss : network.naturalLoss();
        loss.check(network.outputActivation());
        network.checkData("data", data);
        if (validationSplit > 0 && validation != null)
            throw new IllegalStateException(
                    "validation(dataset) and validationSplit(" + validationSplit + ") exclude each other; remove one");
        Parts parts =
                validationSplit > 0 ? Parts.split(data, validationSplit, network.seed()) : new Parts(data, validation);
        if (rules.isEmpty()) for (Parameter p : network.parameters()) if (p.isTrained()) rules.add(optimizer.rule(p));
        Run run = new Run(this, parts, loss);
        if (resumeFile != null) run.resume(resumeFile);
        resumeFile = null;
        return run.run();
    }

    /** Everything that a step changes: the parameters, running statistics among them, and the optimizer's memory. */
    List<Matrix> numbers() {
        List<Matrix> numbers = new ArrayList<>();
        for (Parameter p : network.parameters()) numbers.add(p.matrix());
        for (Optimizer.Rule rule : rules) numbers.addAll(rule.state());
        return numbers;
    }

    private static Path path(String file) {
        if (file == null) throw new IllegalArgumentException("file is null; expected the path of a file");
        return Path.of(file);
    }

    private static double positive(String name, double value) {
        if (value > 0 && value < Double.POSITIVE_INFINITY) return value;
        throw new IllegalArgumentException(name + " must be above 0, but is " + value);
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) throw new IllegalArgumentException(name + " must be at least 1, but is " + value);
        return value;
    }
}
