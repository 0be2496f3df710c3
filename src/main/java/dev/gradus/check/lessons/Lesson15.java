package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 15, pictures. */
public final class Lesson15 {
    private Lesson15() {}

    // ---- one kernel, one picture ----

    /**
     * The map of a kernel that slides over a picture, by one at a time, without padding and bias.
     *
     * @param forward from the picture x and the kernel w, k × k, both in rows, to the map in rows
     */
    public static Check forward(Formula.Two<double[][], double[][]> forward) {
        Require.notNull("forward", forward, "(x, w) -> …");
        return FORWARD.check(g -> forward.of(g.rows("x"), g.rows("w")));
    }

    static final Exercise FORWARD = Exercise.of(
            "15.forward",
            """
            (x, w) -> {
                int k = w.length;
                double[][] z = new double[x.length - k + 1][x[0].length - k + 1];
                for (int i = 0; i < z.length; i++)
                    for (int j = 0; j < z[0].length; j++)
                        for (int a = 0; a < k; a++)
                            for (int b = 0; b < k; b++) z[i][j] += w[a][b] * x[i + a][j + b];
                return z;
            }""",
            List.of(seen(0, 5, 4, 3), seen(1, 4, 6, 2), seen(2, 4, 5, 3)),
            Part.of("z", g -> map(g.m("x"), g.m("w")))
                    .mistake(Mistake.KERNEL_TURNED, g -> map(g.m("x"), turned(g.m("w"))))
                    .mistake(
                            Mistake.KERNEL_TRANSPOSED,
                            g -> map(g.m("x"), g.m("w").transposed()))
                    .mistake(Mistake.WINDOW_STUCK, g -> {
                        Matrix z = map(g.m("x"), g.m("w"));
                        double first = z.get(0, 0);
                        return z.map(v -> first);
                    })
                    .mistake(Mistake.PLACES_AVERAGED, g -> {
                        int taps = g.m("w").size();
                        return map(g.m("x"), g.m("w")).map(v -> v / taps);
                    })
                    .mistake(Mistake.LAST_PRODUCT_ALONE, g -> {
                        Matrix w = g.m("w");
                        Matrix last = w.like();
                        last.set(w.rows() - 1, w.columns() - 1, w.get(w.rows() - 1, w.columns() - 1));
                        return map(g.m("x"), last);
                    })
                    .mistake(Mistake.SAME_SIZE, g -> {
                        Matrix x = g.m("x");
                        return framed(map(x, g.m("w")), x.rows(), x.columns());
                    })
                    .mistake(Mistake.ONE_PLACE_SHORT, g -> {
                        Matrix z = map(g.m("x"), g.m("w"));
                        return framed(z, z.rows() - 1, z.columns() - 1);
                    })
                    .mistake(Mistake.DIAGONAL_ALONE, g -> map(g.m("x"), tap(g.m("w"), (a, b) -> a == b)))
                    .mistake(Mistake.SUM_FOR_PRODUCT, g -> {
                        Matrix w = g.m("w");
                        double weights = Given.sum(w);
                        return map(g.m("x"), w.map(v -> 1)).map(v -> v + weights);
                    })
                    .mistake(Mistake.WINDOW_NOT_READ, g -> {
                        Matrix z = map(g.m("x"), g.m("w"));
                        double weights = Given.sum(g.m("w"));
                        return framed(g.m("x"), z.rows(), z.columns()).map(v -> weights * v);
                    })
                    .mistake(Mistake.CUT_AT_ZERO, g -> map(g.m("x"), g.m("w")).map(v -> Math.max(0, v)))
                    .mistake(Mistake.SUM_NOT_RESET, g -> running(map(g.m("x"), g.m("w"))))
                    .mistake(Mistake.FIRST_LEFT_OUT, g -> map(g.m("x"), tap(g.m("w"), (a, b) -> a > 0 && b > 0)))
                    .mistake(Mistake.LAST_LEFT_OUT, g -> {
                        int last = g.m("w").rows() - 1;
                        return map(g.m("x"), tap(g.m("w"), (a, b) -> a < last && b < last));
                    }));

    /** The upper left corner of this size, with zeros where there is nothing. */
    private static Matrix framed(Matrix z, int rows, int columns) {
        Matrix framed = z.like(rows, columns);
        for (int i = 0; i < Math.min(rows, z.rows()); i++)
            for (int j = 0; j < Math.min(columns, z.columns()); j++) framed.set(i, j, z.get(i, j));
        return framed;
    }

    private static Matrix running(Matrix z) {
        double sum = 0;
        for (int i = 0; i < z.rows(); i++) for (int j = 0; j < z.columns(); j++) z.set(i, j, sum += z.get(i, j));
        return z;
    }

    /** Some of a kernel's weights, zeros for the others. */
    private static Matrix tap(Matrix w, BiPredicate<Integer, Integer> stays) {
        for (int a = 0; a < w.rows(); a++) for (int b = 0; b < w.columns(); b++) if (!stays.test(a, b)) w.set(a, b, 0);
        return w;
    }

    private static Given seen(int index, int rows, int columns, int k) {
        return Given.of("15.forward", index).draw("x", rows, columns).draw("w", k, k);
    }

    private static Matrix map(Matrix x, Matrix w) {
        Matrix z = x.like(x.rows() - w.rows() + 1, x.columns() - w.columns() + 1);
        for (int i = 0; i < z.rows(); i++)
            for (int j = 0; j < z.columns(); j++) {
                double sum = 0;
                for (int a = 0; a < w.rows(); a++)
                    for (int b = 0; b < w.columns(); b++) sum += w.get(a, b) * x.get(i + a, j + b);
                z.set(i, j, sum);
            }
        return z;
    }

    /** By half a turn. */
    private static Matrix turned(Matrix w) {
        Matrix turned = w.like();
        for (int a = 0; a < w.rows(); a++)
            for (int b = 0; b < w.columns(); b++) turned.set(a, b, w.get(w.rows() - 1 - a, w.columns() - 1 - b));
        return turned;
    }

    /**
     * ∂J/∂w of such a kernel.
     *
     * @param dw from the picture x and δ = ∂J/∂z, both in rows, to the gradient in rows
     */
    public static Check dw(Formula.Two<double[][], double[][]> dw) {
        Require.notNull("dw", dw, "(x, delta) -> …");
        return DW.check(g -> dw.of(g.rows("x"), g.rows("delta")));
    }

    static final Exercise DW = Exercise.of(
            "15.dw",
            """
            (x, delta) -> {
                double[][] dw = new double[x.length - delta.length + 1][x[0].length - delta[0].length + 1];
                for (int a = 0; a < dw.length; a++)
                    for (int b = 0; b < dw[0].length; b++)
                        for (int i = 0; i < delta.length; i++)
                            for (int j = 0; j < delta[0].length; j++) dw[a][b] += delta[i][j] * x[i + a][j + b];
                return dw;
            }""",
            List.of(shared(0, 5, 4, 3), shared(1, 4, 6, 2), shared(2, 5, 5, 3)),
            Part.gradient("dw", "w", g -> Given.sum(map(g.m("x"), g.m("w")).times(g.m("delta"))))
                    .factors()
                    .mistake(Mistake.TRANSPOSED, g -> gradient(g).transposed())
                    .mistake(Mistake.KERNEL_TURNED, g -> turned(gradient(g)))
                    .mistake(Mistake.PLACES_AVERAGED, g -> {
                        int places = g.m("delta").size();
                        return gradient(g).map(v -> v / places);
                    })
                    .mistake(Mistake.ONE_PLACE, g -> place(g, 0))
                    .mistake(
                            Mistake.LAST_PRODUCT_ALONE,
                            g -> place(g, g.m("delta").size() - 1))
                    .mistake(
                            Mistake.DELTA_MISSING,
                            g -> map(g.m("x"), g.m("delta").map(v -> 1)))
                    .orSo(Mistake.KERNEL_TURNED, g -> map(g.m("x"), turned(g.m("delta"))))
                    .mistake(Mistake.WINDOW_NOT_READ, g -> {
                        double corner = Given.sum(framed(
                                        g.m("x"),
                                        g.m("delta").rows(),
                                        g.m("delta").columns())
                                .times(g.m("delta")));
                        return g.m("w").map(v -> corner);
                    })
                    .mistake(Mistake.SUM_FOR_PRODUCT, g -> {
                        double sum = Given.sum(g.m("delta"));
                        return map(g.m("x"), g.m("delta").map(v -> 1)).map(v -> v + sum);
                    })
                    .mistake(Mistake.FIRST_LEFT_OUT, g -> map(g.m("x"), tap(g.m("delta"), (i, j) -> i > 0 && j > 0)))
                    .mistake(Mistake.LAST_LEFT_OUT, g -> {
                        int rows = g.m("delta").rows() - 1;
                        int columns = g.m("delta").columns() - 1;
                        return map(g.m("x"), tap(g.m("delta"), (i, j) -> i < rows && j < columns));
                    })
                    .mistake(
                            Mistake.DELTA_SQUARED,
                            g -> map(g.m("x"), g.m("delta").map(v -> v * v))));

    private static Given shared(int index, int rows, int columns, int k) {
        return Given.of("15.dw", index)
                .draw("x", rows, columns)
                .draw("delta", rows - k + 1, columns - k + 1)
                .draw("w", k, k);
    }

    private static Matrix gradient(Given g) {
        return map(g.m("x"), g.m("delta"));
    }

    /** What a single place of the window contributes. */
    private static Matrix place(Given g, int place) {
        Matrix delta = g.m("delta");
        Matrix alone = delta.like();
        alone.set(place / delta.columns(), place % delta.columns(), delta.toArray()[place]);
        return map(g.m("x"), alone);
    }

    // ---- sizes ----

    /**
     * How many places a window has beside each other.
     *
     * @param side from the picture's width n, the window's k, stride and padding to a number
     */
    public static Check side(Formula.Four<Integer, Integer, Integer, Integer> side) {
        Require.notNull("side", side, "(n, k, stride, padding) -> …");
        return SIDE.check(g ->
                side.of((int) g.number("n"), (int) g.number("k"), (int) g.number("stride"), (int) g.number("padding")));
    }

    static final Exercise SIDE = Exercise.of(
                    "15.side",
                    "(n, k, stride, padding) -> (n + 2 * padding - k) / stride + 1",
                    List.of(
                            window(0, 28, 5, 1, 0),
                            window(1, 14, 3, 2, 1),
                            window(2, 30, 4, 3, 2),
                            window(3, 9, 2, 4, 1)),
                    Part.number("places", g -> Math.floor(room(g, 2) / g.number("stride")) + 1)
                            .wrongNumber(Mistake.PADDING_ONCE, g -> Math.floor(room(g, 1) / g.number("stride")) + 1)
                            .wrongNumber(Mistake.PADDING_LEFT_OUT, g -> Math.floor(room(g, 0) / g.number("stride")) + 1)
                            .wrongNumber(Mistake.STRIDE_LEFT_OUT, g -> room(g, 2) + 1)
                            .wrongNumber(Mistake.NOT_ROUNDED_DOWN, g -> room(g, 2) / g.number("stride") + 1)
                            .again(Mistake.NOT_ROUNDED_DOWN, g -> Math.ceil(room(g, 2) / g.number("stride")) + 1)
                            .again(Mistake.NOT_ROUNDED_DOWN, g -> Math.rint(room(g, 2) / g.number("stride")) + 1)
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING, g -> Math.floor((room(g, 2) + 1) / g.number("stride")))
                            .again(
                                    Mistake.BRACKETS_MISSING,
                                    g -> Math.floor((room(g, 2) + g.number("k")) / g.number("stride"))
                                            - g.number("k")
                                            + 1)
                            .again(
                                    Mistake.BRACKETS_MISSING,
                                    g -> room(g, 2)
                                            + g.number("k")
                                            - Math.floor(g.number("k") / g.number("stride"))
                                            + 1)
                            .again(Mistake.BRACKETS_MISSING, g -> Math.floor(room(g, 2) / (g.number("stride") + 1)))
                            .again(
                                    Mistake.BRACKETS_MISSING,
                                    g -> Math.floor((room(g, 2) + 1) / (g.number("stride") + 1)))
                            .wrongNumber(
                                    Mistake.KERNEL_ADDED,
                                    g -> Math.floor((room(g, 2) + 2 * g.number("k")) / g.number("stride")) + 1)
                            .wrongNumber(
                                    Mistake.KERNEL_LEFT_OUT,
                                    g -> Math.floor((room(g, 2) + g.number("k")) / g.number("stride")) + 1)
                            .again(
                                    Mistake.KERNEL_LEFT_OUT,
                                    g -> Math.floor((room(g, 2) + g.number("k")) / g.number("stride")))
                            .wrongNumber(
                                    Mistake.PADDING_TAKEN_OFF, g -> Math.floor(room(g, -2) / g.number("stride")) + 1)
                            .wrongNumber(Mistake.STRIDE_MULTIPLIED, g -> room(g, 2) * g.number("stride") + 1))
            .ours(window(4, 28, 5, 1, 0));

    private static Given window(int index, int n, int k, int stride, int padding) {
        return Given.of("15.side", index)
                .set("n", n)
                .set("k", k)
                .set("stride", stride)
                .set("padding", padding);
    }

    private static double room(Given g, int sides) {
        return g.number("n") + sides * g.number("padding") - g.number("k");
    }

    /**
     * How many numbers a convolution learns.
     *
     * @param parameters from its input's channels, its filters and the kernel's side to their number
     */
    public static Check parameters(Formula.Three<Integer, Integer, Integer> parameters) {
        Require.notNull("parameters", parameters, "(channels, filters, kernel) -> …");
        return PARAMETERS.check(
                g -> parameters.of((int) g.number("channels"), (int) g.number("filters"), (int) g.number("kernel")));
    }

    static final Exercise PARAMETERS = Exercise.of(
                    "15.parameters",
                    "(channels, filters, kernel) -> filters * (channels * kernel * kernel + 1)",
                    List.of(sizes(0, 1, 8, 3), sizes(1, 6, 16, 5), sizes(2, 3, 4, 2)),
                    Part.number("parameters", g -> weights(g) + g.number("filters"))
                            .wrongNumber(Mistake.BIASES_FORGOTTEN, Lesson15::weights)
                            .wrongNumber(
                                    Mistake.CHANNELS_FORGOTTEN,
                                    g -> weights(g) / g.number("channels") + g.number("filters"))
                            .wrongNumber(Mistake.ONE_BIAS, g -> weights(g) + 1)
                            .wrongNumber(
                                    Mistake.BIAS_FOR_EACH_INPUT,
                                    g -> weights(g) + g.number("channels") * g.number("filters"))
                            .wrongNumber(Mistake.NOT_SQUARE, g -> weights(g) / g.number("kernel") + g.number("filters"))
                            .again(Mistake.NOT_SQUARE, g -> 2 * weights(g) / g.number("kernel") + g.number("filters"))
                            .again(Mistake.NOT_SQUARE, g -> weights(g) * g.number("kernel") + g.number("filters"))
                            .wrongNumber(
                                    Mistake.XOR,
                                    g -> g.number("filters")
                                            * (g.number("channels") * ((int) g.number("kernel") ^ 2) + 1))
                            .wrongNumber(Mistake.CHANNELS_ADDED, g -> g.number("filters") * area(g))
                            .again(Mistake.CHANNELS_ADDED, g -> g.number("filters") * (area(g) + 1))
                            .wrongNumber(Mistake.SUM_FOR_PRODUCT, g -> area(g) + g.number("filters"))
                            .again(Mistake.SUM_FOR_PRODUCT, g -> area(g) + 2 * g.number("filters"))
                            .wrongNumber(Mistake.ONE_FILTER, g -> weights(g) / g.number("filters") + 1)
                            .again(Mistake.ONE_FILTER, g -> weights(g) / g.number("filters") + g.number("filters"))
                            .again(Mistake.BIAS_FOR_EACH_INPUT, g -> weights(g) + g.number("channels"))
                            .wrongNumber(
                                    Mistake.BIAS_FOR_EACH_ROW,
                                    g -> weights(g) + g.number("filters") * g.number("kernel"))
                            .again(
                                    Mistake.BIAS_FOR_EACH_ROW,
                                    g -> weights(g) + g.number("filters") * g.number("kernel") * g.number("kernel")))
            .ours(sizes(3, 16, 32, 5));

    private static Given sizes(int index, int channels, int filters, int kernel) {
        return Given.of("15.parameters", index)
                .set("channels", channels)
                .set("filters", filters)
                .set("kernel", kernel);
    }

    /** One kernel's weights, and the channels added where they should multiply. */
    private static double area(Given g) {
        return g.number("kernel") * g.number("kernel") + g.number("channels");
    }

    private static double weights(Given g) {
        return g.number("filters") * g.number("channels") * g.number("kernel") * g.number("kernel");
    }

    // ---- at the end ----

    /**
     * What becomes of δ on its way back through max pooling.
     *
     * @param pooled from the numbers x under one window and δ = ∂J/∂a of their largest to ∂J/∂x, as many numbers
     */
    public static Check pooled(Formula.Two<double[], Double> pooled) {
        Require.notNull("pooled", pooled, "(x, delta) -> …");
        return POOLED.check(g -> pooled.of(g.row("x"), g.number("delta")));
    }

    static final Exercise POOLED = Exercise.of(
            "15.pooled",
            """
            (x, delta) -> {
                int best = 0;
                for (int i = 1; i < x.length; i++) if (x[i] > x[best]) best = i;
                double[] dx = new double[x.length];
                dx[best] = delta;
                return dx;
            }""",
            List.of(
                    under(0, 0.7, 0.3, 1.2, -0.4, 0.8),
                    under(1, -1.1, -0.9, -0.2, -0.6, -0.5),
                    under(2, 0.4, 0, 0.9, 0.1, 1.5)),
            Part.gradient("dx", "x", g -> g.number("delta") * max(g))
                    .factor(Mistake.SIGN, g -> -1)
                    .mistake(Mistake.SHARED_EQUALLY, g -> {
                        double share = g.number("delta") / g.m("x").size();
                        return g.m("x").map(v -> share);
                    })
                    .mistake(Mistake.TO_ALL, g -> {
                        double delta = g.number("delta");
                        return g.m("x").map(v -> delta);
                    })
                    .mistake(Mistake.DELTA_MISSING, g -> {
                        double max = max(g);
                        return g.m("x").map(v -> v == max ? 1 : 0);
                    })
                    .mistake(Mistake.SMALLEST_FOR_LARGEST, g -> {
                        double min = Arrays.stream(g.row("x")).min().orElseThrow();
                        double delta = g.number("delta");
                        return g.m("x").map(v -> v == min ? delta : 0);
                    })
                    .mistake(Mistake.VALUE_MULTIPLIED, g -> {
                        double max = max(g);
                        double delta = g.number("delta");
                        return g.m("x").map(v -> v == max ? delta * max : 0);
                    })
                    .orSo(Mistake.VALUE_MULTIPLIED, g -> {
                        double delta = g.number("delta");
                        return g.m("x").map(v -> delta * v);
                    })
                    .orSo(Mistake.SHARED_EQUALLY, g -> {
                        double share = g.number("delta") / Given.sum(g.m("x"));
                        return g.m("x").map(v -> share * v);
                    })
                    .mistake(Mistake.SHARE_OF_DELTA, g -> {
                        double max = max(g);
                        double share = g.number("delta") / g.m("x").size();
                        return g.m("x").map(v -> v == max ? share : 0);
                    })
                    .mistake(Mistake.POSITIVE_FOR_LARGEST, g -> {
                        double delta = g.number("delta");
                        return g.m("x").map(v -> v > 0 ? delta : 0);
                    })
                    .mistake(Mistake.OTHERS_KEPT, g -> {
                        double max = max(g);
                        double delta = g.number("delta");
                        return g.m("x").map(v -> v == max ? delta : v);
                    })
                    .mistake(Mistake.FARTHEST_FROM_ZERO, g -> {
                        double far =
                                Arrays.stream(g.row("x")).map(Math::abs).max().orElseThrow();
                        double delta = g.number("delta");
                        return g.m("x").map(v -> Math.abs(v) == far ? delta : 0);
                    })
                    .mistake(Mistake.ONE_FOR_ALL, g -> Given.matrix(1, 1, g.number("delta")))
                    .orSo(Mistake.ONE_FOR_ALL, g -> Given.matrix(1, 1, g.number("delta") * max(g))));

    private static Given under(int index, double delta, double... x) {
        return Given.of("15.pooled", index).set("x", x).set("delta", delta);
    }

    private static double max(Given g) {
        return Arrays.stream(g.row("x")).max().orElseThrow();
    }

    /**
     * Of the alarms that a camera gives, the share that is false.
     *
     * @param falseAlarms from the people that pass, the wanted among them, and how often a single answer is wrong, about
     *     wanted ones and others alike, to a share
     */
    public static Check falseAlarms(Formula.Three<Double, Double, Double> falseAlarms) {
        Require.notNull("falseAlarms", falseAlarms, "(people, wanted, error) -> …");
        return FALSE_ALARMS.check(g -> falseAlarms.of(g.number("people"), g.number("wanted"), g.number("error")));
    }

    static final Exercise FALSE_ALARMS = Exercise.of(
                    "15.false-alarms",
                    "(people, wanted, error) -> error * (people - wanted) / (error * (people - wanted) + (1 - error) * wanted)",
                    List.of(
                            passing(0, 1000, 100, 0.1),
                            passing(1, 500, 200, 0.3),
                            passing(2, 2000, 5, 0.02),
                            passing(4, 100, 60, 0.05)),
                    Part.number("share", g -> wrong(g) / (wrong(g) + (1 - g.number("error")) * g.number("wanted")))
                            .wrongNumber(Mistake.ERROR_FOR_SHARE, g -> g.number("error"))
                            .wrongNumber(Mistake.COUNT_FOR_SHARE, Lesson15::wrong)
                            .wrongNumber(
                                    Mistake.MISSES_COUNTED,
                                    g -> wrong(g) / (wrong(g) + g.number("error") * g.number("wanted")))
                            .wrongNumber(
                                    Mistake.RIGHT_FOR_FALSE,
                                    g -> 1 - wrong(g) / (wrong(g) + (1 - g.number("error")) * g.number("wanted")))
                            .wrongNumber(Mistake.WANTED_ALL_FOUND, g -> wrong(g) / (wrong(g) + g.number("wanted")))
                            .wrongNumber(Mistake.WANTED_AMONG_OTHERS, g -> all(g) / (all(g) + found(g)))
                            .again(Mistake.WANTED_AMONG_OTHERS, g -> all(g) / (all(g) + g.number("wanted")))
                            .again(Mistake.WANTED_AMONG_OTHERS, g -> all(g) / (wrong(g) + found(g)))
                            .wrongNumber(Mistake.OF_ALL_PEOPLE, g -> wrong(g) / g.number("people"))
                            .wrongNumber(Mistake.FALSE_TO_RIGHT, g -> wrong(g) / found(g))
                            .again(Mistake.FALSE_TO_RIGHT, g -> wrong(g) / g.number("wanted"))
                            .wrongNumber(Mistake.PER_CENT, g -> 100 * wrong(g) / (wrong(g) + found(g)))
                            .again(Mistake.COUNT_FOR_SHARE, g -> wrong(g) + found(g))
                            .wrongNumber(Mistake.ERROR_TURNED, g -> silent(g) / (silent(g) + missed(g)))
                            .again(Mistake.ERROR_TURNED, g -> 1 - g.number("error"))
                            .wrongNumber(Mistake.NO_ALARM, g -> missed(g) / (silent(g) + missed(g)))
                            .wrongNumber(Mistake.ERROR_NOT_USED, g -> g.number("wanted") / g.number("people")))
            .ours(passing(3, 50_000, 10, 0.001));

    private static Given passing(int index, double people, double wanted, double error) {
        return Given.of("15.false-alarms", index)
                .set("people", people)
                .set("wanted", wanted)
                .set("error", error);
    }

    private static double all(Given g) {
        return g.number("error") * g.number("people");
    }

    /** Alarms about those who are wanted. */
    private static double found(Given g) {
        return (1 - g.number("error")) * g.number("wanted");
    }

    private static double missed(Given g) {
        return g.number("error") * g.number("wanted");
    }

    private static double silent(Given g) {
        return (1 - g.number("error")) * (g.number("people") - g.number("wanted"));
    }

    /** Alarms about people whom nobody looks for. */
    private static double wrong(Given g) {
        return g.number("error") * (g.number("people") - g.number("wanted"));
    }

    /**
     * What the closing exercises' edits show.
     *
     * @param numbers without pooling the numbers that are learnt and the multiplications; with 3 × 3 the side of the last maps and the numbers that are learnt
     */
    public static Check edits(@Nullable Object numbers) {
        return EDITS.check(g -> numbers);
    }

    static final Exercise EDITS = Exercise.of(
            "15.edits",
            "List.of(18378, 267520, 5, 12810)",
            Part.number("w", g -> 18_378).wrongNumber(Mistake.BIASES_FORGOTTEN, g -> 18_320),
            Part.number("·", g -> 267_520)
                    .wrongNumber(Mistake.UNCHANGED, g -> 1_054_720)
                    .wrongNumber(Mistake.DENSE_FORGOTTEN, g -> 262_400),
            Part.number("3 × 3", g -> 5)
                    .wrongNumber(Mistake.UNCHANGED, g -> 4)
                    .wrongNumber(Mistake.NOT_ROUNDED_DOWN, g -> 5.5),
            Part.number("3 × 3, w", g -> 12_810)
                    .wrongNumber(Mistake.UNCHANGED, g -> 18_378)
                    .wrongNumber(Mistake.BIASES_FORGOTTEN, g -> 12_752));
}
