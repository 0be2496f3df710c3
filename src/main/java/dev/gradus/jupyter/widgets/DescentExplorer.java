package dev.gradus.jupyter.widgets;

import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.descent.Descent;
import dev.gradus.descent.DescentPath;
import dev.gradus.descent.Objective;
import dev.gradus.errors.Require;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.jupyter.views.Renderers;
import dev.gradus.math.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of one or two variables as a curve or a map, and gradient descent on it: a click, a drag or the arrow keys set the start,
 * one slider the learning rate, another how many steps to take. It shows the path, the point that it ends at, and the slope
 * there.
 *
 * <pre>{@code
 * DescentExplorer.of(x -> x * x).from(3).learningRate(0.1)
 * DescentExplorer.of(Objective.himmelblau()).from(0, 0).learningRate(0.01).range(-5, 5)
 * }</pre>
 */
public final class DescentExplorer extends Widget {
    private static final int STEPS = 50; // that can be taken
    private static final double[] RATES = {0.001, 2};

    private final Objective f;
    private double[] start;
    private double[] low;
    private double[] high;
    private Slider rate =
            Slider.of(Messages.text("training.rate"), RATES[0], RATES[1]).log();
    private Slider steps =
            Slider.of(Messages.text("explorer.steps"), 0, STEPS).step(1).at(10);

    private DescentExplorer(Objective f) {
        this.f = f;
        int n = f.variables();
        if (n > 2)
            throw new IllegalArgumentException(
                    f + " has " + n + " variables, but only functions of one or two can be shown");
        low = new double[n];
        high = new double[n];
        Arrays.fill(low, -3);
        Arrays.fill(high, 3);
        for (int i = 0; i < n; i++)
            for (double[] minimum : f.minima()) {
                low[i] = Math.min(low[i], minimum[i] - 2);
                high[i] = Math.max(high[i], minimum[i] + 2);
            }
        start = new double[n];
        for (int i = 0; i < n; i++) start[i] = low[i] + (high[i] - low[i]) / 6;
        rate.at(0.1);
    }

    /** On any {@link Objective} of one or two variables. */
    public static DescentExplorer of(Objective f) {
        return new DescentExplorer(Require.notNull("f", f, "a function to make small, e.g. Objective.rosenbrock()"));
    }

    /** On a function of one variable. */
    public static DescentExplorer of(DoubleUnaryOperator f) {
        return of(Objective.of(f));
    }

    /** On a function of two variables. */
    public static DescentExplorer of(DoubleBinaryOperator f) {
        return of(Objective.of(f));
    }

    /** Where the descent starts until somebody clicks: one number for each variable. */
    public DescentExplorer from(double... start) {
        Descent.of(f).from(start); // refuses what no descent can start from, before anything here changes
        for (int i = 0; i < start.length; i++) {
            double room = (high[i] - low[i]) / 10;
            if (start[i] < low[i] + room) low[i] = start[i] - room;
            if (start[i] > high[i] - room) high[i] = start[i] + room;
        }
        this.start = start.clone();
        return this;
    }

    /** η to begin with; the slider reaches a hundred times less and twenty times more. */
    public DescentExplorer learningRate(double learningRate) {
        Require.positive("learningRate", learningRate);
        rate = Slider.of(rate.label(), Math.min(RATES[0], learningRate / 100), Math.max(RATES[1], learningRate * 20))
                .log()
                .at(learningRate);
        return this;
    }

    /** How many steps to begin with; the slider reaches 50, or twice as many if that is more. */
    public DescentExplorer steps(int steps) {
        Require.atLeast("steps", steps, 0);
        this.steps = Slider.of(this.steps.label(), 0, Math.max(STEPS, 2 * steps))
                .step(1)
                .at(steps);
        return this;
    }

    /** What the picture shows, for each variable. */
    public DescentExplorer range(double low, double high) {
        if (!(low < high) || Double.isInfinite(high - low))
            throw new IllegalArgumentException("low must be below high, but they are " + low + " and " + high);
        Arrays.fill(this.low, low);
        Arrays.fill(this.high, high);
        return this;
    }

    /** The path for what is set now. */
    public DescentPath path() {
        Descent descent = Descent.of(f).from(start).learningRate(rate.value());
        return descent.steps(Math.max(1, steps.intValue())).run();
    }

    @Override
    Panel makePanel() {
        Panel panel = new Panel(List.of(rate, steps), PageFiles.DESCENT);
        panel.set(DescentPage.ground(f, low, high));
        panel.set(drawn());
        return panel.onChange(() -> panel.set(drawn())).onOther((name, value) -> {
            if (name.equals("start") && value instanceof List<?> at) panel.set(startAt(at));
        });
    }

    private Map<String, Object> startAt(List<?> at) {
        double[] start = at.stream()
                .mapToDouble(x -> x instanceof Double v ? v : Double.NaN)
                .toArray();
        if (start.length == f.variables() && Arrays.stream(start).allMatch(Double::isFinite)) this.start = start;
        return drawn();
    }

    private Map<String, Object> drawn() {
        DescentPath path = path();
        int last = Math.min(path.steps(), steps.intValue());
        return Map.of(
                "path", DescentPage.path(path, last),
                "words", Renderers.words(path),
                "html",
                        figures(path, last, path.points()[last], path.values()[last], path.gradients()[last])
                                .toString());
    }

    // ---- beside it ----

    private static Html figures(DescentPath path, int steps, double[] point, double value, double[] slope) {
        List<Html> lines = new ArrayList<>();
        lines.add(Html.text(Messages.count("explorer.after", steps)));
        FunctionName names = path.names();
        lines.add(Html.text(names.point() + " = " + Figures.text(point, 4)));
        lines.add(Html.text(names.value() + " = " + Figures.text(value, 4)));
        lines.add(Html.text(
                slope.length == 1
                        ? Messages.text("explorer.slope", names.slope(), Figures.text(slope, 4))
                        : Messages.text("explorer.gradient", Figures.text(slope, 4))));
        if (path.diverged()) lines.add(Html.text("⚠ " + Renderers.words(path.ending())));
        return Html.of(
                lines.stream().map(line -> Html.block("margin:2px 0", line)).toArray(Html[]::new));
    }

    @Override
    public View view() {
        DescentPath path = path();
        String words = Renderers.words(path);
        return new View(Html.picture(path.picture(low, high).png(), words), words);
    }
}
