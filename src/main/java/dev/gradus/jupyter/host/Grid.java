package dev.gradus.jupyter.host;

import java.util.ArrayList;
import java.util.List;

/** A table of texts that can be shown as markup and as lines of text. */
public final class Grid {
    private final List<String> head = new ArrayList<>();
    private final List<Boolean> left = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private boolean total;

    /** A column of words. */
    public Grid words(String name) {
        head.add(name);
        left.add(true);
        return this;
    }

    /** A column of numbers, right-aligned. */
    public Grid numbers(String name) {
        head.add(name);
        left.add(false);
        return this;
    }

    public Grid row(List<String> cells) {
        rows.add(List.copyOf(cells));
        return this;
    }

    public Grid row(String... cells) {
        return row(List.of(cells));
    }

    /** Says that the last row sums up the others. */
    public Grid total() {
        total = true;
        return this;
    }

    public Html html() {
        return Html.table(head, rows, left, total);
    }

    /** Aligned lines, for a font in which all letters are equally wide and Chinese ones twice. */
    public String text() {
        List<List<String>> all = new ArrayList<>(List.of(head));
        all.addAll(rows);
        int[] widths = new int[head.size()];
        for (List<String> row : all)
            for (int j = 0; j < widths.length; j++) widths[j] = Math.max(widths[j], width(row.get(j)));
        StringBuilder text = new StringBuilder();
        for (List<String> row : all) {
            StringBuilder line = new StringBuilder();
            for (int j = 0; j < widths.length; j++) {
                String cell = row.get(j).replaceAll("\\s", " ");
                String blanks = " ".repeat(widths[j] - width(cell));
                line.append(j == 0 ? "" : "  ").append(left.get(j) ? cell + blanks : blanks + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString().stripTrailing();
    }

    private static int width(String text) {
        return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
    }

    private static boolean isWide(int c) {
        return Character.isIdeographic(c)
                || Character.UnicodeBlock.of(c) == Character.UnicodeBlock.CJK_SYMBOLS_AND_PUNCTUATION
                || Character.UnicodeBlock.of(c) == Character.UnicodeBlock.HALFWIDTH_AND_FULLWIDTH_FORMS;
    }
}
