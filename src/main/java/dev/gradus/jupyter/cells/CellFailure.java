package dev.gradus.jupyter.cells;

/** What came out of a piece of a cell: the object itself, and the learner's lines as JShell tells them. */
public final class CellFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient StackTraceElement[] lines;

    public CellFailure(Throwable failure, StackTraceElement[] lines) {
        super(failure.getClass().getName(), failure, false, false);
        this.lines = lines.clone();
    }

    /** What was thrown. */
    public Throwable failure() {
        return super.getCause();
    }

    StackTraceElement[] lines() {
        return lines.clone();
    }
}
