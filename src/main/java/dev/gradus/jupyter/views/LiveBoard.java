package dev.gradus.jupyter.views;

import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Host;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.NotebookHost;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.train.Epoch;
import dev.gradus.train.History;
import dev.gradus.train.Progress;
import dev.gradus.train.Status;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One output that changes while a network trains: how far it is, its figures, and a chart that grows. The last frame
 * tells what was reached and no time, so that it is the same in every run.
 */
public final class LiveBoard implements Progress {
    private static final int BAR = 20; // characters
    private static final long LONGEST = 750_000_000; // nanoseconds that a chart stands still while epochs end

    /** The chart that the last finished board shows, and in which cell. */
    private record Shown(NotebookHost host, Object cell, List<Epoch> epochs) {}

    private static volatile @Nullable Shown last;

    private final NotebookHost host;
    private final Function<History, Html> picture;
    private final String id = Host.newId();
    private boolean shown;
    private Html chart = Html.NONE;
    private int epochsInChart;
    private long drawn; // nanoseconds
    private long cost;

    /** A board for one training. */
    public LiveBoard(NotebookHost host) {
        this(host, HistoryView::picture);
    }

    /** With another chart. */
    LiveBoard(NotebookHost host, Function<History, Html> picture) {
        this.host = host;
        this.picture = picture;
    }

    /** Never fails: a page that can't be drawn is no reason to stop a training. */
    @Override
    public void show(Status status) {
        try {
            View frame = frame(status);
            if (shown) host.update(id, frame.bundle());
            else host.show(id, frame.bundle());
            shown = true;
            if (status.finished()) remember(status.history());
        } catch (Throwable failure) {
            // The next frame may do better.
        }
    }

    private void remember(History history) {
        Object cell = host.cell();
        last = cell == null || history.isEmpty() ? null : new Shown(host, cell, history.epochs());
    }

    /** Whether the running cell shows this history's chart already. */
    static boolean shows(History history) {
        Shown shown = last;
        return shown != null && shown.cell.equals(shown.host.cell()) && shown.epochs.equals(history.epochs());
    }

    private View frame(Status status) {
        return new View(html(status), text(status));
    }

    // ---- as markup ----

    private Html html(Status status) {
        // As wide as the chart will be: accuracy and loss side by side, or loss alone.
        String width = Double.isNaN(status.accuracy()) ? "max-width:430px" : "max-width:860px";
        return Html.block(
                width, Html.of(Html.bar(share(status)), Html.title(progress(status)), figures(status), chart(status)));
    }

    /** The chart of the epochs that are done, with room for it before there is one, so that nothing jumps. */
    private Html chart(Status status) {
        int epochs = status.history().epochs().size();
        if (epochs > epochsInChart && (isTimeToDraw() || status.finished())) {
            long start = System.nanoTime();
            chart = picture.apply(status.history());
            epochsInChart = epochs;
            drawn = System.nanoTime();
            cost = drawn - start;
        }
        return epochs > 0 || status.finished() ? chart : Html.block("height:320px", Html.NONE);
    }

    /** Drawing can take longer than an epoch of a small network, and gets a tenth of the time, or a picture a second. */
    private boolean isTimeToDraw() {
        return epochsInChart == 0 || System.nanoTime() - drawn > Math.min(9 * cost, LONGEST);
    }

    /** "Epoch 4 of 10 · batch 211 of 422 · 51,200 samples/s · 12 s left"; at the end "10 epochs". */
    private static String progress(Status status) {
        int done = status.history().epochs().size();
        if (status.finished())
            return done < status.epochs()
                    ? Messages.text("board.stopped", done, status.epochs())
                    : Messages.count("board.done", done);
        String text = Messages.text(
                "board.running",
                status.epoch(),
                status.epochs(),
                status.batch(),
                status.batches(),
                Numbers.count(Math.round(status.samplesPerSecond())));
        return Double.isNaN(status.secondsLeft())
                ? text
                : text + Messages.text("board.left", duration(status.secondsLeft()));
    }

    /** "12 s", "3 min 05 s". */
    private static String duration(double seconds) {
        long s = (long) Math.ceil(seconds);
        return s < 60 ? s + " s" : String.format(Locale.ROOT, "%d min %02d s", s / 60, s % 60);
    }

    private static Html figures(Status status) {
        boolean classes = !Double.isNaN(status.accuracy());
        Grid grid = new Grid().words("").numbers(Messages.text("figure.loss"));
        if (classes) grid.numbers(Messages.text("figure.accuracy"));
        row(grid, "board.train", status.loss(), status.accuracy(), classes);
        Epoch last = status.history().isEmpty() ? null : status.history().last();
        if (last == null) row(grid, "board.val", Double.NaN, Double.NaN, classes);
        else if (!Double.isNaN(last.validationLoss()))
            row(grid, "board.val", last.validationLoss(), last.validationAccuracy(), classes);
        return grid.html();
    }

    private static void row(Grid grid, String key, double loss, double accuracy, boolean classes) {
        if (classes) grid.row(Messages.text(key), Numbers.loss(loss), Numbers.share(accuracy));
        else grid.row(Messages.text(key), Numbers.loss(loss));
    }

    // ---- as one line ----

    private static String text(Status status) {
        int full = (int) Math.round(share(status) * BAR);
        StringBuilder line = new StringBuilder("█".repeat(full) + "░".repeat(BAR - full) + " " + progress(status));
        line.append(" · ")
                .append(figures("figure.train-loss", "figure.train-accuracy", status.loss(), status.accuracy()));
        if (status.history().isEmpty()) return line.toString();
        Epoch last = status.history().last();
        if (!Double.isNaN(last.validationLoss()))
            line.append(" · ")
                    .append(figures(
                            "figure.val-loss",
                            "figure.val-accuracy",
                            last.validationLoss(),
                            last.validationAccuracy()));
        return line.toString();
    }

    private static String figures(String lossKey, String accuracyKey, double loss, double accuracy) {
        String text = Messages.text(lossKey) + " " + Numbers.loss(loss);
        return Double.isNaN(accuracy)
                ? text
                : text + " · " + Messages.text(accuracyKey) + " " + Numbers.share(accuracy);
    }

    private static double share(Status status) {
        return Math.max(0, Math.min(1, status.share()));
    }
}
