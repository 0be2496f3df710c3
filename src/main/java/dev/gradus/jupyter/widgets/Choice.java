package dev.gradus.jupyter.widgets;

import dev.gradus.errors.Require;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One of several values to choose: {@code Choice.of("activation", relu(), tanh(), sigmoid())}. The page names each by its
 * {@code toString}.
 *
 * @param <T> what the values are
 */
public final class Choice<T> extends Control<T> {
    private final List<T> values;

    private Choice(String label, List<T> values) {
        super(label, values.get(0));
        this.values = values;
    }

    /** A choice that stands at its first value. */
    @SafeVarargs
    public static <T> Choice<T> of(String label, T... values) {
        if (values.length == 0) throw new IllegalArgumentException("values is empty; expected at least one to choose");
        List<T> list = new ArrayList<>();
        for (int i = 0; i < values.length; i++)
            list.add(Require.notNull("values[" + i + "]", values[i], "something to choose"));
        return new Choice<>(label, new CopyOnWriteArrayList<>(list));
    }

    /** It stands at another value, one more to choose if it wasn't there; a page learns of new ones when it is drawn. */
    void offer(T value) {
        T known = values.stream()
                .filter(one -> one.toString().equals(value.toString()))
                .findFirst()
                .orElse(value);
        if (!values.contains(known)) values.add(known);
        reflect(known);
    }

    /** Chooses, on the page, too. */
    public Choice<T> at(T value) {
        if (!values.contains(value))
            throw new IllegalArgumentException("value must be one of " + values + ", but is " + value);
        set(value);
        return this;
    }

    /** Calls the listener with each new value. */
    public Choice<T> onChange(Consumer<T> listener) {
        listen(Require.notNull("listener", listener, "e.g. v -> System.out.println(v)"));
        return this;
    }

    @Override
    @Nullable
    T read(Object raw) {
        return raw instanceof Double k && k == Math.rint(k) && k >= 0 && k < values.size()
                ? values.get(k.intValue())
                : null;
    }

    @Override
    Object raw() {
        return values.indexOf(value());
    }

    @Override
    Map<String, Object> looks() {
        Map<String, Object> looks = new LinkedHashMap<>();
        looks.put("kind", "choice");
        looks.put("names", values.stream().map(String::valueOf).toList());
        return looks;
    }

    @Override
    String words() {
        return String.valueOf(value());
    }
}
