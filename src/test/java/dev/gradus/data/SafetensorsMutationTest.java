package dev.gradus.data;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.gradus.Python;
import dev.gradus.math.RandomStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Broken files: either what they say is read rightly, or our one exception comes, in little memory and time. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SafetensorsMutationTest {
    private static final boolean DEEP = Boolean.getBoolean("gradus.deep");
    private static final int MUTANTS = DEEP ? 200_000 : 20_000;
    private static final int LARGEST = DEEP ? 99_900_000 : 20_000_000; // header, in bytes
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
    void everyMutantIsReadRightlyOrRefused() throws Exception {
        int accepted = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String name = "mutant " + i;
            byte[] file = mutant(i);
            Safetensors read = modest(name, file.length, () -> read(name, file));
            if (read == null) continue;
            accepted++;
            assertRight(name, read, file);
        }
        assertThat(accepted).isBetween(MUTANTS / 20, MUTANTS / 2); // both verdicts are well tested
    }

    /** What was read, or null if our exception came; any other fails with the mutant's name. */
    private static @Nullable Safetensors read(String name, byte[] file) {
        try {
            return Safetensors.read(new ByteArrayInputStream(file), file.length, name);
        } catch (Exception | Error e) {
            if (e instanceof IllegalArgumentException && e.getMessage().startsWith(name + " ")) return null;
            throw new AssertionError(name + " gave " + e, e);
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
        int header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt();
        assertThat(all.flip()).as(name).isEqualTo(ByteBuffer.wrap(file, 8 + header, file.length - 8 - header));
    }

    /** Counts all that is allocated, whether or not it is soon free again. */
    private static <T> T modest(String name, long size, Callable<T> read) throws Exception {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        T result = read.call();
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated for %s of %d bytes", name, size)
                .isLessThanOrEqualTo(size + SPARE);
        return result;
    }

    /**
     * As many equal parts as fit between start and end, 0: into the longest header. # is a number, another one each time;
     * T the rest of a tensor of no numbers; quotes are written as ' here. The first that is read of a kind is nearly the
     * most that is.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "spaces              |         0 | {}                       | ` `       |        | true",
                "long name           |         0 | {'                       | a         | 'T}    | false",
                "long name           | 1_020_000 | {'                       | €         | 'T}    | true",
                "long escaped name   |         0 | {'                       | \\u20ac   | 'T}    | false",
                "long escaped name   | 1_000_000 | {'\\u20ac                | a         | 'T}    | true",
                "long note           |         0 | {'__metadata__':{'a':'   | b         | '}}    | false",
                "long note           | 1_000_000 | {'__metadata__':{'k':'€  | b         | '}}    | true",
                "many tensors        |         0 | {                        | '#'T,     | 'x'T}  | false",
                "many tensors        |   700_000 | {                        | '#'T,     | 'x'T}  | true",
                "many notes          |         0 | {'__metadata__':{        | '#':'',   | 'x':''}} | false",
                "many sizes          |         0 | {'a':{'shape':[0         | `,1`      | ]}}    | false",
                "many offsets        |         0 | {'a':{'data_offsets':[0  | `,0`      | ]}}    | false",
                "deep                |         0 | {'a':                    | {'a':     | {      | false",
                "claims 800 MB       |         1 | {'a':{'dtype':'F64','shape':[100000000],'data_offsets':[0,800000000]}} | ` ` | | false",
            })
    void noHeaderTakesMoreThanItsSizeAndALittle(
            String kind, String size, String start, String part, @Nullable String end, boolean isRead)
            throws Exception {
        byte[] first = bytes(start);
        byte[] last = bytes(end == null ? "" : end);
        int each = bytes(part.replace("#", "10000000")).length;
        int room = Integer.parseInt(size.replace("_", ""));
        int count = ((room == 0 ? LARGEST : room) - first.length - last.length) / each;
        Path file = folder.resolve("large.safetensors");
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(SafetensorsTest.bytes(first.length + (long) count * each + last.length, first, 0));
            byte[] same = bytes(part);
            for (int i = 0; i < count; i++)
                out.write(part.contains("#") ? bytes(part.replace("#", String.valueOf(10_000_000 + i))) : same);
            out.write(last);
        }
        boolean read = modest(kind, Files.size(file), () -> {
            try {
                Safetensors.read(file);
                return true;
            } catch (IllegalArgumentException ours) {
                return false;
            }
        });
        assertThat(read).isEqualTo(isRead);
    }

    private static byte[] bytes(String json) {
        return json.replace("T", ":{'dtype':'F32','shape':[0],'data_offsets':[0,0]}")
                .replace('\'', '"')
                .getBytes(UTF_8);
    }

    // ---- mutants ----

    private static final String[] VALID = {
        "0 {}",
        "4 {`a`:{`dtype`:`F32`,`shape`:[1],`data_offsets`:[0,4]}}",
        "16 {`a`:{`dtype`:`F64`,`shape`:[],`data_offsets`:[0,8]},`b`:{`dtype`:`I64`,`shape`:[1,1],`data_offsets`:[8,16]}}",
        "8 {`b`:{`dtype`:`F16`,`shape`:[2],`data_offsets`:[4,8]},`__metadata__`:{`k`:`v`,`l`:``},"
                + "`a`:{`dtype`:`BF16`,`shape`:[1,2],`data_offsets`:[0,4]},"
                + "`empty`:{`dtype`:`F32`,`shape`:[0,7],`data_offsets`:[4,4]}}  "
    };

    /**
     * A line each: what is looked for in a header, and all that one such place may become; $0 is what was there. Bytes are
     * written as in an address, quotes as `.
     */
    private static final String[][] CHANGES = """
            [0-9]+        0 1 3 4 8 12 -1 -0 1.0 1e0 4e0 01 00 2147483647 2147483648 4294967296 4611686018427387904
            [0-9]+        9223372036854775807 9223372036854775808 18446744073709551615 18446744073709551616 1e400
            [0-9]+        99999999999999999999999999999999 0x4 %2b4 .5 4. null 1,$0 $0,1 0,$0
            TOKEN         { } [ ] , : ` %5c null true {} [] `` /**/ NaN 'a' `a` `extra`:1, `extra`:[[{`a`:[]}]],
            TOKEN         `dtype` `shape` `data_offsets` `__metadata__` {`F32`:null} `%c3%a9` `%f0%9f%98%80` `%7f` %0a
            TOKEN         `%5cu0000` `%5cud83d%5cude00` `%5cud83d` `%5cude00` `%5cx` `%5cu12` `%5cn` `a%0ab` %00 %0b
            TOKEN         %20$0 $0%20 %09$0%0a %0d$0 %c2%a0$0 $0$0 $0, ,$0 $0} [$0] [$0 {`a`:$0} {`a`:$0
            TOKEN         %80 $0%80 %c0%80$0 %e2%82$0 %ed%a0%80$0 %f4%90%80%80$0 %ff$0
            (TOKEN)(TOKEN)          $1 $2 $2$1 $1$2$1
            (TOKEN)(.{9,29})(TOKEN) $3$2$1 $1$2$1 $3$2$3
            `[A-Z0-9]+`   `F32` `F64` `I64` `F16` `BF16` `I32` `U8` `BOOL` `f32` `F8_E4M3` {$0:null}
            [0-9]+|`\\w+` DEEP
            [ab](?=\\w*`) %5cu0061 %5cu00E9 %5cuD83D %5c/ %5ca %0a %00
            ^|$           %20 %0a %ef%bb%bf x { } ,
            (?<![^,])[^,]+, $0$0 $0$0$0 $0$0$0$0
            TENSOR        $0,$0 `b`:{FIELDS} $1:{FIELDS,`extra`:{`a`:[1,{}]}} $1:{`extra`:null,FIELDS} $1:[$2,$3,$4]
            TENSOR        `__metadata__`:null,$0 `__metadata__`:{`a`:`b`,`a`:`c`},$0 $1:{`data_offsets`:$4,`shape`:$3}
            (TENSOR),(.*TENSOR) $6,$1
            """.replace("TOKEN", "(?:`[^`]*`|[0-9]+|[^`0-9])")
            .replace("TENSOR", "(`[^`]*`):\\{`dtype`:(`\\w+`),`shape`:(\\[[0-9,]*]),`data_offsets`:(\\[[0-9,]*])}")
            .replace("FIELDS", "`dtype`:$2,`shape`:$3,`data_offsets`:$4")
            .replace('`', '"')
            .lines()
            .map(line -> line.split(" +"))
            .toArray(String[][]::new);

    /** A valid file with up to three changes of its header, and often one of the whole: a function of i alone. */
    private static byte[] mutant(int i) {
        RandomStream random = RandomStream.of(1, "mutant", i);
        String[] valid = VALID[random.nextInt(VALID.length)].replace('`', '"').split(" ", 2);
        String header = valid[1]; // a letter is a byte
        for (int n = random.nextInt(4); n > 0; n--) header = changed(header, random);
        int length = header.length();
        int size = Integer.parseInt(valid[0]);
        byte[] file = SafetensorsTest.bytes(length, header.getBytes(ISO_8859_1), size);
        for (int k = 1; k <= size; k++) file[file.length - k] = (byte) k;
        switch (random.nextInt(16)) {
            case 0 -> {
                long[] wrong = {0, 1, length - 1, length + 1, length + size, length + size + 1, 100_000_000, 100_000_001
                };
                ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(wrong[random.nextInt(wrong.length)]);
            }
            case 1 ->
                file[random.nextInt(8)] ^= (byte) (1 << random.nextInt(8)); // a wrong length, up to 2⁶³ and below 0
            case 2 -> file[random.nextInt(file.length)] = (byte) random.nextInt(256);
            case 3 -> file = Arrays.copyOf(file, random.nextInt(file.length));
            case 4 -> file = Arrays.copyOf(file, file.length + 1 + random.nextInt(12));
            case 5 -> {
                file = SafetensorsTest.bytes(random.nextInt(64), new byte[0], random.nextInt(64));
                for (int k = random.nextInt(10); k < file.length; k++) file[k] = (byte) random.nextInt(256);
            }
            default -> {}
        }
        return file;
    }

    private static String changed(String header, RandomStream random) {
        String[] change = CHANGES[random.nextInt(CHANGES.length)];
        Matcher places = Pattern.compile("(?s)" + change[0]).matcher(header);
        int count = (int) places.results().count();
        if (count == 0) return header;
        places.reset();
        for (int place = random.nextInt(count); place >= 0; place--) places.find();
        String by = change[1 + random.nextInt(change.length - 1)];
        if (by.equals("DEEP")) by = deep(random);
        StringBuilder result = new StringBuilder();
        places.appendReplacement(result, URLDecoder.decode(by, ISO_8859_1).replace("\\", "\\\\"));
        return places.appendTail(result).toString();
    }

    /** Deep inside of brackets, which are sometimes left open. */
    private static String deep(RandomStream random) {
        int depth = new int[] {1, 2, 127, 128, 129, 20_000}[random.nextInt(6)];
        boolean lists = random.nextInt(2) == 0;
        return (lists ? "[" : "{\"a\":").repeat(depth)
                + "$0"
                + (lists ? "]" : "}").repeat(random.nextInt(4) == 0 ? 0 : depth);
    }

    // ---- the verdicts of the Python package ----

    @Test
    void frozenVerdictsOfPythonAreOurs() throws Exception {
        List<String> lines = Files.readAllLines(FROZEN);
        assertThat(lines).hasSizeGreaterThan(200);
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ");
            assertSameVerdict(words[1], Base64.getDecoder().decode(words[1]), words[0]);
        }
    }

    /** Run with {@code -Pdeep} it leaves its files in target/mutants, from which verdicts.py makes mutants.txt. */
    @Test
    void verdictsOfPythonAreOurs() throws Exception {
        assumeTrue(Python.has("safetensors", "numpy"), Python.MISSING);
        Path files = Files.createDirectories(Path.of("target/mutants"));
        for (int i = 0; i < MUTANTS / 10; i++) Files.write(files.resolve(String.format("%06d", i)), mutant(i));
        String[] lines =
                Python.run("", FROZEN.resolveSibling("verdicts.py"), files).split("\n");
        assertThat(lines).hasSizeGreaterThanOrEqualTo(MUTANTS / 10);
        for (String line : lines) {
            String[] words = line.split(" ");
            assertSameVerdict("mutant " + words[0], Files.readAllBytes(files.resolve(words[0])), words[1]);
        }
    }

    private static void assertSameVerdict(String name, byte[] file, String theirs) throws Exception {
        try {
            Safetensors read = Safetensors.read(new ByteArrayInputStream(file), file.length, "mutant");
            assertThat(digest(read)).as(name).isEqualTo(theirs);
        } catch (IllegalArgumentException ours) {
            if (!theirs.equals("refused"))
                assertThat(ours.getMessage()).as(name).containsPattern(STRICTER);
        }
    }

    /** As in verdicts.py. */
    private static String digest(Safetensors read) throws Exception {
        Stream<String> tensors = read.tensors().entrySet().stream().map(entry -> {
            StoredTensor tensor = entry.getValue();
            String shape =
                    Arrays.stream(tensor.shape()).mapToObj(String::valueOf).collect(Collectors.joining(" "));
            return hex(entry.getKey()) + " " + tensor.type() + " " + shape + " "
                    + HexFormat.of().formatHex(tensor.bytes()) + "\n";
        });
        Stream<String> notes = read.metadata().entrySet().stream()
                .map(note -> hex(note.getKey()) + " = " + hex(note.getValue()) + "\n");
        String all = Stream.concat(tensors, notes).sorted().collect(Collectors.joining());
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(UTF_8));
        return HexFormat.of().formatHex(digest, 0, 8);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
