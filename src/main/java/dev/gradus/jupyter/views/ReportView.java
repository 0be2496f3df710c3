package dev.gradus.jupyter.views;

import dev.gradus.evaluation.ClassReport;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import java.util.function.ToDoubleFunction;

/** Precision, recall and F1 of every class, or of the yes of every output. */
final class ReportView {
    private ReportView() {}

    static View of(ClassReport report) {
        String line = Messages.text("figure.accuracy") + " " + Numbers.share(report.accuracy());
        Grid grid = grid(report);
        return new View(Html.of(Html.title(line), grid.html()), line + "\n" + grid.text());
    }

    static Grid grid(ClassReport report) {
        Grid grid = new Grid()
                .words(Messages.text(report.isMultiLabel() ? "network.output" : "data.class"))
                .numbers(Messages.text("report.precision"))
                .numbers(Messages.text("report.recall"))
                .numbers("F1")
                .numbers(Messages.text(report.isMultiLabel() ? "report.yes" : "report.samples"));
        for (ClassReport.Row row : report.rows())
            grid.row(
                    row.name(),
                    Numbers.share(row.precision()),
                    Numbers.share(row.recall()),
                    Numbers.share(row.f1()),
                    Numbers.count(row.samples()));
        grid.row(
                        Messages.text("report.mean"),
                        mean(report, ClassReport.Row::precision),
                        mean(report, ClassReport.Row::recall),
                        mean(report, ClassReport.Row::f1),
                        Numbers.count(report.rows().stream()
                                .mapToInt(ClassReport.Row::samples)
                                .sum()))
                .total();
        return grid;
    }

    /** The plain mean over the rows that have the figure. */
    private static String mean(ClassReport report, ToDoubleFunction<ClassReport.Row> figure) {
        return Numbers.share(report.rows().stream()
                .mapToDouble(figure)
                .filter(share -> !Double.isNaN(share))
                .average()
                .orElse(Double.NaN));
    }
}
