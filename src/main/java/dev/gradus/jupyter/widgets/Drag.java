package dev.gradus.jupyter.widgets;

import dev.gradus.chart.Charts;
import dev.gradus.chart.canvas.Trail;
import dev.gradus.errors.Require;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Figures;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A point on the plane to drag, by mouse or arrow keys, and a line that a function draws for it: whatever follows.
 *
 * <pre>{@code
 * Drag.of(-2, 2, (x, y) -> bones(reach(x, y))).at(0.5, 1.2)
 * }</pre>
 *
 * What the function throws is shown in the place of its result.
 */
public final class Drag extends Widget {
    private final double low;
    private final double high;
    private final Follower follower;
    private double[] goal;
    private @Nullable List<double[]> line; // what follows the goal

    /** From a place to the points of a line, two numbers each. */
    @FunctionalInterface
    public interface Follower {
        List<double[]> follow(double x, double y);
    }

    private Drag(double low, double high, Follower follower) {
        this.low = low;
        this.high = high;
        this.follower = follower;
        goal = new double[] {(low + high) / 2, (low + high) / 2};
    }

    /**
     * On the square from low to high in both directions.
     *
     * @throws IllegalArgumentException if low isn't below high
     */
    public static Drag of(double low, double high, Follower follower) {
        Require.notNull("follower", follower, "(x, y) -> the points of a line");
        if (!(low < high) || Double.isInfinite(high - low))
            throw new IllegalArgumentException("low must be below high, but they are " + low + " and " + high);
        return new Drag(low, high, follower);
    }

    /** Where the point lies until somebody drags it; by default in the middle. */
    public Drag at(double x, double y) {
        goal = new double[] {Require.finite("x", x), Require.finite("y", y)};
        line = null;
        return this;
    }

    @Override
    Panel makePanel() {
        Panel panel = new Panel(List.of(), PageFiles.DESCENT);
        panel.set(DescentPage.plane(low, high));
        panel.set(followed());
        return panel.onOther((name, value) -> {
            if (name.equals("start")
                    && value instanceof List<?> at
                    && at.size() == 2
                    && at.get(0) instanceof Double x
                    && at.get(1) instanceof Double y) {
                at(x, y);
                panel.set(followed());
            }
        });
    }

    private Map<String, Object> followed() {
        List<double[]> points = points();
        return Map.of("goal", goal, "path", DescentPage.line(points), "words", words(points));
    }

    /** Asked for once for each place: a function may remember where it was. */
    private List<double[]> points() {
        if (line == null)
            line = new Trail("line", follower.follow(goal[0], goal[1])).points(); // which refuses what is no line
        return line;
    }

    private String words(List<double[]> points) {
        double[] end = points.get(points.size() - 1);
        return Messages.text("drag.words", Figures.text(goal, 3), Figures.text(end, 3));
    }

    @Override
    public View view() {
        List<double[]> points = points();
        String words = words(points);
        double[] low = {this.low, this.low};
        double[] high = {this.high, this.high};
        var picture = Charts.map("(x, y)", (x, y) -> Double.NaN, low, high, List.of(goal), new Trail("line", points));
        return new View(Html.picture(picture.png(), words), words);
    }
}
