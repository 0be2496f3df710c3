package dev.gradus.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over any numbers, or over their logarithms. The first is thick, the others dashed; a point alone is a dot. */
final class LineChart extends XYChart {
    private static final int WIDTH = 430;
    private static final int HEIGHT = 320;
    /** Title, tick labels and padding: what a chart is higher or wider than its plot, in pixels. */
    private static final int AROUND_PLOT = 80;
    /** Places on a segment at which it is asked whether the legend would hide it. */
    private static final int STEPS = 16;

    private final Scale yScale;

    LineChart(String title, String xTitle, boolean logarithmic, List<Line> lines) {
        super(WIDTH, HEIGHT, new Look(Fonts.covering(Look.TEXT_SIZE, texts(title, xTitle, lines))));
        List<Line> drawn = lines.stream()
                .filter(line -> Arrays.stream(line.y()).anyMatch(Curve::isDrawn))
                .toList();
        yScale = Scale.of(drawn.stream().map(Line::y).toArray(double[][]::new));
        setTitle(title);
        setXAxisTitle(xTitle);
        XYStyler styler = getStyler();
        for (int c = 0; c < drawn.size(); c++) add(drawn.get(c), c, styler);
        styler.setLocale(Locale.ROOT);
        styler.setYAxisMin(before(yScale));
        styler.setYAxisMax(behind(yScale));
        styler.setYAxisTickLabelsFormattingFunction(yScale::label);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        double[] span = logarithmic ? logarithms(styler, drawn) : numbers(styler, drawn);
        LegendPosition free = freeCorner(drawn, span, logarithmic);
        styler.setLegendPosition(free);
        if (free == LegendPosition.OutsideS) {
            styler.setLegendLayout(LegendLayout.Horizontal);
            styler.setLegendPadding(10);
        }
    }

    private static List<String> texts(String title, String xTitle, List<Line> lines) {
        return Stream.concat(Stream.of(title, xTitle), lines.stream().map(Line::name))
                .toList();
    }

    private void add(Line line, int c, XYStyler styler) {
        XYSeries series = addSeries(line.name(), line.x(), line.y());
        BasicStroke look = styler.getSeriesLines()[c % styler.getSeriesLines().length];
        // XChart strokes each segment alone: round ends close the corners, and a dash needs a segment that is longer.
        boolean dashed = look.getDashArray() != null && line.x().length == 2;
        BasicStroke round = new BasicStroke(Look.LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        boolean point = line.x().length == 1;
        series.setLineStyle(point ? SeriesLines.NONE : dashed ? look : round);
        series.setMarker(point ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
    }

    /** The x axis from its lowest to its highest tick. */
    private static double[] numbers(XYStyler styler, List<Line> lines) {
        Scale scale = Scale.of(lines.stream().map(Line::x).toArray(double[][]::new));
        styler.setXAxisMin(before(scale));
        styler.setXAxisMax(behind(scale));
        styler.setXAxisTickLabelsFormattingFunction(scale::label);
        styler.setXAxisTickMarkSpacingHint(scale.spacing((WIDTH - AROUND_PLOT) * styler.getPlotContentSize()));
        return new double[] {scale.min(), scale.max()};
    }

    /** A little below: XChart puts its ticks at the points, if these and the ends are equally spaced. */
    private static double before(Scale scale) {
        return scale.min() - 0.002 * (scale.max() - scale.min());
    }

    /** Above by another distance, so that one of both is not that of the points. */
    private static double behind(Scale scale) {
        return scale.max() + 0.0005 * (scale.max() - scale.min());
    }

    /** From power to power of ten. */
    private static double[] logarithms(XYStyler styler, List<Line> lines) {
        double low = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.x()))
                .min()
                .orElse(0.1);
        double high = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.x()))
                .max()
                .orElse(1);
        double from = Math.floor(Math.log10(low) + 1e-9);
        double to = Math.max(from + 1, Math.ceil(Math.log10(high) - 1e-9));
        styler.setXAxisLogarithmic(true);
        styler.setXAxisMin(Math.pow(10, from));
        styler.setXAxisMax(Math.pow(10, to));
        styler.setXAxisTickLabelsFormattingFunction(LineChart::power);
        return new double[] {from, to};
    }

    /** 1e-5, 0.001, 0.01 … 100, 1e5. */
    private static String power(double tick) {
        long exponent = Math.round(Math.log10(tick));
        return Math.abs(exponent) > 3
                ? "1e" + exponent
                : String.format(Locale.ROOT, "%." + Math.max(0, -exponent) + "f", tick);
    }

    /** The first corner of the plot in which a legend hides no line, else below the plot. */
    private LegendPosition freeCorner(List<Line> lines, double[] span, boolean logarithmic) {
        Rectangle2D box = legend.getBounds();
        double margin = 14;
        double width = (box.getWidth() + margin) / (WIDTH - AROUND_PLOT);
        double height = (box.getHeight() + margin) / (HEIGHT - AROUND_PLOT);
        for (LegendPosition corner : List.of(
                LegendPosition.InsideSE, LegendPosition.InsideNE, LegendPosition.InsideSW, LegendPosition.InsideNW)) {
            double left = corner.name().endsWith("E") ? 1 - width : 0;
            double bottom = corner.name().contains("N") ? 1 - height : 0;
            Rectangle2D place = new Rectangle2D.Double(left, bottom, width, height);
            if (lines.stream().noneMatch(line -> enters(place, line, span, logarithmic))) {
                return corner;
            }
        }
        return LegendPosition.OutsideS;
    }

    /** Whether the line passes through the place, where the plot is the unit square. */
    private boolean enters(Rectangle2D place, Line line, double[] span, boolean logarithmic) {
        double[] xs = Arrays.stream(line.x())
                .map(x -> ((logarithmic ? Math.log10(x) : x) - span[0]) / (span[1] - span[0]))
                .toArray();
        double[] ys = Arrays.stream(line.y())
                .map(y -> (y - yScale.min()) / (yScale.max() - yScale.min()))
                .toArray();
        for (int i = 0; i < xs.length; i++) {
            boolean ends = i + 1 == xs.length || Double.isNaN(ys[i + 1]);
            for (int step = 0; step < (ends ? 1 : STEPS); step++) {
                double t = step / (double) STEPS;
                double x = ends ? xs[i] : xs[i] + t * (xs[i + 1] - xs[i]);
                double y = ends ? ys[i] : ys[i] + t * (ys[i + 1] - ys[i]);
                if (place.intersects(x - 0.005, y - 0.005, 0.01, 0.01)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        Look.smooth(g);
        XYStyler styler = getStyler();
        styler.setYAxisTickMarkSpacingHint(yScale.spacing((height - AROUND_PLOT) * styler.getPlotContentSize()));
        super.paint(g, width, height);
        Look.edge(g, width, height);
    }
}
