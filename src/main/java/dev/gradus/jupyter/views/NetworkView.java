package dev.gradus.jupyter.views;

import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.nn.Summary;

/** The layers of a network with their outputs and parameters. */
final class NetworkView {
    private NetworkView() {}

    static View of(Summary summary) {
        Grid grid = new Grid()
                .words(Messages.text("network.layer"))
                .numbers(Messages.text("network.output"))
                .numbers(Messages.text("network.parameters"))
                .row(Messages.text("network.input"), summary.input(), "");
        for (Summary.Row row : summary.rows()) grid.row(row.layer(), row.output(), Numbers.count(row.parameters()));
        grid.row(Messages.text("network.total"), "", Numbers.count(summary.parameters()))
                .total();
        if (summary.kept() > 0) {
            String kept = Messages.text("network.kept", Numbers.count(summary.kept()));
            return new View(Html.of(grid.html(), Html.caption(kept)), grid.text() + "\n" + kept);
        }
        return new View(grid.html(), grid.text());
    }
}
