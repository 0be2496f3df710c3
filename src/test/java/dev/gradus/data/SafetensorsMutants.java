package dev.gradus.data;

import dev.gradus.math.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Safetensors files with one to three mistakes each: mutant i is a function of i alone. Headers are changed token by
 * token, so that most mutants are near to valid, and about one in seven still is.
 */
final class SafetensorsMutants {
    private static final Pattern TOKEN = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|[0-9]+|[^\"0-9]");
    private static final Pattern ENTRY = Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*+\"):\\{(\"dtype\"[^{}]*)}");
    private static final List<byte[]> BASES = bases();

    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "3",
            "4",
            "8",
            "12",
            "-1",
            "-0",
            "1.0",
            "1e0",
            "4e0",
            "01",
            "00",
            "2147483647",
            "2147483648",
            "4294967296",
            "4611686018427387904",
            "9223372036854775807",
            "9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "1e400",
            "99999999999999999999999999999999",
            "0x4",
            "+4",
            ".5",
            "4.",
            "null");
    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            " ",
            "\n",
            "\t",
            "\r",
            "\u0000",
            "\u000b",
            "\u00a0",
            "\ufeff",
            "null",
            "true",
            "{}",
            "[]",
            "\"\"",
            "\"F32\"",
            "\"F64\"",
            "\"I64\"",
            "\"F16\"",
            "\"BF16\"",
            "\"I32\"",
            "\"U8\"",
            "\"BOOL\"",
            "\"f32\"",
            "\"F8_E4M3\"",
            "\"dtype\"",
            "\"shape\"",
            "\"data_offsets\"",
            "\"a\"",
            "\"__metadata__\"",
            "\"extra\":1,",
            "\"extra\":[[{\"a\":[]}]],",
            "'a'",
            "/* */",
            "NaN",
            "{\"F32\":null}",
            "\"\\u0000\"",
            "\"\\ud83d\\ude00\"",
            "\"\\ud83d\"",
            "\"\\ude00\"",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\u00e9\"",
            "\"\uD83D\uDE00\"",
            "\"a\nb\"",
            "\"\\n\"",
            "\"\u007f\"");
    private static final byte[][] NO_UTF8 = {
        {(byte) 0x80},
        {(byte) 0xc0, (byte) 0x80},
        {(byte) 0xe2, (byte) 0x82},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xff}
    };

    private final RandomStream random;
    private long length; // what the file will say of its header
    private byte[] header;
    private byte[] data;

    private SafetensorsMutants(long i) {
        random = RandomStream.of(1, "mutant", i);
        byte[] base = BASES.get(random.nextInt(BASES.size()));
        length = ByteBuffer.wrap(base).order(ByteOrder.LITTLE_ENDIAN).getLong();
        header = Arrays.copyOfRange(base, 8, 8 + (int) length);
        data = Arrays.copyOfRange(base, 8 + (int) length, base.length);
    }

    /** Mutant number i. */
    static byte[] mutant(long i) {
        SafetensorsMutants mutant = new SafetensorsMutants(i);
        int changes = 1 + mutant.random.nextInt(3);
        for (int change = 0; change < changes; change++) mutant.change();
        return mutant.bytes();
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(8 + header.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .put(data)
                .array();
    }

    private void change() {
        switch (random.nextInt(20)) {
            case 0 -> length = wrongLength();
            case 1 -> cut();
            case 2 -> data = joined(data, new byte[1 + random.nextInt(12)]);
            case 3 -> setHeader(withByte(header, (byte) random.nextInt(256)));
            case 4 -> data = data.length == 0 ? data : withByte(data, (byte) random.nextInt(256));
            case 5 -> setHeader(inserted(header, NO_UTF8[random.nextInt(NO_UTF8.length)]));
            case 6 -> deepen();
            case 7, 8 -> replace("[0-9]+", NUMBERS);
            case 9 -> replace("\"[A-Z0-9]+\"", TOKENS);
            case 10 -> escape();
            case 11 -> repeatPart();
            case 12 -> spaces();
            case 13, 14 -> changeEntry();
            case 15 -> reorder();
            default -> changeToken();
        }
    }

    private long wrongLength() {
        long[] lengths = {
            0,
            1,
            length - 1,
            length + 1,
            length - 8,
            length + 8,
            length + data.length,
            length + data.length + 1,
            100_000_000,
            100_000_001,
            1L << 31,
            1L << 32,
            1L << 62,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            -1,
            -8,
            random.nextLong()
        };
        return lengths[random.nextInt(lengths.length)];
    }

    /** Cuts the file, seldom so early that not even the length is left; then the rest is taken for the length. */
    private void cut() {
        int keep = random.nextInt(header.length + data.length + 1);
        header = Arrays.copyOf(header, Math.min(keep, header.length));
        data = Arrays.copyOf(data, Math.max(0, keep - header.length));
    }

    private void setHeader(byte[] changed) {
        if (length == header.length && random.nextInt(10) > 0) length = changed.length;
        header = changed;
    }

    private void setHeader(List<String> tokens) {
        setHeader(String.join("", tokens).getBytes(StandardCharsets.UTF_8));
    }

    private List<String> tokens() {
        String text = new String(header, StandardCharsets.UTF_8);
        return new ArrayList<>(
                TOKEN.matcher(text).results().map(MatchResult::group).toList());
    }

    private void changeToken() {
        List<String> tokens = tokens();
        if (tokens.isEmpty()) return;
        int i = random.nextInt(tokens.size());
        int j = random.nextInt(tokens.size());
        String token = TOKENS.get(random.nextInt(TOKENS.size()));
        switch (random.nextInt(5)) {
            case 0 -> tokens.set(i, token);
            case 1 -> tokens.add(i, token);
            case 2 -> tokens.remove(i);
            case 3 -> tokens.add(i, tokens.get(j));
            default -> tokens.set(i, tokens.set(j, tokens.get(i)));
        }
        setHeader(tokens);
    }

    private void replace(String what, List<String> by) {
        List<String> tokens = tokens();
        int[] places = places(tokens, what);
        if (places.length == 0) return;
        tokens.set(places[random.nextInt(places.length)], by.get(random.nextInt(by.size())));
        setHeader(tokens);
    }

    private static int[] places(List<String> tokens, String what) {
        return java.util.stream.IntStream.range(0, tokens.size())
                .filter(i -> tokens.get(i).matches(what))
                .toArray();
    }

    /** Puts a value deep inside of brackets, or only the brackets. */
    private void deepen() {
        List<String> tokens = tokens();
        int[] places = places(tokens, "[0-9]+|\"(?s:.*)\"");
        if (places.length == 0) return;
        int i = places[random.nextInt(places.length)];
        int depth = new int[] {1, 2, 127, 128, 129, 20_000}[random.nextInt(6)];
        boolean lists = random.nextInt(2) == 0;
        String open = (lists ? "[" : "{\"a\":").repeat(depth);
        String close = (lists ? "]" : "}").repeat(depth);
        tokens.set(i, open + tokens.get(i) + (random.nextInt(4) == 0 ? "" : close));
        setHeader(tokens);
    }

    /** Writes one letter of a text as \\uXXXX, which changes nothing. */
    private void escape() {
        List<String> tokens = tokens();
        int[] places = places(tokens, "\"[^\\\\]+\"");
        if (places.length == 0) return;
        int i = places[random.nextInt(places.length)];
        String text = tokens.get(i);
        int at = 1 + random.nextInt(text.length() - 2);
        String format = random.nextInt(2) == 0 ? "\\u%04x" : "\\u%04X";
        tokens.set(i, text.substring(0, at) + String.format(format, (int) text.charAt(at)) + text.substring(at + 1));
        setHeader(tokens);
    }

    /** Says a part between two commas twice: a name, a tensor, a key, a number. */
    private void repeatPart() {
        String[] parts = new String(header, StandardCharsets.UTF_8).split("(?<=,)");
        int i = random.nextInt(parts.length);
        int more = 1 + random.nextInt(3);
        int to = Math.min(parts.length, i + more);
        List<String> result = new ArrayList<>(Arrays.asList(parts));
        result.addAll(to, Arrays.asList(parts).subList(i, to));
        setHeader(result);
    }

    /** Says a whole tensor in another way, or twice. */
    private void changeEntry() {
        String text = new String(header, StandardCharsets.UTF_8);
        List<MatchResult> entries = ENTRY.matcher(text).results().toList();
        if (entries.isEmpty()) return;
        MatchResult entry = entries.get(random.nextInt(entries.size()));
        String name = entry.group(1);
        String inside = entry.group(2);
        String list = inside.replaceAll("\"(dtype|shape|data_offsets)\":", "");
        String changed = switch (random.nextInt(8)) {
            case 0 -> name + ":{" + inside + "}," + name + ":{" + inside + "}";
            case 1 -> name + ":{" + inside + ",\"extra\":{\"a\":[1,{}]}}";
            case 2 -> name + ":{\"extra\":null," + inside + "}";
            case 3 -> name + ":[" + list + "]";
            case 4 -> "\"__metadata__\":null," + name + ":{" + inside + "}";
            case 5 -> "\"__metadata__\":{\"a\":\"b\",\"a\":\"c\"}," + name + ":{" + inside + "}";
            case 6 -> name + ":{" + inside.replaceFirst("(\"[A-Z]+[0-9]+\")", "{$1:null}") + "}";
            default -> name + ":{" + inside.replaceFirst("\\[([0-9])", "[1,$1") + "}"; // another shape, as large
        };
        setHeader((text.substring(0, entry.start()) + changed + text.substring(entry.end()))
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Entries in another order, which changes nothing. */
    private void reorder() {
        String text = new String(header, StandardCharsets.UTF_8);
        List<MatchResult> entries = ENTRY.matcher(text).results().toList();
        if (entries.size() < 2) return;
        MatchResult first = entries.get(random.nextInt(entries.size() - 1));
        MatchResult last = entries.get(entries.size() - 1);
        setHeader((text.substring(0, first.start())
                        + last.group()
                        + text.substring(first.end(), last.start())
                        + first.group()
                        + text.substring(last.end()))
                .getBytes(StandardCharsets.UTF_8));
    }

    /** Spaces between tokens, which change nothing, at least in front of the last brace. */
    private void spaces() {
        List<String> tokens = tokens();
        String space = List.of(" ", "\n", "\t", "\r", "  \n").get(random.nextInt(5));
        for (int n = random.nextInt(4); n >= 0; n--) {
            boolean anywhere = tokens.isEmpty() || random.nextInt(8) == 0; // else not in front of the first brace
            tokens.add(anywhere ? random.nextInt(tokens.size() + 1) : 1 + random.nextInt(tokens.size()), space);
        }
        setHeader(tokens);
    }

    private byte[] withByte(byte[] bytes, byte value) {
        byte[] changed = bytes.clone();
        if (changed.length > 0) changed[random.nextInt(changed.length)] = value;
        return changed;
    }

    private byte[] inserted(byte[] bytes, byte[] more) {
        int at = random.nextInt(bytes.length + 1);
        return joined(joined(Arrays.copyOf(bytes, at), more), Arrays.copyOfRange(bytes, at, bytes.length));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }

    // ---- valid files ----

    private static List<byte[]> bases() {
        try {
            return List.of(
                    Files.readAllBytes(Path.of("src/test/resources/dev/gradus/data/python.safetensors")),
                    file("{}", 0),
                    file("{\"a\":" + tensor("F32", "1", 0, 4) + "}", 4),
                    file("{\"a\":" + tensor("F64", "", 0, 8) + ",\"b\":" + tensor("I64", "1,1", 8, 16) + "}", 16),
                    file(
                            "{\"0.weight\":" + tensor("F32", "2,3", 0, 24) + ",\"0.bias\":" + tensor("F32", "2", 24, 32)
                                    + "}  ",
                            32),
                    file(
                            "{\"b\":" + tensor("F16", "2", 4, 8) + ",\"__metadata__\":{\"k\":\"v\",\"l\":\"\"},\"a\":"
                                    + tensor("BF16", "1,2", 0, 4) + ",\"empty\":" + tensor("F32", "0,7", 4, 4) + "}",
                            8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tensor(String type, String shape, int from, int to) {
        return "{\"dtype\":\"" + type + "\",\"shape\":[" + shape + "],\"data_offsets\":[" + from + "," + to + "]}";
    }

    private static byte[] file(String json, int size) {
        byte[] header = json.getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + size).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(header.length).put(header);
        for (int i = 0; i < size; i++) file.put((byte) (i + 1));
        return file.array();
    }
}
