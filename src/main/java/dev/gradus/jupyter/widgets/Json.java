package dev.gradus.jupyter.widgets;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as RFC 8259 has it, and nothing beyond: objects are maps, arrays lists, numbers doubles; text, true, false and null
 * are themselves.
 */
public final class Json {
    private static final int DEEPEST = 200; // brackets in brackets

    private final String text;
    private int at;
    private int depth;

    private Json(String text) {
        this.text = text;
    }

    // ---- writing ----

    /**
     * The value as JSON. Besides maps with text as keys, lists, numbers, text, booleans and null it takes double arrays.
     *
     * @throws IllegalArgumentException for anything else, NaN and infinity among them
     */
    static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value == null || value instanceof Boolean) out.append(value);
        else if (value instanceof String s) quote(s, out);
        else if (value instanceof Number n) number(n, out);
        else if (value instanceof Map<?, ?> map) {
            String comma = "{";
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.append(comma);
                quote((String) entry.getKey(), out);
                write(entry.getValue(), out.append(':'));
                comma = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof Iterable<?> list) {
            String comma = "";
            out.append('[');
            for (Object item : list) {
                write(item, out.append(comma));
                comma = ",";
            }
            out.append(']');
        } else if (value instanceof double[] numbers) {
            List<Double> list = new ArrayList<>();
            for (double x : numbers) list.add(x);
            write(list, out);
        } else
            throw new IllegalArgumentException(
                    "there is no JSON for a " + value.getClass().getName());
    }

    private static void number(Number n, StringBuilder out) {
        double x = n.doubleValue();
        if (!Double.isFinite(x)) throw new IllegalArgumentException("there is no JSON for the number " + x);
        if (n instanceof Integer || n instanceof Long) out.append(n);
        else if (x == Math.rint(x) && Math.abs(x) < 1e15 && 1 / x != Double.NEGATIVE_INFINITY) out.append((long) x);
        else out.append(x);
    }

    private static void quote(String s, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c == '\n') out.append("\\n");
            else if (c < ' ' || Character.isSurrogate(c) && !isPaired(s, i) || c == '\u2028' || c == '\u2029')
                out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        out.append('"');
    }

    private static boolean isPaired(String s, int i) {
        return Character.isHighSurrogate(s.charAt(i))
                ? i + 1 < s.length() && Character.isLowSurrogate(s.charAt(i + 1))
                : i > 0 && Character.isHighSurrogate(s.charAt(i - 1));
    }

    // ---- reading ----

    /**
     * The object that this text is.
     *
     * @throws IllegalArgumentException if it is none, with the place of the mistake
     */
    static Map<String, Object> object(String text) {
        Json json = new Json(text);
        json.space();
        if (json.peek() != '{') throw json.wrong("expected an object");
        Map<String, Object> object = json.map();
        json.space();
        if (json.at < text.length()) throw json.wrong("expected nothing behind the object");
        return object;
    }

    private @Nullable Object value() {
        space();
        switch (peek()) {
            case '{':
                return map();
            case '[':
                return list();
            case '"':
                return string();
            case 't':
                return word("true", true);
            case 'f':
                return word("false", false);
            case 'n':
                return word("null", null);
            default:
                return number();
        }
    }

    private Map<String, Object> map() {
        Map<String, Object> map = new LinkedHashMap<>();
        open();
        space();
        if (peek() != '}')
            do {
                space();
                if (peek() != '"') throw wrong("expected a name in quotes");
                String name = string();
                space();
                take(':');
                map.put(name, value());
                space();
            } while (comma('}'));
        close('}');
        return map;
    }

    private List<Object> list() {
        List<Object> list = new ArrayList<>();
        open();
        space();
        if (peek() != ']')
            do {
                list.add(value());
                space();
            } while (comma(']'));
        close(']');
        return list;
    }

    private void open() {
        if (++depth > DEEPEST) throw wrong("more than " + DEEPEST + " brackets in brackets");
        at++;
    }

    private void close(char bracket) {
        take(bracket);
        depth--;
    }

    private boolean comma(char end) {
        if (peek() == end) return false;
        take(',');
        return true;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        take('"');
        while (peek() != '"') {
            char c = next();
            if (c < ' ') throw wrong("a text must not hold the control character " + (int) c);
            string.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return string.toString();
    }

    private char escaped() {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++) {
                    char h = next();
                    int digit = h < 128 ? Character.digit(h, 16) : -1;
                    if (digit < 0) throw wrong("expected four hexadecimal digits");
                    code = 16 * code + digit;
                }
                yield (char) code;
            }
            default -> throw wrong("there is no \\" + c);
        };
    }

    private double number() {
        int start = at;
        if (peek() == '-') at++;
        if (peek() == '0') at++;
        else digits();
        if (peek() == '.') {
            at++;
            digits();
        }
        if (peek() == 'e' || peek() == 'E') {
            at++;
            if (peek() == '+' || peek() == '-') at++;
            digits();
        }
        return Double.parseDouble(text.substring(start, at));
    }

    private void digits() {
        int start = at;
        while (peek() >= '0' && peek() <= '9') at++;
        if (at == start) throw wrong("expected a value");
    }

    private @Nullable Object word(String word, @Nullable Object value) {
        if (!text.startsWith(word, at)) throw wrong("expected a value");
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) at++;
    }

    /** The next character, or 0 at the end, which stands nowhere in JSON. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        if (at == text.length()) throw wrong("it ends too early");
        return text.charAt(at++);
    }

    private void take(char c) {
        if (at == text.length() || text.charAt(at) != c) throw wrong("expected " + c);
        at++;
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("not JSON at character " + at + ": " + what);
    }
}
