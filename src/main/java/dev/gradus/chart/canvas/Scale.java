package dev.gradus.chart.canvas;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/**
 * The ticks of an axis: from {@code min} to {@code max} in steps of 1, 2 or 5 times a power of ten.
 *
 * @param min the lowest tick
 * @param max the highest tick
 * @param step the distance of two ticks
 * @param pattern how {@link DecimalFormat} writes the ticks, all with the same number of decimals
 */
public record Scale(double min, double max, double step, String pattern) {
    private static final int[] STEPS = {1, 2, 5, 10};

    /** Whether a value is drawn. Near the largest double an axis has no room for round numbers. */
    public static boolean isDrawn(double value) {
        return Math.abs(value) <= 1e300;
    }

    /** A scale of about five steps that holds all values that are drawn; 0 to 1 where there is none. */
    public static Scale of(double[][] curves) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] values : curves) {
            for (double v : values) {
                if (isDrawn(v)) {
                    low = Math.min(low, v);
                    high = Math.max(high, v);
                }
            }
        }
        if (low > high) {
            return between(0, 1);
        }
        // XChart counts ticks in steps of at least 1e-10 and never ends below; a double can't tell closer ones apart.
        double room = Math.max(1e-7, Math.max(Math.abs(low), Math.abs(high)) * 1e-9);
        if (high - low < room) {
            room = Math.max(room, Math.abs(low) * 0.1);
            return between(low < 0 ? low - room : Math.max(0, low - room), high + room);
        }
        return between(low, high);
    }

    private static Scale between(double low, double high) {
        BigDecimal from = new BigDecimal(low);
        BigDecimal to = new BigDecimal(high);
        BigDecimal least = to.subtract(from).multiply(new BigDecimal("0.15"));
        BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(least.precision() - least.scale() - 1);
        BigDecimal step = power;
        for (int i = 0; step.compareTo(least) < 0; i++) {
            step = power.multiply(BigDecimal.valueOf(STEPS[i]));
        }
        BigDecimal min = from.divide(step, 0, RoundingMode.FLOOR).multiply(step);
        BigDecimal max = to.divide(step, 0, RoundingMode.CEILING).multiply(step);
        return new Scale(min.doubleValue(), max.doubleValue(), step.doubleValue(), pattern(min, max, step));
    }

    private static String pattern(BigDecimal min, BigDecimal max, BigDecimal step) {
        BigDecimal largest = min.abs().max(max.abs()).round(new MathContext(15));
        int first = largest.precision() - largest.scale() - 1;
        int last = step.precision() - step.scale() - 1;
        if (first > 5 || last < -4) {
            return "0" + decimals(first - last, '#') + "E0";
        }
        return "0" + decimals(-last, '0');
    }

    private static String decimals(int n, char digit) {
        return n <= 0 ? "" : "." + String.valueOf(digit).repeat(n);
    }

    /** The ticks from low to high. */
    public double[] ticks(double low, double high) {
        long first = (long) Math.ceil(low / step - 1e-9);
        long last = (long) Math.floor(high / step + 1e-9);
        double[] ticks = new double[(int) Math.max(0, last - first + 1)];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = (first + i) * step;
        }
        return ticks;
    }

    /** The tick as the axis shows it, with a decimal point in every country. */
    public String label(double tick) {
        return tick == 0 && pattern.endsWith("E0")
                ? "0"
                : new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT)).format(tick);
    }

    /**
     * The least distance of ticks, in pixels, for which XChart chooses {@code step} too. It rounds distance · span /
     * length to 1, 2, 5 or 10 times a power of ten; from a tenth below, it gets there although the length is a guess.
     *
     * @param length of the axis in pixels
     * @param span what it shows, of which the scale may hold more
     */
    public int spacing(double length, double span) {
        return (int) Math.max(20, 1.05 * step / span * length);
    }
}
