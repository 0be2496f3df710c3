package dev.gradus.jupyter.views;

import dev.gradus.chart.Pictures;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.train.Epoch;
import dev.gradus.train.History;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Accuracy and loss over the epochs, as a picture, a sentence and a table. */
public final class HistoryView {
    private static final int LINES = 20; // of the table; of more epochs it has the first and the last

    private HistoryView() {}

    static View of(History history) {
        return LiveBoard.shows(history) ? table(history) : chart(history);
    }

    /** "epoch 8: loss 0.4318, accuracy 88.87 %", and what else was measured. */
    static View of(Epoch epoch) {
        List<String> figures = new ArrayList<>();
        figure(figures, "loss", epoch.trainingLoss(), Numbers::loss);
        figure(figures, "accuracy", epoch.trainingAccuracy(), Numbers::share);
        figure(figures, "val-loss", epoch.validationLoss(), Numbers::loss);
        figure(figures, "val-accuracy", epoch.validationAccuracy(), Numbers::share);
        String title = Messages.text("replay.epoch", epoch.number()) + Messages.text("colon");
        return new View(Html.NONE, title + String.join(Messages.text("list.comma"), figures));
    }

    private static void figure(List<String> figures, String name, double value, DoubleFunction<String> form) {
        if (!Double.isNaN(value)) figures.add(Messages.text("figure." + name) + " " + form.apply(value));
    }

    public static View chart(History history) {
        if (history.isEmpty()) return new View(Html.NONE, Messages.text("history.empty"));
        return with(picture(history), history);
    }

    /** The figures instead of the chart, right below a board that has the chart already. */
    private static View table(History history) {
        return with(grid(history).html(), history);
    }

    /** Says why the training ended, where it ended early. */
    private static View with(Html html, History history) {
        String reason = Reasons.text(history.reasons());
        String text = grid(history).text();
        return reason.isEmpty()
                ? new View(html, text)
                : new View(Html.of(html, Html.caption(reason)), text + "\n" + reason);
    }

    static Html picture(History history) {
        return Html.picture(Pictures.png(history.chart()), words(history));
    }

    /** "Accuracy and loss over 10 epochs: training accuracy rises from 69.42 % to 93.07 %; …". */
    static String words(History history) {
        boolean classes = hasAccuracy(history);
        List<String> changes = new ArrayList<>();
        if (classes) {
            change(changes, history, "train-accuracy", Epoch::trainingAccuracy, Numbers::share);
            change(changes, history, "val-accuracy", Epoch::validationAccuracy, Numbers::share);
        }
        change(changes, history, "train-loss", Epoch::trainingLoss, Numbers::loss);
        change(changes, history, "val-loss", Epoch::validationLoss, Numbers::loss);
        String title = classes ? "history.accuracy-and-loss" : "history.loss";
        return Messages.count(title, history.epochs().size())
                + String.join(Messages.text("list.separator"), changes)
                + Messages.text("sentence.end");
    }

    private static void change(
            List<String> changes,
            History history,
            String curve,
            ToDoubleFunction<Epoch> figure,
            DoubleFunction<String> form) {
        double first = figure.applyAsDouble(history.epochs().get(0));
        double last = figure.applyAsDouble(history.last());
        if (Double.isNaN(last)) return;
        String name = Messages.text("figure." + curve);
        String from = form.apply(first);
        String to = form.apply(last);
        if (history.epochs().size() == 1) changes.add(Messages.text("change.none", name, to));
        else if (from.equals(to)) changes.add(Messages.text("change.same", name, to));
        else changes.add(Messages.text(last > first ? "change.up" : "change.down", name, from, to));
    }

    private static Grid grid(History history) {
        boolean classes = hasAccuracy(history);
        boolean validation = !Double.isNaN(history.last().validationLoss());
        List<ToDoubleFunction<Epoch>> shares = new ArrayList<>();
        Grid grid = new Grid().numbers(Messages.text("column.epoch")).numbers(Messages.text("column.train-loss"));
        if (classes) grid.numbers(Messages.text("column.train-accuracy"));
        if (validation) grid.numbers(Messages.text("column.val-loss"));
        if (validation && classes) grid.numbers(Messages.text("column.val-accuracy"));
        int n = history.epochs().size();
        for (int i = 0; i < n; i++) {
            if (n <= LINES || i < LINES / 2 || i >= n - LINES / 2) {
                grid.row(row(history.epochs().get(i), classes, validation));
            } else if (i == LINES / 2) {
                grid.row(row("…", "…", "…", "…", "…", classes, validation));
            }
        }
        return grid;
    }

    private static List<String> row(Epoch epoch, boolean classes, boolean validation) {
        return row(
                String.valueOf(epoch.number()),
                Numbers.loss(epoch.trainingLoss()),
                Numbers.share(epoch.trainingAccuracy()),
                Numbers.loss(epoch.validationLoss()),
                Numbers.share(epoch.validationAccuracy()),
                classes,
                validation);
    }

    private static List<String> row(
            String number,
            String trainLoss,
            String trainAccuracy,
            String valLoss,
            String valAccuracy,
            boolean classes,
            boolean validation) {
        List<String> row = new ArrayList<>(List.of(number, trainLoss));
        if (classes) row.add(trainAccuracy);
        if (validation) row.add(valLoss);
        if (validation && classes) row.add(valAccuracy);
        return row;
    }

    private static boolean hasAccuracy(History history) {
        return !Double.isNaN(history.last().trainingAccuracy());
    }
}
