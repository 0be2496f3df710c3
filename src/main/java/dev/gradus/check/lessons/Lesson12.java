package dev.gradus.check.lessons;

import dev.gradus.check.Check;
import dev.gradus.check.Exercise;
import dev.gradus.check.Given;
import dev.gradus.check.Mistake;
import dev.gradus.check.Part;
import dev.gradus.check.Product;
import dev.gradus.check.Terms;
import dev.gradus.errors.Require;
import dev.gradus.math.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** The exercises of lesson 12: what a product costs, and which bits it has. */
public final class Lesson12 {
    private Lesson12() {}

    private static final int LINE = 16; // floats
    private static final double NEAR = 1e-3; // no rounding is as much

    /**
     * How many lines a long walk through memory fetches, for each number that it reads.
     *
     * @param fetched from the step, in floats, to lines a read; a line holds 16 floats
     */
    public static Check fetched(Formula.One<Integer> fetched) {
        Require.notNull("fetched", fetched, "step -> …");
        return FETCHED.check(g -> counted(fetched.of((int) g.number("step"))));
    }

    static final Exercise FETCHED = Exercise.of(
                    "12.fetched",
                    "step -> Math.min(1, step / 16.0)",
                    List.of(steps(0, 4), steps(1, 0), steps(2, 80), steps(3, 12), steps(4, 1)),
                    lines())
            .ours(steps(5, 1));

    private static Part lines() {
        Part lines = Part.number("lines", g -> Math.min(1, step(g) / LINE))
                .wrongNumber(Mistake.MORE_THAN_ONE_EACH, g -> step(g) / LINE)
                .again(Mistake.MORE_THAN_ONE_EACH, g -> Math.ceil(step(g) / LINE))
                .again(Mistake.MORE_THAN_ONE_EACH, g -> Math.max(1, step(g) / LINE))
                .wrongNumber(Mistake.LINE_IN_BYTES, g -> Math.min(1, step(g) / (4 * LINE)))
                .again(Mistake.LINE_IN_BYTES, g -> step(g) / (4 * LINE))
                .wrongNumber(Mistake.INTEGER_DIVISION, g -> Math.min(1, (int) step(g) / LINE))
                .again(Mistake.INTEGER_DIVISION, g -> (int) step(g) / LINE)
                .wrongNumber(Mistake.LINE_FOR_EACH, g -> step(g) == 0 ? 0 : 1)
                .wrongNumber(Mistake.QUOTIENT_TURNED, g -> Math.min(1, LINE / step(g)))
                .wrongNumber(Mistake.FLOATS_FOR_LINES, g -> Math.min(LINE, step(g)))
                .again(Mistake.FLOATS_FOR_LINES, Lesson12::step)
                .wrongNumber(Mistake.FREE_FOR_FETCHED, g -> 1 - Math.min(1, step(g) / LINE))
                .again(Mistake.FREE_FOR_FETCHED, g -> 1 - step(g) / LINE)
                .wrongNumber(Mistake.BEGINS_ANEW, g -> step(g) % LINE / LINE)
                .piece("step = 0", g -> step(g) == 0)
                .piece("0 < step < 16", g -> step(g) > 0 && step(g) < LINE)
                .piece("step ≥ 16", g -> step(g) >= LINE);
        for (double floats : new double[] {2, 4, 8, 15, 17, 32, 128, 256, 512})
            lines.again(Mistake.LINE_IN_BYTES, g -> close(Math.min(1, step(g) / floats)))
                    .again(Mistake.LINE_IN_BYTES, g -> close(step(g) / floats));
        return lines;
    }

    /** Whoever counts the lines of a walk of a hundred reads or more ends within a hundredth of the sixteenths. */
    private static @Nullable Object counted(@Nullable Object answer) {
        return answer instanceof Number number ? (Object) close(number.doubleValue()) : answer;
    }

    private static double close(double counted) {
        double sixteenths = Math.rint(counted * LINE) / LINE;
        return Math.abs(counted - sixteenths) < 0.011 ? sixteenths : counted;
    }

    private static Given steps(int index, int step) {
        return Given.of("12.fetched", index).set("step", step);
    }

    private static double step(Given g) {
        return g.number("step");
    }

    /**
     * A row of a product, number by number and bit by bit.
     *
     * @param row from a row of A and all of B to the row of AB
     */
    public static Check row(Formula.Two<float[], float[][]> row) {
        Require.notNull("row", row, "(a, B) -> …");
        return ROW.check(g -> {
            float[][] b = Arrays.stream(g.rows("B")).map(Lesson12::floats).toArray(float[][]::new);
            Object c = row.of(floats(g.row("a")), b);
            return Arrays.asList(c, lastBytes(c, chain(g.m("a"), g.m("B"))));
        });
    }

    static final Exercise ROW = Exercise.of(
            "12.row",
            """
            (a, B) -> {
                float[] c = new float[B[0].length];
                for (int p = 0; p < a.length; p++)
                    for (int j = 0; j < c.length; j++) c[j] = Math.fma(a[p], B[p][j], c[j]);
                return c;
            }""",
            List.of(factors(0, 3, Math::rint), factors(1, 4, v -> v), factors(2, 3, v -> v), factors(3, 5, v -> v)),
            Part.of("c", g -> chain(g.m("a"), g.m("B")))
                    .sum("a", "B")
                    .mistake(Mistake.FMA_ADDED_AGAIN, g -> loop(g, (c, a, b) -> c + (a * b + c)))
                    .mistake(Mistake.FMA_ORDER, g -> loop(g, (c, a, b) -> c * a + b))
                    .mistake(Mistake.NOT_ADDED_ON, g -> loop(g, (c, a, b) -> a * b + a))
                    .mistake(Mistake.SUM_FOR_PRODUCT, g -> loop(g, (c, a, b) -> c + a + b))
                    .mistake(Mistake.COLUMN_LEFT_OUT, g -> but(chain(g.m("a"), g.m("B")), 0))
                    .orSo(
                            Mistake.COLUMN_LEFT_OUT,
                            g -> but(chain(g.m("a"), g.m("B")), g.m("B").columns() - 1))
                    .mistake(Mistake.SUM_NOT_RESET, Lesson12::runningSum)
                    .mistake(Mistake.J_FOR_P, Lesson12::columnsNumbers)
                    .mistake(Mistake.AS_LONG_AS_A, Lesson12::asLongAsA),
            Part.of("lastByte", g -> lastByte(chain(g.m("a"), g.m("B"))))
                    .mistake(Mistake.ROUNDED_TWICE, g -> lastByte(twice(g)))
                    .mistake(
                            Mistake.ADDED_BACKWARDS,
                            g -> lastByte(chain(turned(g.m("a"), false), turned(g.m("B"), true))))
                    .mistake(Mistake.ADDED_IN_DOUBLE, g -> lastByte(product(single(g.m("a")), single(g.m("B")))))
                    .mistake(Mistake.ADDED_IN_HALVES, g -> lastByte(halves(g))));

    private static Given factors(int index, int n, DoubleUnaryOperator f) {
        return Given.of("12.row", index).draw("a", 1, 9, f).draw("B", 9, n, f);
    }

    /** In single precision, as the library multiplies: each number one chain of fused multiply-adds. */
    private static Matrix chain(Matrix a, Matrix b) {
        Matrix c = Matrix.zeros(1, b.columns());
        single(a).multiply(single(b), c);
        return c.toDouble();
    }

    private static Matrix single(Matrix exact) {
        Matrix single = Matrix.zeros(exact.rows(), exact.columns());
        single.setAll(exact.toArray());
        return single;
    }

    private static Matrix product(Matrix a, Matrix b) {
        Matrix c = Matrix.zeros(1, b.columns()).toDouble();
        a.toDouble().multiply(b.toDouble(), c);
        return c;
    }

    /** What a loop makes of c, a[p] and B[p][j]. */
    @FunctionalInterface
    private interface Step {
        double of(double c, double a, double b);
    }

    private static Matrix loop(Given g, Step step) {
        double[] a = g.row("a");
        double[][] b = g.rows("B");
        Matrix c = Matrix.zeros(1, b[0].length).toDouble();
        for (int p = 0; p < a.length; p++)
            for (int j = 0; j < c.columns(); j++) c.set(0, j, step.of(c.get(0, j), a[p], b[p][j]));
        return c;
    }

    private static Matrix but(Matrix c, int column) {
        c.set(0, column, 0);
        return c;
    }

    /** a[j] in the place of a[p]. */
    private static Matrix columnsNumbers(Given g) {
        Matrix c = loop(g, (sum, a, b) -> sum + b);
        for (int j = 0; j < c.columns(); j++) c.set(0, j, c.get(0, j) * g.row("a")[j % g.row("a").length]);
        return c;
    }

    private static Matrix runningSum(Given g) {
        Matrix c = chain(g.m("a"), g.m("B"));
        for (int j = 1; j < c.columns(); j++) c.set(0, j, c.get(0, j) + c.get(0, j - 1));
        return c;
    }

    private static Matrix asLongAsA(Given g) {
        Matrix c = chain(g.m("a"), g.m("B"));
        Matrix longer = Matrix.zeros(1, g.row("a").length).toDouble();
        for (int j = 0; j < Math.min(c.columns(), longer.columns()); j++) longer.set(0, j, c.get(0, j));
        return longer;
    }

    private static Matrix twice(Given g) {
        float[] a = floats(g.row("a"));
        double[][] b = g.rows("B");
        Matrix c = Matrix.zeros(1, b[0].length).toDouble();
        for (int j = 0; j < c.columns(); j++) {
            float sum = 0;
            for (int p = 0; p < a.length; p++) sum += a[p] * (float) b[p][j];
            c.set(0, j, sum);
        }
        return c;
    }

    /** The first half of the products and the second, each a chain, and then their sum. */
    private static Matrix halves(Given g) {
        Matrix a = g.m("a");
        int half = a.columns() / 2;
        Matrix first = chain(a.map(v -> v), part(g.m("B"), 0, half));
        Matrix second = chain(a, part(g.m("B"), half, a.columns()));
        for (int j = 0; j < first.columns(); j++) first.set(0, j, (float) first.get(0, j) + (float) second.get(0, j));
        return first;
    }

    /** The same rows in their places, zeros for the others. */
    private static Matrix part(Matrix b, int from, int to) {
        Matrix part = b.like();
        for (int p = from; p < to; p++) for (int j = 0; j < b.columns(); j++) part.set(p, j, b.get(p, j));
        return part;
    }

    /** The last row first, or the last column. */
    private static Matrix turned(Matrix m, boolean rows) {
        Matrix turned = m.like();
        for (int i = 0; i < m.rows(); i++)
            for (int j = 0; j < m.columns(); j++)
                turned.set(i, j, m.get(rows ? m.rows() - 1 - i : i, rows ? j : m.columns() - 1 - j));
        return turned;
    }

    private static float[] floats(double[] numbers) {
        float[] floats = new float[numbers.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) numbers[i];
        return floats;
    }

    /** Of each number as a float; null where these are none. Where the numbers are wrong, their bits are no mistake of their own. */
    private static double @Nullable [] lastBytes(@Nullable Object c, Matrix truth) {
        float[] floats = c instanceof float[] f ? f : c instanceof double[] d ? floats(d) : null;
        if (floats == null) return null;
        double[] bytes = new double[floats.length];
        boolean near = bytes.length == truth.columns();
        for (int j = 0; j < bytes.length; j++) {
            bytes[j] = Float.floatToIntBits(floats[j]) & 255;
            near = near && Math.abs(floats[j] - truth.get(0, j)) < NEAR;
        }
        return near ? bytes : lastByte(truth).toArray();
    }

    private static Matrix lastByte(Matrix c) {
        return c.map(v -> Float.floatToIntBits((float) v) & 255);
    }

    /**
     * What a product has to fetch for each of its multiply-adds, if it reads or writes every number once.
     *
     * @param numbers from m, k and n, of (m × k)(k × n), to numbers for each multiply-add
     */
    public static Check numbers(Formula.Three<Integer, Integer, Integer> numbers) {
        Require.notNull("numbers", numbers, "(m, k, n) -> …");
        return NUMBERS.check(g -> numbers.of((int) g.number("m"), (int) g.number("k"), (int) g.number("n")));
    }

    static final Exercise NUMBERS = Exercise.of(
                    "12.numbers",
                    "(m, k, n) -> 1.0 / m + 1.0 / k + 1.0 / n",
                    List.of(sizes(0, 2, 3, 4), sizes(1, 5, 2, 3), sizes(2, 100, 200, 400), sizes(3, 4, 7, 2)),
                    Part.number("numbers", g -> 1 / m(g) + 1 / k(g) + 1 / n(g))
                            .wrongNumber(Mistake.RESULT_NOT_COUNTED, g -> 1 / m(g) + 1 / n(g))
                            .wrongNumber(Mistake.BATCH_ALONE_COUNTED, g -> 1 / n(g))
                            .wrongNumber(Mistake.NOT_PER_ONE, g -> m(g) * k(g) + k(g) * n(g) + m(g) * n(g))
                            .wrongNumber(Mistake.QUOTIENT_TURNED, g -> 1 / (1 / m(g) + 1 / k(g) + 1 / n(g)))
                            .wrongNumber(Mistake.PRODUCTS_COUNTED, Lesson12::products)
                            .wrongNumber(Mistake.SIDES_FOR_SIZES, g -> (m(g) + k(g) + n(g)) / products(g))
                            .again(Mistake.SIDES_FOR_SIZES, g -> 2 * (m(g) + k(g) + n(g)) / products(g))
                            .wrongNumber(Mistake.TABLE_FOR_NUMBER, g -> 3 / products(g))
                            .again(Mistake.TABLE_FOR_NUMBER, g -> 1 / products(g))
                            .wrongNumber(Mistake.DENOMINATORS_ADDED, g -> 1 / (m(g) + k(g) + n(g)))
                            .again(Mistake.DENOMINATORS_ADDED, g -> 3 / (m(g) + k(g) + n(g)))
                            .wrongNumber(
                                    Mistake.BRACKETS_MISSING,
                                    g -> (m(g) * k(g) + k(g) * n(g) + m(g) * n(g)) / m(g) * k(g) * n(g))
                            .again(Mistake.BRACKETS_MISSING, g -> m(g) * k(g) + k(g) * n(g) + 1 / k(g))
                            .again(Mistake.BRACKETS_MISSING, g -> 1 / m(g) * k(g) * n(g))
                            .wrongNumber(Mistake.BYTES_FOR_NUMBERS, g -> 4 * (1 / m(g) + 1 / k(g) + 1 / n(g)))
                            .terms(new Terms()
                                    .of("1/m", g -> 1 / m(g))
                                    .of("1/k", g -> 1 / k(g))
                                    .of("1/n", g -> 1 / n(g))))
            .ours(sizes(4, 1, 784, 128));

    private static Given sizes(int index, int m, int k, int n) {
        return Given.of("12.numbers", index).set("m", m).set("k", k).set("n", n);
    }

    private static double products(Given g) {
        return m(g) * k(g) * n(g);
    }

    private static double m(Given g) {
        return g.number("m");
    }

    private static double k(Given g) {
        return g.number("k");
    }

    private static double n(Given g) {
        return g.number("n");
    }

    /**
     * What remains of the time when a part of the work is shared by several threads.
     *
     * @param left from the share s of the time that can be shared out and the number n of threads to time then : time before
     */
    public static Check left(Formula.Two<Double, Integer> left) {
        Require.notNull("left", left, "(s, n) -> …");
        return LEFT.check(g -> left.of(g.number("s"), (int) g.number("n")));
    }

    static final Exercise LEFT = Exercise.of(
                    "12.left",
                    "(s, n) -> 1 - s + s / n",
                    List.of(shared(0, 0.6, 3), shared(1, 0.9, 2), shared(2, 1, 64), shared(3, 0.2, 5)),
                    Part.number("left", g -> 1 - s(g) + s(g) / n(g))
                            .wrongNumber(Mistake.SERIAL_SHARED, g -> 1 / n(g))
                            .wrongNumber(Mistake.SERIAL_FORGOTTEN, g -> s(g) / n(g))
                            .wrongNumber(Mistake.THREADS_MULTIPLIED, g -> 1 - s(g) + s(g) * n(g))
                            .again(Mistake.THREADS_MULTIPLIED, g -> 1 - s(g) * n(g))
                            .again(Mistake.THREADS_MULTIPLIED, g -> 1 / (1 - s(g) + s(g) * n(g)))
                            .again(Mistake.THREADS_MULTIPLIED, g -> (1 - s(g)) * n(g) + s(g))
                            .wrongNumber(Mistake.SHARED_TAKEN_OFF, g -> 1 - s(g) / n(g))
                            .again(Mistake.SHARED_TAKEN_OFF, g -> 1 - s(g) - s(g) / n(g))
                            .wrongNumber(Mistake.SHARE_SWAPPED, g -> s(g) + (1 - s(g)) / n(g))
                            .again(Mistake.SHARE_SWAPPED, g -> (1 - s(g)) / n(g))
                            .wrongNumber(Mistake.SPEEDUP_FOR_TIME, g -> 1 / (1 - s(g) + s(g) / n(g)))
                            .wrongNumber(Mistake.SAVED_FOR_LEFT, g -> s(g) - s(g) / n(g))
                            .wrongNumber(Mistake.SHARE_LEFT_IN, g -> 1 + s(g) / n(g))
                            .wrongNumber(Mistake.PER_CENT, g -> 100 * (1 - s(g) + s(g) / n(g)))
                            .wrongNumber(Mistake.ONE_THREAD_LESS, g -> 1 - s(g) + s(g) / (n(g) - 1))
                            .again(Mistake.ONE_THREAD_LESS, g -> 1 - s(g) + s(g) / (n(g) + 1))
                            .terms(new Terms()
                                    .of(
                                            "1 − s",
                                            new Product()
                                                    .number("1 − s", g -> 1 - s(g))
                                                    .notNumber("s", Lesson12::s))
                                    .of(
                                            "s/n",
                                            new Product()
                                                    .number("s", Lesson12::s)
                                                    .number("1/n", g -> 1 / n(g))
                                                    .notNumber("1 − s", g -> 1 - s(g)))))
            .ours(shared(4, 0.427, 100));

    private static Given shared(int index, double s, int n) {
        return Given.of("12.left", index).set("s", s).set("n", n);
    }

    private static double s(Given g) {
        return g.number("s");
    }

    /**
     * What a benchmark says about some claims.
     *
     * @param numbers in the order of the claims: 1 it says so, 2 it leaves that open, 3 it says otherwise
     */
    public static Check claims(@Nullable Object numbers) {
        return CLAIMS.check(g -> numbers);
    }

    static final Exercise CLAIMS = Exercise.of(
            "12.claims",
            "List.of(1, 2, 3, 3, 3, 2)",
            claim("A", 1, Mistake.RANGES_APART),
            claim("B", 2, Mistake.RANGES_OVERLAP),
            claim("C", 3, Mistake.ONE_SIZE_FOR_ALL),
            claim("D", 3, Mistake.THREADS_TIMES),
            claim("E", 3, Mistake.COUNTED_NOT_DONE),
            claim("F", 2, Mistake.OTHER_MACHINE));

    private static Part claim(String name, int truth, Mistake otherwise) {
        int[] others = {truth % 3 + 1, (truth + 1) % 3 + 1};
        return Part.number(name, g -> truth)
                .wrongNumber(otherwise, g -> others[0])
                .again(otherwise, g -> others[1]);
    }

    /**
     * What the closing exercises' edits show.
     *
     * @param numbers how many barcodes two, three and five parts have, and four of whole numbers; how many numbers two sums change
     */
    public static Check edits(@Nullable Object numbers) {
        return EDITS.check(g -> numbers);
    }

    static final Exercise EDITS = Exercise.of(
            "12.edits",
            "List.of(1, 3, 60, 1, 15527)",
            Part.number("found(2)", g -> 1).wrongNumber(Mistake.ALL_ORDERS, g -> 2),
            Part.number("found(3)", g -> 3).wrongNumber(Mistake.ALL_ORDERS, g -> 6),
            Part.number("found(5)", g -> 60).wrongNumber(Mistake.ALL_ORDERS, g -> 120),
            Part.number("found(4)", g -> 1).wrongNumber(Mistake.UNCHANGED, g -> 12),
            Part.number("differ", g -> 15_527)
                    .wrongNumber(Mistake.OTHER_SUM, g -> 13_926)
                    .again(Mistake.OTHER_SUM, g -> 15_726));
}
