package dev.gradus.search;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One choice of hyper-parameters in a {@link Search}.
 *
 * @param number counted from 1
 * @param values by name, in the order in which the search names them
 */
public record Trial(int number, Map<String, Object> values) implements Serializable {
    public Trial {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * A value as it is, e.g. {@code trial.value("activation", Activation.class)}.
     *
     * @throws IllegalArgumentException if there is no such name, or the value is something else
     */
    public <T> T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (value == null)
            throw new IllegalArgumentException("name is \"" + name + "\", but the search has " + values.keySet());
        if (!type.isInstance(value))
            throw new IllegalArgumentException("\"" + name + "\" is " + value + ", which is no " + type.getSimpleName()
                    + " but of type " + value.getClass().getSimpleName());
        return type.cast(value);
    }

    /** A value that is a number. */
    public double real(String name) {
        return value(name, Number.class).doubleValue();
    }

    /** A value that is a whole number. */
    public int integer(String name) {
        return value(name, Integer.class);
    }

    /** "trial 3: units = 32, learningRate = 0.02153". */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("trial " + number);
        String before = ": ";
        for (Map.Entry<String, Object> entry : values.entrySet()) {
            text.append(before).append(entry.getKey()).append(" = ").append(entry.getValue());
            before = ", ";
        }
        return text.toString();
    }
}
