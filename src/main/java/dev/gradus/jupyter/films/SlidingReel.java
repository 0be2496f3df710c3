package dev.gradus.jupyter.films;

import dev.gradus.chart.film.Film;
import dev.gradus.errors.Mismatch;
import dev.gradus.errors.Require;
import dev.gradus.errors.ShapeException;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.math.Figures;
import dev.gradus.math.Shape;
import dev.gradus.math.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A kernel that slides over a picture, place by place. */
final class SlidingReel implements Replay.Reel {
    private static final int DIGITS = 3;
    private static final int TERMS = 9; // in a caption

    private final Window window;
    private final Film.Sliding sliding;

    private SlidingReel(Window window, Film.Sliding sliding) {
        this.window = window;
        this.sliding = sliding;
    }

    static SlidingReel of(double[][] picture, double[][] kernel, int stride, int padding) {
        check("picture", picture);
        check("kernel", kernel);
        if (kernel.length != kernel[0].length)
            throw new ShapeException(
                    "kernel is " + kernel.length + " × " + kernel[0].length + ", but must be square",
                    Mismatch.of(
                            Mismatch.Box.of("kernel", kernel.length, kernel[0].length),
                            Mismatch.Box.of("expected", kernel.length, kernel.length)));
        Window window = new Window(1, picture.length, picture[0].length, kernel.length, stride, padding);
        double[][] padded = new double[picture.length + 2 * padding][picture[0].length + 2 * padding];
        for (int i = 0; i < picture.length; i++)
            System.arraycopy(picture[i], 0, padded[i + padding], padding, picture[i].length);
        List<double[]> products = new ArrayList<>();
        for (int i = 0; i < window.outputHeight(); i++)
            for (int j = 0; j < window.outputWidth(); j++)
                products.add(products(padded, kernel, i * stride, j * stride));
        double[] sums =
                products.stream().mapToDouble(p -> Arrays.stream(p).sum()).toArray();
        return new SlidingReel(
                window, new Film.Sliding(padded, padding, kernel, stride, products, sums, window.outputWidth()));
    }

    private static void check(String name, double[][] rows) {
        Require.notNull(name, rows, "rows of numbers");
        Require.atLeast("rows of " + name, rows.length, 1);
        for (double[] row : rows) {
            if (row.length != rows[0].length || row.length == 0)
                throw new ShapeException(
                        name + " has rows of " + rows[0].length + " and of " + row.length
                                + " numbers, but they must be equally long, and not empty",
                        Mismatch.numbers("first row", rows[0].length, "other row", row.length));
            for (double v : row) Require.finite(name, v);
        }
    }

    private static double[] products(double[][] x, double[][] w, int top, int left) {
        double[] products = new double[w.length * w.length];
        for (int a = 0; a < w.length; a++)
            for (int b = 0; b < w.length; b++) products[a * w.length + b] = w[a][b] * x[top + a][left + b];
        return products;
    }

    @Override
    public int frames() {
        return sliding.sums().length;
    }

    /** Equally far apart. */
    @Override
    public int[] strip(int most) {
        return ReplayView.even(frames(), Math.min(most, frames()));
    }

    @Override
    public String sentence() {
        return Messages.text(
                "replay.convolution",
                shape(window.size(), window.size()),
                shape(window.height(), window.width()),
                window.stride(),
                window.padding(),
                shape(window.outputHeight(), window.outputWidth()),
                number(Arrays.stream(sliding.sums()).min().orElseThrow()),
                number(Arrays.stream(sliding.sums()).max().orElseThrow()));
    }

    /** "z[3][5] = 1·0.2 − 1·0.9 = −0.7": the terms that aren't 0. */
    @Override
    public String caption(int frame) {
        double[] products = sliding.products().get(frame);
        int[] terms = IntStream.range(0, products.length)
                .filter(i -> products[i] != 0)
                .toArray();
        if (terms.length == 0) return label(frame);
        String sum =
                Arrays.stream(terms).limit(TERMS).mapToObj(i -> term(frame, i)).collect(Collectors.joining(" + "));
        return place(frame) + " = " + sum + (terms.length > TERMS ? " + …" : "") + " = " + value(frame);
    }

    private String term(int frame, int i) {
        double w = sliding.kernel()[i / window.size()][i % window.size()];
        double x = sliding.picture()[frame / window.outputWidth() * window.stride() + i / window.size()][
                frame % window.outputWidth() * window.stride() + i % window.size()];
        return (w < 0 ? "(" + number(w) + ")" : number(w)) + "·" + number(x);
    }

    private String place(int frame) {
        return "z[" + frame / window.outputWidth() + "][" + frame % window.outputWidth() + "]";
    }

    private String value(int frame) {
        return number(sliding.sums()[frame]);
    }

    private static String shape(int rows, int columns) {
        return Shape.text(new int[] {rows, columns});
    }

    private static String number(double v) {
        return Figures.text(v, DIGITS);
    }

    private String label(int frame) {
        return place(frame) + " = " + value(frame);
    }

    @Override
    public Grid table(int[] frames) {
        Grid grid = new Grid().words(Messages.text("replay.column.place")).numbers("z");
        for (int frame : frames) grid.row(place(frame), value(frame));
        return grid;
    }

    @Override
    public Film film() {
        return Film.sliding(
                sliding, IntStream.range(0, frames()).mapToObj(this::label).toList());
    }
}
