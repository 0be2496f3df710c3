package dev.gradus.descent;

import dev.gradus.chart.Charts;
import dev.gradus.chart.Curve;
import dev.gradus.chart.Pictures;
import dev.gradus.chart.Screen;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.canvas.Picture;
import dev.gradus.chart.canvas.Trail;
import dev.gradus.chart.film.Film;
import dev.gradus.errors.Require;
import dev.gradus.math.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;

/** The way that a {@link Descent} took: every point from the start to the last one, with f and its gradient there. */
public final class DescentPath {
    /** A point x, f(x) and ∂f/∂x. */
    record Step(double[] point, double value, double[] gradient) {
        /** ‖∂f/∂x‖. */
        double slope() {
            return Math.sqrt(Arrays.stream(gradient).map(g -> g * g).sum());
        }

        /** Why the path can't go on from here; null if all is well. */
        @Nullable
        Ending trouble(FunctionName names, int steps) {
            if (!Ending.isFinite(point)) return Ending.diverged(names.point(), point, steps);
            if (!Ending.isFinite(value)) return Ending.diverged(names.value(), new double[] {value}, steps);
            return Ending.isFinite(gradient) ? null : Ending.diverged(names.slope(), gradient, steps);
        }
    }

    private final Objective f;
    private final String optimizer;
    private final List<Step> path;
    private final Ending ending;

    DescentPath(Objective f, String optimizer, List<Step> path, Ending ending) {
        this.f = f;
        this.optimizer = optimizer;
        this.path = List.copyOf(path);
        this.ending = ending;
    }

    // ---- numbers ----

    /** The steps that were taken; there is one point more. */
    public int steps() {
        return path.size() - 1;
    }

    /** All points, the start first: (steps + 1) × n. */
    public double[][] points() {
        return path.stream().map(step -> step.point.clone()).toArray(double[][]::new);
    }

    /** f at each point. */
    public double[] values() {
        return path.stream().mapToDouble(Step::value).toArray();
    }

    /** ∂f/∂x at each point: (steps + 1) × n. */
    public double[][] gradients() {
        return path.stream().map(step -> step.gradient.clone()).toArray(double[][]::new);
    }

    /** The name of f. */
    public String function() {
        return f.toString();
    }

    /** What f and its variables are called. */
    public FunctionName names() {
        return f.names();
    }

    /** Who took the steps, e.g. "sgd(0.1)". */
    public String optimizer() {
        return optimizer;
    }

    /** The last point. */
    public double[] last() {
        return path.get(steps()).point.clone();
    }

    /** f at the last point. */
    public double lastValue() {
        return path.get(steps()).value;
    }

    /** Whether it ended because a number was no longer finite; the points up to there are all finite. */
    public boolean diverged() {
        return ending.kind() == Ending.Kind.DIVERGED;
    }

    /** Why it ended, e.g. "all steps taken", or "diverged: f is ∞ after step 12; try a smaller learning rate". */
    public String end() {
        return ending.toString();
    }

    /** The same as a value, for pages in other languages. */
    public Ending ending() {
        return ending;
    }

    // ---- pictures ----

    /**
     * Shows the path: in the notebook, in a window, or as a file where there is no screen.
     *
     * @param others more paths on the same function, to compare with
     */
    public void plot(DescentPath... others) {
        Screen.show(picture(others), words(others));
    }

    /**
     * The same picture as an object: for two variables a map with the path, else the {@link #chart}. Points of a run-away
     * far above the start are left out.
     *
     * @throws IllegalArgumentException if another path belongs to another function
     */
    public Picture picture(DescentPath... others) {
        if (f.variables() != 2) return Pictures.of(chart(others));
        return Charts.contours(f.toString(), (x, y) -> f.value(x, y), trails(together(others)), f.minima());
    }

    /**
     * The picture of a function of one or two variables from low to high, one number each for each variable; the path ends
     * where it leaves it.
     */
    public Picture picture(double[] low, double[] high) {
        return f.variables() == 2
                ? Charts.map(f.toString(), (x, y) -> f.value(x, y), low, high, f.minima(), trail(true))
                : Pictures.of(Charts.curve(f.toString(), x -> f.value(x), low[0], high[0], f.minima(), trail(true)));
    }

    /**
     * The path as an XChart object: for one variable the curve with the points on it, for more the values of f over the
     * steps.
     *
     * @throws IllegalArgumentException if another path belongs to another function
     */
    public XYChart chart(DescentPath... others) {
        List<DescentPath> all = together(others);
        return f.variables() == 1
                ? Charts.descent(f.toString(), x -> f.value(x), trails(all), f.minima())
                : values(f.toString(), all);
    }

    /**
     * The same picture in frames.
     *
     * @param steps for each frame, the step up to which it shows the paths
     * @throws IllegalArgumentException if another path belongs to another function, or a step is negative
     */
    public Film film(int[] steps, DescentPath... others) {
        for (int step : steps) Require.atLeast("steps", step, 0);
        List<DescentPath> all = together(others);
        String title = f.toString();
        List<String> captions = Arrays.stream(steps).mapToObj(this::caption).toList();
        if (f.variables() > 2)
            return Film.values(title, all.stream().map(DescentPath::heights).toList(), captions, steps);
        return f.variables() == 1
                ? Film.descent(title, x -> f.value(x), trails(all), f.minima(), captions, steps)
                : Film.contours(title, (x, y) -> f.value(x, y), trails(all), f.minima(), captions, steps);
    }

    /** What a small picture says of a step, in symbols alone: "12: J = 0.3521"; the last where there are fewer steps. */
    public String caption(int step) {
        int shown = Math.min(step, steps());
        return shown + ": " + names().value() + " = " + Figures.text(path.get(shown).value, 4);
    }

    private Trail heights() {
        List<double[]> points = new ArrayList<>();
        for (int t = 0; t < path.size(); t++) points.add(new double[] {t, path.get(t).value});
        return new Trail(optimizer, points);
    }

    /**
     * How far it had gone at each point, along its way. Points of a run-away that pictures leave out add nothing.
     */
    public double[] distances() {
        double[] distances = new double[path.size()];
        List<double[]> drawn = trail(true).points();
        for (int t = 1; t < distances.length; t++)
            distances[t] = distances[t - 1] + (t < drawn.size() ? length(drawn.get(t - 1), drawn.get(t)) : 0);
        return distances;
    }

    /** How many of the points pictures show: all but those of a run-away, far above the start. */
    public int drawn() {
        return trail(true).points().size();
    }

    private static double length(double[] from, double[] to) {
        double sum = 0;
        for (int i = 0; i < from.length; i++) sum += (to[i] - from[i]) * (to[i] - from[i]);
        return Math.sqrt(sum);
    }

    private static List<Trail> trails(List<DescentPath> all) {
        boolean named = all.stream().map(path -> path.optimizer).distinct().count() == all.size();
        return all.stream().map(path -> path.trail(named)).toList();
    }

    private List<DescentPath> together(DescentPath... others) {
        List<DescentPath> all = new ArrayList<>(List.of(this));
        for (int i = 0; i < others.length; i++) {
            DescentPath other = Require.notNull("others[" + i + "]", others[i], "a path");
            if (other.f.variables() != f.variables() || !other.f.toString().equals(f.toString()))
                throw new IllegalArgumentException("others[" + i + "] is a path on " + other.f + " ("
                        + other.f.variables() + " variables), but this one is on " + f + " (" + f.variables() + ")");
            all.add(other);
        }
        return all;
    }

    private static XYChart values(String title, List<DescentPath> all) {
        List<Curve> curves = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            String name = all.get(i).optimizer;
            boolean taken = curves.stream().anyMatch(c -> c.name().equals(name));
            curves.add(new Curve(
                    taken ? name + " (" + (i + 1) + ")" : name, all.get(i).values()));
        }
        XYChart chart = Charts.curves(title, 0, curves);
        chart.setXAxisTitle("step");
        return chart;
    }

    /** The points up to the first one so high that all others would shrink to one in the picture. */
    private Trail trail(boolean optimizersDiffer) {
        double start = path.get(0).value;
        double lowest = path.stream().mapToDouble(Step::value).min().orElse(start);
        double firstRise = steps() > 0 ? Math.abs(path.get(1).value - start) : 0;
        double highest = start + 100 * Math.max(start - lowest, firstRise);
        return new Trail(
                optimizersDiffer ? optimizer : optimizer + " from " + Figures.text(path.get(0).point, 4),
                path.stream()
                        .takeWhile(step -> step.value <= highest)
                        .map(Step::point)
                        .toList());
    }

    // ---- words ----

    private String words(DescentPath... others) {
        StringBuilder words = new StringBuilder(sentence());
        for (DescentPath other : others) words.append("; ").append(other.sentence());
        return words.toString();
    }

    private String sentence() {
        return PathText.sentence(this, path);
    }

    /** The sentence and a table; of many steps the first and the last. */
    @Override
    public String toString() {
        return sentence() + PathText.table(names(), path);
    }
}
