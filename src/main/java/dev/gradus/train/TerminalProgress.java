package dev.gradus.train;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;

/** One line that rewrites itself while a network trains; where the output is no terminal, only its last state. */
final class TerminalProgress implements Progress {
    private static final int BAR = 20; // characters

    private final PrintStream out;
    private final boolean rewrites;
    private int width; // of the line as it stands

    TerminalProgress() {
        this(System.out, isTerminal());
    }

    TerminalProgress(PrintStream out, boolean rewrites) {
        this.out = out;
        this.rewrites = rewrites;
    }

    @Override
    public void show(Status status) {
        if (!rewrites && !status.finished()) return;
        String line = line(status);
        String blanks = " ".repeat(Math.max(0, width - line.length()));
        out.print((rewrites ? "\r" : "") + line + blanks + (status.finished() ? System.lineSeparator() : ""));
        out.flush();
        width = line.length();
    }

    /** "epoch  3/10 ██████░░░░░░░░░░░░░░ loss 0.4105 accuracy 88.71 % val 0.3402 90.93 % · 51000/s · 12 s left". */
    private static String line(Status status) {
        int full = (int) Math.round(status.share() * BAR);
        String line = String.format(
                Locale.ROOT,
                "epoch %d/%d %s%s loss %.4f",
                status.epoch(),
                status.epochs(),
                "█".repeat(full),
                "░".repeat(BAR - full),
                status.loss());
        if (!Double.isNaN(status.accuracy()))
            line += String.format(Locale.ROOT, " accuracy %.2f %%", 100 * status.accuracy());
        if (!status.history().isEmpty()) line += validation(status.history().last());
        return status.finished()
                ? line
                : line
                        + String.format(
                                Locale.ROOT,
                                " · %.0f/s · %.0f s left",
                                status.samplesPerSecond(),
                                Math.ceil(status.secondsLeft()));
    }

    private static String validation(Epoch last) {
        if (Double.isNaN(last.validationLoss())) return "";
        String text = String.format(Locale.ROOT, " · validation %.4f", last.validationLoss());
        return Double.isNaN(last.validationAccuracy())
                ? text
                : text + String.format(Locale.ROOT, " %.2f %%", 100 * last.validationAccuracy());
    }

    /** From JDK 22 on there is a console without a terminal, too, and it alone knows the difference. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) return false;
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before JDK 22
        }
    }
}
