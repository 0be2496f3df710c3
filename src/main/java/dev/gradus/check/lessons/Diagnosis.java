package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.errors.Require;

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
    private Diagnosis() {}

    /**
     * J = 1/(2m) Σᵢ (xᵢ·w + b − yᵢ)²; asked for: dw (one number a feature) and db.
     *
     * @param gradient from X (m rows), y (m), w, b to List.of(dw, db)
     */
    public static Check linearRegression(Formula.Four<double[][], double[], double[], Double> gradient) {
        Require.notNull("gradient", gradient, "(X, y, w, b) -> List.of(dw, db)");
        return NeuronGradients.LINEAR.check(g -> gradient.of(g.rows("X"), g.row("y"), g.row("w"), g.number("b")));
    }

    /**
     * a = σ(xᵢ·w + b), J = −1/m Σᵢ (yᵢ ln a + (1 − yᵢ) ln(1 − a)); asked for: dw (one number a feature) and db.
     *
     * @param gradient from X (m rows), y (m, each 0 or 1), w, b to List.of(dw, db)
     */
    public static Check logisticUnit(Formula.Four<double[][], double[], double[], Double> gradient) {
        Require.notNull("gradient", gradient, "(X, y, w, b) -> List.of(dw, db)");
        return NeuronGradients.LOGISTIC.check(g -> gradient.of(g.rows("X"), g.row("y"), g.row("w"), g.number("b")));
    }

    /**
     * A = σ(XW + b) with the sigmoid, in the middle of a network; dA = ∂J/∂A arrives from behind. Asked for: dW, db and dX.
     * The mean over the samples is in dA already.
     *
     * @param gradients from X (m × n), W (n × k), b (k), dA (m × k) to List.of(dW, db, dX)
     */
    public static Check denseLayer(Formula.Four<double[][], double[][], double[], double[][]> gradients) {
        Require.notNull("gradients", gradients, "(X, W, b, dA) -> List.of(dW, db, dX)");
        return DenseGradients.DENSE.check(g -> gradients.of(g.rows("X"), g.rows("W"), g.row("b"), g.rows("dA")));
    }

    /**
     * A = softmax(Z) in each row, J = −1/m Σ Y ln A; asked for: dZ.
     *
     * @param gradient from Z (m × K) and Y (m × K, a single 1 in each row) to dZ
     */
    public static Check softmaxCrossEntropy(Formula.Two<double[][], double[][]> gradient) {
        Require.notNull("gradient", gradient, "(Z, Y) -> dZ");
        return SoftmaxGradient.SOFTMAX.check(g -> gradient.of(g.rows("Z"), g.rows("Y")));
    }

    /**
     * The network of lesson 05; asked for: dw1 (two numbers), db1 (two), dw2 (two) and db2.
     *
     * @param gradients from the network's numbers to List.of(dw1, db1, dw2, db2)
     */
    public static Check oneTwoOne(Formula.One<OneTwoOne> gradients) {
        Require.notNull("gradients", gradients, "n -> List.of(dw1, db1, dw2, db2)");
        return OneTwoOneGradients.ONE_TWO_ONE.check(g -> gradients.of(new OneTwoOne(g)));
    }
}
