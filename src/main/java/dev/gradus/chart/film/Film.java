package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Canvas;
import dev.gradus.chart.canvas.Drawing;
import dev.gradus.chart.canvas.Fonts;
import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.canvas.Picture;
import dev.gradus.chart.canvas.Trail;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A picture in frames. Each frame is a small chart of its own, for a strip; and {@link #data} has what a page's script
 * needs to draw them all in one large card.
 */
public final class Film {
    /** Of a small card: its width, its padding, and the height of its caption. */
    static final int WIDTH = 212;

    static final int PADDING = 6;
    static final int CAPTION = 24;

    /** One size of the film: what stays, and what moves on it. */
    record Scene(int width, int height, Consumer<Canvas> below, List<Part> parts) {}

    private final List<String> captions;
    private final Scene large;
    private final Scene small;

    Film(List<String> captions, Scene large, Scene small) {
        this.captions = List.copyOf(captions);
        this.large = large;
        this.small = small;
    }

    // ---- making one ----

    /**
     * A descent on a function of one variable; see {@code Charts.descent}.
     *
     * @param captions one a frame, of digits and symbols
     * @param steps for each frame, which step of the trails it shows; trails that are shorter wait at their end
     */
    public static Film descent(
            String title,
            DoubleUnaryOperator f,
            List<Trail> trails,
            List<double[]> minima,
            List<String> captions,
            int[] steps) {
        return DescentFilm.onCurve(title, f, trails, minima, captions, steps);
    }

    /** A descent on a function of two variables; see {@code Charts.contours}, and above. */
    public static Film contours(
            String title,
            DoubleBinaryOperator f,
            List<Trail> trails,
            List<double[]> minima,
            List<String> captions,
            int[] steps) {
        return DescentFilm.onMap(title, f, trails, minima, captions, steps);
    }

    /** Values over the steps, as trails of points (step, value); see above. */
    public static Film values(String title, List<Trail> trails, List<String> captions, int[] steps) {
        return DescentFilm.ofValues(title, trails, captions, steps);
    }

    /**
     * A model on its data, and beside it the cost of its parameters, one or two: the line tilts while the point slides.
     *
     * @param data the samples, and the names of their axes
     * @param model from the parameters and an input to the prediction
     * @param title of the cost, such as J(w) or J(w, b)
     * @param places for each frame the parameters
     * @param trail their way over the cost, as far as it is shown
     * @param steps for each frame, which point of the trail it shows
     * @param drawn whether the trail is drawn, or its point alone
     */
    public static Film fit(
            Samples data,
            ToDoubleBiFunction<double[], Double> model,
            String title,
            ToDoubleFunction<double[]> cost,
            List<double[]> places,
            Trail trail,
            int[] steps,
            boolean drawn,
            List<String> captions) {
        return new FitFilm(data, model, places, trail, steps, drawn).film(title, cost, captions);
    }

    /**
     * Samples of one input and one target.
     *
     * @param x the inputs
     * @param y the targets, as many
     */
    public record Samples(double[] x, double[] y, String xName, String yName) {}

    /**
     * Answers in two lanes, those that should be yes above the others, with a threshold that slides over them; and beside
     * it the ROC curve with the threshold's point.
     *
     * @param thresholds one a frame, rising
     * @param curve false-positive rates and true-positive rates
     */
    public static Film threshold(Answers answers, double[] thresholds, double[][] curve, List<String> captions) {
        return new ThresholdFilm(answers, thresholds, curve).film(captions);
    }

    /**
     * Answers between yes and no.
     *
     * @param scores how sure each yes is
     * @param truth whether it is one
     */
    public record Answers(double[] scores, boolean[] truth) {
        /** Of those that are a yes, or a no. */
        public double[] scores(boolean yes) {
            return IntStream.range(0, truth.length)
                    .filter(i -> truth[i] == yes)
                    .mapToDouble(i -> scores[i])
                    .toArray();
        }

        /** How many are a yes, or a no. */
        public int count(boolean yes) {
            return scores(yes).length;
        }

        /** How many of them are suspected. */
        public int count(boolean yes, double threshold) {
            return (int) Arrays.stream(scores(yes)).filter(s -> s >= threshold).count();
        }
    }

    /**
     * What a network answers all over a plane, and the samples that it learns from. One output is shown from blue, low,
     * to vermillion, high; of several outputs the highest one gives the colour, the lighter the less it leads.
     *
     * @param window from low to high in both directions: x₁, x₂, y₁, y₂
     * @param columns cells in a row of the map, which has as many rows
     * @param outputs for each frame and each cell, row by row from low y to high, the outputs
     * @param points the samples
     * @param targets of each sample, as many numbers as outputs
     */
    public static Film map(
            double[] window,
            int columns,
            List<double[][]> outputs,
            double[][] points,
            double[][] targets,
            List<String> captions) {
        return MapFilm.of(window, columns, outputs, points, targets, captions);
    }

    /**
     * Tables of numbers as coloured squares, from blue for negative over white to vermillion for positive ones; each table
     * on a scale of its own that holds for the whole film.
     *
     * @param titles one a table; cut where too long
     * @param columns how many numbers a row of each table has
     * @param values for each table and each frame all numbers, row by row
     */
    public static Film tables(List<String> titles, int[] columns, List<List<double[]>> values, List<String> captions) {
        return PanelFilm.tables(titles, columns, values, captions);
    }

    /**
     * How often which numbers occur, in bars.
     *
     * @param titles one a panel; cut where too long
     * @param oneScale whether all panels have the same scale
     * @param values for each panel and each frame the numbers
     */
    public static Film histograms(
            List<String> titles, boolean oneScale, List<List<double[]>> values, List<String> captions) {
        return PanelFilm.histograms(titles, oneScale, values, captions);
    }

    /**
     * A small network as circles and arrows, whose numbers appear one after the other.
     *
     * @param sizes how many neurons each layer has, the input's first
     * @param signals all numbers; J stands in a layer of its own, behind the last
     * @param captions one a frame, of digits and symbols
     */
    public static Film network(int[] sizes, List<Signal> signals, List<String> captions) {
        return NetworkFilm.of(sizes, signals, captions);
    }

    /**
     * A kernel that slides over a picture; a frame for each place where it stops.
     *
     * @param captions one a frame, of digits and symbols
     */
    public static Film sliding(Sliding sliding, List<String> captions) {
        return new SlidingFilm(sliding).film(captions);
    }

    /**
     * What a sliding kernel sees and gives.
     *
     * @param picture with its padding around it, square or not
     * @param padding rows and columns of zeros on every side
     * @param kernel k × k weights
     * @param products for each place, row by row, the k² products of weight and number
     * @param sums of these
     * @param sumColumns how many places stand in a row
     */
    public record Sliding(
            double[][] picture,
            int padding,
            double[][] kernel,
            int stride,
            List<double[]> products,
            double[] sums,
            int sumColumns) {
        int sumRows() {
            return sums.length / sumColumns;
        }

        boolean isPadding(int row, int column) {
            return Math.min(row, picture.length - 1 - row) < padding
                    || Math.min(column, picture[0].length - 1 - column) < padding;
        }
    }

    /**
     * A sound that is heard, and a class for it; a frame for each window.
     *
     * @param captions one a frame, of digits and symbols
     */
    public static Film listening(Listening listening, List<String> captions) {
        return new ListeningFilm(listening).film(captions);
    }

    /**
     * What is heard, and what it is taken for.
     *
     * @param shares windows × bands, from 0, silence, to 1
     * @param pitches what each band is called; some may be empty
     * @param hop from one window to the next, in seconds
     * @param probabilities for each window one a class
     * @param classes their names
     */
    public record Listening(
            double[][] shares, List<String> pitches, double hop, List<double[]> probabilities, List<String> classes) {}

    // ---- what it gives ----

    /** How many frames it has. */
    public int frames() {
        return captions.size();
    }

    /** One frame, with its caption, as a small picture that says all by itself. */
    public Picture picture(int frame) {
        return drawing(captions.get(frame), small, canvas -> {
            String caption = Canvas.cut(captions.get(frame), Ink.TEXT_SIZE, small.width - 2 * PADDING);
            canvas.text(caption, Ink.TEXT_SIZE, Ink.TEXT, small.width / 2.0, CAPTION / 2.0 + 1);
            small.parts.forEach(part -> part.draw(canvas.graphics(), frame));
        });
    }

    /**
     * One frame in its large size.
     *
     * @param title what it shows, in words
     */
    public Picture large(String title, int frame) {
        return drawing(title, large, canvas -> large.parts.forEach(part -> part.draw(canvas.graphics(), frame)));
    }

    /**
     * The large picture for a script, as JSON: its size, what stays as a PNG file, and what moves in the chosen
     * frames. It holds numbers, colours and Base64, and nobody's words.
     */
    public String data(int... chosen) {
        byte[] png = drawing("", large, canvas -> {}).png();
        return "{\"width\":" + large.width + ",\"height\":" + large.height
                + ",\"background\":\"data:image/png;base64,"
                + Base64.getEncoder().encodeToString(png)
                + "\",\"parts\":"
                + large.parts.stream().map(part -> part.json(chosen)).collect(Collectors.joining(",", "[", "]"))
                + "}";
    }

    private static Picture drawing(String title, Scene scene, Consumer<Canvas> above) {
        return new Drawing(title, scene.width, scene.height) {
            @Override
            protected void draw(Canvas canvas) {
                scene.below.accept(canvas);
                above.accept(canvas);
            }
        };
    }

    /** The title, or nothing where no font can draw it: the page says it in words, too. */
    static String drawable(String title) {
        try {
            Fonts.covering(Ink.TITLE_SIZE, List.of(title));
            return title;
        } catch (IllegalArgumentException noFont) {
            return "";
        }
    }
}
