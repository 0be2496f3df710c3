package dev.gradus.data;

import dev.gradus.math.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;

/**
 * Numbers of one type in one shape, as they lie in a file: little-endian, last dimension fastest. A single number has
 * the shape ().
 */
public final class StoredTensor {
    /** How a number is stored. */
    public enum Type { // in the order in which the Python package writes them: wide ones first
        /** Integers of 64 bits. */
        I64(8),
        /** Double precision. */
        F64(8),
        /** Single precision. */
        F32(4),
        /** The upper half of a single-precision number; only read. */
        BF16(2),
        /** Half precision (IEEE 754 binary16); only read. */
        F16(2),
        /** Integers of 8 bits, from −128 to 127. */
        I8(1);

        final int bytes;

        Type(int bytes) {
            this.bytes = bytes;
        }
    }

    private final Type type;
    private final int[] shape;
    private final ByteBuffer numbers;

    /** Takes the bytes as they are, without a copy. */
    StoredTensor(Type type, int[] shape, byte[] bytes) {
        this.type = type;
        this.shape = shape;
        this.numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    // ---- making one ----

    /** Numbers in single precision (F32): each is rounded to a float. */
    public static StoredTensor floats(int[] shape, double... values) {
        StoredTensor tensor = zeros(Type.F32, shape, values.length);
        for (int i = 0; i < values.length; i++) tensor.numbers.putFloat(4 * i, (float) values[i]);
        return tensor;
    }

    /** Numbers in double precision (F64). */
    public static StoredTensor doubles(int[] shape, double... values) {
        StoredTensor tensor = zeros(Type.F64, shape, values.length);
        for (int i = 0; i < values.length; i++) tensor.numbers.putDouble(8 * i, values[i]);
        return tensor;
    }

    /** Integers (I64). */
    public static StoredTensor integers(int[] shape, long... values) {
        StoredTensor tensor = zeros(Type.I64, shape, values.length);
        for (int i = 0; i < values.length; i++) tensor.numbers.putLong(8 * i, values[i]);
        return tensor;
    }

    /** Small integers (I8). */
    public static StoredTensor bytes(int[] shape, byte... values) {
        StoredTensor tensor = zeros(Type.I8, shape, values.length);
        tensor.numbers.put(0, values);
        return tensor;
    }

    private static StoredTensor zeros(Type type, int[] shape, int size) {
        for (int n : shape)
            if (n < 0) throw new IllegalArgumentException("shape (" + Shape.text(shape) + ") has a negative size");
        if (Shape.size(shape) != size)
            throw new IllegalArgumentException("values has " + size + " numbers, but the shape (" + Shape.text(shape)
                    + ") has " + Shape.size(shape));
        return new StoredTensor(type, shape.clone(), new byte[Math.multiplyExact(size, type.bytes)]);
    }

    // ---- contents ----

    /** How the numbers are stored. */
    public Type type() {
        return type;
    }

    /** e.g. (128, 784). */
    public int[] shape() {
        return shape.clone();
    }

    /** How many numbers. */
    public int size() {
        return numbers.capacity() / type.bytes;
    }

    /** Number i, in the order of the file; an integer beyond 2⁵³ is rounded. */
    public double get(int i) {
        return switch (type) {
            case I64 -> numbers.getLong(8 * i);
            case F64 -> numbers.getDouble(8 * i);
            case F32 -> numbers.getFloat(4 * i);
            case BF16 -> Float.intBitsToFloat(numbers.getShort(2 * i) << 16);
            case F16 -> half(numbers.getShort(2 * i));
            case I8 -> numbers.get(i);
        };
    }

    /** Integer i, exactly. */
    public long integer(int i) {
        if (type != Type.I64) throw new IllegalStateException("the numbers are " + type + ", not integers; use get(i)");
        return numbers.getLong(8 * i);
    }

    /** A copy of all numbers. */
    public double[] values() {
        return IntStream.range(0, size()).mapToDouble(this::get).toArray();
    }

    /** The number of 1 sign, 5 exponent and 10 fraction bits, exactly. */
    private static float half(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        float size = switch (exponent) {
            case 0 -> fraction * 0x1p-24f; // subnormal
            case 31 -> fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
            default -> Float.intBitsToFloat(exponent - 15 + 127 << 23 | fraction << 13);
        };
        return (bits & 0x8000) == 0 ? size : -size;
    }

    byte[] bytes() {
        return numbers.array();
    }

    /** "F32 (128 × 784)". */
    @Override
    public String toString() {
        return type + " (" + Shape.text(shape) + ")";
    }
}
