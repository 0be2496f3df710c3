package dev.gradus.check;

import dev.gradus.check.lessons.Diagnosis;
import dev.gradus.math.Matrix;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** All exercises that there are, found by their classes. */
final class Exercises {
    private Exercises() {}

    /** The classes that define exercises. */
    static List<Class<?>> classes() {
        try (Stream<Path> files = Files.list(
                Path.of(Diagnosis.class.getResource("Diagnosis.class").toURI()).getParent())) {
            List<Class<?>> classes = new ArrayList<>();
            for (String name : files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("(Lesson\\d\\d|Diagnosis|[A-Z][A-Za-z]*Gradients?)\\.class"))
                    .sorted()
                    .toList()) classes.add(Class.forName("dev.gradus.check.lessons." + name.replace(".class", "")));
            return classes;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The methods that learners call. */
    static List<Method> entries() {
        return classes().stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(m -> Modifier.isPublic(m.getModifiers()) && m.getReturnType() == Check.class)
                .toList();
    }

    static List<Exercise> all() {
        List<Exercise> all = new ArrayList<>();
        for (Class<?> type : classes())
            for (Field field : type.getDeclaredFields())
                if (field.getType() == Exercise.class) {
                    field.setAccessible(true);
                    try {
                        all.add((Exercise) field.get(null));
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException(e);
                    }
                }
        return all;
    }

    /** An answer that gives these parts. */
    @SafeVarargs
    static Function<Given, Object> answer(Function<Given, Matrix>... parts) {
        return given -> {
            if (parts.length == 1) return parts[0].apply(given);
            List<Object> list = new ArrayList<>();
            for (Function<Given, Matrix> part : parts) list.add(part.apply(given));
            return list;
        };
    }

    /** The right answer, but for one part. */
    static Function<Given, Object> butFor(Exercise exercise, int p, Function<Given, Matrix> wrong) {
        Function<Given, Matrix>[] parts = truths(exercise);
        parts[p] = wrong;
        return answer(parts);
    }

    /** The right answer to the exercise with this key. */
    static Function<Given, Object> right(String key) {
        return answer(truths(all().stream()
                .filter(exercise -> exercise.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no exercise " + key))));
    }

    @SuppressWarnings("unchecked")
    private static Function<Given, Matrix>[] truths(Exercise exercise) {
        return exercise.parts.stream()
                .map(part -> (Function<Given, Matrix>) part::truth)
                .toArray(Function[]::new);
    }
}
