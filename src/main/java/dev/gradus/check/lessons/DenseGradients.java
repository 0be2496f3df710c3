package dev.gradus.check.lessons;

import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.function.BiFunction;

/** What is known about the gradients of a dense layer. */
public final class DenseGradients {
    private DenseGradients() {}

    public static final Exercise DENSE = Exercise.of(
                    "diagnosis.dense-layer",
                    """
                    (X, W, b, dA) -> {
                        int m = X.length, n = W.length, k = b.length;
                        double[][] dW = new double[n][k], dX = new double[m][n];
                        double[] db = new double[k];
                        for (int i = 0; i < m; i++)
                            for (int j = 0; j < k; j++) {
                                double z = b[j];
                                for (int l = 0; l < n; l++) z += X[i][l] * W[l][j];
                                double a = 1 / (1 + Math.exp(-z));
                                double delta = dA[i][j] * a * (1 - a);
                                db[j] += delta;
                                for (int l = 0; l < n; l++) {
                                    dW[l][j] += X[i][l] * delta;
                                    dX[i][l] += delta * W[l][j];
                                }
                            }
                        return List.of(dW, db, dX);
                    }""",
                    Given.cases(3, "dense", g -> layer(g, 3, 3, 3)),
                    dense(
                                    Part.gradient("dW", "W", DenseGradients::behind),
                                    (g, d) -> g.m("X").transposed().dot(d))
                            .mistake(
                                    Mistake.TRANSPOSED,
                                    g -> delta(g).transposed().dot(g.m("X")))
                            .mistake(Mistake.INPUT_NOT_TRANSPOSED, g -> g.m("X").dot(delta(g)))
                            .mistake(
                                    Mistake.OUTPUT_FOR_INPUT,
                                    g -> a(g).transposed().dot(delta(g)))
                            .mistake(
                                    Mistake.WITH_RESPECT_TO_INPUT,
                                    g -> delta(g).dot(g.m("W").transposed()))
                            .mistake(Mistake.INPUT_MISSING, DenseGradients::delta)
                            .sum("X", "dA"),
                    dense(Part.gradient("db", "b", DenseGradients::behind), (g, d) -> d.columnSums())
                            .mistake(Mistake.AXIS, g -> delta(g).transposed().columnSums())
                            .mistake(
                                    Mistake.DELTA_MISSING,
                                    g -> g.m("dA").map(v -> 1).columnSums())
                            .sum("X", "dA"),
                    dense(
                                    Part.gradient("dX", "X", DenseGradients::behind),
                                    (g, d) -> d.dot(g.m("W").transposed()))
                            .mistake(Mistake.TRANSPOSED_WEIGHT, g -> delta(g).dot(g.m("W")))
                            .mistake(Mistake.NEXT_WEIGHTS_MISSING, DenseGradients::delta)
                            .mistake(Mistake.WRONG_ORDER, g -> g.m("W").dot(delta(g)))
                            .mistake(Mistake.ELEMENT_WISE, g -> delta(g).times(g.m("W")))
                            .mistake(
                                    Mistake.DELTA_MISSING,
                                    g -> g.m("dA").map(v -> 1).dot(g.m("W").transposed())))
            .also(layer(Given.of("dense", 3), 4, 3, 2), layer(Given.of("dense", 4), 3, 2, 5));

    private static Given layer(Given g, int m, int n, int k) {
        return g.draw("X", m, n).draw("W", n, k).draw("b", 1, k).draw("dA", m, k);
    }

    /** The factors that a layer can have wrong on the way from dA to δ, or behind it. */
    private static Part dense(Part part, BiFunction<Given, Matrix, Matrix> reach) {
        return part.factors()
                .factor(Mistake.MEAN_TAKEN_AGAIN, g -> 1 / m(g))
                .mistake(Mistake.SIGMA_PRIME_MISSING, g -> reach.apply(g, g.m("dA")))
                .mistake(Mistake.SIGMA_PRIME_AT_A, g -> reach.apply(g, g.m("dA").times(sigmaPrime(a(g)))))
                .mistake(
                        Mistake.Z_FOR_A_IN_SIGMA_PRIME,
                        g -> reach.apply(g, g.m("dA").times(layerZ(g).map(z -> z * (1 - z)))))
                .mistake(
                        Mistake.SIGMA_FOR_SIGMA_PRIME,
                        g -> reach.apply(g, g.m("dA").times(a(g))))
                .mistake(Mistake.BIAS_MISSING, g -> reach.apply(g, delta(g.set0("b"))));
    }

    private static Matrix layerZ(Given g) {
        Matrix z = g.m("X").dot(g.m("W"));
        z.addRow(g.m("b"));
        return z;
    }

    private static Matrix a(Given g) {
        return layerZ(g).map(Functions::sigmoid);
    }

    private static Matrix delta(Given g) {
        return g.m("dA").times(sigmaPrime(layerZ(g)));
    }

    /** What stands behind the layer, as far as the gradient can see: J = Σ dA ⊙ A. */
    private static double behind(Given g) {
        return Given.sum(g.m("dA").times(a(g)));
    }

    private static double m(Given g) {
        return g.m("X").rows();
    }

    private static Matrix sigmaPrime(Matrix z) {
        return z.map(Functions::sigmoid).map(a -> a * (1 - a));
    }
}
