package dev.gradus.chart.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** A function of two variables as a map: the lighter, the lower, with lines of equal height. */
public final class ContourMap {
    /** Beyond this ratio of the sides, a map with equal units would be a strip. */
    private static final double FLATTEST = 12;

    private static final int BANDS = 14;
    /** Side of a cell, in CSS pixels. */
    private static final int CELL = 2;

    private static final Color LOW = new Color(0xF7FBFE);
    private static final Color HIGH = new Color(0x7FB3D3);

    private final Axes axes;
    private final int columns;
    private final int rows;
    private final double[][] heights; // f at the corners of the cells, from the top
    private final double[] levels;

    /** The map of f over the whole of the axes. */
    public ContourMap(DoubleBinaryOperator f, Axes axes, Axes.Range xs, Axes.Range ys) {
        this.axes = axes;
        columns = (int) axes.width / CELL;
        rows = (int) axes.height / CELL;
        heights = new double[rows + 1][columns + 1];
        for (int r = 0; r <= rows; r++) {
            for (int c = 0; c <= columns; c++) {
                heights[r][c] =
                        f.applyAsDouble(xs.low() + xs.length() * c / columns, ys.high() - ys.length() * r / rows);
            }
        }
        levels = equalAreas();
    }

    /** Cells in a row; their corners are one more. */
    public int columns() {
        return columns;
    }

    /** f at the corners of the cells, row by row, the highest y first. */
    public double[] heights() {
        return Arrays.stream(heights).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Where a new shade begins, from low to high. */
    public double[] levels() {
        return levels.clone();
    }

    /** x and y so that one unit is equally long in both directions, unless the window would be very flat. */
    public static Axes.Range[] window(Axes.Range xs, Axes.Range ys, double width, double height) {
        double unit = Math.max(xs.length() / width, ys.length() / height);
        boolean flat = unit * width >= FLATTEST * xs.length() || unit * height >= FLATTEST * ys.length();
        return flat
                ? new Axes.Range[] {xs, ys}
                : new Axes.Range[] {xs.stretched(unit * width), ys.stretched(unit * height)};
    }

    public void drawBands(Graphics2D g) {
        g.drawImage(bands(), (int) axes.left, (int) axes.top, CELL * columns, CELL * rows, null);
    }

    public void drawLines(Graphics2D g) {
        g.setColor(new Color(0, 76, 122, 90));
        g.setStroke(new BasicStroke(0.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        for (double level : levels) {
            g.draw(lines(level));
        }
    }

    /** Heights that cut the map into bands of equal area: on a bowl they are equally far apart, in a ravine closer. */
    private double[] equalAreas() {
        double[] sorted =
                Arrays.stream(heights()).filter(Double::isFinite).sorted().toArray();
        double[] levels = new double[sorted.length == 0 ? 0 : BANDS - 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = sorted[(int) ((i + 1L) * sorted.length / BANDS)];
        }
        return levels;
    }

    /** The map in pixels; the lines on top hide their steps. */
    private BufferedImage bands() {
        int[] shades = IntStream.range(0, BANDS)
                .map(b -> shade(b / (BANDS - 1.0)).getRGB())
                .toArray();
        int side = CELL * Canvas.SCALE;
        BufferedImage image = new BufferedImage(columns * side, rows * side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < rows * side; y++) {
            for (int x = 0; x < columns * side; x++) {
                double height = height((x + 0.5) / side, (y + 0.5) / side);
                int found = Arrays.binarySearch(levels, height);
                int band = found >= 0 ? found + 1 : -found - 1;
                image.setRGB(x, y, Double.isFinite(height) ? shades[band] : Ink.CARD.getRGB());
            }
        }
        return image;
    }

    /** Between the four corners of a cell, by bilinear interpolation. */
    private double height(double column, double row) {
        int c = (int) column;
        int r = (int) row;
        double right = column - c;
        double down = row - r;
        double above = heights[r][c] + right * (heights[r][c + 1] - heights[r][c]);
        double below = heights[r + 1][c] + right * (heights[r + 1][c + 1] - heights[r + 1][c]);
        return above + down * (below - above);
    }

    /** All lines of one height: each cell in two triangles, through each of which at most one line runs straight. */
    private Path2D lines(double level) {
        Path2D path = new Path2D.Double();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                triangle(path, level, new int[] {c, c + 1, c}, new int[] {r, r, r + 1});
                triangle(path, level, new int[] {c + 1, c + 1, c}, new int[] {r, r + 1, r + 1});
            }
        }
        return path;
    }

    private void triangle(Path2D path, double level, int[] across, int[] down) {
        boolean started = false;
        for (int i = 0; i < 3; i++) {
            int k = (i + 1) % 3;
            double from = heights[down[i]][across[i]];
            double to = heights[down[k]][across[k]];
            if (!Double.isFinite(from) || !Double.isFinite(to) || from < level == to < level) {
                continue;
            }
            double t = (level - from) / (to - from);
            double x = axes.left + CELL * (across[i] + t * (across[k] - across[i]));
            double y = axes.top + CELL * (down[i] + t * (down[k] - down[i]));
            if (started) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
            }
            started = true;
        }
    }

    /** From the lightest, for 0, to the darkest, for 1. */
    static Color shade(double share) {
        return Ink.mix(LOW, HIGH, share);
    }
}
