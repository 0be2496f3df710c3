package dev.gradus.train;

import dev.gradus.data.Dataset;
import dev.gradus.errors.Require;
import dev.gradus.loss.Loss;
import dev.gradus.nn.Network;
import dev.gradus.optim.ClipNorm;
import dev.gradus.optim.ClipValue;
import dev.gradus.optim.Clipping;
import dev.gradus.optim.ConstantRate;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Schedule;
import dev.gradus.optim.Sgd;
import dev.gradus.optim.WithMomentum;
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
 * <p>{@link #pause}, {@link #resume()}, {@link #step}, {@link #stop}, {@link #learningRate(double)} and
 * {@link #momentum(double)} may be called from any thread while it trains, and are heard before the next step.
 */
public final class Trainer {
    private final Network network;
    private final Control control;
    private final Log log = new Log();
    private final List<Consumer<Epoch>> listeners = new ArrayList<>();
    private final List<Clipping> clippings = new ArrayList<>();
    private Optimizer optimizer = new Sgd(0.01);
    private @Nullable Memory memory; // of the optimizer; null before the first training with it
    private long t; // steps of the optimizer so far
    private Schedule schedule = new ConstantRate();
    private Stopping.Limits limits = Stopping.Limits.NONE;
    private int batchSize = 32;
    private int accumulate = 1;
    private int epochs = 10;
    private boolean shuffle = true;
    private boolean withinShards;
    private boolean checksNumbers = true;
    private boolean quiet;
    private Shards shards = new LocalShards();
    private @Nullable Path checkpointFile;
    private int checkpointEvery; // steps; 0 for behind epochs alone
    private @Nullable Path resumeFile;
    private @Nullable Loss loss;
    private double validationSplit;
    private @Nullable Dataset validation;

    private Trainer(Network network) {
        this.network = network;
        control = new Control(optimizer.learningRate());
    }

    /** A trainer for this network, whose weights it will change. */
    public static Trainer of(Network network) {
        return new Trainer(Require.notNull("network", network, "a Network"));
    }

    // ---- what to do ----

    /** What to minimise; by default cross-entropy behind softmax, otherwise the mean squared error. */
    public Trainer loss(Loss loss) {
        this.loss = Require.notNull("loss", loss, "e.g. crossEntropy()");
        return this;
    }

    /** How to step; {@code sgd(0.01)} by default. What the previous optimizer remembered is forgotten. */
    public Trainer optimizer(Optimizer optimizer) {
        this.optimizer = Require.notNull("optimizer", optimizer, "e.g. sgd(0.1)");
        control.learningRate(optimizer.learningRate());
        memory = null;
        t = 0;
        return this;
    }

    /**
     * The learning rate to use instead of the optimizer's, from the next step on, also while it trains. A schedule takes
     * it for its initial rate.
     *
     * @param learningRate η, above 0
     */
    public Trainer learningRate(double learningRate) {
        control.learningRate(Require.positive("learningRate", learningRate));
        return this;
    }

    /** η as it is set now; a schedule may make more or less of it. */
    public double learningRate() {
        return control.learningRate();
    }

    /**
     * Another momentum for an optimizer that has one, from the next step on, also while it trains; its velocity stays.
     *
     * @param momentum μ, at least 0 and below 1
     * @throws IllegalStateException if the optimizer has none
     */
    public Trainer momentum(double momentum) {
        if (!(optimizer instanceof WithMomentum))
            throw new IllegalStateException("the optimizer " + optimizer
                    + " has no momentum to change; use one that has, e.g. .optimizer(momentum(0.01, 0.9))");
        control.momentum(Require.share("momentum", momentum));
        return this;
    }

    /** How it steps. */
    public Optimizer optimizer() {
        return memory == null ? optimizer : memory.optimizer();
    }

    /** How the learning rate changes in the course of one training; by default it doesn't. */
    public Trainer schedule(Schedule schedule) {
        this.schedule = Require.notNull("schedule", schedule, "e.g. oneCycle()");
        return this;
    }

    /** For tests. */
    Schedule schedule() {
        return schedule;
    }

    /** Samples in a mini-batch; 32 by default. The last one of an epoch may be smaller. */
    public Trainer batchSize(int batchSize) {
        this.batchSize = Require.atLeast("batchSize", batchSize, 1);
        return this;
    }

    /**
     * Mini-batches in a step, its shards; 1 by default. The gradient of each is computed by itself; the step's is their
     * mean, G ← G + (wᵢ/W) gᵢ for i = 1 … k, where wᵢ is the weight of a shard's targets (its rows, unless the loss says
     * otherwise) and W that of all. So k of m samples each give what one of k·m gives, up to rounding, in the memory that
     * one of m takes, and no sooner. The last step of an epoch takes the mini-batches that are left. (What looks at a
     * whole batch, such as batch normalisation, sees one shard at a time; its running numbers are the same mean.)
     */
    public Trainer accumulate(int batches) {
        accumulate = Require.atLeast("batches", batches, 1);
        return this;
    }

    /** Who computes the gradients of a step's shards; this machine by default. See {@link Shards}. */
    public Trainer on(Shards shards) {
        this.shards = Require.notNull("shards", shards, "who computes gradients");
        return this;
    }

    /** Shortens each step's gradient, over all parameters, to a norm of c where it is longer; see {@link ClipNorm}. */
    public Trainer clipNorm(double c) {
        return clip(new ClipNorm(Require.positive("c", c)));
    }

    /** Cuts each number of a step's gradient to −c … c; see {@link ClipValue}. */
    public Trainer clipValue(double c) {
        return clip(new ClipValue(Require.positive("c", c)));
    }

    /** Clips each step's gradient, behind what was asked for before. */
    public Trainer clip(Clipping clipping) {
        clippings.add(Require.notNull("clipping", clipping, "e.g. clipNorm(1)"));
        return this;
    }

    /** How often all samples are seen; 10 by default. */
    public Trainer epochs(int epochs) {
        this.epochs = Require.atLeast("epochs", epochs, 1);
        return this;
    }

    /** Whether each epoch takes the samples in a new order, which the seed decides; true by default. */
    public Trainer shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

    /**
     * Cuts the data into as many parts as {@link #accumulate} says, one behind the other, the first ones larger by one
     * sample where they don't divide: each shard of a step takes its samples from its own part, and a shuffle stays within
     * it, so that a machine needs no other part. The bits are not those of a shuffle of the whole, but the same wherever
     * the shards are computed. Sorted data should be {@linkplain Dataset#shuffled shuffled} before.
     */
    public Trainer shuffleWithinShards() {
        withinShards = true;
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

    /** Data of its own to be measured behind each epoch; classes are matched by name with those of the training data. */
    public Trainer validation(Dataset data) {
        network.fitted("data", data, loss());
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
        limits = limits.withPatience(Require.atLeast("epochs", epochs, 1), Require.notNegative("minDelta", minDelta));
        return this;
    }

    /** Whether {@link #patience} brings the best weights back, true by default, or leaves the last ones. */
    public Trainer restoreBest(boolean restoreBest) {
        limits = limits.withRestoreBest(restoreBest);
        return this;
    }

    /** Ends the training behind the first epoch whose loss is below; the validation loss if there is validation data. */
    public Trainer stopBelow(double loss) {
        limits = limits.withLoss(Require.finite("loss", loss));
        return this;
    }

    /**
     * Ends the training behind the first step whose gradient, over all parameters and before clipping, has a norm below.
     * Mini-batches make it jump about; with a batch of all samples it is the gradient of the loss itself.
     */
    public Trainer stopBelowGradient(double norm) {
        limits = limits.withGradient(Require.positive("norm", norm));
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
        checkpointFile = Checkpoint.writable(file);
        return this;
    }

    /** As {@link #checkpoint(Path)}. */
    public Trainer checkpoint(String file) {
        return checkpoint(file == null ? null : Path.of(file));
    }

    /** Writes the checkpoint behind every so many steps, too. */
    public Trainer checkpointEvery(int steps) {
        checkpointEvery = Require.atLeast("steps", steps, 1);
        return this;
    }

    /**
     * Makes the next {@link #fit} go on from a checkpoint, to the same bits as if it had never ended. Network, settings
     * and data must be those of then; only the number of epochs and the limits at which to stop may differ.
     *
     * @throws IllegalArgumentException if there is no such file; from fit, if it is the checkpoint of another training
     */
    public Trainer resume(Path file) {
        resumeFile = Checkpoint.readable(file);
        return this;
    }

    /** As {@link #resume(Path)}. */
    public Trainer resume(String file) {
        return resume(file == null ? null : Path.of(file));
    }

    // ---- while it trains ----

    /** Calls the listener behind each epoch. */
    public Trainer onEpoch(Consumer<Epoch> listener) {
        listeners.add(Require.notNull("listener", listener, "e.g. e -> println(e)"));
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

    /** Whether a training waits, or would. */
    public boolean isPaused() {
        return control.isPaused();
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
     * @throws IllegalArgumentException if data, network and loss don't fit each other, or the network was trained on
     *     other classes
     * @throws IllegalStateException if the loss or a weight stops being a finite number, see {@link #checkNumbers}; or if
     *     another thread trains or uses the network
     */
    public History fit(Dataset data) {
        return network.train(() -> train(data));
    }

    private History train(Dataset data) {
        Loss loss = loss();
        Dataset fitted = network.fitted("data", data, loss);
        Dataset held = validation == null ? null : network.fitted("validation", validation, loss, fitted);
        Parts parts = Parts.of(fitted, held, validationSplit, network.seed());
        checkBatches(parts.training().size());
        if (memory == null) memory = new Memory(optimizer, network.parameters());
        Memory before = memory;
        Run run = new Run(settings(), network, parts, loss, before, t, control, log);
        Path file = resumeFile;
        resumeFile = null;
        try {
            if (file != null) run.resume(file);
            return run.run();
        } finally {
            if (memory == before) { // else a listener chose another optimizer for the next training
                memory = run.memory();
                t = run.place().t();
            }
        }
    }

    private void checkBatches(int samples) {
        int n = withinShards ? Math.min(accumulate, samples) : 1; // parts
        network.checkBatches(samples / n, batchSize);
        if (samples % n > 0) network.checkBatches(samples / n + 1, batchSize);
    }

    private Loss loss() {
        return loss != null ? loss : network.naturalLoss();
    }

    private Settings settings() {
        return new Settings(
                schedule,
                List.copyOf(clippings),
                batchSize,
                accumulate,
                epochs,
                shuffle,
                withinShards,
                checksNumbers,
                limits,
                shards,
                List.copyOf(listeners),
                quiet,
                checkpointFile,
                checkpointEvery);
    }
}
