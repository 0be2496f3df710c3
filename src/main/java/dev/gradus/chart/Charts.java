package dev.gradus.chart;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.knowm.xchart.XYChart;

/** Charts that XChart shows, saves and prints, and that its styler changes further. */
public final class Charts {
    private Charts() {}

    /**
     * Curves over epochs, 430 × 320 pixels. Curves without any value to draw are left out; a single epoch is a dot. The
     * first curve is solid and blue, the second dashed and vermillion.
     *
     * @param yTitle what the values are, e.g. {@code loss}; the title of the chart
     * @param firstEpoch the number of the first value's epoch, usually 1
     * @param curves any number of curves with different names; they need not be equally long
     * @throws IllegalArgumentException if two curves have one name, or no installed font can draw a text
     */
    public static XYChart curves(String yTitle, int firstEpoch, List<Curve> curves) {
        Objects.requireNonNull(yTitle, "yTitle is null, expected what the values are, e.g. loss");
        Objects.requireNonNull(curves, "curves is null, expected a list of curves");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < curves.size(); i++) {
            Objects.requireNonNull(curves.get(i), "curves[" + i + "] is null, expected a curve");
            String name = curves.get(i).name();
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "curves[" + i + "] is named \"" + name + "\" like an earlier one, expected different names");
            }
        }
        return new CurveChart(yTitle, firstEpoch, curves);
    }

    /**
     * One chart that paints two beside each other, as wide as both together and as high as the higher one. It has no
     * series of its own; the two charts keep theirs, and what is changed in them shows here.
     */
    public static XYChart sideBySide(XYChart left, XYChart right) {
        Objects.requireNonNull(left, "left is null, expected a chart");
        Objects.requireNonNull(right, "right is null, expected a chart");
        return new PairChart(left, right);
    }

    /**
     * Lines over any numbers, 430 × 320 pixels. A line of one point is a dot, one of two points is dashed where it isn't
     * the first.
     *
     * @param yTitle what the values are; the title of the chart
     * @param xTitle what they depend on
     * @throws IllegalArgumentException if two lines have one name, or no installed font can draw a text
     */
    public static XYChart lines(String yTitle, String xTitle, List<Line> lines) {
        checkLines(yTitle, xTitle, lines);
        return new LineChart(yTitle, xTitle, false, lines);
    }

    /**
     * Lines over the logarithm of x, otherwise as {@link #lines}.
     *
     * @throws IllegalArgumentException as there, or if an x isn't above 0
     */
    public static XYChart logLines(String yTitle, String xTitle, List<Line> lines) {
        checkLines(yTitle, xTitle, lines);
        for (Line line : lines) {
            for (double x : line.x()) {
                if (x <= 0) {
                    throw new IllegalArgumentException(
                            "line \"" + line.name() + "\" has x = " + x + ", which has no logarithm");
                }
            }
        }
        return new LineChart(yTitle, xTitle, true, lines);
    }

    private static void checkLines(String yTitle, String xTitle, List<Line> lines) {
        Objects.requireNonNull(yTitle, "yTitle is null, expected what the values are, e.g. loss");
        Objects.requireNonNull(xTitle, "xTitle is null, expected what the values depend on");
        Objects.requireNonNull(lines, "lines is null, expected a list of lines");
        Set<String> names = new HashSet<>();
        for (int i = 0; i < lines.size(); i++) {
            String name = lines.get(i).name();
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "lines[" + i + "] is named \"" + name + "\" like an earlier one, expected different names");
            }
        }
    }
}
