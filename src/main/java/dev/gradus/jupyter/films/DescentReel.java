package dev.gradus.jupyter.films;

import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.film.Film;
import dev.gradus.descent.DescentPath;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.math.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Descents on one function, where they move. Captions and figures are those of the first. */
final class DescentReel implements Replay.Reel {
    private static final int DIGITS = 4;
    private static final int FRAMES = 121;

    private final DescentPath path;
    private final List<DescentPath> others;
    private final double[] distances; // of all paths together, after each step
    private final int[] steps; // of each frame

    private final Function<int[], Film> film; // of the steps of all frames

    DescentReel(DescentPath path, List<DescentPath> others) {
        this(path, others, steps -> path.film(steps, others.toArray(DescentPath[]::new)));
    }

    /** The same words with other pictures. */
    DescentReel(DescentPath path, List<DescentPath> others, Function<int[], Film> film) {
        this.film = film;
        this.path = path;
        this.others = others;
        distances = distances();
        steps = distances.length <= FRAMES
                ? IntStream.range(0, distances.length).toArray()
                : Highlights.even(distances, FRAMES);
    }

    private double[] distances() {
        List<double[]> each = all().map(DescentPath::distances).toList();
        return IntStream.range(0, each.stream().mapToInt(d -> d.length).max().orElseThrow())
                .mapToDouble(t -> each.stream()
                        .mapToDouble(d -> d[Math.min(t, d.length - 1)])
                        .sum())
                .toArray();
    }

    private Stream<DescentPath> all() {
        return Stream.concat(Stream.of(path), others.stream());
    }

    @Override
    public int frames() {
        return steps.length;
    }

    @Override
    public int[] strip(int most) {
        return Highlights.few(
                Arrays.stream(steps).mapToDouble(step -> distances[step]).toArray(), most);
    }

    @Override
    public String sentence() {
        return all().map(DescentView::sentence).collect(Collectors.joining(Messages.text("list.separator")));
    }

    @Override
    public String caption(int frame) {
        int step = Math.min(steps[frame], path.steps());
        FunctionName names = path.names();
        return Messages.text(
                "replay.step",
                step,
                names.point() + " = " + Figures.text(path.points()[step], DIGITS),
                names.value() + " = " + Figures.text(path.values()[step], DIGITS),
                Figures.text(path.gradients()[step], DIGITS));
    }

    @Override
    public Grid table(int[] frames) {
        return DescentView.grid(
                path, Arrays.stream(frames).map(frame -> steps[frame]).filter(step -> step <= path.steps()));
    }

    @Override
    public Film film() {
        return film.apply(steps);
    }
}
