package dev.gradus.jupyter.views;

import dev.gradus.chart.Pictures;
import dev.gradus.data.Dataset;
import dev.gradus.data.Digit;
import dev.gradus.data.Mnist;
import dev.gradus.data.photo.DigitImage;
import dev.gradus.data.photo.Ink;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Html;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.jupyter.host.View;
import dev.gradus.math.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The first samples of a dataset: pictures as pictures, anything else as a table; and Tablesaw's tables. */
final class DataView {
    static final int ROWS = 10;
    private static final int COLUMNS = 12;
    private static final int DIGITS = 6;
    private static final int PICTURES = 30;
    private static final int PICTURES_IN_A_ROW = 10;

    private DataView() {}

    static View of(Mnist mnist) {
        return pictures(
                mnist.train(),
                Messages.text(
                        "mnist",
                        Numbers.count(mnist.train().size()),
                        Numbers.count(mnist.test().size())));
    }

    static View of(Dataset data) {
        return isPictures(data) ? pictures(data, line(data)) : table(data);
    }

    // ---- pictures ----

    static boolean isPictures(Dataset data) {
        return data.inputShape().isPicture();
    }

    /** The chosen samples as one picture, several channels averaged to grey. */
    static byte[] grid(Dataset data, int[] which, List<String> captions, int columns) {
        int[] shape = data.inputShape().row(); // (channels, height, width)
        int pixels = shape[1] * shape[2];
        List<double[]> images = Arrays.stream(which)
                .mapToObj(i -> {
                    double[] input = data.input(i);
                    double[] grey = new double[pixels];
                    for (int p = 0; p < input.length; p++) grey[p % pixels] += input[p] / shape[0];
                    return grey;
                })
                .toList();
        return Pictures.png(Pictures.digits(images, shape[1], shape[2], captions, columns));
    }

    private static View pictures(Dataset data, String line) {
        int[] which = IntStream.range(0, Math.min(PICTURES, data.size())).toArray();
        List<String> names = data.classes();
        boolean all = which.length == data.size();
        String labels = names.isEmpty() ? "" : Messages.text("colon") + String.join(" ", labels(data, which, names));
        String some = Messages.text(all ? "pictures.all" : "pictures.some", which.length) + labels;
        Html picture = DrawnNames.picture(
                names,
                drawn -> Html.picture(
                        grid(data, which, drawn.isEmpty() ? List.of() : labels(data, which, drawn), PICTURES_IN_A_ROW),
                        some + Messages.text("sentence.end")));
        return new View(Html.of(Html.title(line), picture), line + "\n" + some);
    }

    private static List<String> labels(Dataset data, int[] which, List<String> names) {
        return Arrays.stream(which).mapToObj(i -> names.get(data.label(i))).toList();
    }

    /** The photograph, with a frame around what was found, and beside it what a network sees. */
    static View of(Digit digit) {
        int side = 4 * DigitImage.SIDE;
        int rows = digit.photoRows();
        int columns = digit.photoColumns();
        double scale = (side - 1) / (double) Math.max(1, Math.max(rows, columns) - 1);
        double[] grey = digit.photo();
        double[] pixels = digit.pixels();
        double[] photo = new double[side * side];
        double[] seen = new double[side * side];
        Ink.Box box = digit.box();
        for (int i = 0; i < side; i++)
            for (int j = 0; j < side; j++) {
                seen[i * side + j] = pixels[i / 4 * DigitImage.SIDE + j / 4];
                int y = (int) Math.round(i / scale);
                int x = (int) Math.round(j / scale);
                if (y < rows && x < columns) photo[i * side + j] = 1 - grey[y * columns + x];
            }
        int top = (int) Math.max(0, box.top() * scale - 2);
        int bottom = (int) Math.min(side - 1, box.bottom() * scale + 2);
        int left = (int) Math.max(0, box.left() * scale - 2);
        int right = (int) Math.min(side - 1, box.right() * scale + 2);
        double frame = digit.isDark() ? 1 : 0;
        for (int i = top; i <= bottom; i++) photo[i * side + left] = photo[i * side + right] = frame;
        for (int j = left; j <= right; j++) photo[top * side + j] = photo[bottom * side + j] = frame;
        String line = Messages.text(
                        "digit",
                        Shape.text(new int[] {box.height(), box.width()}),
                        Messages.text(digit.isDark() ? "digit.dark" : "digit.light"),
                        Shape.text(new int[] {rows, columns}))
                + Messages.text("sentence.end");
        return new View(
                Html.of(
                        Html.picture(
                                Pictures.png(Pictures.digits(List.of(photo, seen), side, side, List.of(), 2)), line),
                        Html.line(line)),
                line);
    }

    // ---- tables ----

    private static View table(Dataset data) {
        int rows = Math.min(ROWS, data.size());
        int inputs = Math.min(COLUMNS, data.inputs());
        boolean classes = !data.classes().isEmpty();
        int outputs = classes ? 1 : Math.min(COLUMNS, data.outputs());
        Grid grid = new Grid();
        List<String[]> columns = new ArrayList<>();
        for (int j = 0; j < inputs; j++) {
            int column = j;
            grid.numbers("x[" + j + "]");
            columns.add(Numbers.column(
                    DIGITS,
                    IntStream.range(0, rows)
                            .mapToDouble(i -> data.input(i)[column])
                            .toArray()));
        }
        if (inputs < data.inputs()) columns.add(ellipsis(grid, rows));
        if (classes) {
            grid.words(Messages.text("data.class"));
            columns.add(IntStream.range(0, rows)
                    .mapToObj(i -> data.classes().get(data.label(i)))
                    .toArray(String[]::new));
        } else {
            for (int k = 0; k < outputs; k++) {
                int column = k;
                grid.numbers(data.outputs() == 1 ? "y" : "y[" + k + "]");
                columns.add(Numbers.column(
                        DIGITS,
                        IntStream.range(0, rows)
                                .mapToDouble(i -> data.target(i)[column])
                                .toArray()));
            }
            if (outputs < data.outputs()) columns.add(ellipsis(grid, rows));
        }
        for (int i = 0; i < rows; i++) grid.row(row(columns, i));
        return capped(line(data), grid, data.size() - rows);
    }

    private static String[] ellipsis(Grid grid, int rows) {
        grid.numbers("…");
        String[] column = new String[rows];
        Arrays.fill(column, "…");
        return column;
    }

    /** A table of which this page shows the first rows. */
    static View of(TablePeek.Peek peek) {
        Grid grid = new Grid();
        List<String[]> columns = new ArrayList<>();
        int rows = Math.min(ROWS, peek.size());
        for (TablePeek.Column column :
                peek.columns().subList(0, Math.min(COLUMNS, peek.columns().size()))) {
            if (column.isNumeric()) grid.numbers(column.name());
            else grid.words(column.name());
            columns.add(cells(column));
        }
        if (columns.size() < peek.columns().size()) columns.add(ellipsis(grid, rows));
        for (int i = 0; i < rows; i++) grid.row(row(columns, i));
        String size = Messages.count("rows", peek.size())
                + Messages.text("list.comma")
                + Messages.count("columns", peek.columns().size());
        String line = peek.name().isBlank() ? size : peek.name() + Messages.text("colon") + size;
        return capped(line, grid, peek.size() - rows);
    }

    private static String[] cells(TablePeek.Column column) {
        if (column.values().length == 0) return column.texts().toArray(String[]::new);
        String[] cells = Numbers.column(DIGITS, column.values());
        for (int i = 0; i < cells.length; i++) if (Double.isNaN(column.values()[i])) cells[i] = "";
        return cells;
    }

    private static List<String> row(List<String[]> columns, int i) {
        return columns.stream().map(column -> column[i]).toList();
    }

    private static View capped(String line, Grid grid, int more) {
        if (more == 0) return new View(Html.of(Html.title(line), grid.html()), line + "\n" + grid.text());
        String rest = Messages.count("more", more);
        return new View(
                Html.of(Html.title(line), grid.html(), Html.caption(rest)), line + "\n" + grid.text() + "\n" + rest);
    }

    /** "60,000 samples: 1 × 28 × 28 inputs, 10 classes". */
    private static String line(Dataset data) {
        String shape = data.inputShape().toString();
        String samples = Messages.count("samples", data.size());
        return data.classes().isEmpty()
                ? Messages.text("data.targets", samples, shape, data.outputs())
                : Messages.text("data.classes", samples, shape, data.classes().size());
    }
}
