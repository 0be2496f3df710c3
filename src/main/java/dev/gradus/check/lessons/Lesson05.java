package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The exercises of lesson 05, backpropagation: one {@code d…} for each step of the 1-2-1 network ({@link OneTwoOne}), then
 * the same in matrices. Each step is handed what arrived from behind, always right, so that a mistake in one is none in
 * the next.
 */
public final class Lesson05 {
    private Lesson05() {}

    // ---- by hand, from the output to the input ----

    /**
     * δ⁽²⁾ = ∂J/∂z⁽²⁾; the output is linear, so z⁽²⁾ is a2.
     *
     * @param delta2 from the network's numbers n to δ⁽²⁾
     */
    public static Check delta2(Formula.One<OneTwoOne> delta2) {
        Require.notNull("delta2", delta2, "n -> …");
        return DELTA2.check(g -> delta2.of(new OneTwoOne(g)));
    }

    static final Exercise DELTA2 = Exercise.of(
                    "05.delta2",
                    "n -> n.a2 - n.y",
                    OneTwoOne.cases(),
                    Part.gradient("delta2", "b2", Lesson05::loss)
                            .factors()
                            .wrongNumber(Mistake.ERROR_SQUARED, g -> 2 * loss(g))
                            .wrongNumber(Mistake.TARGET_MISSING, g -> new OneTwoOne(g).a2)
                            .wrongNumber(
                                    Mistake.OUTPUT_BENT, g -> new OneTwoOne(g).a2 > 0 ? new OneTwoOne(g).delta2() : 0)
                            .wrongNumber(Mistake.LOSS_FOR_SLOPE, Lesson05::loss)
                            .wrongNumber(Mistake.TARGET_ADDED, g -> new OneTwoOne(g).a2 + g.number("y"))
                            .wrongNumber(Mistake.ERROR_WITHOUT_SIGN, g -> Math.abs(new OneTwoOne(g).delta2()))
                            .wrongNumber(Mistake.BIAS_MISSING, g -> new OneTwoOne(g).delta2() - g.number("b2"))
                            .product(OneTwoOneFactors.single("(n.a2 - n.y)", (n, j) -> n.delta2())))
            .ours(OneTwoOne.ours());

    /**
     * ∂J/∂w2[j].
     *
     * @param dw2 from n, δ⁽²⁾ and j to the gradient
     */
    public static Check dw2(Formula.Three<OneTwoOne, Double, Integer> dw2) {
        Require.notNull("dw2", dw2, "(n, delta2, j) -> …");
        return DW2.check(g -> both(g, (n, j) -> dw2.of(n, n.delta2(), j)));
    }

    static final Exercise DW2 = Exercise.of(
                    "05.dw2",
                    "(n, delta2, j) -> n.a1[j] * delta2",
                    OneTwoOne.cases(),
                    pair(
                                    Part.gradient("dw2", "w2", Lesson05::loss).factors(),
                                    Mistake.INPUT_MISSING,
                                    (n, j) -> n.delta2())
                            .mistake(Mistake.SIGMA_MISSING, g -> OneTwoOne.pair(g, (n, j) -> n.z1[j] * n.delta2()))
                            .mistake(
                                    Mistake.WITH_RESPECT_TO_INPUT,
                                    g -> OneTwoOne.pair(g, (n, j) -> n.w2[j] * n.delta2()))
                            .mistake(Mistake.DELTA_MISSING, g -> OneTwoOne.pair(g, (n, j) -> n.a1[j]))
                            .mistake(Mistake.SWAPPED, g -> OneTwoOne.pair(g, (n, j) -> n.a1[1 - j] * n.delta2()))
                            .product(OneTwoOneFactors.of("delta2", (n, j) -> n.delta2())
                                    .of("n.a1[j]", g -> OneTwoOne.pair(g, (n, j) -> n.a1[j]))))
            .ours(OneTwoOne.ours());

    /**
     * ∂J/∂b2.
     *
     * @param db2 from n and δ⁽²⁾ to the gradient
     */
    public static Check db2(Formula.Two<OneTwoOne, Double> db2) {
        Require.notNull("db2", db2, "(n, delta2) -> …");
        return DB2.check(g -> db2.of(new OneTwoOne(g), new OneTwoOne(g).delta2()));
    }

    static final Exercise DB2 = Exercise.of(
                    "05.db2",
                    "(n, delta2) -> delta2",
                    OneTwoOne.cases(),
                    Part.gradient("db2", "b2", Lesson05::loss)
                            .factors()
                            .wrongNumber(Mistake.INPUT_IN_BIAS, g -> {
                                OneTwoOne n = new OneTwoOne(g);
                                return (n.a1[0] + n.a1[1]) * n.delta2();
                            })
                            .wrongNumber(Mistake.DELTA_MISSING, g -> 1)
                            .wrongNumber(Mistake.WITH_RESPECT_TO_INPUT, g -> g.number("b2") * new OneTwoOne(g).delta2())
                            .product(OneTwoOneFactors.single("delta2", (n, j) -> n.delta2())))
            .ours(OneTwoOne.ours());

    /**
     * ∂J/∂a1[j].
     *
     * @param da1 from n, δ⁽²⁾ and j to the gradient
     */
    public static Check da1(Formula.Three<OneTwoOne, Double, Integer> da1) {
        Require.notNull("da1", da1, "(n, delta2, j) -> …");
        return DA1.check(g -> both(g, (n, j) -> da1.of(n, n.delta2(), j)));
    }

    static final Exercise DA1 = Exercise.of(
                    "05.da1",
                    "(n, delta2, j) -> delta2 * n.w2[j]",
                    OneTwoOne.cases(),
                    pair(
                                    Part.of("da1", g -> OneTwoOne.pair(g, (n, j) -> n.da1()[j]))
                                            .factors(),
                                    Mistake.NEXT_WEIGHTS_MISSING,
                                    (n, j) -> n.delta2())
                            .mistake(
                                    Mistake.WITH_RESPECT_TO_INPUT,
                                    g -> OneTwoOne.pair(g, (n, j) -> n.a1[j] * n.delta2()))
                            .mistake(Mistake.OWN_WEIGHTS, g -> OneTwoOne.pair(g, (n, j) -> n.w1[j] * n.delta2()))
                            .mistake(Mistake.SWAPPED, g -> OneTwoOne.pair(g, (n, j) -> n.w2[1 - j] * n.delta2()))
                            .mistake(Mistake.DELTA_MISSING, g -> OneTwoOne.pair(g, (n, j) -> n.w2[j]))
                            .product(OneTwoOneFactors.of("delta2", (n, j) -> n.delta2())
                                    .of("n.w2[j]", g -> OneTwoOne.pair(g, (n, j) -> n.w2[j]))))
            .ours(OneTwoOne.ours());

    /**
     * δ⁽¹⁾[j] = ∂J/∂z1[j].
     *
     * @param delta1 from n, da1 (two numbers) and j to δ⁽¹⁾[j]
     */
    public static Check delta1(Formula.Three<OneTwoOne, double[], Integer> delta1) {
        Require.notNull("delta1", delta1, "(n, da1, j) -> …");
        return DELTA1.check(g -> both(g, (n, j) -> delta1.of(n, n.da1(), j)));
    }

    static final Exercise DELTA1 = Exercise.of(
                    "05.delta1",
                    "(n, da1, j) -> n.z1[j] > 0 ? da1[j] : 0",
                    OneTwoOne.cases(),
                    pair(
                                    Part.gradient("delta1", "b1", Lesson05::loss)
                                            .factors(),
                                    Mistake.SIGMA_PRIME_MISSING,
                                    (n, j) -> n.da1()[j])
                            .mistake(
                                    Mistake.SIGMA_PRIME_AT_X,
                                    g -> OneTwoOne.pair(g, (n, j) -> n.x > 0 ? n.da1()[j] : 0))
                            .mistake(
                                    Mistake.SIGMA_FOR_SIGMA_PRIME,
                                    g -> OneTwoOne.pair(g, (n, j) -> n.a1[j] * n.da1()[j]))
                            .mistake(Mistake.DELTA_MISSING, g -> OneTwoOne.pair(g, (n, j) -> n.z1[j] > 0 ? 1 : 0))
                            .mistake(
                                    Mistake.OUTPUT_BENT, g -> OneTwoOne.pair(g, (n, j) -> n.a2 > 0 ? n.delta1()[j] : 0))
                            .mistake(
                                    Mistake.SWAPPED, g -> OneTwoOne.pair(g, (n, j) -> n.z1[1 - j] > 0 ? n.da1()[j] : 0))
                            .mistake(
                                    Mistake.RELU_OF_GRADIENT, g -> OneTwoOne.pair(g, (n, j) -> Math.max(0, n.da1()[j])))
                            .product(OneTwoOneFactors.slopes(OneTwoOneFactors.of("da1[j]", (n, j) -> n.da1()[j]))))
            .ours(OneTwoOne.ours());

    /**
     * ∂J/∂w1[j].
     *
     * @param dw1 from n, δ⁽¹⁾ (two numbers) and j to the gradient
     */
    public static Check dw1(Formula.Three<OneTwoOne, double[], Integer> dw1) {
        Require.notNull("dw1", dw1, "(n, delta1, j) -> …");
        return DW1.check(g -> both(g, (n, j) -> dw1.of(n, n.delta1(), j)));
    }

    static final Exercise DW1 = Exercise.of(
                    "05.dw1",
                    "(n, delta1, j) -> n.x * delta1[j]",
                    OneTwoOne.cases(),
                    pair(
                                    Part.gradient("dw1", "w1", Lesson05::loss).factors(),
                                    Mistake.INPUT_MISSING,
                                    (n, j) -> n.delta1()[j])
                            .mistake(
                                    Mistake.OUTPUT_FOR_INPUT, g -> OneTwoOne.pair(g, (n, j) -> n.a1[j] * n.delta1()[j]))
                            .mistake(
                                    Mistake.WITH_RESPECT_TO_INPUT,
                                    g -> OneTwoOne.pair(g, (n, j) -> n.w1[j] * n.delta1()[j]))
                            .mistake(Mistake.DELTA_MISSING, g -> OneTwoOne.pair(g, (n, j) -> n.x))
                            .mistake(Mistake.SWAPPED, g -> OneTwoOne.pair(g, (n, j) -> n.x * n.delta1()[1 - j]))
                            .product(OneTwoOneFactors.deltas().of("n.x", g -> OneTwoOne.pair(g, (n, j) -> n.x))))
            .ours(OneTwoOne.ours());

    /**
     * ∂J/∂b1[j].
     *
     * @param db1 from n, δ⁽¹⁾ (two numbers) and j to the gradient
     */
    public static Check db1(Formula.Three<OneTwoOne, double[], Integer> db1) {
        Require.notNull("db1", db1, "(n, delta1, j) -> …");
        return DB1.check(g -> both(g, (n, j) -> db1.of(n, n.delta1(), j)));
    }

    static final Exercise DB1 = Exercise.of(
                    "05.db1",
                    "(n, delta1, j) -> delta1[j]",
                    OneTwoOne.cases(),
                    pair(
                                    Part.gradient("db1", "b1", Lesson05::loss).factors(),
                                    Mistake.INPUT_IN_BIAS,
                                    (n, j) -> n.x * n.delta1()[j])
                            .mistake(Mistake.AXIS, g -> OneTwoOne.pair(g, (n, j) -> n.delta1()[0] + n.delta1()[1]))
                            .mistake(Mistake.DELTA_MISSING, g -> OneTwoOne.pair(g, (n, j) -> 1))
                            .mistake(Mistake.SWAPPED, g -> OneTwoOne.pair(g, (n, j) -> n.delta1()[1 - j]))
                            .product(OneTwoOneFactors.deltas()))
            .ours(OneTwoOne.ours());

    private static Part pair(Part part, Mistake mistake, OneTwoOne.Neuron wrong) {
        return part.mistake(mistake, g -> OneTwoOne.pair(g, wrong));
    }

    @FunctionalInterface
    private interface Neuron {
        Object of(OneTwoOne n, int j);
    }

    /** The formula for both hidden neurons. */
    private static Object both(Given g, Neuron formula) {
        List<Object> pair = new ArrayList<>();
        for (int j = 0; j < 2; j++) pair.add(formula.of(new OneTwoOne(g), j));
        return pair;
    }

    private static double loss(Given g) {
        return new OneTwoOne(g).loss;
    }

    // ---- in matrices; ReLU, m samples ----

    /**
     * δˡ of a hidden ReLU layer.
     *
     * @param delta from δˡ⁺¹ (m × k), Wˡ⁺¹ (n × k) and Zˡ (m × n) to δˡ (m × n)
     */
    public static Check delta(Formula.Three<Matrix, Matrix, Matrix> delta) {
        Require.notNull("delta", delta, "(nextDelta, nextW, Z) -> …");
        return LayerGradients.DELTA.check(g -> delta.of(g.m("nextDelta"), g.m("nextW"), g.m("Z")));
    }

    /**
     * ∂J/∂Wˡ.
     *
     * @param dW from Aˡ⁻¹ (m × n) and δˡ (m × k) to the gradient (n × k)
     */
    public static Check dW(Formula.Two<Matrix, Matrix> dW) {
        Require.notNull("dW", dW, "(A, delta) -> …");
        return LayerGradients.DW.check(g -> dW.of(g.m("A"), g.m("delta")));
    }

    /**
     * ∂J/∂bˡ.
     *
     * @param db from δˡ (m × k) to the gradient (k numbers)
     */
    public static Check db(Formula.One<Matrix> db) {
        Require.notNull("db", db, "delta -> …");
        return LayerGradients.DB.check(g -> db.of(g.m("delta")));
    }

    // ---- at the end: the same network, but for one thing ----

    /**
     * The bias b1[j] at which hidden neuron j is just waking: below it, it is silent.
     *
     * @param wakes from the network's numbers n and j to that bias
     */
    public static Check wakes(Formula.Two<OneTwoOne, Integer> wakes) {
        Require.notNull("wakes", wakes, "(n, j) -> …");
        return ClosingGradients.WAKES.check(g -> both(g, wakes::of));
    }

    /**
     * δ = ∂J/∂z of a neuron with tanh.
     *
     * @param tanh from z, a = tanh(z) and da = ∂J/∂a to δ
     */
    public static Check tanh(Formula.Three<Double, Double, Double> tanh) {
        Require.notNull("tanh", tanh, "(z, a, da) -> …");
        return ClosingGradients.TANH.check(g -> tanh.of(g.number("z"), g.number("a"), g.number("da")));
    }

    /**
     * ∂J/∂b2 of m samples, for J = 1/(2m) Σ(a − y)².
     *
     * @param samples from the outputs a and the targets y, m numbers each, to the gradient
     */
    public static Check samples(Formula.Two<double[], double[]> samples) {
        Require.notNull("samples", samples, "(a, y) -> …");
        return ClosingGradients.SAMPLES.check(g -> samples.of(g.row("a"), g.row("y")));
    }
}
