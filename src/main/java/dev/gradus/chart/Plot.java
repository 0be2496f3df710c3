package dev.gradus.chart;

import dev.gradus.chart.canvas.Scale;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over epochs, over any numbers, or over their logarithms, and dots: gives them to XChart, and chooses axes and legend. */
final class Plot {
    private static final List<LegendPosition> LINES =
            List.of(LegendPosition.InsideSE, LegendPosition.InsideNE, LegendPosition.InsideSW, LegendPosition.InsideNW);
    private static final List<LegendPosition> EPOCHS =
            List.of(LegendPosition.InsideNE, LegendPosition.InsideSE, LegendPosition.InsideNW, LegendPosition.InsideSW);

    private static final Marker[] DOTS = {SeriesMarkers.CIRCLE, SeriesMarkers.TRIANGLE_UP, SeriesMarkers.SQUARE};

    private final Scale scale;
    private final Card card;
    private final List<Line> drawn;

    private Plot(String title, String xTitle, List<Line> lines) {
        drawn = lines.stream()
                .filter(line -> Arrays.stream(line.y()).anyMatch(Scale::isDrawn))
                .toList();
        scale = Scale.of(drawn.stream().map(Line::y).toArray(double[][]::new));
        List<String> texts = Stream.concat(
                        Stream.of(title, xTitle), lines.stream().map(Line::name))
                .toList();
        card = new Card(title, xTitle, texts, scale, Card.HEIGHT);
    }

    static XYChart overEpochs(String title, int firstEpoch, List<Curve> curves, double[] touches) {
        List<Line> lines = curves.stream()
                .map(curve -> new Line(curve.name(), epochs(firstEpoch, curve), curve.values()))
                .toList();
        Plot plot = new Plot(title, "epoch", lines);
        int epochs = plot.drawn.stream().mapToInt(line -> line.x().length).max().orElse(1);
        // Half an epoch on either side; one end is a little further, for the reason that Card gives.
        XYStyler styler = plot.card.getStyler();
        styler.setXAxisMin(firstEpoch - 0.5);
        styler.setXAxisMax(firstEpoch + epochs - 0.499);
        // Without decimals, half epochs look alike, and XChart takes wider steps until all labels differ.
        styler.setXAxisDecimalPattern("0");
        for (double touch : touches) plot.card.addAnnotation(new AnnotationLine(touch, true, false));
        return plot.draw(EPOCHS, x -> (x - firstEpoch + 0.5) / epochs, true);
    }

    private static double[] epochs(int first, Curve curve) {
        return IntStream.range(0, curve.values().length)
                .mapToDouble(e -> first + e)
                .toArray();
    }

    static XYChart overNumbers(String title, String xTitle, List<Line> lines) {
        Plot plot = new Plot(title, xTitle, lines);
        Scale scale = Scale.of(plot.drawn.stream().map(Line::x).toArray(double[][]::new));
        plot.card.xAxis(scale, scale.min(), scale.max());
        return plot.draw(LINES, x -> (x - scale.min()) / (scale.max() - scale.min()), false);
    }

    /** Up to so many dots are large. */
    private static final int FEW = 20;

    /** Dots, and lines through them. */
    static XYChart scatter(String title, String xTitle, List<Line> dots, List<Line> lines) {
        Plot plot = new Plot(
                title, xTitle, Stream.concat(dots.stream(), lines.stream()).toList());
        Scale scale = Scale.of(plot.drawn.stream().map(Line::x).toArray(double[][]::new));
        int all = dots.stream().mapToInt(line -> line.x().length).sum();
        double margin = all > FEW ? 0 : 0.08; // room for large dots on the edge
        double beyond = margin * (scale.max() - scale.min());
        plot.card.xAxis(scale, scale.min() - beyond, scale.max() + beyond);
        plot.card.roomAround(margin);
        for (Line line : plot.drawn) {
            boolean dot = dots.contains(line);
            XYSeries series = plot.card.addSeries(line.name(), line.x(), line.y());
            series.setLineStyle(dot ? SeriesLines.NONE : Look.SOLID);
            series.setMarker(dot ? DOTS[dots.indexOf(line) % DOTS.length] : SeriesMarkers.NONE);
        }
        plot.card.placeLegend(List.of(), List.of());
        plot.card.getStyler().setMarkerSize(all > FEW ? 5 : 11);
        return plot.card;
    }

    /** From power to power of ten. */
    static XYChart overLogarithms(String title, String xTitle, List<Line> lines) {
        Plot plot = new Plot(title, xTitle, lines);
        double low = Math.floor(Math.log10(plot.xs().min().orElse(0.1)) + 1e-9);
        double high = Math.max(low + 1, Math.ceil(Math.log10(plot.xs().max().orElse(1)) - 1e-9));
        XYStyler styler = plot.card.getStyler();
        styler.setXAxisLogarithmic(true);
        styler.setXAxisMin(Math.pow(10, low));
        styler.setXAxisMax(Math.pow(10, high));
        styler.setXAxisTickLabelsFormattingFunction(Plot::power);
        return plot.draw(LINES, x -> (Math.log10(x) - low) / (high - low), false);
    }

    private DoubleStream xs() {
        return drawn.stream().flatMapToDouble(line -> Arrays.stream(line.x()));
    }

    /** 1e-5, 0.001, 0.01 … 100, 1e5. */
    private static String power(double tick) {
        long exponent = Math.round(Math.log10(tick));
        return Math.abs(exponent) > 3
                ? "1e" + exponent
                : String.format(Locale.ROOT, "%." + Math.max(0, -exponent) + "f", tick);
    }

    /**
     * Adds the lines and finds a place for the legend.
     *
     * @param place where an x lies on the plot, from 0 to 1
     * @param marked whether lines have marks, which tell them apart where colours don't
     */
    private XYChart draw(List<LegendPosition> corners, DoubleUnaryOperator place, boolean marked) {
        List<Corners.Path> paths = new ArrayList<>();
        for (Line line : drawn) {
            double[] across = Arrays.stream(line.x()).map(place).toArray();
            int[] kept = Thinning.kept(across, line.y());
            double[] y = Thinning.of(line.y(), kept);
            XYSeries series = card.addSeries(line.name(), Thinning.of(line.x(), kept), y);
            series.setLineStyle(stroke(paths.size(), y.length, marked));
            series.setMarker(marked ? mark(paths.size()) : y.length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
            double[] up = Arrays.stream(y)
                    .map(v -> (v - scale.min()) / (scale.max() - scale.min()))
                    .toArray();
            paths.add(new Corners.Path(Thinning.of(across, kept), up));
        }
        card.placeLegend(corners, paths);
        return card;
    }

    private Marker mark(int c) {
        Marker[] marks = card.getStyler().getSeriesMarkers();
        return marks[c % marks.length];
    }

    /** XChart strokes each segment alone, so only a line of a single one can be dashed: it's there to compare with. */
    private static BasicStroke stroke(int c, int points, boolean marked) {
        if (!marked && points == 1) return SeriesLines.NONE;
        return !marked && points == 2 && c > 0 ? Look.DASHED : Look.SOLID;
    }
}
