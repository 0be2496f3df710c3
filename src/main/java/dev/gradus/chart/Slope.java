package dev.gradus.chart;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.Canvas;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.canvas.Scale;
import dev.gradus.chart.canvas.SlopeCurve;
import dev.gradus.chart.canvas.Trail;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A function of one variable as a curve, and how descents move on it. */
final class Slope {
    private static final int LEGEND_LINE = 19;
    private static final BasicStroke WAY = new BasicStroke(1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    /** They tell several trails apart, with the colours. */
    private static final Marker[] DOTS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.DIAMOND
    };

    private final DoubleUnaryOperator f;
    private final Axes.Range xs;
    private final Scale scale;
    private final Card card;

    private Slope(String title, DoubleUnaryOperator f, List<Trail> trails, SlopeCurve curve, Axes.Range xs) {
        this.f = f;
        this.xs = xs;
        scale = Scale.of(Stream.concat(Stream.of(curve.y), trails.stream().map(this::heights))
                .toArray(double[][]::new));
        boolean legend = trails.size() > 1;
        int height = Card.HEIGHT + (legend ? LEGEND_LINE * trails.size() + 4 : 0);
        String cut = Canvas.cut(title, Ink.TITLE_SIZE, Card.WIDTH - Card.AROUND_PLOT);
        String x = FunctionName.of(title, 1).point();
        List<String> texts = Stream.concat(Stream.of(cut, x), trails.stream().map(Trail::name))
                .toList();
        card = new Card(cut, x, texts, scale, height);
        XYStyler styler = card.getStyler();
        card.xAxis(Scale.of(new double[][] {{xs.low(), xs.high()}}), xs.low(), xs.high());
        styler.setPlotGridVerticalLinesVisible(true);
        styler.setLegendVisible(legend);
        styler.setLegendPosition(LegendPosition.OutsideS);
    }

    private double[] heights(Trail trail) {
        return trail.points().stream().mapToDouble(p -> f.applyAsDouble(p[0])).toArray();
    }

    static XYChart of(String title, DoubleUnaryOperator f, List<Trail> trails, List<double[]> minima, Axes.Range xs) {
        SlopeCurve curve = new SlopeCurve(f, xs);
        Slope slope = new Slope(title, f, trails, curve, xs);
        double[] y = Arrays.stream(curve.y)
                .map(v -> Scale.isDrawn(v) ? v : Double.NaN)
                .toArray();
        slope.add("f", curve.x, y, Look.SOLID, Ink.BLUE, SeriesMarkers.NONE);
        double[] at = minima.stream().mapToDouble(m -> m[0]).toArray();
        if (at.length > 0) {
            double[] heights = Arrays.stream(at).map(f).toArray();
            slope.add("minima", at, heights, SeriesLines.NONE, Ink.TEXT, new Cross());
        }
        for (int i = 0; i < trails.size(); i++) slope.add(i, trails.get(i), trails.size() == 1);
        return slope.card;
    }

    private XYSeries add(String name, double[] x, double[] y, BasicStroke line, Color colour, Marker marker) {
        XYSeries series = card.addSeries(name, x, y);
        series.setLineStyle(line);
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        series.setMarker(marker);
        series.setShowInLegend(false);
        return series;
    }

    /** A trail as several series: its line, its dots, of which the legend shows one, its ends. */
    private void add(int i, Trail trail, boolean alone) {
        Color colour = Axes.colour(i);
        double[] x = trail.points().stream().mapToDouble(p -> p[0]).toArray();
        double[] y = heights(trail);
        add("trail " + i, x, y, WAY, colour, SeriesMarkers.NONE);
        double[][] dots = dots(x, y, Axes.dotDistance(alone));
        XYSeries named = add("dots " + i, dots[0], dots[1], WAY, colour, DOTS[i % DOTS.length]);
        named.setLabel(trail.name());
        named.setShowInLegend(true);
        int last = x.length - 1;
        add("start " + i, new double[] {x[0]}, new double[] {y[0]}, WAY, colour, new End(Ink.CARD, colour));
        if (last > 0)
            add("end " + i, new double[] {x[last]}, new double[] {y[last]}, WAY, colour, new End(colour, Ink.TEXT));
    }

    /** Points that can be told apart, with a gap behind each, so that no line joins them. */
    private double[][] dots(double[] x, double[] y, double distance) {
        double across = (Card.WIDTH - Card.AROUND_PLOT) / xs.length();
        double up = (Card.HEIGHT - Card.AROUND_PLOT) / (scale.max() - scale.min());
        List<double[]> dots = new ArrayList<>();
        int before = 0;
        for (int i = 0; i < x.length; i++) {
            if (i > 0 && Math.hypot(across * (x[i] - x[before]), up * (y[i] - y[before])) < distance) continue;
            before = i;
            dots.add(new double[] {x[i], y[i]});
            dots.add(new double[] {x[i], Double.NaN});
        }
        return new double[][] {
            dots.stream().mapToDouble(dot -> dot[0]).toArray(),
            dots.stream().mapToDouble(dot -> dot[1]).toArray()
        };
    }

    /** Where a trail starts or ends. */
    private static final class End extends Marker {
        private static final double RADIUS = 4;

        private final Color fill;
        private final Color line;

        End(Color fill, Color line) {
            this.fill = fill;
            this.line = line;
        }

        @Override
        public void paint(Graphics2D g, double x, double y, int size) {
            Ellipse2D circle = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
            g.setColor(fill);
            g.fill(circle);
            g.setColor(line);
            g.setStroke(WAY);
            g.draw(circle);
        }
    }

    /** A minimum, as on the maps. */
    private static final class Cross extends Marker {
        @Override
        public void paint(Graphics2D g, double x, double y, int size) {
            Axes.minimum(g, x, y);
        }
    }
}
