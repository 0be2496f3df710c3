package dev.gradus.jupyter.films;

import dev.gradus.descent.DescentPath;
import dev.gradus.descent.Ending;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Figures;
import java.util.Locale;
import java.util.stream.IntStream;

/** The way of a descent: a picture, a sentence, and its points as a table. */
public final class DescentView {
    private static final int DIGITS = 6;
    private static final int LINES = 20; // of the table; of more points it has the first and the last

    private DescentView() {}

    public static View of(Ending ending) {
        return new View(Html.NONE, text(ending));
    }

    public static View of(DescentPath path) {
        String words = sentence(path) + Messages.text("sentence.end");
        int n = path.steps() + 1;
        IntStream shown = IntStream.range(0, n).filter(t -> n <= LINES || t < LINES / 2 || t >= n - LINES / 2);
        return new View(
                Html.of(Html.picture(path.picture().png(), words), Html.line(words)),
                words + "\n" + grid(path, shown).text());
    }

    /** "rosenbrock by sgd(0.001): 100 steps from (-1, 2) to (0.5, 0.3), f from 104 to 0.3; all steps taken". */
    static String sentence(DescentPath path) {
        double[] values = path.values();
        String way = Messages.text(
                "replay.descent",
                path.function(),
                path.optimizer(),
                Messages.count("replay.steps", path.steps()),
                Figures.text(path.points()[0], 4),
                Figures.text(path.last(), 4),
                path.names().value(),
                Figures.text(values[0], 4),
                Figures.text(path.lastValue(), 4));
        Ending ending = path.ending();
        return ending.kind() == Ending.Kind.STEPS ? way : way + Messages.text("list.separator") + text(ending);
    }

    /** Why a descent ended, in the language of the page. */
    static String text(Ending ending) {
        String key = "ending." + ending.kind().name().toLowerCase(Locale.ROOT);
        return Messages.text(key, ending.facts().toArray());
    }

    /** Some of the points, with dots where one is left out. */
    static Grid grid(DescentPath path, IntStream steps) {
        Grid grid = new Grid()
                .numbers(Messages.text("replay.column.step"))
                .numbers(path.names().point())
                .numbers(path.names().call())
                .numbers(Messages.text("replay.column.gradient"));
        double[][] points = path.points();
        double[] values = path.values();
        double[][] gradients = path.gradients();
        int before = -1;
        for (int t : steps.toArray()) {
            if (t > before + 1) grid.row("…", "…", "…", "…");
            grid.row(
                    String.valueOf(t),
                    Figures.text(points[t], DIGITS),
                    Figures.text(values[t], DIGITS),
                    Figures.text(gradients[t], DIGITS));
            before = t;
        }
        return grid;
    }
}
