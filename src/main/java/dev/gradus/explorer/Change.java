package dev.gradus.explorer;

import java.util.List;

/** What was done to a network, in the order in which it was done: from the same start, the same list leads to the same bits. */
sealed interface Change {
    /** Trained for so many epochs. */
    record Epochs(int count) implements Change {}

    /** Another η from here on. */
    record Rate(double learningRate) implements Change {}

    /** A weight typed by hand; layers and neurons count from 1, and from 0 stands for the bias. */
    record Weight(int layer, int from, int to, double value) implements Change {}

    /** A neuron silenced, or heard again. */
    record Silence(int layer, int unit, boolean on) implements Change {}

    /** One more point to learn from. */
    record Added(double x, double y, int label) implements Change {}

    /** So many epochs more: the last entry's, where it is of epochs, too. */
    static void addEpochs(List<Change> changes, int epochs) {
        int last = changes.size() - 1;
        if (last >= 0 && changes.get(last) instanceof Epochs before)
            changes.set(last, new Epochs(before.count + epochs));
        else if (epochs > 0) changes.add(new Epochs(epochs));
    }
}
