package dev.gradus.jupyter.views;

import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Mismatch.Box;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Two shapes that don't go together, as two boxes: rows stand on the left, columns above, and ≠ marks the sizes that
 * disagree.
 */
public record MismatchView(Mismatch shapes) {
    private static final int LONGEST_NAME = 30; // a learner's own may be any

    private static String name(Box box) {
        String name = box.part() == Mismatch.Part.ARGUMENT
                ? box.name()
                : Messages.text("figure.shape-" + box.part().name().toLowerCase(Locale.ROOT));
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
    }

    private static String rows(Box box) {
        return box.rows() == Mismatch.ANY ? "m" : String.valueOf(box.rows());
    }

    private static String columns(Box box) {
        return box.columns() == Mismatch.ANY ? "n" : String.valueOf(box.columns());
    }

    // ---- as text ----

    /** For instance
     *
     * <pre>
     *       4 ≠             2
     *    ┌───────┐       ┌─────┐
     *  3 │   A   │  5 ≠  │  B  │
     *    └───────┘       └─────┘
     * </pre>
     */
    String text() {
        String[] left = lines(shapes.first());
        String[] right = lines(shapes.second());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < left.length; i++) lines.add((left[i] + "   " + right[i]).stripTrailing());
        return String.join("\n", lines);
    }

    private static String[] lines(Box box) {
        String side = rows(box) + (box.rowsFit() ? " " : " ≠ ");
        String top = columns(box) + (box.columnsFit() ? "" : " ≠");
        String name = name(box);
        int width = Math.max(name.length(), top.length()) + 4;
        String gap = " ".repeat(side.length());
        return new String[] {
            gap + " " + centred(top, width) + " ",
            gap + "┌" + "─".repeat(width) + "┐",
            side + "│" + centred(name, width) + "│",
            gap + "└" + "─".repeat(width) + "┘"
        };
    }

    private static String centred(String text, int width) {
        int left = (width - text.length()) / 2;
        return " ".repeat(left) + text + " ".repeat(width - text.length() - left);
    }

    // ---- as markup ----

    /** The same drawing; what disagrees is red, and bold for those who don't see red. */
    Html html() {
        String side = "display:inline-block;vertical-align:middle;margin:4px 0;";
        Html[] boxes = Stream.of(shapes.first(), shapes.second())
                .map(box -> Html.block(
                        side + "margin-right:36px",
                        Html.of(
                                Html.block(
                                        style(box.columnsFit()) + "margin-left:44px;text-align:center",
                                        size(columns(box), box.columnsFit())),
                                Html.block(
                                        "white-space:nowrap",
                                        Html.of(
                                                Html.block(
                                                        "display:inline-block;width:36px;margin-right:8px;text-align:right;"
                                                                + style(box.rowsFit()),
                                                        size(rows(box), box.rowsFit())),
                                                Html.block(
                                                        "display:inline-block;min-width:72px;padding:12px 16px;text-align:center;"
                                                                + "border:2px solid rgba(128,128,128,0.7);border-radius:3px",
                                                        Html.text(name(box))))))))
                .toArray(Html[]::new);
        return Html.block("margin:4px 0", Html.of(boxes));
    }

    private static Html size(String size, boolean fits) {
        return Html.text(fits ? size : size + " ≠");
    }

    /** A red that is readable on white and on black. */
    private static String style(boolean fits) {
        return fits ? "" : "font-weight:bold;color:#e0533d;";
    }

    public View view() {
        return new View(html(), text());
    }
}
