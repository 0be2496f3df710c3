package dev.gradus.data;

import dev.gradus.data.StoredTensor.Type;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the header of a safetensors file: one JSON object whose form is fixed, {@code {"__metadata__": {"key": "text"},
 * "name": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}}}. So nothing nests, and a parser of this form
 * alone is short and can't be made to fill the memory.
 */
final class SafetensorsHeader {
    static final String METADATA = "__metadata__";
    private static final int MOST_KEPT = 8 << 20; // bytes that all names, shapes and notes may cost
    private static final int COST_OF_ENTRY = 400; // at most that many bytes: objects, places in maps
    private static final int COST_OF_BYTE = 8; // of a text: twice two bytes a character, and once again to decode it

    /** Where a tensor lies: from here on till there, counted from the end of the header. */
    record Place(Type type, int[] shape, long from, long to) {}

    final Map<String, Place> tensors = new LinkedHashMap<>();
    final Map<String, String> metadata = new LinkedHashMap<>();
    private final String file; // for messages
    private final byte[] json;
    private int at;
    private long kept;

    SafetensorsHeader(String file, byte[] json) {
        this(json, file);
        checkUtf8();
        if (json.length == 0 || json[0] != '{') throw expected("{ as its first byte");
        readAll();
    }

    private SafetensorsHeader(byte[] json, String file) {
        this.file = file;
        this.json = json;
    }

    /** A list of texts and nothing else, as a note may be one: {@code ["cat", "dog"]}. */
    static List<String> texts(String json) {
        SafetensorsHeader list = new SafetensorsHeader(json.getBytes(StandardCharsets.UTF_8), "a list");
        List<String> texts = new ArrayList<>();
        for (boolean more = list.begin('[', ']'); more; more = list.next(']')) {
            texts.add(list.text());
            list.keep(COST_OF_ENTRY);
        }
        list.skipSpace();
        if (list.at < list.json.length) throw list.expected("nothing but spaces behind the closing ]");
        return texts;
    }

    /** The format asks for valid UTF-8 everywhere; no copy is made. */
    private void checkUtf8() {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer bytes = ByteBuffer.wrap(json);
        CharBuffer characters = CharBuffer.allocate(4096);
        CoderResult result;
        do {
            result = decoder.decode(bytes, characters.clear(), true);
            at = bytes.position();
        } while (result.isOverflow());
        if (result.isError()) throw expected("valid UTF-8");
        at = 0;
    }

    // ---- the form ----

    private void readAll() {
        boolean hadMetadata = false;
        for (boolean more = begin('{', '}'); more; more = next('}')) {
            int start = at;
            String name = text();
            expect(':');
            if (name.equals(METADATA)) {
                if (hadMetadata) throw twice(name, start);
                hadMetadata = true;
                readMetadata();
            } else {
                if (tensors.containsKey(name)) throw twice(name, start);
                tensors.put(name, place());
            }
            keep(COST_OF_ENTRY);
        }
        skipSpace();
        if (at < json.length) throw expected("nothing but spaces behind the closing }");
    }

    private void readMetadata() {
        for (boolean more = begin('{', '}'); more; more = next('}')) {
            int start = at;
            String key = text();
            expect(':');
            skipSpace();
            if (metadata.put(key, text()) != null) throw twice(key, start);
            keep(COST_OF_ENTRY);
        }
    }

    private Place place() {
        Type type = null;
        int[] shape = null;
        long[] offsets = null;
        for (boolean more = begin('{', '}'); more; more = next('}')) {
            int start = at;
            String key = text();
            expect(':');
            switch (key) {
                case "dtype" -> {
                    if (type != null) throw twice(key, start);
                    type = type();
                }
                case "shape" -> {
                    if (shape != null) throw twice(key, start);
                    shape = shape();
                }
                case "data_offsets" -> {
                    if (offsets != null) throw twice(key, start);
                    offsets = numbers();
                }
                default -> {
                    at = start;
                    throw expected("\"dtype\", \"shape\" or \"data_offsets\"");
                }
            }
        }
        if (type == null || shape == null || offsets == null)
            throw expected("\"dtype\", \"shape\" and \"data_offsets\" in front of this place");
        if (offsets.length != 2) throw expected("two data_offsets, not " + offsets.length + ", in front of this place");
        return new Place(type, shape, offsets[0], offsets[1]);
    }

    private Type type() {
        skipSpace();
        int start = at;
        String name = text();
        for (Type type : Type.values()) if (type.name().equals(name)) return type;
        at = start;
        throw expected("one of the dtypes that can be read, " + Arrays.toString(Type.values()));
    }

    private int[] shape() {
        int start = at;
        long[] sizes = numbers();
        for (long size : sizes)
            if (size > Integer.MAX_VALUE) {
                at = start;
                throw expected("sizes up to " + Integer.MAX_VALUE);
            }
        return Arrays.stream(sizes).mapToInt(size -> (int) size).toArray();
    }

    private long[] numbers() {
        long[] numbers = new long[4];
        int count = 0;
        for (boolean more = begin('[', ']'); more; more = next(']')) {
            if (count == numbers.length) {
                keep(32 * numbers.length);
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number();
        }
        return Arrays.copyOf(numbers, count);
    }

    // ---- the letters ----

    /** Whether something lies between this opening bracket and its closing one. */
    private boolean begin(char open, char close) {
        expect(open);
        skipSpace();
        if (peek() != close) return true;
        at++;
        return false;
    }

    /** Whether a comma and something more follow, or the closing bracket. */
    private boolean next(char close) {
        skipSpace();
        if (peek() == close) {
            at++;
            return false;
        }
        if (peek() != ',') throw expected(", or " + close);
        at++;
        skipSpace();
        return true;
    }

    private void expect(char c) {
        skipSpace();
        if (peek() != c) throw expected(String.valueOf(c));
        at++;
    }

    private void skipSpace() {
        while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') at++;
    }

    private int peek() {
        return at < json.length ? json[at] : -1; // bytes of other letters are below 0, too
    }

    /** A whole number of at least 0 without leading zeros, below 2⁶³. */
    private long number() {
        int start = at;
        long number = 0;
        while (peek() >= '0' && peek() <= '9' && at - start < 19) number = 10 * number + json[at++] - '0';
        boolean leadingZero = at - start > 1 && json[start] == '0';
        boolean goesOn = peek() >= '0' && peek() <= '9' || peek() == '.' || peek() == 'e' || peek() == 'E';
        if (at == start || number < 0 || leadingZero || goesOn) {
            at = start;
            throw expected("a whole number from 0 to " + Long.MAX_VALUE);
        }
        return number;
    }

    private String text() {
        if (peek() != '"') throw expected("a text in \"quotes\"");
        int start = ++at;
        boolean escapes = false;
        while (peek() != '"') {
            if (at >= json.length || json[at] >= 0 && json[at] < ' ')
                throw expected("a text without control characters and its closing \"");
            if (json[at] == '\\') {
                escapes = true;
                at++;
            }
            at++;
        }
        keep((long) COST_OF_BYTE * (at - start));
        String text = new String(json, start, at - start, StandardCharsets.UTF_8);
        if (escapes) text = unescaped(text, start);
        at++;
        return text;
    }

    private String unescaped(String text, int start) {
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                c = text.charAt(++i);
                int known = "\"\\/bfnrt".indexOf(c);
                if (known >= 0) c = "\"\\/\b\f\n\r\t".charAt(known);
                else if (c == 'u' && isHex(text, i + 1)) {
                    c = (char) Integer.parseInt(text.substring(i + 1, i + 5), 16);
                    i += 4;
                } else throw badEscape(start);
            }
            result.append(c);
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(result)) throw badEscape(start); // half of a surrogate pair
        return result.toString();
    }

    private static boolean isHex(String text, int from) {
        return from + 4 <= text.length()
                && text.substring(from, from + 4).chars().allMatch(c -> c < 128 && Character.digit(c, 16) >= 0);
    }

    // ---- messages ----

    private void keep(long bytes) {
        kept += bytes;
        if (kept > MOST_KEPT)
            throw new IllegalArgumentException(
                    file + " has more names, shapes and notes in its header than a model needs"
                            + " (about 20,000 tensors or 1 MB of text are read)");
    }

    private IllegalArgumentException badEscape(int start) {
        at = start;
        return expected("only valid \\ escapes in a text");
    }

    private IllegalArgumentException twice(String name, int start) {
        at = start;
        return expected("every name once, not \"" + Safetensors.brief(name) + "\" twice");
    }

    private IllegalArgumentException expected(String what) {
        int end = Math.min(json.length, at + 20);
        String found = at >= json.length
                ? "its end"
                : Safetensors.brief(new String(json, at, end - at, StandardCharsets.UTF_8));
        return new IllegalArgumentException(file + " is no valid safetensors file: byte " + at
                + " of its header: expected " + what + ", but found " + found);
    }
}
