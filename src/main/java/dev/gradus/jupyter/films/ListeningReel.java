package dev.gradus.jupyter.films;

import dev.gradus.chart.film.Film;
import dev.gradus.data.sound.Sound;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A sound as it is heard, and what it is taken for, window by window. */
final class ListeningReel implements Replay.Reel {
    private final Sound sound;
    private final List<double[]> probabilities;
    private final Replay.Track track;

    private ListeningReel(Sound sound, List<double[]> probabilities) {
        this.sound = sound;
        this.probabilities = probabilities;
        track = new Replay.Track(
                sound.loud().wav(),
                IntStream.range(0, probabilities.size()).mapToDouble(Sound::end).toArray());
    }

    static ListeningReel of(Sound sound, double[][] probabilities) {
        Require.notNull("sound", sound, "a Sound");
        Require.notNull("probabilities", probabilities, "a row for each window");
        Require.atLeast("rows of probabilities", probabilities.length, 1);
        for (double[] row : probabilities) {
            if (row.length != probabilities[0].length || row.length < 2)
                throw new ShapeException(
                        "probabilities has rows of " + probabilities[0].length + " and of " + row.length
                                + " numbers, but they must be equally long, two or more",
                        Mismatch.numbers("first row", probabilities[0].length, "other row", row.length));
            for (double p : row)
                if (!(p >= 0 && p <= 1))
                    throw new IllegalArgumentException("probabilities has " + p + ", expected 0 to 1");
        }
        return new ListeningReel(sound, List.of(probabilities));
    }

    @Override
    public int frames() {
        return probabilities.size();
    }

    /** Equally far apart. */
    @Override
    public int[] strip(int most) {
        return ReplayView.even(frames(), Math.min(most, frames()));
    }

    @Override
    public Replay.Track track() {
        return track;
    }

    @Override
    public String sentence() {
        int end = frames() - 1;
        return Messages.text("replay.listening", seconds(sound.seconds()), frames(), best(end, -1), share(end, -1));
    }

    @Override
    public String caption(int frame) {
        int first = best(frame, -1);
        return Messages.text(
                "replay.listening.caption",
                seconds(Sound.end(frame)),
                first,
                share(frame, -1),
                best(frame, first),
                share(frame, first));
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    /** The surest class, or the surest of the others. */
    private int best(int frame, int but) {
        double[] p = probabilities.get(frame);
        int best = but == 0 ? 1 : 0;
        for (int k = 0; k < p.length; k++) if (k != but && p[k] > p[best]) best = k;
        return best;
    }

    private String share(int frame, int but) {
        return Numbers.share(probabilities.get(frame)[best(frame, but)]);
    }

    @Override
    public Grid table(int[] frames) {
        Grid grid = new Grid().numbers("s").numbers("y").numbers("p");
        for (int frame : frames) grid.row(seconds(Sound.end(frame)), String.valueOf(best(frame, -1)), share(frame, -1));
        return grid;
    }

    @Override
    public Film film() {
        int classes = probabilities.get(0).length;
        return Film.listening(
                new Film.Listening(
                        SoundView.shares(sound.frames(frames())),
                        SoundView.pitches(),
                        Sound.end(1) - Sound.end(0),
                        probabilities,
                        IntStream.range(0, classes).mapToObj(String::valueOf).toList()),
                IntStream.range(0, frames())
                        .mapToObj(t -> seconds(Sound.end(t)) + " s    " + best(t, -1) + ": " + share(t, -1))
                        .toList());
    }
}
