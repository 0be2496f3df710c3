package dev.gradus.errors;

/** Two shapes that don't go together: the message says so in words, the {@link #mismatch} in numbers. */
public final class ShapeException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final Mismatch mismatch;

    public ShapeException(String message, Mismatch mismatch) {
        super(message);
        this.mismatch = mismatch;
    }

    /** Both shapes, and which sizes don't fit. */
    public Mismatch mismatch() {
        return mismatch;
    }
}
