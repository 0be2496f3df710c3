package dev.gradus.jupyter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two shapes that don't go together, as two boxes: rows stand on the left, columns above, and ≠ marks the sizes that
 * disagree. It is read from the message of an exception, because a kernel passes on no more than that.
 */
record ShapeMismatch(Box first, Box second) {
    /** A matrix with its sizes as written; the marks say which disagree. */
    record Box(String name, String rows, String columns, boolean rowsDiffer, boolean columnsDiffer) {
        Box mark(boolean rows, boolean columns) {
            return new Box(name, this.rows, this.columns, rows, columns);
        }
    }

    private static final String SHAPE = "(\\d+) × (\\d+)";

    private static final Pattern PRODUCT = Pattern.compile(
            "(A\\S*)·(B\\S*) does not fit: A is " + SHAPE + ", B is " + SHAPE + ", the result is " + SHAPE);
    private static final Pattern SAME = Pattern.compile("must have one shape: " + SHAPE + " and " + SHAPE);
    private static final Pattern ROW =
            Pattern.compile("a row for a " + SHAPE + " matrix must be " + SHAPE + ", but is " + SHAPE);
    private static final Pattern SAMPLE =
            Pattern.compile("(\\w+)(?:\\[\\d+\\])? has (\\d+) numbers, but the network takes [^=]*?(\\d+)$");
    private static final Pattern DATA =
            Pattern.compile("(\\w+) has inputs of [^(]*\\((\\d+) numbers\\), but the network takes [^(]*\\((\\d+)\\)");
    private static final Pattern TARGETS =
            Pattern.compile("(\\w+) has targets of (\\d+) numbers.*, but the last layer gives (\\d+)");

    /** What an exception's message says of shapes, if it does. */
    static Optional<ShapeMismatch> in(String message) {
        Matcher m = PRODUCT.matcher(message);
        if (m.find()) return Optional.of(product(m));
        m = SAME.matcher(message);
        if (m.find()) return Optional.of(same(box("A", m, 1), box("B", m, 3)));
        m = ROW.matcher(message);
        if (m.find()) return Optional.of(columns(box("A", m, 1), box("row", m, 5)));
        m = SAMPLE.matcher(message);
        if (m.find()) return Optional.of(features(m, "figure.shape-input"));
        m = DATA.matcher(message);
        if (m.find()) return Optional.of(features(m, "figure.shape-input"));
        m = TARGETS.matcher(message);
        if (m.find()) return Optional.of(features(m, "figure.shape-output"));
        return Optional.empty();
    }

    private static Box box(String name, Matcher m, int group) {
        return new Box(name, m.group(group), m.group(group + 1), false, false);
    }

    private static ShapeMismatch same(Box a, Box b) {
        boolean rows = !a.rows.equals(b.rows);
        boolean columns = !a.columns.equals(b.columns);
        return new ShapeMismatch(a.mark(rows, columns), b.mark(rows, columns));
    }

    private static ShapeMismatch columns(Box a, Box row) {
        boolean rows = !row.rows.equals("1");
        boolean columns = !a.columns.equals(row.columns);
        return new ShapeMismatch(a.mark(false, columns), row.mark(rows, columns));
    }

    /** m samples of so many numbers each, and a network that takes or gives others. */
    private static ShapeMismatch features(Matcher m, String network) {
        return new ShapeMismatch(
                new Box(m.group(1), "m", m.group(2), false, true),
                new Box(Messages.text(network), "m", m.group(3), false, true));
    }

    /** A·B, with either of them transposed: the inner sizes must agree; if they do, it is the result that differs. */
    private static ShapeMismatch product(Matcher m) {
        Box a = transposed(box(m.group(1), m, 3));
        Box b = transposed(box(m.group(2), m, 5));
        if (!a.columns.equals(b.rows)) return new ShapeMismatch(a.mark(false, true), b.mark(true, false));
        Box product = new Box(a.name + "·" + b.name, a.rows, b.columns, false, false);
        return same(product, box(Messages.text("figure.shape-result"), m, 7));
    }

    /** As it takes part: the message has A's own shape, also in Aᵀ. */
    private static Box transposed(Box box) {
        return box.name.endsWith("ᵀ") ? new Box(box.name, box.columns, box.rows, false, false) : box;
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
        String[] left = lines(first);
        String[] right = lines(second);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < left.length; i++) lines.add((left[i] + "   " + right[i]).stripTrailing());
        return String.join("\n", lines);
    }

    private static String[] lines(Box box) {
        String side = box.rows + (box.rowsDiffer ? " ≠ " : " ");
        String top = box.columns + (box.columnsDiffer ? " ≠" : "");
        int width = Math.max(box.name.length(), top.length()) + 4;
        String gap = " ".repeat(side.length());
        return new String[] {
            gap + " " + centred(top, width) + " ",
            gap + "┌" + "─".repeat(width) + "┐",
            side + "│" + centred(box.name, width) + "│",
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
        Html[] boxes = Arrays.stream(new Box[] {first, second})
                .map(box -> Html.block(
                        side + "margin-right:36px",
                        Html.of(
                                Html.block(
                                        style(box.columnsDiffer) + "margin-left:44px;text-align:center",
                                        size(box.columns, box.columnsDiffer)),
                                Html.block(
                                        "white-space:nowrap",
                                        Html.of(
                                                Html.block(
                                                        "display:inline-block;width:36px;margin-right:8px;text-align:right;"
                                                                + style(box.rowsDiffer),
                                                        size(box.rows, box.rowsDiffer)),
                                                Html.block(
                                                        "display:inline-block;min-width:72px;padding:12px 16px;text-align:center;"
                                                                + "border:2px solid rgba(128,128,128,0.7);border-radius:3px",
                                                        Html.text(box.name)))))))
                .toArray(Html[]::new);
        return Html.block("margin:4px 0", Html.of(boxes));
    }

    private static Html size(String size, boolean differs) {
        return Html.text(size + (differs ? " ≠" : ""));
    }

    /** A red that is readable on white and on black. */
    private static String style(boolean differs) {
        return differs ? "font-weight:bold;color:#e0533d;" : "";
    }

    View view() {
        return new View(html(), text());
    }
}
