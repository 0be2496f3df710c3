package dev.gradus.chart;

import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Finds a corner of the plot where a legend hides no line. */
final class Corners {
    /** Places on a segment at which it is asked whether the legend would hide it. */
    private static final int STEPS = 16;

    private Corners() {}

    /** A line on the plot, which is the unit square; y is NaN in a gap. */
    record Path(double[] x, double[] y) {}

    /**
     * The first of the corners that no line passes through, else the place below the plot.
     *
     * @param width width of the legend as a fraction of the plot
     * @param height height of the legend as a fraction of the plot
     */
    static LegendPosition free(List<LegendPosition> corners, List<Path> paths, double width, double height) {
        for (LegendPosition corner : corners) {
            double left = corner.name().endsWith("E") ? 1 - width : 0;
            double bottom = corner.name().contains("N") ? 1 - height : 0;
            Rectangle2D place = new Rectangle2D.Double(left, bottom, width, height);
            if (paths.stream().noneMatch(path -> enters(place, path))) return corner;
        }
        return LegendPosition.OutsideS;
    }

    private static boolean enters(Rectangle2D place, Path path) {
        double[] x = path.x;
        double[] y = path.y;
        for (int i = 0; i < x.length; i++) {
            // Where the next point has no value, the line ends.
            boolean ends = i + 1 == x.length || Double.isNaN(y[i + 1]);
            for (int step = 0; step < (ends ? 1 : STEPS); step++) {
                double t = step / (double) STEPS;
                double atX = ends ? x[i] : x[i] + t * (x[i + 1] - x[i]);
                double atY = ends ? y[i] : y[i] + t * (y[i + 1] - y[i]);
                if (place.intersects(atX - 0.005, atY - 0.005, 0.01, 0.01)) return true;
            }
        }
        return false;
    }
}
