package dev.gradus.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects what becomes a {@link History}; any thread may look while a training writes. */
final class Log {
    private final List<Epoch> epochs = new ArrayList<>();
    private double[] rates = new double[64]; // η of each step
    private int steps;
    private String reason = "";

    synchronized void add(Epoch epoch) {
        epochs.add(epoch);
    }

    synchronized void add(double rate) {
        if (steps == rates.length) rates = Arrays.copyOf(rates, 2 * steps);
        rates[steps++] = rate;
    }

    synchronized void end(String reason) {
        this.reason = reason;
    }

    synchronized int steps() {
        return steps;
    }

    synchronized double rate(int step) {
        return rates[step];
    }

    /** The epochs so far, in a list of their own. */
    synchronized List<Epoch> epochs() {
        return List.copyOf(epochs);
    }

    synchronized History history() {
        return new History(epochs, Arrays.copyOf(rates, steps), reason);
    }
}
