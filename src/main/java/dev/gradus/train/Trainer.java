package dev.gradus.train;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Evaluation;
import dev.gradus.nn.Metrics;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import dev.gradus.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains a network: epochs of mini-batches, each one step of the optimizer. Everything has a default; a second
 * {@link #fit} goes on where the first ended. Interrupting the thread ends the training behind the current batch and
 * keeps weights and history.
 */
public final class Trainer {
    private final Network network;
    private final List<Optimizer.Rule> rules = new ArrayList<>(); // one a parameter, with the optimizer's memory
    private long steps; // of the optimizer so far
    private final List<Consumer<Epoch>> listeners = new ArrayList<>();
    private final List<Epoch> epochsDone = new ArrayList<>();
    private @Nullable Loss loss;
    private Optimizer optimizer = new Sgd(0.01);
    private int batchSize = 32;
    private int epochs = 10;
    private double validationSplit;
    private @Nullable Dataset validation;
    private boolean shuffle = true;
    private boolean quiet;

    private Trainer(Network network) {
        this.network = network;
    }

    /** A trainer for this network, whose weights it will change. */
    public static Trainer of(Network network) {
        if (network == null) throw new IllegalArgumentException("network is null; expected a Network");
        return new Trainer(network);
    }

    // ---- settings ----

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
        rules.clear();
        steps = 0;
        return this;
    }

    /** Samples in a step; 32 by default. The last batch of an epoch may be smaller. */
    public Trainer batchSize(int batchSize) {
        if (batchSize < 1) throw new IllegalArgumentException("batchSize must be at least 1, but is " + batchSize);
        this.batchSize = batchSize;
        return this;
    }

    /** How often all samples are seen; 10 by default. */
    public Trainer epochs(int epochs) {
        if (epochs < 1) throw new IllegalArgumentException("epochs must be at least 1, but is " + epochs);
        this.epochs = epochs;
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

    /** Whether each epoch takes the samples in a new order, which the seed decides; true by default. */
    public Trainer shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

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

    /** All epochs that this trainer completed, also after a training that ended in an exception. */
    public History history() {
        return new History(epochsDone);
    }

    // ---- training ----

    /**
     * Trains on the data.
     *
     * @return the epochs of this training; fewer than asked for if the thread was interrupted
     * @throws IllegalArgumentException if data, network and loss don't fit each other
     * @throws IllegalStateException if the loss stops being a finite number
     */
    public History fit(Dataset data) {
        Loss loss = this.loss != null ? this.loss : network.naturalLoss();
        loss.check(network.outputActivation(), network.outputs());
        network.checkData("data", data);
        Dataset training = data;
        Dataset held = validation;
        if (validationSplit > 0) {
            if (validation != null)
                throw new IllegalStateException("validation(dataset) and validationSplit(" + validationSplit
                        + ") exclude each other; remove one");
            Dataset.Split split = data.split(1 - validationSplit);
            training = split.first();
            held = split.second();
            checkClasses(data, training, held);
        }
        network.checkBatches(training.size(), batchSize);
        if (rules.isEmpty()) for (Parameter p : network.parameters()) if (p.isTrained()) rules.add(optimizer.rule(p));
        return new Run(training, held, loss).run();
    }

    /** Sorted data would put whole classes on one side. */
    private void checkClasses(Dataset data, Dataset training, Dataset held) {
        if (data.classes().isEmpty()) return;
        boolean[] inTraining = classesIn(training);
        boolean[] inHeld = classesIn(held);
        boolean[] anywhere = classesIn(data);
        for (int k = 0; k < anywhere.length; k++)
            if (anywhere[k] && !(inTraining[k] && inHeld[k]))
                throw new IllegalArgumentException("class " + data.classes().get(k) + " is missing from the "
                        + (inTraining[k] ? "validation" : "training") + " part of validationSplit(" + validationSplit
                        + "); is the data sorted? Try data.shuffled(" + network.seed() + ")");
    }

    private static boolean[] classesIn(Dataset data) {
        boolean[] found = new boolean[data.outputs()];
        for (int i = 0; i < data.size(); i++) found[data.label(i)] = true;
        return found;
    }

    /** One call of fit. */
    private final class Run {
        private final Dataset data;
        private final @Nullable Dataset held;
        private final Loss loss;
        private final List<Parameter> parameters = network.parameters();
        private final int batches;
        private final boolean classes;
        private final List<Epoch> done = new ArrayList<>();
        private final Reporter reporter;

        Run(Dataset data, @Nullable Dataset held, Loss loss) {
            this.data = data;
            this.held = held;
            this.loss = loss;
            batches = (data.size() + batchSize - 1) / batchSize;
            classes = data.isClassification();
            reporter = new Reporter(quiet ? status -> {} : Progress.Current.start(), epochs, batches, data.size());
        }

        History run() {
            try {
                boolean more = true;
                while (more && done.size() < epochs) more = epoch();
            } finally {
                reporter.end(done);
            }
            return new History(done);
        }

        /** One pass over the data; false if it was interrupted. */
        private boolean epoch() {
            int number = network.epochs() + 1;
            int[] order = shuffle
                    ? RandomStream.of(network.seed(), "shuffle", number).permutation(data.size())
                    : IntStream.range(0, data.size()).toArray();
            double lossSum = 0;
            int correct = 0;
            int seen = 0;
            Batch batch = null;
            for (int b = 0; b < batches; b++) {
                batch = data.batch(order, seen, Math.min(seen + batchSize, data.size()), batch);
                Matrix a = network.forward(batch.inputs(), true);
                double j = step(a, batch);
                if (!Double.isFinite(j)) throw diverged(number, b + 1, j);
                seen += batch.size();
                lossSum += j * batch.size();
                if (classes) correct += Metrics.correct(a, batch.targets());
                reporter.batch(done, b + 1, lossSum / seen, classes ? correct / (double) seen : Double.NaN);
                if (Thread.currentThread().isInterrupted()) return false;
            }
            network.epochTrained(loss);
            finish(number, lossSum / seen, classes ? correct / (double) seen : Double.NaN);
            return true;
        }

        /** Gradients of one batch, then one step of every parameter; gives the loss before the step. */
        private double step(Matrix a, Batch batch) {
            for (Parameter p : parameters) p.zeroGradient();
            double j = network.backward(loss, a, batch.targets());
            if (!Double.isFinite(j)) return j;
            steps++;
            for (Optimizer.Rule rule : rules) rule.step(optimizer.learningRate(), steps);
            network.stepTrained();
            return j;
        }

        private void finish(int number, double trainingLoss, double trainingAccuracy) {
            Evaluation measured = held == null ? null : network.evaluate(held, loss);
            Epoch epoch = new Epoch(
                    number,
                    trainingLoss,
                    trainingAccuracy,
                    measured == null ? Double.NaN : measured.loss(),
                    measured == null ? Double.NaN : measured.accuracy());
            done.add(epoch);
            epochsDone.add(epoch);
            for (Consumer<Epoch> listener : listeners) listener.accept(epoch);
        }

        private IllegalStateException diverged(int epoch, int batch, double j) {
            return new IllegalStateException("the loss became " + j + " in epoch " + epoch + ", batch " + batch
                    + ": the steps are too long, or the inputs too large. Build the network anew and try a smaller"
                    + " learning rate than " + optimizer.learningRate()
                    + "; trainer.history() has the epochs before");
        }
    }
}
