package dev.gradus.chart.canvas;

import java.util.function.DoubleBinaryOperator;

/** A function of two variables, sampled on a grid over a rectangle, with its place in a unit cube. */
public final class Surface {
    public final Axes.Range xs;
    public final Axes.Range ys;
    /** From the lowest number to the highest. */
    public final Axes.Range heights;
    /** Where on the grid it is lowest and where it is highest: x, y and the value. */
    public final double[] lowest;

    public final double[] highest;
    private final DoubleBinaryOperator f;
    private final double[][] values;

    Surface(DoubleBinaryOperator f, Axes.Range xs, Axes.Range ys, int cells) {
        this.f = f;
        this.xs = xs;
        this.ys = ys;
        values = new double[cells + 1][cells + 1];
        double[] low = {Double.NaN, Double.NaN, Double.POSITIVE_INFINITY};
        double[] high = {Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY};
        for (int i = 0; i <= cells; i++)
            for (int j = 0; j <= cells; j++) {
                double x = xs.low() + xs.length() * i / cells;
                double y = ys.low() + ys.length() * j / cells;
                double z = value(x, y);
                values[i][j] = z;
                if (z < low[2]) low = new double[] {x, y, z};
                if (z > high[2]) high = new double[] {x, y, z};
            }
        lowest = low;
        highest = high;
        Scale scale = Scale.of(new double[][] {{low[2], high[2]}});
        heights = new Axes.Range(scale.min(), scale.max());
    }

    /** NaN where there is nothing to draw. */
    public double value(double x, double y) {
        double z = f.applyAsDouble(x, y);
        return Scale.isDrawn(z) ? z : Double.NaN;
    }

    double across(double x) {
        return (x - xs.low()) / xs.length();
    }

    double along(double y) {
        return (y - ys.low()) / ys.length();
    }

    double up(double z) {
        return (z - heights.low()) / heights.length();
    }

    /** From 0 to 1, at a corner of the grid. */
    double height(int i, int j) {
        return up(values[i][j]);
    }

    /** In the middle of a cell. */
    double middle(int i, int j) {
        return (height(i, j) + height(i + 1, j) + height(i, j + 1) + height(i + 1, j + 1)) / 4;
    }

    /** At shares of the two sides. */
    double at(double across, double along) {
        return up(value(xs.low() + across * xs.length(), ys.low() + along * ys.length()));
    }
}
