package dev.gradus.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;

/** A function of two variables as a map with lines of equal height, and how descents move on it. */
final class ContourChart extends DrawnChart {
    private static final int WIDTH = 430;
    private static final int PLOT_WIDTH = WIDTH - (int) Axes.LEFT - 16;
    private static final int PLOT_HEIGHT = 290;
    private static final int HEIGHT = (int) Axes.TOP + PLOT_HEIGHT + 42;
    /** Beyond this ratio of the sides, a map with equal units would be a strip. */
    private static final double FLATTEST = 12;

    private static final int BANDS = 14;
    /** Side of a cell, in CSS pixels. */
    private static final int CELL = 2;

    private static final int COLUMNS = PLOT_WIDTH / CELL;
    private static final int ROWS = PLOT_HEIGHT / CELL;
    private static final Color LOW = new Color(0xF7FBFE);
    private static final Color HIGH = new Color(0x7FB3D3);

    private final String title;
    private final List<Trail> trails;
    private final List<double[]> minima;
    private final Axes axes;
    private final double[][] heights = new double[ROWS + 1][COLUMNS + 1]; // f at the corners of the cells, from the top
    private final double[] levels;

    ContourChart(String title, DoubleBinaryOperator f, List<Trail> trails, List<double[]> minima) {
        this(title, f, trails, minima, Axes.Range.of(trails, minima, 0), Axes.Range.of(trails, minima, 1));
    }

    ContourChart(
            String title,
            DoubleBinaryOperator f,
            List<Trail> trails,
            List<double[]> minima,
            Axes.Range xs,
            Axes.Range ys) {
        super(title, WIDTH, HEIGHT + Axes.legendHeight(trails));
        this.title = title;
        this.trails = List.copyOf(trails);
        this.minima = List.copyOf(minima);
        double unit = Math.max(xs.length() / PLOT_WIDTH, ys.length() / PLOT_HEIGHT);
        if (unit * PLOT_WIDTH < FLATTEST * xs.length() && unit * PLOT_HEIGHT < FLATTEST * ys.length()) {
            xs = xs.stretched(unit * PLOT_WIDTH);
            ys = ys.stretched(unit * PLOT_HEIGHT);
        }
        axes = new Axes(xs, ys, PLOT_WIDTH, PLOT_HEIGHT);
        for (int r = 0; r <= ROWS; r++) {
            for (int c = 0; c <= COLUMNS; c++) {
                heights[r][c] =
                        f.applyAsDouble(xs.low() + xs.length() * c / COLUMNS, ys.high() - ys.length() * r / ROWS);
            }
        }
        levels = levels();
    }

    /** Heights that cut the map into bands of equal area: on a bowl they are equally far apart, in a ravine closer. */
    private double[] levels() {
        double[] sorted = Arrays.stream(heights)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        double[] levels = new double[sorted.length == 0 ? 0 : BANDS - 1];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = sorted[(int) ((i + 1L) * sorted.length / BANDS)];
        }
        return levels;
    }

    @Override
    Frame frame() {
        return frame(axes);
    }

    @Override
    void draw(Canvas canvas) {
        Graphics2D g = canvas.graphics();
        axes.draw(canvas, title, "x", "y", false);
        axes.inside(g, () -> {
            g.drawImage(bands(), (int) Axes.LEFT, (int) Axes.TOP, PLOT_WIDTH, PLOT_HEIGHT, null);
            g.setColor(new Color(0, 76, 122, 90));
            g.setStroke(new BasicStroke(0.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            for (double level : levels) {
                g.draw(lines(level));
            }
            minima.forEach(minimum -> Axes.minimum(g, axes.x(minimum[0]), axes.y(minimum[1])));
        });
        for (int i = 0; i < trails.size(); i++) {
            List<double[]> points = trails.get(i).points();
            double[] x = points.stream().mapToDouble(p -> axes.x(p[0])).toArray();
            double[] y = points.stream().mapToDouble(p -> axes.y(p[1])).toArray();
            Axes.trail(g, i, trails.size() == 1, x, y);
        }
        canvas.frame(Look.EDGE, Axes.LEFT, Axes.TOP, axes.width, axes.height);
        axes.legend(canvas, trails);
    }

    /** The map in pixels; the lines on top hide their steps. */
    private BufferedImage bands() {
        int[] shades = IntStream.range(0, BANDS).map(b -> shade(b).getRGB()).toArray();
        int side = CELL * Canvas.SCALE;
        BufferedImage image = new BufferedImage(COLUMNS * side, ROWS * side, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < ROWS * side; y++) {
            for (int x = 0; x < COLUMNS * side; x++) {
                double height = height((x + 0.5) / side, (y + 0.5) / side);
                int found = Arrays.binarySearch(levels, height);
                int band = found >= 0 ? found + 1 : -found - 1;
                image.setRGB(x, y, Double.isFinite(height) ? shades[band] : Look.CARD.getRGB());
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
        for (int r = 0; r < ROWS; r++) {
            for (int c = 0; c < COLUMNS; c++) {
                triangle(path, level, new int[] {c, c + 1, c}, new int[] {r, r, r + 1});
                triangle(path, level, new int[] {c + 1, c + 1, c}, new int[] {r, r + 1, r + 1});
            }
        }
        return path;
    }

    private void triangle(Path2D path, double level, int[] columns, int[] rows) {
        boolean started = false;
        for (int i = 0; i < 3; i++) {
            int k = (i + 1) % 3;
            double from = heights[rows[i]][columns[i]];
            double to = heights[rows[k]][columns[k]];
            if (!Double.isFinite(from) || !Double.isFinite(to) || from < level == to < level) {
                continue;
            }
            double t = (level - from) / (to - from);
            double x = Axes.LEFT + CELL * (columns[i] + t * (columns[k] - columns[i]));
            double y = Axes.TOP + CELL * (rows[i] + t * (rows[k] - rows[i]));
            if (started) {
                path.lineTo(x, y);
            } else {
                path.moveTo(x, y);
            }
            started = true;
        }
    }

    private static Color shade(int band) {
        double t = band / (BANDS - 1.0);
        return new Color(
                mix(LOW.getRed(), HIGH.getRed(), t),
                mix(LOW.getGreen(), HIGH.getGreen(), t),
                mix(LOW.getBlue(), HIGH.getBlue(), t));
    }

    private static int mix(int from, int to, double t) {
        return (int) Math.round(from + t * (to - from));
    }
}
