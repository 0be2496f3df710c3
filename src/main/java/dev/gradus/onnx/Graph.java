package dev.gradus.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A computation as ONNX has it: nodes, each an operator with named tensors that go in and one that comes out, and constant
 * tensors, the weights among them. Field numbers are those of onnx.proto (github.com/onnx/onnx), the operators those of
 * onnx.ai/onnx/operators.
 */
public final class Graph {
    private static final int IR_VERSION = 9; // of the file's form
    private static final int OPERATORS = 20; // version of the operators, the first with Gelu
    private static final int FLOAT = 1; // types of tensors
    private static final int INT64 = 7;

    private final List<Wire> nodes = new ArrayList<>();
    private final List<Wire> constants = new ArrayList<>();

    // ---- what a node is told beside its inputs ----

    /** An attribute of a node. */
    public static final class Attribute {
        private final Wire wire;

        private Attribute(String name, int type) {
            wire = new Wire().text(1, name).number(20, type);
        }

        /** A whole number. */
        public static Attribute of(String name, long value) {
            Attribute attribute = new Attribute(name, 2);
            attribute.wire.number(3, value);
            return attribute;
        }

        /** A number in single precision. */
        public static Attribute of(String name, double value) {
            Attribute attribute = new Attribute(name, 1);
            attribute.wire.real(2, (float) value);
            return attribute;
        }

        /** A text. */
        public static Attribute of(String name, String value) {
            Attribute attribute = new Attribute(name, 3);
            attribute.wire.text(4, value);
            return attribute;
        }

        /** Whole numbers. */
        public static Attribute of(String name, int... values) {
            Attribute attribute = new Attribute(name, 7);
            for (int value : values) attribute.wire.number(8, value);
            return attribute;
        }
    }

    // ---- building ----

    /**
     * An operator with one output.
     *
     * @param name of the node and its output; different for each
     * @param operator as ONNX calls it
     * @param inputs names of tensors; "" for one that is left out
     * @return the name
     */
    public String node(String name, String operator, List<String> inputs, Attribute... attributes) {
        Wire node = new Wire();
        for (String input : inputs) node.text(1, input);
        node.text(2, name).text(3, name).text(4, operator);
        for (Attribute attribute : attributes) node.message(5, attribute.wire);
        nodes.add(node);
        return name;
    }

    /** Constant numbers, in single precision; gives their name. */
    public String constant(String name, int[] shape, double... values) {
        ByteBuffer raw =
                ByteBuffer.allocate(Math.multiplyExact(4, values.length)).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) raw.putFloat((float) value);
        return tensor(name, FLOAT, shape, raw.array());
    }

    /** Constant whole numbers in a row, such as a shape; gives their name. */
    public String whole(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) raw.putLong(value);
        return tensor(name, INT64, new int[] {values.length}, raw.array());
    }

    private String tensor(String name, int type, int[] shape, byte[] raw) {
        Wire tensor = new Wire();
        for (int n : shape) tensor.number(1, n);
        constants.add(tensor.number(2, type).text(8, name).bytes(9, raw));
        return name;
    }

    // ---- the file ----

    /**
     * The whole model as the bytes of its file.
     *
     * @param input its name; any number of samples, each of this shape
     * @param tokens whether the input is whole numbers
     * @param output name of the node whose output is the result
     * @param notes texts that go with it, by name
     */
    public byte[] model(
            String input,
            boolean tokens,
            int[] inputShape,
            String output,
            int[] outputShape,
            Map<String, String> notes) {
        Wire graph = new Wire();
        for (Wire node : nodes) graph.message(1, node);
        graph.text(2, "network");
        for (Wire constant : constants) graph.message(5, constant);
        graph.message(11, value(input, tokens ? INT64 : FLOAT, inputShape));
        graph.message(12, value(output, FLOAT, outputShape));
        Wire model = new Wire().number(1, IR_VERSION).text(2, "Gradus").message(7, graph);
        model.message(8, new Wire().text(1, "").number(2, OPERATORS));
        notes.forEach((key, text) -> model.message(14, new Wire().text(1, key).text(2, text)));
        return model.toBytes();
    }

    /** A tensor's name, type and shape, whose first size, the samples, is open. */
    private static Wire value(String name, int type, int[] shape) {
        Wire sizes = new Wire().message(1, new Wire().text(2, "samples"));
        for (int n : shape) sizes.message(1, new Wire().number(1, n));
        Wire tensor = new Wire().number(1, type).message(2, sizes);
        return new Wire().text(1, name).message(2, new Wire().message(1, tensor));
    }
}
