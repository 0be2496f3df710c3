package dev.gradus.train;

import dev.gradus.data.Dataset;
import dev.gradus.loss.Loss;
import dev.gradus.math.RandomStream;
import dev.gradus.nn.Evaluation;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One call of fit: epochs, and in each the steps over all samples. */
final class Run {
    private final Trainer trainer;
    private final Network network;
    private final Dataset data;
    private final @Nullable Dataset held;
    final Loss loss;
    private final int n; // samples
    private final int batches; // in an epoch
    private final boolean classes;
    private final Step step;
    final Stopping stopping;
    private @Nullable LastGood lastGood;
    private final Checkpoint checkpoint;
    private final Reporter reporter;
    final Log log = new Log();
    private final List<Epoch> done = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>(); // of these epochs
    private Place place;
    private int[] order = {};
    private int orderOf; // the epoch that this order is for
    private @Nullable String reason; // why it ended

    Run(Trainer trainer, Parts parts, Loss loss) {
        this.trainer = trainer;
        this.loss = loss;
        network = trainer.network;
        data = parts.training();
        held = parts.held();
        n = data.size();
        batches = (n - 1) / trainer.batchSize + 1;
        classes = data.isClassification();
        place = Place.startOf(network.epochs() + 1);
        List<Parameter> parameters = network.parameters();
        stopping = new Stopping(
                trainer.limits, parameters.stream().map(Parameter::matrix).toList(), held != null);
        step = new Step(trainer, data, loss, classes, stopping.watchesGradient());
        lastGood = trainer.checksNumbers ? new LastGood(this, trainer) : null;
        checkpoint = new Checkpoint(this, trainer);
        reporter = new Reporter(trainer.quiet ? status -> {} : Progress.Current.start(), trainer.epochs, batches, n);
    }

    /** Trains until there is a reason to end. */
    History run() {
        Trainings.begin(trainer.control);
        try {
            while (reason == null && done.size() < trainer.epochs) epoch();
            if (reason == null)
                reason = done.size() == 1 ? "the epoch was trained" : "all " + done.size() + " epochs were trained";
            if (lastGood != null) lastGood.check();
            reason += stopping.restoreBest();
        } catch (RuntimeException e) {
            reason = String.valueOf(e.getMessage());
            throw e;
        } finally {
            Trainings.end(trainer.control);
            String why = reason == null ? "" : reason;
            log.end(why);
            trainer.log.end(why);
            reporter.end(done);
        }
        return log.history();
    }

    /** The epoch under way, from the batch where the training stands. */
    private void epoch() {
        while (reason == null && place.batch() < batches) {
            reason = trainer.control.waitForLeave();
            if (reason == null) takeStep();
            else saveCheckpoint(); // somebody may want to go on from here
            if (reason != null) reason += " in epoch " + place.epoch() + ", behind batch " + place.batch();
        }
        if (place.batch() == batches) finishEpoch();
    }

    private void takeStep() {
        int number = log.steps();
        takeMomentum();
        if (lastGood != null) lastGood.before(number);
        boolean finite = gradient(place);
        if (lastGood != null) {
            if (!finite) throw lastGood.failure();
            lastGood.confirm(number);
        }
        double rate = rate();
        log.add(rate);
        trainer.log.add(rate);
        move(number);
        place = behind(place);
        int seen = Math.min(n, place.batch() * trainer.batchSize);
        reporter.batch(done, place.batch(), place.lossSum() / seen, accuracy(seen));
        if (stopping.watchesGradient()) reason = stopping.after(step.norm);
        boolean isDue = trainer.checkpointEvery > 0 && log.steps() % trainer.checkpointEvery == 0;
        if (isDue && reason == null && place.batch() < batches) saveCheckpoint(); // else behind the epoch
    }

    private void takeMomentum() {
        if (!trainer.takeMomentum() || lastGood == null) return;
        lastGood.check();
        lastGood = new LastGood(this, trainer); // steps of before can't be taken again with this momentum
    }

    private double rate() {
        int inEpoch = (batches - 1) / trainer.accumulate + 1; // steps
        double rate = trainer.schedule.learningRate(
                trainer.control.learningRate(),
                new Schedule.Position(
                        log.steps(),
                        (long) trainer.epochs * inEpoch,
                        done.size(),
                        trainer.epochs,
                        Collections.unmodifiableList(losses)));
        if (rate >= 0 && rate < Double.POSITIVE_INFINITY) return rate;
        throw new IllegalStateException("the schedule " + trainer.schedule + " gives a learning rate of " + rate
                + " for step " + log.steps() + "; expected a number from 0 on");
    }

    private void finishEpoch() {
        network.epochTrained(loss);
        Evaluation measured = held == null ? null : network.evaluate(held, loss);
        Epoch epoch = new Epoch(
                place.epoch(),
                place.lossSum() / n,
                accuracy(n),
                measured == null ? Double.NaN : measured.loss(),
                measured == null ? Double.NaN : measured.accuracy());
        place = Place.startOf(place.epoch() + 1);
        done.add(epoch);
        losses.add(Stopping.lossOf(epoch));
        log.add(epoch);
        trainer.log.add(epoch);
        stopping.note(epoch);
        if (reason == null) reason = stopping.after(epoch);
        for (Consumer<Epoch> listener : trainer.listeners) listener.accept(epoch);
        saveCheckpoint();
    }

    private void saveCheckpoint() {
        if (trainer.checkpointFile == null) return;
        if (lastGood != null) lastGood.check();
        checkpoint.write(trainer.checkpointFile);
    }

    /** Goes on from a checkpoint. */
    void goOn(Place place, List<Epoch> epochs, double[] rates) {
        this.place = place;
        for (Epoch epoch : epochs) {
            done.add(epoch);
            losses.add(Stopping.lossOf(epoch));
            log.add(epoch);
            trainer.log.add(epoch);
        }
        for (double rate : rates) {
            log.add(rate);
            trainer.log.add(rate);
        }
        if (!done.isEmpty()) reason = stopping.after(done.get(done.size() - 1));
        reporter.startAt(done.size(), place.batch());
    }

    private double accuracy(int seen) {
        return classes ? place.correct() / (double) seen : Double.NaN;
    }

    // ---- steps, which LastGood takes again ----

    /** Where the training stands. */
    Place place() {
        return place;
    }

    /** Gradients of the step from here; false if the loss is no finite number. */
    boolean gradient(Place from) {
        int first = from.batch() * trainer.batchSize;
        return step.gradient(
                order(from.epoch()), first, (int) Math.min(n, first + (long) trainer.batchSize * trainer.accumulate));
    }

    /** Moves the parameters at the rate of the given step of this training. */
    void move(int number) {
        trainer.steps++;
        step.move(log.rate(number), trainer.steps);
    }

    /** The loss of the newest gradient, summed over its samples. */
    double loss() {
        return step.lossSum;
    }

    /** Goes on from a checkpoint. */
    void resume(Path file) {
        checkpoint.read(file);
    }

    int samples() {
        return n;
    }

    int heldSamples() {
        return held == null ? 0 : held.size();
    }

    /** Steps of this training so far. */
    int steps() {
        return log.steps();
    }

    /** " in epoch 1, batch 2": the newest mini-batch of the step from here. */
    String where(Place from) {
        return " in epoch " + from.epoch() + ", batch " + (from.batch() + step.batches);
    }

    private Place behind(Place from) {
        return new Place(
                from.epoch(),
                from.batch() + step.batches,
                from.lossSum() + step.lossSum,
                from.correct() + step.correct);
    }

    /** Where the step behind the one from here begins. */
    Place next(Place from) {
        Place behind = behind(from);
        return behind.batch() == batches ? Place.startOf(from.epoch() + 1) : behind;
    }

    /** The samples of an epoch in the order in which it takes them. */
    private int[] order(int epoch) {
        if (orderOf != epoch)
            order = trainer.shuffle
                    ? RandomStream.of(network.seed(), "shuffle", epoch).permutation(n)
                    : IntStream.range(0, n).toArray();
        orderOf = epoch;
        return order;
    }
}
