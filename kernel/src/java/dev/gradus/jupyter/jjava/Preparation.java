package dev.gradus.jupyter.jjava;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Has the archive of classes made that later starts take, in a moment in which this kernel has nothing to do. Where there is
 * none yet, the script that started the kernel has told how to call it.
 */
final class Preparation {
    private static final long EVERY = 5_000; // milliseconds
    private static final long AFTER = 20_000;
    private static final double IDLE = 0.05; // of one core

    private Preparation() {}

    static void start() {
        String python = System.getProperty("gradus.prepare");
        String script = System.getProperty("gradus.start");
        if (python == null || script == null) return;
        Background.startIn(AFTER, "gradus-prepare", () -> {
            awaitIdleness();
            try {
                new ProcessBuilder(List.of(python, "-I", "-S", script, "--prepare"))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .getOutputStream()
                        .close();
            } catch (IOException unseen) {
                // everything works without it
            }
        });
    }

    private static void awaitIdleness() {
        long used = processorTime();
        while (true) {
            Background.pause(EVERY);
            long now = processorTime();
            if (now - used < IDLE * EVERY) return;
            used = now;
        }
    }

    /** Milliseconds; a system that doesn't tell is taken for idle. */
    private static long processorTime() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toMillis)
                .orElse(0L);
    }
}
