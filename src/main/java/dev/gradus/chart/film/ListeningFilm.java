package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Canvas;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.canvas.SoundPicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A spectrogram that grows as it is heard, and beside it a bar for each class. */
final class ListeningFilm {
    private static final int WIDTH = 560;
    private static final int LEFT = 46;
    private static final int TOP = 30;
    private static final int CELL = 8;
    private static final int SMALL = 3;
    private static final int GREYS = 64;

    private final Film.Listening listening;
    private final int frames;
    private final int bands;

    ListeningFilm(Film.Listening listening) {
        this.listening = listening;
        frames = listening.shares().length;
        bands = listening.shares()[0].length;
    }

    Film film(List<String> captions) {
        int bars = LEFT + CELL * frames + 48;
        int barsWide = WIDTH - Canvas.PADDING - bars;
        Consumer<Canvas> ground = canvas -> {
            canvas.text("x", Ink.TITLE_SIZE, Ink.TEXT, LEFT + CELL * frames / 2.0, TOP - 14);
            canvas.text("p", Ink.TITLE_SIZE, Ink.TEXT, bars + barsWide / 2.0, TOP - 14);
            SoundPicture.labels(canvas, listening.pitches(), LEFT, TOP, CELL);
            for (int tenth = 0; tenth * 0.1 < frames * listening.hop(); tenth += 2)
                canvas.text(
                        "0." + tenth,
                        Ink.TEXT_SIZE,
                        Ink.TEXT,
                        LEFT + CELL * tenth * 0.1 / listening.hop(),
                        TOP + CELL * bands + 12);
            canvas.text("s", Ink.TEXT_SIZE, Ink.TEXT, LEFT + CELL * frames / 2.0, TOP + CELL * bands + 28);
            canvas.text("Hz", Ink.TEXT_SIZE, Ink.TEXT, LEFT - 7, TOP - 12, 1, false);
            frame(canvas, LEFT, TOP, CELL * frames, CELL * bands);
            for (int half = 0; half <= 2; half++) {
                double y = TOP + CELL * bands * (1 - half / 2.0);
                canvas.fill(Ink.GRID, bars, y, barsWide, 1);
                canvas.text(half == 1 ? "0.5" : "" + half / 2, Ink.TEXT_SIZE, Ink.TEXT, bars - 6, y, 1, false);
            }
            names(canvas, bars, barsWide, TOP + CELL * bands + 12);
        };
        int smallHigh = SMALL * bands;
        int smallBars = 2 * Film.PADDING + SMALL * frames;
        int smallWide = Film.WIDTH - Film.PADDING - smallBars;
        return new Film(
                captions,
                new Film.Scene(
                        WIDTH, TOP + CELL * bands + 42, ground, parts(LEFT, TOP, CELL, bars, barsWide, CELL * bands)),
                new Film.Scene(
                        Film.WIDTH,
                        Film.CAPTION + smallHigh + 16 + Film.PADDING,
                        canvas -> {
                            frame(canvas, Film.PADDING, Film.CAPTION, SMALL * frames, smallHigh);
                            canvas.fill(Ink.GRID, smallBars, Film.CAPTION + smallHigh, smallWide, 1);
                            names(canvas, smallBars, smallWide, Film.CAPTION + smallHigh + 10);
                        },
                        parts(Film.PADDING, Film.CAPTION, SMALL, smallBars, smallWide, smallHigh)));
    }

    private static void frame(Canvas canvas, double x, double y, double width, double height) {
        canvas.frame(Ink.EDGE, x - 0.5, y - 0.5, width + 1, height + 1);
    }

    /** Of the classes, below their bars. */
    private void names(Canvas canvas, double left, double width, double y) {
        List<String> names = listening.classes();
        double step = width / names.size();
        for (int k = 0; k < names.size(); k++)
            canvas.text(names.get(k), Ink.TEXT_SIZE, Ink.TEXT, left + (k + 0.45) * step, y);
    }

    private List<Part> parts(int left, int top, int cell, int bars, int barsWide, int high) {
        byte[] whole = new byte[frames * bands];
        for (int t = 0; t < frames; t++)
            for (int band = 0; band < bands; band++)
                whole[(bands - 1 - band) * frames + t] =
                        (byte) Math.round(listening.shares()[t][band] * (GREYS - 1));
        List<byte[]> heard = new ArrayList<>();
        for (int t = 0; t < frames; t++) {
            byte[] now = whole.clone();
            for (int band = 0; band < bands; band++)
                Arrays.fill(now, band * frames + t + 1, (band + 1) * frames, (byte) GREYS);
            heard.add(now);
        }
        int[] palette = IntStream.rangeClosed(0, GREYS)
                .map(grey -> Part.rgb(
                        grey == GREYS
                                ? Ink.mix(Ink.CARD, Ink.SKY, 0.25)
                                : Ink.mix(Ink.CARD, Ink.TEXT, grey / (GREYS - 1.0))))
                .toArray();
        return List.of(
                new Part.Raster(left, top, cell * frames, cell * bands, frames, false, palette, heard),
                new Part.Bars(bars, top, barsWide, high, Part.rgb(Ink.BLUE), listening.probabilities()));
    }
}
