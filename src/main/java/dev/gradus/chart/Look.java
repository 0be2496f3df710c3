package dev.gradus.chart;

import dev.gradus.chart.canvas.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.knowm.xchart.style.theme.AbstractBaseTheme;

/** The look of all pictures as a theme of XChart's. */
final class Look extends AbstractBaseTheme {
    /** Round ends close the corners between segments that are stroked one by one. */
    static final BasicStroke SOLID = new BasicStroke(Ink.LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    /** Butt ends: round ones would eat the gaps. */
    static final BasicStroke DASHED =
            new BasicStroke(Ink.LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 3}, 0);

    private final Font font;

    /** A theme whose text is drawn by the font, whatever its size. */
    Look(Font font) {
        this.font = font;
    }

    @Override
    public Font getBaseFont() {
        return font.deriveFont(Ink.TEXT_SIZE);
    }

    @Override
    public Color[] getSeriesColors() {
        return new Color[] {Ink.BLUE, Ink.VERMILLION, Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.SKY, Ink.TEXT};
    }

    @Override
    public BasicStroke[] getSeriesLines() {
        return new BasicStroke[] {SOLID};
    }

    @Override
    public Marker[] getSeriesMarkers() {
        return new Marker[] {
            new Mark(SeriesMarkers.CIRCLE, false),
            new Mark(SeriesMarkers.SQUARE, true),
            new Mark(SeriesMarkers.TRIANGLE_UP, false),
            new Mark(SeriesMarkers.DIAMOND, true),
            new Mark(SeriesMarkers.SQUARE, false),
            new Mark(SeriesMarkers.CIRCLE, true)
        };
    }

    @Override
    public int getMarkerSize() {
        return 6;
    }

    @Override
    public Color getChartBackgroundColor() {
        return Ink.CARD;
    }

    @Override
    public Color getChartFontColor() {
        return Ink.TEXT;
    }

    @Override
    public int getChartPadding() {
        return 13;
    }

    @Override
    public Font getChartTitleFont() {
        return font.deriveFont(Ink.TITLE_SIZE);
    }

    @Override
    public int getChartTitlePadding() {
        return 8;
    }

    @Override
    public Font getLegendFont() {
        return getBaseFont();
    }

    @Override
    public Color getLegendBackgroundColor() {
        return Ink.CARD;
    }

    @Override
    public Color getLegendBorderColor() {
        return Ink.CARD;
    }

    @Override
    public int getLegendSeriesLineLength() {
        return 27;
    }

    @Override
    public int getLegendPadding() {
        return 7;
    }

    @Override
    public LegendPosition getLegendPosition() {
        return LegendPosition.OutsideS;
    }

    @Override
    public Font getAxisTitleFont() {
        return getBaseFont();
    }

    @Override
    public Font getAxisTickLabelsFont() {
        return getBaseFont();
    }

    @Override
    public Color getAxisTickLabelsColor() {
        return Ink.TEXT;
    }

    @Override
    public int getXAxisTickMarkSpacingHint() {
        return 34;
    }

    @Override
    public boolean isAxisTicksLineVisible() {
        return false;
    }

    @Override
    public boolean isAxisTicksMarksVisible() {
        return false;
    }

    @Override
    public boolean isPlotTicksMarksVisible() {
        return false;
    }

    @Override
    public boolean isPlotBorderVisible() {
        return false;
    }

    @Override
    public Color getPlotBackgroundColor() {
        return Ink.CARD;
    }

    @Override
    public boolean isPlotGridVerticalLinesVisible() {
        return false;
    }

    @Override
    public Color getPlotGridLinesColor() {
        return Ink.GRID;
    }

    @Override
    public BasicStroke getPlotGridLinesStroke() {
        return new BasicStroke(1);
    }

    @Override
    public double getPlotContentSize() {
        return 0.96;
    }

    @Override
    public Font getToolTipFont() {
        return getBaseFont();
    }

    @Override
    public Font getAnnotationTextFont() {
        return getBaseFont();
    }

    @Override
    public Font getAnnotationTextPanelFont() {
        return getBaseFont();
    }

    @Override
    public Font getCursorFont() {
        return getBaseFont();
    }
}
