package dev.gradus.check.lessons;

import dev.gradus.check.Exercise;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import java.util.function.ToDoubleFunction;

/** What is known about the gradients of the 1-2-1 network. */
public final class OneTwoOneGradients {
    private OneTwoOneGradients() {}

    public static final Exercise ONE_TWO_ONE = Exercise.of(
            "diagnosis.one-two-one",
            """
            n -> {
                double delta2 = n.a2 - n.y;
                double[] dw1 = new double[2], db1 = new double[2], dw2 = new double[2];
                for (int j = 0; j < 2; j++) {
                    dw2[j] = n.a1[j] * delta2;
                    db1[j] = n.z1[j] > 0 ? delta2 * n.w2[j] : 0;
                    dw1[j] = n.x * db1[j];
                }
                return List.of(dw1, db1, dw2, delta2);
            }""",
            OneTwoOne.cases(),
            hidden(Part.gradient("dw1", "w1", g -> new OneTwoOne(g).loss), n -> n.x)
                    .mistake(Mistake.INPUT_MISSING, g -> OneTwoOne.pair(g, (n, j) -> n.delta1()[j]))
                    .mistake(Mistake.OUTPUT_FOR_INPUT, g -> OneTwoOne.pair(g, (n, j) -> n.a1[j] * n.delta1()[j]))
                    .mistake(Mistake.WITH_RESPECT_TO_INPUT, g -> OneTwoOne.pair(g, (n, j) -> n.w1[j] * n.delta1()[j])),
            hidden(Part.gradient("db1", "b1", g -> new OneTwoOne(g).loss), n -> 1)
                    .mistake(Mistake.INPUT_IN_BIAS, g -> OneTwoOne.pair(g, (n, j) -> n.x * n.delta1()[j]))
                    .wrongNumber(Mistake.AXIS, g -> new OneTwoOne(g).delta1()[0] + new OneTwoOne(g).delta1()[1]),
            output(Part.gradient("dw2", "w2", g -> new OneTwoOne(g).loss))
                    .mistake(Mistake.OUTPUT_BENT, g -> OneTwoOne.pair(g, (n, j) -> n.a2 > 0 ? n.a1[j] * n.delta2() : 0))
                    .mistake(Mistake.TARGET_MISSING, g -> OneTwoOne.pair(g, (n, j) -> n.a1[j] * n.a2))
                    .mistake(Mistake.SIGMA_MISSING, g -> OneTwoOne.pair(g, (n, j) -> n.z1[j] * n.delta2()))
                    .mistake(Mistake.INPUT_MISSING, g -> OneTwoOne.pair(g, (n, j) -> n.delta2()))
                    .mistake(Mistake.WITH_RESPECT_TO_INPUT, g -> OneTwoOne.pair(g, (n, j) -> n.w2[j] * n.delta2()))
                    .mistake(Mistake.SWAPPED, g -> OneTwoOne.pair(g, (n, j) -> n.a1[1 - j] * n.delta2())),
            output(Part.gradient("db2", "b2", g -> new OneTwoOne(g).loss))
                    .wrongNumber(Mistake.OUTPUT_BENT, g -> new OneTwoOne(g).a2 > 0 ? new OneTwoOne(g).delta2() : 0)
                    .wrongNumber(Mistake.TARGET_MISSING, g -> new OneTwoOne(g).a2)
                    .wrongNumber(Mistake.INPUT_IN_BIAS, g -> {
                        OneTwoOne n = new OneTwoOne(g);
                        return (n.a1[0] + n.a1[1]) * n.delta2();
                    }));

    private static Part output(Part part) {
        return part.factors().factor(Mistake.ERROR_SQUARED, g -> new OneTwoOne(g).delta2());
    }

    /** What can go wrong on the way to δ¹, times what stands behind it. */
    private static Part hidden(Part part, ToDoubleFunction<OneTwoOne> last) {
        output(part);
        part.mistake(
                Mistake.OUTPUT_BENT,
                g -> OneTwoOne.pair(g, (n, j) -> n.a2 > 0 ? last.applyAsDouble(n) * n.delta1()[j] : 0));
        hidden(part, Mistake.SIGMA_PRIME_MISSING, last, (n, j) -> n.da1()[j]);
        hidden(part, Mistake.SIGMA_PRIME_AT_X, last, (n, j) -> n.x > 0 ? n.da1()[j] : 0);
        hidden(part, Mistake.SIGMA_FOR_SIGMA_PRIME, last, (n, j) -> n.da1()[j] * n.a1[j]);
        hidden(part, Mistake.NEXT_WEIGHTS_MISSING, last, (n, j) -> n.z1[j] > 0 ? n.delta2() : 0);
        hidden(part, Mistake.OWN_WEIGHTS, last, (n, j) -> n.z1[j] > 0 ? n.delta2() * n.w1[j] : 0);
        hidden(part, Mistake.SWAPPED, last, (n, j) -> n.z1[j] > 0 ? n.delta2() * n.w2[1 - j] : 0);
        hidden(part, Mistake.DELTA_MISSING, last, (n, j) -> n.z1[j] > 0 ? n.w2[j] : 0);
        hidden(part, Mistake.TARGET_MISSING, last, (n, j) -> n.z1[j] > 0 ? n.a2 * n.w2[j] : 0);
        return part;
    }

    private static void hidden(Part part, Mistake mistake, ToDoubleFunction<OneTwoOne> last, OneTwoOne.Neuron delta) {
        part.mistake(mistake, g -> OneTwoOne.pair(g, (n, j) -> last.applyAsDouble(n) * delta.of(n, j)));
    }
}
