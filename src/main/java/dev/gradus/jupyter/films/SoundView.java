package dev.gradus.jupyter.films;

import dev.gradus.chart.canvas.SoundPicture;
import dev.gradus.data.sound.Sound;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** A sound with buttons to hear it, its wave and its spectrogram. */
public final class SoundView {
    private static final double RANGE = 0.6; // 60 dB below the loudest are white
    private static final int LABEL = 4; // every so many bands

    private SoundView() {}

    public static View of(Sound sound) {
        Sound loud = sound.loud();
        double hop = Sound.end(1) - Sound.end(0);
        double[][] frames = sound.frames((int) Math.ceil(sound.seconds() / hop));
        int[] at = loudest(frames);
        String words = Messages.text(
                "sound",
                String.format(Locale.ROOT, "%.2f", sound.seconds()),
                sound.size(),
                String.format(Locale.ROOT, "%.2f", at[0] * hop),
                Math.round(Sound.pitches()[at[1]]));
        SoundPicture picture = new SoundPicture(words, loud.samples(), shares(frames), pitches(), sound.seconds(), hop);
        return new View(
                Html.of(Html.picture(picture.png(), words), Html.block("margin:4px 0", Html.sound(loud.wav(), words))),
                words);
    }

    private static int[] loudest(double[][] frames) {
        int[] at = {0, 0};
        for (int t = 0; t < frames.length; t++)
            for (int band = 0; band < frames[t].length; band++)
                if (frames[t][band] > frames[at[0]][at[1]]) at = new int[] {t, band};
        return at;
    }

    /** From 0, far below the loudest, to 1, the loudest. */
    static double[][] shares(double[][] frames) {
        double most =
                Arrays.stream(frames).flatMapToDouble(Arrays::stream).max().orElse(0);
        return Arrays.stream(frames)
                .map(frame -> Arrays.stream(frame)
                        .map(v -> Math.max(0, 1 + (v - most) / RANGE))
                        .toArray())
                .toArray(double[][]::new);
    }

    /** The names of some bands: their pitches in hertz. */
    static List<String> pitches() {
        double[] hertz = Sound.pitches();
        return IntStream.range(0, hertz.length)
                .mapToObj(band -> (hertz.length - 1 - band) % LABEL == 0 ? String.valueOf(Math.round(hertz[band])) : "")
                .toList();
    }
}
