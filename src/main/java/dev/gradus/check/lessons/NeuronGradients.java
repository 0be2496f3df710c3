package dev.gradus.check.lessons;

import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;

/** What is known about the gradients of a single neuron: linear regression and the logistic unit. */
public final class NeuronGradients {
    private NeuronGradients() {}

    public static final Exercise LINEAR = Exercise.of(
            "diagnosis.linear-regression",
            """
            (X, y, w, b) -> {
                double[] dw = new double[w.length];
                double db = 0;
                for (int i = 0; i < X.length; i++) {
                    double a = b;
                    for (int k = 0; k < w.length; k++) a += X[i][k] * w[k];
                    for (int k = 0; k < w.length; k++) dw[k] += (a - y[i]) * X[i][k] / X.length;
                    db += (a - y[i]) / X.length;
                }
                return List.of(dw, db);
            }""",
            table("linear", v -> v),
            linear(Part.gradient("dw", "w", NeuronGradients::halfSquares), NeuronGradients::weights),
            linear(Part.gradient("db", "b", NeuronGradients::halfSquares), NeuronGradients::bias));

    private static Part linear(Part part, BiFunction<Given, Matrix, Matrix> reach) {
        neuron(part, reach);
        part.meanOf("X", "y");
        part.mistake(Mistake.TARGET_MISSING, g -> reach.apply(g, z(g)));
        return part.mistake(Mistake.ERROR_SQUARED, g -> reach.apply(g, error(g).map(e -> e * e)));
    }

    private static double halfSquares(Given g) {
        return error(g).sumOfSquares() / (2 * m(g));
    }

    /** a − y, 1 × m. */
    private static Matrix error(Given g) {
        return z(g).minus(g.m("y"));
    }

    // ---- a logistic unit ----

    public static final Exercise LOGISTIC = Exercise.of(
            "diagnosis.logistic-unit",
            """
            (X, y, w, b) -> {
                double[] dw = new double[w.length];
                double db = 0;
                for (int i = 0; i < X.length; i++) {
                    double z = b;
                    for (int k = 0; k < w.length; k++) z += X[i][k] * w[k];
                    double a = 1 / (1 + Math.exp(-z));
                    for (int k = 0; k < w.length; k++) dw[k] += (a - y[i]) * X[i][k] / X.length;
                    db += (a - y[i]) / X.length;
                }
                return List.of(dw, db);
            }""",
            table("logistic", v -> v > 0 ? 1 : 0),
            logistic(Part.gradient("dw", "w", NeuronGradients::surprise), NeuronGradients::weights),
            logistic(Part.gradient("db", "b", NeuronGradients::surprise), NeuronGradients::bias));

    private static Part logistic(Part part, BiFunction<Given, Matrix, Matrix> reach) {
        neuron(part, reach);
        part.meanOf("X", "y");
        part.mistake(Mistake.SIGMA_MISSING, g -> reach.apply(g, error(g)))
                .mistake(
                        Mistake.ROUNDED,
                        g -> reach.apply(g, z(g).map(z -> z > 0 ? 1 : 0).minus(g.m("y"))))
                .mistake(Mistake.TARGET_MISSING, g -> reach.apply(g, z(g).map(Functions::sigmoid)))
                .mistake(Mistake.ERROR_SQUARED, g -> reach.apply(g, excess(g).map(e -> e * e)))
                .mistake(
                        Mistake.SIGMA_PRIME_NOT_CANCELLED,
                        g -> reach.apply(g, excess(g).times(sigmaPrime(z(g)))));
        // ∂J/∂a = (a − y) / (a (1 − a)), and then the chain rule's factor σ′, or what was taken for it.
        Function<Given, Matrix> dJda = g -> excess(g).times(sigmaPrime(z(g)).map(s -> 1 / s));
        return part.mistake(Mistake.SIGMA_PRIME_MISSING, g -> reach.apply(g, dJda.apply(g)))
                .mistake(
                        Mistake.SIGMA_PRIME_AT_A,
                        g -> reach.apply(g, dJda.apply(g).times(sigmaPrime(z(g).map(Functions::sigmoid)))))
                .mistake(
                        Mistake.Z_FOR_A_IN_SIGMA_PRIME,
                        g -> reach.apply(g, dJda.apply(g).times(z(g).map(z -> z * (1 - z)))));
    }

    /** a − y behind the sigmoid, 1 × m. */
    private static Matrix excess(Given g) {
        return z(g).map(Functions::sigmoid).minus(g.m("y"));
    }

    private static double surprise(Given g) {
        Matrix z = z(g);
        Matrix y = g.m("y");
        double sum = 0; // −ln σ(z) = ln(1 + e⁻ᶻ)
        for (int i = 0; i < z.columns(); i++) sum += Functions.softplus(y.get(0, i) == 1 ? -z.get(0, i) : z.get(0, i));
        return sum / m(g);
    }

    // ---- what both have in common ----

    /** m = 5 samples of 3 features. */
    private static List<Given> table(String key, DoubleUnaryOperator target) {
        return Given.cases(
                3,
                key,
                g -> g.draw("X", 5, 3).draw("y", 1, 5, target).draw("w", 1, 3).draw("b", 1, 1));
    }

    private static double m(Given g) {
        return g.m("X").rows();
    }

    /** Xw + b, as a row of m numbers. */
    private static Matrix z(Given g) {
        double b = g.number("b");
        return g.m("w").dot(g.m("X").transposed()).map(v -> v + b);
    }

    /** How δ (1 × m) reaches w: δX/m. */
    private static Matrix weights(Given g, Matrix delta) {
        return delta.dot(g.m("X")).map(v -> v / m(g));
    }

    /** How δ (1 × m) reaches b: Σδ/m. */
    private static Matrix bias(Given g, Matrix delta) {
        return Given.matrix(1, 1, Given.sum(delta) / m(g));
    }

    /** The mistakes that don't depend on what stands behind the weighted sum. */
    private static void neuron(Part part, BiFunction<Given, Matrix, Matrix> reach) {
        part.factors()
                .mean(NeuronGradients::m)
                .factor(Mistake.MEAN_OVER_FEATURES, g -> m(g) / g.m("w").columns())
                .mistake(Mistake.BIAS_MISSING, g -> {
                    Given without = g.with("b", 0, 0, 0);
                    return reach.apply(g, delta(part, without));
                });
        if (part.name.equals("dw"))
            part.mistake(
                            Mistake.INPUT_MISSING,
                            g -> g.m("w").map(w -> bias(g, delta(part, g)).get(0, 0)))
                    .mistake(
                            Mistake.WITH_RESPECT_TO_INPUT,
                            g -> g.m("w").map(w -> w * bias(g, delta(part, g)).get(0, 0)));
        else
            part.mistake(Mistake.AXIS, g -> delta(part, g).map(v -> v / m(g)))
                    .mistake(
                            Mistake.INPUT_IN_BIAS,
                            g -> Given.matrix(1, 1, weights(g, delta(part, g)).get(0, 0)));
    }

    /** The right δ, m ∂J/∂z, 1 × m: y of the logistic unit is 0 or 1, that of the line is not. */
    private static Matrix delta(Part part, Given g) {
        boolean labels = Arrays.stream(g.row("y")).allMatch(y -> y == 0 || y == 1);
        return labels ? excess(g) : error(g);
    }

    private static Matrix sigmaPrime(Matrix z) {
        return z.map(Functions::sigmoid).map(a -> a * (1 - a));
    }
}
