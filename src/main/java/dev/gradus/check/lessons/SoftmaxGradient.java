package dev.gradus.check.lessons;

import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** What is known about the gradient of softmax with cross-entropy. */
public final class SoftmaxGradient {
    private SoftmaxGradient() {}

    public static final Exercise SOFTMAX = Exercise.of(
            "diagnosis.softmax-cross-entropy",
            """
            (Z, Y) -> {
                double[][] dZ = new double[Z.length][Z[0].length];
                for (int i = 0; i < Z.length; i++) {
                    double sum = 0;
                    for (double z : Z[i]) sum += Math.exp(z);
                    for (int k = 0; k < Z[i].length; k++) dZ[i][k] = (Math.exp(Z[i][k]) / sum - Y[i][k]) / Z.length;
                }
                return dZ;
            }""",
            Given.cases(3, "softmax, no two alike", g -> g.draw("Z", 5, 3).oneHot("Y", 5, 3)),
            classes(Part.gradient("dZ", "Z", SoftmaxGradient::crossEntropy)));

    private static Part classes(Part part) {
        ToDoubleFunction<Given> m = g -> g.m("Z").rows();
        ToDoubleFunction<Given> k = g -> g.m("Z").columns();
        part.factors()
                .mean(m)
                .factor(Mistake.MEAN_OVER_FEATURES, g -> m.applyAsDouble(g) / k.applyAsDouble(g))
                .factor(Mistake.MEAN_OVER_CLASSES, g -> 1 / k.applyAsDouble(g));
        wrong(
                part,
                Mistake.SOFTMAX_LOSS_ONLY,
                g -> g.m("Y").times(softmax(g.m("Z")).map(a -> -1 / a)));
        wrong(
                part,
                Mistake.SOFTMAX_DIAGONAL,
                g -> g.m("Y").times(softmax(g.m("Z")).map(a -> a - 1)));
        wrong(part, Mistake.SIGMA_PRIME_NOT_CANCELLED, g -> {
            Matrix a = softmax(g.m("Z"));
            return a.minus(g.m("Y")).times(a.map(v -> v * (1 - v)));
        });
        wrong(
                part,
                Mistake.SOFTMAX_OVER_COLUMNS,
                g -> softmax(g.m("Z").transposed()).transposed().minus(g.m("Y")));
        wrong(
                part,
                Mistake.SIGMOID_FOR_SOFTMAX,
                g -> g.m("Z").map(Functions::sigmoid).minus(g.m("Y")));
        wrong(part, Mistake.SOFTMAX_MISSING, g -> g.m("Z").minus(g.m("Y")));
        wrong(part, Mistake.TARGET_MISSING, g -> softmax(g.m("Z")));
        wrong(part, Mistake.ROUNDED, g -> hardmax(g.m("Z")).minus(g.m("Y")));
        return part;
    }

    /** A wrong δ, to which the mean is applied rightly. */
    private static void wrong(Part part, Mistake mistake, Function<Given, Matrix> delta) {
        part.mistake(mistake, g -> delta.apply(g).map(v -> v / g.m("Z").rows()));
    }

    static Matrix softmax(Matrix z) {
        Matrix a = z.map(Functions::exp);
        for (int i = 0; i < a.rows(); i++) {
            double sum = 0;
            for (double e : a.row(i)) sum += e;
            for (int k = 0; k < a.columns(); k++) a.set(i, k, a.get(i, k) / sum);
        }
        return a;
    }

    /** 1 at the largest of each row, 0 elsewhere. */
    static Matrix hardmax(Matrix z) {
        Matrix best = z.map(v -> 0);
        for (int i = 0; i < z.rows(); i++) best.set(i, z.argMax(i), 1);
        return best;
    }

    static double crossEntropy(Given g) {
        return Given.sum(g.m("Y").times(softmax(g.m("Z")).map(Functions::log)))
                / -g.m("Z").rows();
    }
}
