package dev.gradus.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.MethodVisitor;
import org.apache.xbean.asm9.commons.ClassRemapper;
import org.apache.xbean.asm9.commons.Remapper;
import org.jspecify.annotations.Nullable;

/**
 * The classes that JShell made of a notebook's cells, as far as an object needs them, and the variables that these use: a
 * variable of a cell is a static field, which would be null on another machine.
 */
final class CellCode {
    private static final String CELLS = "REPL."; // JShell's package
    private static final String CELL = "do_it$"; // JShell's method for what a cell does when it is run

    private final Map<String, byte[]> classes = new LinkedHashMap<>(); // by name
    private final Map<String, Map<String, Object>> variables = new LinkedHashMap<>(); // by class and name

    /** Adds this class and what it uses, if it is one of a cell. */
    void add(Class<?> type) {
        if (type.isArray()) add(type.getComponentType());
        if (!type.getName().startsWith(CELLS) || classes.containsKey(type.getName())) return;
        byte[] code = code(type);
        classes.put(type.getName(), code);
        new ClassReader(code).accept(new Uses(type), 0);
    }

    private static byte[] code(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(file)) {
            if (in != null) return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new IllegalStateException("the class " + simple(type)
                + " of a cell can't travel to another machine: this kernel doesn't keep its code; put it into a jar");
    }

    private static String simple(Class<?> type) {
        return type.getSimpleName();
    }

    private void use(Class<?> user, String name) {
        try {
            add(Class.forName(name.replace('/', '.'), false, user.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("code of a cell uses " + name + ", which is gone; run its cell again", e);
        }
    }

    private void useVariable(Class<?> user, String owner, String name) {
        try {
            Field field = Class.forName(owner.replace('/', '.'), false, user.getClassLoader())
                    .getDeclaredField(name);
            if (!Modifier.isStatic(field.getModifiers()) || Modifier.isFinal(field.getModifiers())) return;
            field.setAccessible(true);
            Object value = field.get(null);
            if (value == null) return;
            Map<String, Object> known =
                    variables.computeIfAbsent(field.getDeclaringClass().getName(), key -> new HashMap<>());
            if (known.putIfAbsent(name, value) == null)
                Parcel.written("the variable " + name + " of a cell", value, this::add);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("code of a cell uses " + name + ", which is gone; run its cell again", e);
        }
    }

    /** Classes and variables so far. */
    int size() {
        return classes.size() + variables.values().stream().mapToInt(Map::size).sum();
    }

    Map<String, byte[]> classes() {
        return classes;
    }

    Map<String, Map<String, Object>> variables() {
        return variables;
    }

    /** Gives the variables of freshly loaded cells the values that they had. */
    static void setVariables(Map<?, ?> variables, ClassLoader loader) {
        variables.forEach((owner, values) -> ((Map<?, ?>) values).forEach((name, value) -> {
            try {
                Field field = Class.forName((String) owner, true, loader).getDeclaredField((String) name);
                field.setAccessible(true);
                field.set(null, value);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    /** Visits a class, and tells what of other cells it uses; what its own cell did when it was run doesn't count. */
    @SuppressWarnings("deprecation") // Remapper() is, from Spark 4.2 on, and has no successor in 4.0
    private final class Uses extends ClassRemapper {
        Uses(Class<?> user) {
            super(new ClassWriter(0), new Remapper() {
                @Override
                public String map(String name) {
                    if (name.startsWith(CELLS.replace('.', '/'))) use(user, name);
                    return name;
                }

                @Override
                public String mapFieldName(String owner, String name, String descriptor) {
                    if (owner.startsWith(CELLS.replace('.', '/'))) useVariable(user, owner, name);
                    return name;
                }
            });
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return name.equals(CELL) ? null : super.visitMethod(access, name, descriptor, signature, exceptions);
        }
    }
}
