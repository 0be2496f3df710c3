package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.Ink;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a network answers all over a plane, while it learns. */
final class MapFilm {
    private static final int WIDTH = 400;
    private static final int PLOT = WIDTH - (int) Axes.LEFT - 16;
    private static final int TOP = 28;
    private static final int SMALL = Film.WIDTH - 2 * Film.PADDING;
    private static final int SMALL_POINTS = 60;
    private static final Color[] CLASSES = {
        Ink.BLUE, Ink.VERMILLION, Ink.GREEN, Ink.PURPLE, Ink.ORANGE, Ink.SKY, Ink.TEXT
    };
    /** Shades of one colour: how sure the answer is. */
    private static final int SHADES = 8;

    private MapFilm() {}

    static Film of(
            double[] window,
            int columns,
            List<double[][]> outputs,
            double[][] points,
            double[][] targets,
            List<String> captions) {
        int k = targets[0].length;
        double low = Arrays.stream(targets).mapToDouble(t -> t[0]).min().orElse(0);
        double high = Arrays.stream(targets).mapToDouble(t -> t[0]).max().orElse(1);
        List<byte[]> cells = outputs.stream()
                .map(frame -> cells(frame, columns, k == 1, low, high))
                .toList();
        int[] colours = Arrays.stream(targets)
                .mapToInt(t -> (k == 1 ? CLASSES[t[0] > (low + high) / 2 ? 1 : 0] : colour(best(t))).getRGB())
                .toArray();
        Axes.Range xs = new Axes.Range(window[0], window[1]);
        Axes.Range ys = new Axes.Range(window[2], window[3]);
        Axes axes = new Axes(xs, ys, Axes.LEFT, TOP, PLOT, PLOT);
        Axes bare = new Axes(xs, ys, Film.PADDING, Film.CAPTION, SMALL, SMALL);
        return new Film(
                captions,
                new Film.Scene(
                        WIDTH,
                        PLOT + TOP + 42,
                        canvas -> axes.draw(canvas, "", "x₁", "x₂", false),
                        parts(axes, columns, palette(k), cells, points, colours, 5)),
                new Film.Scene(
                        Film.WIDTH,
                        Film.CAPTION + SMALL + Film.PADDING,
                        canvas -> {},
                        parts(bare, columns, palette(k), cells, points, colours, 3)));
    }

    private static List<Part> parts(
            Axes axes,
            int columns,
            int[] palette,
            List<byte[]> cells,
            double[][] points,
            int[] colours,
            double radius) {
        boolean smooth = axes.left > Film.PADDING; // in a small picture, plain cells and fewer dots make a small file
        int n = smooth ? points.length : Math.min(SMALL_POINTS, points.length);
        double[] x = new double[n];
        double[] y = new double[n];
        int[] shown = new int[n];
        for (int i = 0; i < n; i++) {
            int point = (int) ((long) i * points.length / n);
            x[i] = axes.x(points[point][0]);
            y[i] = axes.y(points[point][1]);
            shown[i] = colours[point];
        }
        return List.of(
                new Part.Raster(axes.left, axes.top, axes.width, axes.height, columns, smooth, palette, cells),
                new Part.Dots(points.length > 30 ? radius / 1.5 : radius, x, y, shown));
    }

    /** Rows run from low y to high, those of a picture from the top. */
    private static byte[] cells(double[][] outputs, int columns, boolean one, double low, double high) {
        byte[] cells = new byte[outputs.length];
        int rows = outputs.length / columns;
        for (int i = 0; i < cells.length; i++) {
            double[] a = outputs[(rows - 1 - i / columns) * columns + i % columns];
            cells[i] = (byte) (one ? level((a[0] - low) / (high - low), 2 * SHADES) : shade(a));
        }
        return cells;
    }

    private static int level(double share, int levels) {
        return (int) Math.max(0, Math.min(levels - 1, share * levels)); // NaN is 0
    }

    /** The class that leads, and how far: from no lead over chance to certainty. */
    private static int shade(double[] a) {
        int winner = best(a);
        double chance = 1.0 / a.length;
        return winner % CLASSES.length * SHADES + level((a[winner] - chance) / (1 - chance), SHADES);
    }

    private static int best(double[] a) {
        int best = 0;
        for (int j = 1; j < a.length; j++) {
            if (a[j] > a[best]) {
                best = j;
            }
        }
        return best;
    }

    private static Color colour(int k) {
        return CLASSES[k % CLASSES.length];
    }

    private static int[] palette(int k) {
        List<Integer> palette = new ArrayList<>();
        if (k == 1) {
            for (int s = SHADES - 1; s >= 0; s--) {
                palette.add(tint(CLASSES[0], s));
            }
        }
        for (int c = k == 1 ? 1 : 0; c < (k == 1 ? 2 : Math.min(k, CLASSES.length)); c++) {
            for (int s = 0; s < SHADES; s++) {
                palette.add(tint(CLASSES[c], s));
            }
        }
        return palette.stream().mapToInt(rgb -> rgb).toArray();
    }

    /** From nearly white to half the colour, so that dots of the full colour stand out. */
    private static int tint(Color colour, int shade) {
        return Part.rgb(Ink.mix(Ink.CARD, colour, 0.1 + 0.5 * shade / (SHADES - 1.0)));
    }
}
