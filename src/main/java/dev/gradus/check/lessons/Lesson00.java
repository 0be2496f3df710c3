package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 00, a tour: Java's own traps. */
public final class Lesson00 {
    private Lesson00() {}

    /** One half, so that Java sees 0.5. */
    public static Check half(@Nullable Object number) {
        return HALF.check(g -> number);
    }

    static final Exercise HALF = Exercise.of(
            "00.half",
            "1.0 / 2",
            List.of(Given.of("00.half", 0)),
            Part.number("half", g -> 0.5)
                    .wrongNumber(Mistake.INTEGER_DIVISION, g -> 0)
                    .wrongNumber(Mistake.TWICE, g -> 2));

    /**
     * v²; v is a whole number.
     *
     * @param square from v to its square
     */
    public static Check square(Formula.One<Integer> square) {
        Require.notNull("square", square, "v -> …");
        return SQUARE.check(g -> square.of((int) g.number("v")));
    }

    public static final Exercise SQUARE = Exercise.of(
            "00.square",
            "v -> v * v",
            whole(3, 7, -5, 12),
            Part.number("square", g -> g.number("v") * g.number("v"))
                    .wrongNumber(Mistake.XOR, g -> (int) g.number("v") ^ 2)
                    .wrongNumber(Mistake.TWICE, g -> 2 * g.number("v")));

    /**
     * The mean of two whole numbers.
     *
     * @param mean from a and b to (a + b)/2
     */
    public static Check mean(Formula.Two<Integer, Integer> mean) {
        Require.notNull("mean", mean, "(a, b) -> …");
        return MEAN.check(g -> mean.of((int) g.number("a"), (int) g.number("b")));
    }

    static final Exercise MEAN = Exercise.of(
            "00.mean",
            "(a, b) -> (a + b) / 2.0",
            List.of(
                    Given.of("00.mean", 0).set("a", 3).set("b", 8),
                    Given.of("00.mean", 1).set("a", -4).set("b", 9),
                    Given.of("00.mean", 2).set("a", 7).set("b", 1)),
            Part.number("mean", g -> (g.number("a") + g.number("b")) / 2)
                    .wrongNumber(Mistake.INTEGER_DIVISION, g -> ((int) g.number("a") + (int) g.number("b")) / 2)
                    .wrongNumber(Mistake.ZERO, g -> 0)
                    .wrongNumber(Mistake.MEAN_MISSING, g -> g.number("a") + g.number("b")));

    private static List<Given> whole(int... numbers) {
        List<Given> cases = new ArrayList<>();
        for (int v : numbers) cases.add(Given.of("00.square", cases.size()).set("v", v));
        return cases;
    }
}
