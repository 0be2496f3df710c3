package dev.gradus.jupyter.films;

import dev.gradus.chart.film.Film;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A film strip with a sentence, and the data and the script of the slider beside it. */
final class ReplayView {
    /** Of which a page is still quick to load and to save. */
    static final int LARGEST = 300_000;

    private static final int STRIP = 6;

    private ReplayView() {}

    static View of(Replay.Reel reel) {
        return new View(html(reel), text(reel));
    }

    static String text(Replay.Reel reel) {
        return sentence(reel) + "\n" + reel.table(reel.strip(STRIP)).text();
    }

    private static String sentence(Replay.Reel reel) {
        return reel.sentence() + Messages.text("sentence.end");
    }

    /** With as many frames as have room, and all of the strip's among them. */
    private static Html html(Replay.Reel reel) {
        int[] strip = reel.strip(STRIP);
        Film film = reel.film();
        Html[] pictures = IntStream.range(0, strip.length)
                .mapToObj(i -> Html.picture(film.picture(strip[i]).png(), reel.caption(strip[i])))
                .toArray(Html[]::new);
        Html still = Html.of(Html.block("max-width:660px", Html.of(pictures)), Html.line(sentence(reel)));
        for (int n = reel.frames(); n >= strip.length; n = n * 2 / 3) {
            Html all = Html.of(
                    still,
                    Html.data(data(reel, film, frames(reel.frames(), n, strip), strip)),
                    Html.script(ReplayView.class, "replay.js"));
            if (reel.track() != null) all = Html.of(all, Html.script(ReplayView.class, "listen.js"));
            if (all.toString().getBytes(StandardCharsets.UTF_8).length < reel.largest() - 100)
                return Html.block("margin:4px 0", all);
        }
        return Html.block("margin:4px 0", still);
    }

    /** First, last and some between, closer together at the beginning, where most happens. */
    static int[] strip(int frames, int most) {
        int pieces = (most - 1) * (most - 1);
        return IntStream.range(0, most)
                .map(i -> Math.min(frames - 1, Math.max(i, ((frames - 1) * i * i + pieces / 2) / pieces)))
                .distinct()
                .toArray();
    }

    /** About n of all frames, and those of the strip. */
    private static int[] frames(int all, int n, int[] strip) {
        return IntStream.concat(Arrays.stream(even(all, n)), Arrays.stream(strip))
                .sorted()
                .distinct()
                .toArray();
    }

    /** n of so many, equally far apart, the first and the last among them. */
    static int[] even(int all, int n) {
        return IntStream.range(0, n)
                .map(i -> n == 1 ? 0 : (int) ((long) i * (all - 1) / (n - 1)))
                .toArray();
    }

    // ---- for the script ----

    private static String data(Replay.Reel reel, Film film, int[] frames, int[] strip) {
        String pictures = film.data(frames);
        List<String> captions = Arrays.stream(frames)
                .mapToObj(reel::caption)
                .map(ReplayView::quoted)
                .toList();
        return pictures.substring(0, pictures.length() - 1)
                + ",\"title\":" + quoted(sentence(reel))
                + ",\"captions\":[" + String.join(",", captions) + "]"
                + ",\"strip\":"
                + Arrays.toString(Arrays.stream(strip)
                        .map(frame -> Arrays.binarySearch(frames, frame))
                        .toArray())
                + track(reel.track(), frames)
                + ",\"words\":{"
                + List.of("frame", "play", "pause").stream()
                        .map(word -> quoted(word) + ":" + quoted(Messages.text("replay." + word)))
                        .collect(Collectors.joining(","))
                + "}}";
    }

    /** The sound, when each frame has been heard, and the name of a button. */
    private static String track(Replay.@Nullable Track track, int[] frames) {
        return track == null
                ? ""
                : ",\"sound\":\"" + Html.wav(track.wav()) + "\",\"ends\":"
                        + Arrays.toString(Arrays.stream(frames)
                                .mapToDouble(frame -> track.ends()[frame])
                                .toArray())
                        + ",\"slowly\":" + quoted(Messages.text("replay.slowly"));
    }

    /** A text in JSON. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray())
            if (c == '"' || c == '\\') json.append('\\').append(c);
            else if (c < ' ' || c == '\u2028' || c == '\u2029') json.append(' ');
            else json.append(c);
        return json.append('"').toString();
    }
}
