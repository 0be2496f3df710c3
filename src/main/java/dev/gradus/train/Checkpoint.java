package dev.gradus.train;

import dev.gradus.data.Safetensors;
import dev.gradus.data.StoredTensor;
import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A training in a file: all that is needed to go on as if nothing had happened, to the last bit. It is a safetensors file
 * with
 *
 * <pre>
 * network.NAME         each parameter, running statistics among them
 * optimizer.NAME.i     what the optimizer remembers for it
 * best.NAME            the weights of the best epoch, if the training is to end with them
 * epochs               number, training loss and accuracy, validation loss and accuracy of each epoch, F64
 * learningRates        of each step, F64
 * counts, sums         where the training stands
 * </pre>
 *
 * and, as notes, the settings that must be the same when it goes on, a digest of the data among them. Random numbers need no room: each is a function of
 * the seed and the step that it is for.
 *
 * @param place where the training stands
 * @param history its epochs and learning rates
 * @param best the loss of the best epoch
 * @param bestEpoch the number of that; 0 for none
 * @param waited epochs since
 * @param learningRate η as it was set last
 */
record Checkpoint(Place place, History history, double best, int bestEpoch, int waited, double learningRate) {
    private static final String FORMAT = "gradus checkpoint 4";
    private static final List<String> OLDER =
            List.of("gradus checkpoint 1", "gradus checkpoint 2", "gradus checkpoint 3");

    // ---- writing ----

    /** Refuses a path where nothing can be written, before hours of training. */
    static Path writable(@Nullable Path file) {
        Path folder = Require.notNull("file", file, "the path of a file to write")
                .toAbsolutePath()
                .getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file))
            throw new IllegalArgumentException(
                    "file is " + file + ", but there is no folder " + folder + ", or it is a folder itself");
        if (!Files.isWritable(folder))
            throw new IllegalArgumentException(
                    "file is " + file + ", but nothing can be written into the folder " + folder);
        return file;
    }

    /**
     * Writes the file, whole or not at all.
     *
     * @param numbers the matrices of this training, by their names in the file
     * @param settings those that must be the same
     */
    void write(Path file, Map<String, Matrix> numbers, Map<String, String> settings) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        numbers.forEach((name, matrix) -> tensors.put(name, stored(matrix)));
        double[] epochs = history.epochs().stream()
                .flatMapToDouble(e -> DoubleStream.of(
                        e.number(), e.trainingLoss(), e.trainingAccuracy(), e.validationLoss(), e.validationAccuracy()))
                .toArray();
        double[] rates = history.learningRates();
        tensors.put("epochs", StoredTensor.doubles(new int[] {epochs.length / 5, 5}, epochs));
        tensors.put("learningRates", StoredTensor.doubles(new int[] {rates.length}, rates));
        Place.Sums found = place.sums();
        long[] counts = {
            place.epoch(),
            place.batch(),
            found.correct(),
            found.answers(),
            place.t(),
            place.batches(),
            bestEpoch,
            waited
        };
        double[] sums = {found.loss(), found.weight(), best, learningRate};
        tensors.put("counts", StoredTensor.integers(new int[] {counts.length}, counts));
        tensors.put("sums", StoredTensor.doubles(new int[] {sums.length}, sums));
        Map<String, String> notes = new LinkedHashMap<>(settings);
        notes.put("format", FORMAT);
        write(new Safetensors(tensors, notes), file);
    }

    /** An interrupted thread can't write to a file: the interruption waits until the file is there. */
    private static void write(Safetensors content, Path file) {
        boolean interrupted = Thread.interrupted();
        try {
            content.write(file);
        } catch (UncheckedIOException e) {
            if (!(e.getCause() instanceof ClosedByInterruptException)) throw e;
            interrupted = Thread.interrupted();
            content.write(file);
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    private static StoredTensor stored(Matrix matrix) {
        int[] shape = {matrix.rows(), matrix.columns()};
        return matrix.isDouble()
                ? StoredTensor.doubles(shape, matrix.toArray())
                : StoredTensor.floats(shape, matrix.toArray());
    }

    // ---- reading ----

    /** Refuses a path where there is nothing. */
    static Path readable(@Nullable Path file) {
        if (Files.isRegularFile(Require.notNull("file", file, "the path of a checkpoint"))) return file;
        throw new IllegalArgumentException(
                "file is " + file + ", which is not there; train without resume(…) the first time");
    }

    /** What a training that goes on takes its numbers from: whatever doesn't fit is refused before anything changes. */
    static final class Stored {
        private final Path file;
        private final Safetensors content;

        /**
         * @param settings those of the training that is to go on
         * @throws IllegalArgumentException if the file is no checkpoint, or that of another training
         */
        Stored(Path file, Map<String, String> settings) {
            this.file = file;
            content = Safetensors.read(file);
            String format = content.metadata().get("format");
            if (format != null && OLDER.contains(format))
                throw new IllegalArgumentException(
                        file + " was written by an older Gradus, whose trainings this one can't"
                                + " go on with; train without resume(…)");
            if (!FORMAT.equals(format))
                throw new IllegalArgumentException(
                        file + " is no checkpoint of a training; for weights alone use network.loadWeights");
            checkSettings(settings);
        }

        private void checkSettings(Map<String, String> settings) {
            Map<String, String> then = content.metadata();
            String differences = settings.entrySet().stream()
                    .filter(now -> !now.getValue().equals(then.get(now.getKey())))
                    .map(now -> now.getKey() + " was " + then.get(now.getKey()) + " and is " + now.getValue())
                    .collect(Collectors.joining("; "));
            if (!differences.isEmpty())
                throw new IllegalArgumentException(file + " belongs to another training: " + differences
                        + ". Set what it was, or train without resume(…)");
        }

        /** Where that training stood. */
        Checkpoint checkpoint() {
            StoredTensor counts = content.tensor("counts");
            double[] sums = content.tensor("sums").values();
            double[] rates = content.tensor("learningRates").values();
            Place.Sums found = new Place.Sums(
                    sums[0], sums[1], (int) counts.integer(2), (int) counts.integer(3), (int) counts.integer(1));
            Place place = new Place(
                    (int) counts.integer(0),
                    (int) counts.integer(1),
                    found,
                    rates.length,
                    counts.integer(4),
                    counts.integer(5));
            List<Epoch> epochs = new ArrayList<>();
            double[] e = content.tensor("epochs").values();
            for (int i = 0; i < e.length; i += 5)
                epochs.add(new Epoch((int) e[i], e[i + 1], e[i + 2], e[i + 3], e[i + 4]));
            return new Checkpoint(
                    place,
                    new History(epochs, rates, List.of()),
                    sums[2],
                    (int) counts.integer(6),
                    (int) counts.integer(7),
                    sums[3]);
        }

        /** Sets all these matrices, or none. */
        void copyTo(Map<String, Matrix> numbers) {
            numbers.forEach((name, matrix) -> {
                if (content.tensor(name).size() != matrix.size())
                    throw new IllegalArgumentException(file + ": tensor " + name + " has "
                            + content.tensor(name).size() + " numbers, but a " + matrix.shape()
                            + " matrix was expected");
            });
            numbers.forEach((name, matrix) -> matrix.setAll(content.tensor(name).values()));
        }
    }
}
