package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import dev.gradus.math.Matrix;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The exercises of lesson 17, language. */
public final class Lesson17 {
    private Lesson17() {}

    // ---- one look ----

    /**
     * What a token gets that looks at n tokens, itself among them.
     *
     * @param attend from its query q, d numbers, and the keys k and values v, n rows of d numbers, to d numbers
     */
    public static Check attend(Formula.Three<double[], double[][], double[][]> attend) {
        Require.notNull("attend", attend, "(q, k, v) -> …");
        return ATTEND.check(g -> attend.of(g.row("q"), g.rows("k"), g.rows("v")));
    }

    static final Exercise ATTEND = Exercise.of(
            "17.attend",
            """
            (q, k, v) -> {
                double[] a = new double[k.length];
                double sum = 0;
                for (int j = 0; j < a.length; j++) {
                    double s = 0;
                    for (int i = 0; i < q.length; i++) s += q[i] * k[j][i];
                    a[j] = Math.exp(s / Math.sqrt(q.length));
                    sum += a[j];
                }
                double[] y = new double[v[0].length];
                for (int j = 0; j < a.length; j++)
                    for (int i = 0; i < y.length; i++) y[i] += a[j] / sum * v[j][i];
                return y;
            }""",
            List.of(looking(0, 3, 2), looking(1, 4, 3), looking(2, 2, 4)),
            Part.of("y", g -> shares(g, root(g)).dot(g.m("v")))
                    .mistake(Mistake.ROOT_OF_D_MISSING, g -> shares(g, 1).dot(g.m("v")))
                    .mistake(
                            Mistake.D_FOR_ITS_ROOT,
                            g -> shares(g, g.m("q").columns()).dot(g.m("v")))
                    .mistake(Mistake.SCORES_FOR_SHARES, g -> scores(g, root(g)).dot(g.m("v")))
                    .mistake(
                            Mistake.NOT_NORMALISED,
                            g -> scores(g, root(g)).map(Functions::exp).dot(g.m("v")))
                    .mistake(
                            Mistake.SCORES_NORMALISED,
                            g -> normalised(scores(g, root(g)), s -> s).dot(g.m("v")))
                    .mistake(Mistake.KEYS_FOR_VALUES, g -> shares(g, root(g)).dot(g.m("k")))
                    .mistake(
                            Mistake.VALUES_FOR_KEYS,
                            g -> normalised(g.m("q").dot(g.m("v").transposed()).map(s -> s / root(g)), Functions::exp)
                                    .dot(g.m("v")))
                    .mistake(Mistake.EQUAL_SHARES, g -> {
                        double n = g.m("v").rows();
                        return scores(g, 1).map(s -> 1 / n).dot(g.m("v"));
                    })
                    .mistake(Mistake.MOST_LOOKED_AT_ALONE, g -> {
                        Matrix s = scores(g, 1);
                        double best = s.get(0, s.argMax(0));
                        return s.map(v -> v == best ? 1 : 0).dot(g.m("v"));
                    }));

    private static Given looking(int index, int n, int d) {
        return Given.of("17.attend", index).draw("q", 1, d).draw("k", n, d).draw("v", n, d);
    }

    private static double root(Given g) {
        return Math.sqrt(g.m("q").columns());
    }

    private static Matrix scores(Given g, double divisor) {
        return g.m("q").dot(g.m("k").transposed()).map(s -> s / divisor);
    }

    private static Matrix shares(Given g, double divisor) {
        return normalised(scores(g, divisor), Functions::exp);
    }

    /** f of each, divided by their sum. */
    private static Matrix normalised(Matrix row, DoubleUnaryOperator f) {
        Matrix of = row.map(f);
        double sum = Given.sum(of);
        return of.map(v -> v / sum);
    }

    /**
     * ∂J/∂V of Y = AV.
     *
     * @param dv from A, n × n, and δ = ∂J/∂Y, n × d, both in rows, to n rows of d numbers
     */
    public static Check dv(Formula.Two<double[][], double[][]> dv) {
        Require.notNull("dv", dv, "(a, delta) -> …");
        return DV.check(g -> dv.of(g.rows("a"), g.rows("delta")));
    }

    static final Exercise DV = Exercise.of(
            "17.dv",
            """
            (a, delta) -> {
                double[][] dv = new double[a.length][delta[0].length];
                for (int i = 0; i < a.length; i++)
                    for (int j = 0; j < a.length; j++)
                        for (int c = 0; c < delta[0].length; c++) dv[j][c] += a[i][j] * delta[i][c];
                return dv;
            }""",
            List.of(shared(0, 3, 2), shared(1, 4, 3), shared(2, 2, 4)),
            Part.gradient("dv", "v", g -> Given.sum(g.m("a").dot(g.m("v")).times(g.m("delta"))))
                    .factors()
                    .mistake(Mistake.A_NOT_TRANSPOSED, g -> g.m("a").dot(g.m("delta")))
                    .mistake(Mistake.OWN_SHARE_ALONE, g -> kept(g, true))
                    .mistake(Mistake.LAST_LOOK_ALONE, g -> kept(g, false))
                    .mistake(
                            Mistake.DELTA_MISSING,
                            g -> g.m("a").transposed().dot(g.m("delta").map(v -> 1)))
                    .mistake(Mistake.SHARES_MISSING, g -> g.m("a").map(v -> 1).dot(g.m("delta")))
                    .mistake(Mistake.PLACES_AVERAGED, g -> {
                        double n = g.m("a").rows();
                        return g.m("a").transposed().dot(g.m("delta")).map(v -> v / n);
                    }));

    private static Given shared(int index, int n, int d) {
        return Given.of("17.dv", index).draw("a", n, n).draw("delta", n, d).draw("v", n, d);
    }

    /** What comes of A's diagonal, or of its last row. */
    private static Matrix kept(Given g, boolean diagonal) {
        Matrix a = g.m("a");
        Matrix some = a.like();
        for (int i = 0; i < a.rows(); i++)
            for (int j = 0; j < a.columns(); j++)
                if (diagonal ? i == j : i == a.rows() - 1) some.set(i, j, a.get(i, j));
        return some.transposed().dot(g.m("delta"));
    }

    // ---- writing ----

    /**
     * Probabilities at another temperature.
     *
     * @param temper from probabilities p and a temperature t above 0 to as many probabilities: p at 1, at less the
     *     likely ones gain
     */
    public static Check temper(Formula.Two<double[], Double> temper) {
        Require.notNull("temper", temper, "(p, t) -> …");
        return TEMPER.check(g -> temper.of(g.row("p"), g.number("t")));
    }

    static final Exercise TEMPER = Exercise.of(
            "17.temper",
            """
            (p, t) -> {
                double[] warm = Arrays.stream(p).map(v -> Math.pow(v, 1 / t)).toArray();
                double sum = Arrays.stream(warm).sum();
                return Arrays.stream(warm).map(v -> v / sum).toArray();
            }""",
            List.of(warm(0, 0.5, 0.5, 0.3, 0.2), warm(1, 2, 0.01, 0.65, 0.1, 0.24), warm(2, 0.8, 0.7, 0.3)),
            Part.of("p", g -> normalised(g.m("p"), v -> Functions.pow(v, 1 / g.number("t"))))
                    .mistake(Mistake.NOT_NORMALISED, g -> g.m("p").map(v -> Functions.pow(v, 1 / g.number("t"))))
                    .mistake(
                            Mistake.TEMPERATURE_TURNED, g -> normalised(g.m("p"), v -> Functions.pow(v, g.number("t"))))
                    .mistake(Mistake.TEMPERATURE_CANCELS, g -> g.m("p"))
                    .mistake(Mistake.DIVIDED_ALONE, g -> g.m("p").map(v -> v / g.number("t")))
                    .mistake(
                            Mistake.LOGARITHM_MISSING,
                            g -> normalised(g.m("p"), v -> Functions.exp(v / g.number("t")))));

    private static Given warm(int index, double t, double... p) {
        return Given.of("17.temper", index).set("p", p).set("t", t);
    }

    // ---- at the end ----

    /**
     * From ∂J/∂a back to ∂J/∂s, where a = softmax(s).
     *
     * @param ds from the scores s and g = ∂J/∂a, as many numbers, to as many
     */
    public static Check ds(Formula.Two<double[], double[]> ds) {
        Require.notNull("ds", ds, "(s, g) -> …");
        return DS.check(g -> ds.of(g.row("s"), g.row("g")));
    }

    static final Exercise DS = Exercise.of(
            "17.ds",
            """
            (s, g) -> {
                double[] a = Arrays.stream(s).map(Math::exp).toArray();
                double sum = Arrays.stream(a).sum();
                double mean = 0;
                for (int j = 0; j < a.length; j++) mean += a[j] / sum * g[j];
                for (int j = 0; j < a.length; j++) a[j] *= (g[j] - mean) / sum;
                return a;
            }""",
            List.of(scored(0, 3), scored(1, 4), scored(2, 5)),
            Part.gradient(
                            "ds",
                            "s",
                            g -> Given.sum(normalised(g.m("s"), Functions::exp).times(g.m("g"))))
                    .factors()
                    .mistake(
                            Mistake.MEAN_NOT_TAKEN_OFF,
                            g -> normalised(g.m("s"), Functions::exp).times(g.m("g")))
                    .mistake(
                            Mistake.OWN_SCORE_ALONE,
                            g -> normalised(g.m("s"), Functions::exp)
                                    .map(a -> a * (1 - a))
                                    .times(g.m("g")))
                    .mistake(Mistake.SOFTMAX_SKIPPED, g -> g.m("g"))
                    .mistake(Mistake.PLAIN_MEAN_TAKEN_OFF, g -> {
                        double mean = Given.sum(g.m("g")) / g.m("g").columns();
                        return normalised(g.m("s"), Functions::exp)
                                .times(g.m("g").map(v -> v - mean));
                    })
                    .mistake(Mistake.SHARE_NOT_MULTIPLIED, g -> {
                        double mean =
                                Given.sum(normalised(g.m("s"), Functions::exp).times(g.m("g")));
                        return g.m("g").map(v -> v - mean);
                    }));

    private static Given scored(int index, int n) {
        return Given.of("17.ds", index).draw("s", 1, n).draw("g", 1, n);
    }

    /**
     * How many scores a causal model calculates that aren't masked.
     *
     * @param looks from T tokens, heads of a block and blocks to their number
     */
    public static Check looks(Formula.Three<Double, Double, Double> looks) {
        Require.notNull("looks", looks, "(T, heads, blocks) -> …");
        return LOOKS.check(g -> looks.of(g.number("T"), g.number("heads"), g.number("blocks")));
    }

    static final Exercise LOOKS = Exercise.of(
                    "17.looks",
                    "(T, heads, blocks) -> blocks * heads * T * (T + 1) / 2",
                    List.of(sizes(0, 3, 2, 1), sizes(1, 5, 1, 3), sizes(2, 7, 3, 2)),
                    Part.number("scores", g -> looks(g, 1) / 2)
                            .wrongNumber(Mistake.MASK_FORGOTTEN, g -> looks(g, 0))
                            .wrongNumber(Mistake.NOT_AT_ITSELF, g -> looks(g, -1) / 2)
                            .wrongNumber(Mistake.LAST_TOKEN_ALONE, g -> g.number("T") * each(g))
                            .wrongNumber(Mistake.HEADS_FORGOTTEN, g -> looks(g, 1) / 2 / g.number("heads"))
                            .wrongNumber(Mistake.BLOCKS_FORGOTTEN, g -> looks(g, 1) / 2 / g.number("blocks")))
            .ours(sizes(3, 2048, 96, 96));

    private static Given sizes(int index, double length, double heads, double blocks) {
        return Given.of("17.looks", index).set("T", length).set("heads", heads).set("blocks", blocks);
    }

    private static double looks(Given g, double more) {
        return g.number("T") * (g.number("T") + more) * each(g);
    }

    private static double each(Given g) {
        return g.number("heads") * g.number("blocks");
    }
}
