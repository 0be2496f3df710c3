package dev.gradus.jupyter.views;

import dev.gradus.chart.film.Film;
import dev.gradus.descent.DescentPath;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.math.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Descents on one function, step by step. Captions and figures are those of the first. */
record DescentReel(DescentPath path, List<DescentPath> others) implements Replay.Reel {
    private static final int DIGITS = 4;
    private static final int FRAMES = 120;

    @Override
    public int frames() {
        return Math.min(FRAMES, longest()) + 1;
    }

    private int longest() {
        return Stream.concat(Stream.of(path), others.stream())
                .mapToInt(DescentPath::steps)
                .max()
                .orElseThrow();
    }

    /** All steps, or as many of them as there are frames. */
    private int step(int frame) {
        return frames() == 1 ? 0 : (int) ((long) frame * longest() / (frames() - 1));
    }

    @Override
    public String sentence() {
        return Stream.concat(Stream.of(path), others.stream())
                .map(DescentView::sentence)
                .collect(Collectors.joining(Messages.text("list.separator")));
    }

    @Override
    public String caption(int frame) {
        int step = Math.min(step(frame), path.steps());
        return Messages.text(
                "replay.step",
                step,
                Figures.text(path.points()[step], DIGITS),
                Figures.text(path.values()[step], DIGITS),
                Figures.text(path.gradients()[step], DIGITS));
    }

    @Override
    public Grid table(int[] frames) {
        return DescentView.grid(path, Arrays.stream(frames).map(this::step).filter(step -> step <= path.steps()));
    }

    @Override
    public Film film() {
        return path.film(IntStream.range(0, frames()).map(this::step).toArray(), others.toArray(DescentPath[]::new));
    }
}
