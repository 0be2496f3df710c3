package dev.gradus.chart.canvas;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A confusion matrix as a heat map. XChart's HeatMapChart has one colour scale for all cells, in which a diagonal of
 * thousands leaves ten mistakes white, and one colour for all numbers; so the cells are drawn here.
 */
public final class ConfusionMatrix {
    private static final float SIZE = Ink.TEXT_SIZE;
    private static final double LONGEST_NAME = 96;
    private static final double GAP = 7;
    /** Height of a line of text. */
    private static final double LINE = 18;

    private static final Color EMPTY = new Color(0xF6F6F6);
    /** Shades from the rarest count to the most frequent one. */
    private static final Color[] RIGHT = {new Color(0xEAF3F9), Ink.BLUE, Ink.DEEP_BLUE};

    private static final Color[] WRONG = {new Color(0xFFF3DC), Ink.ORANGE, Ink.VERMILLION};

    private final int[][] counts;
    private final List<String> names;
    private final int k;
    private final double cell;
    private final double left;
    private final double top;
    private final boolean upward;
    private final float numberSize;

    private ConfusionMatrix(int[][] counts, List<String> names) {
        this.counts = counts;
        this.names = names.stream().map(n -> Canvas.cut(n, SIZE, LONGEST_NAME)).toList();
        k = counts.length;
        // Wide where there are few, so that the names of two or three classes need not stand upright.
        cell = Math.max(28, Math.min(66, 380 / k));
        double longest = this.names.stream()
                .mapToDouble(n -> Canvas.width(n, SIZE))
                .max()
                .orElse(0);
        upward = longest > cell - 4;
        left = Math.ceil(Canvas.PADDING + LINE + longest + GAP);
        top = Math.ceil(Canvas.PADDING + LINE + (upward ? longest : LINE - GAP) + GAP);
        numberSize = numberSize();
    }

    public static BufferedImage draw(int[][] counts, List<String> names) {
        return new ConfusionMatrix(counts, names).draw();
    }

    private BufferedImage draw() {
        int width = (int) Math.ceil(left + k * cell) + Canvas.PADDING;
        int height = (int) Math.ceil(top + k * cell) + Canvas.PADDING;
        try (Canvas canvas = new Canvas(width, height)) {
            double middle = k * cell / 2;
            canvas.text("predicted", SIZE, Ink.TEXT, left + middle, Canvas.PADDING + SIZE / 2);
            canvas.text("true", SIZE, Ink.TEXT, Canvas.PADDING + SIZE / 2, top + middle, 0.5, true);
            for (int i = 0; i < k; i++) {
                double centre = (i + 0.5) * cell;
                canvas.text(names.get(i), SIZE, Ink.TEXT, left - GAP, top + centre, 1, false);
                if (upward) {
                    canvas.text(names.get(i), SIZE, Ink.TEXT, left + centre, top - GAP, 0, true);
                } else {
                    canvas.text(names.get(i), SIZE, Ink.TEXT, left + centre, top - GAP - SIZE / 2);
                }
            }
            cells(canvas);
            return canvas.finish();
        }
    }

    private void cells(Canvas canvas) {
        int mostRight = most(true);
        int mostWrong = most(false);
        for (int row = 0; row < k; row++) {
            for (int column = 0; column < k; column++) {
                int count = counts[row][column];
                boolean right = row == column;
                Color fill = right ? shade(RIGHT, count, mostRight) : shade(WRONG, count, mostWrong);
                double x = left + column * cell;
                double y = top + row * cell;
                canvas.fill(fill, x + 0.5, y + 0.5, cell - 1, cell - 1);
                // An empty cell off the diagonal says zero without a number, and rare mistakes stand out.
                if (count > 0 || right) {
                    canvas.text(String.valueOf(count), numberSize, textOn(fill), x + cell / 2, y + cell / 2);
                }
            }
        }
    }

    private int most(boolean right) {
        int most = 0;
        for (int row = 0; row < k; row++) {
            for (int column = 0; column < k; column++) {
                if (right == (row == column)) {
                    most = Math.max(most, counts[row][column]);
                }
            }
        }
        return most;
    }

    /** The largest size, at most that of the names, in which the longest number fits into a cell. */
    private float numberSize() {
        int longest = Math.max(most(true), most(false));
        double width = Canvas.width(String.valueOf(longest), SIZE);
        return (float) Math.min(SIZE, SIZE * (cell - 6) / width);
    }

    private static Color shade(Color[] shades, int count, int most) {
        if (count == 0) {
            return EMPTY;
        }
        double t = 2.0 * count / most;
        return t < 1 ? Ink.mix(shades[0], shades[1], t) : Ink.mix(shades[1], shades[2], t - 1);
    }

    /** Black or white, whichever contrasts more: the relative luminance of WCAG, with squares for its powers. */
    private static Color textOn(Color fill) {
        double r = fill.getRed() / 255.0;
        double g = fill.getGreen() / 255.0;
        double b = fill.getBlue() / 255.0;
        return 0.21 * r * r + 0.72 * g * g + 0.07 * b * b < 0.18 ? Color.WHITE : Color.BLACK;
    }
}
