package dev.gradus.chart;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;

/**
 * One line of a chart: a name and one value per epoch.
 *
 * @param name what the legend calls it, e.g. {@code train}; not blank
 * @param values one value per epoch; NaN and values beyond ±1e300 are not drawn and leave a gap
 */
public record Curve(String name, double[] values) {

    /** Copies the values. Throws {@link IllegalArgumentException} if the name is blank. */
    public Curve {
        Objects.requireNonNull(name, "name is null, expected what the legend calls the curve");
        Objects.requireNonNull(values, "values is null, expected one value per epoch");
        if (name.isBlank()) {
            throw new IllegalArgumentException("name is blank, expected what the legend calls the curve");
        }
        values = values.clone();
    }

    /** A copy of the values, one per epoch. */
    @Override
    public double[] values() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Curve c && name.equals(c.name) && Arrays.equals(values, c.values);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(values);
    }

    /** The name, the number of epochs, the first and the last value, e.g. {@code train: 10 epochs, 2.3012 … 0.1047}. */
    @Override
    public String toString() {
        int n = values.length;
        String epochs = name + ": " + n + (n == 1 ? " epoch" : " epochs");
        return switch (n) {
            case 0 -> epochs;
            case 1 -> String.format(Locale.ROOT, "%s, %.4f", epochs, values[0]);
            default -> String.format(Locale.ROOT, "%s, %.4f … %.4f", epochs, values[0], values[n - 1]);
        };
    }
}
