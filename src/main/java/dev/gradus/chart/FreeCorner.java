package dev.gradus.chart;

import java.util.List;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Finds a corner of the plot where a legend hides no curve. */
final class FreeCorner {
    private FreeCorner() {}

    /**
     * The first corner that no curve passes through, else the place below the plot.
     *
     * @param curves values per epoch, in units of the scale
     * @param epochs how many epochs the x axis holds
     * @param width width of the legend as a fraction of the plot
     * @param height height of the legend as a fraction of the plot
     */
    static LegendPosition of(double[][] curves, int epochs, Scale scale, double width, double height) {
        for (LegendPosition corner : List.of(
                LegendPosition.InsideNE, LegendPosition.InsideSE, LegendPosition.InsideNW, LegendPosition.InsideSW)) {
            boolean east = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideSE;
            boolean north = corner == LegendPosition.InsideNE || corner == LegendPosition.InsideNW;
            if (isFree(curves, epochs, scale, width, height, east, north)) {
                return corner;
            }
        }
        return LegendPosition.OutsideS;
    }

    private static boolean isFree(
            double[][] curves, int epochs, Scale scale, double width, double height, boolean east, boolean north) {
        for (double[] values : curves) {
            for (int e = 0; e < values.length; e++) {
                // Where the next epoch has no value, the line ends, and this one is a dot.
                boolean ends = e + 1 == values.length || !Curve.isDrawn(values[e + 1]);
                double next = ends ? values[e] : values[e + 1];
                for (double t = 0; t < (ends ? 0.1 : 1); t += 0.125) {
                    double x = (e + t + 0.5) / epochs;
                    double y = (values[e] + t * (next - values[e]) - scale.min()) / (scale.max() - scale.min());
                    if ((east ? x > 1 - width : x < width) && (north ? y > 1 - height : y < height)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }
}
