package dev.gradus.autodiff;

import dev.gradus.chart.Charts;
import dev.gradus.chart.Screen;
import dev.gradus.chart.canvas.Picture;
import dev.gradus.errors.Require;
import dev.gradus.math.Functions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A number that remembers how it came about. Every operation notes its inputs and its derivative with respect to each;
 * {@link #backward} multiplies these along all ways back and adds them up, which is the chain rule (Linnainmaa, 1970;
 * Rumelhart, Hinton and Williams, 1986).
 *
 * <pre>{@code
 * Value x = Value.of(2, "x");
 * Value y = x.pow(2).plus(x.times(3)).label("y");    // y = 10
 * y.backward();
 * x.gradient()                                       // 2x + 3 = 7
 * }</pre>
 *
 * <p>In double precision, one object a number: for derivations and for checking faster code, not for training.
 */
public final class Value {
    private final double value;
    private final String operation; // empty for a number that was put in
    private final Value[] inputs;
    private final double[] slopes; // ∂this/∂input, one for each
    private final int depth; // greater than that of every input
    private String label = "";
    private double gradient; // ∂y/∂this, added up over all y.backward()
    private double delta; // ∂y/∂this in the pass that is under way

    private Value(double value, String operation, Value[] inputs, double... slopes) {
        this.value = value;
        this.operation = operation;
        this.inputs = inputs;
        this.slopes = slopes;
        depth = 1 + Arrays.stream(inputs).mapToInt(v -> v.depth).max().orElse(-1);
    }

    /** A number to start from. */
    public static Value of(double value) {
        return new Value(value, "", new Value[0]);
    }

    /** A number to start from, with its name. */
    public static Value of(double value, String label) {
        return of(value).label(label);
    }

    // ---- operations; behind the value of each stands its derivative with respect to each input ----

    /** a + b. */
    public Value plus(Value b) {
        return two("+", b, value + number(b), 1, 1);
    }

    /** a + b. */
    public Value plus(double b) {
        return one("+ " + ValueView.text(b), value + b, 1);
    }

    /** a − b. */
    public Value minus(Value b) {
        return two("−", b, value - number(b), 1, -1);
    }

    /** a − b. */
    public Value minus(double b) {
        return one("− " + ValueView.text(b), value - b, 1);
    }

    /** a · b. */
    public Value times(Value b) {
        return two("×", b, value * number(b), b.value, value);
    }

    /** a · b. */
    public Value times(double b) {
        return one("× " + ValueView.text(b), value * b, b);
    }

    /** a / b. */
    public Value over(Value b) {
        return two("÷", b, value / number(b), 1 / b.value, -value / (b.value * b.value));
    }

    /** a / b. */
    public Value over(double b) {
        return one("÷ " + ValueView.text(b), value / b, 1 / b);
    }

    /** −a. */
    public Value neg() {
        return one("neg", -value, -1);
    }

    /** aⁿ; n is a plain number. */
    public Value pow(double n) {
        return one("^ " + ValueView.text(n), Functions.pow(value, n), n == 0 ? 0 : n * Functions.pow(value, n - 1));
    }

    /** √a. */
    public Value sqrt() {
        double root = Math.sqrt(value);
        return one("sqrt", root, 1 / (2 * root));
    }

    /** eᵃ. */
    public Value exp() {
        double e = Functions.exp(value);
        return one("exp", e, e);
    }

    /** ln a. */
    public Value log() {
        return one("log", Functions.log(value), 1 / value);
    }

    /** sin a. */
    public Value sin() {
        return one("sin", Functions.sin(value), Functions.cos(value));
    }

    /** cos a. */
    public Value cos() {
        return one("cos", Functions.cos(value), -Functions.sin(value));
    }

    /** tanh a. */
    public Value tanh() {
        double t = Functions.tanh(value);
        return one("tanh", t, 1 - t * t);
    }

    /** σ(a) = 1 / (1 + e⁻ᵃ). */
    public Value sigmoid() {
        double s = Functions.sigmoid(value);
        return one("sigmoid", s, s * (1 - s));
    }

    /** max(0, a); the derivative at the kink is taken as 0, as everywhere in Gradus and in PyTorch. */
    public Value relu() {
        return one("relu", value < 0 ? 0 : value, value > 0 ? 1 : 0);
    }

    /** |a|; the derivative at the kink is taken as 0, as in PyTorch. */
    public Value abs() {
        return one("abs", Math.abs(value), Math.signum(value));
    }

    /** The larger one; of equals, each gets half of the gradient, as in PyTorch. */
    public Value max(Value b) {
        return two("max", b, Math.max(value, number(b)), share(value, b.value), share(b.value, value));
    }

    /** The smaller one; of equals, each gets half of the gradient, as in PyTorch. */
    public Value min(Value b) {
        return two("min", b, Math.min(value, number(b)), share(b.value, value), share(value, b.value));
    }

    private static double share(double winner, double other) {
        return winner > other ? 1 : winner == other ? 0.5 : 0;
    }

    /** The sum of many, added from the first to the last. */
    public static Value sum(Value... values) {
        Require.notNull("values", values, "the values to add");
        double[] ones = new double[values.length];
        Arrays.fill(ones, 1);
        double sum = 0;
        for (int i = 0; i < values.length; i++) sum += Require.notNull("values[" + i + "]", values[i], "a Value").value;
        return new Value(sum, "Σ", values.clone(), ones);
    }

    /** The sum of many, added from the first to the last. */
    public static Value sum(List<Value> values) {
        return sum(Require.notNull("values", values, "the values to add").toArray(Value[]::new));
    }

    private Value one(String operation, double result, double slope) {
        return new Value(result, operation, new Value[] {this}, slope);
    }

    private static double number(Value b) {
        return Require.notNull("b", b, "a Value").value;
    }

    private Value two(String operation, Value b, double result, double slope, double slopeOfB) {
        return new Value(result, operation, new Value[] {this, b}, slope, slopeOfB);
    }

    // ---- gradients ----

    /**
     * Adds ∂this/∂v to the gradient of every value v behind this one, and 1 to its own. Each value passes on what
     * arrived, when all of it has arrived, times its derivatives. Gradients add up from call to call until
     * {@link #zeroGradients}.
     */
    public void backward() {
        List<Value> order = order();
        for (Value v : order) v.delta = 0;
        delta = 1;
        for (int i = order.size() - 1; i >= 0; i--) {
            Value v = order.get(i);
            v.gradient += v.delta;
            for (int k = 0; k < v.inputs.length; k++) v.inputs[k].delta += v.delta * v.slopes[k];
        }
    }

    /** Forgets the gradients of this value and of all behind it. */
    public void zeroGradients() {
        for (Value v : order()) v.gradient = 0;
    }

    /** This value and all behind it, inputs in front of what was made of them; without recursion, however deep. */
    private List<Value> order() {
        Set<Value> found = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Value> order = new ArrayList<>(List.of(this));
        found.add(this);
        for (int i = 0; i < order.size(); i++)
            for (Value input : order.get(i).inputs) if (found.add(input)) order.add(input);
        order.sort(Comparator.comparingInt(v -> v.depth));
        return order;
    }

    // ---- what it knows ----

    /** The number. */
    public double value() {
        return value;
    }

    /** ∂y/∂this, added up over every y whose {@link #backward} came by; 0 before. */
    public double gradient() {
        return gradient;
    }

    /** Its name; empty if it has none. */
    public String label() {
        return label;
    }

    /** Gives it a name, for texts and pictures. */
    public Value label(String name) {
        label = Require.notNull("name", name, "a text");
        return this;
    }

    /** What made it, e.g. "×" or "tanh"; empty for a number that was put in. */
    public String operation() {
        return operation;
    }

    /** What it was made of. */
    public List<Value> inputs() {
        return List.of(inputs);
    }

    /** How it was made, "y = a × b = -6". */
    public String formula() {
        return ValueView.formula(this);
    }

    /** "y = a × b = -6, gradient 1". */
    @Override
    public String toString() {
        return ValueView.line(this);
    }

    // ---- pictures ----

    /** Shows the graph behind this value: in the notebook, in a window, or as a file where there is no screen. */
    public void plot() {
        Screen.showOf(graph(), this);
    }

    /**
     * The graph behind this value as a picture, from left to right: each value with its name, its number and its gradient
     * (∂), and in front of it the operation that made it.
     */
    public Picture graph() {
        return Charts.graph(ValueView.nodes(order()));
    }
}
