package dev.gradus.jupyter.widgets;

import dev.gradus.data.Points;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.explorer.Code;
import dev.gradus.explorer.Exploration;
import dev.gradus.explorer.Readings;
import dev.gradus.explorer.Seeds;
import dev.gradus.explorer.Setup;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.train.Epoch;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An exploration in the page's words: the numbers that network.js draws it from. The page knows them by these names:
 *
 * <pre>
 * net     features, neurons, classes, points, the window of the maps       texts   what stands beside them
 * frame   epoch, losses, weights, gradients, the layer's answers           maps    a byte a cell, neuron by neuron
 * curve   losses over the epochs                                           words   a sentence a map
 * code    a line for the explorer, a program for the library               seeds   how many have learnt, and thumbs
 * hidden  what a lesson hides                                              switches  what is switched on
 * </pre>
 */
final class ExplorerPage {
    private static final List<String> TEXTS = List.of(
            "play",
            "pause",
            "step",
            "reset",
            "epoch",
            "loss",
            "test-loss",
            "accuracy",
            "test-accuracy",
            "more.data",
            "more.network",
            "more.show",
            "more.seeds",
            "more.code",
            "gradients",
            "gradients.help",
            "discrete",
            "points",
            "points.help",
            "rewind",
            "copy",
            "copied",
            "code.line",
            "code.program",
            "seeds.go",
            "seeds.learnt",
            "seeds.running",
            "seeds.take",
            "hidden",
            "hidden.layer",
            "hidden.axes",
            "hidden.help",
            "silence",
            "release",
            "bias",
            "weight",
            "add-layer",
            "remove-layer",
            "add-neuron",
            "remove-neuron",
            "graph",
            "plane",
            "curves",
            "train",
            "test",
            "enlarged",
            "weights.help",
            "gone",
            "feature.add",
            "layers",
            "layer-neuron");

    private ExplorerPage() {}

    /** What never changes. */
    static Map<String, Object> texts() {
        Map<String, Object> texts = new LinkedHashMap<>();
        for (String key : TEXTS) texts.put(key, Messages.text("network." + key));
        return texts;
    }

    /** What changes with the network's parts and its points. */
    static Map<String, Object> net(Exploration it, Readings readings) {
        Points points = it.points();
        Map<String, Object> net = new LinkedHashMap<>();
        net.put("features", points.features());
        net.put("known", Points.FEATURES);
        net.put("units", it.setup().units());
        net.put("outputs", points.outputs());
        net.put("most", List.of(Setup.MOST_LAYERS, Setup.MOST_UNITS));
        net.put("classes", points.classes());
        net.put("kind", points.kind());
        net.put("window", readings.window());
        net.put("side", Readings.SIDE);
        net.put("train", points(points.trainPoints()));
        net.put("test", points(points.testPoints()));
        net.put("silent", it.silent());
        net.put("canSilence", it.setup().canSilence());
        net.put("activation", it.setup().activation().name());
        return net;
    }

    private static List<double[]> points(List<Points.Point> points) {
        return Stream.<ToDoubleFunction<Points.Point>>of(Points.Point::x, Points.Point::y, Points.Point::label)
                .map(f -> points.stream().mapToDouble(f).toArray())
                .toList();
    }

    /**
     * What changes while it trains.
     *
     * @param hidden the layer whose answers to the points are wanted; below 0 for none
     */
    static Map<String, Object> frame(Exploration it, Readings readings, boolean gradients, int hidden) {
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("epoch", it.epoch());
        frame.put("moment", it.moment());
        frame.put(
                "moments", Arrays.stream(it.epochsOfMoments()).asDoubleStream().toArray());
        frame.put("weights", rounded(it.weights()));
        frame.put("ready", !it.points().trainPoints().isEmpty());
        List<Evaluation> evaluations = it.points().trainPoints().isEmpty() ? List.of() : readings.evaluations();
        frame.put("loss", numbers(evaluations.stream().map(Evaluation::loss)));
        frame.put("accuracy", numbers(evaluations.stream().map(Evaluation::accuracy)));
        boolean some = !evaluations.isEmpty();
        frame.put("gradients", gradients && some ? rounded(readings.gradients()) : null);
        frame.put("hidden", hidden >= 0 && some ? rounded(readings.answers(hidden)) : null);
        return frame;
    }

    /** Losses, the epochs that they are of, and validation losses. */
    static Map<String, Object> curve(Exploration it) {
        List<Epoch> epochs = it.curve();
        return Map.of(
                "epoch", epochs.stream().map(Epoch::number).toList(),
                "train", numbers(epochs.stream().map(Epoch::trainingLoss)),
                "test", numbers(epochs.stream().map(Epoch::validationLoss)));
    }

    /** @param line what builds the explorer */
    static Map<String, Object> code(Exploration it, String line) {
        String data = it.points().isWritten()
                ? ""
                : Messages.text("network.code.data", it.points().samples());
        return Map.of("line", line, "program", Code.program(it), "data", data);
    }

    /** How far the seeds are; their maps travel as thumbs, a byte a cell. */
    static Map<String, Object> seeds(List<Seeds.Start> done, int asked, int epochs) {
        Map<String, Object> seeds = new LinkedHashMap<>();
        seeds.put("asked", asked);
        seeds.put("epochs", epochs);
        seeds.put("side", Seeds.SIDE);
        seeds.put("seeds", done.stream().map(Seeds.Start::seed).toList());
        seeds.put("learnt", done.stream().map(Seeds.Start::learnt).toList());
        seeds.put("accuracy", numbers(done.stream().map(Seeds.Start::accuracy)));
        return seeds;
    }

    static byte[] thumbs(List<Seeds.Start> done) {
        int cells = Seeds.SIDE * Seeds.SIDE;
        byte[] thumbs = new byte[done.size() * cells];
        for (int i = 0; i < done.size(); i++) System.arraycopy(done.get(i).map(), 0, thumbs, i * cells, cells);
        return thumbs;
    }

    /** JSON has no NaN and no infinity; six digits are enough to draw by. */
    private static List<@Nullable Double> numbers(Stream<Double> numbers) {
        return numbers.map(x -> rounded(x)).toList();
    }

    private static List<List<@Nullable Double>> rounded(double[][] rows) {
        return Arrays.stream(rows)
                .map(row -> numbers(Arrays.stream(row).boxed()))
                .toList();
    }

    private static @Nullable Double rounded(double x) {
        return Double.isFinite(x) ? (double) (float) x : null;
    }
}
