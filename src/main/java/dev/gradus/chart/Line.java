package dev.gradus.chart;

import dev.gradus.chart.canvas.Scale;
import java.util.Arrays;
import java.util.Objects;

/**
 * A line through points, for charts whose x axis holds no epochs.
 *
 * @param name what the legend calls it; not blank
 * @param x where the points stand
 * @param y as many numbers; NaN and values beyond ±1e300 are not drawn and leave a gap
 */
public record Line(String name, double[] x, double[] y) {

    /** Copies the numbers. Throws {@link IllegalArgumentException} if the name is blank or the counts differ. */
    public Line {
        Objects.requireNonNull(name, "name is null, expected what the legend calls the line");
        Objects.requireNonNull(x, "x is null, expected where the points stand");
        Objects.requireNonNull(y, "y is null, expected one number for each x");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank, expected what the legend calls the line");
        }
        if (x.length != y.length) {
            throw new IllegalArgumentException("x has " + x.length + " numbers, but y has " + y.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i])) {
                throw new IllegalArgumentException("x[" + i + "] is " + x[i] + ", expected a finite number");
            }
        }
        x = x.clone();
        y = Arrays.stream(y).map(v -> Scale.isDrawn(v) ? v : Double.NaN).toArray();
    }

    /** A copy. */
    @Override
    public double[] x() {
        return x.clone();
    }

    /** A copy; NaN where nothing is drawn. */
    @Override
    public double[] y() {
        return y.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Line line
                && name.equals(line.name)
                && Arrays.equals(x, line.x)
                && Arrays.equals(y, line.y);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + Arrays.hashCode(x)) + Arrays.hashCode(y);
    }

    /** The name and the number of points. */
    @Override
    public String toString() {
        return name + ": " + x.length + (x.length == 1 ? " point" : " points");
    }
}
