package dev.gradus.jupyter.films;

import dev.gradus.chart.film.Film;
import dev.gradus.evaluation.RocCurve;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A threshold at equal distances, with what it makes of all answers. */
final class ThresholdReel implements Replay.Reel {
    private static final int FRAMES = 101;

    private final Film.Answers answers;
    private final RocCurve curve;
    private final double[] thresholds;
    private final String format; // of a threshold

    ThresholdReel(double[] scores, boolean[] truth, RocCurve curve) {
        answers = new Film.Answers(scores, truth);
        this.curve = curve;
        double low = Arrays.stream(scores).min().orElseThrow();
        double high = Arrays.stream(scores).max().orElseThrow();
        boolean shares = low >= 0 && high <= 1;
        double from = shares ? 0 : low;
        double to = shares ? 1 : high + (high > low ? (high - low) / 50 : 1); // above the highest nobody is suspected
        thresholds = IntStream.range(0, FRAMES)
                .mapToDouble(i -> (from * (FRAMES - 1 - i) + to * i) / (FRAMES - 1))
                .toArray();
        format = shares ? "%.2f" : "%.3g";
    }

    @Override
    public int frames() {
        return FRAMES;
    }

    /** Equally far apart. */
    @Override
    public int[] strip(int most) {
        return ReplayView.even(FRAMES, most);
    }

    @Override
    public String sentence() {
        return Messages.text(
                "replay.threshold",
                threshold(0),
                threshold(FRAMES - 1),
                Numbers.count(answers.scores().length),
                Numbers.count(answers.count(true)),
                Numbers.loss(curve.area()));
    }

    private String threshold(int frame) {
        return String.format(Locale.ROOT, format, thresholds[frame]);
    }

    /** TP, FN, FP and TN. */
    private int[] counts(int frame) {
        int found = answers.count(true, thresholds[frame]);
        int alarms = answers.count(false, thresholds[frame]);
        return new int[] {found, answers.count(true) - found, alarms, answers.count(false) - alarms};
    }

    @Override
    public String caption(int frame) {
        int[] c = counts(frame);
        return Messages.text(
                "replay.threshold.caption",
                threshold(frame),
                Numbers.count(c[0]),
                Numbers.count(c[0] + c[1]),
                Numbers.count(c[1]),
                Numbers.count(c[2]));
    }

    @Override
    public Grid table(int[] frames) {
        Grid grid = new Grid().numbers("t");
        for (String symbol : List.of("TP", "FN", "FP", "TN")) grid.numbers(symbol);
        for (int frame : frames) {
            List<String> row = new ArrayList<>(List.of(threshold(frame)));
            for (int count : counts(frame)) row.add(Numbers.count(count));
            grid.row(row);
        }
        return grid;
    }

    @Override
    public Film film() {
        return Film.threshold(
                answers,
                thresholds,
                new double[][] {curve.falsePositiveRates(), curve.truePositiveRates()},
                IntStream.range(0, FRAMES).mapToObj(this::symbols).toList());
    }

    /** The caption without words. */
    private String symbols(int frame) {
        int[] c = counts(frame);
        return "t = " + threshold(frame) + "    TP " + c[0] + "   FN " + c[1] + "   FP " + c[2];
    }
}
