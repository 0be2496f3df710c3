package dev.gradus.errors;

/** A training that can't go on, and where it was. */
public final class TrainingException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private final int epoch;
    private final int batch;

    /**
     * @param epoch the number of the epoch under way, as messages count it
     * @param batch the number of the batch in it, from 1 on; 0 before the first
     */
    public TrainingException(String message, int epoch, int batch) {
        super(message);
        this.epoch = epoch;
        this.batch = batch;
    }

    /** The number of the epoch under way, as messages count it. */
    public int epoch() {
        return epoch;
    }

    /** The number of the batch in it, from 1 on; 0 before the first. */
    public int batch() {
        return batch;
    }
}
