package dev.gradus.train;

import dev.gradus.data.Safetensors;
import dev.gradus.data.StoredTensor;
import dev.gradus.math.Matrix;
import dev.gradus.math.Require;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
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
 * and, as notes, the settings that must be the same when it goes on. Random numbers need no room: each is a function of
 * the seed and the step that it is for.
 */
final class Checkpoint {
    private static final String FORMAT = "gradus checkpoint 1";

    private final Run run;
    private final Trainer trainer;
    private final Network network;
    private final Map<String, Matrix> numbers = new LinkedHashMap<>(); // where each tensor comes from and goes

    Checkpoint(Run run, Trainer trainer) {
        this.run = run;
        this.trainer = trainer;
        network = trainer.network;
        int rule = 0;
        for (Parameter p : network.parameters()) {
            numbers.put("network." + p.name(), p.matrix());
            if (!p.isTrained()) continue;
            List<Matrix> state = trainer.rules.get(rule++).state();
            for (int i = 0; i < state.size(); i++) numbers.put("optimizer." + p.name() + "." + i, state.get(i));
        }
    }

    // ---- writing ----

    /** Refuses a path where nothing can be written, before hours of training. */
    static Path writable(@Nullable Path file) {
        Path folder = Require.notNull("file", file, "the path of a file to write")
                .toAbsolutePath()
                .getParent();
        if (folder != null && Files.isDirectory(folder) && !Files.isDirectory(file)) return file;
        throw new IllegalArgumentException(
                "file is " + file + ", but there is no folder " + folder + ", or it is a folder itself");
    }

    /** Writes the file, whole or not at all. */
    void write(Path file) {
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        numbers.forEach((name, matrix) -> tensors.put(name, stored(matrix)));
        best(run.stopping.bestWeights()).forEach((name, matrix) -> tensors.put(name, stored(matrix)));
        History history = run.log.history();
        double[] epochs = history.epochs().stream()
                .flatMapToDouble(e -> DoubleStream.of(
                        e.number(), e.trainingLoss(), e.trainingAccuracy(), e.validationLoss(), e.validationAccuracy()))
                .toArray();
        double[] rates = history.learningRates();
        tensors.put("epochs", StoredTensor.doubles(new int[] {epochs.length / 5, 5}, epochs));
        tensors.put("learningRates", StoredTensor.doubles(new int[] {rates.length}, rates));
        long[] counts = {
            run.place().epoch(),
            run.place().batch(),
            run.place().correct(),
            trainer.steps,
            network.steps(),
            network.epochs(),
            run.stopping.bestEpoch(),
            run.stopping.waited()
        };
        double[] sums = {run.place().lossSum(), run.stopping.best(), trainer.learningRate()};
        tensors.put("counts", StoredTensor.integers(new int[] {counts.length}, counts));
        tensors.put("sums", StoredTensor.doubles(new int[] {sums.length}, sums));
        Map<String, String> notes = settings();
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
        Matrix one = matrix.like(1, 1);
        one.set(0, 0, 0.1);
        boolean isDouble = one.get(0, 0) == 0.1;
        return isDouble ? StoredTensor.doubles(shape, matrix.toArray()) : StoredTensor.floats(shape, matrix.toArray());
    }

    private Map<String, Matrix> best(List<Matrix> weights) {
        Map<String, Matrix> named = new LinkedHashMap<>();
        for (int i = 0; i < weights.size(); i++)
            named.put("best." + network.parameters().get(i).name(), weights.get(i));
        return named;
    }

    // ---- reading ----

    /** Refuses a path where there is nothing. */
    static Path readable(@Nullable Path file) {
        if (Files.isRegularFile(Require.notNull("file", file, "the path of a checkpoint"))) return file;
        throw new IllegalArgumentException(
                "file is " + file + ", which is not there; train without resume(…) the first time");
    }

    /**
     * Brings the training to where it was when the file was written.
     *
     * @throws IllegalArgumentException if the file is no checkpoint, or that of another training
     */
    void read(Path file) {
        Safetensors content = Safetensors.read(file);
        if (!FORMAT.equals(content.metadata().get("format")))
            throw new IllegalArgumentException(
                    file + " is no checkpoint of a training; for weights alone use" + " network.loadWeights");
        checkSettings(file, content.metadata());
        long[] counts = new long[8];
        for (int i = 0; i < counts.length; i++)
            counts[i] = content.tensor("counts").integer(i);
        double[] sums = content.tensor("sums").values();
        run.stopping.resume(sums[1], (int) counts[6], (int) counts[7]);
        Map<String, Matrix> all = new LinkedHashMap<>(numbers);
        all.putAll(best(run.stopping.bestWeights()));
        checkSizes(file, content, all);
        all.forEach((name, matrix) -> matrix.setAll(content.tensor(name).values()));
        network.continueFrom(counts[4], (int) counts[5]);
        trainer.steps = counts[3];
        trainer.control.learningRate(sums[2]);
        List<Epoch> epochs = new ArrayList<>();
        double[] e = content.tensor("epochs").values();
        for (int i = 0; i < e.length; i += 5) epochs.add(new Epoch((int) e[i], e[i + 1], e[i + 2], e[i + 3], e[i + 4]));
        Place place = new Place((int) counts[0], (int) counts[1], sums[0], (int) counts[2]);
        run.goOn(place, epochs, content.tensor("learningRates").values());
    }

    /** Before anything is changed. */
    private static void checkSizes(Path file, Safetensors content, Map<String, Matrix> all) {
        all.forEach((name, matrix) -> {
            if (content.tensor(name).size() != matrix.size())
                throw new IllegalArgumentException(file + ": tensor " + name + " has "
                        + content.tensor(name).size() + " numbers, but a " + matrix.shape() + " matrix was expected");
        });
    }

    private void checkSettings(Path file, Map<String, String> then) {
        String differences = settings().entrySet().stream()
                .filter(now -> !now.getValue().equals(then.get(now.getKey())))
                .map(now -> now.getKey() + " was " + then.get(now.getKey()) + " and is " + now.getValue())
                .collect(Collectors.joining("; "));
        if (!differences.isEmpty())
            throw new IllegalArgumentException(file + " belongs to another training: " + differences
                    + ". Set what it was, or train without resume(…)");
    }

    /** What decides about the bits of a training. More epochs or another limit for the loss do not. */
    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put(
                "network",
                network.summary().rows().stream()
                        .map(row -> row.layer() + " (" + row.output() + ")")
                        .collect(Collectors.joining(" → ", network.summary().input() + " → ", "")));
        settings.put("seed", "" + network.seed());
        settings.put("loss", words(run.loss));
        settings.put("optimizer", words(trainer.optimizer));
        settings.put("schedule", words(trainer.schedule));
        settings.put(
                "clipping",
                trainer.clippings.stream().map(Checkpoint::words).collect(Collectors.joining(", ", "[", "]")));
        settings.put("batchSize", "" + trainer.batchSize);
        settings.put("accumulate", "" + trainer.accumulate);
        settings.put("shuffle", "" + trainer.shuffle);
        settings.put("patience", trainer.limits.early());
        settings.put("samples", "" + run.samples());
        settings.put("validation samples", "" + run.heldSamples());
        return settings;
    }

    /** What a thing calls itself; its class, where it has no words of its own, and no more than "a lambda" for those. */
    private static String words(Object thing) {
        String name = thing.getClass().getName();
        if (!thing.toString().startsWith(name + "@")) return thing.toString();
        return name.contains("$$Lambda") ? "a lambda" : name;
    }
}
