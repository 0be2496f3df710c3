package dev.gradus.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message as Protocol Buffers write it: fields one behind the other, each a tag, which is its number times 8 plus how it is
 * written, and then its value. Whole numbers are written seven bits a byte, the lowest first, and all bytes but the last have
 * their highest bit set; texts, bytes and messages begin with their length. What isn't written has its default. Source:
 * protobuf.dev, "Encoding".
 */
final class Wire {
    private static final int VARINT = 0; // the ways to write: a whole number,
    private static final int LENGTH = 2; // bytes behind their length,
    private static final int FIXED32 = 5; // four bytes

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A whole number. */
    Wire number(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    /** A single-precision number. */
    Wire real(int field, float value) {
        tag(field, FIXED32);
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array());
        return this;
    }

    Wire text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** A message within this one. */
    Wire message(int field, Wire value) {
        return bytes(field, value.toBytes());
    }

    Wire bytes(int field, byte[] value) {
        tag(field, LENGTH);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }

    private void tag(int field, int way) {
        varint((long) field << 3 | way);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) (left & 0x7F | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
