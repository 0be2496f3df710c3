package dev.gradus.check;

import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** "Z = XW + b = numbers = numbers": its sides, for both ways to write it. */
final class Equation {
    /**
     * A symbol, or numbers.
     *
     * @param latex empty for numbers
     * @param plain the same in Unicode
     */
    record Term(String latex, String plain, @Nullable Matrix numbers) {
        static Term of(String latex, String plain) {
            return new Term(latex, plain, null);
        }

        static Term of(Matrix numbers) {
            return new Term("", "", numbers);
        }
    }

    static final Term PLUS = Term.of("+", "+");
    static final Term MINUS = Term.of("-", "−");
    static final Term TIMES = Term.of("\\cdot", "·");
    static final Term EACH = Term.of("\\odot", "⊙");

    private final List<List<Term>> sides = new ArrayList<>();

    /** Starts with what is to be found. */
    static Equation of(Term... left) {
        return new Equation().is(left);
    }

    /** One more side. */
    Equation is(Term... side) {
        sides.add(List.of(side));
        return this;
    }

    /** One more side: numbers alone. */
    Equation is(Matrix numbers) {
        return is(Term.of(numbers));
    }

    List<List<Term>> sides() {
        return sides;
    }
}
