package dev.gradus.autodiff;

import dev.gradus.chart.canvas.GraphNode;
import dev.gradus.math.Figures;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How a {@link Value} reads in a line of text, and its graph as the nodes of a picture. */
final class ValueView {
    private static final int DIGITS = 6;
    private static final int MOST_INPUTS = 8; // in one line

    private ValueView() {}

    /** "y = a × b = -6, gradient 1". */
    static String line(Value v) {
        return formula(v) + ", gradient " + text(v.gradient());
    }

    /** "y = a × b = -6". */
    static String formula(Value v) {
        return (v.label().isEmpty() ? "" : v.label() + " = ")
                + (v.inputs().isEmpty() ? "" : expression(v) + " = ")
                + text(v.value());
    }

    /** "a × b", "a + 2", "tanh(n)"; an input without a name stands there as its number. */
    private static String expression(Value v) {
        List<Value> inputs = v.inputs();
        boolean isFunction = Character.isLetter(v.operation().charAt(0));
        String between = isFunction ? ", " : " " + v.operation() + " ";
        String names = inputs.stream()
                .limit(MOST_INPUTS)
                .map(input -> input.label().isEmpty() ? text(input.value()) : input.label())
                .collect(Collectors.joining(between));
        if (inputs.size() > MOST_INPUTS) names += between + "…";
        if (isFunction) return v.operation() + "(" + names + ")";
        return inputs.size() == 1 ? names + " " + v.operation() : names;
    }

    static String text(double number) {
        return Figures.text(number, DIGITS);
    }

    /** A node for each value, inputs in front of what was made of them. */
    static List<GraphNode> nodes(List<Value> order) {
        Map<Value, Integer> index = new IdentityHashMap<>();
        for (int i = 0; i < order.size(); i++) index.put(order.get(i), i);
        return order.stream()
                .map(v -> new GraphNode(
                        v.label(),
                        v.operation(),
                        v.value(),
                        v.gradient(),
                        v.inputs().stream().map(index::get).toList()))
                .toList();
    }
}
