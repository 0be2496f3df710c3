package dev.gradus.data;

import dev.gradus.errors.Heap;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The file format of MNIST: two zero bytes, a type (8 = unsigned byte), the number of dimensions, each dimension as a
 * big-endian int, then the bytes; often packed by gzip. Source: yann.lecun.com/exdb/mnist, "The IDX file format".
 *
 * @param dimensions e.g. (60000, 28, 28)
 * @param bytes all elements, last dimension fastest
 */
record Idx(int[] dimensions, byte[] bytes) {
    private static final long MAX_BYTES = 1L << 30;

    // ---- a learner's own files ----

    static Dataset dataset(Path imageFile, Path labelFile) {
        Require.notNull("images", imageFile, "the path of an IDX file");
        Require.notNull("labels", labelFile, "the path of an IDX file");
        Idx images = read(imageFile, 3);
        Idx labels = read(labelFile, 1);
        if (images.dimensions[0] != labels.dimensions[0])
            throw new ShapeException(
                    imageFile + " has " + images.dimensions[0] + " images, but " + labelFile + " has "
                            + labels.dimensions[0] + " labels; do they belong together?",
                    Mismatch.samples("images", images.dimensions[0], "labels", labels.dimensions[0]));
        int[] classes = labels.toInts();
        List<String> names = IntStream.rangeClosed(
                        0, Arrays.stream(classes).max().orElseThrow())
                .mapToObj(String::valueOf)
                .toList();
        int[] shape = {1, images.dimensions[1], images.dimensions[2]};
        return Dataset.ofPixels(images.bytes, shape, classes, names);
    }

    /**
     * Reads a file, packed by gzip or not. It is read twice: what it says of its size is believed, and takes memory, only
     * when as much has been seen.
     */
    static Idx read(Path file, int expectedDimensions) {
        String name = file.toString();
        try {
            try (InputStream in = open(file)) {
                checkSize(new DataInputStream(in), name, expectedDimensions);
            }
            try (InputStream in = open(file)) {
                return read(in, name, expectedDimensions);
            }
        } catch (EOFException e) {
            throw new IllegalArgumentException(name + " ends too early", e);
        } catch (ZipException e) {
            throw new IllegalArgumentException(name + " is no valid gzip file: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + ": " + e, e);
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        try {
            in.mark(2);
            boolean packed = in.read() == 0x1f && in.read() == 0x8b; // how every gzip file begins
            in.reset();
            return packed ? new GZIPInputStream(in) : in;
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static void checkSize(DataInputStream in, String name, int expectedDimensions) throws IOException {
        long size = size(dimensions(in, name, expectedDimensions), name);
        byte[] chunk = new byte[1 << 16];
        long seen = 0;
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            seen += n;
            if (seen > size) throw goesOn(name, size);
        }
        if (seen < size) throw new EOFException();
    }

    // ---- the format ----

    /**
     * Reads a whole file of unsigned bytes, whose size is to be trusted.
     *
     * @param name how the messages call it
     * @throws IllegalArgumentException if it is not such a file, is cut short or goes on after its end
     */
    static Idx read(InputStream stream, String name, int expectedDimensions) throws IOException {
        DataInputStream in = new DataInputStream(stream);
        try {
            int[] dimensions = dimensions(in, name, expectedDimensions);
            int size = (int) size(dimensions, name);
            byte[] bytes = Heap.allot(name, size, () -> new byte[size]);
            in.readFully(bytes);
            if (in.read() != -1) throw goesOn(name, bytes.length);
            return new Idx(dimensions, bytes);
        } catch (EOFException e) {
            throw new IllegalArgumentException(name + " ends too early", e);
        }
    }

    private static int[] dimensions(DataInputStream in, String name, int expected) throws IOException {
        int magic = in.readInt();
        if (magic != (8 << 8 | expected))
            throw new IllegalArgumentException(String.format(
                    "%s starts with 0x%08x, expected 0x%08x (unsigned bytes in %d dimensions)",
                    name, magic, 8 << 8 | expected, expected));
        int[] dimensions = new int[expected];
        for (int d = 0; d < expected; d++) dimensions[d] = in.readInt();
        return dimensions;
    }

    private static long size(int[] dimensions, String name) {
        long size = 1;
        for (int n : dimensions) {
            size = n < 1 ? -1 : size * n;
            if (size < 1 || size > MAX_BYTES)
                throw new IllegalArgumentException(name + " has impossible dimensions " + Arrays.toString(dimensions)
                        + "; at most " + MAX_BYTES + " bytes are read");
        }
        return size;
    }

    private static IllegalArgumentException goesOn(String name, long size) {
        return new IllegalArgumentException(name + " goes on after its " + size + " bytes of data");
    }

    /** The bytes as numbers from 0 to 255. */
    int[] toInts() {
        return IntStream.range(0, bytes.length).map(i -> bytes[i] & 255).toArray();
    }
}
