package dev.gradus.train;

import java.util.function.Supplier;

/**
 * Watches a training. The trainer calls it at most four times a second, and once when it is over; by default a line in
 * the terminal, in a notebook a board.
 */
@FunctionalInterface
public interface Progress {
    /** Called on the training thread. */
    void show(Status status);

    /** What all trainings that are not quiet use from now on: one new watcher each. */
    static void use(Supplier<Progress> factory) {
        Current.factory = factory;
    }

    /** Holds the choice, because an interface can't have a variable. */
    final class Current {
        private static volatile Supplier<Progress> factory = TerminalProgress::new;

        private Current() {}

        static Progress start() {
            return factory.get();
        }
    }
}
