package dev.gradus.nn;

import dev.gradus.activation.Activation;
import dev.gradus.data.Dataset;
import dev.gradus.data.Reading;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.loss.Loss;
import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import dev.gradus.math.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether data fit a network: refused before they go in, with both shapes and what to change. */
final class DataChecks {
    private DataChecks() {}

    static void inputs(double[][] inputs, Shape shape) {
        Require.notNull("inputs", inputs, "one row a sample");
        int n = shape.size();
        for (int i = 0; i < inputs.length; i++) {
            Require.notNull("inputs[" + i + "]", inputs[i], n + " numbers");
            if (inputs[i].length != n)
                throw new ShapeException(
                        "inputs[" + i + "] has " + inputs[i].length + " numbers, but the network takes " + shape
                                + (shape.toString().equals("" + n) || shape.vocabulary() > 0 ? "" : " = " + n),
                        Mismatch.input("inputs[" + i + "]", inputs[i].length, n));
            for (int j = 0; j < n; j++) {
                if (shape.vocabulary() > 0) token("inputs[" + i + "][" + j + "]", inputs[i][j], shape.vocabulary());
                else if (!Float.isFinite((float) inputs[i][j]))
                    Require.single("inputs[" + i + "][" + j + "]", inputs[i][j]);
            }
        }
    }

    private static void token(String name, double token, int vocabulary) {
        if (!(token >= 0 && token < vocabulary && token == Math.rint(token)))
            throw new IllegalArgumentException(name + " is " + Figures.text(token, 6)
                    + ", but the network knows the tokens from 0 to " + (vocabulary - 1));
    }

    // ---- datasets ----

    /**
     * The data in the network's rows, with a column of targets for each of its outputs.
     *
     * @param known how the targets of its training are read; null before any
     */
    static Dataset fitted(String name, Dataset data, Network network, @Nullable Reading known) {
        Require.notNull(name, data, "a Dataset");
        inputs(name, data, network.inputShape());
        padding(name, data, network.chain());
        rows(name, data, network.outputShape());
        Dataset read = data.readAs(name, network.outputs(), known == null ? Reading.of(List.of()) : known);
        outputs(name, read, network.outputs(), known != null);
        return read.shaped(network.inputShape());
    }

    private static void inputs(String name, Dataset data, Shape shape) {
        Shape theirs = data.inputShape();
        boolean pictures = shape.isPicture() && theirs.isPicture();
        if (theirs.vocabulary() > 0 != shape.vocabulary() > 0)
            throw new IllegalArgumentException(name + " has inputs of " + theirs + ", but the network takes " + shape
                    + "; tokens, made by Dataset.ofTokens, go with Network.tokens(length, vocabulary)");
        if (theirs.vocabulary() > shape.vocabulary())
            throw new IllegalArgumentException(name + " has tokens up to " + (theirs.vocabulary() - 1)
                    + ", but the network knows those from 0 to " + (shape.vocabulary() - 1) + "; use Network.tokens("
                    + theirs.rows() + ", " + theirs.vocabulary() + ")");
        if (theirs.size() != shape.size() || theirs.rows() > 1 && theirs.rows() != shape.rows())
            throw new ShapeException(
                    name + " has inputs of " + theirs + " (" + theirs.size() + " numbers), but the network takes "
                            + shape + " (" + shape.size() + "); use " + start(theirs, pictures),
                    Mismatch.input(name, theirs.size(), shape.size()));
        if (pictures && !shape.equals(theirs))
            throw new IllegalArgumentException(name + " has pictures of " + theirs + ", but the network takes " + shape
                    + " (channels × height × width)");
    }

    private static void padding(String name, Dataset data, Chain chain) {
        int padded = data.firstPadded();
        if (padded < 0) return;
        String[] what = {""};
        String place = place("", chain, layer -> {
            what[0] = layer.toString();
            return layer.looksAhead();
        });
        if (place != null)
            throw new IllegalArgumentException(name + " has padding at the end of sample " + padded + ", which layer "
                    + place + " (" + what[0] + ") would read as if it were said; cut all samples to the length of the"
                    + " shortest, or use recurrent layers and causalAttention with a target a row");
    }

    /** How a network for such inputs starts. */
    private static String start(Shape shape, boolean pictures) {
        if (shape.vocabulary() > 0) return "Network.tokens(" + shape.rows() + ", " + shape.vocabulary() + ")";
        if (shape.rows() > 1) return "Network.sequence(" + shape.rows() + ", " + shape.columns() + ")";
        return "Network.input(" + (pictures ? shape.toString().replace(" ×", ",") : shape.columns()) + ")";
    }

    private static void rows(String name, Dataset data, Shape output) {
        if (data.targetRows() != output.rows())
            throw new IllegalArgumentException(name + " has "
                    + (data.targetRows() == 1 ? "one target" : data.targetRows() + " targets")
                    + " a sample, but the network gives " + output.rows() + (output.rows() == 1 ? " row" : " rows")
                    + (output.rows() == 1
                            ? "; leave out what makes one row of many, such as .last()"
                            : "; put .last(), .meanOverTime() or .flatten() in front of the last layer"));
    }

    /** @param trained whether it's too late to ask for another network */
    private static void outputs(String name, Dataset data, int outputs, boolean trained) {
        if (data.outputs() == outputs) return;
        boolean labels = !data.classes().isEmpty();
        String advice = !trained
                ? (labels ? "; are the labels right? If so, end" : "; end") + " the network with .dense("
                        + data.outputs() + ", …)"
                : labels
                        ? "; leave out the samples of the other classes, or train a network for all of them"
                        : "; give targets of " + outputs + ", as it was trained on";
        throw new ShapeException(
                name + " has targets of " + data.outputs() + " numbers" + (labels ? " (one a class)" : "")
                        + ", but the last layer gives " + outputs
                        + (data.targetHint().isEmpty() ? advice : "; " + data.targetHint()),
                Mismatch.output(name, data.outputs(), outputs));
    }

    static void loss(String name, Dataset data, Activation activation, Loss loss) {
        loss.check(activation, data.targetsToCheck());
        if (!data.hasGaps()) return;
        Matrix none = Matrix.zeros(1, data.outputs()); // a row without a target
        if (loss.weight(none) != 0)
            throw new IllegalArgumentException(name + " has rows without a target (-1), but " + loss
                    + " counts every row; use crossEntropy(), which leaves them out");
        boolean empty = IntStream.range(0, data.size())
                .allMatch(i -> Arrays.stream(data.target(i)).allMatch(y -> y == 0));
        if (empty)
            throw new IllegalArgumentException(name + " has no row with a target: all are -1; give at least one");
    }

    // ---- batches ----

    static void targets(Matrix a, Matrix y) {
        if (a.rows() != y.rows() || a.columns() != y.columns())
            throw new IllegalArgumentException("y (the targets) is " + y.shape() + ", but a (the outputs) is "
                    + a.shape() + "; give a target for each output");
    }

    static void delta(Matrix a, Matrix delta) {
        if (a.rows() != delta.rows() || a.columns() != delta.columns())
            throw new ShapeException(
                    "delta is " + delta.shape() + ", but the outputs are " + a.shape() + "; give ∂J/∂z for each output",
                    new Mismatch(
                            new Mismatch.Box(
                                    Mismatch.Part.ARGUMENT,
                                    "delta",
                                    delta.rows(),
                                    delta.columns(),
                                    a.rows() == delta.rows(),
                                    a.columns() == delta.columns()),
                            Mismatch.Box.of(Mismatch.Part.OUTPUT, a.rows(), a.columns())));
    }

    static void batches(Network network, int samples, int batchSize) {
        Require.atLeast("batchSize", batchSize, 1);
        int last = samples % batchSize == 0 ? Math.min(samples, batchSize) : samples % batchSize;
        String place = batchNorm("", network.chain(), last);
        if (place != null)
            throw new IllegalArgumentException("layer " + place + " (batchNorm) can't train on a batch of one sample,"
                    + " but " + samples + " samples in batches of " + batchSize + " leave "
                    + (samples == last ? "no more" : "one for the last") + "; use another batch size, or take("
                    + (samples - 1) + ")");
    }

    /** Where a batch normalisation is that can't train on so many samples, "2" or "2.1"; null if there is none. */
    private static @Nullable String batchNorm(String path, Proven around, int samples) {
        return place(path, around, layer -> layer instanceof BatchNormSpec.BatchNorm norm && !norm.canTrainOn(samples));
    }

    /** Where the first layer of ours like this is, "2" or "2.1"; null if there is none. */
    private static @Nullable String place(String path, Proven around, Predicate<Proven> is) {
        List<Layer> layers = around.inside();
        for (int l = 0; l < layers.size(); l++) {
            if (!(layers.get(l) instanceof Proven own)) continue;
            String place = is.test(own) ? path + l : place(path + l + ".", own, is);
            if (place != null) return place;
        }
        return null;
    }
}
