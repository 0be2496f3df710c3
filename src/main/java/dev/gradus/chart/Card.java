package dev.gradus.chart;

import dev.gradus.chart.canvas.Fonts;
import dev.gradus.chart.canvas.Frame;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.canvas.Scale;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/**
 * A chart as XChart draws it, in our look, on a card with an edge. XChart has no chart of two plots, so a card paints
 * another chart to its right where {@link #beside} gave it one.
 *
 * <p>It is one of XChart's and doesn't hold one, because whoever has it goes on with it as such: styles it, adds series,
 * shows it in a window, saves it by XChart's encoders. These all call {@code paint(g, width, height)}, the only place at
 * which the size is known that ticks follow from, and at which an edge or a second chart can be painted; XChart has no
 * hook there. Axes, lines and legend are drawn by XChart alone.
 */
final class Card extends XYChart {
    static final int WIDTH = 430;
    static final int HEIGHT = 320;
    /** Title, tick labels and padding: what a chart is wider or higher than its plot, in pixels. */
    static final int AROUND_PLOT = 80;

    /** Between a legend and the lines, in pixels. */
    private static final double MARGIN = 14;

    private final Scale scale;
    private final Function<Double, String> label;
    private double span; // what the y axis shows
    private int below; // what a legend of several lines adds to the height
    private @Nullable XYChart right;
    private double share = 1; // of the width that is its own; kept, because painting changes a chart's size

    /** A card without series, whose y axis is the scale, and its title the name of that axis. */
    Card(String yTitle, String xTitle, Collection<String> texts, Scale scale, int height) {
        super(WIDTH, height);
        Look.on(getStyler(), Fonts.covering(Ink.TEXT_SIZE, texts));
        this.scale = scale;
        span = scale.max() - scale.min();
        label = scale::label;
        setTitle(yTitle);
        setYAxisTitle(yTitle);
        setXAxisTitle(xTitle);
        XYStyler styler = getStyler();
        styler.setYAxisTitleVisible(false);
        styler.setLocale(Locale.ROOT);
        styler.setYAxisMin(before(scale.min(), scale.max()));
        styler.setYAxisMax(behind(scale.min(), scale.max()));
        styler.setYAxisTickLabelsFormattingFunction(label);
        styler.setYAxisLabelAlignment(TextAlignment.Right);
    }

    /** A little below: XChart puts its ticks at the points, if these and the ends are equally spaced. */
    private static double before(double low, double high) {
        return low - 0.002 * (high - low);
    }

    /** Above by another distance, so that one of both is not that of the points. */
    private static double behind(double low, double high) {
        return high + 0.0005 * (high - low);
    }

    /** Leaves so much of the height free above and below the scale. */
    void roomAround(double margin) {
        double beyond = margin * (scale.max() - scale.min());
        span = scale.max() - scale.min() + 2 * beyond;
        getStyler().setYAxisMin(before(scale.min() - beyond, scale.max()));
        getStyler().setYAxisMax(behind(scale.min(), scale.max() + beyond));
    }

    /** The x axis from low to high, with ticks at the steps of the scale. */
    void xAxis(Scale scale, double low, double high) {
        XYStyler styler = getStyler();
        styler.setXAxisMin(before(low, high));
        styler.setXAxisMax(behind(low, high));
        styler.setXAxisTickLabelsFormattingFunction(scale::label);
        double length = (WIDTH - AROUND_PLOT) * styler.getPlotContentSize();
        styler.setXAxisTickMarkSpacingHint(scale.spacing(length, high - low));
    }

    /**
     * Puts the legend into the first of the corners where it hides no line, else below the plot: in a row, or, where that
     * is too long, with a line for each series on a card that is as much higher.
     */
    void placeLegend(List<LegendPosition> corners, List<Corners.Path> paths) {
        Rectangle2D box = legend.getBounds();
        double width = (box.getWidth() + MARGIN) / (WIDTH - AROUND_PLOT);
        double height = (box.getHeight() + MARGIN) / (HEIGHT - AROUND_PLOT);
        LegendPosition free = Corners.free(corners, paths, width, height);
        getStyler().setLegendPosition(free);
        if (free != LegendPosition.OutsideS) return;
        getStyler().setLegendPadding(10);
        getStyler().setLegendLayout(LegendLayout.Horizontal);
        if (legend.getBounds().getWidth() <= WIDTH - 2 * MARGIN) return;
        double row = legend.getBounds().getHeight();
        getStyler().setLegendLayout(LegendLayout.Vertical); // XChart would cut it off at both ends
        below = (int) Math.ceil(legend.getBounds().getHeight() - row);
        setHeight(getHeight() + below);
    }

    /** Where its axes lie in its own size, from the lowest to the highest numbers. */
    Frame frame() {
        // XChart knows it when it has painted.
        Graphics2D g = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        paint(g, getWidth(), getHeight());
        g.dispose();
        XYStyler styler = getStyler();
        double left = getScreenXFromChart(styler.getXAxisMin());
        double top = getScreenYFromChart(styler.getYAxisMax());
        return new Frame(
                getWidth(),
                getHeight(),
                left,
                top,
                getScreenXFromChart(styler.getXAxisMax()) - left,
                getScreenYFromChart(styler.getYAxisMin()) - top,
                styler.getXAxisMin(),
                styler.getXAxisMax(),
                styler.getYAxisMin(),
                styler.getYAxisMax());
    }

    /** Whether it paints another chart, too. */
    boolean isPair() {
        return right != null;
    }

    /** What it shows, with what stands beside it. */
    String name() {
        return right == null ? getTitle() : getTitle() + " | " + right.getTitle();
    }

    /** From now on it is as wide as both together, and as high as the higher one. */
    void beside(XYChart chart) {
        int width = getWidth() + chart.getWidth();
        share = (double) getWidth() / width;
        right = chart;
        setWidth(width);
        setHeight(Math.max(getHeight(), chart.getHeight()));
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        Ink.smooth(g);
        paintInside(g, width, height);
        Ink.edge(g, width, height);
    }

    /** All but the edge, which two charts side by side share. */
    private void paintInside(Graphics2D g, int width, int height) {
        XYStyler styler = getStyler();
        double length = (height - AROUND_PLOT - below) * styler.getPlotContentSize();
        styler.setYAxisTickMarkSpacingHint(scale.spacing(length, span));
        if (styler.isYAxisLogarithmic()) forgetScale(styler);
        int own = (int) Math.round(width * share);
        super.paint(g, own, height);
        if (right == null) return;
        Graphics2D part = (Graphics2D) g.create(own, 0, width - own, height);
        if (right instanceof Card card) card.paintInside(part, width - own, height);
        else right.paint(part, width - own, height);
        part.dispose();
        setWidth(width);
    }

    /** Whoever holds the chart may change its axes: our lower end may be 0, and our decimals too few. */
    private void forgetScale(XYStyler styler) {
        if (styler.getYAxisMin() != null && styler.getYAxisMin() <= 0) styler.setYAxisMin((Double) null);
        if (styler.getYAxisTickLabelsFormattingFunction() == label) styler.setYAxisTickLabelsFormattingFunction(null);
    }
}
