package dev.gradus.jupyter.host;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/** What the adapters to the kernels have in common. */
public final class Adapters {
    private Adapters() {}

    /** A step of an installation, by itself: an error must not keep the kernel from starting. */
    public static void attempt(String what, Step step) {
        try {
            step.run();
        } catch (Throwable failure) {
            System.err.println("Gradus: could not set up " + what + ": " + failure);
        }
    }

    /** Part of an installation. */
    public interface Step {
        void run() throws Exception;
    }

    /** Sending on an interrupted thread would close a kernel's channel for good, so the interrupt waits. */
    public static void send(Runnable message) {
        boolean interrupted = Thread.interrupted();
        try {
            message.run();
        } finally {
            if (interrupted) Thread.currentThread().interrupt();
        }
    }

    /** The number of the running cell, which JJava and IJava both keep to themselves, or null. */
    public static @Nullable Object cell(Class<?> baseKernel, Object kernel) {
        try {
            Field count = baseKernel.getDeclaredField("executionCount");
            count.setAccessible(true);
            return String.valueOf(count.get(kernel));
        } catch (ReflectiveOperationException | RuntimeException unknown) {
            return null;
        }
    }
}
