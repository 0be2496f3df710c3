package dev.gradus.math;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Numbers as short texts, the same in every country. */
public final class Figures {
    private Figures() {}

    /** "0.25", "-12", "1.5e-9": rounded to so many significant digits, trailing zeros left out. */
    public static String text(double value, int digits) {
        if (!Double.isFinite(value)) return Double.isNaN(value) ? "NaN" : value > 0 ? "∞" : "-∞";
        BigDecimal rounded =
                BigDecimal.valueOf(value).round(new MathContext(digits)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (rounded.signum() == 0 || exponent >= -4 && exponent < Math.max(digits, 6)) return rounded.toPlainString();
        return rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }

    /** "(1, 0.5)"; a number alone without brackets. */
    public static String text(double[] values, int digits) {
        if (values.length == 1) return text(values[0], digits);
        return Arrays.stream(values).mapToObj(v -> text(v, digits)).collect(Collectors.joining(", ", "(", ")"));
    }
}
