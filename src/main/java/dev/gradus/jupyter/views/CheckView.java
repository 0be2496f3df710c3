package dev.gradus.jupyter.views;

import dev.gradus.check.Check;
import dev.gradus.check.Journal;
import dev.gradus.check.Prediction;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.View;
import java.util.ArrayList;
import java.util.List;

/** What checks and predictions say: a line at the side in the colour of the outcome, which the words say, too. */
final class CheckView {
    private static final String CORRECT = "#2a9d6f"; // told apart by the colour-blind, readable on white and black
    private static final String NOT_YET = "#d5702b";
    private static final String QUIET = "rgba(128,128,128,0.6)";
    private static final String ASKED = "#3a8fc4";

    private CheckView() {}

    static View of(Check check) {
        String colour = switch (check.outcome()) {
            case CORRECT -> CORRECT;
            case NOT_YET -> NOT_YET;
            case NOT_ATTEMPTED -> QUIET;
        };
        List<Html> parts = new ArrayList<>(List.of(Html.title(check.title())));
        for (String line : check.said()) parts.add(Html.line(line));
        String code = check.code();
        if (code != null) parts.add(code(code));
        for (Check.Fold fold : check.folds()) parts.add(fold(fold));
        return new View(beside(colour, parts), check.toString());
    }

    private static Html fold(Check.Fold fold) {
        Html[] lines = fold.lines().stream()
                .map(line -> fold.code() ? code(line) : Html.line(line))
                .toArray(Html[]::new);
        return Html.details(fold.title(), Html.of(lines));
    }

    private static Html code(String code) {
        return Html.block(
                "margin:10px 0 4px;padding:8px 12px;white-space:pre-wrap;font-family:monospace;"
                        + "background-color:rgba(128,128,128,0.12)",
                Html.text(code));
    }

    static View of(Prediction prediction) {
        List<Html> parts = new ArrayList<>(List.of(Html.title(prediction.title())));
        if (!prediction.isRevealed())
            prediction
                    .options()
                    .forEach((letter, words) -> parts.add(Html.block(
                            letter.equals(prediction.guess())
                                    ? "margin:2px 0 2px 16px;font-weight:bold"
                                    : "margin:2px 0 2px 16px",
                            Html.text(letter + ") " + words))));
        for (String line : prediction.lines()) parts.add(Html.line(line));
        return new View(beside(ASKED, parts), prediction.toString());
    }

    static View of(Journal journal) {
        return new View(Html.NONE, journal.toString());
    }

    private static Html beside(String colour, List<Html> parts) {
        String style = "max-width:50em;padding:2px 0 2px 12px;border-left:4px solid " + colour;
        return Html.block(style, Html.of(parts.toArray(Html[]::new)));
    }
}
