package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Canvas;
import dev.gradus.chart.canvas.Ink;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Several panels beside each other: tables of numbers as coloured squares, or histograms. */
final class PanelFilm {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 190; // of a row of panels
    private static final int SMALL_HEIGHT = 92;
    private static final int GAP = 16;
    private static final int TITLE = 18;
    private static final int NARROW = 60; // CSS pixels, in which a title can't be read
    private static final int CELL = 30; // at most
    private static final int LEVELS = 41;
    private static final int RGB = 0xFFFFFF; // without its opacity
    private static final int BINS = 30;
    private static final int SMALL_TABLES = 4; // in a small picture, for a small file

    private PanelFilm() {}

    /** Room for one panel, without its title and what stands below. */
    private record Box(double x, double y, double width, double height) {}

    /** n boxes in rows, in one of the two sizes. */
    private static List<Box> boxes(int n, boolean small, int below) {
        int across = n <= 3 && !small ? n : (int) Math.ceil(Math.sqrt(n));
        int down = (n + across - 1) / across;
        double rowHeight = small ? Math.max(SMALL_HEIGHT, 156.0 / down) : Math.max(HEIGHT, 300.0 / down);
        if (down > 2) rowHeight = (small ? 220.0 : 480.0) / down;
        double left = small ? Film.PADDING : 14;
        double top = small ? Film.CAPTION : 10;
        double width = ((small ? Film.WIDTH : WIDTH) - 2 * left - GAP * (across - 1)) / across;
        int title = width < NARROW ? 0 : TITLE;
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            double x = left + i % across * (width + GAP);
            double y = top + i / across * (rowHeight + GAP / 2.0) + title;
            boxes.add(new Box(x, y, width, rowHeight - title - below));
        }
        return boxes;
    }

    private static Film.Scene scene(
            boolean small, List<String> titles, List<Box> boxes, int below, Consumer<Canvas> ground, List<Part> parts) {
        double bottom =
                boxes.stream().mapToDouble(box -> box.y + box.height).max().orElse(0);
        return new Film.Scene(
                small ? Film.WIDTH : WIDTH,
                (int) Math.ceil(bottom) + below + (small ? Film.PADDING : 12),
                canvas -> {
                    ground.accept(canvas);
                    for (int i = 0; i < boxes.size(); i++) {
                        Box box = boxes.get(i);
                        if (box.width >= NARROW) {
                            String title = Canvas.cut(Film.drawable(titles.get(i)), Ink.TEXT_SIZE, box.width);
                            canvas.text(title, Ink.TEXT_SIZE, Ink.TEXT, box.x + box.width / 2, box.y - TITLE / 2.0);
                        }
                    }
                },
                parts);
    }

    // ---- tables ----

    static Film tables(List<String> titles, int[] columns, List<List<double[]>> values, List<String> captions) {
        double[] largest = values.stream().mapToDouble(PanelFilm::largest).toArray();
        List<List<byte[]>> cells = IntStream.range(0, values.size())
                .mapToObj(p -> values.get(p).stream()
                        .map(frame -> cells(frame, largest[p]))
                        .toList())
                .toList();
        List<String> scaled = IntStream.range(0, values.size())
                .mapToObj(p -> titles.get(p) + "  ±" + number(largest[p], largest[p]))
                .toList();
        return new Film(
                captions,
                tables(false, scaled, columns, cells),
                tables(true, titles, columns, cells.subList(0, Math.min(SMALL_TABLES, cells.size()))));
    }

    private static Film.Scene tables(boolean small, List<String> titles, int[] columns, List<List<byte[]>> cells) {
        List<Box> boxes = boxes(cells.size(), small, 0);
        List<Rectangle2D> places = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (int p = 0; p < cells.size(); p++) {
            Box box = boxes.get(p);
            int rows = cells.get(p).get(0).length / columns[p];
            double side = Math.min(CELL, Math.min(box.width / columns[p], box.height / rows));
            if (side > 2) side = Math.floor(side);
            double width = side * columns[p];
            double height = side * rows;
            double x = Math.round(box.x + (box.width - width) / 2);
            double y = Math.round(box.y + (box.height - height) / 2);
            places.add(new Rectangle2D.Double(x - 0.5, y - 0.5, width + 1, height + 1));
            parts.add(new Part.Raster(x, y, width, height, columns[p], false, palette(), cells.get(p)));
        }
        return scene(
                small,
                titles,
                boxes,
                0,
                canvas -> places.forEach(r -> canvas.frame(Ink.EDGE, r.getX(), r.getY(), r.getWidth(), r.getHeight())),
                parts);
    }

    private static double largest(List<double[]> frames) {
        return numbers(frames).map(Math::abs).max().orElse(1);
    }

    private static DoubleStream numbers(List<double[]> frames) {
        return frames.stream().flatMapToDouble(Arrays::stream).filter(Double::isFinite);
    }

    /** Of the palette, for numbers up to the largest on either side of 0. */
    static byte[] cells(double[] values, double largest) {
        byte[] cells = new byte[values.length];
        for (int i = 0; i < cells.length; i++) {
            double share = largest == 0 || Double.isNaN(values[i]) ? 0 : values[i] / largest;
            cells[i] = (byte) Math.round((Math.max(-1, Math.min(1, share)) + 1) / 2 * (LEVELS - 1));
        }
        return cells;
    }

    /** Blue over white to vermillion. */
    static int[] palette() {
        return IntStream.range(0, LEVELS)
                .map(i -> {
                    double t = 2.0 * i / (LEVELS - 1) - 1;
                    return Ink.mix(Ink.CARD, t < 0 ? Ink.BLUE : Ink.VERMILLION, Math.abs(t))
                                    .getRGB()
                            & RGB;
                })
                .toArray();
    }

    // ---- histograms ----

    static Film histograms(List<String> titles, boolean oneScale, List<List<double[]>> values, List<String> captions) {
        double[] all = hull(values.stream().flatMap(List::stream).toList());
        List<double[]> ranges =
                values.stream().map(frames -> oneScale ? all : hull(frames)).toList();
        List<List<double[]>> bars = IntStream.range(0, values.size())
                .mapToObj(p -> values.get(p).stream()
                        .map(frame -> bars(frame, ranges.get(p)))
                        .toList())
                .toList();
        return new Film(captions, histograms(false, titles, ranges, bars), histograms(true, titles, ranges, bars));
    }

    private static Film.Scene histograms(
            boolean small, List<String> titles, List<double[]> ranges, List<List<double[]>> bars) {
        int below = 18;
        List<Box> boxes = boxes(bars.size(), small, below);
        List<Part> parts = new ArrayList<>();
        for (int p = 0; p < bars.size(); p++) {
            Box box = boxes.get(p);
            parts.add(new Part.Bars(box.x, box.y, box.width, box.height, Ink.BLUE.getRGB() & RGB, bars.get(p)));
        }
        Consumer<Canvas> ground = canvas -> {
            for (int p = 0; p < boxes.size(); p++) {
                Box box = boxes.get(p);
                double bottom = box.y + box.height;
                canvas.fill(Ink.TEXT, box.x, bottom, box.width, 1);
                if (box.width < NARROW) {
                    continue;
                }
                double low = ranges.get(p)[0];
                double high = ranges.get(p)[1];
                canvas.text(number(low, high - low), Ink.TEXT_SIZE, Ink.TEXT, box.x, bottom + 10, 0, false);
                canvas.text(
                        number(high, high - low), Ink.TEXT_SIZE, Ink.TEXT, box.x + box.width, bottom + 10, 1, false);
            }
        };
        return scene(small, titles, boxes, below, ground, parts);
    }

    /** From the lowest number to the highest, without the outermost hundredth on either side. */
    private static double[] hull(List<double[]> frames) {
        double[] sorted = numbers(frames).sorted().toArray();
        if (sorted.length == 0) return new double[] {0, 1};
        double low = sorted[sorted.length / 100];
        double high = sorted[sorted.length - 1 - sorted.length / 100];
        return low < high ? new double[] {low, high} : new double[] {low - 1, high + 1};
    }

    /** Heights relative to the highest bar; what lies outside of the range counts for the outermost bars. */
    private static double[] bars(double[] values, double[] range) {
        double[] bars = new double[BINS];
        for (double value : values) {
            if (!Double.isNaN(value)) {
                double share = (value - range[0]) / (range[1] - range[0]);
                bars[(int) Math.max(0, Math.min(BINS - 1, share * BINS))]++;
            }
        }
        double highest = Math.max(1, Arrays.stream(bars).max().orElse(1));
        return Arrays.stream(bars).map(b -> b / highest).toArray();
    }

    /** Two digits; 0 for what can't be told from it on an axis of this length. */
    private static String number(double value, double length) {
        if (Math.abs(value) < length / 500) return "0";
        String text = String.format(Locale.ROOT, "%.2g", value);
        return text.contains("e") || !text.contains(".") ? text : text.replaceAll("\\.?0+$", "");
    }
}
