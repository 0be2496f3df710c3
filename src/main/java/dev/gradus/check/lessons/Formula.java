package dev.gradus.check.lessons;

import org.jspecify.annotations.Nullable;

/**
 * What a learner hands to a check: a lambda from what is given to a number, an array of numbers or of rows, a {@link
 * dev.gradus.math.Matrix}, or a list of these. Any of them compiles, so the check can say what is wrong with the shape; and
 * so does {@code TODO}.
 */
public final class Formula {
    private Formula() {}

    /** Of one thing. */
    @FunctionalInterface
    public interface One<A> {
        @Nullable
        Object of(A a);
    }

    /** Of two. */
    @FunctionalInterface
    public interface Two<A, B> {
        @Nullable
        Object of(A a, B b);
    }

    /** Of three. */
    @FunctionalInterface
    public interface Three<A, B, C> {
        @Nullable
        Object of(A a, B b, C c);
    }

    /** Of four. */
    @FunctionalInterface
    public interface Four<A, B, C, D> {
        @Nullable
        Object of(A a, B b, C c, D d);
    }

    /** Of five. */
    @FunctionalInterface
    public interface Five<A, B, C, D, E> {
        @Nullable
        Object of(A a, B b, C c, D d, E e);
    }
}
