package dev.gradus.jupyter.jjava;

import dev.gradus.train.Trainings;
import java.util.Optional;

/**
 * Ends the kernel when the program that started it is gone without a word: nobody else would. JPY_PARENT_PID tells that it
 * wants that; on Windows it is a handle, so there the process that Java names is meant.
 */
final class ParentWatch {
    private static final long EVERY = 1000; // milliseconds
    private static final long FOR_TRAININGS = 30_000; // to end well, checkpoints written

    private ParentWatch() {}

    static void start() {
        String wish = System.getenv("JPY_PARENT_PID");
        if (wish == null) return;
        Optional<ProcessHandle> own = ProcessHandle.current().parent();
        Optional<ProcessHandle> parent = System.getProperty("os.name").startsWith("Windows") ? own : named(wish);
        if (parent.isEmpty()) return;
        // A dead process that nobody has buried counts as alive, but its children have another parent by then.
        boolean isDirect = own.equals(parent);
        Background.start("gradus-parent", () -> {
            while (parent.get().isAlive()
                    && !(isDirect && !ProcessHandle.current().parent().equals(parent))) Background.pause(EVERY);
            Trainings.stop();
            for (long waited = 0; Trainings.running() && waited < FOR_TRAININGS; waited += 50) Background.pause(50);
            Background.startIn(
                    5 * EVERY, "gradus-last", () -> Runtime.getRuntime().halt(0));
            System.exit(0);
        });
    }

    private static Optional<ProcessHandle> named(String id) {
        try {
            return ProcessHandle.of(Long.parseLong(id.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
