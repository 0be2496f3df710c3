package dev.gradus.jupyter.films;

import dev.gradus.chart.film.Film;
import dev.gradus.chart.film.Signal;
import dev.gradus.chart.film.Signal.Kind;
import dev.gradus.check.Derivation;
import dev.gradus.jupyter.host.Grid;
import dev.gradus.jupyter.host.Messages;
import dev.gradus.math.Figures;
import dev.gradus.math.Matrix;
import dev.gradus.nn.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One sample on its way through a small network and back, a frame for each step of the derivation. */
final class PassesReel implements Replay.Reel {
    private static final int DIGITS = 4;
    private static final int MOST_ARROWS = 4; // between two layers, so that their numbers don't cover each other

    private final Derivation derivation;
    private final Trace trace;
    private final int[] sizes;
    private final List<Signal> signals = new ArrayList<>();
    private final List<String> figures = new ArrayList<>(); // one a frame
    private int back; // the first frame of the way back

    PassesReel(Derivation derivation) {
        this.derivation = derivation;
        trace = derivation.trace();
        List<Trace.Step> steps = trace.steps();
        check(steps.get(0).input().rows() == 1, "of " + steps.get(0).input().rows() + " samples", "one");
        List<Trace.Step> dense =
                steps.stream().filter(step -> !step.isActivation()).toList();
        sizes = IntStream.concat(
                        IntStream.of(dense.get(0).input().columns()),
                        dense.stream().mapToInt(step -> step.output().columns()))
                .toArray();
        for (int l = 1; l < sizes.length; l++) {
            int arrows = sizes[l - 1] * sizes[l];
            check(arrows <= MOST_ARROWS, "of a layer of " + arrows + " weights", "at most " + MOST_ARROWS);
        }
        forward(dense);
        back = figures.size();
        if (derivation.isThereAndBack()) backward(dense);
    }

    private static void check(boolean fits, String is, String expected) {
        if (!fits)
            throw new IllegalArgumentException("derivation is " + is + ", but a replay of circles and arrows shows "
                    + expected + "; print the derivation itself instead");
    }

    // ---- its numbers, frame by frame ----

    private void forward(List<Trace.Step> dense) {
        int last = dense.size();
        figures.add("x = " + text(dense.get(0).input()) + ", y = " + text(trace.targets()));
        add(Kind.INPUT, 0, dense.get(0).input());
        add(Kind.TARGET, last + 1, trace.targets());
        for (int l = 1; l <= last; l++) {
            add(Kind.WEIGHT, l, dense.get(l - 1).parameters().get(0).matrix());
            add(Kind.BIAS, l, dense.get(l - 1).parameters().get(1).matrix());
        }
        for (int l = 1; l <= last; l++) {
            Trace.Step sums = dense.get(l - 1);
            Trace.Step bend = bend(sums);
            if (bend != null) next(Kind.SUM, l, sums.output(), "z" + l);
            next(Kind.OUTPUT, l, bend == null ? sums.output() : bend.output(), "a" + l);
        }
        figures.add("J = " + Figures.text(trace.loss(), DIGITS));
        signals.add(new Signal(Kind.LOSS, last + 1, 0, 0, trace.loss(), figures.size() - 1));
    }

    private void backward(List<Trace.Step> dense) {
        for (int l = dense.size(); l >= 1; l--) {
            Trace.Step step = dense.get(l - 1);
            Trace.Step bend = bend(step);
            if (bend != null && l < dense.size()) next(Kind.ARRIVED, l, bend.outputGradient(), "∂J/∂a" + l);
            next(Kind.DELTA, l, bend == null ? step.outputGradient() : bend.inputGradient(), "δ" + l);
            Matrix weights = step.parameters().get(0).gradient();
            Matrix biases = step.parameters().get(1).gradient();
            figures.add("∂J/∂w" + l + " = " + text(weights) + ", ∂J/∂b" + l + " = " + text(biases));
            add(Kind.WEIGHT_GRADIENT, l, weights);
            add(Kind.BIAS_GRADIENT, l, biases);
        }
    }

    private Trace.@Nullable Step bend(Trace.Step dense) {
        int behind = trace.steps().indexOf(dense) + 1;
        boolean bent =
                behind < trace.steps().size() && trace.steps().get(behind).isActivation();
        return bent ? trace.steps().get(behind) : null;
    }

    private void next(Kind kind, int layer, @Nullable Matrix numbers, String name) {
        if (numbers == null) return;
        figures.add(name + " = " + text(numbers));
        add(kind, layer, numbers);
    }

    /** Known from the newest frame on; of weights, a row comes from one neuron. */
    private void add(Kind kind, int layer, Matrix numbers) {
        for (int i = 0; i < numbers.rows(); i++)
            for (int j = 0; j < numbers.columns(); j++)
                signals.add(new Signal(kind, layer, j, i, numbers.get(i, j), figures.size() - 1));
    }

    private static String text(Matrix numbers) {
        return Figures.text(numbers.toArray(), DIGITS);
    }

    // ---- what a replay shows ----

    @Override
    public int frames() {
        return figures.size();
    }

    /** About equal steps; each shows something new. */
    @Override
    public int[] strip(int most) {
        int n = Math.min(most, frames());
        return IntStream.range(0, n)
                .map(i -> n == 1 ? 0 : (2 * i * (frames() - 1) + n - 1) / (2 * (n - 1)))
                .toArray();
    }

    @Override
    public String sentence() {
        String layers = Arrays.stream(sizes).mapToObj(String::valueOf).collect(Collectors.joining("-"));
        String there = Messages.text("replay.passes.there", layers, figures.get(0), figures.get(back - 1));
        if (!derivation.isThereAndBack()) return there;
        long all = signals.stream().filter(PassesReel::isGradient).count();
        long lit = signals.stream().filter(s -> isGradient(s) && s.value() != 0).count();
        return there + Messages.text("list.separator") + Messages.text("replay.passes.back", lit, all);
    }

    private static boolean isGradient(Signal s) {
        return s.kind() == Kind.WEIGHT_GRADIENT || s.kind() == Kind.BIAS_GRADIENT;
    }

    @Override
    public String caption(int frame) {
        String way = frame == 0 ? "given" : frame < back ? "forward" : "backward";
        return Messages.text("replay.passes." + way, figures.get(frame));
    }

    @Override
    public Grid table(int[] frames) {
        Grid grid = new Grid().words(Messages.text("replay.column.step")).words(Messages.text("replay.column.numbers"));
        for (int frame : frames) grid.row(String.valueOf(frame), caption(frame));
        return grid;
    }

    @Override
    public Film film() {
        return Film.network(sizes, signals, figures);
    }
}
