package dev.gradus.jupyter.films;

import dev.gradus.chart.film.Film;
import dev.gradus.data.Dataset;
import dev.gradus.data.Points;
import dev.gradus.evaluation.Evaluation;
import dev.gradus.explorer.Exploration;
import dev.gradus.explorer.Readings;
import dev.gradus.explorer.Still;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What an exploration's network answers all over the plane, moment by moment. */
final class ExplorationReel implements Replay.Reel {
    private static final int FRAMES = 25;
    private static final int STRIP = 4; // pictures, so that there is room for the slider's numbers

    private final Points points;
    private final double[] window;
    private final List<Still> stills;
    private final @Nullable Dataset data; // null while there are no points to learn from
    private final List<Evaluation> evaluations;

    ExplorationReel(Exploration it) {
        points = it.points();
        window = Readings.window(points);
        List<Still> all = it.stills();
        stills = Arrays.stream(ReplayView.even(all.size(), Math.min(FRAMES, all.size())))
                .mapToObj(all::get)
                .toList();
        data = points.trainPoints().isEmpty() ? null : points.train();
        evaluations = data == null
                ? List.of()
                : stills.stream()
                        .map(still ->
                                still.network().evaluate(data, still.network().naturalLoss()))
                        .toList();
    }

    @Override
    public int frames() {
        return stills.size();
    }

    /** So that a notebook has room for several. */
    @Override
    public int largest() {
        return 170_000;
    }

    @Override
    public int[] strip(int most) {
        return ReplayView.strip(frames(), STRIP);
    }

    @Override
    public String sentence() {
        int last = frames() - 1;
        String title = Messages.text(
                "network.film", Messages.count("replay.epochs", stills.get(last).epoch()));
        if (evaluations.isEmpty() || last == 0) return title;
        double before = evaluations.get(0).loss();
        double after = evaluations.get(last).loss();
        return title
                + Messages.text("colon")
                + Messages.text(
                        after > before ? "change.up" : "change.down",
                        Messages.text("figure.train-loss"),
                        Numbers.loss(before),
                        Numbers.loss(after))
                + Messages.text("list.comma")
                + Messages.text(
                        "network.right", Numbers.share(evaluations.get(last).accuracy()));
    }

    @Override
    public String caption(int frame) {
        int epoch = stills.get(frame).epoch();
        String start = epoch == 0 ? Messages.text("replay.start") : Messages.text("replay.epoch", epoch);
        if (evaluations.isEmpty()) return start;
        Evaluation e = evaluations.get(frame);
        return String.join(
                Messages.text("list.comma"),
                start,
                Messages.text("figure.train-loss") + " " + Numbers.loss(e.loss()),
                Messages.text("figure.train-accuracy") + " " + Numbers.share(e.accuracy()));
    }

    @Override
    public Grid table(int[] which) {
        Grid grid = new Grid()
                .numbers(Messages.text("column.epoch"))
                .numbers(Messages.text("column.train-loss"))
                .numbers(Messages.text("column.train-accuracy"));
        for (int frame : which) {
            double loss =
                    evaluations.isEmpty() ? Double.NaN : evaluations.get(frame).loss();
            double accuracy =
                    evaluations.isEmpty() ? Double.NaN : evaluations.get(frame).accuracy();
            grid.row(List.of(String.valueOf(stills.get(frame).epoch()), Numbers.loss(loss), Numbers.share(accuracy)));
        }
        return grid;
    }

    @Override
    public Film film() {
        List<Points.Point> shown = points.trainPoints();
        double[][] plane = points.inputs(Readings.cells(window, Readings.SIDE));
        return Film.map(
                window,
                Readings.SIDE,
                stills.stream().map(still -> still.network().predict(plane)).toList(),
                shown.stream().map(p -> new double[] {p.x(), p.y()}).toArray(double[][]::new),
                data == null
                        ? new double[][] {new double[points.outputs()]}
                        : IntStream.range(0, data.size()).mapToObj(data::target).toArray(double[][]::new),
                IntStream.range(0, frames()).mapToObj(this::label).toList());
    }

    /** The same in all languages. */
    private String label(int frame) {
        int epoch = stills.get(frame).epoch();
        return evaluations.isEmpty()
                ? String.valueOf(epoch)
                : epoch + ": loss " + Numbers.loss(evaluations.get(frame).loss());
    }
}
