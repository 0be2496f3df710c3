package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 09, optimizers as cures: each looks at one weight w with its gradient g, unless it says more. */
public final class Lesson09 {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;

    private Lesson09() {}

    /**
     * How slowly the floor of a ravine is walked along, where η is as large as its walls allow.
     *
     * @param slowest from the curvature along the floor and that of the walls to the factor that a step leaves of the way
     */
    public static Check slowest(Formula.Two<Double, Double> slowest) {
        Require.notNull("slowest", slowest, "(floor, wall) -> …");
        return SLOWEST.check(g -> slowest.of(g.number("floor"), g.number("wall")));
    }

    static final Exercise SLOWEST = Exercise.of(
                    "09.slowest",
                    "(floor, wall) -> 1 - 2 / wall * floor",
                    List.of(curvatures(0, 1, 50), curvatures(1, 2, 9), curvatures(2, 3, 8)),
                    Part.number("factor", g -> 1 - 2 * ratio(g))
                            .wrongNumber(Mistake.FASTEST_FOR_LARGEST, g -> 1 - ratio(g))
                            .wrongNumber(Mistake.UPHILL, g -> 1 + 2 * ratio(g))
                            .wrongNumber(Mistake.SWAPPED, g -> 1 - 2 / ratio(g))
                            .again(Mistake.SWAPPED, g -> 1 - 1 / ratio(g))
                            .wrongNumber(Mistake.STEP_ALONE, g -> 2 * ratio(g)))
            .ours(curvatures(3, 1, 100));

    private static Given curvatures(int index, double floor, double wall) {
        return Given.of("09.slowest", index).set("floor", floor).set("wall", wall);
    }

    private static double ratio(Given g) {
        return g.number("floor") / g.number("wall");
    }

    /**
     * One step with momentum.
     *
     * @param momentum from w, its velocity v, the gradient g, η and μ to the new v and the new w
     */
    public static Check momentum(Formula.Five<Double, Double, Double, Double, Double> momentum) {
        Require.notNull("momentum", momentum, "(w, v, g, eta, mu) -> …");
        return MOMENTUM.check(
                g -> momentum.of(g.number("w"), g.number("v"), g.number("g"), g.number("eta"), g.number("mu")));
    }

    static final Exercise MOMENTUM = Exercise.of(
                    "09.momentum",
                    """
                    (w, v, g, eta, mu) -> {
                        double velocity = mu * v + g;
                        return List.of(velocity, w - eta * velocity);
                    }""",
                    List.of(
                            rolling(0, 1.2, 0.7, -1.5, 0.3, 0.8),
                            rolling(1, -0.6, -1.1, 0.4, 0.2, 0.6),
                            rolling(2, 0.5, 1.7, 0.9, 0.15, 0.7)),
                    Part.number("v", Lesson09::velocity)
                            .wrongNumber(Mistake.GRADIENT_MISSING, g -> velocity(g) - g.number("g"))
                            .wrongNumber(Mistake.FRICTION_MISSING, g -> g.number("v") + g.number("g"))
                            .wrongNumber(Mistake.SIGN, g -> velocity(g) - 2 * g.number("g"))
                            .wrongNumber(Mistake.AVERAGED, g -> velocity(g) - g.number("mu") * g.number("g"))
                            .wrongNumber(
                                    Mistake.FRICTION_KEPT, g -> (1 - g.number("mu")) * g.number("v") + g.number("g"))
                            .wrongNumber(
                                    Mistake.RATE_IN_VELOCITY,
                                    g -> g.number("mu") * g.number("v") - g.number("eta") * g.number("g")),
                    Part.number("w", g -> after(g, Lesson09::velocity))
                            .wrongNumber(Mistake.UPHILL, g -> after(g, h -> -velocity(h)))
                            .wrongNumber(Mistake.RATE_MISSING, g -> g.number("w") - velocity(g))
                            .wrongNumber(Mistake.STEP_ALONE, g -> -g.number("eta") * velocity(g))
                            .wrongNumber(Mistake.OLD_VELOCITY, g -> after(g, h -> h.number("v")))
                            .wrongNumber(
                                    Mistake.RATE_IN_VELOCITY,
                                    g -> after(g, h -> h.number("g")) + g.number("mu") * g.number("v"))
                            .wrongNumber(Mistake.VELOCITY_FORGOTTEN, g -> after(g, h -> h.number("g"))))
            .ours(rolling(3, -2, 0, -2, 0.01, 0.9));

    private static Given rolling(int index, double w, double v, double g, double eta, double mu) {
        return Given.of("09.momentum", index)
                .set("w", w)
                .set("v", v)
                .set("g", g)
                .set("eta", eta)
                .set("mu", mu);
    }

    private static double velocity(Given g) {
        return g.number("mu") * g.number("v") + g.number("g");
    }

    private static double after(Given g, ToDoubleFunction<Given> velocity) {
        return g.number("w") - g.number("eta") * velocity.applyAsDouble(g);
    }

    /**
     * What Adam remembers, and what it makes of it; β₁ = 0.9, β₂ = 0.999, no ε.
     *
     * @param adam from m, v, the gradient g and the number t of the step, from 1, to the new m, the new v and what η is
     *     multiplied by
     */
    public static Check adam(Formula.Four<Double, Double, Double, Integer> adam) {
        Require.notNull("adam", adam, "(m, v, g, t) -> …");
        return ADAM.check(g -> adam.of(g.number("m"), g.number("v"), g.number("g"), (int) g.number("t")));
    }

    static final Exercise ADAM = Exercise.of(
                    "09.adam",
                    """
                    (m, v, g, t) -> {
                        double mean = 0.9 * m + 0.1 * g;
                        double squares = 0.999 * v + 0.001 * g * g;
                        double step = mean / (1 - Math.pow(0.9, t)) / Math.sqrt(squares / (1 - Math.pow(0.999, t)));
                        return List.of(mean, squares, step);
                    }""",
                    List.of(
                            remembers(0, 0.5, 0.02, -1.5, 2),
                            remembers(1, -0.3, 0.05, 0.7, 5),
                            remembers(2, 0.2, 0.4, 1.1, 9)),
                    Part.number("m", Lesson09::mean)
                            .wrongNumber(Mistake.SHARES_SWAPPED, g -> mixed(g.number("g"), g.number("m"), BETA1))
                            .wrongNumber(Mistake.GRADIENT_MISSING, g -> BETA1 * g.number("m"))
                            .wrongNumber(Mistake.SHARE_MISSING, g -> BETA1 * g.number("m") + g.number("g"))
                            .wrongNumber(Mistake.SIGN, g -> mixed(g.number("m"), -g.number("g"), BETA1))
                            .wrongNumber(Mistake.CORRECTED_KEPT, g -> mean(g) / rest(g, BETA1)),
                    Part.number("v", Lesson09::squares)
                            .wrongNumber(Mistake.SHARES_SWAPPED, g -> mixed(square(g), g.number("v"), BETA2))
                            .wrongNumber(Mistake.NOT_SQUARED, g -> mixed(g.number("v"), g.number("g"), BETA2))
                            .wrongNumber(Mistake.GRADIENT_MISSING, g -> BETA2 * g.number("v"))
                            .wrongNumber(Mistake.CORRECTED_KEPT, g -> squares(g) / rest(g, BETA2)),
                    Part.number("step", g -> corrected(g, (int) g.number("t")))
                            .wrongNumber(Mistake.CORRECTION_MISSING, g -> mean(g) / Math.sqrt(squares(g)))
                            .wrongNumber(Mistake.CORRECTION_WITHOUT_T, g -> corrected(g, 1))
                            .wrongNumber(
                                    Mistake.ROOT_MISSING,
                                    g -> corrected(g, (int) g.number("t")) / Math.sqrt(squares(g) / rest(g, BETA2)))
                            .wrongNumber(
                                    Mistake.GRADIENT_FOR_MEAN,
                                    g -> g.number("g") / Math.sqrt(squares(g) / rest(g, BETA2)))
                            .factor(Mistake.SIGN, g -> -1))
            .ours(remembers(3, 0, 0, -2, 1));

    private static Given remembers(int index, double m, double v, double g, int t) {
        return Given.of("09.adam", index).set("m", m).set("v", v).set("g", g).set("t", t);
    }

    private static double mixed(double old, double now, double beta) {
        return beta * old + (1 - beta) * now;
    }

    private static double square(Given g) {
        return g.number("g") * g.number("g");
    }

    private static double mean(Given g) {
        return mixed(g.number("m"), g.number("g"), BETA1);
    }

    private static double squares(Given g) {
        return mixed(g.number("v"), square(g), BETA2);
    }

    /** 1 − βᵗ. */
    private static double rest(Given g, double beta) {
        return 1 - Functions.power(beta, (int) g.number("t"));
    }

    /** m̂ / √v̂ as if this were step t. */
    private static double corrected(Given g, int t) {
        return mean(g) / (1 - Functions.power(BETA1, t)) / Math.sqrt(squares(g) / (1 - Functions.power(BETA2, t)));
    }

    /**
     * A gradient that is cut to a length.
     *
     * @param clip from its two numbers and the limit c to the two numbers afterwards
     */
    public static Check clip(Formula.Three<Double, Double, Double> clip) {
        Require.notNull("clip", clip, "(g1, g2, c) -> …");
        return CLIP.check(g -> clip.of(g.number("g1"), g.number("g2"), g.number("c")));
    }

    static final Exercise CLIP = Exercise.of(
                    "09.clip",
                    """
                    (g1, g2, c) -> {
                        double factor = Math.min(1, c / Math.hypot(g1, g2));
                        return List.of(factor * g1, factor * g2);
                    }""",
                    List.of(
                            gradient(0, 6, -8, 5),
                            gradient(1, 0.3, 0.4, 2),
                            gradient(2, -5, 1.2, 2),
                            gradient(3, -1, 0.75, 4),
                            gradient(5, 1.2, -1.6, 3)),
                    clipped("g1"),
                    clipped("g2"))
            .ours(gradient(4, -300, 400, 20));

    private static Given gradient(int index, double g1, double g2, double c) {
        return Given.of("09.clip", index).set("g1", g1).set("g2", g2).set("c", c);
    }

    private static Part clipped(String name) {
        return Part.number(name, g -> g.number(name) * Math.min(1, g.number("c") / length(g)))
                .wrongNumber(Mistake.CUT_APART, g -> Math.max(-g.number("c"), Math.min(g.number("c"), g.number(name))))
                .wrongNumber(Mistake.ALWAYS_SCALED, g -> g.number(name) * g.number("c") / length(g))
                .wrongNumber(Mistake.LIMIT_MISSING, g -> g.number(name) / length(g))
                .wrongNumber(Mistake.UPSIDE_DOWN, g -> g.number(name) * Math.min(1, length(g) / g.number("c")))
                .wrongNumber(
                        Mistake.ROOT_MISSING,
                        g -> g.number(name) * Math.min(1, g.number("c") / (length(g) * length(g))))
                .wrongNumber(
                        Mistake.ABSOLUTE,
                        g -> g.number(name)
                                * Math.min(1, g.number("c") / (Math.abs(g.number("g1")) + Math.abs(g.number("g2")))))
                .again(
                        Mistake.ROOT_MISSING,
                        g -> g.number(name) * (length(g) * length(g) > g.number("c") ? g.number("c") / length(g) : 1));
    }

    private static double length(Given g) {
        return Math.sqrt(g.number("g1") * g.number("g1") + g.number("g2") * g.number("g2"));
    }

    /**
     * Which cure helps in which case.
     *
     * @param cures the numbers of the cures of the cases A, B, C and D
     */
    public static Check whichCure(@Nullable Object cures) {
        return WHICH_CURE.check(g -> cures);
    }

    static final Exercise WHICH_CURE = Exercise.of(
            "09.which-cure",
            "List.of(4, 3, 1, 2)",
            Part.figures("cures", 4, 3, 1, 2).wrongFigures(Mistake.SWAPPED, 4, 3, 2, 1));

    /**
     * How far a ball rolls in a step on an even slope, in the long run.
     *
     * @param longRun from the gradient g, η and μ to the change of w
     */
    public static Check longRun(Formula.Three<Double, Double, Double> longRun) {
        Require.notNull("longRun", longRun, "(g, eta, mu) -> …");
        return LONG_RUN.check(g -> longRun.of(g.number("g"), g.number("eta"), g.number("mu")));
    }

    static final Exercise LONG_RUN = Exercise.of(
                    "09.long-run",
                    "(g, eta, mu) -> -eta * g / (1 - mu)",
                    List.of(slope(0, 1.5, 0.3, 0.8), slope(1, -0.7, 0.2, 0.6), slope(2, 2.5, 0.1, 0.95)),
                    Part.number("Δw", g -> -g.number("eta") * g.number("g") / (1 - g.number("mu")))
                            .factor(Mistake.SIGN, g -> -1)
                            .factor(Mistake.VELOCITY_FORGOTTEN, g -> 1 - g.number("mu"))
                            .factor(Mistake.UPSIDE_DOWN, g -> (1 - g.number("mu")) * (1 - g.number("mu")))
                            .wrongNumber(Mistake.SHARES_SWAPPED, g -> -g.number("eta") * g.number("g") / g.number("mu"))
                            .wrongNumber(Mistake.RATE_MISSING, g -> -g.number("g") / (1 - g.number("mu"))))
            .ours(slope(3, 1, 0.01, 0.9));

    private static Given slope(int index, double g, double eta, double mu) {
        return Given.of("09.long-run", index).set("g", g).set("eta", eta).set("mu", mu);
    }

    /**
     * Adam's very first step.
     *
     * @param firstStep from the gradient g and η to the change of w
     */
    public static Check firstStep(Formula.Two<Double, Double> firstStep) {
        Require.notNull("firstStep", firstStep, "(g, eta) -> …");
        return FIRST_STEP.check(g -> firstStep.of(g.number("g"), g.number("eta")));
    }

    static final Exercise FIRST_STEP = Exercise.of(
                    "09.first-step",
                    "(g, eta) -> -eta * Math.signum(g)",
                    List.of(first(0, 40, 0.3), first(1, -0.02, 0.2), first(2, -7, 0.15)),
                    Part.number("Δw", g -> -g.number("eta") * Math.signum(g.number("g")))
                            .factor(Mistake.SIGN, g -> -1)
                            .wrongNumber(Mistake.GRADIENT_LEFT_IN, g -> -g.number("eta") * g.number("g"))
                            .wrongNumber(Mistake.ERROR_WITHOUT_SIGN, g -> -g.number("eta"))
                            .wrongNumber(Mistake.RATE_MISSING, g -> -Math.signum(g.number("g")))
                            .wrongNumber(Mistake.ROOT_MISSING, g -> -g.number("eta") / g.number("g")))
            .ours(first(3, 1000, 0.001));

    private static Given first(int index, double g, double eta) {
        return Given.of("09.first-step", index).set("g", g).set("eta", eta);
    }
}
