package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Canvas;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.math.Figures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A kernel that slides over a picture, and the map of sums that grows with it; one cell is as large on both. */
final class SlidingFilm {
    private static final int WIDTH = 560;
    private static final int SIDE = 216; // of the picture and of the map, at most
    private static final int LEFT = 14;
    private static final int TOP = 30;
    private static final int KERNEL = 84;
    private static final int READABLE = 24; // pixels of a cell with a number in it
    private static final int FRAME = Part.rgb(Ink.VERMILLION);

    private final Film.Sliding sliding;
    private final double largestProduct;
    private final double largestSum;

    SlidingFilm(Film.Sliding sliding) {
        this.sliding = sliding;
        largestProduct = largest(sliding.products());
        largestSum = largest(List.of(sliding.sums()));
    }

    private static double largest(List<double[]> numbers) {
        return numbers.stream()
                .flatMapToDouble(Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
    }

    Film film(List<String> captions) {
        int rows = sliding.picture().length;
        int columns = sliding.picture()[0].length;
        int cell = Math.max(2, SIDE / Math.max(rows, columns));
        int kernelCell = KERNEL / sliding.kernel().length;
        double kernelLeft = (WIDTH - kernelCell * sliding.kernel().length) / 2.0;
        double productTop = TOP + kernelCell * sliding.kernel().length + 34;
        double right = WIDTH - LEFT - SIDE;
        int height = TOP + Math.max(cell * rows, (int) productTop - TOP + KERNEL) + 14;
        List<Part> parts = new ArrayList<>(parts(LEFT, right, TOP, cell));
        parts.add(products(kernelLeft, productTop, kernelCell));
        Consumer<Canvas> ground = canvas -> {
            picture(canvas, LEFT, TOP, cell);
            kernel(canvas, kernelLeft, TOP, kernelCell);
            frame(canvas, right, TOP, cell * sliding.sumColumns(), cell * sliding.sumRows());
            double span = kernelCell * sliding.kernel().length;
            frame(canvas, kernelLeft, productTop, span, span);
            title(canvas, "x", LEFT + cell * columns / 2.0, TOP);
            title(canvas, "w", WIDTH / 2.0, TOP);
            title(canvas, "w · x", WIDTH / 2.0, productTop);
            title(canvas, "z", right + cell * sliding.sumColumns() / 2.0, TOP);
        };
        int small = Math.max(1, (Film.WIDTH - 3 * Film.PADDING) / 2 / Math.max(rows, columns));
        double smallRight = Film.WIDTH - Film.PADDING - small * Math.max(columns, sliding.sumColumns());
        return new Film(
                captions,
                new Film.Scene(WIDTH, height, ground, parts),
                new Film.Scene(
                        Film.WIDTH,
                        Film.CAPTION + small * rows + Film.PADDING,
                        canvas -> {
                            picture(canvas, Film.PADDING, Film.CAPTION, small);
                            frame(
                                    canvas,
                                    smallRight,
                                    Film.CAPTION,
                                    small * sliding.sumColumns(),
                                    small * sliding.sumRows());
                        },
                        parts(Film.PADDING, smallRight, Film.CAPTION, small)));
    }

    // ---- what stays ----

    private static void title(Canvas canvas, String title, double x, double top) {
        canvas.text(title, Ink.TITLE_SIZE, Ink.TEXT, x, top - 14);
    }

    private static void frame(Canvas canvas, double x, double y, double width, double height) {
        canvas.frame(Ink.EDGE, x - 0.5, y - 0.5, width + 1, height + 1);
    }

    /** 0 is white and 1 black; what is padding has a tint. */
    private void picture(Canvas canvas, double left, double top, int cell) {
        double[][] picture = sliding.picture();
        for (int i = 0; i < picture.length; i++)
            for (int j = 0; j < picture[0].length; j++) {
                double share = Math.max(0, Math.min(1, picture[i][j]));
                canvas.fill(
                        sliding.isPadding(i, j) ? Ink.mix(Ink.CARD, Ink.SKY, 0.25) : Ink.mix(Ink.CARD, Ink.TEXT, share),
                        left + j * cell,
                        top + i * cell,
                        cell,
                        cell);
            }
        frame(canvas, left, top, cell * picture[0].length, cell * picture.length);
    }

    private void kernel(Canvas canvas, double left, double top, int cell) {
        double[][] kernel = sliding.kernel();
        double largest = 1.8 * largest(List.of(kernel)); // so that numbers can be read on the strongest colour
        for (int i = 0; i < kernel.length; i++)
            for (int j = 0; j < kernel[0].length; j++) {
                int colour = PanelFilm.palette()[PanelFilm.cells(new double[] {kernel[i][j]}, largest)[0]];
                canvas.fill(new java.awt.Color(colour), left + j * cell, top + i * cell, cell, cell);
                if (cell >= READABLE)
                    canvas.text(
                            Figures.text(kernel[i][j], 2),
                            Ink.TEXT_SIZE,
                            Ink.TEXT,
                            left + (j + 0.5) * cell,
                            top + (i + 0.5) * cell);
            }
        frame(canvas, left, top, cell * kernel[0].length, cell * kernel.length);
    }

    // ---- what moves ----

    private List<Part> parts(double left, double right, double top, int cell) {
        List<byte[]> maps = new ArrayList<>();
        List<List<double[]>> windows = new ArrayList<>();
        int columns = sliding.sumColumns();
        byte[] all = PanelFilm.cells(sliding.sums(), largestSum);
        byte blank = (byte) PanelFilm.palette().length;
        for (int place = 0; place < all.length; place++) {
            byte[] map = all.clone();
            Arrays.fill(map, place + 1, map.length, blank);
            maps.add(map);
            windows.add(List.of(
                    square(
                            left + place % columns * sliding.stride() * cell,
                            top + place / columns * sliding.stride() * cell,
                            cell * sliding.kernel().length),
                    square(right + place % columns * cell, top + place / columns * cell, cell)));
        }
        int[] palette = Arrays.copyOf(PanelFilm.palette(), blank + 1);
        palette[blank] = Part.rgb(Ink.GRID);
        return List.of(
                new Part.Raster(right, top, cell * columns, cell * sliding.sumRows(), columns, false, palette, maps),
                new Part.Strokes(new double[] {0, 0, WIDTH, WIDTH}, 2, FRAME, windows));
    }

    private Part products(double left, double top, int cell) {
        int side = sliding.kernel().length;
        return new Part.Raster(
                left,
                top,
                cell * side,
                cell * side,
                side,
                false,
                PanelFilm.palette(),
                sliding.products().stream()
                        .map(products -> PanelFilm.cells(products, largestProduct))
                        .toList());
    }

    private static double[] square(double x, double y, double side) {
        return new double[] {x, y, x + side, y, x + side, y + side, x, y + side, x, y};
    }
}
