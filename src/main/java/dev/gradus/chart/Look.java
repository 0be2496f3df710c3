package dev.gradus.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.knowm.xchart.style.theme.AbstractBaseTheme;

/** How all pictures look: colours that colour-blind readers can tell apart (Okabe and Ito), a white card, small text. */
final class Look extends AbstractBaseTheme {
    static final Color CARD = Color.WHITE;
    static final Color EDGE = new Color(0xD9D9D9);
    static final Color GRID = new Color(0xE8E8E8);
    static final Color TEXT = new Color(0x333333);
    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILLION = new Color(0xD55E00);
    static final Color GREEN = new Color(0x009E73);
    static final Color PURPLE = new Color(0xCC79A7);
    static final Color ORANGE = new Color(0xE69F00);
    static final Color DEEP_BLUE = new Color(0x004C7A);
    static final Color SKY = new Color(0x56B4E9);

    static final float TITLE_SIZE = 13;
    static final float TEXT_SIZE = 11;
    static final float LINE = 1.8f;

    /** Round ends close the corners between segments that are stroked one by one. */
    static final BasicStroke SOLID = new BasicStroke(LINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    /** Butt ends: round ones would eat the gaps. */
    static final BasicStroke DASHED =
            new BasicStroke(LINE, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {6, 3}, 0);

    private final Font font;

    /** A theme whose text is drawn by the font, whatever its size. */
    Look(Font font) {
        this.font = font;
    }

    /** Smooth shapes and text, and strokes exactly where the numbers put them. */
    static void smooth(Graphics2D g) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** A thin line round the card, so that it ends visibly on a white page too. */
    static void edge(Graphics2D g, double width, double height) {
        g.setColor(EDGE);
        g.setStroke(new BasicStroke(1));
        g.draw(new Rectangle2D.Double(0.5, 0.5, width - 1, height - 1));
    }

    @Override
    public Font getBaseFont() {
        return font.deriveFont(TEXT_SIZE);
    }

    @Override
    public Color[] getSeriesColors() {
        return new Color[] {BLUE, VERMILLION, GREEN, PURPLE, ORANGE, SKY, TEXT};
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
        return CARD;
    }

    @Override
    public Color getChartFontColor() {
        return TEXT;
    }

    @Override
    public int getChartPadding() {
        return 13;
    }

    @Override
    public Font getChartTitleFont() {
        return font.deriveFont(TITLE_SIZE);
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
        return CARD;
    }

    @Override
    public Color getLegendBorderColor() {
        return CARD;
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
        return TEXT;
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
        return CARD;
    }

    @Override
    public boolean isPlotGridVerticalLinesVisible() {
        return false;
    }

    @Override
    public Color getPlotGridLinesColor() {
        return GRID;
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
