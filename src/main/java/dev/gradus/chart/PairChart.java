package dev.gradus.chart;

import java.awt.Graphics2D;
import org.knowm.xchart.XYChart;

/** Two charts as one object, so that whatever shows, saves or prints a chart takes both. */
final class PairChart extends XYChart {
    private final XYChart left;
    private final XYChart right;
    /** Kept, because painting changes a chart's size. */
    private final double leftShare;

    PairChart(XYChart left, XYChart right) {
        super(
                left.getWidth() + right.getWidth(),
                Math.max(left.getHeight(), right.getHeight()),
                left.getStyler().getTheme());
        this.left = left;
        this.right = right;
        leftShare = (double) left.getWidth() / getWidth();
        setTitle(left.getTitle() + " | " + right.getTitle());
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        int leftWidth = (int) Math.round(width * leftShare);
        setWidth(width);
        setHeight(height);
        Look.smooth(g);
        paintBackground(g);
        paintChild(left, g, 0, leftWidth, height);
        paintChild(right, g, leftWidth, width - leftWidth, height);
        Look.edge(g, width, height);
    }

    private static void paintChild(XYChart chart, Graphics2D g, int x, int width, int height) {
        Graphics2D part = (Graphics2D) g.create(x, 0, width, height);
        try {
            if (chart instanceof CurveChart curves) {
                curves.paintInside(part, width, height);
            } else {
                chart.paint(part, width, height);
            }
        } finally {
            part.dispose();
        }
    }
}
