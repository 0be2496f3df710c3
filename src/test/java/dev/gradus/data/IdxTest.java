package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.gradus.math.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A learner's own IDX files, sound and broken. */
class IdxTest {
    private static final int MUTANTS = Boolean.getBoolean("gradus.deep") ? 20_000 : 2_000;
    private static final long SPARE = 1 << 20; // buffers, a chunk, the exception
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    Path folder;

    @Test
    void twoFilesAreADataset() throws IOException {
        Path images = write("images", packed(idx(3, new int[] {2, 1, 3}, 0, 51, 255, 102, 0, 1)));
        Path labels = write("labels", idx(1, new int[] {2}, 200, 0));
        Dataset data = Dataset.ofIdx(images, labels);
        assertThat(data).hasToString("Dataset of 2 samples: inputs 1 × 1 × 3, 201 classes");
        assertThat(data.input(0)).containsExactly(0, 51 / 255f, 1);
        assertThat(data.label(0)).isEqualTo(200);
        assertThat(data.label(1)).isZero();
    }

    @Test
    void mistakesAreRefusedWithWords() throws IOException {
        Path images = write("images", idx(3, new int[] {2, 1, 1}, 0, 1));
        Path labels = write("labels", idx(1, new int[] {3}, 0, 1, 2));
        assertRefused(
                images, labels, images + " has 2 images, but " + labels + " has 3 labels; do they belong together?");
        assertRefused(labels, images, labels + " starts with 0x00000801, expected 0x00000803 (unsigned bytes in 3 dim");
        assertRefused(write("short", idx(3, new int[] {2, 2, 1}, 0)), labels, "short ends too early");
        assertRefused(
                write("long", idx(3, new int[] {1, 1, 1}, 0, 1)), labels, "long goes on after its 1 bytes of data");
        assertRefused(write("empty", new byte[0]), labels, "empty ends too early");
        assertRefused(
                write("huge", idx(3, new int[] {65536, 65536, 65536})),
                labels,
                "impossible dimensions [65536, 65536, 65536]");
        assertRefused(write("zero", idx(3, new int[] {0, 28, 28})), labels, "impossible dimensions [0, 28, 28]");
        byte[] damaged = packed(idx(3, new int[] {2, 1, 1}, 0, 1));
        damaged[damaged.length - 8]++; // its check sum
        assertRefused(write("damaged", damaged), labels, "damaged is no valid gzip file: Corrupt GZIP trailer");
        assertRefused(null, labels, "images is null");
        assertRefused(images, null, "labels is null");
        assertThatThrownBy(() -> Dataset.ofIdx(folder.resolve("none"), labels))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read " + folder.resolve("none"));
    }

    private static void assertRefused(Path images, Path labels, String words) {
        assertThatThrownBy(() -> Dataset.ofIdx(images, labels))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    // ---- broken on purpose ----

    @Test
    void everyMutantIsReadRightlyOrRefused() throws IOException {
        int accepted = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] bytes = mutant(RandomStream.of(3, "idx", i));
            Path file = write("mutant", bytes);
            Idx read = modest(bytes.length, file);
            if (read == null) continue;
            accepted++;
            byte[] plain = bytes[0] == 0 ? bytes : unpacked(bytes);
            assertThat(plain).as("mutant " + i).isEqualTo(idx(3, read.dimensions(), ints(read.bytes())));
        }
        assertThat(accepted).isBetween(MUTANTS / 50, MUTANTS / 2);
    }

    /** Reads the file; null if our exception came; no more memory than the file and what was declared and seen. */
    private static Idx modest(long size, Path file) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Idx read = null;
        try {
            read = Idx.read(file, 3);
        } catch (IllegalArgumentException ours) {
            assertThat(ours).hasMessageStartingWith(file.toString());
        }
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        assertThat(allocated).isLessThanOrEqualTo((read == null ? 0 : read.bytes().length) + SPARE);
        return read;
    }

    private static byte[] mutant(RandomStream random) throws IOException {
        int[] dimensions = {1 + random.nextInt(5), 1 + random.nextInt(5), 1 + random.nextInt(5)};
        int[] values = new int[dimensions[0] * dimensions[1] * dimensions[2]];
        for (int k = 0; k < values.length; k++) values[k] = random.nextInt(256);
        byte[] file = idx(3, dimensions, values);
        boolean gzip = random.nextInt(2) == 0;
        if (!gzip || random.nextInt(2) == 0) file = changed(file, random);
        if (!gzip) return file;
        file = packed(file);
        return random.nextInt(2) == 0 ? changed(file, random) : file;
    }

    private static byte[] changed(byte[] file, RandomStream random) {
        byte[] copy = file.clone();
        int[] sizes = {0, 1, 2, 5, 28, 1024, 65536, 1 << 30, Integer.MAX_VALUE, -1, Integer.MIN_VALUE};
        switch (random.nextInt(6)) {
            case 0 -> copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
            case 1 -> copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
            case 2 -> copy = Arrays.copyOf(copy, random.nextInt(copy.length));
            case 3 -> copy = Arrays.copyOf(copy, copy.length + 1 + random.nextInt(40));
            case 4 -> ByteBuffer.wrap(copy).putInt(4 + 4 * random.nextInt(3), sizes[random.nextInt(sizes.length)]);
            default -> {
                int first = ByteBuffer.wrap(copy).getInt(4); // two sizes exchanged: still as large
                ByteBuffer.wrap(copy).putInt(4, ByteBuffer.wrap(copy).getInt(8)).putInt(8, first);
            }
        }
        return copy.length > 0 ? copy : new byte[] {0};
    }

    /** Declares little and brings much: given up at the first byte too many. */
    @Test
    void aGzipBombIsRefusedInLittleMemory() throws IOException {
        byte[] head = idx(3, new int[] {1, 10, 10});
        Path bomb = folder.resolve("bomb.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            out.write(head);
            for (int i = 0; i < 256; i++) out.write(new byte[1 << 20]);
        }
        assertThat(Files.size(bomb)).isLessThan(300_000);
        assertThat(modest(Files.size(bomb), bomb)).isNull();
    }

    /** Declares much and brings little: nothing is reserved for it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileThatOnlyClaimsToBeLargeIsRefusedInLittleMemory(boolean gzip) throws IOException {
        byte[] claim = idx(3, new int[] {1024, 1024, 1024}, 1, 2, 3);
        Path file = write("claim", gzip ? packed(claim) : claim);
        assertThat(modest(Files.size(file), file)).isNull();
    }

    // ---- making files ----

    private Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] idx(int rank, int[] dimensions, int... values) {
        ByteBuffer file = ByteBuffer.allocate(4 + 4 * rank + values.length).putInt(8 << 8 | rank);
        for (int n : dimensions) file.putInt(n);
        for (int value : values) file.put((byte) value);
        return file.array();
    }

    private static int[] ints(byte[] bytes) {
        return new Idx(new int[0], bytes).toInts();
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(result)) {
            out.write(bytes);
        }
        return result.toByteArray();
    }

    private static byte[] unpacked(byte[] bytes) throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
    }

    @Test
    void theMutantsAreOfManyKinds() throws IOException {
        List<Integer> lengths = new java.util.ArrayList<>();
        for (int i = 0; i < 200; i++) lengths.add(mutant(RandomStream.of(3, "idx", i)).length);
        assertThat(lengths.stream().distinct().count()).isGreaterThan(50);
    }
}
