package dev.gradus.descent;

import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.math.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A path in English: one sentence, and a table of its points. */
final class PathText {
    private static final int LINES = 20; // of the table; of more points it has the first and the last
    private static final int DIGITS = 6;

    private PathText() {}

    /** "rosenbrock by sgd(0.001): 100 steps from (-1, 2) to (0.5, 0.3), f from 104 to 0.3; all steps taken". */
    static String sentence(DescentPath path, List<DescentPath.Step> steps) {
        double first = steps.get(0).value();
        return path.function() + " by " + path.optimizer() + ": " + path.steps()
                + (path.steps() == 1 ? " step" : " steps") + " from "
                + Figures.text(steps.get(0).point(), 4) + " to " + Figures.text(path.last(), 4) + ", "
                + path.names().value() + " from " + Figures.text(first, 4) + " to " + Figures.text(path.lastValue(), 4)
                + "; " + path.end();
    }

    static String table(FunctionName names, List<DescentPath.Step> steps) {
        String[][] cells = new String[steps.size()][];
        for (int t = 0; t < cells.length; t++) {
            DescentPath.Step step = steps.get(t);
            cells[t] = new String[] {
                String.valueOf(t),
                Figures.text(step.point(), DIGITS),
                Figures.text(step.value(), DIGITS),
                Figures.text(step.gradient(), DIGITS)
            };
        }
        String[] heads = {"step", names.point(), names.call(), "gradient"};
        StringBuilder format = new StringBuilder();
        for (int c = 0; c < heads.length; c++) {
            int column = c;
            int widest = Arrays.stream(cells)
                    .mapToInt(row -> row[column].length())
                    .max()
                    .orElse(0);
            format.append(c == 0 ? "\n%" : "  %")
                    .append(Math.max(widest, heads[c].length()))
                    .append("s");
        }
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, format.toString(), (Object[]) heads));
        for (int t = 0; t < cells.length; t++) {
            boolean shown = cells.length <= LINES || t < LINES / 2 || t >= cells.length - LINES / 2;
            if (shown) text.append(String.format(Locale.ROOT, format.toString(), (Object[]) cells[t]));
            else if (t == LINES / 2) text.append("\n   …");
        }
        return text.toString();
    }
}
