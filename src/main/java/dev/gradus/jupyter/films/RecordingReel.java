package dev.gradus.jupyter.films;

import dev.gradus.chart.film.Film;
import dev.gradus.data.Dataset;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.jupyter.host.Numbers;
import dev.gradus.math.Figures;
import dev.gradus.train.Epoch;
import dev.gradus.train.Recording;
import dev.gradus.train.Recording.Frame;
import dev.gradus.train.Recording.Layer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A training, epoch by epoch, seen from one side. */
final class RecordingReel implements Replay.Reel {
    /** What is looked at. */
    enum Kind {
        MAP("replay.map", frame -> List.of()),
        WEIGHTS("replay.weights", Frame::weights),
        ACTIVATIONS("replay.activations", Frame::activations),
        GRADIENTS("replay.gradients", Frame::gradients);

        private final String key;
        private final Function<Frame, List<Layer>> numbers;

        Kind(String key, Function<Frame, List<Layer>> numbers) {
            this.key = key;
            this.numbers = numbers;
        }
    }

    private static final int PANELS = 9;
    private static final int NAMED = 4; // in a caption
    private static final int SAMPLES = 200; // as dots on the map
    private static final int DIGITS = 3;

    private final Recording recording;
    private final Kind kind;
    private final List<Frame> frames;

    RecordingReel(Recording recording, Kind kind) {
        this.recording = recording;
        this.kind = kind;
        frames = recording.frames();
    }

    @Override
    public int frames() {
        return frames.size();
    }

    // ---- words ----

    /** "The weights, in 41 frames: training loss falls from 0.7 to 0.1". */
    @Override
    public String sentence() {
        String title = Messages.text(
                kind.key,
                frames(),
                Messages.count("replay.epochs", recording.epochs().size()));
        if (frames() == 1) return title;
        double first = recording.epochs().get(0).trainingLoss();
        double last = epoch(frames() - 1).trainingLoss();
        String name = Messages.text("figure.train-loss");
        return title
                + Messages.text("colon")
                + (Numbers.loss(first).equals(Numbers.loss(last))
                        ? Messages.text("change.same", name, Numbers.loss(last))
                        : Messages.text(
                                last > first ? "change.up" : "change.down",
                                name,
                                Numbers.loss(first),
                                Numbers.loss(last)));
    }

    private Epoch epoch(int frame) {
        return Objects.requireNonNull(frames.get(frame).epoch(), "only the first frame stands before all epochs");
    }

    @Override
    public String caption(int frame) {
        List<String> parts = new ArrayList<>();
        parts.add(
                frame == 0
                        ? Messages.text("replay.start")
                        : Messages.text("replay.epoch", frames.get(frame).number()));
        if (frame > 0) {
            Epoch epoch = epoch(frame);
            parts.add(Messages.text("figure.train-loss") + " " + Numbers.loss(epoch.trainingLoss()));
            if (!Double.isNaN(epoch.trainingAccuracy()))
                parts.add(Messages.text("figure.train-accuracy") + " " + Numbers.share(epoch.trainingAccuracy()));
        }
        parts.add(detail(frames.get(frame)));
        return String.join(Messages.text("list.comma"), parts);
    }

    /** What is to be seen, in one number for each layer or class. */
    private String detail(Frame frame) {
        if (kind != Kind.MAP) {
            List<Layer> layers = kind.numbers.apply(frame);
            return Messages.text(
                            "replay.size",
                            layers.stream()
                                    .limit(NAMED)
                                    .map(layer -> layer.name() + " " + Figures.text(layer.size(), DIGITS))
                                    .collect(Collectors.joining(Messages.text("list.separator"))))
                    + (layers.size() > NAMED ? " …" : "");
        }
        double[][] map = frame.map();
        if (map[0].length == 1) {
            double middle = middle();
            long above = Arrays.stream(map).filter(a -> a[0] > middle).count();
            return Messages.text("replay.above", Numbers.share((double) above / map.length));
        }
        List<String> names = recording.data().classes();
        return Messages.text(
                "replay.shares",
                IntStream.range(0, map[0].length)
                        .mapToObj(k -> (names.isEmpty() ? String.valueOf(k) : names.get(k)) + " "
                                + Numbers.share((double) Arrays.stream(map)
                                                .filter(a -> best(a) == k)
                                                .count()
                                        / map.length))
                        .collect(Collectors.joining(Messages.text("list.comma"))));
    }

    /** Half-way between the lowest and the highest target. */
    private double middle() {
        double[][] targets = targets(IntStream.range(0, recording.data().size()).toArray());
        double low = Arrays.stream(targets).mapToDouble(y -> y[0]).min().orElse(0);
        double high = Arrays.stream(targets).mapToDouble(y -> y[0]).max().orElse(1);
        return (low + high) / 2;
    }

    private static int best(double[] a) {
        int best = 0;
        for (int k = 1; k < a.length; k++) if (a[k] > a[best]) best = k;
        return best;
    }

    @Override
    public Grid table(int[] which) {
        boolean classes = frames() > 1 && !Double.isNaN(epoch(1).trainingAccuracy());
        Grid grid = new Grid().numbers(Messages.text("column.epoch")).numbers(Messages.text("column.train-loss"));
        if (classes) grid.numbers(Messages.text("column.train-accuracy"));
        grid.words("");
        for (int frame : which) {
            List<String> row = new ArrayList<>();
            row.add(String.valueOf(frames.get(frame).number()));
            row.add(Numbers.loss(frame == 0 ? Double.NaN : epoch(frame).trainingLoss()));
            if (classes)
                row.add(Numbers.share(frame == 0 ? Double.NaN : epoch(frame).trainingAccuracy()));
            row.add(detail(frames.get(frame)));
            grid.row(row);
        }
        return grid;
    }

    // ---- pictures ----

    @Override
    public Film film() {
        List<String> captions =
                IntStream.range(0, frames()).mapToObj(this::label).toList();
        if (kind == Kind.MAP) {
            Dataset data = recording.data();
            int n = Math.min(SAMPLES, data.size());
            int[] spread = IntStream.range(0, n)
                    .map(i -> (int) ((long) i * data.size() / n))
                    .toArray();
            return Film.map(
                    recording.window(),
                    Recording.MAP,
                    frames.stream().map(Frame::map).toList(),
                    Arrays.stream(spread).mapToObj(data::input).toArray(double[][]::new),
                    targets(spread),
                    captions);
        }
        List<Layer> all = kind.numbers.apply(frames.get(0));
        int[] panels = panels(all.size());
        List<Layer> first = Arrays.stream(panels).mapToObj(all::get).toList();
        boolean someAreLeftOut = kind == Kind.ACTIVATIONS && panels.length < all.size();
        List<String> titles = Arrays.stream(panels)
                .mapToObj(p -> (someAreLeftOut ? p + 1 + ": " : "") + all.get(p).name())
                .toList();
        List<List<double[]>> values = Arrays.stream(panels)
                .mapToObj(p -> frames.stream()
                        .map(frame -> kind.numbers.apply(frame).get(p).values())
                        .toList())
                .toList();
        return kind == Kind.WEIGHTS
                ? Film.tables(
                        titles,
                        first.stream()
                                .mapToInt(n -> n.values().length / n.rows())
                                .toArray(),
                        values,
                        captions)
                : Film.histograms(titles, kind == Kind.GRADIENTS, values, captions);
    }

    /** Which of so many layers: the first tables, but of a deep network's histograms some all along it. */
    private int[] panels(int layers) {
        int n = Math.min(PANELS, layers);
        return kind == Kind.WEIGHTS ? IntStream.range(0, n).toArray() : ReplayView.even(layers, n);
    }

    private double[][] targets(int[] which) {
        return Arrays.stream(which).mapToObj(recording.data()::target).toArray(double[][]::new);
    }

    /** What a picture carries, the same in all languages: "8: loss 0.4318". */
    private String label(int frame) {
        int number = frames.get(frame).number();
        return frame == 0
                ? String.valueOf(number)
                : number + ": loss " + Numbers.loss(epoch(frame).trainingLoss());
    }
}
