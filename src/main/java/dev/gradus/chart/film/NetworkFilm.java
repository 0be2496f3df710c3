package dev.gradus.chart.film;

import static dev.gradus.chart.film.Part.rgb;
import static dev.gradus.chart.film.Wiring.PAPER;

import dev.gradus.chart.canvas.Ink;
import dev.gradus.chart.film.Signal.Kind;
import dev.gradus.chart.film.Wiring.Arrow;
import dev.gradus.chart.film.Wiring.Circle;
import dev.gradus.chart.film.Wiring.Colours;
import dev.gradus.chart.film.Wiring.Label;
import dev.gradus.math.Figures;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A small network as circles and arrows, the input on the left and J on the right. Numbers are dark, gradients vermillion as
 * in the picture of a graph; what passes nothing on stays grey.
 */
final class NetworkFilm {
    private static final int GREY = 0xB4B4B4;
    private static final int GREY_TEXT = 0x767676;
    private static final int SILENT = 0xF0F0F0; // inside
    private static final int KNOWN = 0xEAF3F9;
    private static final int BLAMED = 0xFDEBDD;
    private static final double ALONG = 0.45; // of an arrow, where its weight stands
    private static final double CROSSING = 0.28; // of arrows that cross others
    private static final double HALF = 0.5; // of those that are level, in a small picture
    private static final int DIGITS = 3;
    private static final int FOR_EVER = Integer.MAX_VALUE;

    private final boolean small;
    private final int[] sizes; // neurons a layer, the input's first
    private final List<Signal> signals;
    private final int frames;
    private final int width;
    private final double radius;
    private final double row; // from neuron to neuron
    private final double middle;
    private final List<Arrow> arrows = new ArrayList<>();
    private final List<Circle> circles = new ArrayList<>();
    private final List<Label> labels = new ArrayList<>();

    private NetworkFilm(boolean small, int[] sizes, List<Signal> signals, int frames) {
        this.small = small;
        this.sizes = sizes;
        this.signals = signals;
        this.frames = frames;
        width = small ? Film.WIDTH : 560;
        radius = small ? 15 : 25;
        row = small ? 58 : 130;
        middle = (small ? Film.CAPTION : 14) + row * most() / 2;
    }

    static Film of(int[] sizes, List<Signal> signals, List<String> captions) {
        int frames = captions.size();
        return new Film(
                captions,
                new NetworkFilm(false, sizes, signals, frames).scene(),
                new NetworkFilm(true, sizes, signals, frames).scene());
    }

    private int most() {
        return Arrays.stream(sizes).max().orElse(1);
    }

    private double x(int layer) {
        double margin = radius + (small ? 6 : 16);
        return margin + layer * (width - 2 * margin) / sizes.length; // J behind the last one
    }

    private double y(int layer, int neuron) {
        int neurons = layer < sizes.length ? sizes[layer] : 1;
        return middle + (neuron - (neurons - 1) / 2.0) * row;
    }

    private Film.Scene scene() {
        List<int[]> ends = new ArrayList<>(); // of each arrow: the layer it leads to, neuron, source
        for (int l = 1; l <= sizes.length; l++)
            for (int j = 0; j < (l < sizes.length ? sizes[l] : 1); j++)
                for (int i = 0; i < sizes[l - 1]; i++) {
                    arrows.add(arrow(x(l - 1), y(l - 1, i), x(l), y(l, j)));
                    ends.add(new int[] {l, j, i});
                }
        List<int[]> places = new ArrayList<>(); // of each circle
        for (int l = 0; l <= sizes.length; l++)
            for (int j = 0; j < (l < sizes.length ? sizes[l] : 1); j++) {
                circles.add(new Circle(x(l), y(l, j)));
                places.add(new int[] {l, j});
            }
        signals.forEach(this::label);
        List<Colours> colours = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            int frame = f;
            colours.add(new Colours(
                    ends.stream()
                            .mapToInt(end -> arrowColour(end[0], end[1], end[2], frame))
                            .toArray(),
                    places.stream().mapToInt(at -> inside(at[0], at[1], frame)).toArray(),
                    places.stream().mapToInt(at -> line(at[0], at[1], frame)).toArray()));
        }
        int height = (int) Math.ceil(middle + row * most() / 2 + (small ? 4 : 14));
        Wiring wiring = new Wiring(radius, small ? 9.5f : 12, arrows, circles, labels, colours);
        return new Film.Scene(width, height, canvas -> {}, List.of(wiring));
    }

    private Arrow arrow(double x1, double y1, double x2, double y2) {
        double length = Math.hypot(x2 - x1, y2 - y1);
        double dx = (x2 - x1) * (radius + 2) / length;
        double dy = (y2 - y1) * (radius + 2) / length;
        return new Arrow(x1 + dx, y1 + dy, x2 - dx, y2 - dy);
    }

    // ---- labels ----

    private void label(Signal s) {
        double x = x(s.layer());
        double y = y(s.layer(), s.neuron());
        int until = FOR_EVER;
        switch (s.kind()) {
            case INPUT, LOSS -> {}
            case TARGET -> y += radius + 11;
            case BIAS -> y -= radius + 24;
            case BIAS_GRADIENT -> y -= radius + 10;
            case SUM -> {
                if (small) until = since(Kind.OUTPUT, s);
                else y -= 8;
            }
            case OUTPUT -> y += !small && since(Kind.SUM, s) < FOR_EVER ? 8 : 0;
            case ARRIVED -> {
                y += radius + (small ? 8 : 11);
                if (small) until = since(Kind.DELTA, s);
            }
            case DELTA -> y += radius + (small ? 8 : since(Kind.ARRIVED, s) < FOR_EVER ? 26 : 11);
            case WEIGHT, WEIGHT_GRADIENT -> {
                boolean gradient = s.kind() == Kind.WEIGHT_GRADIENT;
                boolean crossing = sizes[s.layer() - 1] > 1 && sizes[s.layer()] > 1;
                boolean level = small && crossing && y(s.layer() - 1, s.source()) == y; // it would lie on a number
                double rest = 1 - (level ? HALF : crossing ? CROSSING : ALONG);
                x += rest * (x(s.layer() - 1) - x);
                y += rest * (y(s.layer() - 1, s.source()) - y) + (small ? 0 : gradient ? 8 : -8);
                if (small && !gradient) until = since(Kind.WEIGHT_GRADIENT, s);
            }
        }
        boolean isBias = s.kind() == Kind.BIAS || s.kind() == Kind.BIAS_GRADIENT || s.kind() == Kind.TARGET;
        if (small && isBias) return; // no room
        String text = (small ? "" : s.kind().symbol + " ") + Figures.text(s.value(), DIGITS);
        labels.add(new Label(x, y, text, colour(s), card(s), s.frame(), until));
    }

    private static boolean isGradient(Signal s) {
        return s.kind().compareTo(Kind.LOSS) > 0;
    }

    private static int colour(Signal s) {
        if (isGradient(s)) return s.value() == 0 ? GREY_TEXT : rgb(Ink.VERMILLION.darker());
        return s.kind() == Kind.WEIGHT || s.kind() == Kind.BIAS ? rgb(Ink.DEEP_BLUE) : rgb(Ink.TEXT);
    }

    /** What a label lies on: a parameter's gradient lights up. */
    private int card(Signal s) {
        return switch (s.kind()) {
            case WEIGHT_GRADIENT, BIAS_GRADIENT -> s.value() == 0 ? SILENT : BLAMED;
            case INPUT, LOSS -> KNOWN;
            case SUM, OUTPUT -> s.kind() == Kind.SUM && small ? PAPER : value(Kind.OUTPUT, s) == 0 ? SILENT : KNOWN;
            default -> PAPER;
        };
    }

    // ---- colours ----

    private int arrowColour(int layer, int neuron, int source, int frame) {
        if (layer == sizes.length) { // to J
            if (known(Kind.DELTA, layer - 1, source, 0, frame))
                return bright(value(Kind.DELTA, layer - 1, source, 0), Ink.VERMILLION);
            return known(Kind.LOSS, layer, 0, 0, frame) ? rgb(Ink.TEXT) : GREY;
        }
        if (known(Kind.WEIGHT_GRADIENT, layer, neuron, source, frame))
            return bright(value(Kind.WEIGHT_GRADIENT, layer, neuron, source), Ink.VERMILLION);
        Kind into = layer == 1 ? Kind.INPUT : Kind.OUTPUT;
        boolean passed = known(Kind.SUM, layer, neuron, 0, frame) || known(Kind.OUTPUT, layer, neuron, 0, frame);
        return passed ? bright(value(into, layer - 1, source, 0), Ink.TEXT) : GREY;
    }

    private static int bright(double value, Color colour) {
        return value == 0 ? GREY : rgb(colour);
    }

    private int inside(int layer, int neuron, int frame) {
        Kind kind = layer == 0 ? Kind.INPUT : layer == sizes.length ? Kind.LOSS : Kind.OUTPUT;
        if (!known(kind, layer, neuron, 0, frame)) return PAPER;
        return kind == Kind.OUTPUT && value(kind, layer, neuron, 0) == 0 ? SILENT : KNOWN;
    }

    private int line(int layer, int neuron, int frame) {
        if (known(Kind.DELTA, layer, neuron, 0, frame))
            return bright(value(Kind.DELTA, layer, neuron, 0), Ink.VERMILLION);
        int inside = inside(layer, neuron, frame);
        return inside == KNOWN ? rgb(Ink.BLUE) : GREY;
    }

    // ---- what is known when ----

    private int since(Kind kind, Signal at) {
        return find(kind, at.layer(), at.neuron(), at.source())
                .map(Signal::frame)
                .orElse(FOR_EVER);
    }

    private double value(Kind kind, Signal at) {
        return value(kind, at.layer(), at.neuron(), at.source());
    }

    private boolean known(Kind kind, int layer, int neuron, int source, int frame) {
        return find(kind, layer, neuron, source).filter(s -> s.frame() <= frame).isPresent();
    }

    private double value(Kind kind, int layer, int neuron, int source) {
        return find(kind, layer, neuron, source).map(Signal::value).orElse(Double.NaN);
    }

    private Optional<Signal> find(Kind kind, int layer, int neuron, int source) {
        return signals.stream()
                .filter(s -> s.kind() == kind && s.layer() == layer && s.neuron() == neuron && s.source() == source)
                .findFirst();
    }
}
