package dev.gradus.check.lessons;

import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.check.Product;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleBiFunction;

/** What lesson 05 asks at its end: the same network, but for one thing. */
public final class ClosingGradients {
    private ClosingGradients() {}

    static final Exercise WAKES = Exercise.of(
                    "05.wakes",
                    "(n, j) -> -n.x * n.w1[j]",
                    OneTwoOne.cases(),
                    Part.of("b1", g -> OneTwoOne.pair(g, (n, j) -> -n.x * n.w1[j]))
                            .factors()
                            .mistake(Mistake.SHIFT_ALONE, g -> OneTwoOne.pair(g, (n, j) -> -n.z1[j]))
                            .mistake(Mistake.SWAPPED, g -> OneTwoOne.pair(g, (n, j) -> -n.x * n.w1[1 - j]))
                            .product(OneTwoOneFactors.of("n.x", (n, j) -> n.x)
                                    .of("n.w1[j]", g -> OneTwoOne.pair(g, (n, j) -> n.w1[j]))
                                    .of("−1", g -> OneTwoOne.pair(g, (n, j) -> -1))))
            .ours(OneTwoOne.ours());

    static final Exercise TANH = Exercise.of(
                    "05.tanh",
                    "(z, a, da) -> da * (1 - a * a)",
                    Given.cases(
                            4,
                            "05.tanh",
                            g -> bent(g.draw("z", 1, 1, v -> 0.7 * v).draw("da", 1, 1))),
                    Part.number("delta1", g -> g.number("da") * slope(g.number("a")))
                            .factors()
                            .mistake(Mistake.SIGMA_PRIME_MISSING, g -> g.m("da"))
                            .mistake(Mistake.DELTA_MISSING, g -> g.m("a").map(ClosingGradients::slope))
                            .mistake(Mistake.SIGMA_FOR_SIGMA_PRIME, times((z, a) -> a))
                            .mistake(Mistake.SIGMA_PRIME_AT_A, times((z, a) -> slope(Functions.tanh(a))))
                            .mistake(Mistake.Z_FOR_SIGMA_PRIME, times((z, a) -> z))
                            .wrongNumber(Mistake.BRACKETS_MISSING, g -> g.number("da") - g.number("a") * g.number("a"))
                            .product(new Product()
                                    .of("da", g -> g.m("da"))
                                    .of("tanh′(z)", g -> g.m("a").map(ClosingGradients::slope))
                                    .not("z", g -> g.m("z"))
                                    .not("a", g -> g.m("a"))
                                    .not("1 − z²", of("z", ClosingGradients::slope))
                                    .not("1 − a", of("a", a -> 1 - a))
                                    .not("(1 − a)²", of("a", a -> (1 - a) * (1 - a)))
                                    .not("1 + a²", of("a", a -> 1 + a * a))
                                    .not("a²", of("a", a -> a * a))
                                    .not("a(1 − a)", of("a", a -> a * (1 - a)))
                                    .not("ReLU′(z)", of("z", z -> z > 0 ? 1 : 0))))
            .ours(withTanh());

    static final Exercise SAMPLES = Exercise.of(
                    "05.samples",
                    """
                    (a, y) -> {
                        double sum = 0;
                        for (int i = 0; i < a.length; i++) sum += a[i] - y[i];
                        return sum / a.length;
                    }""",
                    Given.cases(4, "05.samples", g -> g.draw("a", 1, 3).draw("y", 1, 3)),
                    Part.number("db2", g -> mean(g.m("a").minus(g.m("y"))))
                            .factors()
                            .mean(g -> g.m("a").size())
                            .wrongNumber(Mistake.TARGET_MISSING, g -> mean(g.m("a")))
                            .wrongNumber(Mistake.TARGET_ADDED, g -> mean(g.m("a")) + mean(g.m("y")))
                            .wrongNumber(
                                    Mistake.LOSS_FOR_SLOPE,
                                    g -> g.m("a").minus(g.m("y")).sumOfSquares()
                                            / (2 * g.m("a").size()))
                            .wrongNumber(
                                    Mistake.ERROR_WITHOUT_SIGN,
                                    g -> mean(g.m("a").minus(g.m("y")).map(Math::abs)))
                            .wrongNumber(
                                    Mistake.MEAN_OVER_ONE_LESS,
                                    g -> Given.sum(g.m("a").minus(g.m("y")))
                                            / (g.m("a").size() - 1))
                            .mistake(Mistake.SUM_MISSING, g -> g.m("a").minus(g.m("y")))
                            .wrongNumber(
                                    Mistake.INPUT_IN_BIAS,
                                    g -> mean(g.m("a").minus(g.m("y")).times(g.m("a"))))
                            .meanOf("a", "y"))
            .ours(Given.of("05.samples", 4).set("a", 5, -0.25).set("y", 8, 1));

    private static double slope(double a) {
        return 1 - a * a;
    }

    private static Given bent(Given g) {
        return g.set("a", g.m("z").map(Functions::tanh));
    }

    /** Neuron 0 of the lesson's network with tanh: what arrives is another number, since the output is. */
    private static Given withTanh() {
        OneTwoOne n = new OneTwoOne(OneTwoOne.ours());
        double a2 = Functions.tanh(n.z1[0]) * n.w2[0] + Functions.tanh(n.z1[1]) * n.w2[1] + n.b2;
        return bent(Given.of("05.tanh", 4).set("z", n.z1[0]).set("da", (a2 - n.y) * n.w2[0]));
    }

    private static Function<Given, Matrix> of(String name, DoubleUnaryOperator f) {
        return g -> g.m(name).map(f::applyAsDouble);
    }

    private static Function<Given, Matrix> times(ToDoubleBiFunction<Double, Double> slope) {
        return g -> Given.matrix(1, 1, g.number("da") * slope.applyAsDouble(g.number("z"), g.number("a")));
    }

    private static double mean(Matrix numbers) {
        return Given.sum(numbers) / numbers.size();
    }
}
