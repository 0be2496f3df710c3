package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.gradus.Python;
import dev.gradus.math.RandomStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken files: either what they say is read rightly, or our one exception comes, in little memory. */
class SafetensorsMutationTest {
    private static final boolean DEEP = Boolean.getBoolean("gradus.deep");
    private static final int MUTANTS = DEEP ? 200_000 : 20_000;
    private static final int FOR_PYTHON = DEEP ? 20_000 : 2_000;
    private static final long SPARE = 16 << 20;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final Path FROZEN = Path.of("src/test/resources/dev/gradus/data/mutants.txt");

    /**
     * All that we refuse and the Python package (0.8.0) accepts; what it refuses we refuse, too. In its words: the last
     * of equal names wins, unknown keys are skipped, {@code "__metadata__": null} is none, a tensor may be a list, a
     * dtype may be an object, spaces may stand in front of the header, there are more dtypes, and sizes are unsigned.
     */
    private static final Pattern STRICTER = Pattern.compile(
            "expected every name once, not"
                    + "|expected \"dtype\", \"shape\" or \"data_offsets\", but found"
                    + "|expected \\{, but found (null|\\[)"
                    + "|expected a text in \"quotes\", but found \\{"
                    + "|expected \\{ as its first byte, but found [ \\t\\r\\n?]"
                    + "|expected one of the dtypes that can be read"
                    + "|expected sizes up to 2147483647"
                    + "|expected a whole number from 0 to 9223372036854775807, but found (9223372036854775808|18446744073709551615)");

    @TempDir
    Path folder;

    @Test
    void everyMutantIsReadRightlyOrRefused() {
        int accepted = 0;
        for (int i = 0; i < MUTANTS; i++) {
            byte[] file = SafetensorsMutants.mutant(i);
            Optional<Safetensors> read;
            try {
                read = modest("mutant " + i, file.length, () -> verdict(file));
            } catch (RuntimeException | Error other) {
                throw new AssertionError("mutant " + i + " gave " + other, other);
            }
            if (read.isEmpty()) continue;
            accepted++;
            assertRight("mutant " + i, read.get(), file);
        }
        assertThat(accepted).isBetween(MUTANTS / 20, MUTANTS / 2); // both verdicts are well tested
    }

    /** What was read, or nothing if our exception came; any other flies on. */
    private static Optional<Safetensors> verdict(byte[] file) {
        try {
            return Optional.of(Safetensors.read(new ByteArrayInputStream(file), file.length, "mutant"));
        } catch (IllegalArgumentException ours) {
            if (!ours.getMessage().startsWith("mutant ")) throw ours;
            return Optional.empty();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** The tensors together are the data behind the header, and each has the size of its shape. */
    private static void assertRight(String name, Safetensors read, byte[] file) {
        ByteBuffer all = ByteBuffer.allocate(file.length);
        for (StoredTensor tensor : read.tensors().values()) {
            all.put(tensor.bytes());
            assertThat(Arrays.stream(tensor.shape()).reduce(1, Math::multiplyExact))
                    .as(name)
                    .isEqualTo(tensor.size());
        }
        long header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(Arrays.copyOf(all.array(), all.position()))
                .as(name)
                .isEqualTo(Arrays.copyOfRange(file, 8 + (int) header, file.length));
    }

    /** Counts all that is allocated, whether or not it is soon free again. */
    private static <T> T modest(String name, long size, Supplier<T> read) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T result = read.get();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated for %s of %d bytes", name, size)
                .isLessThanOrEqualTo(size + SPARE);
        return result;
    }

    @Test
    void bytesAtRandomAreRefused() {
        for (int i = 0; i < MUTANTS; i++) {
            RandomStream random = RandomStream.of(2, "bytes", i);
            byte[] file = new byte[random.nextInt(64)];
            for (int k = 0; k < file.length; k++) file[k] = (byte) random.nextInt(256);
            if (i % 2 == 0 && file.length > 9) { // at least the length is possible
                Arrays.fill(file, 0, 8, (byte) 0);
                file[0] = (byte) (file.length - 8);
                file[8] = '{';
            }
            verdict(file);
        }
    }

    // ---- memory ----

    @ParameterizedTest
    @ValueSource(
            strings = {
                "long name",
                "long escaped name",
                "long note",
                "spaces",
                "many tensors",
                "many notes",
                "many sizes",
                "many numbers",
                "deep"
            })
    void noHeaderTakesMoreThanItsSizeAndALittle(String kind) throws IOException {
        int size = DEEP ? 99_999_000 : 20_000_000;
        byte[] header = new byte[size];
        Arrays.fill(header, (byte) ' ');
        ByteBuffer json = ByteBuffer.wrap(header);
        String tensor = "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        json.put(ascii("{"));
        switch (kind) {
            case "long name" -> fill(json.put(ascii("\"")), "a", "", tensor + "}");
            case "long escaped name" -> fill(json.put(ascii("\"")), "\\u20ac", "", tensor + "}");
            case "long note" -> fill(json.put(ascii("\"__metadata__\":{\"a\":\"")), "b", "", "\"}}");
            case "spaces" -> json.put(ascii("}"));
            case "many tensors" -> numbered(json, "\"%07d" + tensor + ",", "\"x" + tensor + "}");
            case "many notes" -> numbered(json.put(ascii("\"__metadata__\":{")), "\"%07d\":\"\",", "\"x\":\"\"}}");
            case "many sizes" -> fill(json.put(ascii("\"a\":{\"shape\":[0")), ",1", "", "]}}");
            case "many numbers" -> fill(json.put(ascii("\"a\":{\"data_offsets\":[0")), ",0", "", "]}}");
            default -> fill(json.put(ascii("\"a\":")), "{\"a\":", "", "");
        }
        Path file = folder.resolve("large.safetensors");
        try (var out = Files.newOutputStream(file)) {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(0, size)
                    .array());
            out.write(header);
        }
        header = null;
        boolean read = modest(kind, size + 8, () -> {
            try {
                Safetensors.read(file);
                return true;
            } catch (IllegalArgumentException ours) {
                return false;
            }
        });
        assertThat(read).isEqualTo(kind.equals("spaces"));
    }

    /** The most that is still read. */
    @ParameterizedTest
    @ValueSource(strings = {"tensors", "name", "escaped name", "notes"})
    void theLargestHeadersThatAreReadTakeLittle(String kind) throws IOException {
        String tensor = "\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        String json = "{"
                + switch (kind) {
                    case "tensors" ->
                        IntStream.range(0, 12_000)
                                .mapToObj(i -> "\"" + i + tensor)
                                .collect(Collectors.joining(","));
                    case "name" -> "\"" + "\u20ac".repeat(340_000) + tensor;
                    case "escaped name" -> "\"\\u20ac" + "a".repeat(1_000_000) + tensor;
                    default -> "\"__metadata__\":{\"k\":\"\u20ac" + "b".repeat(1_000_000) + "\"}";
                }
                + "}";
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        byte[] file = ByteBuffer.allocate(8 + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .array();
        assertThat(modest(kind, file.length, () -> verdict(file))).isPresent();
    }

    private static void fill(ByteBuffer json, String part, String last, String end) {
        byte[] bytes = ascii(part);
        while (json.remaining() > bytes.length + end.length() + last.length()) json.put(bytes);
        json.put(ascii(last + end));
    }

    private static void numbered(ByteBuffer json, String format, String end) {
        for (int i = 0; json.remaining() > format.length() + 10 + end.length(); i++)
            json.put(ascii(format.replace("%07d", String.valueOf(10_000_000 + i))));
        json.put(ascii(end));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aFileThatOnlyClaimsToBeLargeIsRefusedInLittleMemory() {
        String json = "{\"a\":{\"dtype\":\"F64\",\"shape\":[100000000],\"data_offsets\":[0,800000000]}}";
        ByteBuffer file = ByteBuffer.allocate(8 + json.length()).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(json.length()).put(ascii(json));
        assertThat(modest("claim", file.capacity(), () -> verdict(file.array())))
                .isEmpty();
    }

    // ---- the verdicts of the Python package ----

    @Test
    void frozenVerdictsOfPythonAreOurs() throws IOException {
        List<String> lines = Files.readAllLines(FROZEN);
        assertThat(lines).hasSizeGreaterThan(200);
        for (int i = 1; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ");
            assertSameVerdict("line " + (i + 1), Base64.getDecoder().decode(words[1]), words[0]);
        }
    }

    /** Run with {@code -Pdeep} it leaves its files in target/mutants, from which verdicts.py makes mutants.txt. */
    @Test
    void verdictsOfPythonAreOurs() throws Exception {
        assumeTrue(Python.has("safetensors", "numpy"), Python.MISSING);
        Path files = Files.createDirectories(Path.of("target/mutants"));
        for (int i = 0; i < FOR_PYTHON; i++)
            Files.write(files.resolve(String.format("%06d", i)), SafetensorsMutants.mutant(i));
        String verdicts = Python.run("", FROZEN.resolveSibling("verdicts.py"), files);
        String[] lines = verdicts.split("\n");
        assertThat(lines).hasSizeGreaterThanOrEqualTo(FOR_PYTHON);
        for (String line : lines) {
            String[] words = line.split(" ");
            assertSameVerdict("mutant " + words[0], Files.readAllBytes(files.resolve(words[0])), words[1]);
        }
    }

    private static void assertSameVerdict(String name, byte[] file, String theirs) {
        try {
            Safetensors read = Safetensors.read(new ByteArrayInputStream(file), file.length, "mutant");
            assertThat(digest(read)).as(name).isEqualTo(theirs);
        } catch (IllegalArgumentException ours) {
            if (!theirs.equals("refused"))
                assertThat(ours.getMessage()).as(name).containsPattern(STRICTER);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** As in verdicts.py. */
    private static String digest(Safetensors read) {
        HexFormat hex = HexFormat.of();
        Stream<String> tensors = read.tensors().entrySet().stream().map(entry -> {
            StoredTensor tensor = entry.getValue();
            String shape =
                    Arrays.stream(tensor.shape()).mapToObj(String::valueOf).collect(Collectors.joining(" "));
            return hex.formatHex(utf8(entry.getKey())) + " " + tensor.type() + " " + shape + " "
                    + hex.formatHex(tensor.bytes()) + "\n";
        });
        Stream<String> notes = read.metadata().entrySet().stream()
                .map(note -> hex.formatHex(utf8(note.getKey())) + " = " + hex.formatHex(utf8(note.getValue())) + "\n");
        String all = Stream.concat(tensors, notes).sorted().collect(Collectors.joining());
        try {
            return hex.formatHex(MessageDigest.getInstance("SHA-256").digest(utf8(all)), 0, 8);
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
