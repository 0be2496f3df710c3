package dev.gradus.data;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The file format of MNIST: two zero bytes, a type (8 = unsigned byte), the number of dimensions, each dimension as a
 * big-endian int, then the bytes. Source: yann.lecun.com/exdb/mnist, "The IDX file format".
 *
 * @param dimensions e.g. (60000, 28, 28)
 * @param bytes all elements, last dimension fastest
 */
record Idx(int[] dimensions, byte[] bytes) {
    private static final long MAX_BYTES = 1L << 30;

    /**
     * Reads a whole file of unsigned bytes.
     *
     * @param name how the messages call it
     * @throws IllegalArgumentException if it is not such a file, is cut short or goes on after its end
     */
    static Idx read(InputStream stream, String name, int expectedDimensions) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        try {
            int magic = in.readInt();
            if (magic != (8 << 8 | expectedDimensions))
                throw new IllegalArgumentException(String.format(
                        "%s starts with 0x%08x, expected 0x%08x (unsigned bytes in %d dimensions)",
                        name, magic, 8 << 8 | expectedDimensions, expectedDimensions));
            int[] dimensions = new int[expectedDimensions];
            long size = 1;
            for (int d = 0; d < dimensions.length; d++) {
                dimensions[d] = in.readInt();
                size = dimensions[d] < 1 ? -1 : size * dimensions[d];
                if (size < 1 || size > MAX_BYTES)
                    throw new IllegalArgumentException(name + " has impossible dimensions "
                            + Arrays.toString(dimensions) + "; at most " + MAX_BYTES + " bytes are read");
            }
            byte[] bytes = in.readNBytes((int) size);
            if (bytes.length < size) throw new EOFException();
            if (in.read() != -1)
                throw new IllegalArgumentException(name + " goes on after its " + size + " bytes of data");
            return new Idx(dimensions, bytes);
        } catch (EOFException e) {
            throw new IllegalArgumentException(name + " ends too early", e);
        }
    }
}
