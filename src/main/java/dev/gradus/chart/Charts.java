package dev.gradus.chart;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.ContourPicture;
import dev.gradus.chart.canvas.Frame;
import dev.gradus.chart.canvas.GraphNode;
import dev.gradus.chart.canvas.GraphPicture;
import dev.gradus.chart.canvas.HeatGrid;
import dev.gradus.chart.canvas.SurfacePicture;
import dev.gradus.chart.canvas.Trail;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.knowm.xchart.XYChart;

/**
 * Curves, lines and functions as charts that XChart draws, shows, saves and prints, and that its styler changes further;
 * maps and graphs as drawings of our own.
 */
public final class Charts {
    private Charts() {}

    /**
     * Curves over epochs, 430 × 320 pixels. Curves without any value to draw are left out; a single epoch is a mark.
     * The first curve is blue with filled circles, the second vermillion with hollow squares, however many epochs. The
     * card is higher where the names of many curves need a line each.
     *
     * @param yTitle what the values are, e.g. {@code loss}; the title of the chart
     * @param firstEpoch the number of the first value's epoch, usually 1
     * @param curves any number of curves with different names; they need not be equally long
     * @throws IllegalArgumentException if two curves have one name, or no installed font can draw a text
     */
    public static XYChart curves(String yTitle, int firstEpoch, List<Curve> curves) {
        return curves(yTitle, firstEpoch, curves, new double[0]);
    }

    /**
     * Curves over epochs, with thin lines across where something was touched.
     *
     * @param touches in epochs: 2.5 is the middle of the third, half-way between the marks of the second and the third
     */
    public static XYChart curves(String yTitle, int firstEpoch, List<Curve> curves, double[] touches) {
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
        return Plot.overEpochs(yTitle, firstEpoch, curves, touches);
    }

    /**
     * The left chart with the right one beside it, which whatever paints the left one paints, too: as wide as both
     * together, as high as the higher one. Series and styler are those of the left one; the other keeps its own.
     *
     * @param left one of the charts that this class makes
     */
    public static XYChart sideBySide(XYChart left, XYChart right) {
        Objects.requireNonNull(left, "left is null, expected a chart");
        Objects.requireNonNull(right, "right is null, expected a chart");
        if (!(left instanceof Card card) || card.isPair() || left == right) {
            throw new IllegalArgumentException(
                    "left is no chart with room beside it, expected one that Charts made, e.g. Charts.curves");
        }
        card.beside(right);
        return card;
    }

    /**
     * Lines over any numbers, 430 × 320 pixels. A line of one point is a dot, one of two points is dashed where it isn't
     * the first. Points that can't be told from their neighbours are left out of the series.
     *
     * @param yTitle what the values are; the title of the chart
     * @param xTitle what they depend on
     * @throws IllegalArgumentException if two lines have one name, or no installed font can draw a text
     */
    public static XYChart lines(String yTitle, String xTitle, List<Line> lines) {
        checkLines(yTitle, xTitle, lines);
        return Plot.overNumbers(yTitle, xTitle, lines);
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
        return Plot.overLogarithms(yTitle, xTitle, lines);
    }

    /**
     * Dots, one kind and colour for each group, and lines over them, 430 × 320 pixels; the legend stands below, in a
     * row, or with a line for each name on a card that is as much higher.
     *
     * @param yTitle what the values are; the title of the chart
     * @param xTitle what they depend on
     * @param groups the dots of each group, in any order
     * @param lines drawn over them, e.g. a boundary or a prediction
     * @throws IllegalArgumentException as for {@link #lines}
     */
    public static XYChart scatter(String yTitle, String xTitle, List<Line> groups, Line... lines) {
        Objects.requireNonNull(groups, "groups is null, expected a list of dots");
        Objects.requireNonNull(lines, "lines is null, expected none or some");
        List<Line> all = new ArrayList<>(groups);
        all.addAll(List.of(lines));
        checkLines(yTitle, xTitle, all);
        return Plot.scatter(yTitle, xTitle, groups, List.of(lines));
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

    /**
     * A computation as a graph from left to right: a box for each value with its name, its number and its gradient, in
     * front of it the operation that made it. Good to read up to about 25 nodes.
     *
     * @param nodes in an order in which the inputs of each stand in front of it
     * @throws IllegalArgumentException if there are none, an input does not stand in front, or no installed font can draw
     *     a text
     */
    public static GraphPicture graph(List<GraphNode> nodes) {
        Objects.requireNonNull(nodes, "nodes is null, expected the values of a computation");
        if (nodes.isEmpty()) {
            throw new IllegalArgumentException("nodes is empty, expected the values of a computation");
        }
        for (int i = 0; i < nodes.size(); i++) {
            for (int input : nodes.get(i).inputs()) {
                if (input < 0 || input >= i) {
                    throw new IllegalArgumentException("nodes[" + i + "] has the input " + input
                            + ", expected the place of a node in front of it, from 0 to " + (i - 1));
                }
            }
        }
        return GraphPicture.of(nodes);
    }

    /**
     * Who looks at whom: a row for each token that looks, a column for each that is looked at, the bluer the more.
     *
     * @param weights T × T, each row from 0 to 1 with the sum 1, such as {@code network.insides(x).get("2 head 0")}
     * @param tokens T names
     * @throws IllegalArgumentException if the sizes don't fit, or a number is none from −1 to 1
     */
    public static HeatGrid attention(String title, double[][] weights, List<String> tokens) {
        double[][] square = grid("weights", weights, tokens);
        if (square[0].length != square.length)
            throw new IllegalArgumentException("weights[0] has " + square[0].length + " numbers, expected "
                    + square.length + ", one for each token");
        return HeatGrid.attention(title, square, List.copyOf(tokens));
    }

    /**
     * What gates, cells and states do over time: a row a unit, a column a step; blue above 0, orange below.
     *
     * @param steps T × units, from −1 to 1, such as {@code network.insides(x).get("1 forget gate")}
     * @param names T names, e.g. the tokens
     * @throws IllegalArgumentException if the sizes don't fit, or a number is none from −1 to 1
     */
    public static HeatGrid overTime(String title, double[][] steps, List<String> names) {
        double[][] grid = grid("steps", steps, names);
        double[][] turned = new double[grid[0].length][grid.length];
        for (int t = 0; t < grid.length; t++) for (int j = 0; j < grid[t].length; j++) turned[j][t] = grid[t][j];
        return HeatGrid.overTime(title, turned, List.copyOf(names));
    }

    /**
     * Numbers with a name for each row and each column, such as which letter follows which; blue above 0, orange below.
     *
     * @param values one row for each name of a row, from −1 to 1
     * @throws IllegalArgumentException if the sizes don't fit, or a number is none from −1 to 1
     */
    public static HeatGrid named(String title, double[][] values, List<String> rows, List<String> columns) {
        double[][] grid = grid("values", values, rows);
        if (columns.size() != grid[0].length)
            throw new IllegalArgumentException(
                    "columns has " + columns.size() + " names, expected " + grid[0].length + ", one for each column");
        return HeatGrid.named(title, grid, rows, columns);
    }

    private static double[][] grid(String name, double[][] values, List<String> names) {
        Objects.requireNonNull(values, name + " is null, expected rows of numbers from -1 to 1");
        Objects.requireNonNull(names, "the names are null, expected one for each row");
        if (values.length == 0 || values.length != names.size())
            throw new IllegalArgumentException(name + " has " + values.length + " rows, but there are " + names.size()
                    + " names; give one for each");
        for (int t = 0; t < values.length; t++) {
            if (values[t].length == 0 || values[t].length != values[0].length)
                throw new IllegalArgumentException(name + "[" + t + "] has " + values[t].length + " numbers, expected "
                        + Math.max(1, values[0].length));
            for (double v : values[t])
                if (!(Math.abs(v) <= 1))
                    throw new IllegalArgumentException(
                            name + "[" + t + "] has " + v + ", expected numbers from -1 to 1");
        }
        return values;
    }

    /**
     * A function of one variable with descents on it, 430 × 320 pixels: every point of a trail is a dot on the curve, the
     * first one hollow, the last one with a dark edge. The window holds all points and minima.
     *
     * @param title the name of the function; of one like J(w), the axis is w, otherwise x
     * @param f the function; where it is not finite, the curve has a gap
     * @param trails one or more, of points with one number; with several, a legend names them
     * @param minima of one number each; a cross marks them; empty if none is known
     * @throws IllegalArgumentException if there is no trail, or no installed font can draw a text
     */
    public static XYChart descent(String title, DoubleUnaryOperator f, List<Trail> trails, List<double[]> minima) {
        Objects.requireNonNull(f, "f is null, expected a function of one variable");
        checkTrails(title, trails, minima, 1);
        return Slope.of(title, f, trails, minima, Axes.Range.of(trails, minima, 0));
    }

    /**
     * A function of two variables as a map with descents on it, 430 pixels wide: the lighter, the lower; each band between
     * two lines covers about the same area. One unit is equally long in both directions, so that gradients stand at right
     * angles to the lines, unless the window would be very flat.
     *
     * @param title the name of the function; of one like J(w, b), the axes are w and b, otherwise x and y
     * @param f the function; white where it is not finite
     * @param trails one or more, of points with two numbers; with several, a legend names them
     * @param minima of two numbers each; a cross marks them; empty if none is known
     * @throws IllegalArgumentException if there is no trail, or no installed font can draw a text
     */
    public static ContourPicture contours(
            String title, DoubleBinaryOperator f, List<Trail> trails, List<double[]> minima) {
        Objects.requireNonNull(f, "f is null, expected a function of two variables");
        checkTrails(title, trails, minima, 2);
        return new ContourPicture(title, f, trails, minima);
    }

    /**
     * The curve of {@link #descent} from low to high: {@link #frame} tells where on it a point lies.
     *
     * @param trails each ends where it leaves the range
     * @throws IllegalArgumentException if low isn't below high
     */
    public static XYChart curve(
            String title, DoubleUnaryOperator f, double low, double high, List<double[]> minima, Trail... trails) {
        Objects.requireNonNull(f, "f is null, expected a function of one variable");
        Axes.Range xs = range("x", low, high);
        return Slope.of(title, f, Trail.within(trails, xs), minima, xs);
    }

    /**
     * The map of {@link #contours} from low to high in both directions. It may show more, so that one unit is equally
     * long in both.
     *
     * @param trails each ends where it leaves the range
     * @param low two numbers
     * @param high two numbers
     * @throws IllegalArgumentException if low isn't below high
     */
    public static ContourPicture map(
            String title, DoubleBinaryOperator f, double[] low, double[] high, List<double[]> minima, Trail... trails) {
        Objects.requireNonNull(f, "f is null, expected a function of two variables");
        Axes.Range xs = range("x", low[0], high[0]);
        Axes.Range ys = range("y", low[1], high[1]);
        return new ContourPicture(title, f, Trail.within(trails, xs, ys), minima, xs, ys);
    }

    /**
     * A function of two variables as a surface in perspective over a rectangle, 430 × 312 pixels: the lighter, the lower.
     *
     * @param title the name of the function; of one like J(w, b), the axes are w and b, otherwise x and y
     * @param f the function; a hole where it is not finite
     * @param low two numbers
     * @param high two numbers
     * @param degrees how far the floor is turned: at 0 the first axis runs from left to right
     * @param points of two numbers each; through each, two lines on the surface show the slopes along both axes
     * @throws IllegalArgumentException if low isn't below high, degrees is no number, or a point lies outside
     */
    public static SurfacePicture surface(
            String title, DoubleBinaryOperator f, double[] low, double[] high, double degrees, double[]... points) {
        Objects.requireNonNull(title, "title is null, expected the name of the function");
        Objects.requireNonNull(f, "f is null, expected a function of two variables");
        Axes.Range xs = range("x", low[0], high[0]);
        Axes.Range ys = range("y", low[1], high[1]);
        if (!Double.isFinite(degrees)) {
            throw new IllegalArgumentException("degrees is " + degrees + ", expected a number, e.g. 30");
        }
        for (int i = 0; i < points.length; i++) {
            double[] p = points[i];
            if (p.length != 2 || !xs.holds(p[0]) || !ys.holds(p[1])) {
                throw new IllegalArgumentException("points[" + i + "] is " + Arrays.toString(p)
                        + ", expected two numbers between " + Arrays.toString(low) + " and " + Arrays.toString(high));
            }
        }
        return new SurfacePicture(title, f, xs, ys, degrees, List.of(points));
    }

    /**
     * Grey images in rows, such as the weights of neurons that look at pixels.
     *
     * @param title what they are
     * @param images one or more of height × width values, row by row: 0 is paper, 1 is ink, what lies beyond is cut
     * @param columns how many images stand in one row
     * @throws IllegalArgumentException if the sizes don't fit, or a value is NaN
     */
    public static ImageGrid images(String title, List<double[]> images, int height, int width, int columns) {
        Objects.requireNonNull(title, "title is null, expected what the images are");
        return ImageGrid.of(title, images, height, width, columns);
    }

    /**
     * Maps over pixels in rows, such as which of them an answer hangs on: blue above 0, orange below, each map on its own
     * scale up to its number of largest size.
     *
     * @param title what they are
     * @param maps one or more of height × width finite numbers, row by row
     * @param columns how many maps stand in one row
     * @throws IllegalArgumentException if the sizes don't fit, or a number is NaN or infinite
     */
    public static ImageGrid heat(String title, List<double[]> maps, int height, int width, int columns) {
        Objects.requireNonNull(title, "title is null, expected what the maps are");
        return ImageGrid.heat(title, maps, height, width, columns);
    }

    private static Axes.Range range(String name, double low, double high) {
        if (!(low < high) || Double.isInfinite(high - low)) {
            throw new IllegalArgumentException("the range of " + name + " goes from " + low + " to " + high
                    + ", expected two numbers, the lower first");
        }
        return new Axes.Range(low, high);
    }

    /**
     * Where the axes lie in a picture of {@link #descent} or {@link #curve}; a map knows it by itself.
     *
     * @throws IllegalArgumentException for any other chart
     */
    public static Frame frame(XYChart chart) {
        if (chart instanceof Card card) return card.frame();
        throw new IllegalArgumentException("chart is not one that Charts made, e.g. Charts.curve");
    }

    private static void checkTrails(String title, List<Trail> trails, List<double[]> minima, int variables) {
        Objects.requireNonNull(title, "title is null, expected the name of the function");
        Objects.requireNonNull(trails, "trails is null, expected a list of trails");
        Objects.requireNonNull(minima, "minima is null, expected a list of points, or an empty one");
        if (trails.isEmpty()) {
            throw new IllegalArgumentException("trails is empty, expected at least one trail");
        }
        for (Trail trail : trails) {
            if (trail.variables() != variables) {
                throw new IllegalArgumentException("trail " + trail.name() + " has points of " + trail.variables()
                        + " numbers, expected " + variables);
            }
        }
        for (double[] minimum : minima) {
            if (minimum.length != variables) {
                throw new IllegalArgumentException(
                        "minima has a point of " + minimum.length + " numbers, expected " + variables);
            }
        }
    }
}
