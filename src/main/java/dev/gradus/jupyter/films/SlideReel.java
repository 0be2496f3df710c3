package dev.gradus.jupyter.films;

import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.film.Film;
import dev.gradus.descent.Objective;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.math.Figures;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** A point that slides over a cost: no run, but every place on a way. */
final class SlideReel implements Replay.Reel {
    private static final int DIGITS = 4;

    private final Objective cost;
    private final FunctionName names;
    private final List<double[]> places;
    private final BiFunction<int[], List<String>, Film> film;

    SlideReel(Objective cost, List<double[]> places, BiFunction<int[], List<String>, Film> film) {
        this.cost = cost;
        this.names = cost.names();
        this.places = places;
        this.film = film;
    }

    @Override
    public int frames() {
        return places.size();
    }

    /** Equally far apart. */
    @Override
    public int[] strip(int most) {
        return ReplayView.even(places.size(), most);
    }

    @Override
    public String sentence() {
        return Messages.text(
                "replay.fit",
                names.call(),
                names.point(),
                Figures.text(places.get(0), DIGITS),
                Figures.text(places.get(places.size() - 1), DIGITS));
    }

    @Override
    public String caption(int frame) {
        return names.point() + " = " + point(frame) + Messages.text("list.comma") + names.call() + " = " + value(frame);
    }

    private String point(int frame) {
        return Figures.text(places.get(frame), DIGITS);
    }

    private String value(int frame) {
        return Figures.text(cost.value(places.get(frame)), DIGITS);
    }

    @Override
    public Grid table(int[] frames) {
        Grid grid = new Grid().numbers(names.point()).numbers(names.call());
        for (int frame : frames) grid.row(point(frame), value(frame));
        return grid;
    }

    @Override
    public Film film() {
        int[] all = IntStream.range(0, places.size()).toArray();
        return film.apply(
                all,
                IntStream.of(all)
                        .mapToObj(i -> names.point() + " = " + point(i) + "    " + names.value() + " = " + value(i))
                        .toList());
    }
}
