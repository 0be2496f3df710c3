package dev.gradus.chart;

import dev.gradus.chart.canvas.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The look of all pictures, for XChart. */
final class Look {
    /** Round ends close the corners between segments that are stroked one by one. */
    static final BasicStroke SOLID = new BasicStroke(Ink.LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    /** Butt ends: round ones would eat the gaps. */
    static final BasicStroke DASHED =
            new BasicStroke(Ink.LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 3}, 0);

    private Look() {}

    /** Gives a chart the look, with a font that can draw all its texts. */
    static void on(XYStyler styler, Font font) {
        fonts(styler, font.deriveFont(Ink.TEXT_SIZE), font.deriveFont(Ink.TITLE_SIZE));
        styler.setSeriesColors(
                new Color[] {Ink.BLUE, Ink.VERMILLION, Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.SKY, Ink.TEXT});
        styler.setSeriesLines(new BasicStroke[] {SOLID});
        styler.setSeriesMarkers(marks());
        styler.setMarkerSize(6);
        styler.setChartBackgroundColor(Ink.CARD);
        styler.setChartFontColor(Ink.TEXT);
        styler.setChartPadding(13);
        styler.setChartTitlePadding(8);
        styler.setLegendBackgroundColor(Ink.CARD);
        styler.setLegendBorderColor(Ink.CARD);
        styler.setLegendSeriesLineLength(27);
        styler.setLegendPadding(7);
        styler.setLegendPosition(LegendPosition.OutsideS);
        styler.setAxisTickLabelsColor(Ink.TEXT);
        styler.setXAxisTickMarkSpacingHint(34);
        styler.setAxisTicksLineVisible(false);
        styler.setAxisTicksMarksVisible(false);
        styler.setPlotTicksMarksVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setPlotBackgroundColor(Ink.CARD);
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotGridLinesColor(Ink.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotContentSize(0.96);
        styler.setAnnotationLineColor(Ink.TEXT);
        styler.setAnnotationLineStroke(
                new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {4, 3}, 0));
    }

    private static void fonts(XYStyler styler, Font text, Font title) {
        styler.setBaseFont(text);
        styler.setChartTitleFont(title);
        styler.setLegendFont(text);
        styler.setAxisTitleFont(text);
        styler.setAxisTickLabelsFont(text);
        styler.setToolTipFont(text);
        styler.setAnnotationTextFont(text);
        styler.setAnnotationTextPanelFont(text);
        styler.setCursorFont(text);
    }

    /** Of each chart its own, since a mark remembers the last one. */
    private static Marker[] marks() {
        return new Marker[] {
            new Mark(SeriesMarkers.CIRCLE, false),
            new Mark(SeriesMarkers.SQUARE, true),
            new Mark(SeriesMarkers.TRIANGLE_UP, false),
            new Mark(SeriesMarkers.DIAMOND, true),
            new Mark(SeriesMarkers.SQUARE, false),
            new Mark(SeriesMarkers.CIRCLE, true)
        };
    }
}
