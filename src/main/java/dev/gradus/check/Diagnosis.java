package dev.gradus.check;

import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Says what is wrong with a gradient: it is compared with central differences of the cost on inputs of its own, and then
 * with known wrong derivations. Where several things are asked for, the lambda gives them in a list, in the order named.
 *
 * <pre>{@code
 * Diagnosis.linearRegression((X, y, w, b) -> List.of(dw, db)).hint(3)
 * }</pre>
 *
 * <p>What can't be told apart there is named together; what no known mistake explains is shown at its worst number.
 */
public final class Diagnosis {
    private static final int CASES = 3;

    private Diagnosis() {}

    // ---- linear regression ----

    /**
     * J = 1/(2m) Σᵢ (xᵢ·w + b − yᵢ)²; asked for: dw (one number a feature) and db.
     *
     * @param gradient from X (m rows), y (m), w, b to List.of(dw, db)
     */
    public static Check linearRegression(Formula.Four<double[][], double[], double[], Double> gradient) {
        dev.gradus.math.Check.notNull("gradient", gradient, "(X, y, w, b) -> List.of(dw, db)");
        return LINEAR.check(g -> gradient.of(g.rows("X"), g.row("y"), g.row("w"), g.number("b")));
    }

    static final Exercise LINEAR = Exercise.of(
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
            linear(Part.gradient("dw", "w", Diagnosis::halfSquares), Diagnosis::weights),
            linear(Part.gradient("db", "b", Diagnosis::halfSquares), Diagnosis::bias));

    private static Part linear(Part part, BiFunction<Given, Matrix, Matrix> reach) {
        neuron(part, reach);
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

    /**
     * a = σ(xᵢ·w + b), J = −1/m Σᵢ (yᵢ ln a + (1 − yᵢ) ln(1 − a)); asked for: dw (one number a feature) and db.
     *
     * @param gradient from X (m rows), y (m, each 0 or 1), w, b to List.of(dw, db)
     */
    public static Check logisticUnit(Formula.Four<double[][], double[], double[], Double> gradient) {
        dev.gradus.math.Check.notNull("gradient", gradient, "(X, y, w, b) -> List.of(dw, db)");
        return LOGISTIC.check(g -> gradient.of(g.rows("X"), g.row("y"), g.row("w"), g.number("b")));
    }

    static final Exercise LOGISTIC = Exercise.of(
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
            logistic(Part.gradient("dw", "w", Diagnosis::surprise), Diagnosis::weights),
            logistic(Part.gradient("db", "b", Diagnosis::surprise), Diagnosis::bias));

    private static Part logistic(Part part, BiFunction<Given, Matrix, Matrix> reach) {
        neuron(part, reach);
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
        return cases(
                key,
                g -> g.draw("X", 5, 3).draw("y", 1, 5, target).draw("w", 1, 3).draw("b", 1, 1));
    }

    private static List<Given> cases(String key, Function<Given, Given> fill) {
        List<Given> cases = new ArrayList<>();
        for (int c = 0; c < CASES; c++) cases.add(fill.apply(Given.of(key, c)));
        return cases;
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
        return Given.matrix(1, 1, sum(delta) / m(g));
    }

    private static double sum(Matrix row) {
        double sum = 0;
        for (double v : row.toArray()) sum += v;
        return sum;
    }

    /** The mistakes that don't depend on what stands behind the weighted sum. */
    private static void neuron(Part part, BiFunction<Given, Matrix, Matrix> reach) {
        part.factors()
                .mean(Diagnosis::m)
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
        boolean labels = java.util.Arrays.stream(g.row("y")).allMatch(y -> y == 0 || y == 1);
        return labels ? excess(g) : error(g);
    }

    private static Matrix sigmaPrime(Matrix z) {
        return z.map(Functions::sigmoid).map(a -> a * (1 - a));
    }

    // ---- a dense layer ----

    /**
     * A = σ(XW + b) with the sigmoid, in the middle of a network; dA = ∂J/∂A arrives from behind. Asked for: dW, db and dX.
     * The mean over the samples is in dA already.
     *
     * @param gradients from X (m × n), W (n × k), b (k), dA (m × k) to List.of(dW, db, dX)
     */
    public static Check denseLayer(Formula.Four<double[][], double[][], double[], double[][]> gradients) {
        dev.gradus.math.Check.notNull("gradients", gradients, "(X, W, b, dA) -> List.of(dW, db, dX)");
        return DENSE.check(g -> gradients.of(g.rows("X"), g.rows("W"), g.row("b"), g.rows("dA")));
    }

    static final Exercise DENSE = Exercise.of(
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
                    cases("dense", g -> layer(g, 3, 3, 3)),
                    dense(
                                    Part.gradient("dW", "W", Diagnosis::behind),
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
                            .mistake(Mistake.INPUT_MISSING, Diagnosis::delta),
                    dense(Part.gradient("db", "b", Diagnosis::behind), (g, d) -> d.columnSums())
                            .mistake(Mistake.AXIS, g -> delta(g).transposed().columnSums())
                            .mistake(Mistake.DELTA_MISSING, g -> g.m("X").columnSums()),
                    dense(
                                    Part.gradient("dX", "X", Diagnosis::behind),
                                    (g, d) -> d.dot(g.m("W").transposed()))
                            .mistake(Mistake.TRANSPOSED_WEIGHT, g -> delta(g).dot(g.m("W")))
                            .mistake(Mistake.NEXT_WEIGHTS_MISSING, Diagnosis::delta)
                            .mistake(Mistake.WRONG_ORDER, g -> g.m("W").dot(delta(g)))
                            .mistake(Mistake.ELEMENT_WISE, g -> delta(g).times(g.m("W")))
                            .mistake(
                                    Mistake.DELTA_MISSING,
                                    g -> g.m("dA").map(v -> 1).dot(g.m("W").transposed())))
            .also(layer(Given.of("dense", CASES), 4, 3, 2), layer(Given.of("dense", CASES + 1), 3, 2, 5));

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
        return sum(g.m("dA").times(a(g)));
    }

    // ---- softmax with cross-entropy ----

    /**
     * A = softmax(Z) in each row, J = −1/m Σ Y ln A; asked for: dZ.
     *
     * @param gradient from Z (m × K) and Y (m × K, a single 1 in each row) to dZ
     */
    public static Check softmaxCrossEntropy(Formula.Two<double[][], double[][]> gradient) {
        dev.gradus.math.Check.notNull("gradient", gradient, "(Z, Y) -> dZ");
        return SOFTMAX.check(g -> gradient.of(g.rows("Z"), g.rows("Y")));
    }

    static final Exercise SOFTMAX = Exercise.of(
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
            cases("softmax", g -> g.draw("Z", 5, 3).oneHot("Y", 5, 3)),
            classes(Part.gradient("dZ", "Z", Diagnosis::crossEntropy)));

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
        wrong(
                part,
                Mistake.TRUE_CLASS_ONLY,
                g -> softmax(g.m("Z")).minus(g.m("Y")).times(g.m("Y")));
        wrong(part, Mistake.ROUNDED, g -> {
            Matrix best = g.m("Z").map(z -> 0);
            for (int i = 0; i < best.rows(); i++) best.set(i, g.m("Z").argMax(i), 1);
            return best.minus(g.m("Y"));
        });
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

    private static double crossEntropy(Given g) {
        return sum(g.m("Y").times(softmax(g.m("Z")).map(Functions::log)))
                / -g.m("Z").rows();
    }

    // ---- the 1-2-1 network ----

    /**
     * The network of lesson 05; asked for: dw1 (two numbers), db1 (two), dw2 (two) and db2.
     *
     * @param gradients from the network's numbers to List.of(dw1, db1, dw2, db2)
     */
    public static Check oneTwoOne(Formula.One<OneTwoOne> gradients) {
        dev.gradus.math.Check.notNull("gradients", gradients, "n -> List.of(dw1, db1, dw2, db2)");
        return ONE_TWO_ONE.check(g -> gradients.of(new OneTwoOne(g)));
    }

    static final Exercise ONE_TWO_ONE = Exercise.of(
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
                    .mistake(Mistake.INPUT_MISSING, g -> pair(g, (n, j) -> n.delta1()[j]))
                    .mistake(Mistake.OUTPUT_FOR_INPUT, g -> pair(g, (n, j) -> n.a1[j] * n.delta1()[j]))
                    .mistake(Mistake.WITH_RESPECT_TO_INPUT, g -> pair(g, (n, j) -> n.w1[j] * n.delta1()[j])),
            hidden(Part.gradient("db1", "b1", g -> new OneTwoOne(g).loss), n -> 1)
                    .mistake(Mistake.INPUT_IN_BIAS, g -> pair(g, (n, j) -> n.x * n.delta1()[j]))
                    .wrongNumber(Mistake.AXIS, g -> new OneTwoOne(g).delta1()[0] + new OneTwoOne(g).delta1()[1]),
            output(Part.gradient("dw2", "w2", g -> new OneTwoOne(g).loss))
                    .mistake(Mistake.OUTPUT_BENT, g -> pair(g, (n, j) -> n.a2 > 0 ? n.a1[j] * n.delta2() : 0))
                    .mistake(Mistake.TARGET_MISSING, g -> pair(g, (n, j) -> n.a1[j] * n.a2))
                    .mistake(Mistake.SIGMA_MISSING, g -> pair(g, (n, j) -> n.z1[j] * n.delta2()))
                    .mistake(Mistake.INPUT_MISSING, g -> pair(g, (n, j) -> n.delta2()))
                    .mistake(Mistake.WITH_RESPECT_TO_INPUT, g -> pair(g, (n, j) -> n.w2[j] * n.delta2()))
                    .mistake(Mistake.SWAPPED, g -> pair(g, (n, j) -> n.a1[1 - j] * n.delta2())),
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
        part.mistake(Mistake.OUTPUT_BENT, g -> pair(g, (n, j) -> n.a2 > 0 ? last.applyAsDouble(n) * n.delta1()[j] : 0));
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

    private static void hidden(Part part, Mistake mistake, ToDoubleFunction<OneTwoOne> last, Neuron delta) {
        part.mistake(mistake, g -> pair(g, (n, j) -> last.applyAsDouble(n) * delta.of(n, j)));
    }

    /** A number for hidden neuron j. */
    @FunctionalInterface
    interface Neuron {
        double of(OneTwoOne n, int j);
    }

    static Matrix pair(Given g, Neuron number) {
        OneTwoOne n = new OneTwoOne(g);
        return Given.matrix(1, 2, number.of(n, 0), number.of(n, 1));
    }
}
