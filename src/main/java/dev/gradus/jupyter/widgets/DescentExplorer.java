package dev.gradus.jupyter.widgets;

import dev.gradus.chart.Charts;
import dev.gradus.chart.Pictures;
import dev.gradus.chart.canvas.ContourPicture;
import dev.gradus.chart.canvas.Frame;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.canvas.Picture;
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
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;

/**
 * A function of one or two variables as a curve or a map, and gradient descent on it: a click or a drag sets the start, one
 * slider the learning rate, another how many steps to take. It shows the path, the point that it ends at, and the slope
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
    private static final double TANGENT = 70; // CSS pixels to each side
    private static final double ARROW = 44;
    private static final String RED = "#d55e00"; // the colour of the trails in our charts

    private final Objective f;
    private double[] start;
    private double[] low;
    private double[] high;
    private Slider rate =
            Slider.of(Messages.text("training.rate"), RATES[0], RATES[1]).log();
    private Slider steps =
            Slider.of(Messages.text("explorer.steps"), 0, STEPS).step(1).at(10);
    private @Nullable Frame frame;

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

    private Picture picture() {
        if (f.variables() == 2) {
            ContourPicture map = Charts.map(f.toString(), (x, y) -> f.value(x, y), low, high, f.minima());
            frame = map.frame();
            return map;
        }
        XYChart curve = Charts.curve(f.toString(), x -> f.value(x), low[0], high[0], f.minima());
        frame = Charts.frame(curve);
        return Pictures.of(curve);
    }

    @Override
    Panel makePanel() {
        Panel panel = new Panel(List.of(rate, steps));
        panel.set(Map.of("picture", Html.picture(picture().png(), f.toString()).toString()));
        panel.set(drawn());
        return panel.onChange(() -> panel.set(drawn())).onOther((name, value) -> {
            if (name.equals("point") && value instanceof List<?> at && at.size() == 2) panel.set(startAt(at));
        });
    }

    private Map<String, Object> startAt(List<?> shares) {
        if (frame != null && shares.get(0) instanceof Double x && shares.get(1) instanceof Double y)
            start = f.variables() == 1 ? new double[] {frame.xAt(x)} : new double[] {frame.xAt(x), frame.yAt(y)};
        return drawn();
    }

    private Map<String, Object> drawn() {
        DescentPath path = path();
        int last = Math.min(path.steps(), steps.intValue());
        double[][] points = Arrays.copyOf(path.points(), last + 1);
        double[] values = path.values();
        double[] slope = path.gradients()[last];
        Frame frame = Require.notNull("frame", this.frame, "a picture");
        return Map.of(
                "overlay", overlay(frame, points, values, slope),
                "html", figures(path, last, points[last], values[last], slope).toString());
    }

    // ---- above the picture ----

    /** The path and the slope at its end, as SVG in the pixels of the picture. */
    private static String overlay(Frame frame, double[][] points, double[] values, double[] slope) {
        int last = points.length - 1;
        double[] x = new double[points.length];
        double[] y = new double[points.length];
        for (int i = 0; i <= last; i++) {
            x[i] = near(frame.pixelX(points[i][0]), frame.width());
            y[i] = near(frame.pixelY(points[i].length == 1 ? values[i] : points[i][1]), frame.height());
        }
        StringBuilder svg = new StringBuilder(svg("<svg viewBox=\"0 0 %s %s\">", frame.width(), frame.height()));
        // An inner one cuts off what lies beside the axes.
        svg.append(svg(
                        "<svg x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" ",
                        frame.left(), frame.top(), frame.across(), frame.down()))
                .append(svg("viewBox=\"%s %s %s %s\">", frame.left(), frame.top(), frame.across(), frame.down()));
        svg.append("<polyline fill=\"none\" stroke=\"").append(RED).append("\" stroke-width=\"1.5\" points=\"");
        for (int i = 0; i <= last; i++) svg.append(svg("%s,%s ", x[i], y[i]));
        svg.append("\"/>");
        svg.append(
                slope.length == 1 ? tangent(frame, x[last], y[last], slope[0]) : arrow(frame, x[last], y[last], slope));
        for (int i = 1; i < last; i++) svg.append(dot(x[i], y[i], 2.6, RED, "none"));
        svg.append(dot(x[0], y[0], 4.5, "white", RED));
        if (last > 0) svg.append(dot(x[last], y[last], 5, RED, "#222"));
        return svg.append("</svg></svg>").toString();
    }

    /** A point far outside would be too far for a browser to count. */
    private static double near(double pixel, double size) {
        return Math.max(-20 * size, Math.min(20 * size, pixel));
    }

    /** The straight line that touches the curve. */
    private static String tangent(Frame frame, double x, double y, double slope) {
        double dx = frame.across() / (frame.xHigh() - frame.xLow()); // pixels a unit
        double dy = -slope * frame.down() / (frame.yHigh() - frame.yLow());
        double length = TANGENT / Math.sqrt(dx * dx + dy * dy);
        return line(x - length * dx, y - length * dy, x + length * dx, y + length * dy);
    }

    /** Against the gradient, which is where the next step goes; its length tells nothing. */
    private static String arrow(Frame frame, double x, double y, double[] gradient) {
        double dx = -gradient[0] * frame.across() / (frame.xHigh() - frame.xLow());
        double dy = gradient[1] * frame.down() / (frame.yHigh() - frame.yLow());
        double length = Math.sqrt(dx * dx + dy * dy);
        if (!(length > 0) || Double.isInfinite(length)) return "";
        double ux = dx / length;
        double uy = dy / length;
        double tipX = x + ARROW * ux;
        double tipY = y + ARROW * uy;
        return line(x, y, tipX, tipY)
                + line(tipX, tipY, tipX - 9 * ux + 5 * uy, tipY - 9 * uy - 5 * ux)
                + line(tipX, tipY, tipX - 9 * ux - 5 * uy, tipY - 9 * uy + 5 * ux);
    }

    private static String line(double x1, double y1, double x2, double y2) {
        return svg(
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" stroke=\"#222\" stroke-width=\"2\"/>", x1, y1, x2, y2);
    }

    private static String dot(double x, double y, double radius, String fill, String stroke) {
        return svg("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" ", x, y, radius) + "fill=\"" + fill + "\" stroke=\"" + stroke
                + "\" stroke-width=\"1.5\"/>";
    }

    private static String svg(String pattern, double... pixels) {
        return String.format(
                pattern,
                Arrays.stream(pixels)
                        .mapToObj(p -> String.format(Locale.ROOT, "%.1f", p))
                        .toArray());
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
