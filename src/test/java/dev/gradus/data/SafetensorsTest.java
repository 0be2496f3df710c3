package dev.gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gradus.data.StoredTensor.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {
    private static final Path PYTHON = Path.of("src/test/resources/dev/gradus/data/python.safetensors");

    @TempDir
    Path folder;

    @Test
    void readsWhatPythonWrote() {
        Safetensors file = Safetensors.read(PYTHON);
        assertThat(file.metadata()).containsExactly(Map.entry("made by", "Python\t\u0001"));
        assertThat(file.tensors().keySet())
                .containsExactly(
                        "steps", "exact", "2.bias", "2.weight", "none", "odd \"n\u00e4me\"\n", "brain", "half");
        StoredTensor weight = file.tensor("2.weight");
        assertThat(weight).hasToString("F32 (2 × 3)");
        assertThat(weight.shape()).containsExactly(2, 3);
        assertThat(weight.values()).containsExactly(1.5, -2.25, 3e-8f, 0.1f, 7, -0.0);
        assertThat(file.tensor("steps").shape()).isEmpty();
        assertThat(file.tensor("steps").integer(0)).isEqualTo(9007199254740993L);
        assertThat(file.tensor("exact").values()).containsExactly(0.1, 1e300, -5e-324);
        assertThat(file.tensor("half").values())
                .containsExactly(1, -2.5, 65504, 0x1p-24, 0.333251953125, Double.POSITIVE_INFINITY);
        assertThat(file.tensor("brain").values()).containsExactly(1, -2.5, 3.140625);
        assertThat(file.tensor("none").values()).isEmpty();
        assertThat(file.tensor("odd \"n\u00e4me\"\n").shape()).containsExactly(1, 1, 1);
    }

    @Test
    void writesItAgainByteByByte() throws IOException {
        Path copy = folder.resolve("copy.safetensors");
        Safetensors.read(PYTHON).write(copy);
        assertThat(copy).hasSameBinaryContentAs(PYTHON);
    }

    @Test
    void everyHalfIsThatOfTheStandard() {
        byte[] all = new byte[2 << 16];
        for (int bits = 0; bits < 1 << 16; bits++)
            ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN).putShort(2 * bits, (short) bits);
        StoredTensor halves = new StoredTensor(Type.F16, new int[] {1 << 16}, all);
        for (int bits = 0; bits < 1 << 16; bits++) {
            int e = bits >> 10 & 31; // (−1)^sign · 2^(e − 15) · 1.fraction, or · 2^−14 · 0.fraction
            double fraction = (bits & 1023) / 1024.0;
            double size = e == 0 ? Math.scalb(fraction, -14) : Math.scalb(1 + fraction, e - 15);
            if (e == 31) size = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
            assertThat(halves.get(bits)).isEqualTo(Double.valueOf(bits >> 15 == 0 ? size : -size));
        }
    }

    @Test
    void whatIsWrittenComesBack() {
        Safetensors before = new Safetensors(
                Map.of(
                        "floats", StoredTensor.floats(new int[] {2, 2}, 0.1, -0.0, 1e-45, Double.NaN),
                        "doubles", StoredTensor.doubles(new int[] {3}, 0.1, Double.MIN_VALUE, -1e308),
                        "integers", StoredTensor.integers(new int[] {}, Long.MIN_VALUE),
                        "\uD83D\uDE00", StoredTensor.floats(new int[] {5, 0})),
                Map.of("a", "\"\\/\b\f\n\r\t\u0001\u007f\u20ac\uD83D\uDE00", "", ""));
        Path file = folder.resolve("all.safetensors");
        before.write(file);
        Safetensors after = Safetensors.read(file);
        assertThat(after.metadata()).isEqualTo(before.metadata());
        assertThat(after.tensors()).hasSize(4);
        before.tensors().forEach((name, tensor) -> {
            assertThat(after.tensor(name).bytes()).isEqualTo(tensor.bytes());
            assertThat(after.tensor(name)).hasToString(tensor.toString());
        });
    }

    @Test
    void anEmptyFileOfTensorsIsFine() {
        Path file = folder.resolve("empty.safetensors");
        new Safetensors(Map.of(), Map.of()).write(file);
        assertThat(file).hasSize(16);
        assertThat(Safetensors.read(file)).hasToString("Safetensors with 0 tensors: ");
    }

    @Test
    void aFileAppearsWholeOrNotAtAll() throws IOException {
        Path file = folder.resolve("w.safetensors");
        AtomicFile.write(file, out -> out.write(1));
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[1000]);
                    throw new IOException("the disk is full");
                }))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write " + file)
                .hasMessageContaining("the disk is full");
        assertThat(file).hasBinaryContent(new byte[] {1});
        assertThatThrownBy(() -> new Safetensors(Map.of(), Map.of()).write(folder))
                .isInstanceOf(UncheckedIOException.class);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file); // and nothing beside it
        }
    }

    /** Quotes are written as ' here. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '#',
            value = {
                "                                          | byte 0 of its header: expected { as its first byte, but found its end",
                " {}                                       | expected { as its first byte, but found  {}",
                "[]                                        | expected { as its first byte, but found []",
                "{                                         | byte 1 of its header: expected a text in \"quotes\", but found its end",
                "{} x                                      | expected nothing but spaces behind the closing }, but found x",
                "{'a':1}                                   | expected {, but found 1}",
                "{'a':{'dtype':'F32','shape':[],'data_offsets':[0,4]},} | expected a text in \"quotes\", but found }",
                "{'a':{'dtype':'F32','shape':[],'data_offsets':[0,4]},'a':{'dtype':'F32','shape':[],'data_offsets':[0,4]}} | expected every name once, not \"a\" twice",
                "{'a':{'dtype':'F32','dtype':'F32'}}       | expected every name once, not \"dtype\" twice",
                "{'a':{'dtype':'F32','size':[]}}           | expected \"dtype\", \"shape\" or \"data_offsets\", but found \"size\":[]}}",
                "{'a':{'dtype':'F32','shape':[]}}          | expected \"dtype\", \"shape\" and \"data_offsets\" in front",
                "{'a':{'dtype':'I32'}}                     | expected one of the dtypes that can be read, [I64, F64, F32, BF16, F16, I8], but found \"I32\"}}",
                "{'a':{'shape':[-1]}}                      | expected a whole number from 0 to 9223372036854775807, but found -1]}}",
                "{'a':{'shape':[01]}}                      | expected a whole number",
                "{'a':{'shape':[1.0]}}                     | expected a whole number",
                "{'a':{'shape':[99999999999999999999]}}    | expected a whole number",
                "{'a':{'shape':[9223372036854775808]}}     | expected a whole number",
                "{'a':{'shape':[2147483648]}}              | expected sizes up to 2147483647",
                "{'a':{'dtype':'F32','shape':[],'data_offsets':[0]}}  | expected two data_offsets, not 1",
                "{'a':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}} | tensor \"a\" of F32 (1) must begin at 0, where the one before it ends, but lies from 4 to 8",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}} | tensor \"a\" of F32 (2) takes 8 bytes, but lies from 0 to 4",
                "{'a':{'dtype':'F32','shape':[2147483647,2147483647,4],'data_offsets':[0,4]}} | takes more bytes than can be counted",
                "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}} | its tensors end at 8, but the data behind its header at 4",
                "{'a':{'dtype':'F32','shape':[0],'data_offsets':[0,0]}} | its tensors end at 0, but the data behind its header at 4",
                "{'\\x':1}                                 | expected only valid \\ escapes in a text",
                "{'\\ud800':1}                             | expected only valid \\ escapes in a text",
                "{'__metadata__':null}                     | expected {, but found null}",
                "{'__metadata__':{'a':1}}                  | expected a text in \"quotes\", but found 1}}",
                "{'__metadata__':{'a':'','a':''}}          | expected every name once, not \"a\" twice",
                "{'__metadata__':{},'__metadata__':{}}     | expected every name once, not \"__metadata__\" twice",
            },
            ignoreLeadingAndTrailingWhitespace = false)
    void brokenHeadersAreRefusedWithWords(String header, String words) throws IOException {
        byte[] json = header == null
                ? new byte[0]
                : header.stripTrailing().replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        assertRefused(bytes(json.length, json, 4), words.stripLeading());
    }

    @Test
    void brokenFilesAreRefusedWithWords() throws IOException {
        byte[] json = "{}".getBytes(StandardCharsets.UTF_8);
        assertRefused(new byte[7], "expected 8 bytes that tell the length of its header, but it has 7");
        assertRefused(bytes(-1, json, 0), "at most 100000000 bytes, but it says 18446744073709551615");
        assertRefused(bytes(100_000_001, json, 0), "at most 100000000 bytes, but it says 100000001");
        assertRefused(bytes(3, json, 0), "expected a header of 3 bytes, but only 2 follow");
        assertRefused(bytes(2, new byte[] {'{', (byte) 0x80}, 0), "byte 1 of its header: expected valid UTF-8");
        assertThatThrownBy(() -> Safetensors.read(folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot read " + folder.resolve("none"));
        assertThatThrownBy(() -> Safetensors.read(folder)).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> Safetensors.read(null)).hasMessageContaining("file is null");
    }

    private void assertRefused(byte[] bytes, String words) throws IOException {
        Path file = Files.write(folder.resolve("broken.safetensors"), bytes);
        assertThatThrownBy(() -> Safetensors.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(file + " is no valid safetensors file: ")
                .hasMessageContaining(words);
    }

    /** A file that says this length, then a header and n zeros of data. */
    static byte[] bytes(long length, byte[] header, int n) {
        return ByteBuffer.allocate(8 + header.length + n)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .array();
    }

    @Test
    void mistakesOfTheWriterAreRefusedWithWords() {
        StoredTensor one = StoredTensor.floats(new int[] {1}, 1);
        assertArgument(
                () -> StoredTensor.floats(new int[] {2, 3}, 1), "values has 1 numbers, but the shape (2 × 3) has 6");
        assertArgument(() -> StoredTensor.doubles(new int[] {-1}, 1), "shape (-1) has a negative size");
        assertArgument(() -> new Safetensors(Map.of("__metadata__", one), Map.of()), "is the place of the notes");
        assertArgument(() -> new Safetensors(Map.of("\uD83D", one), Map.of()), "is no valid Unicode");
        assertArgument(() -> new Safetensors(null, Map.of()), "tensors is null");
        assertArgument(() -> new Safetensors(Map.of(), Map.of()).write(null), "file is null");
        assertArgument(() -> new Safetensors(Map.of("b", one), Map.of()).tensor("a"), "no tensor \"a\", only b");
        assertThatThrownBy(() -> one.integer(0)).hasMessage("the numbers are F32, not integers; use get(i)");
    }

    private static void assertArgument(Runnable call, String words) {
        assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}
