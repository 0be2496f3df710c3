package dev.gradus.jupyter.views;

import dev.gradus.check.GradientCheck;
import dev.gradus.check.GradientCheck.Element;
import dev.gradus.check.GradientCheck.Row;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Figures;
import java.util.Locale;

/** What a check of gradients found: the verdict, the worst number, and a table of all parameters. */
final class GradientCheckView {
    private GradientCheckView() {}

    static View of(GradientCheck check) {
        Element worst = check.worst();
        String verdict = check.passed()
                ? Messages.text("check.passed", scientific(check.largestError()))
                : Messages.text(
                        "check.failed",
                        worst.name(),
                        Figures.text(worst.gradient(), 6),
                        Figures.text(worst.difference(), 6),
                        scientific(worst.error()));
        Grid grid = new Grid()
                .words(Messages.text("check.parameter"))
                .words(Messages.text("check.shape"))
                .numbers(Messages.text("check.checked"))
                .numbers(Messages.text("check.kinks"))
                .numbers(Messages.text("check.error"));
        for (Row row : check.rows())
            grid.row(
                    row.name(),
                    row.shape(),
                    String.valueOf(row.elements().size()),
                    String.valueOf(row.kinks()),
                    scientific(row.worst().error()));
        return new View(Html.of(Html.title(verdict), grid.html()), verdict + "\n" + grid.text());
    }

    private static String scientific(double error) {
        return error == 0 ? "0" : Double.isInfinite(error) ? "∞" : String.format(Locale.ROOT, "%.1e", error);
    }
}
