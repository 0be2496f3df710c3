package dev.gradus.optim;

import java.util.List;

/**
 * How the learning rate changes while a network trains. A schedule is a function of the position alone and remembers
 * nothing, so that a training that goes on from a checkpoint finds the same rates.
 */
@FunctionalInterface
public interface Schedule {
    /** η of the next step. */
    double learningRate(double initial, Position position);

    /**
     * Where a training stands before a step.
     *
     * @param step steps taken so far
     * @param steps steps that the training will take in all, if nothing stops it
     * @param epoch epochs completed so far
     * @param epochs epochs that the training will take
     * @param losses of the completed epochs, the validation loss where there is one
     */
    record Position(long step, long steps, int epoch, int epochs, List<Double> losses) {}
}
