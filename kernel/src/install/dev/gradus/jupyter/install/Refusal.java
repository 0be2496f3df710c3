package dev.gradus.jupyter.install;

/** Why something can't be done, and what to do, for the one who sits at the terminal. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message) {
        super(message);
    }
}
