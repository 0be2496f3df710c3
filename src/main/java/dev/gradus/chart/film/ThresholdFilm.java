package dev.gradus.chart.film;

import dev.gradus.chart.canvas.Axes;
import dev.gradus.chart.canvas.Canvas;
import dev.gradus.chart.canvas.Ink;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** A threshold that slides over answers, so that its two lanes and sides are the confusion matrix; and its ROC point. */
final class ThresholdFilm {
    private static final Axes.Range SHARES = new Axes.Range(0, 1);
    private static final double LABEL = 20; // room for counts in a lane
    private static final int MOST = 400; // dots; of more answers some stand for all
    private static final Color SUSPECTED = Ink.mix(Ink.CARD, Ink.ORANGE, 0.16);

    private final Film.Answers answers;
    private final double[] thresholds;
    private final double[][] curve;

    ThresholdFilm(Film.Answers answers, double[] thresholds, double[][] curve) {
        this.answers = answers;
        this.thresholds = thresholds;
        this.curve = curve;
    }

    Film film(List<String> captions) {
        Axes.Range xs = new Axes.Range(thresholds[0], thresholds[thresholds.length - 1]);
        Axes lanes = new Axes(xs, SHARES, 330, 230);
        Axes roc = new Axes(SHARES, SHARES, 444, Axes.TOP, 196, 230);
        Film.Scene large = new Film.Scene(
                656,
                (int) Axes.TOP + 230 + 42,
                canvas -> {
                    lanes.drawAcross(canvas, "p", false);
                    canvas.text("y", Ink.TEXT_SIZE, Ink.TEXT, lanes.left - 7, lanes.top - 11, 1, false);
                    canvas.text("1", Ink.TEXT_SIZE, Ink.TEXT, lanes.left - 7, lanes.y(0.75), 1, false);
                    canvas.text("0", Ink.TEXT_SIZE, Ink.TEXT, lanes.left - 7, lanes.y(0.25), 1, false);
                    roc.draw(canvas, "", "FP / (FP + TN)", "", true);
                    canvas.text("TP / (TP + FN)", Ink.TEXT_SIZE, Ink.TEXT, roc.left - 24, roc.top - 11, 0, false);
                    frames(canvas, lanes, roc);
                },
                parts(lanes, roc, true));
        Axes smallLanes = new Axes(xs, SHARES, Film.PADDING, Film.CAPTION, 190, 112);
        Axes smallRoc = new Axes(SHARES, SHARES, 2 * Film.PADDING + 190, Film.CAPTION, 112, 112);
        Film.Scene small = new Film.Scene(
                3 * Film.PADDING + 190 + 112,
                Film.CAPTION + 112 + Film.PADDING,
                canvas -> frames(canvas, smallLanes, smallRoc),
                parts(smallLanes, smallRoc, false));
        return new Film(captions, large, small);
    }

    private void frames(Canvas canvas, Axes lanes, Axes roc) {
        for (Axes axes : List.of(lanes, roc)) canvas.frame(Ink.EDGE, axes.left, axes.top, axes.width, axes.height);
        canvas.graphics().setStroke(new BasicStroke(1));
        canvas.graphics()
                .draw(new Line2D.Double(roc.x(0), roc.y(0), roc.x(1), roc.y(1))); // chance, in the frame's grey
        Path2D line = new Path2D.Double();
        line.moveTo(roc.x(0), roc.y(0));
        for (int i = 0; i < curve[0].length; i++) line.lineTo(roc.x(curve[0][i]), roc.y(curve[1][i]));
        canvas.graphics().setColor(Ink.BLUE);
        canvas.graphics().setStroke(new BasicStroke(Ink.LINE));
        canvas.graphics().draw(line);
    }

    private List<Part> parts(Axes lanes, Axes roc, boolean counted) {
        double[] clip = {lanes.left, lanes.top, lanes.width, lanes.height};
        List<double[]> sides = Arrays.stream(thresholds)
                .mapToObj(t -> new double[] {lanes.x(t), lanes.y(0.5), lanes.left + lanes.width, lanes.y(0.5)})
                .toList();
        List<double[]> lines = Arrays.stream(thresholds)
                .mapToObj(t -> new double[] {lanes.x(t), lanes.top, lanes.x(t), lanes.top + lanes.height})
                .toList();
        List<double[]> middle = sides.stream()
                .map(side -> new double[] {lanes.left, lanes.y(0.5), lanes.left + lanes.width, lanes.y(0.5)})
                .toList();
        List<Part> parts = new ArrayList<>(
                List.of(strokes(clip, lanes.height, SUSPECTED, sides), strokes(clip, 1, Ink.EDGE, middle)));
        double room = lanes.height / 2 - (counted ? LABEL : 4);
        for (boolean yes : new boolean[] {true, false}) {
            double centre = lanes.y(yes ? 0.75 : 0.25) + (counted ? yes ? LABEL / 2 : -LABEL / 2 : 0);
            parts.addAll(lane(lanes, clip, yes, centre, room, counted));
        }
        parts.add(strokes(clip, 2, Ink.TEXT, lines));
        if (counted) parts.add(counts(lanes));
        parts.add(new Part.Spot(
                shown(t -> roc.x(answers.count(false, t) / (double) answers.count(false))),
                shown(t -> roc.y(answers.count(true, t) / (double) answers.count(true))),
                Part.rgb(Ink.VERMILLION)));
        return parts;
    }

    private static Part strokes(double[] clip, double thickness, Color colour, List<double[]> frames) {
        return new Part.Strokes(
                clip, thickness, Part.rgb(colour), frames.stream().map(List::of).toList());
    }

    private double[] shown(DoubleUnaryOperator place) {
        return Arrays.stream(thresholds).map(place).toArray();
    }

    // ---- dots ----

    /** All that are yes, or all that are no, as close to the middle of their lane as there is room; wrong ones are squares. */
    private List<Part> lane(Axes axes, double[] clip, boolean yes, double centre, double room, boolean counted) {
        double[] all = Arrays.stream(answers.scores(yes)).sorted().toArray();
        int every = 1 + (answers.scores().length - 1) / MOST;
        double[] mine = IntStream.range(0, (all.length + every - 1) / every)
                .mapToDouble(i -> all[Math.min(all.length - 1, i * every + every / 2)])
                .toArray();
        double[] x = Arrays.stream(mine).map(axes::x).toArray();
        double radius = (counted ? 3 : 1.9);
        double[] y = Arrays.stream(stacked(x, 2 * radius + 0.6, room / 2 - radius))
                .map(up -> centre + up)
                .toArray();
        Color colour = yes ? Ink.VERMILLION : Ink.BLUE;
        int[] pale = new int[x.length];
        Arrays.fill(pale, Part.rgb(Ink.mix(colour, Ink.CARD, 0.5)));
        List<List<double[]>> wrong = Arrays.stream(thresholds)
                .mapToObj(t -> IntStream.range(0, x.length)
                        .filter(i -> mine[i] >= t != yes)
                        .mapToObj(i -> new double[] {x[i] - radius, y[i], x[i] + radius, y[i]})
                        .toList())
                .toList();
        return List.of(new Part.Dots(radius, x, y, pale), new Part.Strokes(clip, 2 * radius, Part.rgb(colour), wrong));
    }

    /** How far from the middle each dot lies, so that none touch but in a crowd, which is pressed together; x rises. */
    private static double[] stacked(double[] x, double distance, double furthest) {
        double[] up = new double[x.length];
        for (int from = 0, until; from < x.length; from = until) {
            until = from + 1;
            while (until < x.length && x[until] - x[until - 1] < distance) until++;
            double highest = 0;
            for (int i = from; i < until; i++) {
                up[i] = nearest(x, up, i, distance);
                highest = Math.max(highest, Math.abs(up[i]));
            }
            for (int i = from; i < until && highest > furthest; i++) up[i] *= furthest / highest;
        }
        return up;
    }

    /** The place nearest to the middle where dot i touches none before it. */
    private static double nearest(double[] x, double[] up, int i, double distance) {
        List<Double> places = new ArrayList<>(List.of(0.0));
        int first = i;
        for (; first > 0 && x[i] - x[first - 1] < distance; first--) {
            double across = x[i] - x[first - 1];
            double away = Math.sqrt(distance * distance - across * across);
            places.add(up[first - 1] + away);
            places.add(up[first - 1] - away);
        }
        int from = first;
        return places.stream()
                .sorted(Comparator.comparingDouble((Double p) -> Math.abs(p)).thenComparingDouble(p -> p))
                .filter(p ->
                        IntStream.range(from, i).allMatch(j -> Math.hypot(x[i] - x[j], p - up[j]) > distance - 1e-6))
                .findFirst()
                .orElse(0.0);
    }

    // ---- counts ----

    /** In the corners: where the dots lie that each number counts. */
    private Part counts(Axes axes) {
        List<Wiring.Label> labels = new ArrayList<>();
        double high = axes.top + 11;
        double low = axes.top + axes.height - 11;
        double left = axes.left + 32;
        double right = axes.left + axes.width - 32;
        label(labels, left, high, "FN ", frame -> answers.count(true) - answers.count(true, thresholds[frame]));
        label(labels, right, high, "TP ", frame -> answers.count(true, thresholds[frame]));
        label(labels, left, low, "TN ", frame -> answers.count(false) - answers.count(false, thresholds[frame]));
        label(labels, right, low, "FP ", frame -> answers.count(false, thresholds[frame]));
        Wiring.Colours none = new Wiring.Colours(new int[0], new int[0], new int[0]);
        return new Wiring(
                0,
                Ink.TEXT_SIZE,
                List.of(),
                List.of(),
                labels,
                Arrays.stream(thresholds).mapToObj(t -> none).toList());
    }

    /** A number with its symbol, anew wherever it changes. */
    private void label(List<Wiring.Label> labels, double x, double y, String symbol, IntUnaryOperator number) {
        for (int from = 0, until; from < thresholds.length; from = until) {
            int value = number.applyAsInt(from);
            until = from + 1;
            while (until < thresholds.length && number.applyAsInt(until) == value) until++;
            labels.add(new Wiring.Label(x, y, symbol + value, Part.rgb(Ink.TEXT), Wiring.PAPER, from, until));
        }
    }
}
