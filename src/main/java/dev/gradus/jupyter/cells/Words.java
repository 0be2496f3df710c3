package dev.gradus.jupyter.cells;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What others' exceptions say of themselves, whatever their methods do: they may throw, give null, or a text without end. A
 * method that never returns has to be stopped by whoever asks.
 */
public final class Words {
    private static final int MOST = 4000; // characters
    private static final int FRAMES = 1024; // as Java itself keeps them

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
        return stack == null
                ? new StackTraceElement[0]
                : Arrays.stream(stack).filter(Objects::nonNull).limit(FRAMES).toArray(StackTraceElement[]::new);
    }

    /** Without the packages that a cell imports, and without JShell's own names. */
    static String simple(String text) {
        return text.replaceAll("REPL\\.\\$JShell\\$\\w+[.$]", "")
                .replaceAll("\\bjava\\.(lang|util|io|util\\.function|util\\.stream|nio\\.file)\\.(?=[A-Z])", "")
                .replaceAll("\\bdev\\.gradus\\.(\\w+\\.)?(?=[A-Z])", "");
    }

    /** In bold, and no colour: JupyterLab's errors stand on red. */
    static String bold(String text) {
        return "\u001b[1m" + text + "\u001b[0m";
    }

    private static <T> @Nullable T attempt(Supplier<@Nullable T> method) {
        try {
            return method.get();
        } catch (Throwable second) {
            return null;
        }
    }
}
