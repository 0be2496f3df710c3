package dev.gradus.chart;

import java.awt.Graphics2D;
import org.knowm.xchart.XYChart;

/** Two charts as one object, so that whatever shows, saves or prints a chart takes both. */
final class PairChart extends XYChart {
    private final XYChart left;
    private final XYChart right;

    PairChart(XYChart left, XYChart right) {
        super(
                left.getWidth() + right.getWidth(),
                Math.max(left.getHeight(), right.getHeight()),
                left.getStyler().getTheme());
        this.left = left;
        this.right = right;
        setTitle(left.getTitle() + " | " + right.getTitle());
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        // The shares before this paint; after it, both charts have the sizes they were painted in.
        int leftWidth = (int) ((long) width * left.getWidth() / (left.getWidth() + right.getWidth()));
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
