package dev.gradus.train;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Tells the progress how a training goes, at most four times a second. */
final class Reporter {
    private static final long PAUSE = 250_000_000; // nanoseconds between two messages

    private final Progress progress;
    private final int epochs;
    private final int batches;
    private final int samples;
    private final LongSupplier clock; // nanoseconds
    private final long start;
    private long next;
    private double first; // the share that was done before
    private Status last;

    Reporter(Progress progress, int epochs, int batches, int samples) {
        this(progress, epochs, batches, samples, System::nanoTime);
    }

    Reporter(Progress progress, int epochs, int batches, int samples, LongSupplier clock) {
        this.progress = progress;
        this.epochs = epochs;
        this.batches = batches;
        this.samples = samples;
        this.clock = clock;
        start = clock.getAsLong();
        next = start + PAUSE;
        last = status(new History(List.of()), 1, 0, Double.NaN, Double.NaN, false);
    }

    /** The training goes on from here: what was done before doesn't count for its speed. */
    void startAt(int epochsDone, int batch) {
        first = (epochsDone + batch / (double) batches) / epochs;
    }

    /** Batches are done, of the epoch that is so many in this training; what was before is asked for when needed. */
    void batch(Supplier<History> done, int epoch, int batch, double loss, double accuracy) {
        boolean due = clock.getAsLong() >= next;
        boolean lastOfEpoch = batch == batches;
        if (!due && !lastOfEpoch) return;
        last = status(done.get(), epoch, batch, loss, accuracy, false);
        if (!due) return;
        next = clock.getAsLong() + PAUSE;
        progress.show(last);
    }

    /** The training is over. */
    void end(History done) {
        progress.show(status(done, last.epoch(), last.batch(), last.loss(), last.accuracy(), true));
    }

    private Status status(History done, int epoch, int batch, double loss, double accuracy, boolean finished) {
        double seconds = (clock.getAsLong() - start) / 1e9;
        double share = (epoch - 1 + batch / (double) batches) / epochs;
        return new Status(
                done,
                epoch,
                epochs,
                batch,
                batches,
                loss,
                accuracy,
                (share - first) * epochs * samples / Math.max(seconds, 1e-9),
                share <= first ? Double.NaN : seconds * (1 - share) / (share - first),
                finished);
    }
}
