package dev.gradus.chart.canvas;

import java.util.List;
import java.util.Objects;

/**
 * One value of a computation, for {@code Charts.graph}.
 *
 * @param label its name; empty for none
 * @param operation what made it, e.g. {@code ×}; empty for a number that was put in
 * @param value the number
 * @param gradient the derivative of the result with respect to it
 * @param inputs the places of what it was made of in the list of nodes, all in front of its own
 */
public record GraphNode(String label, String operation, double value, double gradient, List<Integer> inputs) {
    /** Copies the inputs. */
    public GraphNode {
        Objects.requireNonNull(label, "label is null, expected a name or an empty text");
        Objects.requireNonNull(operation, "operation is null, expected what made the value, or an empty text");
        inputs = List.copyOf(Objects.requireNonNull(inputs, "inputs is null, expected places in the list of nodes"));
    }
}
