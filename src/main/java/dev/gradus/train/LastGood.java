package dev.gradus.train;

import dev.gradus.math.Matrix;
import dev.gradus.nn.Network;
import dev.gradus.nn.NotFinite;
import dev.gradus.nn.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the step that ruined a training, and brings back the weights of before it. A copy of all weights at every step
 * would cost too much, but a training takes the same steps again if it starts from the same numbers: so there is a copy
 * now and then, and in the rare case that something goes wrong, the steps since are taken once more, with a look at
 * every weight behind each.
 */
final class LastGood {
    private static final int EVERY = 64; // steps from copy to copy

    /** All numbers as they were at a place. */
    private static final class Mark {
        final Snapshot numbers;

        @Nullable
        Place place; // null for none

        Mark(List<Matrix> live) {
            numbers = new Snapshot(live);
        }
    }

    private final Network network;
    private final Step step;
    private final Memory memory;
    private final IntToDoubleFunction rates; // η of each step of this training
    private Mark good; // weights whose loss was a finite number
    private Mark fresh; // weights whose loss nobody knows yet
    private int next; // the step that makes the next copy

    LastGood(Network network, Step step, Memory memory, IntToDoubleFunction rates) {
        this.network = network;
        this.step = step;
        this.memory = memory;
        this.rates = rates;
        List<Matrix> live = new ArrayList<>(); // all that a step changes
        for (Parameter p : network.parameters()) live.add(p.matrix());
        for (Parameter p : network.parameters()) live.addAll(memory.of(p));
        good = new Mark(live);
        fresh = new Mark(live);
    }

    /** Before each step: now and then a look at the weights, and a copy. */
    void before(Place place) {
        if (place.step() < next) return;
        check(place);
        next = place.step() + EVERY;
        fresh.numbers.take();
        fresh.place = place;
    }

    /** The loss of the step from here is a finite number, so the weights before it are good. */
    void confirm(Place place) {
        if (fresh.place == null || place.step() != fresh.place.step()) return;
        Mark old = good;
        good = fresh;
        fresh = old;
        fresh.place = null;
    }

    /** @throws Ruined if a weight is no finite number */
    void check(Place place) {
        if (firstBad() != null) throw ruined("", place, place.batch());
    }

    /** The step from here found a loss that is no finite number. */
    Ruined ruined(Place place, Place.Sums found) {
        return ruined(
                "the loss became " + found.loss() + where(place, found) + ": ", place, place.batch() + found.count());
    }

    private boolean hasFiniteGradient(Place place) {
        step.gradient(place);
        return network.parameters().stream()
                .filter(Parameter::isTrained)
                .allMatch(p -> p.gradient().isFinite());
    }

    private @Nullable Parameter firstBad() {
        for (Parameter p : network.parameters()) if (!p.matrix().isFinite()) return p;
        return null;
    }

    /** Brings back the last good weights, and says what led to this. */
    private Ruined ruined(String symptom, Place now, int batch) {
        Place from = good.place != null ? good.place : fresh.place; // fresh: the very first step failed
        if (from == null)
            return new Ruined(
                    NotFinite.weight(network) + " before the first step; set finite weights",
                    now,
                    "",
                    now.epoch(),
                    batch);
        Mark mark = good.place != null ? good : fresh;
        Place bad = from; // the step from here led to this
        goTo(mark, from);
        Place place = from;
        String cause = "";
        while (cause.isEmpty()) {
            Place.Sums found = step.gradient(place);
            if (!Double.isFinite(found.loss()) || place.step() == now.step()) {
                if (now.t() == 0) return first(symptom, place, batch);
                cause = NotFinite.weight(network)
                        + where(place, found); // every weight is finite, but the step before made this loss
            } else {
                bad = place;
                step.move(memory, rates.applyAsDouble(place.step()), place);
                if (firstBad() != null) cause = NotFinite.weight(network) + where(place, found);
                place = next(place, found);
            }
        }
        goTo(mark, from);
        for (place = from; place.step() < bad.step(); ) {
            Place.Sums found = step.gradient(place);
            step.move(memory, rates.applyAsDouble(place.step()), place);
            place = next(place, found);
        }
        if (bad.t() == 0 && !hasFiniteGradient(bad)) // however short the step is
        return first("the gradient isn't finite in epoch " + bad.epoch() + ": ", bad, bad.batch() + 1);
        network.continueFrom(bad.batches(), network.epochs());
        return new Ruined(
                symptom + cause + ". The steps are too long, or " + step.tooLarge(bad)
                        + " too large. The network has the weights of ",
                bad,
                ": go on with a smaller learning rate than %s; trainer.history() has the epochs before",
                now.epoch(),
                batch);
    }

    /** Before any step there is none to blame. */
    private Ruined first(String symptom, Place place, int batch) {
        String why = step.whyNotFinite(place);
        network.continueFrom(place.batches(), network.epochs());
        return new Ruined(
                symptom + "that is before any step was taken, and all weights are finite; " + why,
                place,
                "",
                place.epoch(),
                batch);
    }

    private void goTo(Mark mark, Place place) {
        mark.numbers.restore();
        network.continueFrom(place.batches(), network.epochs());
    }

    /** Where the step behind the one from here begins. */
    private Place next(Place place, Place.Sums found) {
        Place behind = place.behind(found);
        return behind.batch() == step.batches() ? behind.nextEpoch() : behind;
    }

    /** " in epoch 1, batch 2": the newest mini-batch of the step from here. */
    private static String where(Place place, Place.Sums found) {
        return " in epoch " + place.epoch() + ", batch " + (place.batch() + found.count());
    }
}
