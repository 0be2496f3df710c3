package dev.gradus.train;

import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import dev.gradus.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the step that ruined a training, and brings back the weights of before it. A copy of all weights at every step
 * would cost too much, but a training takes the same steps again if it starts from the same numbers: so there is a copy
 * now and then, and in the rare case that something goes wrong, the steps since are taken once more, with a look at
 * every weight behind each.
 */
final class LastGood {
    private static final int EVERY = 64; // steps from copy to copy

    /** All numbers as they were before a step. */
    private static final class Mark {
        final Snapshot numbers;
        int step = -1; // of this training; −1 for none
        long t; // of the optimizer
        long networkSteps;
        Place place = Place.startOf(0);

        Mark(List<Matrix> live) {
            numbers = new Snapshot(live);
        }
    }

    private final Run run;
    private final Trainer trainer;
    private final Network network;
    private Mark good; // weights whose loss was a finite number
    private Mark fresh; // weights whose loss nobody knows yet
    private int next; // the step that makes the next copy

    LastGood(Run run, Trainer trainer) {
        this.run = run;
        this.trainer = trainer;
        network = trainer.network;
        List<Matrix> live = new ArrayList<>(); // all that a step changes
        for (Parameter p : network.parameters()) live.add(p.matrix());
        for (Optimizer.Rule rule : trainer.rules) live.addAll(rule.state());
        good = new Mark(live);
        fresh = new Mark(live);
    }

    /** Before each step: now and then a look at the weights, and a copy. */
    void before(int step) {
        if (step < next) return;
        check();
        next = step + EVERY;
        fresh.numbers.take();
        fresh.step = step;
        fresh.t = trainer.steps;
        fresh.networkSteps = network.steps();
        fresh.place = run.place();
    }

    /** The loss of this step is a finite number, so the weights before it are good. */
    void confirm(int step) {
        if (step != fresh.step) return;
        Mark old = good;
        good = fresh;
        fresh = old;
        fresh.step = -1;
    }

    /** @throws IllegalStateException if a weight is no finite number */
    void check() {
        if (firstBad() != null) throw failure("");
    }

    /** The step under way found a loss that is no finite number. */
    IllegalStateException failure() {
        return failure("the loss became " + run.loss() + run.where(run.place()) + ": ");
    }

    private @Nullable Parameter firstBad() {
        for (Parameter p : network.parameters()) if (!p.matrix().isFinite()) return p;
        return null;
    }

    /** Brings back the last good weights, and says what led to this. */
    private IllegalStateException failure(String symptom) {
        Mark from = good.step >= 0 ? good : fresh; // fresh: the very first step failed
        if (from.step < 0) return new IllegalStateException(extreme() + " before the first step; set finite weights");
        int bad = from.step; // the step that led to this
        goTo(from);
        Place place = from.place;
        String cause = "";
        for (int number = from.step; cause.isEmpty(); number++) {
            boolean finite = run.gradient(place);
            String where = run.where(place);
            if (!finite || number == run.steps()) {
                cause = extreme() + where; // every weight is finite, but the step before made this loss
            } else {
                bad = number;
                run.move(number);
                if (firstBad() != null) cause = extreme() + where;
                place = run.next(place);
            }
        }
        goTo(from);
        place = from.place;
        for (int number = from.step; number < bad; number++, place = run.next(place)) {
            run.gradient(place);
            run.move(number);
        }
        return new IllegalStateException(symptom + cause + ". The steps are too long, or the inputs too large. The"
                + " network has the weights of before that: go on with a smaller learning rate than "
                + trainer.learningRate() + "; trainer.history() has the epochs before");
    }

    private void goTo(Mark mark) {
        mark.numbers.restore();
        trainer.steps = mark.t;
        network.continueFrom(mark.networkSteps, network.epochs());
    }

    /** The first weight that is no finite number, else the largest: "0.weight of layer 0 (dense) holds NaN". */
    private String extreme() {
        Parameter where = null;
        double extreme = 0;
        for (Parameter p : network.parameters())
            for (double value : p.values())
                if (where == null || Double.isFinite(extreme) && !(Math.abs(value) <= Math.abs(extreme))) {
                    where = p;
                    extreme = value;
                }
        return where == null
                ? "the network has no weights"
                : where.name() + " of " + network.layerOf(where) + " holds " + (float) extreme;
    }
}
