package dev.gradus.onnx;

import dev.gradus.onnx.Graph.Attribute;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What ONNX needs several operators for, or another order of numbers. Each method adds to a graph what makes a tensor of the
 * given name, and gives that name; whatever lies between has longer ones. A sequence is (samples, T, features).
 */
public final class Operators {
    private static final double UNSEEN = -1e9; // added to a score: softmax makes 0 of it

    private final Graph graph;

    /** Operators to add to this graph. */
    public Operators(Graph graph) {
        this.graph = graph;
    }

    /** xW + b, row by row. */
    public String affine(String name, String x, String w, String b) {
        return graph.node(name, "Add", List.of(graph.node(name + ".product", "MatMul", List.of(x, w)), b));
    }

    /** The same numbers with their axes in this order. */
    public String transpose(String name, String x, int... order) {
        return graph.node(name, "Transpose", List.of(x), Attribute.of("perm", order));
    }

    /** The same numbers in another shape; −1 for the size that follows from the others. */
    public String reshape(String name, String x, long... shape) {
        return graph.node(name, "Reshape", List.of(x, graph.whole(name + ".shape", shape)));
    }

    // ---- of T rows one ----

    /** The last of T rows of n numbers. */
    public String last(String name, String x, int length, int n) {
        String row = graph.node(
                name + ".row", "Gather", List.of(x, graph.whole(name + ".at", length - 1)), Attribute.of("axis", 1));
        return reshape(name, row, -1, n);
    }

    /** The mean of all rows. */
    public String meanOverTime(String name, String x) {
        return graph.node(name, "ReduceMean", List.of(x, graph.whole(name + ".axes", 1)), Attribute.of("keepdims", 0));
    }

    // ---- recurrent layers ----

    /**
     * All T rows of n units that a recurrent layer makes of x.
     *
     * @param operator RNN, LSTM or GRU
     * @param w inputs × (gates · n), row by row
     * @param u n × (gates · n), row by row
     * @param b gates · n, beside w
     * @param c gates · n, beside u
     * @param gates which of these stand where in ONNX's order
     */
    public String recurrent(
            String name,
            String operator,
            int n,
            String x,
            double[] w,
            double[] u,
            double[] b,
            double[] c,
            int... gates) {
        int wide = gates.length * n;
        int[] sizeOfW = {1, wide, w.length / wide};
        String ws = graph.constant(name + ".W", sizeOfW, byGates(w, n, gates));
        String us = graph.constant(name + ".R", new int[] {1, wide, n}, byGates(u, n, gates));
        double[] biases = Stream.of(b, c)
                .flatMapToDouble(bias -> Arrays.stream(byGates(bias, n, gates)))
                .toArray();
        String bc = graph.constant(name + ".B", new int[] {1, biases.length}, biases);
        String steps = transpose(name + ".steps", x, 1, 0, 2); // T × samples × features
        Attribute size = Attribute.of("hidden_size", n);
        Attribute[] attributes = operator.equals("GRU")
                ? new Attribute[] {Attribute.of("linear_before_reset", 1), size}
                : new Attribute[] {size};
        String h = graph.node(name + ".h", operator, List.of(steps, ws, us, bc), attributes); // T × 1 × samples × n
        String flat = graph.node(name + ".flat", "Squeeze", List.of(h, graph.whole(name + ".axes", 1)));
        return transpose(name, flat, 1, 0, 2);
    }

    /** From inputs × (gates · n) to (gates · n) × inputs, gate by gate in the order given. */
    private static double[] byGates(double[] w, int n, int... gates) {
        int wide = gates.length * n;
        double[] turned = new double[w.length];
        int at = 0;
        for (int gate : gates)
            for (int j = gate * n; j < (gate + 1) * n; j++)
                for (int i = j; i < w.length; i += wide) turned[at++] = w[i];
        return turned;
    }

    // ---- attention ----

    /**
     * Queries, keys and values as (samples, heads, T, d); then softmax(QKᵀ/√d + mask) V, with the heads side by side again.
     *
     * @param qkv (samples, T, 3n): queries, keys and values side by side, each of all heads
     * @param isCausal whether a row sees itself and the rows before it alone
     */
    public String heads(String name, String qkv, int length, int n, int heads, boolean isCausal) {
        int d = n / heads;
        String split =
                transpose(name + ".heads", reshape(name + ".split", qkv, -1, length, 3, heads, d), 2, 0, 3, 1, 4);
        String q = one(name + ".q", split, 0);
        String k = transpose(name + ".kT", one(name + ".k", split, 1), 0, 1, 3, 2);
        String v = one(name + ".v", split, 2);
        String root = graph.constant(name + ".root", new int[] {1}, 1 / Math.sqrt(d));
        String scores = graph.node(
                name + ".scores", "Mul", List.of(graph.node(name + ".products", "MatMul", List.of(q, k)), root));
        if (isCausal) scores = graph.node(name + ".masked", "Add", List.of(scores, causal(name + ".mask", length)));
        String a = graph.node(name + ".softmax", "Softmax", List.of(scores), Attribute.of("axis", -1));
        String y = transpose(name + ".y", graph.node(name + ".mixed", "MatMul", List.of(a, v)), 0, 2, 1, 3);
        return reshape(name + ".joined", y, -1, length, n);
    }

    private String one(String name, String all, int which) {
        String single = graph.node(name + ".part", "Gather", List.of(all, graph.whole(name + ".which", which)));
        return graph.node(name, "Squeeze", List.of(single, graph.whole(name + ".axes", 0)));
    }

    /** 0 where row i may look at row j, which stands at its place or before. */
    private String causal(String name, int length) {
        double[] mask = new double[length * length];
        for (int i = 0; i < length; i++) for (int j = i + 1; j < length; j++) mask[i * length + j] = UNSEEN;
        return graph.constant(name, new int[] {length, length}, mask);
    }
}
