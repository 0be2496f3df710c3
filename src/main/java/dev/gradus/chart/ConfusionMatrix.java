package dev.gradus.chart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A confusion matrix as a heat map. XChart's HeatMapChart has one colour scale for all cells, in which a diagonal of
 * thousands leaves ten mistakes white, and one colour for all numbers; so the cells are drawn here.
 */
final class ConfusionMatrix {
    private static final float SIZE = Look.TEXT_SIZE;
    private static final double LONGEST_NAME = 96;
    private static final double GAP = 7;
    /** Height of a line of text. */
    private static final double LINE = 18;
    /** How dark the lightest cell that is not empty is, from 0, white, to 1. */
    private static final double FAINTEST = 0.08;

    private final int[][] counts;
    private final List<String> names;
    private final int k;
    private final double cell;
    private final double left;
    private final double top;
    private final boolean upward;
    private final float numberSize;

    /** Cells are drawn in CSS pixels: 38 wide for ten classes or fewer, 28 for twenty. */
    private ConfusionMatrix(int[][] counts, List<String> names) {
        this.counts = counts;
        this.names = names.stream().map(n -> Canvas.cut(n, SIZE, LONGEST_NAME)).toList();
        k = counts.length;
        cell = Math.max(28, 38 - Math.max(0, k - 10));
        double longest = this.names.stream()
                .mapToDouble(n -> Canvas.width(n, SIZE))
                .max()
                .orElse(0);
        upward = longest > cell - 4;
        left = Math.ceil(Canvas.PADDING + LINE + longest + GAP);
        top = Math.ceil(Canvas.PADDING + LINE + (upward ? longest : LINE - GAP) + GAP);
        numberSize = numberSize();
    }

    static BufferedImage draw(int[][] counts, List<String> names) {
        return new ConfusionMatrix(counts, names).draw();
    }

    private BufferedImage draw() {
        int width = (int) Math.ceil(left + k * cell) + Canvas.PADDING;
        int height = (int) Math.ceil(top + k * cell) + Canvas.PADDING;
        try (Canvas canvas = new Canvas(width, height)) {
            double middle = k * cell / 2;
            canvas.text("predicted", SIZE, Look.TEXT, left + middle, Canvas.PADDING + SIZE / 2);
            canvas.text("true", SIZE, Look.TEXT, Canvas.PADDING + SIZE / 2, top + middle, 0.5, true);
            for (int i = 0; i < k; i++) {
                double centre = (i + 0.5) * cell;
                canvas.text(names.get(i), SIZE, Look.TEXT, left - GAP, top + centre, 1, false);
                if (upward) {
                    canvas.text(names.get(i), SIZE, Look.TEXT, left + centre, top - GAP, 0, true);
                } else {
                    canvas.text(names.get(i), SIZE, Look.TEXT, left + centre, top - GAP - SIZE / 2);
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
                Color fill = right
                        ? shade(new Color(0xF1F7FB), Look.BLUE, count, mostRight)
                        : shade(new Color(0xF7F7F7), Look.VERMILLION, count, mostWrong);
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

    private static Color shade(Color none, Color all, int count, int most) {
        if (count == 0) {
            return none;
        }
        double t = FAINTEST + (1 - FAINTEST) * count / most;
        return new Color(
                mix(none.getRed(), all.getRed(), t),
                mix(none.getGreen(), all.getGreen(), t),
                mix(none.getBlue(), all.getBlue(), t));
    }

    private static int mix(int from, int to, double t) {
        return (int) Math.round(from + t * (to - from));
    }

    private static Color textOn(Color fill) {
        double luma = 0.299 * fill.getRed() + 0.587 * fill.getGreen() + 0.114 * fill.getBlue();
        return luma < 150 ? Color.WHITE : Color.BLACK;
    }
}
