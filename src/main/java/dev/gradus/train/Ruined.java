package dev.gradus.train;

/** A training whose numbers stopped being finite; the weights of before are back. */
final class Ruined extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The last place whose numbers are good. */
    final transient Place place;

    /** What to do, with a place for the learning rate; empty if a smaller one doesn't help. */
    final String advice;

    /** The epoch where it was found out. */
    final int epoch;

    /** The batch in it, from 1 on; 0 before the first. */
    final int batch;

    Ruined(String message, Place place, String advice, int epoch, int batch) {
        super(message);
        this.place = place;
        this.advice = advice;
        this.epoch = epoch;
        this.batch = batch;
    }
}
