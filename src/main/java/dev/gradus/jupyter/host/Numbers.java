package dev.gradus.jupyter.host;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;

/** Numbers as texts, the same in every country. */
public final class Numbers {
    private Numbers() {}

    /** "60,000". */
    public static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** "0.2512"; a dash where nothing was measured. */
    public static String loss(double loss) {
        if (Double.isNaN(loss)) return "–";
        return String.format(Locale.ROOT, Math.abs(loss) < 1e6 ? "%.4f" : "%.3e", loss);
    }

    /** "92.93 %"; a dash where nothing was measured. */
    public static String share(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** "512 B", "1.5 kB", "12 MB": by thousands. */
    public static String bytes(long bytes) {
        return bytes < 1000 ? bytes + " B" : prefixed(bytes, "B");
    }

    /** "11.5 G": the unit is said elsewhere. */
    public static String rate(double perSecond) {
        return perSecond < 1000 ? String.format(Locale.ROOT, "%.0f", perSecond) : prefixed(perSecond, "");
    }

    /** "0.42 ms", "3.1 s": three digits that count. */
    public static String seconds(double seconds) {
        if (seconds >= 1) return digits(seconds) + " s";
        return seconds >= 1e-3 ? digits(seconds * 1e3) + " ms" : digits(seconds * 1e6) + " µs";
    }

    private static String prefixed(double value, String unit) {
        int power = 0;
        for (; value >= 999.5 && power < 5; power++) value /= 1000;
        return digits(value) + " " + " kMGTP".charAt(power) + unit;
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
    }

    /**
     * Values that stand below one another: all with the same, smallest number of decimals that loses nothing.
     *
     * @param digits how many digits the largest may have at most
     */
    public static String[] column(int digits, double... values) {
        double largest = Arrays.stream(values)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        boolean whole = Arrays.stream(values).allMatch(v -> v == Math.rint(v) && Math.abs(v) < 1e15);
        boolean plain = whole || largest < 1e7 && largest >= 1e-3;
        int before =
                largest < 1 ? 1 : String.format(Locale.ROOT, "%.0f", largest).length();
        int decimals = 0;
        for (double value : values)
            if (Double.isFinite(value) && plain && !whole)
                decimals = Math.max(decimals, decimals(value, Math.max(0, digits - before)));
        String pattern = plain ? "%." + decimals + "f" : "%." + (digits - 1) + "g";
        return Arrays.stream(values)
                .mapToObj(v -> Double.isFinite(v) ? String.format(Locale.ROOT, pattern, v) : String.valueOf(v))
                .toArray(String[]::new);
    }

    /** How many decimals a value needs. */
    private static int decimals(double value, int most) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(most, RoundingMode.HALF_UP);
        return Math.max(0, rounded.stripTrailingZeros().scale());
    }
}
