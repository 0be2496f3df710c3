package dev.gradus.jupyter.views;

import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.search.SearchResults;
import dev.gradus.search.SearchResults.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The trials of a search, the best first. */
final class SearchView {
    private static final int ROWS = 20;

    private SearchView() {}

    static View of(SearchResults results) {
        List<Result> all = results.all();
        String line = Messages.count("search.trials", all.size())
                + (results.isComplete() ? "" : Messages.text("list.comma") + Messages.text("search.interrupted"));
        if (all.isEmpty()) return new View(Html.title(line), line);
        Set<String> names = all.get(0).trial().values().keySet();
        Grid grid = new Grid().numbers(Messages.text("search.trial"));
        names.forEach(grid::words);
        grid.numbers(Messages.text("search.score"));
        boolean failures = all.stream().limit(ROWS).anyMatch(result -> !result.hasScore());
        if (failures) grid.words(Messages.text("search.failure"));
        for (Result result : all.subList(0, Math.min(ROWS, all.size()))) {
            List<String> row = new ArrayList<>();
            row.add(String.valueOf(result.trial().number()));
            for (String name : names)
                row.add(String.valueOf(result.trial().values().get(name)));
            row.add(result.hasScore() ? Numbers.loss(result.score()) : "–");
            if (failures) row.add(result.failure() == null ? "" : message(result.failure()));
            grid.row(row);
        }
        int more = all.size() - Math.min(ROWS, all.size());
        if (more == 0) return new View(Html.of(Html.title(line), grid.html()), line + "\n" + grid.text());
        String rest = Messages.count("more", more);
        return new View(
                Html.of(Html.title(line), grid.html(), Html.caption(rest)), line + "\n" + grid.text() + "\n" + rest);
    }

    private static String message(RuntimeException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
