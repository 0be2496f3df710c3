package dev.gradus.check;

import dev.gradus.data.Batch;
import dev.gradus.data.Dataset;
import dev.gradus.errors.ArgumentException;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.loss.Loss;
import dev.gradus.math.Differences;
import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import dev.gradus.math.RandomStream;
import dev.gradus.math.Shape;
import dev.gradus.nn.Network;
import dev.gradus.nn.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Compares gradients with extrapolated central differences ({@link Differences}), all in double precision. The relative
 * error of an element is |g − d| / max(|g|, |d|, s), where s = 1e-4 · max(1, |J|) keeps the rounding of J out; right
 * gradients stay below {@value #TOLERANCE}, wrong ones seldom below 1e-2.
 *
 * <p>Kinks, as of ReLU at 0: where the two don't agree, the step shrinks, so that kinks nearby fall outside of it. At a
 * kink itself the slopes to the left and to the right differ for every step; then any gradient between the two is right.
 * Such elements are counted, but have no error.
 */
public final class GradientCheck {
    /** The largest relative error of a gradient that is taken for right. */
    public static final double TOLERANCE = 1e-6;

    private static final int SAMPLES = 5;
    private static final int ELEMENTS = 40; // of each parameter
    private static final double[] STEPS = {1e-3, 1e-4, 1e-5};

    /**
     * One number of a parameter.
     *
     * @param name e.g. "0.weight[2][3]"
     * @param gradient what is checked
     * @param difference what central differences say
     * @param error the relative error; 0 at a kink whose two slopes have the gradient between them
     * @param kink whether the slopes to the left and to the right differ
     */
    public record Element(String name, double gradient, double difference, double error, boolean kink) {
        /** "0.weight[2][3]: gradient 0.25, differences 0.5, relative error 5.0e-01". */
        @Override
        public String toString() {
            return name + ": gradient " + Figures.text(gradient, 8) + ", differences " + Figures.text(difference, 8)
                    + ", relative error " + scientific(error) + (kink ? ", at a kink" : "");
        }
    }

    /**
     * What was found in one parameter.
     *
     * @param name e.g. "0.weight"
     * @param shape e.g. "784 × 128"
     * @param elements those that were checked
     */
    public record Row(String name, String shape, List<Element> elements) {
        /** The element with the largest error. */
        public Element worst() {
            return elements.stream()
                    .max(Comparator.comparingDouble(Element::error))
                    .orElseThrow();
        }

        /** Elements that stand at a kink. */
        public int kinks() {
            return (int) elements.stream().filter(Element::kink).count();
        }
    }

    private final List<Row> rows;

    private GradientCheck(List<Row> rows) {
        this.rows = List.copyOf(rows);
    }

    // ---- making one ----

    /**
     * Checks what backpropagation computes in a network: on up to 5 samples, spread evenly over the data, and up to 40
     * elements of each parameter, drawn with a fixed seed. Weights and gradients of the network stay as they are.
     */
    public static GradientCheck of(Network network, Loss loss, Dataset data) {
        Require.notNull("network", network, "a Network");
        Dataset fitted = network.fitted("data", data, loss);
        int m = Math.min(SAMPLES, data.size());
        int[] spread = IntStream.range(0, m)
                .map(i -> m == 1 ? 0 : (int) ((long) i * (data.size() - 1) / (m - 1)))
                .toArray();
        Batch batch = fitted.batch(spread, 0, m, null);
        Matrix x = batch.inputs().toDouble();
        Matrix y = batch.targets().toDouble();
        Network exact = network.toDouble();
        List<Parameter> parameters =
                exact.parameters().stream().filter(Parameter::isTrained).toList();
        parameters.forEach(Parameter::zeroGradient);
        double j = exact.backward(loss, exact.forward(x, true), y) + exact.penalty();
        List<double[]> gradients =
                parameters.stream().map(p -> p.gradient().toArray()).toList(); // copies: the steps add to them
        List<Row> rows = new ArrayList<>();
        for (int p = 0; p < parameters.size(); p++) {
            Parameter parameter = parameters.get(p);
            Matrix theta = parameter.matrix();
            List<Element> elements = new ArrayList<>();
            for (int e : chosen(theta.size(), p)) {
                int i = e / theta.columns();
                int k = e % theta.columns();
                double old = theta.get(i, k);
                DoubleUnaryOperator loosened = value -> {
                    theta.set(i, k, value);
                    // The J of backward, which is exact where the loss starts from logits.
                    return exact.backward(loss, exact.forward(x, true), y) + exact.penalty();
                };
                String name = parameter.name() + (parameter.shape().length == 1 ? "" : "[" + i + "]") + "[" + k + "]";
                elements.add(compare(name, loosened, old, gradients.get(p)[e], j));
                theta.set(i, k, old);
            }
            rows.add(new Row(parameter.name(), Shape.text(parameter.shape()), elements));
        }
        if (rows.isEmpty()) throw new IllegalArgumentException("network has nothing to learn, so no gradients");
        return new GradientCheck(rows);
    }

    /**
     * Checks the gradient of a function of n numbers.
     *
     * @param gradient from the point to n partial derivatives
     * @param point where; n numbers
     */
    public static GradientCheck of(ToDoubleFunction<double[]> f, UnaryOperator<double[]> gradient, double[] point) {
        Require.notNull("f", f, "a function");
        Require.notNull("gradient", gradient, "its gradient");
        if (Require.notNull("point", point, "one number for each variable").length == 0)
            throw new ArgumentException(
                    "point is empty; expected one number for each variable",
                    "point",
                    "one number for each variable",
                    "empty");
        for (int i = 0; i < point.length; i++) Require.finite(point.length == 1 ? "x" : "point[" + i + "]", point[i]);
        double[] g = gradient.apply(point.clone());
        if (g == null || g.length != point.length)
            throw new ShapeException(
                    "gradient gives " + (g == null ? "no" : g.length) + " numbers, but point has " + point.length,
                    Mismatch.numbers("gradient", g == null ? 0 : g.length, "point", point.length));
        double value = f.applyAsDouble(point.clone());
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < point.length; i++) {
            int varied = i;
            DoubleUnaryOperator along = xi -> {
                double[] x = point.clone();
                x[varied] = xi;
                return f.applyAsDouble(x);
            };
            elements.add(compare(point.length == 1 ? "x" : "x[" + i + "]", along, point[i], g[i], value));
        }
        return new GradientCheck(List.of(new Row("x", String.valueOf(point.length), elements)));
    }

    /** Checks the derivative of a function of one number. */
    public static GradientCheck of(DoubleUnaryOperator f, DoubleUnaryOperator derivative, double x) {
        Require.notNull("f", f, "a function");
        Require.notNull("derivative", derivative, "its derivative");
        return of(
                (double[] p) -> f.applyAsDouble(p[0]),
                (double[] p) -> new double[] {derivative.applyAsDouble(p[0])},
                new double[] {x});
    }

    /** Which elements of a parameter are looked at: all, if there are few. */
    private static int[] chosen(int size, int parameter) {
        int[] all = size <= ELEMENTS
                ? IntStream.range(0, size).toArray()
                : RandomStream.of(0, "gradient check", parameter).permutation(size);
        return Arrays.stream(all).limit(ELEMENTS).sorted().toArray();
    }

    // ---- one number ----

    private static Element compare(String name, DoubleUnaryOperator f, double x, double gradient, double value) {
        double floor = 1e-4 * Math.max(1, Math.abs(value));
        double size = Math.max(1, Math.abs(x));
        Element best = new Element(name, gradient, Double.NaN, Double.POSITIVE_INFINITY, false);
        for (double step : STEPS) {
            double slope = Differences.slope(f, x, step * size);
            double error = error(gradient, slope, floor);
            if (error < best.error || Double.isNaN(best.difference))
                best = new Element(name, gradient, slope, error, false);
            if (best.error <= TOLERANCE) return best;
        }
        double left = oneSided(f, x, value, -STEPS[2] * size);
        double right = oneSided(f, x, value, STEPS[2] * size);
        double bend = Math.abs(right - left);
        double bendFurtherOut =
                Math.abs(oneSided(f, x, value, STEPS[1] * size) - oneSided(f, x, value, -STEPS[1] * size));
        // A tenth of the step leaves a tenth of the bend where f is smooth, all of it at a kink, and ten times as much
        // where f jumps, or draws anew each time.
        boolean kink = bend > 1e-3 * Math.max(Math.max(Math.abs(left), Math.abs(right)), floor)
                && bend > 0.5 * bendFurtherOut
                && bend < 2 * bendFurtherOut;
        if (!kink) return best;
        double room = 1e-3 * bend;
        boolean between = gradient >= Math.min(left, right) - room && gradient <= Math.max(left, right) + room;
        return new Element(name, gradient, (left + right) / 2, between ? 0 : best.error, true);
    }

    private static double oneSided(DoubleUnaryOperator f, double x, double value, double h) {
        return (f.applyAsDouble(x + h) - value) / h;
    }

    private static double error(double gradient, double slope, double floor) {
        double error = Math.abs(gradient - slope) / Math.max(Math.max(Math.abs(gradient), Math.abs(slope)), floor);
        return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
    }

    // ---- what was found ----

    /** Whether all gradients are right, as far as differences can tell. */
    public boolean passed() {
        return largestError() <= TOLERANCE;
    }

    /** The largest relative error of all elements. */
    public double largestError() {
        return worst().error();
    }

    /** The element with the largest relative error. */
    public Element worst() {
        return rows.stream()
                .map(Row::worst)
                .max(Comparator.comparingDouble(Element::error))
                .orElseThrow();
    }

    /** One row for each parameter. */
    public List<Row> rows() {
        return rows;
    }

    /** The verdict, the worst element and a table. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("GradientCheck: the gradients ")
                .append(passed() ? "agree with" : "differ from")
                .append(" central differences; ")
                .append(passed() ? "largest relative error " + scientific(largestError()) : "worst " + worst());
        int name = rows.stream().mapToInt(r -> r.name.length()).max().orElse(0);
        int shape = rows.stream().mapToInt(r -> r.shape.length()).max().orElse(0);
        String format = "\n%-" + Math.max(name, 9) + "s  %" + Math.max(shape, 5) + "s  %7s  %5s  %13s";
        text.append(String.format(Locale.ROOT, format, "parameter", "shape", "checked", "kinks", "largest error"));
        for (Row row : rows)
            text.append(String.format(
                    Locale.ROOT,
                    format,
                    row.name,
                    row.shape,
                    row.elements.size(),
                    row.kinks(),
                    scientific(row.worst().error())));
        return text.toString();
    }

    private static String scientific(double error) {
        return error == 0 ? "0" : Double.isInfinite(error) ? "∞" : String.format(Locale.ROOT, "%.1e", error);
    }
}
