package dev.gradus.jupyter.widgets;

import dev.gradus.explorer.Exploration;
import dev.gradus.explorer.Readings;
import dev.gradus.explorer.Readings.NeuronMap;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.math.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What each map of an exploration shows, in a sentence. */
final class ExplorerWords {
    private static final String[] DIRECTIONS = {"e", "ne", "n", "nw", "w", "sw", "s", "se"};
    private static final double CLEAR = 0.5; // of the variance, from where on one direction tells it

    private ExplorerWords() {}

    /** One sentence for each map, in the maps' order. */
    static List<String> of(Exploration it, List<List<NeuronMap>> maps) {
        List<String> words = new ArrayList<>();
        for (int l = 0; l < maps.size(); l++)
            for (int j = 0; j < maps.get(l).size(); j++)
                words.add(name(it, l, j)
                        + Messages.text("colon")
                        + map(maps.get(l).get(j), l == maps.size() - 1));
        return words;
    }

    /** "layer 1, neuron 2", a feature's own name, or the class that the output is for. */
    static String name(Exploration it, int layer, int unit) {
        if (layer == 0)
            return Messages.text("network.feature", it.points().features().get(unit));
        if (layer <= it.setup().units().size()) return Messages.text("network.neuron", layer, unit + 1);
        return Messages.text(
                "network.answer", it.points().classes().get(it.setup().isBinary() ? 1 : unit));
    }

    /** "from −0.98 to 1, above 0 on 46 % of the plane; it rises to the upper right". */
    private static String map(NeuronMap map, boolean output) {
        double[] values = map.values();
        double low = Arrays.stream(values).min().orElse(0);
        double high = Arrays.stream(values).max().orElse(0);
        if (high - low < 1e-6) return Messages.text("network.same", Figures.text(low, 3));
        double middle = output ? 0.5 : 0;
        double share = (double) Arrays.stream(values).filter(v -> v > middle).count() / values.length;
        return Messages.text(
                "network.map",
                Figures.text(low, 3),
                Figures.text(high, 3),
                Figures.text(middle, 2),
                Numbers.share(share),
                Messages.text("network.shape." + shape(values)));
    }

    /** A direction of the compass in which it rises, "middle", "edge", or "mixed". */
    private static String shape(double[] values) {
        int n = Readings.SIDE;
        double mean = Arrays.stream(values).average().orElse(0);
        double[] sums = new double[4]; // with x, with y, with the distance from the middle, with itself
        double straight = 0; // Σ x²
        double round = 0;
        double meanRadius = (n * n - 1) / 6.0; // of the squares of the distances
        for (int i = 0; i < values.length; i++) {
            double x = i % n - (n - 1) / 2.0;
            double y = i / n - (n - 1) / 2.0;
            double r = x * x + y * y - meanRadius;
            double v = values[i] - mean;
            sums[0] += x * v;
            sums[1] += y * v;
            sums[2] += r * v;
            sums[3] += v * v;
            straight += x * x;
            round += r * r;
        }
        if ((sums[0] * sums[0] + sums[1] * sums[1]) / straight / sums[3] > CLEAR)
            return DIRECTIONS[(int) Math.round(Math.atan2(sums[1], sums[0]) / (Math.PI / 4) + 8) % 8];
        if (sums[2] * sums[2] / round / sums[3] > CLEAR / 2) return sums[2] < 0 ? "middle" : "edge";
        return "mixed";
    }
}
