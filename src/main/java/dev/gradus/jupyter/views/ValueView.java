package dev.gradus.jupyter.views;

import dev.gradus.errors.Names;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Any value as a line of text: what Java prints, but with the shape and the first values of every array in it, a bounded
 * number of elements, and the fields of a class from a cell that has no toString.
 */
public final class ValueView {
    private static final int ELEMENTS = 20;
    private static final int INNER = 6; // of what is inside of something
    private static final int DEPTH = 4;

    private ValueView() {}

    static View of(@Nullable Object value) {
        return new View(Html.NONE, text(value, 0));
    }

    static String text(@Nullable Object value, int depth) {
        if (value == null) return "null";
        if (value.getClass().isArray()) return array(value, depth);
        if (value instanceof Collection<?> elements && isJavas(value))
            return elements(elements.iterator(), elements.size(), "[", "]", depth, e -> text(e, depth + 1));
        if (value instanceof Map<?, ?> map && isJavas(value))
            return elements(
                    map.entrySet().iterator(),
                    map.size(),
                    "{",
                    "}",
                    depth,
                    e -> text(e.getKey(), depth + 1) + "=" + text(e.getValue(), depth + 1));
        String own = String.valueOf(value.toString());
        if (value instanceof Record && own.equals(javas(value)))
            return fields(classFields(value), value.getClass(), "[", "]", depth, own);
        if (value.getClass().isSynthetic() || value.getClass().isHidden()) return lambda(value, own);
        if (!Names.speaks(value.getClass()) && value.getClass().getName().startsWith("REPL."))
            return fields(classFields(value), value.getClass(), "{", "}", depth, own);
        return own;
    }

    /** Those of the JDK print their elements; others have reasons of their own. */
    private static boolean isJavas(Object value) {
        return value.getClass().getName().startsWith("java.util.");
    }

    /** "double[2][3] [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]". */
    private static String array(Object array, int depth) {
        return shape(array) + " " + values(array, depth);
    }

    private static String values(Object array, int depth) {
        int n = Array.getLength(array);
        int shown = Math.min(n, depth == 0 ? ELEMENTS : INNER);
        StringJoiner text = new StringJoiner(", ", "[", "]");
        for (int i = 0; i < shown; i++) {
            Object element = Array.get(array, i);
            boolean row = element != null && element.getClass().isArray();
            text.add(depth >= DEPTH && row ? "…" : row ? values(element, depth + 1) : text(element, depth + 1));
        }
        if (shown < n) text.add("…");
        return text.toString();
    }

    /** "int[2][3]"; an inner length is left out where the rows differ. */
    private static String shape(Object array) {
        StringBuilder sizes = new StringBuilder();
        Object level = array;
        Class<?> type = array.getClass();
        boolean regular = true;
        while (type.isArray()) {
            boolean known = regular && level != null && level.getClass().isArray();
            sizes.append('[')
                    .append(known ? String.valueOf(Array.getLength(level)) : "")
                    .append(']');
            Object next = null;
            if (known && type.getComponentType().isArray() && Array.getLength(level) > 0) {
                next = Array.get(level, 0);
                regular = sameLengths(level);
            }
            level = next;
            type = type.getComponentType();
        }
        return type.getSimpleName() + sizes;
    }

    private static boolean sameLengths(Object rows) {
        int first = -1;
        for (int i = 0; i < Array.getLength(rows); i++) {
            Object row = Array.get(rows, i);
            if (row == null || first >= 0 && Array.getLength(row) != first) return false;
            first = Array.getLength(row);
        }
        return true;
    }

    private static <T> String elements(
            Iterator<T> all, int n, String open, String close, int depth, Function<T, String> text) {
        if (depth >= DEPTH) return open + "…" + close;
        StringJoiner joined = new StringJoiner(", ", open, close);
        int most = depth == 0 ? ELEMENTS : INNER;
        for (int i = 0; i < most && all.hasNext(); i++) joined.add(text.apply(all.next()));
        if (n <= most) return joined.toString();
        return joined.add("…") + " " + Messages.text("value.elements", n);
    }

    // ---- records and classes from cells ----

    /** What Java says of a record that has no words of its own: "P[x=1, y=2]". */
    private static String javas(Object record) {
        StringJoiner text = new StringJoiner(", ", record.getClass().getSimpleName() + "[", "]");
        classFields(record).forEach((name, value) -> text.add(name + "=" + value));
        return text.toString();
    }

    private static Map<String, Object> classFields(Object thing) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Field field : thing.getClass().getDeclaredFields())
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic())
                fields.put(field.getName(), get(field, () -> field.get(thing)));
        return fields;
    }

    private interface Getter {
        @Nullable
        Object get() throws ReflectiveOperationException;
    }

    private static @Nullable Object get(AccessibleObject member, Getter getter) {
        try {
            member.setAccessible(true);
            return getter.get();
        } catch (ReflectiveOperationException | RuntimeException hidden) {
            return "?";
        }
    }

    private static String fields(
            Map<String, Object> fields, Class<?> type, String open, String close, int depth, String own) {
        boolean plain = fields.values().stream().allMatch(ValueView::isPlain);
        if (plain && type.isRecord() || depth >= DEPTH) return own;
        StringJoiner text = new StringJoiner(", ", type.getSimpleName() + open, close);
        fields.forEach((name, value) -> text.add(name + "=" + text(value, depth + 1)));
        return text.toString();
    }

    /** Java's own text of it will do. */
    private static boolean isPlain(@Nullable Object value) {
        return value == null
                || value instanceof Number
                || value instanceof CharSequence
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>;
    }

    /** A lambda's name says nothing; what it can be used as does. */
    private static String lambda(Object value, String own) {
        if (Names.speaks(value.getClass())) return own;
        return Arrays.stream(value.getClass().getInterfaces())
                .map(Class::getSimpleName)
                .findFirst()
                .map(type -> Messages.text("value.lambda", type))
                .orElse(own);
    }
}
