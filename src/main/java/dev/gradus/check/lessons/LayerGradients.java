package dev.gradus.check.lessons;

import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** What is known about the backward formulas of a layer in matrices; ReLU, m samples. */
public final class LayerGradients {
    private LayerGradients() {}

    static final Exercise DELTA = Exercise.of(
                    "05.delta",
                    "(nextDelta, nextW, Z) -> nextDelta.dot(nextW.transposed()).times(Z.map(z -> z > 0 ? 1 : 0))",
                    List.of(hidden(0, 3, 3, 3), hidden(1, 3, 3, 3), hidden(2, 3, 3, 3)),
                    delta(Part.gradient(
                                    "delta",
                                    "Z",
                                    g -> Given.sum(g.m("nextDelta")
                                            .times(relu(g.m("Z")).dot(g.m("nextW")))))
                            .factors()
                            .factor(
                                    Mistake.MEAN_TAKEN_AGAIN,
                                    g -> 1.0 / g.m("Z").rows())))
            .also(hidden(3, 4, 3, 2), hidden(4, 2, 3, 5))
            .ours(ours());

    static final Exercise DW = Exercise.of(
                    "05.dW",
                    "(A, delta) -> A.transposed().dot(delta)",
                    List.of(layer(0, 3, 3, 3), layer(1, 3, 3, 3), layer(2, 3, 3, 3)),
                    Part.of("dW", g -> g.m("A").transposed().dot(g.m("delta")))
                            .factors()
                            .factor(
                                    Mistake.MEAN_TAKEN_AGAIN,
                                    g -> 1.0 / g.m("A").rows())
                            .mistake(
                                    Mistake.TRANSPOSED,
                                    g -> g.m("delta").transposed().dot(g.m("A")))
                            .mistake(Mistake.INPUT_NOT_TRANSPOSED, g -> g.m("A").dot(g.m("delta")))
                            .mistake(Mistake.WRONG_ORDER, g -> g.m("delta").dot(g.m("A")))
                            .mistake(Mistake.ELEMENT_WISE, g -> g.m("A").times(g.m("delta")))
                            .mistake(
                                    Mistake.TRANSPOSED_DELTA,
                                    g -> g.m("delta").dot(g.m("A").transposed()))
                            .mistake(Mistake.DELTA_MISSING, g -> g.m("A").transposed())
                            .mistake(Mistake.INPUT_MISSING, g -> g.m("delta"))
                            .mistake(
                                    Mistake.RELU_OF_GRADIENT,
                                    g -> relu(g.m("A").transposed().dot(g.m("delta"))))
                            .sum("A", "delta"))
            .also(layer(3, 4, 3, 2), layer(4, 2, 3, 5))
            .ours(ours());

    static final Exercise DB = Exercise.of(
                    "05.db",
                    "delta -> delta.columnSums()",
                    List.of(layer(0, 3, 3, 3), layer(1, 3, 3, 3), layer(2, 3, 3, 3)),
                    Part.of("db", g -> g.m("delta").columnSums())
                            .factors()
                            .factor(
                                    Mistake.MEAN_TAKEN_AGAIN,
                                    g -> 1.0 / g.m("delta").rows())
                            .mistake(
                                    Mistake.AXIS, g -> g.m("delta").transposed().columnSums())
                            .mistake(
                                    Mistake.TRANSPOSED,
                                    g -> g.m("delta").columnSums().transposed())
                            .mistake(Mistake.SUM_MISSING, g -> g.m("delta"))
                            .sum("delta"))
            .also(layer(3, 4, 3, 2), layer(4, 2, 3, 5))
            .ours(ours());

    /** The hidden layer of the lesson's network. */
    private static Given ours() {
        OneTwoOne n = new OneTwoOne(OneTwoOne.ours());
        return Given.of("05.dW", 5)
                .set("nextDelta", n.delta2())
                .set("nextW", Given.matrix(2, 1, n.w2))
                .set("Z", n.z1)
                .set("A", n.x)
                .set("delta", n.delta1());
    }

    // ---- two factors, each with its slips ----

    /** δˡ = (δˡ⁺¹ Wᵀ) ⊙ ReLU′(Z): one of the two wrong, or both at once. */
    private static Part delta(Part part) {
        Map<Mistake, Function<Given, Matrix>> products = new EnumMap<>(Mistake.class);
        products.put(Mistake.NEXT_WEIGHTS_MISSING, g -> g.m("nextDelta"));
        products.put(Mistake.TRANSPOSED_WEIGHT, g -> g.m("nextDelta").dot(g.m("nextW")));
        products.put(Mistake.WRONG_ORDER, g -> g.m("nextW").dot(g.m("nextDelta")));
        products.put(Mistake.ELEMENT_WISE, g -> g.m("nextDelta").times(g.m("nextW")));
        products.put(Mistake.DELTA_MISSING, g -> g.m("Z").map(z -> 1));
        Map<Mistake, DoubleUnaryOperator> slopes = new EnumMap<>(Mistake.class);
        slopes.put(Mistake.SIGMA_PRIME_MISSING, z -> 1);
        slopes.put(Mistake.SIGMA_FOR_SIGMA_PRIME, z -> Math.max(0, z));
        slopes.put(Mistake.Z_FOR_SIGMA_PRIME, z -> z);
        slopes.put(Mistake.DERIVATIVE_TURNED, z -> z > 0 ? 0 : 1);
        slopes.put(Mistake.SIGMOID_PRIME, z -> Functions.sigmoid(z) * (1 - Functions.sigmoid(z)));
        slopes.put(Mistake.TANH_PRIME, z -> 1 - Functions.tanh(z) * Functions.tanh(z));
        slopes.put(Mistake.Z_FOR_A_IN_SIGMA_PRIME, z -> z * (1 - z));
        products.forEach((slip, product) ->
                part.mistake(slip, g -> product.apply(g).times(step(g.m("Z")))));
        slopes.forEach((slip, slope) ->
                part.mistake(slip, g -> back(g).times(g.m("Z").map(slope::applyAsDouble))));
        products.forEach((one, product) -> slopes.forEach((other, slope) ->
                part.both(one, other, g -> product.apply(g).times(g.m("Z").map(slope::applyAsDouble)))));
        return part.mistake(Mistake.RELU_OF_GRADIENT, g -> relu(back(g)))
                .mistake(Mistake.DOT_FOR_TIMES, g -> back(g).dot(step(g.m("Z"))));
    }

    private static Given hidden(int index, int m, int n, int k) {
        return Given.of("05.delta", index)
                .draw("nextDelta", m, k)
                .draw("nextW", n, k)
                .draw("Z", m, n);
    }

    private static Given layer(int index, int m, int n, int k) {
        return Given.of("05.dW", index).draw("A", m, n).draw("delta", m, k);
    }

    private static Matrix back(Given g) {
        return g.m("nextDelta").dot(g.m("nextW").transposed());
    }

    private static Matrix relu(Matrix z) {
        return z.map(v -> Math.max(0, v));
    }

    private static Matrix step(Matrix z) {
        return z.map(v -> v > 0 ? 1 : 0);
    }
}
