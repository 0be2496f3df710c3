package dev.gradus.jupyter.cells;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What others' exceptions say of themselves, whatever their methods do: they may throw, give null, or a text without end. */
public final class Words {
    private static final int MOST = 4000; // characters

    private Words() {}

    /** Its message, cut where it is very long; empty if it has none. */
    static String of(Throwable failure) {
        String message = attempt(failure::getMessage);
        if (message == null || message.equals("null")) return "";
        return message.length() <= MOST ? message : message.substring(0, MOST) + "…";
    }

    static @Nullable Throwable cause(Throwable failure) {
        return attempt(failure::getCause);
    }

    /** Its stack; empty if it has none. */
    public static StackTraceElement[] stack(Throwable failure) {
        StackTraceElement[] stack = attempt(failure::getStackTrace);
        return stack == null ? new StackTraceElement[0] : stack;
    }

    private static <T> @Nullable T attempt(Supplier<@Nullable T> method) {
        try {
            return method.get();
        } catch (Throwable second) {
            return null;
        }
    }
}
