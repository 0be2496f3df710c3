package dev.gradus.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Collects what becomes a {@link History}, over all trainings of a trainer; any thread may look while a training writes.
 */
final class Log {
    private final List<Epoch> epochs = new ArrayList<>();
    private double[] rates = new double[64]; // η of each step
    private int steps;
    private int firstEpoch; // of the newest training
    private int firstStep;
    private final List<Double> touches = new ArrayList<>(); // in epochs
    private int firstTouch;
    private List<Reason> reasons = List.of();

    /** A training begins. */
    synchronized void begin() {
        firstEpoch = epochs.size();
        firstStep = steps;
        firstTouch = touches.size();
        reasons = List.of();
    }

    synchronized void add(Epoch epoch) {
        epochs.add(epoch);
    }

    synchronized void add(double rate) {
        if (steps == rates.length) rates = Arrays.copyOf(rates, 2 * steps);
        rates[steps++] = rate;
    }

    /** Somebody changed η, so many epochs after the beginning. */
    synchronized void touch(double epochs) {
        touches.add(epochs);
    }

    synchronized void end(List<Reason> reasons) {
        this.reasons = List.copyOf(reasons);
    }

    /** η of a step of the newest training. */
    synchronized double rate(int step) {
        return rates[firstStep + step];
    }

    /** The newest training so far, for those who watch it: without the rates, which are many. */
    synchronized History soFar() {
        return new History(epochs(), new double[0], List.of(), touches(firstTouch));
    }

    private double[] touches(int from) {
        return touches.stream().skip(from).mapToDouble(t -> t).toArray();
    }

    private List<Epoch> epochs() {
        return List.copyOf(epochs.subList(firstEpoch, epochs.size()));
    }

    /** Of the newest training. */
    synchronized History newest() {
        return new History(epochs(), Arrays.copyOfRange(rates, firstStep, steps), reasons, touches(firstTouch));
    }

    /** Of all trainings. */
    synchronized History history() {
        return new History(epochs, Arrays.copyOf(rates, steps), reasons, touches(0));
    }
}
