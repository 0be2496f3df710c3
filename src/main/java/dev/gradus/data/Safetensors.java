package dev.gradus.data;

import dev.gradus.errors.Require;
import dev.gradus.math.Shape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A safetensors file: named tensors, and notes as text. Such a file holds numbers alone and never runs code; PyTorch,
 * Keras and JAX read and write it, too. Eight bytes say how long the header is, the header says in JSON which tensor
 * lies where, then the numbers follow without gaps. Source: github.com/huggingface/safetensors, "Format".
 *
 * <p>Reading is strict. Whatever is wrong with a file gives an {@link IllegalArgumentException} that names it, and no
 * file takes more memory than its own size and 16 MB. Beyond what the Python package refuses, this reader refuses: names
 * that come twice, keys that the format doesn't have, {@code null} for the notes, a header that doesn't begin with a
 * brace or describes a tensor by a list, other dtypes than {@link StoredTensor.Type}, sizes and tensors beyond
 * 2³¹ − 1 bytes, and headers with more than about 20,000 tensors or 1 MB of text.
 *
 * @param tensors by name
 * @param metadata notes; empty if there are none
 */
public record Safetensors(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    private static final long LONGEST_HEADER = 100_000_000; // as in the Rust implementation
    private static final long LARGEST_TENSOR = Integer.MAX_VALUE - 8; // bytes in an array
    private static final int CHUNK = 1 << 16; // the JDK copies each piece that is read or written once more

    /** Tensors with notes. */
    public Safetensors {
        Require.notNull("tensors", tensors, "tensors by name");
        Require.notNull("metadata", metadata, "texts, e.g. Map.of()");
        tensors.forEach(Safetensors::checkName);
        metadata.forEach(Safetensors::checkName);
        metadata.values().forEach(Safetensors::checkText);
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /**
     * The tensor of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public StoredTensor tensor(String name) {
        StoredTensor tensor = tensors.get(name);
        if (tensor == null)
            throw new IllegalArgumentException(
                    "there is no tensor \"" + name + "\", only " + brief(String.join(", ", tensors.keySet())));
        return tensor;
    }

    // ---- notes that are lists ----

    /** Texts as one note, a JSON list: {@code ["cat","dog"]}. */
    public static String list(List<String> texts) {
        return texts.stream().map(Safetensors::quoted).collect(Collectors.joining(",", "[", "]"));
    }

    /**
     * The texts of such a note.
     *
     * @throws IllegalArgumentException if there is none of this name, or it is no such list
     */
    public List<String> list(String key) {
        String note = metadata.get(key);
        if (note == null)
            throw new IllegalArgumentException(
                    "there is no note \"" + key + "\", only " + brief(String.join(", ", metadata.keySet())));
        try {
            return SafetensorsHeader.texts(note);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the note \"" + key + "\" is " + brief(note) + "; expected a JSON list of texts", e);
        }
    }

    // ---- reading ----

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is no valid safetensors file
     * @throws UncheckedIOException if it can't be read
     */
    public static Safetensors read(Path file) {
        Require.notNull("file", file, "the path of a safetensors file");
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, Files.size(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e, e);
        }
    }

    /**
     * Reads what isn't a file of its own, such as one within a jar, to its end; the stream stays open.
     *
     * @param name what messages call it
     * @throws IllegalArgumentException if it is no valid safetensors file
     */
    public static Safetensors read(InputStream in, String name) throws IOException {
        Require.notNull("in", in, "a stream");
        Require.notNull("name", name, "what messages call it");
        byte[] content = in.readAllBytes();
        return read(new ByteArrayInputStream(content), content.length, name);
    }

    static Safetensors read(InputStream in, long size, String file) throws IOException {
        if (size < 8) throw invalid(file, "expected 8 bytes that tell the length of its header, but it has " + size);
        long length = ByteBuffer.wrap(bytes(in, 8, file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 0 || length > LONGEST_HEADER)
            throw invalid(
                    file,
                    "expected a header of at most " + LONGEST_HEADER + " bytes, but it says "
                            + Long.toUnsignedString(length));
        if (length > size - 8)
            throw invalid(file, "expected a header of " + length + " bytes, but only " + (size - 8) + " follow");
        SafetensorsHeader header = new SafetensorsHeader(file, bytes(in, (int) length, file));
        List<String> names = header.tensors.keySet().stream()
                .sorted(Comparator.<String>comparingLong(
                                name -> header.tensors.get(name).from())
                        .thenComparingLong(name -> header.tensors.get(name).to()))
                .toList();
        checkPlaces(header, names, size - 8 - length, file); // all of them, before the numbers take memory
        Map<String, StoredTensor> tensors = new LinkedHashMap<>();
        for (String name : names) {
            SafetensorsHeader.Place place = header.tensors.get(name);
            byte[] numbers = bytes(in, (int) (place.to() - place.from()), file);
            tensors.put(name, new StoredTensor(place.type(), place.shape(), numbers));
        }
        return new Safetensors(tensors, header.metadata);
    }

    /** Each tensor begins where the one before it ends, is as long as its shape says, and the last ends the file. */
    private static void checkPlaces(SafetensorsHeader header, List<String> names, long size, String file) {
        long end = 0;
        for (String name : names) {
            SafetensorsHeader.Place place = header.tensors.get(name);
            long bytes = bytes(place);
            String wrong = null;
            if (place.from() != end || place.to() < end)
                wrong = "must begin at " + end + ", where the one before it ends";
            else if (bytes < 0) wrong = "takes more bytes than can be counted";
            else if (place.to() - end != bytes) wrong = "takes " + bytes + " bytes";
            else if (bytes > LARGEST_TENSOR)
                wrong = "takes " + bytes + " bytes, at most " + LARGEST_TENSOR + " are read";
            if (wrong != null)
                throw invalid(
                        file,
                        "tensor \"" + brief(name) + "\" of " + place.type() + " ("
                                + brief(Shape.text(place.shape())) + ") " + wrong + ", but lies from " + place.from()
                                + " to "
                                + place.to());
            end = place.to();
        }
        if (end != size)
            throw invalid(file, "its tensors end at " + end + ", but the data behind its header at " + size);
    }

    /** Size of the shape × size of the type; −1 if that overflows. */
    private static long bytes(SafetensorsHeader.Place place) {
        try {
            long size = place.type().bytes;
            for (int n : place.shape()) size = Math.multiplyExact(size, (long) n);
            return size;
        } catch (ArithmeticException overflow) {
            return -1;
        }
    }

    private static byte[] bytes(InputStream in, int count, String file) throws IOException {
        byte[] bytes = new byte[count];
        for (int at = 0; at < count; ) {
            int read = in.read(bytes, at, Math.min(CHUNK, count - at));
            if (read < 0) throw invalid(file, "it became shorter while it was read");
            at += read;
        }
        return bytes;
    }

    private static IllegalArgumentException invalid(String file, String why) {
        return new IllegalArgumentException(file + " is no valid safetensors file: " + why);
    }

    // ---- writing ----

    /**
     * Writes the file as the Python package would, byte by byte. It appears whole or not at all: a crash leaves what was
     * there before, and at most a file beside it that ends in {@code .tmp}.
     *
     * @throws UncheckedIOException if it can't be written
     */
    public void write(Path file) {
        Require.notNull("file", file, "the path of the file to write");
        List<String> names = tensors.keySet().stream()
                .sorted(Comparator.<String, StoredTensor.Type>comparing(
                                name -> tensors.get(name).type())
                        .thenComparing(name -> name.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned))
                .toList();
        byte[] header = header(names).getBytes(StandardCharsets.UTF_8);
        if (header.length > LONGEST_HEADER)
            throw new IllegalStateException("the names and notes take " + header.length + " bytes, but at most "
                    + LONGEST_HEADER + " fit in a header");
        AtomicFile.write(file, out -> {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(0, header.length)
                    .array());
            write(out, header);
            for (String name : names) write(out, tensors.get(name).bytes());
        });
    }

    /** JSON, filled up with spaces so that the numbers begin at a multiple of 8. */
    private String header(List<String> names) {
        StringBuilder json = new StringBuilder("{");
        if (!metadata.isEmpty())
            json.append(metadata.keySet().stream()
                    .sorted()
                    .map(key -> quoted(key) + ":" + quoted(metadata.get(key)))
                    .collect(Collectors.joining(",", "\"" + SafetensorsHeader.METADATA + "\":{", "}")));
        long from = 0;
        for (String name : names) {
            StoredTensor tensor = tensors.get(name);
            long to = from + tensor.bytes().length;
            json.append(json.length() > 1 ? "," : "")
                    .append(quoted(name))
                    .append(":{\"dtype\":\"")
                    .append(tensor.type())
                    .append("\",\"shape\":")
                    .append(Arrays.toString(tensor.shape()).replace(" ", ""))
                    .append(",\"data_offsets\":[")
                    .append(from)
                    .append(",")
                    .append(to)
                    .append("]}");
            from = to;
        }
        json.append("}");
        int length = json.toString().getBytes(StandardCharsets.UTF_8).length;
        return json.append(" ".repeat((8 - length % 8) % 8)).toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            int known = "\"\\\b\f\n\r\t".indexOf(c);
            if (known >= 0) json.append('\\').append("\"\\bfnrt".charAt(known));
            else if (c < ' ') json.append(String.format("\\u%04x", (int) c));
            else json.append(c);
        }
        return json.append('"').toString();
    }

    private static void write(OutputStream out, byte[] bytes) throws IOException {
        for (int at = 0; at < bytes.length; at += CHUNK) out.write(bytes, at, Math.min(CHUNK, bytes.length - at));
    }

    // ---- words ----

    private static void checkName(String name, Object value) {
        checkText(name);
        if (value == null) throw new IllegalArgumentException("\"" + name + "\" is null");
        if (name.equals(SafetensorsHeader.METADATA) && value instanceof StoredTensor)
            throw new IllegalArgumentException("\"" + name + "\" is the place of the notes; name the tensor otherwise");
    }

    private static void checkText(String text) {
        if (text == null) throw new IllegalArgumentException("a name or text is null");
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text))
            throw new IllegalArgumentException(
                    "\"" + brief(text) + "\" is no valid Unicode; half of a character is missing");
    }

    /** At most 60 characters, without line ends. */
    static String brief(String text) {
        String line = text.length() > 60 ? text.substring(0, 59) + "…" : text;
        return line.replaceAll("\\p{Cntrl}", "?");
    }

    /** "Safetensors with 4 tensors: 0.weight F32 (128 × 784), …". */
    @Override
    public String toString() {
        String first = tensors.entrySet().stream()
                .limit(20)
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
        return "Safetensors with " + tensors.size() + (tensors.size() == 1 ? " tensor: " : " tensors: ") + first
                + (tensors.size() > 20 ? ", …" : "");
    }
}
