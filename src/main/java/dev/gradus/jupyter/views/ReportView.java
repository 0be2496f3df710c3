package dev.gradus.jupyter.views;

import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.nn.ClassReport;
import java.util.function.ToDoubleFunction;

/** Precision, recall and F1 of every class. */
final class ReportView {
    private ReportView() {}

    static View of(ClassReport report) {
        Grid grid = new Grid()
                .words(Messages.text("data.class"))
                .numbers(Messages.text("report.precision"))
                .numbers(Messages.text("report.recall"))
                .numbers("F1")
                .numbers(Messages.text("report.samples"));
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
        String line = Messages.text("figure.accuracy") + " " + Numbers.share(report.accuracy());
        return new View(Html.of(Html.title(line), grid.html()), line + "\n" + grid.text());
    }

    /** The plain mean over the classes that have the figure. */
    private static String mean(ClassReport report, ToDoubleFunction<ClassReport.Row> figure) {
        return Numbers.share(report.rows().stream()
                .mapToDouble(figure)
                .filter(share -> !Double.isNaN(share))
                .average()
                .orElse(Double.NaN));
    }
}
