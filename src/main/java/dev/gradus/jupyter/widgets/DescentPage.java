package dev.gradus.jupyter.widgets;

import dev.gradus.chart.Charts;
import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.ContourMap;
import dev.gradus.chart.canvas.ContourPicture;
import dev.gradus.chart.canvas.Frame;
import dev.gradus.chart.canvas.Scale;
import dev.gradus.chart.canvas.SlopeCurve;
import dev.gradus.descent.DescentPath;
import dev.gradus.descent.Objective;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A descent in the page's words: the numbers that descent.js draws it from. The page knows them by these names:
 *
 * <pre>
 * ground  title, axes with their names and ticks, minima; the curve, or the size of the map and its levels, or neither
 * heights of a map, four bytes each, as they stand in {@link ContourMap#heights}
 * path    points, what f is there, and the slope where it ends      words   a sentence for it
 * start   where somebody put it, by a click or by arrow keys      goal   the same where a point is dragged
 * </pre>
 */
final class DescentPage {
    private DescentPage() {}

    /** What stays, whatever is touched: f from low to high, on the axes of the chart. */
    static Map<String, Object> ground(Objective f, double[] low, double[] high) {
        return f.variables() == 1 ? curve(f, low[0], high[0]) : map(f, low, high);
    }

    private static Map<String, Object> curve(Objective f, double low, double high) {
        Frame frame = Charts.frame(Charts.curve(f.toString(), x -> f.value(x), low, high, f.minima()));
        Map<String, Object> ground = axes(f, frame, List.of(f.names().point(), ""), new double[] {low, high});
        SlopeCurve curve = new SlopeCurve(x -> f.value(x), new Axes.Range(low, high));
        ground.put("x", curve.x);
        ground.put("y", drawn(curve.y));
        ground.put(
                "minima",
                f.minima().stream().map(x -> new double[] {x[0], f.value(x)}).toList());
        return Map.of("ground", ground);
    }

    private static Map<String, Object> map(Objective f, double[] low, double[] high) {
        ContourPicture picture = Charts.map(f.toString(), (x, y) -> f.value(x, y), low, high, f.minima());
        Frame frame = picture.frame();
        Map<String, Object> ground = axes(f, frame, f.names().variables(), new double[] {frame.xLow(), frame.xHigh()});
        ContourMap map = picture.map();
        ground.put("columns", map.columns());
        ground.put("levels", drawn(map.levels()));
        ground.put("minima", f.minima());
        return Map.of("ground", ground, "heights", bytes(map.heights()));
    }

    /** An empty square from low to high, on which somebody drags a point. */
    static Map<String, Object> plane(double low, double high) {
        Objective place = Objective.of((x, y) -> Double.NaN).named("(x, y)");
        double[] from = {low, low};
        double[] to = {high, high};
        Frame frame = Charts.map(place.toString(), (x, y) -> place.value(x, y), from, to, List.of())
                .frame();
        Map<String, Object> ground =
                axes(place, frame, place.names().variables(), new double[] {frame.xLow(), frame.xHigh()});
        ground.put("minima", List.of());
        return Map.of("ground", ground);
    }

    /** A line that isn't the path of a descent: nothing goes on from its end. */
    static Map<String, Object> line(List<double[]> points) {
        return Map.of("points", points, "values", List.of(), "slope", List.of(0, 0));
    }

    private static Map<String, Object> axes(Objective f, Frame frame, List<String> names, double[] across) {
        Map<String, Object> axes = new LinkedHashMap<>();
        axes.put("title", f.toString());
        axes.put("names", names);
        axes.put("size", new double[] {frame.width(), frame.height()});
        axes.put("box", new double[] {frame.left(), frame.top(), frame.across(), frame.down()});
        axes.put("window", new double[] {frame.xLow(), frame.xHigh(), frame.yLow(), frame.yHigh()});
        axes.put("ticks", List.of(ticks(across[0], across[1]), ticks(frame.yLow(), frame.yHigh())));
        return axes;
    }

    /** Where they are, and what stands there. */
    private static Map<String, Object> ticks(double low, double high) {
        Scale scale = Scale.of(new double[][] {{low, high}});
        double[] at = scale.ticks(low, high);
        return Map.of(
                "at", at, "labels", Arrays.stream(at).mapToObj(scale::label).toList());
    }

    /** The first steps of a path. */
    static Map<String, Object> path(DescentPath path, int last) {
        return Map.of(
                "points", List.of(Arrays.copyOf(path.points(), last + 1)),
                "values", drawn(Arrays.copyOf(path.values(), last + 1)),
                "slope", drawn(path.gradients()[last]));
    }

    /** JSON has no NaN and no infinity. */
    private static List<@Nullable Double> drawn(double[] numbers) {
        return Arrays.stream(numbers)
                .<@Nullable Double>mapToObj(x -> Scale.isDrawn(x) ? x : null)
                .toList();
    }

    private static byte[] bytes(double[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double x : numbers) bytes.putFloat((float) x);
        return bytes.array();
    }
}
