package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** The exercises of lesson 16, speech. */
public final class Lesson16 {
    private Lesson16() {}

    // ---- a unit that remembers ----

    /**
     * The states of a single recurrent unit, hₜ = tanh(w xₜ + u hₜ₋₁ + b), 0 before the first step.
     *
     * @param states from the inputs x, the weights w and u and the bias b to as many numbers as x has
     */
    public static Check states(Formula.Four<double[], Double, Double, Double> states) {
        Require.notNull("states", states, "(x, w, u, b) -> …");
        return STATES.check(g -> states.of(g.row("x"), g.number("w"), g.number("u"), g.number("b")));
    }

    static final Exercise STATES = Exercise.of(
                    "16.states",
                    """
                    (x, w, u, b) -> {
                        double[] h = new double[x.length];
                        double before = 0;
                        for (int t = 0; t < x.length; t++) {
                            h[t] = Math.tanh(w * x[t] + u * before + b);
                            before = h[t];
                        }
                        return h;
                    }""",
                    Given.cases(
                            3,
                            "16.states",
                            g -> g.draw("x", 1, 4)
                                    .draw("w", 1, 1)
                                    .draw("u", 1, 1)
                                    .draw("b", 1, 1, v -> v / 2)),
                    Part.of("h", g -> row(states(g, g.number("b"))))
                            .mistake(Mistake.MEMORY_MISSING, g -> row(states(g.set0("u"), g.number("b"))))
                            .mistake(Mistake.BIAS_MISSING, g -> row(states(g, 0)))
                            .mistake(Mistake.SIGMA_MISSING, g -> row(sums(g, g.number("b"), false)))
                            .mistake(Mistake.SUM_PASSED_ON, g -> {
                                double[] sums = sums(g, g.number("b"), false);
                                return row(
                                        Arrays.stream(sums).map(Functions::tanh).toArray());
                            })
                            .mistake(
                                    Mistake.INPUT_BEFORE,
                                    g -> steps(
                                            g,
                                            t -> Functions.tanh(g.number("w") * g.row("x")[t]
                                                    + (t == 0 ? 0 : g.number("u") * g.row("x")[t - 1])
                                                    + g.number("b")))))
            .ours(Given.of("16.states", 9)
                    .set("x", 1, -1, 0.5)
                    .set("w", 0.8)
                    .set("u", 0.5)
                    .set("b", 0));

    private static double[] states(Given g, double b) {
        return sums(g, b, true);
    }

    /** The states, or the sums if nothing is bent. */
    private static double[] sums(Given g, double b, boolean bent) {
        double[] x = g.row("x");
        double[] h = new double[x.length];
        for (int t = 0; t < x.length; t++) {
            double z = g.number("w") * x[t] + (t == 0 ? 0 : g.number("u") * h[t - 1]) + b;
            h[t] = bent ? Functions.tanh(z) : z;
        }
        return h;
    }

    private static Matrix row(double... numbers) {
        return Given.matrix(1, numbers.length, numbers);
    }

    private static Matrix steps(Given g, IntToDoubleFunction step) {
        return row(IntStream.range(0, g.m("x").size()).mapToDouble(step).toArray());
    }

    // ---- back through time ----

    /**
     * ∂J/∂w and ∂J/∂u of such a unit without bias, when J hangs on its last state.
     *
     * @param throughTime from x, the states h that it has given, w, u and δ = ∂J/∂h of the last step to a list of two numbers
     */
    public static Check throughTime(Formula.Five<double[], double[], Double, Double, Double> throughTime) {
        Require.notNull("throughTime", throughTime, "(x, h, w, u, delta) -> …");
        return THROUGH_TIME.check(
                g -> throughTime.of(g.row("x"), states(g, 0), g.number("w"), g.number("u"), g.number("delta")));
    }

    static final Exercise THROUGH_TIME = Exercise.of(
                    "16.through-time",
                    """
                    (x, h, w, u, delta) -> {
                        double dw = 0, du = 0, d = delta;
                        for (int t = x.length - 1; t >= 0; t--) {
                            double s = d * (1 - h[t] * h[t]);
                            dw += s * x[t];
                            if (t > 0) du += s * h[t - 1];
                            d = s * u;
                        }
                        return List.of(dw, du);
                    }""",
                    Given.cases(
                            4,
                            "16.through-time",
                            g -> g.draw("x", 1, 4)
                                    .draw("w", 1, 1, v -> v / 2)
                                    .draw("u", 1, 1, v -> v > 0 ? 0.5 + v / 2 : v / 2 - 0.5)
                                    .draw("delta", 1, 1)),
                    slope("dw", "w", (g, t) -> g.row("x")[t]),
                    slope("du", "u", (g, t) -> t == 0 ? 0 : states(g, 0)[t - 1])
                            .mistake(
                                    Mistake.STATE_FOR_BEFORE,
                                    g -> row(through(g, (given, t) -> states(given, 0)[t], true, true))))
            .ours(Given.of("16.through-time", 9)
                    .set("x", 1, -1, 0.5)
                    .set("w", 0.8)
                    .set("u", 0.5)
                    .set("delta", 1));

    /** What a weight is multiplied by at a step. */
    private interface Multiplied {
        double at(Given g, int t);
    }

    private static Part slope(String name, String weight, Multiplied by) {
        return Part.gradient(name, weight, g -> {
                    double[] h = states(g, 0);
                    return g.number("delta") * h[h.length - 1];
                })
                .factors()
                .mistake(Mistake.LAST_STEP_ALONE, g -> {
                    int last = g.m("x").size() - 1;
                    double h = states(g, 0)[last];
                    return row(g.number("delta") * (1 - h * h) * by.at(g, last));
                })
                .mistake(Mistake.BEND_MISSING_ON_WAY, g -> row(through(g, by, false, true)))
                .mistake(Mistake.BACK_WEIGHT_MISSING, g -> row(through(g, by, true, false)))
                .mistake(Mistake.DELTA_MISSING, g -> row(through(g, by, true, true) / g.number("delta")));
    }

    /** The sum over the steps; on the way back from each to the one before, multiplied by tanh′ and by u, or not. */
    private static double through(Given g, Multiplied by, boolean bent, boolean weighted) {
        double[] h = states(g, 0);
        double sum = 0;
        double d = g.number("delta");
        for (int t = h.length - 1; t >= 0; t--) {
            double s = bent ? d * (1 - h[t] * h[t]) : d;
            sum += s * by.at(g, t);
            d = weighted ? s * g.number("u") : s;
        }
        return sum;
    }

    // ---- an LSTM ----

    /**
     * One step of one unit of an LSTM.
     *
     * @param cell from the gates i, f, the candidate g, the gate o, and the c of the step before, to the new c and h
     */
    public static Check cell(Formula.Five<Double, Double, Double, Double, Double> cell) {
        Require.notNull("cell", cell, "(i, f, g, o, c) -> …");
        return CELL.check(g -> cell.of(g.number("i"), g.number("f"), g.number("g"), g.number("o"), g.number("c")));
    }

    static final Exercise CELL = Exercise.of(
                    "16.cell",
                    """
                    (i, f, g, o, c) -> {
                        double now = i * g + f * c;
                        return List.of(now, o * Math.tanh(now));
                    }""",
                    List.of(
                            gates(0, 0.9, 0.3, 0.6, 0.7, -1.2),
                            gates(1, 0.2, 0.8, -0.9, 0.4, 1.5),
                            gates(2, 0.6, 0.9, 0.5, 0.2, 0.7)),
                    Part.number("c", Lesson16::kept)
                            .wrongNumber(
                                    Mistake.GATES_SWAPPED,
                                    g -> g.number("f") * g.number("g") + g.number("i") * g.number("c"))
                            .wrongNumber(Mistake.FORGET_TURNED, g -> entered(g) + (1 - g.number("f")) * g.number("c"))
                            .wrongNumber(Mistake.INPUT_GATE_MISSING, g -> g.number("g") + g.number("f") * g.number("c"))
                            .wrongNumber(Mistake.FORGET_GATE_MISSING, g -> entered(g) + g.number("c")),
                    Part.number("h", g -> g.number("o") * Functions.tanh(kept(g)))
                            .wrongNumber(Mistake.CELL_NOT_BENT, g -> g.number("o") * kept(g))
                            .wrongNumber(Mistake.OLD_CELL_LET_OUT, g -> g.number("o") * Functions.tanh(g.number("c")))
                            .wrongNumber(Mistake.OUTPUT_GATE_MISSING, g -> Functions.tanh(kept(g))))
            .ours(gates(3, 0.05, 0.95, 0.8, 0.5, 1));

    private static Given gates(int index, double i, double f, double g, double o, double c) {
        return Given.of("16.cell", index)
                .set("i", i)
                .set("f", f)
                .set("g", g)
                .set("o", o)
                .set("c", c);
    }

    private static double entered(Given g) {
        return g.number("i") * g.number("g");
    }

    private static double kept(Given g) {
        return entered(g) + g.number("f") * g.number("c");
    }

    // ---- from frames to letters ----

    /**
     * What is written of the labels that a network gives frame by frame: of equal neighbours one, without the blanks, as
     * connectionist temporal classification has it (Graves and others, 2006).
     *
     * @param collapsed from the labels, of which 0 is the blank, to the letters in their order
     */
    public static Check collapsed(Formula.One<int[]> collapsed) {
        Require.notNull("collapsed", collapsed, "labels -> …");
        return COLLAPSED.check(g -> collapsed.of(labels(g)));
    }

    static final Exercise COLLAPSED = Exercise.of(
                    "16.collapsed",
                    """
                    labels -> {
                        int[] letters = new int[labels.length];
                        int n = 0, before = 0;
                        for (int label : labels) {
                            if (label != 0 && label != before) letters[n++] = label;
                            before = label;
                        }
                        return Arrays.copyOf(letters, n);
                    }""",
                    List.of(
                            said(0, 0, 3, 3, 0, 3, 1, 1, 2, 0),
                            said(1, 5, 5, 0, 0, 5, 4, 0, 4),
                            said(2, 2, 0, 2, 2, 1, 0, 0, 1)),
                    Part.of("letters", g -> written(merged(labels(g))))
                            .mistake(Mistake.BLANKS_FIRST, g -> row(doubles(merged(without(labels(g))))))
                            .mistake(Mistake.REPEATS_KEPT, g -> written(labels(g)))
                            .mistake(Mistake.BLANKS_KEPT, g -> row(doubles(merged(labels(g))))))
            .ours(said(3, 8, 8, 5, 0, 12, 12, 0, 12, 15, 15));

    private static Given said(int index, double... labels) {
        return Given.of("16.collapsed", index).set("labels", labels);
    }

    private static int[] labels(Given g) {
        return Arrays.stream(g.row("labels")).mapToInt(v -> (int) Math.rint(v)).toArray();
    }

    /** Of equal neighbours one. */
    private static int[] merged(int[] labels) {
        return IntStream.range(0, labels.length)
                .filter(t -> t == 0 || labels[t] != labels[t - 1])
                .map(t -> labels[t])
                .toArray();
    }

    private static int[] without(int[] labels) {
        return Arrays.stream(labels).filter(label -> label != 0).toArray();
    }

    private static Matrix written(int[] labels) {
        return row(doubles(without(labels)));
    }

    private static double[] doubles(int[] labels) {
        return Arrays.stream(labels).asDoubleStream().toArray();
    }

    // ---- at the end ----

    /**
     * How many numbers an LSTM layer learns.
     *
     * @param parameters from the numbers of one step's input and the layer's units to their number
     */
    public static Check parameters(Formula.Two<Integer, Integer> parameters) {
        Require.notNull("parameters", parameters, "(inputs, units) -> …");
        return PARAMETERS.check(g -> parameters.of((int) g.number("inputs"), (int) g.number("units")));
    }

    static final Exercise PARAMETERS = Exercise.of(
                    "16.parameters",
                    "(inputs, units) -> 4 * units * (inputs + units + 2)",
                    List.of(sizes(0, 3, 5), sizes(1, 12, 7), sizes(2, 4, 2)),
                    Part.number("parameters", g -> 4 * gate(g, 1, 2))
                            .wrongNumber(Mistake.ONE_GATE, g -> gate(g, 1, 2))
                            .wrongNumber(Mistake.STATE_WEIGHTS_FORGOTTEN, g -> 4 * gate(g, 0, 2))
                            .wrongNumber(Mistake.BIASES_ONCE, g -> 4 * gate(g, 1, 1))
                            .wrongNumber(Mistake.BIASES_FORGOTTEN, g -> 4 * gate(g, 1, 0)))
            .ours(sizes(3, 20, 48));

    private static Given sizes(int index, int inputs, int units) {
        return Given.of("16.parameters", index).set("inputs", inputs).set("units", units);
    }

    /** The numbers of one gate, with U and biases so many times. */
    private static double gate(Given g, int memories, int biases) {
        double units = g.number("units");
        return units * (g.number("inputs") + memories * units + biases);
    }

    /**
     * After how many steps half of what was in a cell is left.
     *
     * @param halfLife from the value of its forget gate, above 0 and below 1, to a number of steps, not rounded
     */
    public static Check halfLife(Formula.One<Double> halfLife) {
        Require.notNull("halfLife", halfLife, "f -> …");
        return HALF_LIFE.check(g -> halfLife.of(g.number("f")));
    }

    static final Exercise HALF_LIFE = Exercise.of(
                    "16.half-life",
                    "f -> Math.log(0.5) / Math.log(f)",
                    List.of(forgetting(0, 0.9), forgetting(1, 0.3), forgetting(2, 0.6)),
                    Part.number("steps", g -> Functions.log(0.5) / Functions.log(g.number("f")))
                            .factor(Mistake.SIGN, g -> -1)
                            .wrongNumber(Mistake.UPSIDE_DOWN, g -> Functions.log(g.number("f")) / Functions.log(0.5))
                            .wrongNumber(Mistake.LOSES_EVENLY, g -> 0.5 / (1 - g.number("f")))
                            .wrongNumber(Mistake.LIFETIME, g -> -1 / Functions.log(g.number("f"))))
            .ours(forgetting(3, 0.95));

    private static Given forgetting(int index, double f) {
        return Given.of("16.half-life", index).set("f", f);
    }
}
