package dev.gradus.jupyter.jjava;

import java.lang.reflect.Field;

/** What JJava keeps to itself. */
final class Hidden {
    private Hidden() {}

    static Field field(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
