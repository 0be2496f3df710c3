package dev.gradus.check.lessons;

import dev.gradus.check.Given;
import dev.gradus.check.Verdict;
import dev.gradus.math.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * The network of lesson 05 with one sample: one input, two hidden ReLU neurons, one linear output, J = ½(a2 − y)². Its
 * numbers have the names of the derivation; {@code w1[j]} is the weight from the input to hidden neuron j, {@code w2[j]}
 * that from there to the output.
 */
public final class OneTwoOne {
    /** The input. */
    public final double x;

    /** The target. */
    public final double y;

    /** Weights into the hidden neurons, and their biases. */
    public final double[] w1;

    public final double[] b1;

    /** Weights into the output, and its bias. */
    public final double[] w2;

    public final double b2;

    /** Hidden: z1[j] = x·w1[j] + b1[j], a1[j] = max(0, z1[j]). */
    public final double[] z1;

    public final double[] a1;

    /** The output, linear: a2 = a1[0]·w2[0] + a1[1]·w2[1] + b2. */
    public final double a2;

    /** J = ½(a2 − y)². */
    public final double loss;

    public OneTwoOne(Given g) {
        x = g.number("x");
        y = g.number("y");
        w1 = g.row("w1");
        b1 = g.row("b1");
        w2 = g.row("w2");
        b2 = g.number("b2");
        z1 = new double[2];
        a1 = new double[2];
        for (int j = 0; j < 2; j++) {
            z1[j] = x * w1[j] + b1[j];
            a1[j] = Math.max(0, z1[j]);
        }
        a2 = a1[0] * w2[0] + a1[1] * w2[1] + b2;
        loss = (a2 - y) * (a2 - y) / 2;
    }

    // ---- what backpropagation finds, for the checks alone ----

    double delta2() {
        return a2 - y;
    }

    double[] da1() {
        return new double[] {delta2() * w2[0], delta2() * w2[1]};
    }

    double[] delta1() {
        return new double[] {z1[0] > 0 ? da1()[0] : 0, z1[1] > 0 ? da1()[1] : 0};
    }

    /**
     * Four samples on networks of their own: hidden neurons on and off, x and a2 of both signs, so that no two mistakes
     * look alike.
     */
    public static List<Given> cases() {
        double[][] numbers = { // x, y, w1, b1, w2, b2
            {1.5, 3, 0.8, -1.2, 0.3, 0.5, 1.4, -0.7, -0.6},
            {-2, 1, 0.6, -0.9, 0.4, 0.2, -1.1, 1.3, 0.8},
            {-0.5, -4, -1.6, 0.7, 0.9, 1.2, -0.8, -1.5, 0.3},
            {1.2, 0.5, -0.7, 1.1, 1.9, -0.4, 0.6, 1.7, -0.2}
        };
        List<Given> cases = new ArrayList<>();
        for (double[] n : numbers)
            cases.add(Given.of("1-2-1", cases.size())
                    .set("x", n[0])
                    .set("y", n[1])
                    .set("w1", n[2], n[3])
                    .set("b1", n[4], n[5])
                    .set("w2", n[6], n[7])
                    .set("b2", n[8]));
        return cases;
    }

    /** The network that the lesson shows. */
    static Given ours() {
        return Given.of("1-2-1", 4)
                .set("x", 2)
                .set("y", 8)
                .set("w1", 0.5, -1)
                .set("b1", 3, 0.5)
                .set("w2", 1.5, -2)
                .set("b2", -1);
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

    /** All numbers, forward. */
    @Override
    public String toString() {
        return "x = " + Verdict.figure(x) + ", z1 = " + text(z1) + ", a1 = " + text(a1) + ", a2 = " + Verdict.figure(a2)
                + ", y = " + Verdict.figure(y) + ", J = " + Verdict.figure(loss);
    }

    private static String text(double[] numbers) {
        return dev.gradus.math.Figures.text(numbers, 5);
    }
}
