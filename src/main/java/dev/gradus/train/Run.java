package dev.gradus.train;

import dev.gradus.errors.Names;
import dev.gradus.errors.TrainingException;
import dev.gradus.evaluation.Counting;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.loss.Loss;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One call of fit: epochs, and in each the steps over all samples. Where it stands is its {@link Place}. */
final class Run {
    private final Settings settings;
    private final Network network;
    private final Parts parts;
    private final Loss loss;
    private final Control control;
    private final Log log;
    private final Step step;
    private final Stopping stopping;
    private final Reporter reporter;
    private double lastAsked; // η by hand, of the step before
    private final boolean classes; // or answers of yes and no
    private final List<Double> losses = new ArrayList<>(); // of the epochs done
    private Memory memory;
    private @Nullable LastGood lastGood;
    private Place place;
    private @Nullable Reason reason; // why it ended
    private @Nullable String trainingDigest; // null until a checkpoint needs it, as the next
    private @Nullable String heldDigest;

    /** @param t steps of the optimizer before */
    Run(Settings settings, Network network, Parts parts, Loss loss, Memory memory, long t, Control control, Log log) {
        this.settings = settings;
        this.network = network;
        this.parts = parts;
        this.loss = loss;
        this.memory = memory;
        this.control = control;
        this.log = log;
        log.begin();
        place = Place.start(network.epochs() + 1, t, network.steps());
        classes = Counting.of(parts.training(), loss).counts();
        step = new Step(settings, network, parts.training(), loss);
        stopping = new Stopping(
                settings.limits(),
                network.parameters().stream().map(Parameter::matrix).toList(),
                parts.held() != null);
        lastGood = newLastGood();
        lastAsked = control.learningRate();
        reporter = new Reporter(
                settings.quiet() ? status -> {} : Progress.Current.start(),
                settings.epochs(),
                step.batches(),
                parts.training().size());
    }

    private @Nullable LastGood newLastGood() {
        return settings.checksNumbers() ? new LastGood(network, step, memory, log::rate) : null;
    }

    /** Where it stands. */
    Place place() {
        return place;
    }

    /** The optimizer at work. */
    Memory memory() {
        return memory;
    }

    /** Trains until there is a reason to end. */
    History run() {
        List<Reason> reasons = new ArrayList<>(); // why it ended, and what came behind
        Trainings.begin(control);
        network.trainedOn(parts.training());
        try {
            while (reason == null && losses.size() < settings.epochs()) epoch();
            if (reason == null)
                reason = losses.size() == 1 ? Reason.of(Reason.Kind.ONE) : Reason.of(Reason.Kind.ALL, losses.size());
            if (lastGood != null) lastGood.check(place);
            reasons.add(reason);
            stopping.restoreBest().ifPresent(reasons::add);
        } catch (Ruined ruined) {
            TrainingException failure = failure(ruined);
            reasons.add(Reason.of(Reason.Kind.FAILED, failure.getMessage()));
            throw failure;
        } catch (RuntimeException e) {
            reasons.add(Reason.of(Reason.Kind.FAILED, e.getMessage()));
            throw e;
        } finally {
            Trainings.end(control);
            settings.shards().end();
            log.end(reasons);
            reporter.end(log.soFar());
        }
        return log.newest();
    }

    /** The best weights come back here, too, if that was asked for; else those of before the step that ruined it. */
    private TrainingException failure(Ruined ruined) {
        place = ruined.place;
        if (ruined.advice.isEmpty()) return new TrainingException(ruined.getMessage(), ruined.epoch, ruined.batch);
        boolean best = stopping.restoreBest().isPresent();
        String weights = best ? "epoch " + stopping.bestEpoch() + ", the best so far" : "before that";
        String range = parts.training().rangeHint();
        return new TrainingException(
                ruined.getMessage()
                        + weights
                        + String.format(ruined.advice, control.learningRate())
                        + (range.isEmpty() ? "" : ". And " + range),
                ruined.epoch,
                ruined.batch);
    }

    /** The epoch under way, from the batch where the training stands. */
    private void epoch() {
        while (reason == null && place.batch() < step.batches()) {
            reason = control.waitForLeave();
            if (reason == null) takeStep();
            else saveCheckpoint(); // somebody may want to go on from here
            if (reason != null) reason = reason.with(place.epoch(), place.batch());
        }
        if (place.batch() == step.batches()) finishEpoch();
    }

    private void takeStep() {
        takeMomentum();
        if (lastGood != null) lastGood.before(place);
        Place.Sums found = step.gradient(place);
        if (lastGood != null) {
            if (!Double.isFinite(found.loss())) throw lastGood.ruined(place, found);
            lastGood.confirm(place);
        }
        double rate = rate();
        log.add(rate);
        noteTouch();
        double norm = step.move(memory, rate, place);
        place = place.behind(found);
        network.continueFrom(place.batches(), network.epochs());
        reporter.batch(
                log::soFar, losses.size() + 1, place.batch(), place.sums().meanLoss(), accuracy());
        if (settings.limits().gradient() > 0) reason = stopping.after(norm);
        boolean isDue = settings.checkpointEvery() > 0 && place.step() % settings.checkpointEvery() == 0;
        if (isDue && reason == null && place.batch() < step.batches()) saveCheckpoint(); // else behind the epoch
    }

    /** For the chart, which marks where somebody changed the rate by hand. */
    private void noteTouch() {
        double asked = control.learningRate();
        if (asked != lastAsked) log.touch(place.epoch() - 1 + place.batch() / (double) step.batches());
        lastAsked = asked;
    }

    private void takeMomentum() {
        double asked = control.takeMomentum();
        if (Double.isNaN(asked)) return;
        if (lastGood != null) lastGood.check(place);
        memory = memory.withMomentum(asked);
        lastGood = newLastGood(); // steps of before can't be taken again with this momentum
    }

    private double rate() {
        int inEpoch = (step.batches() - 1) / settings.accumulate() + 1; // steps
        double rate = settings.schedule()
                .learningRate(
                        control.learningRate(),
                        new Schedule.Position(
                                place.step(),
                                (long) settings.epochs() * inEpoch,
                                losses.size(),
                                settings.epochs(),
                                Collections.unmodifiableList(losses)));
        if (rate >= 0 && rate < Double.POSITIVE_INFINITY) return rate;
        throw new IllegalStateException("the schedule " + settings.schedule() + " gives a learning rate of " + rate
                + " for step " + place.step() + "; expected a number from 0 on");
    }

    private void finishEpoch() {
        network.trainedBy(loss);
        network.continueFrom(place.batches(), place.epoch());
        Evaluation measured = parts.held() == null ? null : network.evaluate(parts.held(), loss);
        Epoch epoch = new Epoch(
                place.epoch(),
                place.sums().meanLoss(),
                accuracy(),
                measured == null ? Double.NaN : measured.loss(),
                measured == null ? Double.NaN : measured.accuracy());
        place = place.nextEpoch();
        add(epoch);
        stopping.note(epoch);
        if (reason == null) reason = stopping.after(epoch);
        for (Consumer<Epoch> listener : settings.listeners()) listener.accept(epoch);
        saveCheckpoint();
    }

    private void add(Epoch epoch) {
        log.add(epoch);
        losses.add(Stopping.lossOf(epoch));
    }

    private double accuracy() {
        return classes ? place.sums().accuracy() : Double.NaN;
    }

    // ---- checkpoints ----

    private void saveCheckpoint() {
        if (settings.checkpointFile() == null) return;
        if (lastGood != null) lastGood.check(place);
        new Checkpoint(
                        place,
                        log.newest(),
                        stopping.best(),
                        stopping.bestEpoch(),
                        stopping.waited(),
                        control.learningRate())
                .write(settings.checkpointFile(), numbers(), decisive());
    }

    /** Goes on from a checkpoint. */
    void resume(Path file) {
        Checkpoint.Stored stored = new Checkpoint.Stored(file, decisive());
        Checkpoint then = stored.checkpoint();
        stopping.resume(then.best(), then.bestEpoch(), then.waited());
        stored.copyTo(numbers());
        place = then.place();
        network.continueFrom(place.batches(), place.epoch() - 1);
        control.learningRate(then.learningRate());
        then.history().epochs().forEach(this::add);
        for (double rate : then.history().learningRates()) log.add(rate);
        if (!losses.isEmpty()) reason = stopping.after(then.history().last());
        reporter.startAt(losses.size(), place.batch());
    }

    /** Everything that a step changes, by its name in a checkpoint. */
    private Map<String, Matrix> numbers() {
        Map<String, Matrix> numbers = new LinkedHashMap<>();
        for (Parameter p : network.parameters()) {
            numbers.put("network." + p.name(), p.matrix());
            List<Matrix> remembered = memory.of(p);
            for (int i = 0; i < remembered.size(); i++)
                numbers.put("optimizer." + p.name() + "." + i, remembered.get(i));
        }
        List<Matrix> best = stopping.bestWeights();
        for (int i = 0; i < best.size(); i++)
            numbers.put("best." + network.parameters().get(i).name(), best.get(i));
        return numbers;
    }

    /** What decides about the bits of a training. More epochs or another limit for the loss do not. */
    private Map<String, String> decisive() {
        Map<String, String> decisive = new LinkedHashMap<>();
        decisive.put(
                "network",
                network.summary().rows().stream()
                        .map(row -> row.layer() + " (" + row.output() + ")")
                        .collect(Collectors.joining(" → ", network.summary().input() + " → ", "")));
        decisive.put("seed", "" + network.seed());
        decisive.put(
                "frozen",
                network.parameters().stream()
                        .filter(p -> p.learns() && !p.isTrained())
                        .map(Parameter::name)
                        .collect(Collectors.joining(", ", "[", "]")));
        decisive.put(
                "held at 0",
                network.parameters().stream()
                        .filter(Parameter::holdsZeros)
                        .map(Parameter::name)
                        .collect(Collectors.joining(", ", "[", "]")));
        decisive.put("loss", Names.of(loss));
        decisive.put("optimizer", Names.of(memory.optimizer()));
        decisive.put("schedule", Names.of(settings.schedule()));
        decisive.put(
                "clipping", settings.clippings().stream().map(Names::of).collect(Collectors.joining(", ", "[", "]")));
        decisive.put("batchSize", "" + settings.batchSize());
        decisive.put("accumulate", "" + settings.accumulate());
        decisive.put("shuffle", settings.shuffle() + (settings.withinShards() ? " within shards" : ""));
        decisive.put("patience", settings.limits().early());
        decisive.put("samples", "" + parts.training().size());
        decisive.put(
                "validation samples",
                "" + (parts.held() == null ? 0 : parts.held().size()));
        decisive.put("digest of the training data", trainingDigest());
        decisive.put("digest of the validation data", heldDigest());
        return decisive;
    }

    /** Data of the same size may be others: they are looked at once, if there is a checkpoint to write or to read. */
    private String trainingDigest() {
        if (trainingDigest == null) trainingDigest = Digest.of(parts.training());
        return trainingDigest;
    }

    private String heldDigest() {
        if (heldDigest == null) heldDigest = Digest.of(parts.held());
        return heldDigest;
    }
}
