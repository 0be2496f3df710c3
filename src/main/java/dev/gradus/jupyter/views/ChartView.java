package dev.gradus.jupyter.views;

import dev.gradus.chart.ImageGrid;
import dev.gradus.chart.Pictures;
import dev.gradus.chart.canvas.FunctionName;
import dev.gradus.chart.canvas.Surface;
import dev.gradus.chart.canvas.SurfacePicture;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Figures;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.lines.SeriesLines;

/** A chart of one's own, or one that a result hands out: its picture, and a sentence made of its numbers. */
final class ChartView {
    private static final int DIGITS = 4;
    private static final String EPOCH = "epoch"; // pictures have it in English in both editions
    private static final int SERIES = 6; // that are described; of more the first

    private ChartView() {}

    static View of(Chart<?, ?> chart) {
        String words = Messages.text("chart", words(chart));
        return new View(Html.picture(Pictures.of(chart).png(), words), words);
    }

    static String words(Chart<?, ?> chart) {
        String title = Pictures.of(chart).title();
        return chart instanceof XYChart plot && !plot.getSeriesCollection().isEmpty() ? title + described(plot) : title;
    }

    /** Where it is lowest and highest, and at its points the way along both axes. */
    static String words(SurfacePicture picture) {
        Surface surface = picture.surface();
        List<String> names = FunctionName.of(picture.title(), 2).variables();
        String words = Messages.text(
                "chart.surface",
                picture.title(),
                names.get(0),
                figure(surface.xs.low()),
                figure(surface.xs.high()),
                names.get(1),
                figure(surface.ys.low()),
                figure(surface.ys.high()),
                figure(surface.lowest[2]),
                point(surface.lowest),
                figure(surface.highest[2]),
                point(surface.highest));
        for (double[] p : picture.points()) {
            double dx = SurfacePicture.REACH * surface.xs.length();
            double dy = SurfacePicture.REACH * surface.ys.length();
            words += Messages.text(
                    "chart.surface.point",
                    figure(surface.value(p[0], p[1])),
                    point(p),
                    names.get(0),
                    figure(dx),
                    figure(surface.value(p[0] + dx, p[1])),
                    names.get(1),
                    figure(dy),
                    figure(surface.value(p[0], p[1] + dy)));
        }
        return words;
    }

    private static String point(double[] p) {
        return "(" + figure(p[0]) + ", " + figure(p[1]) + ")";
    }

    /** How many there are, and which are the darkest and the lightest. */
    static String words(ImageGrid grid) {
        if (grid.isHeat()) return heat(grid);
        if (grid.captions().size() == 1)
            return Messages.text("chart.images.one", grid.title(), grid.imageHeight(), grid.imageWidth())
                    + Messages.text("chart.images.caption", grid.captions().get(0));
        if (!grid.captions().isEmpty())
            return Messages.text(
                    "chart.images.named",
                    grid.title(),
                    grid.images().size(),
                    grid.imageHeight(),
                    grid.imageWidth(),
                    String.join(Messages.text("list.separator"), grid.captions()));
        double[] ink = grid.images().stream()
                .mapToDouble(image -> Arrays.stream(image).average().orElse(0))
                .toArray();
        int[] all = IntStream.range(0, ink.length).toArray();
        int darkest = best(all, (i, j) -> ink[j] > ink[i] ? j : i);
        int lightest = best(all, (i, j) -> ink[j] < ink[i] ? j : i);
        if (ink.length == 1)
            return Messages.text("chart.images.one", grid.title(), grid.imageHeight(), grid.imageWidth());
        if (darkest == lightest)
            return Messages.text(
                    "chart.images.alike",
                    grid.title(),
                    ink.length,
                    grid.imageHeight(),
                    grid.imageWidth(),
                    grid.columns());
        return Messages.text(
                "chart.images",
                grid.title(),
                ink.length,
                grid.imageHeight(),
                grid.imageWidth(),
                grid.columns(),
                darkest + 1,
                figure(ink[darkest]),
                lightest + 1,
                figure(ink[lightest]));
    }

    /** Of each map, how far it goes and where it is largest. */
    private static String heat(ImageGrid grid) {
        String words =
                Messages.text("chart.heat", grid.title(), grid.images().size(), grid.imageHeight(), grid.imageWidth());
        for (int m = 0; m < Math.min(SERIES, grid.images().size()); m++) {
            double[] map = grid.images().get(m);
            int[] all = IntStream.range(0, map.length).toArray();
            int highest = best(all, (i, j) -> map[j] > map[i] ? j : i);
            int lowest = best(all, (i, j) -> map[j] < map[i] ? j : i);
            words += Messages.text(
                    "chart.heat.map",
                    grid.captions().isEmpty() ? m + 1 : grid.captions().get(m),
                    figure(map[lowest]),
                    figure(map[highest]),
                    highest / grid.imageWidth(),
                    highest % grid.imageWidth());
        }
        return words;
    }

    /** " over z; cross-entropy from 4.018 at -4 to 0.01815 at 4; …". */
    private static String described(XYChart plot) {
        String x = plot.getXAxisTitle();
        return Messages.text("chart.over", EPOCH.equals(x) ? Messages.text("column.epoch") : x)
                + plot.getSeriesCollection().stream()
                        .limit(SERIES)
                        .map(series -> Messages.text("list.separator") + described(series))
                        .collect(Collectors.joining());
    }

    private static String described(XYSeries series) {
        double[] x = series.getXData();
        double[] y = series.getYData();
        int[] drawn =
                IntStream.range(0, y.length).filter(i -> Double.isFinite(y[i])).toArray();
        if (drawn.length == 0) return series.getName();
        int first = drawn[0];
        int last = drawn[drawn.length - 1];
        int lowest = best(drawn, (i, j) -> y[j] < y[i] ? j : i);
        int highest = best(drawn, (i, j) -> y[j] > y[i] ? j : i);
        if (series.getLineStyle() == SeriesLines.NONE)
            return Messages.text(
                    "chart.dots",
                    series.getName(),
                    drawn.length,
                    figure(Arrays.stream(x).min().orElseThrow()),
                    figure(Arrays.stream(x).max().orElseThrow()),
                    figure(y[lowest]),
                    figure(y[highest]));
        String way = Messages.text(
                "chart.line", series.getName(), figure(y[first]), figure(x[first]), figure(y[last]), figure(x[last]));
        if (y[lowest] < Math.min(y[first], y[last]))
            way += Messages.text("chart.lowest", figure(y[lowest]), figure(x[lowest]));
        if (y[highest] > Math.max(y[first], y[last]))
            way += Messages.text("chart.highest", figure(y[highest]), figure(x[highest]));
        return way;
    }

    private static int best(int[] drawn, IntBinaryOperator better) {
        return Arrays.stream(drawn).reduce(better).orElseThrow();
    }

    private static String figure(double v) {
        return Figures.text(v, DIGITS);
    }
}
