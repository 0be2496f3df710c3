package dev.gradus.train;

/** A training whose numbers stopped being finite; the weights of before are back. */
final class Ruined extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** The last place whose numbers are good. */
    final transient Place place;

    /** What to do, with a place for the learning rate; empty if a smaller one doesn't help. */
    final String advice;

    Ruined(String message, Place place, String advice) {
        super(message);
        this.place = place;
        this.advice = advice;
    }
}
