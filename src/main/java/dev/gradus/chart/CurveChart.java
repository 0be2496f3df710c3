package dev.gradus.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves over epochs. XChart does all but the lines, which it would draw segment by segment. */
final class CurveChart extends XYChart {
    private static final int WIDTH = 430;
    private static final int HEIGHT = 320;
    /** Title, tick labels and padding: what a chart is higher than its plot, in pixels. */
    private static final int AROUND_PLOT = 80;
    /** Markers closer than this, in pixels, would hide the line. */
    private static final double MARKER_DISTANCE = 14;

    private final Scale scale;
    private final Function<Double, String> label;

    CurveChart(String title, int firstEpoch, List<Curve> curves) {
        super(WIDTH, HEIGHT, new Look(Fonts.covering(Look.TEXT_SIZE, texts(title, curves))));
        List<Curve> drawn = curves.stream().filter(c -> !c.isEmpty()).toList();
        double[][] values = drawn.stream().map(Curve::values).toArray(double[][]::new);
        scale = Scale.of(values);
        label = scale::label;
        BasicStroke[] strokes = getStyler().getSeriesLines();
        Marker[] markers = getStyler().getSeriesMarkers();
        int epochs = 1;
        for (int c = 0; c < drawn.size(); c++) {
            double[] epoch = new double[values[c].length];
            double[] drawable = values[c].clone();
            for (int e = 0; e < epoch.length; e++) {
                epoch[e] = firstEpoch + e;
                // XChart refuses to paint an infinite value, which a diverging run has.
                drawable[e] = Curve.isDrawn(drawable[e]) ? drawable[e] : Double.NaN;
            }
            XYSeries series = addSeries(drawn.get(c).name(), epoch, drawable);
            series.setLineStyle(strokes[c % strokes.length]);
            series.setMarker(markers[c % markers.length]);
            epochs = Math.max(epochs, epoch.length);
        }
        setTitle(title);
        setXAxisTitle("epoch");

        XYStyler styler = getStyler();
        styler.setLocale(Locale.ROOT);
        // Half an epoch on either side. XChart would put ticks at every n-th epoch (1, 18, 35 …) if the ends and the
        // epochs were equally spaced, so one end is a little further.
        styler.setXAxisMin(firstEpoch - 0.5);
        styler.setXAxisMax(firstEpoch + epochs - 0.499);
        // Without decimals, half epochs look alike, and XChart takes wider steps until all labels differ.
        styler.setXAxisDecimalPattern("0");
        styler.setYAxisMin(scale.min());
        styler.setYAxisMax(scale.max());
        styler.setYAxisTickLabelsFormattingFunction(label);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
        LegendPosition free = freeCorner(values, epochs);
        styler.setLegendPosition(free);
        if (free == LegendPosition.OutsideS) {
            styler.setLegendLayout(LegendLayout.Horizontal);
            styler.setLegendPadding(10);
        }
    }

    private static List<String> texts(String title, List<Curve> curves) {
        return Stream.concat(Stream.of(title), curves.stream().map(Curve::name)).toList();
    }

    private LegendPosition freeCorner(double[][] values, int epochs) {
        Rectangle2D box = legend.getBounds();
        double margin = 14;
        return FreeCorner.of(
                values,
                epochs,
                scale,
                (box.getWidth() + margin) / (WIDTH - AROUND_PLOT),
                (box.getHeight() + margin) / (HEIGHT - AROUND_PLOT));
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        paintInside(g, width, height);
        Look.edge(g, width, height);
    }

    /** Paints all but the card's edge, which two charts side by side share. */
    void paintInside(Graphics2D g, int width, int height) {
        Look.smooth(g);
        XYStyler styler = getStyler();
        styler.setYAxisTickMarkSpacingHint(scale.spacing((height - AROUND_PLOT) * styler.getPlotContentSize()));
        if (!isLinear(styler)) {
            forgetScale(styler);
            super.paint(g, width, height);
            return;
        }
        Map<XYSeries, Line> lines = new LinkedHashMap<>();
        for (XYSeries series : getSeriesCollection()) {
            if (series.isEnabled() && series.getYAxisGroup() == 0 && isOurs(series)) {
                lines.put(series, new Line(series.getLineStyle(), series.getMarker()));
                series.setLineStyle(SeriesLines.NONE);
                series.setMarker(SeriesMarkers.NONE);
            }
        }
        super.paint(g, width, height);

        boolean crowded = (width - AROUND_PLOT) / (styler.getXAxisMax() - styler.getXAxisMin()) < MARKER_DISTANCE;
        lines.forEach((series, line) -> {
            series.setLineStyle(line.stroke);
            series.setMarker(crowded ? SeriesMarkers.NONE : line.marker);
            paintLine(g, series, line, crowded);
        });
        legend.paint(g);
        lines.forEach((series, line) -> series.setMarker(line.marker));
    }

    private record Line(BasicStroke stroke, Marker marker) {}

    /** Whoever holds the chart may change its axes; then XChart draws the lines. */
    private static boolean isLinear(XYStyler styler) {
        return !styler.isXAxisLogarithmic()
                && !styler.isYAxisLogarithmic()
                && styler.getXAxisMin() != null
                && styler.getXAxisMax() != null
                && styler.getYAxisMin() != null
                && styler.getYAxisMax() != null;
    }

    /** On a logarithmic axis our lower end may be 0, where a logarithm can't start, and our decimals too few. */
    private void forgetScale(XYStyler styler) {
        if (!styler.isYAxisLogarithmic()) {
            return;
        }
        if (styler.getYAxisMin() != null && styler.getYAxisMin() <= 0) {
            styler.setYAxisMin((Double) null);
        }
        if (styler.getYAxisTickLabelsFormattingFunction() == label) {
            styler.setYAxisTickLabelsFormattingFunction(null);
        }
    }

    /** A series that somebody adds later has no style of its own before XChart paints it, and may be of any kind. */
    private static boolean isOurs(XYSeries series) {
        return series.getLineStyle() != null
                && series.getMarker() != null
                && !series.isSmooth()
                && series.getXYSeriesRenderStyle().orElse(null) == XYSeriesRenderStyle.Line;
    }

    /** One path a curve: XChart strokes each segment alone, and a dash longer than an epoch would look solid. */
    private void paintLine(Graphics2D g, XYSeries series, Line line, boolean crowded) {
        XYStyler styler = getStyler();
        double x0 = getScreenXFromChart(styler.getXAxisMin());
        double y0 = getScreenYFromChart(styler.getYAxisMin());
        double xUnit = (getScreenXFromChart(styler.getXAxisMax()) - x0) / (styler.getXAxisMax() - styler.getXAxisMin());
        double yUnit = (getScreenYFromChart(styler.getYAxisMax()) - y0) / (styler.getYAxisMax() - styler.getYAxisMin());
        double[] xs = series.getXData();
        double[] ys = series.getYData();
        Path2D path = new Path2D.Double();
        List<Point2D> marks = new ArrayList<>();
        for (int i = 0; i < ys.length; i++) {
            if (Double.isNaN(ys[i])) {
                continue;
            }
            double x = x0 + (xs[i] - styler.getXAxisMin()) * xUnit;
            double y = y0 + (ys[i] - styler.getYAxisMin()) * yUnit;
            boolean first = i == 0 || Double.isNaN(ys[i - 1]);
            boolean last = i == ys.length - 1 || Double.isNaN(ys[i + 1]);
            if (first) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
            // A value without neighbours is no line, so it is always a dot.
            if (!crowded || (first && last)) {
                marks.add(new Point2D.Double(x, y));
            }
        }
        Shape clip = g.getClip();
        g.clip(plot.getBounds());
        g.setColor(series.getLineColor());
        g.setStroke(line.stroke);
        g.draw(path);
        g.setColor(series.getMarkerColor());
        marks.forEach(p -> line.marker.paint(g, p.getX(), p.getY(), styler.getMarkerSize()));
        g.setClip(clip);
    }
}
