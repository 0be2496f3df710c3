package dev.gradus.train;

/**
 * Where a training stands.
 *
 * @param history the epochs that are complete
 * @param epoch the one under way, counted from 1 within this training
 * @param epochs how many were asked for
 * @param batch batches done in this epoch
 * @param batches batches in an epoch
 * @param loss mean loss so far in this epoch
 * @param accuracy likewise; NaN where there are no classes
 * @param samplesPerSecond training speed, validation included
 * @param secondsLeft an estimate
 * @param finished whether this is the last message
 */
public record Status(
        History history,
        int epoch,
        int epochs,
        int batch,
        int batches,
        double loss,
        double accuracy,
        double samplesPerSecond,
        double secondsLeft,
        boolean finished) {
    /** The share of the whole training that is done, 0 … 1. */
    public double share() {
        return (epoch - 1 + batch / (double) batches) / epochs;
    }

    /** Whether it ended before all epochs were done. */
    public boolean stoppedEarly() {
        return finished && share() < 1;
    }
}
