package dev.gradus.chart.canvas;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers from −1 to 1 as cells of a grid: the further above 0 the bluer, the further below the more orange, paper at 0. Who
 * looks at whom, one token a row and a column; units over time; or whatever has a name for each row and column.
 */
public final class HeatGrid extends Drawing {
    private static final float SIZE = Ink.TEXT_SIZE;
    private static final double LINE = 18;
    private static final double GAP = 6;
    private static final double LONGEST_NAME = 72;

    private final double[][] values;
    private final List<String> rows;
    private final List<String> columns;
    private final String down;
    private final String across;
    private final Place place;
    private final Kind kind;

    /** What the numbers are. */
    public enum Kind {
        ATTENTION,
        OVER_TIME,
        NAMED
    }

    /** Where the cells begin, how large they are, and whether names of columns stand upright. */
    private record Place(double left, double top, double cell, boolean upward) {
        static Place of(List<String> rows, List<String> columns) {
            double cell = Math.max(12, Math.min(30, 460.0 / Math.max(rows.size(), columns.size())));
            double right = widest(rows);
            double upper = widest(columns);
            boolean upward = upper > cell - 2;
            return new Place(
                    Math.ceil(Canvas.PADDING + LINE + right + GAP),
                    Math.ceil(Canvas.PADDING + 2 * LINE + (upward ? upper : SIZE) + GAP),
                    cell,
                    upward);
        }

        private static double widest(List<String> names) {
            return names.stream()
                    .mapToDouble(name -> Canvas.width(name, SIZE))
                    .max()
                    .orElse(0);
        }
    }

    private HeatGrid(
            String title,
            double[][] values,
            List<String> rows,
            List<String> columns,
            String down,
            String across,
            Kind kind) {
        super(
                title,
                (int) Math.ceil(Math.max(
                        Place.of(rows, columns).left + columns.size() * Place.of(rows, columns).cell + Canvas.PADDING,
                        2 * Canvas.PADDING + Canvas.width(title, Ink.TITLE_SIZE))),
                (int) Math.ceil(
                        Place.of(rows, columns).top + rows.size() * Place.of(rows, columns).cell + Canvas.PADDING));
        this.values = values;
        this.rows = rows;
        this.columns = columns;
        this.down = down;
        this.across = across;
        this.place = Place.of(rows, columns);
        this.kind = kind;
    }

    /** Row by row, how much each token looks at each. */
    public static HeatGrid attention(String title, double[][] values, List<String> tokens) {
        List<String> names = cut(tokens);
        return new HeatGrid(title, values, names, names, "looks", "at", Kind.ATTENTION);
    }

    /** A row a unit, a column a step. */
    public static HeatGrid overTime(String title, double[][] values, List<String> steps) {
        List<String> units =
                IntStream.range(0, values.length).mapToObj(Integer::toString).toList();
        List<String> names = cut(steps);
        return new HeatGrid(title, values, units, names, "unit", "step", Kind.OVER_TIME);
    }

    /** A name for each row and each column. */
    public static HeatGrid named(String title, double[][] values, List<String> rows, List<String> columns) {
        return new HeatGrid(title, values, cut(rows), cut(columns), "", "", Kind.NAMED);
    }

    private static List<String> cut(List<String> names) {
        return names.stream()
                .map(name -> Canvas.cut(name.isBlank() ? "␣" : name, SIZE, LONGEST_NAME))
                .toList();
    }

    /** What the numbers are. */
    public Kind kind() {
        return kind;
    }

    /** Row and column of the largest number. */
    public int[] strongest() {
        int[] at = {0, 0};
        for (int i = 0; i < values.length; i++)
            for (int j = 0; j < values[i].length; j++) if (values[i][j] > values[at[0]][at[1]]) at = new int[] {i, j};
        return at;
    }

    /** The number in a cell. */
    public double value(int row, int column) {
        return values[row][column];
    }

    /** What a row is called. */
    public String row(int i) {
        return rows.get(i);
    }

    /** What a column is called. */
    public String column(int j) {
        return columns.get(j);
    }

    @Override
    protected void draw(Canvas canvas) {
        double wide = columns.size() * place.cell;
        double high = rows.size() * place.cell;
        canvas.text(title(), Ink.TITLE_SIZE, Ink.TEXT, width() / 2.0, Canvas.PADDING + SIZE / 2);
        canvas.text(across, SIZE, Ink.TEXT, place.left + wide / 2, Canvas.PADDING + LINE + SIZE / 2);
        canvas.text(down, SIZE, Ink.TEXT, Canvas.PADDING + SIZE / 2, place.top + high / 2, 0.5, true);
        for (int i = 0; i < rows.size(); i++)
            canvas.text(rows.get(i), SIZE, Ink.TEXT, place.left - GAP, place.top + (i + 0.5) * place.cell, 1, false);
        for (int j = 0; j < columns.size(); j++) {
            double middle = place.left + (j + 0.5) * place.cell;
            if (place.upward) canvas.text(columns.get(j), SIZE, Ink.TEXT, middle, place.top - GAP, 0, true);
            else canvas.text(columns.get(j), SIZE, Ink.TEXT, middle, place.top - GAP - SIZE / 2);
        }
        for (int i = 0; i < rows.size(); i++)
            for (int j = 0; j < columns.size(); j++)
                canvas.fill(
                        Ink.heat(values[i][j]),
                        place.left + j * place.cell + 0.5,
                        place.top + i * place.cell + 0.5,
                        place.cell - 1,
                        place.cell - 1);
    }
}
