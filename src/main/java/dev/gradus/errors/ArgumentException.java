package dev.gradus.errors;

import org.jspecify.annotations.Nullable;

/** An argument that can't be: which, what was expected, and what came. */
public final class ArgumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String argument;
    private final String expected;
    private final String came;

    /**
     * @param message in full
     * @param argument e.g. "learningRate"
     * @param expected e.g. "above 0"
     * @param came what it is
     */
    public ArgumentException(String message, String argument, String expected, @Nullable Object came) {
        super(message);
        this.argument = argument;
        this.expected = expected;
        this.came = String.valueOf(came);
    }

    /** Its name, e.g. "learningRate". */
    public String argument() {
        return argument;
    }

    /** What it should be, e.g. "above 0". */
    public String expected() {
        return expected;
    }

    /** What it is, as text. */
    public String came() {
        return came;
    }
}
