package dev.gradus.jupyter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Locale;

/** Numbers as texts, the same in every country. */
final class Numbers {
    private static final int DECIMALS = 4;

    private Numbers() {}

    /** "60,000". */
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /** "0.2512"; a dash where nothing was measured. */
    static String loss(double loss) {
        if (Double.isNaN(loss)) return "–";
        return String.format(Locale.ROOT, Math.abs(loss) < 1e6 ? "%.4f" : "%.3e", loss);
    }

    /** "92.93 %"; a dash where nothing was measured. */
    static String share(double share) {
        return Double.isNaN(share) ? "–" : String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    /** Values that stand below one another: all with the same, smallest number of decimals that loses nothing. */
    static String[] column(double... values) {
        double largest = Arrays.stream(values)
                .filter(Double::isFinite)
                .map(Math::abs)
                .max()
                .orElse(0);
        boolean plain = largest == 0 || largest < 1e7 && largest >= 1e-3;
        int decimals = 0;
        for (double value : values) if (Double.isFinite(value) && plain) decimals = Math.max(decimals, decimals(value));
        String pattern = plain ? "%." + decimals + "f" : "%." + DECIMALS + "g";
        return Arrays.stream(values)
                .mapToObj(v -> Double.isFinite(v) ? String.format(Locale.ROOT, pattern, v) : String.valueOf(v))
                .toArray(String[]::new);
    }

    /** How many decimals a value needs, at most {@value #DECIMALS}. */
    private static int decimals(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return Math.max(0, rounded.scale());
    }
}
