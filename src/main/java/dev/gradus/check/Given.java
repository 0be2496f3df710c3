package dev.gradus.check;

import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The inputs of one test, by name, in double precision: a number is a 1 × 1 matrix, n numbers are 1 × n. Drawn ones have
 * one decimal, both signs and no zero, so that they are easy to calculate with, on no kink and seldom equal.
 */
public final class Given {
    private final Map<String, Matrix> values = new LinkedHashMap<>();
    private final RandomStream random;

    private Given(RandomStream random) {
        this.random = random;
    }

    /** Nothing yet; what is drawn depends on the key and the index alone. */
    public static Given of(String key, int index) {
        return new Given(RandomStream.of(0, "check " + key, index));
    }

    /** Some of them, each filled alike. */
    public static List<Given> cases(int n, String key, UnaryOperator<Given> fill) {
        return IntStream.range(0, n).mapToObj(c -> fill.apply(of(key, c))).toList();
    }

    // ---- filling ----

    /** Draws rows × columns numbers between −2 and 2. */
    public Given draw(String name, int rows, int columns) {
        return draw(name, rows, columns, v -> v);
    }

    /** Draws numbers between −2 and 2 and puts each through f. */
    public Given draw(String name, int rows, int columns, DoubleUnaryOperator f) {
        double[] drawn = new double[rows * columns];
        for (int i = 0; i < drawn.length; i++)
            drawn[i] = f.applyAsDouble((1 + random.nextInt(20)) * (random.nextInt(2) == 0 ? -1 : 1) / 10.0);
        values.put(name, matrix(rows, columns, drawn));
        return this;
    }

    /** Sets a row of numbers. */
    public Given set(String name, double... numbers) {
        return set(name, matrix(1, numbers.length, numbers));
    }

    public Given set(String name, Matrix matrix) {
        values.put(name, matrix);
        return this;
    }

    /** A one in each row, never twice at the same place in a row of rows. */
    public Given oneHot(String name, int rows, int columns) {
        Matrix y = Matrix.zeros(rows, columns).toDouble();
        int first = random.nextInt(columns);
        for (int i = 0; i < rows; i++) y.set(i, (first + i) % columns, 1);
        return set(name, y);
    }

    public static Matrix matrix(int rows, int columns, double... numbers) {
        Matrix matrix = Matrix.zeros(rows, columns).toDouble();
        matrix.setAll(numbers);
        return matrix;
    }

    // ---- reading; all copies, since a learner's code may write into them ----

    public double number(String name) {
        return m(name).get(0, 0);
    }

    public double[] row(String name) {
        return m(name).toArray();
    }

    public double[][] rows(String name) {
        Matrix matrix = m(name);
        double[][] rows = new double[matrix.rows()][];
        for (int i = 0; i < rows.length; i++) rows[i] = matrix.row(i);
        return rows;
    }

    public Matrix m(String name) {
        Matrix value = values.get(name);
        if (value == null) throw new IllegalArgumentException("nothing is given as " + name);
        return value.toDouble();
    }

    /** The sum of all elements. */
    public static double sum(Matrix numbers) {
        double sum = 0;
        for (double v : numbers.toArray()) sum += v;
        return sum;
    }

    List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** The same, but all numbers of one name moved a little or far, whole ones by whole ones. */
    Given moved(String name, int move) {
        RandomStream by = RandomStream.of(5, "moved", move);
        double far = move % 2 == 0 ? 0.1 : 2;
        return copy().set(
                        name,
                        m(name).map(v -> v == Math.rint(v) ? v + 1 + by.nextInt(4) : v + by.nextUniform(-far, far)));
    }

    /** How many samples this has: rows, or the numbers of a single row. */
    int samples(String name) {
        return m(name).rows() == 1 ? m(name).columns() : m(name).rows();
    }

    /** Of what has a row or a number for each sample, those from one to before another. */
    Given some(List<String> names, int from, int to) {
        Given some = copy();
        for (String name : names) {
            Matrix all = m(name);
            int width = all.rows() == 1 ? 1 : all.columns();
            double[] kept = java.util.Arrays.copyOfRange(all.toArray(), from * width, to * width);
            some.set(name, all.rows() == 1 ? matrix(1, to - from, kept) : matrix(to - from, width, kept));
        }
        return some;
    }

    /** The same, but all samples of one name are like the first. */
    Given stuck(String name) {
        Matrix all = m(name);
        int width = all.rows() == 1 ? 1 : all.columns();
        double[] numbers = all.toArray();
        for (int i = width; i < numbers.length; i++) numbers[i] = numbers[i - width];
        return copy().set(name, matrix(all.rows(), all.columns(), numbers));
    }

    private Given copy() {
        Given other = new Given(random);
        other.values.putAll(values);
        return other;
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The same, but for one number. */
    public Given with(String name, int i, int j, double value) {
        Given other = copy();
        Matrix changed = m(name);
        changed.set(i, j, value);
        other.values.put(name, changed);
        return other;
    }

    /** The same, but for a row of zeros. */
    public Given set0(String name) {
        Given other = copy();
        other.values.put(name, m(name).like());
        return other;
    }

    /** The same, but all numbers of one name with the other sign. */
    Given turned(String name) {
        return copy().set(name, m(name).map(v -> -v));
    }

    /** "w = 1.5, x = (1, 2), W = [1 2; 3 4]". */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> text.append(text.length() == 0 ? "" : ", ")
                .append(name)
                .append(" = ")
                .append(text(value)));
        return text.toString();
    }

    private static String text(Matrix value) {
        if (value.rows() == 1) return Figures.text(value.toArray(), 6);
        StringBuilder text = new StringBuilder("[");
        for (int i = 0; i < value.rows(); i++) {
            text.append(i == 0 ? "" : "; ");
            for (int j = 0; j < value.columns(); j++)
                text.append(j == 0 ? "" : " ").append(Figures.text(value.get(i, j), 6));
        }
        return text.append("]").toString();
    }
}
